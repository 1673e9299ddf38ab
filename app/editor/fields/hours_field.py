"""When a contact answers: a line for some days, from one time to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.editor.fields.choice_fields import LeaveWheel
from app.editor.fields.field import Field, LeaveUndo
from app.editor.widgets.flow_layout import FlowLayout

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_OFFICE = {"first_day": 1, "last_day": 5, "opens": "09:00", "closes": "17:00"}


class _Line(QWidget):
    """One line of hours."""

    def __init__(self, number: int, field: HoursField) -> None:
        super().__init__()
        row = FlowLayout(self)
        self.first, self.last = QComboBox(), QComboBox()
        self.opens, self.closes = QTimeEdit(), QTimeEdit()
        self.remove = QPushButton("Remove")
        for box, name in (
            (self.first, "from day"),
            (self.last, "to day"),
            (self.opens, "opens at"),
            (self.closes, "closes at"),
            (self.remove, "remove"),
        ):
            box.setAccessibleName(f"Line {number}, {name}")
            box.installEventFilter(LeaveWheel(field))
        for days in (self.first, self.last):
            for day, words in enumerate(DAYS, start=1):
                days.addItem(words, day)
            days.activated.connect(field.emit_edited)
        for time in (self.opens, self.closes):
            time.setDisplayFormat("HH:mm")
            time.setKeyboardTracking(False)
            time.timeChanged.connect(field.emit_edited)
            for edit in time.findChildren(QLineEdit):
                edit.installEventFilter(LeaveUndo(field))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: field.drop(self))
        for widget in (
            *(self.first, QLabel("to"), self.last),
            *(QLabel("from"), self.opens, QLabel("to"), self.closes, self.remove),
        ):
            row.addWidget(widget)

    def value(self) -> dict[str, Any]:
        """The row of the table."""
        return {
            "first_day": self.first.currentData(),
            "last_day": self.last.currentData(),
            "opens": self.opens.time().toString("HH:mm"),
            "closes": self.closes.time().toString("HH:mm"),
        }

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show a row of the table."""
        self.first.setCurrentIndex(int(row["first_day"]) - 1)
        self.last.setCurrentIndex(int(row["last_day"]) - 1)
        self.opens.setTime(QTime.fromString(str(row["opens"]), "HH:mm"))
        self.closes.setTime(QTime.fromString(str(row["closes"]), "HH:mm"))


class HoursField(Field):
    """The hours of a contact, as rows of its table."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self._lines: list[_Line] = []
        self._showing = False
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add = self.put_lines_in(holder, "Add hours")
        self.add.clicked.connect(self._add)

    def value(self) -> tuple[dict[str, Any], ...]:
        """The rows of the table."""
        return tuple(line.value() for line in self._lines)

    def show_value(self, value: Any) -> None:
        """Show rows of the table."""
        rows = [dict(row) for row in value]
        if rows == list(self.value()):
            return
        self._showing = True
        while len(self._lines) > len(rows):
            self._remove_line(self._lines[-1])
        while len(self._lines) < len(rows):
            line = _Line(len(self._lines) + 1, self)
            self._lines.append(line)
            self._column.addWidget(line)
        for line, row in zip(self._lines, rows, strict=True):
            line.show_row(row)
        self._showing = False

    def emit_edited(self) -> None:
        """A line changed."""
        if not self._showing:
            self.edited.emit(self.value())

    def _add(self) -> None:
        self.edited.emit((*self.value(), _OFFICE))
        if self._lines:
            self._lines[-1].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self, line: _Line) -> None:
        """Take a line out."""
        self.edited.emit(tuple(other.value() for other in self._lines if other is not line))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_line(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def set_read_only(self, read_only: bool) -> None:
        """Whether they may be changed."""
        self.add.setEnabled(not read_only)
        for line in self._lines:
            line.setEnabled(not read_only)
