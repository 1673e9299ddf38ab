"""What differs between two versions of a paragraph, word by word, as it looks to families.

A word that was made strong, or that leads elsewhere, differs. A table is compared cell by cell
while it has as many rows and columns; else all of it was taken out and put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from app.content.reader.markup import blocks
from app.domain.governance.comparing import DiffOp
from app.domain.library.markup import Block, Cell, Run

Marked = tuple[DiffOp, Run]
"""Words, and what became of them."""

_EQUAL = (DiffOp.EQUAL, DiffOp.EQUAL)
_NUMBER = re.compile(r"\s*(\d{1,9})[.)]\s")
_TOKEN = re.compile(r"\w+(?:[-'\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block with its words marked: of a table cell by cell, else there is one cell."""

    block: Block
    cells: tuple[tuple[Marked, ...], ...]
    number_op: DiffOp = DiffOp.EQUAL
    """What became of its number, of a step of a list."""

    @property
    def ops(self) -> set[DiffOp]:
        """What became of something in it."""
        return {self.number_op, *(op for cell in self.cells for op, _ in cell)}

    @property
    def number(self) -> str:
        """What stands before a step of a list."""
        return f"{self.block.number}. " if self.block.number else ""


def marked(before: str, after: str) -> tuple[tuple[MarkedBlock, ...], tuple[MarkedBlock, ...]]:
    """Two versions of some CommonMark: what was taken out of the first and put into the second."""
    old, new = [], []
    for was, now in zip_longest(_blocks(before), _blocks(after)):
        if was is not None and now is not None and _same_form(was, now):
            pairs = [_differences(a, b) for a, b in zip(_cells(was), _cells(now), strict=True)]
            ops = _EQUAL if was.number == now.number else (DiffOp.DELETE, DiffOp.INSERT)
            old.append(MarkedBlock(was, tuple(left for left, _ in pairs), ops[0]))
            new.append(MarkedBlock(now, tuple(right for _, right in pairs), ops[1]))
            continue
        if was is not None:
            old.append(_all(was, DiffOp.DELETE))
        if now is not None:
            new.append(_all(now, DiffOp.INSERT))
    return tuple(old), tuple(new)


def whole(text: str) -> tuple[MarkedBlock, ...]:
    """Some CommonMark with nothing marked."""
    return tuple(_all(block, DiffOp.EQUAL) for block in _blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    """Blocks of a piece of a page; a step that stands by itself keeps the number it has there."""
    found = _NUMBER.match(text)
    before = int(found[1]) - 1 if found else 0
    for block in blocks(text):
        yield replace(block, number=block.number + before) if block.number else block


def _same_form(was: Block, now: Block) -> bool:
    """Whether words of one can be words of the other: a heading's are none of a paragraph."""
    if (was.kind, was.level) != (now.kind, now.level):
        return False
    if was.picture is not None and now.picture is not None:
        return was.picture.digest == now.picture.digest
    if was.table is None or now.table is None:
        return True
    return [len(was.table.head), len(was.table.rows)] == [len(now.table.head), len(now.table.rows)]


def _cells(block: Block) -> tuple[Cell, ...]:
    if block.table is not None:
        return block.table.cells
    if block.picture is not None:
        use = block.picture
        return tuple((Run(words),) if words else () for words in (use.alt, use.caption, use.rights))
    return (block.runs,)


def _all(block: Block, op: DiffOp) -> MarkedBlock:
    cells = tuple(tuple((op, run) for run in cell) for cell in _cells(block))
    return MarkedBlock(block, cells, op)


def _differences(was: Cell, now: Cell) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    old, new = _tokens(was), _tokens(now)
    left: list[Marked] = []
    right: list[Marked] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        is_same = tag == "equal"
        left += [(DiffOp.EQUAL if is_same else DiffOp.DELETE, run) for run in old[i:j]]
        right += [(DiffOp.EQUAL if is_same else DiffOp.INSERT, run) for run in new[k:m]]
    return tuple(_joined(left)), tuple(_joined(right))


def _tokens(cell: Cell) -> Sequence[Run]:
    return [replace(run, text=text) for run in cell for text in _TOKEN.findall(run.text)]


def _joined(found: Iterable[Marked]) -> Iterator[Marked]:
    """Neighbours that are marked alike, as one."""
    before: Marked | None = None
    for op, run in found:
        if before is not None and (before[0], replace(before[1], text="")) == (
            op,
            replace(run, text=""),
        ):
            before = (op, replace(run, text=before[1].text + run.text))
            continue
        if before is not None:
            yield before
        before = (op, run)
    if before is not None:
        yield before
