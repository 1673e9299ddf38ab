"""What a page's text is made of once its CommonMark has been read.

The small set of marks a page may use: headings, paragraphs, lists, "important" boxes, strong
and emphasised words, links to other topics, glossary words, pictures, and small tables. Never HTML.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from app.lazy_dataclass import dataclass


class BlockKind(StrEnum):
    """The kinds of block that a screen or a handout lays out."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    IMPORTANT = "important"
    PICTURE = "picture"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a library holds it. The digest is the SHA-256 of the data."""

    digest: str
    media_type: str
    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture where a text uses it. One without alternative text is decorative.

    `picture` is None where nothing has looked it up, or it cannot be shown.
    """

    digest: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    picture: Picture | None = None

    @property
    def is_decorative(self) -> bool:
        """Whether a reader misses nothing without it."""
        return not self.alt

    @property
    def rights(self) -> str:
        """Whose it is, and under what licence."""
        return ", ".join(filter(None, (self.credit, self.licence)))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that look alike: at most one of the ids and `contact` is set.

    `contact` is "number:p02" or "hours:p02" where the words are that contact's own.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    term_id: str = ""
    topic_id: str = ""
    contact: str = ""

    @property
    def target(self) -> str:
        """Where the words lead, as CommonMark has it: "term:g01", "topic:t03", "number:p02"."""
        if self.term_id or self.topic_id:
            return f"term:{self.term_id}" if self.term_id else f"topic:{self.topic_id}"
        return self.contact


Cell = tuple[Run, ...]
"""A cell of a table; one without runs is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as its head, and says in the first what it is about."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, in the order in which they are read."""
        return (*self.head, *(cell for row in self.rows for cell in row))


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    A list is one block per item: `number` is the item's number in a numbered list, counted from
    1, and 0 elsewhere. `level` is a heading's level, 2 or 3, and 0 elsewhere. The words of a
    picture are its caption, those of a table its cells.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    number: int = 0
    picture: PictureUse | None = None
    table: Table | None = None

    @property
    def text(self) -> str:
        """The block's words without any marks: of a table a row each line, with bars between."""
        if self.table is not None:
            rows = (self.table.head, *self.table.rows)
            return "\n".join(" | ".join(map(cell_text, row)) for row in rows)
        return "".join(run.text for run in self.runs)

    @property
    def passages(self) -> tuple[str, ...]:
        """The words that belong together: each cell of a table is apart, else there is one."""
        texts = map(cell_text, self.table.cells) if self.table is not None else (self.text,)
        return tuple(filter(None, texts))

    @property
    def term_ids(self) -> tuple[str, ...]:
        """The glossary words that the block marks, once each, in the order they come."""
        cells = self.table.cells if self.table is not None else (self.runs,)
        return tuple(dict.fromkeys(run.term_id for cell in cells for run in cell if run.term_id))


def cell_text(cell: Cell) -> str:
    """The words of a cell without any marks."""
    return "".join(run.text for run in cell)
