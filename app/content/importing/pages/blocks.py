"""A text that is brought in, as the blocks it is made of, before it is a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.domain.library.markup import Block, BlockKind, Run


class Role(Enum):
    """What a block is to its document."""

    TEXT = 0
    TITLE = 1
    SUBTITLE = 2


@dataclass(frozen=True, slots=True)
class SourceBlock:
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


def levelled(
    source_blocks: Iterable[SourceBlock], tally: Tally, *, whole: bool
) -> list[SourceBlock]:
    """The blocks with headings of levels 2 and 3 alone, without emphasis in them.

    The largest heading of a `whole` page becomes level 2; a part keeps its levels where it can.
    """
    found = list(source_blocks)
    levels = sorted({source.block.level for source in found if source.is_heading})
    if not levels:
        return found
    top = levels[0] if whole or levels[0] == 1 else 2
    for position, source in enumerate(found):
        if source.is_heading:
            level = 2 if source.block.level <= top else 3
            if source.block.level > (levels[1] if levels[0] == top and len(levels) > 1 else 6):
                tally.note(WarningKind.LEVELS, source.line)
            block = replace(source.block, level=level, runs=without_emphasis(source.block.runs))
            found[position] = replace(source, block=block)
    return found


def without_emphasis(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Words without strong and emphasised ones."""
    return tuple(replace(run, strong=False, emphasis=False) for run in runs)
