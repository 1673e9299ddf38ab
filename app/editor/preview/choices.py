"""Buttons of which one is always pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget


def choice_buttons(
    parent: QWidget, row: QHBoxLayout, subject: str, choices: Sequence[tuple[str, object]]
) -> QButtonGroup:
    """A button for each (words, value), put into ROW; the first is pressed.

    The value is the button's property "value". SUBJECT is said aloud before the words.
    """
    group = QButtonGroup(parent)
    for words, value in choices:
        button = QToolButton(parent)
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("value", value)
        button.setAccessibleName(f"{subject}: {words}")
        button.setToolTip(f"{subject}: {words}")
        group.addButton(button)
        row.addWidget(button)
    group.buttons()[0].setChecked(True)
    return group
