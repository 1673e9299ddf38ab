"""Words of HTML as they come, made into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from bs4 import Tag

from app.content.importing.cleanup import lowered, raised, tidy_runs
from app.content.importing.limits import MOST_BLOCKS, MOST_LETTERS
from app.content.importing.pages import office_html
from app.content.importing.pages.blocks import Role, SourceBlock
from app.content.importing.pages.css import PLAIN, TextStyle
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.lists import Lists
from app.content.importing.pages.tables import RowWords
from app.domain.library.markup import Block, BlockKind, PictureUse, Run


class TooMuchError(Exception):
    """There are more blocks than a page could ever hold."""


class Context(Enum):
    """What words become where they stand."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    BOX = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class State:
    """Where the walker is: what words become, how they look, which tag said so."""

    context: Context = Context.PARAGRAPH
    text_style: TextStyle = PLAIN
    level: int = 0
    role: Role = Role.TEXT
    tag: Tag | None = None
    is_code: bool = False
    is_pre: bool = False
    is_notes: bool = False
    is_list: bool = False
    tables: int = 0


class BlockBuilder:
    """Makes blocks of words as they come; `state` says what they become, whoever walks sets it."""

    def __init__(self, tally: Tally) -> None:
        self.source_blocks: list[SourceBlock] = []
        self.state = State()
        self.runs: list[Run] = []
        self.pictures: list[PictureUse] = []
        self.line = self._block_line = self.letters = 0
        self.lists = Lists(tally)
        self.row = RowWords()
        self._tally = tally
        self._symbol_first = self._underlined = False

    def text(self, text: str) -> None:
        """Text of the source, with its line ends."""
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise TooMuchError
        if self.state.is_pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.flush()
                    self.line += self.line > 0
                self.add(line)
            return
        self.add(text)
        if self.line:  # HTML that came from no lines has none
            self.line += text.count("\n")

    def add(self, text: str) -> None:
        """Words of the block that has begun."""
        style = self.state.text_style
        blank = not text.strip()
        if style.symbol and not blank:
            self._symbol_first = self._symbol_first or not self.runs
            if text.strip() not in ("·", "\uf0b7"):
                self._tally.note(WarningKind.SYMBOL, self.line)
            return
        if style.raised or style.lowered:
            moved = raised(text) if style.raised else lowered(text)
            if moved is None:
                self._tally.note(WarningKind.RAISED, self.line)
            text = moved or text
        if not blank:
            if not self.runs:
                self._block_line = self.line
            if self.state.context is Context.ROW and (separator := self.row.separator(self.runs)):
                self.runs.append(Run(separator))
            if style.underlined and not (style.linked or self._underlined or self.state.level):
                self._tally.note(WarningKind.UNDERLINE, self.line)
            self._underlined = style.underlined
        if self.runs or not blank:
            self.runs.append(
                Run(
                    text,
                    style.strong,
                    style.emphasis,
                    style.term_id,
                    style.topic_id,
                )
            )

    def end_line(self) -> None:
        """A line ends: a paragraph does so too, an item or a row goes on."""
        if self.state.context in (Context.PARAGRAPH, Context.BOX):
            self.flush()
        else:
            self.add(" ")

    def flush(self) -> None:
        """End a block, and put the pictures of it below."""
        self._flush_words()
        if self.state.context is not Context.PARAGRAPH or self.state.is_list:
            return
        for use in self.pictures:
            runs = (Run(use.caption),) if use.caption else ()
            self._end_block(Block(BlockKind.PICTURE, runs, picture=use), self.line, Role.TEXT)
        self.pictures = []

    def _flush_words(self) -> None:
        runs = tidy_runs(self.runs)
        self.runs = []
        symbol_first = self._symbol_first
        self._symbol_first = self._underlined = False
        if not runs:
            return
        where, line = self.state, self._block_line
        match where.context:
            case Context.HEADING:
                block = Block(BlockKind.HEADING, runs, where.level)
            case Context.ITEM:
                block = self.lists.item(runs)
            case Context.BOX:
                block = Block(BlockKind.IMPORTANT, runs)
            case _:
                block = self._typed(runs, symbol_first=symbol_first)
        self.append(block, line, where.role)

    def append(self, block: Block, line: int, role: Role) -> None:
        """A block that is made already."""
        self.lists.check_label(block)
        self._end_block(block, line, role)

    def _end_block(self, block: Block, line: int, role: Role) -> None:
        self.lists.interrupt()
        if len(self.source_blocks) >= MOST_BLOCKS:
            raise TooMuchError
        self.source_blocks.append(SourceBlock(block, line, role))

    def _typed(self, runs: tuple[Run, ...], *, symbol_first: bool) -> Block:
        """A paragraph, or an item where somebody typed its sign."""
        tag = self.state.tag
        item = tag and office_html.typed_item(
            tag, "".join(run.text for run in runs), symbol_first=symbol_first
        )
        if not item:
            return Block(BlockKind.PARAGRAPH, runs)
        kind, length = item
        rest = tidy_runs(_without(runs, length))
        if not rest:
            return Block(BlockKind.PARAGRAPH, runs)
        return self.lists.typed_item(kind, rest, self.last())

    def last(self) -> Block | None:
        """The block before."""
        return self.source_blocks[-1].block if self.source_blocks else None


def _without(runs: tuple[Run, ...], length: int) -> Iterator[Run]:
    """Runs without so many letters at their beginning."""
    for run in runs:
        yield replace(run, text=run.text[length:])
        length = max(0, length - len(run.text))
