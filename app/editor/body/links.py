"""Where the words of a shown text lead, and which of them are a contact's own.

A contact's number and hours are one thing each: nobody types into them, and they go as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor

from app.editor.body.formats import TARGET

_LINKS = ("term:", "topic:")
_OWN = ("number:", "hours:")
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Link(NamedTuple):
    """A link to a page or a glossary word: where its words are, which, and what they lead to."""

    start: int
    end: int
    words: str
    target: str


def link_at(cursor: QTextCursor) -> Link | None:
    """The link that the cursor is in, or all of what is chosen."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    for first, last, target in targets(block):
        if target.startswith(_LINKS) and first <= start and end <= last:
            words = QTextCursor(block)
            words.setPosition(first)
            words.setPosition(last, _KEEP)
            return Link(first, last, words.selectedText(), target)
    return None


def targets(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    """The stretches of a block that lead to one thing: start, end, and what, "" for nothing."""
    first, last, goal = block.position(), block.position(), ""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        target = str(fragment.charFormat().property(TARGET) or "")
        if target != goal:
            if last > first:
                yield first, last, goal
            first, goal = fragment.position(), target
        last = fragment.position() + fragment.length()
        at += 1
    if last > first:
        yield first, last, goal


def own_spans(block: QTextBlock) -> list[tuple[int, int]]:
    """Where a block says a contact's number or hours."""
    return [(start, end) for start, end, goal in targets(block) if goal.startswith(_OWN)]


def beside(cursor: QTextCursor, position: int, *, after: bool) -> int:
    """The position, or the end or the beginning of the contact's words that it is within."""
    for start, end in own_spans(cursor.document().findBlock(position)):
        if start < position < end:
            return end if after else start
    return position


def widened(cursor: QTextCursor, before: int, *, by_mouse: bool) -> QTextCursor | None:
    """The cursor with all or none of a contact's words, where it has some; else None.

    `before` is where it stood: it goes on in the direction that it came from. Where the mouse
    draws a choice, it has all of what it has some of.
    """
    anchor, position = cursor.anchor(), cursor.position()
    after = before <= position if anchor == position or not by_mouse else anchor < position
    now = beside(cursor, position, after=after)
    if anchor == position:
        fixed = now
    else:
        fixed = beside(cursor, anchor, after=position < anchor)
        if now == fixed:
            now = beside(cursor, position, after=anchor < position)
    if (fixed, now) == (anchor, position):
        return None
    made = QTextCursor(cursor)
    made.setPosition(fixed)
    made.setPosition(now, _KEEP)
    return made


def choose_own(cursor: QTextCursor, *, forward: bool) -> bool:
    """Choose the contact's words that end where the cursor is, or begin there; whether any do."""
    position = cursor.position()
    for start, end in own_spans(cursor.block()):
        if position == (start if forward else end):
            cursor.setPosition(start)
            cursor.setPosition(end, _KEEP)
            return True
    return False
