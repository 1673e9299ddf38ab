"""When a contact answers: a line for some days, from one time to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.editor.fields.field import Field
from app.editor.fields.times import parse_time
from app.editor.widgets.flow_layout import FlowLayout
from app.editor.widgets.inputs import ComboBox, LeaveUndo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LETTERS = 9
_OFFICE = {"first_day": 1, "last_day": 5, "opens": "09:00", "closes": "17:00"}


class TimeBox(QLineEdit):
    """A time as people write it. `changed` comes when one leaves it, and it stands there in full.

    What is no time stays as it was written, for the checks to say so.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.setAccessibleName(name)
        self.setAccessibleDescription("For example 8, 8am or 08:00")
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.installEventFilter(LeaveUndo(self))
        self.editingFinished.connect(self.commit)

    def value(self) -> str:
        """The time as it was when somebody left it last."""
        return self._value

    def show_value(self, value: str) -> None:
        """Show a time."""
        self._value = value
        self.setText(value)

    def commit(self) -> None:
        """Take what is written as if somebody had left it."""
        written = self.text().strip()
        value = parse_time(written) or written
        self.setText(value)
        if value != self._value:
            self._value = value
            self.changed.emit()


class _Line(QWidget):
    """One line of hours."""

    def __init__(self, number: int, field: HoursField) -> None:
        super().__init__()
        row = FlowLayout(self)
        self.first, self.last = ComboBox(), ComboBox()
        self.opens = TimeBox(f"Line {number}, opens at")
        self.closes = TimeBox(f"Line {number}, closes at")
        self.remove = QPushButton("Remove")
        for widget, name in (
            (self.first, "from day"),
            (self.last, "to day"),
            (self.remove, "remove"),
        ):
            widget.setAccessibleName(f"Line {number}, {name}")
        for days in (self.first, self.last):
            for day, title in enumerate(DAYS, start=1):
                days.addItem(title, day)
            days.activated.connect(field.emit_edited)
        for time in (self.opens, self.closes):
            time.changed.connect(field.emit_edited)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: field.drop(self))
        for shown in (
            *(self.first, QLabel("to"), self.last),
            *(QLabel("from"), self.opens, QLabel("to"), self.closes, self.remove),
        ):
            row.addWidget(shown)

    def value(self) -> dict[str, Any]:
        """The row of the table."""
        return {
            "first_day": self.first.currentData(),
            "last_day": self.last.currentData(),
            "opens": self.opens.value(),
            "closes": self.closes.value(),
        }

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show a row of the table."""
        self.first.setCurrentIndex(int(row["first_day"]) - 1)
        self.last.setCurrentIndex(int(row["last_day"]) - 1)
        self.opens.show_value(str(row["opens"]))
        self.closes.show_value(str(row["closes"]))


class HoursField(Field):
    """The hours of a contact, as rows of its table."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self._lines: list[_Line] = []
        self._showing = self._read_only = False
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
            line.setEnabled(not self._read_only)
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
        self._read_only = read_only
        self.add.setEnabled(not read_only)
        for line in self._lines:
            line.setEnabled(not read_only)
