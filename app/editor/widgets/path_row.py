"""The row of a form for a file or a folder, which is typed, or chosen with a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLayout, QLineEdit, QPushButton


def add_path(
    form: QFormLayout,
    label: str,
    field: QLineEdit,
    choose: Callable[[], None],
    button: str = "Ch&oose…",
) -> QLayout:
    """Add the row, and give what shows and hides it. Of several in a form, none has a key."""
    browse = QPushButton(button)
    browse.clicked.connect(choose)
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(browse)
    form.addRow(label, row)
    form.labelForField(row).setBuddy(field)  # type: ignore[attr-defined]
    return row
