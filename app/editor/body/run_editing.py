"""What somebody does to words within the blocks of a shown text: what they are and lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from app.domain.library.markup import Run
from app.editor.body.formats import led_to, run_of, run_to
from app.editor.body.links import Link, targets
from app.editor.body.paper import Paper
from app.editor.body.qt_blocks import is_picture, letters, style_at, units

_KEEP = QTextCursor.MoveMode.KeepAnchor


class RunEditing:
    """Changes the words between two positions of what a paper shows."""

    def __init__(self, paper: Paper) -> None:
        self._document, self._formats, self._drawing = paper.document, paper.formats, paper.drawing

    def change(self, start: int, end: int, change: Callable[[Run], Run]) -> None:
        """Change words between two positions: what they lead to, say."""
        found = list(self._stretches(start, end))
        cursor = QTextCursor(self._document)
        for first, last, block, run in found:
            cursor.setPosition(first)
            cursor.setPosition(last, _KEEP)
            cursor.setCharFormat(self._formats.chars(change(run), style_at(block)))

    def between(self, start: int, end: int) -> list[Run]:
        """The words between two positions, with what they are."""
        return [run for _, _, _, run in self._stretches(start, end)]

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, QTextBlock, Run]]:
        block = self._document.findBlock(start)
        while block.isValid() and block.position() < end:
            at = block.begin()
            while not at.atEnd() and not is_picture(block):
                fragment = at.fragment()
                first = max(fragment.position(), start)
                last = min(fragment.position() + fragment.length(), end)
                if first < last:
                    run = run_of(fragment.text(), fragment.charFormat())
                    yield first, last, block, replace(run, text="x")
                at += 1
            block = block.next()

    def lead(self, cursor: QTextCursor, start: int, end: int, target: str, title: str) -> None:
        """Let words lead to something; its title stands there if there are none."""
        cursor.setPosition(start)
        if start == end and not is_picture(cursor.block()):
            self._drawing.runs(cursor, [run_to(title, target)], style_at(cursor.block()))
        else:
            self.change(start, end, lambda run: led_to(run, target))
            cursor.setPosition(end)

    def change_link(self, cursor: QTextCursor, link: Link, words: str, target: str) -> None:
        """Other words in the place of a link's, and another target, or none."""
        if words == link.words:
            self.change(link.start, link.end, lambda run: led_to(run, target))
            return
        first = self.between(link.start, link.end)[0]
        cursor.setPosition(link.start)
        cursor.setPosition(link.end, _KEEP)
        style = style_at(cursor.block())
        cursor.removeSelectedText()
        self._drawing.runs(cursor, [led_to(replace(first, text=words), target)], style)

    def word_at(self, cursor: QTextCursor) -> tuple[int, int]:
        """What is chosen in the first block, without blanks; or the link or word one is in."""
        block = self._document.findBlock(cursor.selectionStart())
        first = block.position()
        if is_picture(block):
            return cursor.position(), cursor.position()
        text = block.text()
        start = cursor.selectionStart() - first
        if cursor.hasSelection():
            end = min(cursor.selectionEnd() - first, len(units(text)))
            inner = letters(text, start, end)
            left = len(units(inner)) - len(units(inner.lstrip()))
            right = len(units(inner)) - len(units(inner.rstrip()))
            return first + start + left, first + max(end - right, start + left)
        for begin, end, target in targets(block):
            if target and begin <= cursor.position() <= end:
                return begin, end
        letters_there = units(text)
        end = start
        while start and _in_word(letters_there[start - 1]):
            start -= 1
        while end < len(letters_there) and _in_word(letters_there[end]):
            end += 1
        return first + start, first + end


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "-'\N{RIGHT SINGLE QUOTATION MARK}"
