"""The fields of a page: a label, what one types in, and what the checks say of it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.checks.findings import Level
from app.content.items.fields import MOST_IN_A_TEXT, TO_WRITE
from app.editor.spelling.speller import Speller
from app.editor.widgets.icons import icon
from app.editor.widgets.inputs import LeaveUndo

_ICON = 16


class CheckNotes(QWidget):
    """What the checks say of a field: an icon and a sentence each. It speaks to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._notes: tuple[tuple[Level, str], ...] = ()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that are shown."""
        return tuple(sentence for _, sentence in self._notes)

    def show_notes(self, notes: Sequence[tuple[Level, str]]) -> None:
        """Show these sentences in place of those before."""
        if tuple(notes) == self._notes:
            return
        self._notes = tuple(notes)
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for level, sentence in self._notes:
            self._layout.addWidget(_line(level, sentence))
        self.setVisible(bool(self._notes))


def _line(level: Level, sentence: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    sign = QLabel()
    name = "triangle-alert" if level is Level.ERROR else "info"
    side = max(_ICON, line.fontMetrics().ascent())
    sign.setPixmap(icon(name).pixmap(side, side))
    caption = QLabel(sentence)
    caption.setTextFormat(Qt.TextFormat.PlainText)
    caption.setWordWrap(True)
    if level is Level.ERROR:
        font = caption.font()
        font.setBold(True)
        caption.setFont(font)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(caption, 1)
    return line


class Field(QWidget):
    """A field: what somebody typed is `edited`, and `left` when they go on to another.

    `name` is what the checks call it, and `caption` what Undo does.
    """

    edited = Signal(object)
    left = Signal()
    typing = False
    """Whether one keeps on typing in it, so that this is undone as one."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__()
        self.name = name
        self.caption = label.replace("&", "")
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.column.addWidget(self.label)
        if help_text:
            hint = QLabel(help_text)
            hint.setTextFormat(Qt.TextFormat.PlainText)
            hint.setWordWrap(True)
            self.column.addWidget(hint)
        self.help_text = help_text
        self.notes = CheckNotes()
        self.pasted = QLabel()
        """What became of a paste, where not all of it came."""
        self.pasted.setTextFormat(Qt.TextFormat.PlainText)
        self.pasted.setWordWrap(True)
        self.pasted.setAccessibleName("What the paste left out")
        self.pasted.hide()

    def put_in(self, *widgets: QWidget, buddy: QWidget) -> None:
        """Lay out what one types in, and then what the checks say of it."""
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addWidget(self.pasted)
        self.column.addWidget(self.notes)
        self.label.setBuddy(buddy)
        buddy.setAccessibleName(self.caption)
        buddy.setAccessibleDescription(self.help_text)
        self.setFocusProxy(buddy)

    def put_below(self, button: QPushButton) -> None:
        """Lay out a button below what one types or chooses in."""
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        self.column.insertLayout(self.column.indexOf(self.notes), row)

    def put_lines_in(self, lines: QWidget, caption: str) -> QPushButton:
        """Lay out lines that one types in; gives the button below them that adds one."""
        add = QPushButton(caption)
        add.setAutoDefault(False)
        row = QWidget()
        side = QHBoxLayout(row)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(add)
        side.addStretch()
        self.put_in(lines, row, buddy=add)
        add.setAccessibleName(caption.removesuffix("…"))
        return add

    def show_notes(self, notes: Sequence[tuple[Level, str]]) -> None:
        """Show what the checks say of it."""
        self.notes.show_notes(notes)

    def limit(self, most: int) -> None:
        """Take no more letters than this at once."""

    def tell_of_paste(self, message: str) -> None:
        """Say what became of a paste, or nothing."""
        self.pasted.setText(message)
        self.pasted.setVisible(bool(message))

    def show_value(self, value: Any) -> None:
        """Show a value; what is typed already is left alone."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        raise NotImplementedError

    def check_spelling(self, speller: Speller) -> None:
        """Mark words that are spelt wrong; of use to fields of more than a line."""

    def set_language(self, language: str) -> None:
        """The language of what it shows from now on; of use to fields that know words."""


class _LineBox(QLineEdit):
    """Chooses words that only hold a place, so that typing replaces them."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody came."""
        super().focusInEvent(event)
        if self.text() == TO_WRITE:
            QTimer.singleShot(0, self, self.selectAll)


class LineField(Field):
    """A line of words."""

    typing = True

    def __init__(self, name: str, label: str, help_text: str = "", placeholder: str = "") -> None:
        super().__init__(name, label, help_text)
        self.box = _LineBox()
        self.box.setPlaceholderText(placeholder)
        self.box.installEventFilter(LeaveUndo(self))
        self.box.textEdited.connect(self._typed)
        self.box.inputRejected.connect(self._refused)
        self.limit(MOST_IN_A_TEXT)
        self.box.editingFinished.connect(self.left)
        self.put_in(self.box, buddy=self.box)

    def limit(self, most: int) -> None:
        """Take no more letters than this. What is longer already stays whole."""
        self._most = most
        self.box.setMaxLength(max(most, units(self.box.text())))

    def _typed(self, text: str) -> None:
        if len(text) < self._most:
            self.tell_of_paste("")
        self.edited.emit(text)

    def _refused(self) -> None:
        self.tell_of_paste(
            f"At most {self._most:,} letters fit in here: the rest of what was pasted or typed was"
            " left out."
        )

    def show_value(self, value: Any) -> None:
        """Put words in, with the cursor where they changed."""
        text = str(value or "")
        if text != self.box.text():
            self.box.setMaxLength(max(self._most, units(text)))
            at = _end_of_change(self.box.text(), text)
            self.box.setText(text)
            self.box.setCursorPosition(units(text[:at]))

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.box.setReadOnly(read_only)


def _end_of_change(before: str, after: str) -> int:
    """Where in `after` the part ends that is not in `before`."""
    same = 0
    for old, new in zip(reversed(before), reversed(after), strict=False):
        if old != new:
            break
        same += 1
    return len(after) - same


def units(text: str) -> int:
    """The length of a text as Qt counts it: in UTF-16."""
    return len(text) + sum(character > "\uffff" for character in text)
