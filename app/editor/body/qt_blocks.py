"""One of Qt's blocks: what kind it is, and what words it says, counted as Qt counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from app.domain.library.markup import BlockKind, Cell, Run
from app.editor.body.formats import KIND, LEVEL, SETTING, Style, run_of


def kind_of(block: QTextBlock) -> BlockKind:
    """The kind of one of Qt's blocks; a cell's is a paragraph."""
    return BlockKind(block.blockFormat().property(KIND) or BlockKind.PARAGRAPH)


def heading_level(block: QTextBlock) -> int:
    """The level of one that is a heading."""
    return int(block.blockFormat().property(LEVEL) or 2)


def is_picture(block: QTextBlock) -> bool:
    """Whether it shows a picture, whose words are not typed here."""
    return kind_of(block) is BlockKind.PICTURE


def table_of(block: QTextBlock) -> QTextTable | None:
    """The table that it is a cell of."""
    return QTextCursor(block).currentTable() if block.isValid() else None


def style_at(block: QTextBlock) -> Style:
    """What the words of one of Qt's blocks look like."""
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    if table is not None:
        return Style(is_head=table.cellAt(cursor).row() == 0)
    kind = kind_of(block)
    return Style(kind, heading_level(block) if kind is BlockKind.HEADING else 0)


def runs_of(block: QTextBlock, start: int = 0, end: int = sys.maxsize) -> tuple[Run, ...]:
    """The words of one of Qt's blocks, or those between two positions; alike ones in one run."""
    found: list[Run] = []
    for position, length, run, _ in fragments(block):
        first, last = max(start - position, 0), min(end - position, length)
        if first >= last:
            continue
        text = run.text if last - first == length else letters(run.text, first, last)
        if found and replace(found[-1], text="") == replace(run, text=""):
            text = found.pop().text + text
        found.append(replace(run, text=text))
    return tuple(found)


def letters(text: str, start: int, end: int) -> str:
    """A part of a text, counted as Qt counts: in UTF-16."""
    raw = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return raw.decode("utf-16-le", "ignore")


def fragments(block: QTextBlock) -> Iterator[tuple[int, int, Run, object]]:
    """The stretches of a block that look alike: where each begins, its length, words and style."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        form = fragment.charFormat()
        yield (
            fragment.position(),
            fragment.length(),
            run_of(fragment.text(), form),
            form.property(SETTING),
        )
        at += 1


def cell_of(table: QTextTable, row: int, column: int) -> Cell:
    """The words of one cell, whatever blocks they stand in."""
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    found = list(runs_of(block))
    while block.blockNumber() < last.blockNumber():
        block = block.next()
        found += [Run(" "), *runs_of(block)]
    return tuple(run for run in found if run.text)


def units(text: str) -> list[str]:
    """A text in the units that Qt counts in: a letter beyond the first plane is two."""
    found: list[str] = []
    for letter in text:
        found += [letter, letter] if letter > "\uffff" else [letter]
    return found
