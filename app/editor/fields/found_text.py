"""Words that were found, shown chosen in the field that they stand in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.content.search.normalize import Query, Span, parse_query
from app.editor.body.body_box import BodyBox
from app.editor.fields.field import Field, units
from app.editor.fields.text_fields import TextBox

Box = QLineEdit | QPlainTextEdit | BodyBox

_NEAR = 100
"""How many letters count as close together."""


class FoundText:
    """Where in a form the words stand that were found last."""

    def __init__(self) -> None:
        self._box: Box | None = None

    def show(self, form: QScrollArea, name: str, words: Query) -> bool:
        """Choose the words in the field of that name, and bring them into sight.

        False where they do not stand there. The keyboard stays where it is.
        """
        self._box = None
        field = form.findChild(Field, name) if name else None
        box = _box_of(field) if field is not None else None
        if box is None:
            return False
        text = _text(box)
        span = _span(text, words)
        if span is None:
            return False
        self._box = box
        _choose(box, text, span)
        self._scroll_to(form, box)
        # A box that has just been filled finds its height in the turns of the loop that follow.
        QTimer.singleShot(0, form, lambda: self._scroll_again(form, box))
        return True

    def _scroll_again(self, form: QScrollArea, box: Box) -> None:
        if self._box is box:
            self._scroll_to(form, box)

    @staticmethod
    def _scroll_to(form: QScrollArea, box: Box) -> None:
        if (inside := form.widget()) is None:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        inside.adjustSize()
        rect = box.rect() if isinstance(box, QLineEdit) else box.cursorRect()
        point = rect.center()
        at = box.mapTo(inside, point)
        form.ensureVisible(at.x(), at.y(), 0, form.viewport().height() // 3)

    def write_there(self) -> None:
        """Put the keyboard where they are."""
        if self._box is not None:
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)


def _box_of(field: Field) -> Box | None:
    box: QWidget | None = field.focusProxy()
    return box if isinstance(box, QLineEdit | QPlainTextEdit | BodyBox) else None


def _text(box: Box) -> str:
    if isinstance(box, BodyBox):
        return box.shown_text()
    return box.text() if isinstance(box, QLineEdit | TextBox) else box.toPlainText()


def _span(text: str, words: Query) -> Span | None:
    found = words.best(text, _NEAR)
    if found is None:  # in a row, and marks may stand between them here
        each = parse_query(" ".join(word.folded for word in words.words))
        if len({word for _, word in each.matches(text)}) == len(each.words):
            found = each.best(text, _NEAR)
    return found


def _choose(box: Box, text: str, span: Span) -> None:
    start, end = (units(text[:point]) for point in span)
    if isinstance(box, QLineEdit):
        box.setSelection(start, end - start)
        return
    cursor = box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    box.ensureCursorVisible()
