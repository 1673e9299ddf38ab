"""A page's text as it looks: what a box of it shows, as high as its words. It holds CommonMark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from app.content.body.body import Body
from app.content.items.fields import TO_WRITE
from app.domain.library.markup import Block, BlockKind
from app.editor.body.drawing import FindPicture
from app.editor.body.formats import Formats
from app.editor.body.paper import Paper
from app.editor.body.qt_blocks import kind_of
from app.editor.widgets.growing_box import GrowingBox

_LEAST, _MOST = 8, 24
"""How many lines it is high."""
_BAR = 4
_INDENT = 5
"""How far in lists stand, in letters."""


class BodyView(GrowingBox, QTextEdit):
    """Shows a text block by block; what nobody changed stays what it was, to the letter."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the window undoes
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = Body(())
        self.document().setIndentWidth(_INDENT * self.fontMetrics().averageCharWidth())
        self.paper = Paper(self.document(), Formats(self.font(), self.palette()))
        self.paper.show(())
        self._shown = self._meant = self.paper.blocks()
        self.textChanged.connect(self._tidy)
        self.grow_with(self.document())

    # -- the text

    def text(self) -> str:
        """The text as it is kept: of what is shown, only what changed is written anew."""
        if not self.paper.is_drawing:
            self._read()
        return self._body.text

    def _read(self) -> None:
        """Take in what somebody changed. What is shown as it was is what it was, to the letter."""
        shown = self.paper.blocks()
        if shown == self._shown:
            return
        same = _same(shown, self._shown)
        rest = min(_same(shown[::-1], self._shown[::-1]), min(len(shown), len(self._shown)) - same)
        meant = self._meant[:same] + shown[same : len(shown) - rest]
        meant += self._meant[len(self._meant) - rest :]
        self._shown, self._meant = shown, meant
        self._body = self._body.with_blocks(meant)

    def _begin(self, body: Body) -> None:
        """A text is shown that nobody has changed yet."""
        self._body, self._shown = body, self.paper.blocks()
        blocks = list(body.blocks)
        with_words = [block for block in self._shown if _has_words(block)]
        if len(with_words) != len(blocks):
            self._meant = self._shown
            return
        self._meant = [blocks.pop(0) if _has_words(block) else block for block in self._shown]

    def shown_text(self) -> str:
        """What is shown, letter by letter, as Qt counts it."""
        return re.sub("[\u2028\u2029\ufdd0\ufdd1]", "\n", self.document().toRawText())

    def put(self, text: str) -> None:
        """Show another text, with the cursor where it changed."""
        if text == self.text():
            return
        old = [block for block in self.paper.blocks() if _has_words(block)]
        new = Body.of(text)
        bar = self.verticalScrollBar().value()
        self._body = new
        self.paper.show(new.blocks)
        self._begin(new)
        self._go_to_change(old, new.blocks)
        self.verticalScrollBar().setValue(bar)
        self.ensureCursorVisible()

    def show_pictures(self, find: FindPicture) -> None:
        """Show the pictures of the text, by their digests."""
        self.paper.drawing.find_picture = find

    def _go_to_change(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        same = _same(old, new)
        rest = min(_same(old[::-1], new[::-1]), min(len(old), len(new)) - same)
        last = len(new) - rest - 1
        cursor = self.textCursor()
        numbers = [number for number, block in self.paper.numbered_blocks() if _has_words(block)]
        if not numbers or last < 0:
            cursor.setPosition(0)
        else:
            block = self.document().findBlockByNumber(numbers[last])
            length = block.length() - 1
            if last >= same and len(old) - rest - 1 >= same and not new[last].table:
                before, after = old[len(old) - rest - 1].text, new[last].text
                shared = _same(before[::-1], after[::-1])
                length = max(length - len(after[len(after) - shared :].encode("utf-16-le")) // 2, 0)
            cursor.setPosition(block.position() + length)
        self.setTextCursor(cursor)

    def _tidy(self) -> None:
        if not self.paper.is_drawing:
            self.paper.tidy()

    def changeEvent(self, event: QEvent) -> None:
        """Other fonts and colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "paper"
        ):
            blocks = self.paper.blocks()
            self.paper.formats.refresh(self.font(), self.palette())
            place = self.textCursor().position()
            self.paper.show(blocks)
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    # -- how it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, with a bar beside each important box."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        at = self.cursorForPosition(event.rect().topLeft()).block()
        while at.isValid():
            rect = layout.blockBoundingRect(at).translated(0, -top)
            if rect.top() > event.rect().bottom():
                break
            if kind_of(at) is BlockKind.IMPORTANT:
                bar = rect.toRect()
                bar.setWidth(_BAR)
                painter.fillRect(bar, self.paper.formats.bar)
            at = at.next()
        painter.end()

    def text_height(self) -> int:
        """Between some lines and others."""
        line = self.fontMetrics().lineSpacing()
        shown = int(self.document().size().height())
        return min(max(shown, _LEAST * line), _MOST * line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Words that only hold a place are chosen, so that typing replaces them."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._choose_stand_in)  # a click puts the cursor down first

    def _choose_stand_in(self) -> None:
        if self.text() == TO_WRITE:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody went on to another field."""
        super().focusOutEvent(event)
        self.left.emit()


def _has_words(block: Block) -> bool:
    return block.picture is not None or block.table is not None or bool(block.text.strip())


def _same(one: Sequence[object], other: Sequence[object]) -> int:
    """How many things two rows begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
