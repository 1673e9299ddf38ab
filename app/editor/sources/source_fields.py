"""The fields of a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from app.content.workshop.values import SourceRow
from app.editor.widgets.inputs import DateEdit, LeaveUndo

_FIELDS = {
    "publisher": "&Publisher",
    "title": "T&itle",
    "authors": "A&uthors",
    "dated": "Da&ted",
    "address": "Add&ress",
    "permission": "Per&mission to use",
}
_READ_ON = "Read on"


class SourceFields(QWidget):
    """What is typed of one source: `edited` is what somebody changes, as its label says it."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self.lines = {name: QLineEdit() for name in _FIELDS}
        self.is_read = QCheckBox("Read &on")
        self.read_on = DateEdit("The day it was read")
        self.is_read.toggled.connect(self.read_on.setEnabled)
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        for name, label in _FIELDS.items():
            line = self.lines[name]
            line.installEventFilter(LeaveUndo(self))
            line.textEdited.connect(partial(self._emit_edited, label.replace("&", "")))
            line.editingFinished.connect(self.left)
            self.rows.addRow(label, line)
        self.is_read.clicked.connect(partial(self._emit_edited, _READ_ON))
        self.read_on.userDateChanged.connect(partial(self._emit_edited, _READ_ON))
        self.rows.addRow(self.is_read, self.read_on)

    def _emit_edited(self, label: str, *_: object) -> None:
        if not self._is_showing:
            self.edited.emit(label)

    def show_source(self, source: SourceRow, today: date) -> None:
        """Show a source; one that nobody has read yet begins with today."""
        self._is_showing = True
        for name, line in self.lines.items():
            line.setText(str(getattr(source, name)))
            line.setCursorPosition(0)
        self.is_read.setChecked(source.read_on is not None)
        self.read_on.setEnabled(source.read_on is not None)
        self.read_on.set_day(source.read_on or today)
        self._is_showing = False

    def typed(self, source: SourceRow) -> SourceRow:
        """A source as it is typed here."""
        day = self.read_on.day() if self.is_read.isChecked() else None
        cells = {name: line.text().strip() for name, line in self.lines.items()}
        return replace(source, read_on=day, **cells)  # type: ignore[arg-type] # they are words
