"""Fields to choose in: one of a list, yes or no, an icon, two dates, lines of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.content.items.fields import MOST_OF_COMMONMARK
from app.editor.fields.field import Field
from app.editor.fields.text_fields import TextBox
from app.editor.widgets.icons import icon, names
from app.editor.widgets.inputs import DateEdit, LeaveUndo, NarrowComboBox

_SHORT = 12


class ChooseField(Field):
    """One of a list; the values are ids, "" for none."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.box = NarrowComboBox(_SHORT)
        self.box.activated.connect(lambda _: self.edited.emit(self.box.currentData()))
        self.put_in(self.box, buddy=self.box)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The choices, as (id, title); what is chosen stays."""
        now = self.box.currentData()
        self.box.clear()
        for value, title in choices:
            self.box.addItem(title, value)
        self.show_value(now)

    def show_value(self, value: Any) -> None:
        """Choose a value; one that is not in the list is added as it is."""
        value = value or ""
        at = self.box.findData(value)
        if at < 0 and value:
            self.box.addItem(str(value), value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.box.setEnabled(not read_only)


class IconField(ChooseField):
    """The icon of a card: one of the program's, or of the library's `own`."""

    def __init__(self, name: str, label: str, own: Callable[[], Iterable[str]] = tuple) -> None:
        super().__init__(name, label)
        self._own = own
        self.box.setIconSize(QSize(24, 24))
        for found in names():
            self.box.addItem(found.replace("-", " "), found)
        self._offer_own()
        self.box.currentIndexChanged.connect(self._draw)
        self.box.view().installEventFilter(self)

    def _offer_own(self) -> None:
        for found in self._own():
            if self.box.findData(found) < 0:
                self.box.addItem(found.replace("-", " "), found)

    def _draw(self, row: int) -> None:
        """Draw an icon when it is looked at: drawing all of them takes a while."""
        name = self.box.itemData(row)
        if name and self.box.itemIcon(row).isNull():
            self.box.setItemIcon(row, icon(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw them all when the list opens, and offer what has come to the library since."""
        if event.type() == QEvent.Type.Show:
            self._offer_own()
            for row in range(self.box.count()):
                self._draw(row)
        return super().eventFilter(watched, event)


class CheckField(Field):
    """Yes or no, as 1 and 0."""

    def __init__(self, name: str, label: str, question: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.box = QCheckBox(question)
        self.box.clicked.connect(lambda on: self.edited.emit(int(on)))
        self.put_in(self.box, buddy=self.box)
        self.box.setAccessibleName(question.replace("&", ""))

    def show_value(self, value: Any) -> None:
        """Tick it, or not."""
        self.box.setChecked(bool(value))

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.box.setEnabled(not read_only)


class DatesField(Field):
    """The two review dates, as a pair of ISO dates; ("", "") where there are none."""

    def __init__(self, name: str, label: str, today: date, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self._today = today
        self.has_dates = QCheckBox("It has been reviewed")
        self.last, self.due = DateEdit("Last review"), DateEdit("Next review")
        dates = QWidget()
        grid = QGridLayout(dates)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (title, box) in enumerate((("Last", self.last), ("Next", self.due))):
            grid.addWidget(QLabel(title), 0, column)
            grid.addWidget(box, 1, column)
        grid.setColumnStretch(2, 1)
        self.put_in(self.has_dates, dates, buddy=self.has_dates)
        self.has_dates.setAccessibleName("It has been reviewed")
        self.has_dates.clicked.connect(self._emit_edited)
        for box in (self.last, self.due):
            box.setKeyboardTracking(False)
            for line in box.findChildren(QLineEdit):
                line.installEventFilter(LeaveUndo(self))
            box.userDateChanged.connect(self._emit_edited)
        self._dates = dates
        self._showing = False
        self._read_only = False

    def _emit_edited(self) -> None:
        self._dates.setEnabled(self.has_dates.isChecked() and not self._read_only)
        if not self._showing:
            self.edited.emit(self._value())

    def _value(self) -> tuple[str, str]:
        if not self.has_dates.isChecked():
            return "", ""
        return self.last.day().isoformat(), self.due.day().isoformat()

    def show_value(self, value: Any) -> None:
        """Show two dates."""
        last, due = value
        self._showing = True
        self.has_dates.setChecked(bool(last))
        for box, text, years in ((self.last, last, 0), (self.due, due, 2)):
            day = date.fromisoformat(text) if text else self._today
            shown = QDate(day.year, day.month, day.day)
            box.setDate(shown if text else shown.addYears(years))
        self._showing = False
        self._dates.setEnabled(bool(last) and not self._read_only)

    def set_read_only(self, read_only: bool) -> None:
        """Whether they may be changed."""
        self._read_only = read_only
        self.has_dates.setEnabled(not read_only)
        self._dates.setEnabled(self.has_dates.isChecked() and not read_only)


class LinesField(Field):
    """Some lines, each a sentence of its own, as a tuple without the empty ones."""

    typing = True

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.box = TextBox(lines=3, most=12)
        self.box.most_letters = MOST_OF_COMMONMARK  # of all lines together
        self.box.pasted.connect(self.tell_of_paste)
        self._shown: tuple[str, ...] = ()
        self.box.textChanged.connect(self._typed)
        self.box.left.connect(self.left)
        self.put_in(self.box, buddy=self.box)

    def _value(self) -> tuple[str, ...]:
        return tuple(line for line in self.box.text().split("\n") if line.strip())

    def _typed(self) -> None:
        value = self._value()
        if value != self._shown:
            self._shown = value
            self.edited.emit(value)

    def show_value(self, value: Any) -> None:
        """Put lines in; an empty line that was just begun stays."""
        if tuple(value) != self._shown:
            self._shown = tuple(value)
            self.box.put("\n".join(value))

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.box.setReadOnly(read_only)


def column(*widgets: QWidget) -> QWidget:
    """Some widgets below each other, without margins."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return made
