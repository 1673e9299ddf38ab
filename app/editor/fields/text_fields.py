"""Fields for more than a line: they grow with their words, and measure them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.content.items.fields import MOST_IN_A_TEXT, TO_WRITE
from app.editor.body.body_box import BodyBox
from app.editor.fields.field import Field, units
from app.editor.fields.readability_meter import Meter
from app.editor.spelling.spell_marks import Spans, SpellMarks
from app.editor.spelling.speller import Speller
from app.editor.widgets.growing_box import GrowingBox
from app.editor.widgets.inputs import LeaveUndo

MEASURE_AFTER = 150
"""How long after the last key the words are measured, in ms."""

_MOST_TIDIED = 100_000
"""Letters of a paste that are looked through: more are too many, whatever they are."""


class TextBox(GrowingBox, QPlainTextEdit):
    """A box of plain words, as high as they need, between some lines and others."""

    left = Signal()
    pasted = Signal(str)
    """What became of the paste, where not all of it came; else ""."""

    def __init__(self, lines: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self.most_letters = MOST_IN_A_TEXT
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the window undoes
        self.installEventFilter(LeaveUndo(self))
        self.grow_with(self.document())

    def text(self) -> str:
        """What it holds, to the letter; Qt's own way would lose spaces that do not break."""
        raw = self.document().toRawText()
        return raw.replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n")

    def put(self, text: str) -> None:
        """Show other words; only what differs is replaced, so the cursor keeps its place."""
        now = self.text()
        if text == now:
            return
        start = _same(now, text)
        end = _same(now[start:][::-1], text[start:][::-1])
        cursor = self.textCursor()
        cursor.setPosition(units(now[:start]))
        cursor.setPosition(units(now[: len(now) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone; what is too long would hold the box, and none of it comes."""
        words = source.text()
        if len(words) < _MOST_TIDIED:
            words = self._to_paste(words)
        count = len(self.text()) - len(self.textCursor().selectedText()) + len(words)
        if count > self.most_letters:
            self.pasted.emit(
                f"This would be {count:,} letters; {self.most_letters:,} are the most, and nothing"
                " was pasted. Paste a part of it."
            )
            return
        self.textCursor().insertText(words)
        self.pasted.emit("")

    def _to_paste(self, text: str) -> str:
        return text

    def text_height(self) -> int:
        """Between some lines and others: a plain document counts in lines."""
        shown = min(max(int(self.document().size().height()), self._lines), self._most)
        return shown * self.fontMetrics().lineSpacing() + 2 * int(self.document().documentMargin())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Words that only hold a place are chosen, so that typing replaces them."""
        super().focusInEvent(event)
        if self.text() == TO_WRITE:
            QTimer.singleShot(0, self, self._choose_placeholder)

    def _choose_placeholder(self) -> None:
        if self.text() == TO_WRITE:  # nobody has typed meanwhile
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody went on to another field."""
        super().focusOutEvent(event)
        self.left.emit()


class ParagraphBox(TextBox):
    """A box without line breaks: Enter and pasted lines become spaces."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _to_paste(self, text: str) -> str:
        return " ".join(text.split())


class TextField(Field):
    """Some sentences without marks, with a meter."""

    typing = True

    def __init__(  # noqa: PLR0913 - what a field is made of
        self,
        name: str,
        label: str,
        help_text: str = "",
        *,
        lines: int = 2,
        names: Sequence[str] = (),
        box: TextBox | BodyBox | None = None,
        is_commonmark: bool = False,
        above: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(name, label, help_text)
        self.box: TextBox | BodyBox = box or ParagraphBox(lines)
        self.meter = Meter(names=names, is_commonmark=is_commonmark)
        self._measure = QTimer(self, interval=MEASURE_AFTER, singleShot=True)
        self._measure.timeout.connect(lambda: self.meter.measure(self._text()))
        self._shown = self._value = ""
        self.spelling: SpellMarks | None = None
        self.box.textChanged.connect(self._typed)
        self.box.left.connect(self.left)
        self.box.pasted.connect(self.tell_of_paste)
        self.put_in(*above, self.box, self.meter, buddy=self.box)
        self.meter.measure("")

    def limit(self, most: int) -> None:
        """Take no longer paste than this; what is typed beyond it the checks tell of."""
        self.box.most_letters = most

    def _text(self) -> str:
        return self.box.text()

    def _typed(self) -> None:
        text = self._text()
        if text != self._shown:
            self._shown = self._value = text
            self._measure.start()
            self.edited.emit(text)

    def show_value(self, value: Any) -> None:
        """Put words in, with the cursor where they changed."""
        text = str(value or "")
        if text == self._value:
            return
        self._value = text
        self._shown = text
        self.box.put(text)
        self._measure.start()

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.box.setReadOnly(read_only)

    def check_spelling(self, speller: Speller) -> None:
        """Mark words that are spelt wrong."""
        box = self.box
        alone: Spans = box.own_spans if isinstance(box, BodyBox) else lambda: ()
        self.spelling = SpellMarks(box, speller, left_alone=alone)

    def set_language(self, language: str) -> None:
        """Measure by what is easy in a language, and spell in it."""
        if self.spelling is not None:
            self.spelling.set_language(language)
        if language != self.meter.language:
            self.meter.language = language
            self._measure.start()


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    least = min(len(one), len(other))
    if one[:least] == other[:least]:
        return least
    return next(n for n in range(least) if one[n] != other[n])
