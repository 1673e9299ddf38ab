"""Buttons of which one is always pressed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QLayout, QToolButton, QWidget

from app.editor.widgets.icons import icon


class Choices(QButtonGroup):
    """A button for each (words, value), put into `row`; the first is pressed at the start.

    `subject` is said aloud before the words.
    """

    def __init__(
        self, parent: QWidget, row: QLayout, subject: str, choices: Sequence[tuple[str, object]]
    ) -> None:
        super().__init__(parent)
        self._values = [value for _, value in choices]
        for number, (label, _) in enumerate(choices):
            button = QToolButton(parent)
            button.setText(label)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.toggled.connect(partial(_show_chosen, button))
            button.setChecked(number == 0)
            button.setAccessibleName(f"{subject}: {label}")
            button.setToolTip(f"{subject}: {label}")
            self.addButton(button, number)
            row.addWidget(button)

    def value(self) -> Any:
        """What is chosen."""
        return self._values[self.checkedId()]

    def choose(self, value: object) -> None:
        """Press the button of a value; of one that has none, nothing changes."""
        if value in self._values:
            self.button(self._values.index(value)).setChecked(True)


def _show_chosen(button: QToolButton, is_chosen: bool) -> None:
    """Colour is not the only sign of what is chosen."""
    button.setIcon(icon("check") if is_chosen else QIcon())
