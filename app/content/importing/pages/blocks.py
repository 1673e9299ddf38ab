"""A text that is brought in, as the blocks it is made of, before it is a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from app.content.importing.pages.import_warnings import Loss, Tally
from app.domain.markup import Block, BlockKind, Run


class Role(Enum):
    """What a block is to its document."""

    TEXT = 0
    TITLE = 1
    SUBTITLE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, with the line it begins in (0: none). A heading's level is the document's, 1 to 6.

    The number of an item counts from 1 in each list: 1 begins a new list.
    """

    block: Block
    line: int = 0
    role: Role = Role.TEXT

    @property
    def is_heading(self) -> bool:
        """Whether this is a heading."""
        return self.block.kind is BlockKind.HEADING

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text


def levelled(pieces: Iterable[Piece], tally: Tally, *, whole: bool) -> list[Piece]:
    """The pieces with headings of levels 2 and 3 alone, without marks in them.

    The largest heading of a `whole` page becomes level 2; a part keeps its levels where it can.
    """
    found = list(pieces)
    levels = sorted({piece.block.level for piece in found if piece.is_heading})
    if not levels:
        return found
    top = levels[0] if whole or levels[0] == 1 else 2
    for position, piece in enumerate(found):
        if piece.is_heading:
            level = 2 if piece.block.level <= top else 3
            if piece.block.level > (levels[1] if levels[0] == top and len(levels) > 1 else 6):
                tally.note(Loss.LEVELS, piece.line)
            block = replace(piece.block, level=level, runs=_plain(piece.block.runs))
            found[position] = replace(piece, block=block)
    return found


def _plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(run, strong=False, emphasis=False) for run in runs)
