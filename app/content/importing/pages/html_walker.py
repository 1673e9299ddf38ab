"""Goes through a tree of HTML once and gathers its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from app.content.importing.cleanup import lowered, raised, tidy_runs
from app.content.importing.limits import MOST_BLOCKS, MOST_LETTERS, MOST_NESTED_TABLES
from app.content.importing.pages import office_html
from app.content.importing.pages.blocks import Role, SourceBlock, without_emphasis
from app.content.importing.pages.css import (
    PLAIN,
    Styles,
    TextStyle,
    decoration,
    is_hidden,
    style_of,
    styled,
    text_of,
)
from app.content.importing.pages.html_tags import BLOCKS, CODE, LISTS, LOST, UNSEEN, words_in
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.lists import LABEL, Lists
from app.content.importing.pages.plain_table import Rows, plain_rows
from app.content.importing.pages.table_grid import fill_grid
from app.content.importing.pages.tables import RowWords
from app.content.reader.pictures import use_of
from app.content.reader.table_form import table_problems
from app.domain.library.markup import Block, BlockKind, Cell, PictureUse, Run, Table

_LINK = re.compile(r"term:(?P<term>[a-z][a-z0-9]{0,31})|topic:(?P<topic>[a-z][a-z0-9]{0,31})")
_TINY = ("0", "1", "0px", "1px")


class TooMuchError(Exception):
    """There are more blocks than a page could ever hold."""


class _Context(Enum):
    """What words become where they stand."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    BOX = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class _State:
    """Where the walker is: what words become, how they look, which tag said so."""

    context: _Context = _Context.PARAGRAPH
    text_style: TextStyle = PLAIN
    level: int = 0
    role: Role = Role.TEXT
    tag: Tag | None = None
    is_code: bool = False
    is_pre: bool = False
    is_notes: bool = False
    is_list: bool = False
    tables: int = 0


class Walker:
    """Walks without calling itself, so that no depth of tags is too deep."""

    def __init__(self, tally: Tally, sheet: Mapping[str, str]) -> None:
        self.source_blocks: list[SourceBlock] = []
        self._tally = tally
        self._sheet = sheet
        self._state = _State()
        self._runs: list[Run] = []
        self._pictures: list[PictureUse] = []
        self._line = self._block_line = self._letters = 0
        self._lists = Lists(tally)
        self._row = RowWords()
        self._symbol_first = self._underlined = False

    def walk(self, root: Tag) -> None:
        """Go through everything in a tag."""
        stack: list[tuple[Iterator[PageElement], Callable[[], None]]] = [
            (iter(list(root.contents)), self._flush)
        ]
        while stack:
            children, leave = stack[-1]
            child = next(children, None)
            if child is None:
                leave()
                stack.pop()
            elif isinstance(child, Tag):
                before = self._state
                left = self._enter(child)
                if left is None:
                    self._state = before
                else:
                    stack.append((iter(list(child.contents)), self._after(before, left)))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(str(child))

    def _after(self, before: _State, left: Callable[[], None]) -> Callable[[], None]:
        def leave() -> None:
            left()
            self._state = before

        return leave

    # Tags.

    def _enter(self, tag: Tag) -> Callable[[], None] | None:
        """Begin a tag: what to do at its end, or None where nothing in it counts."""
        if (line := text_of(tag, "data-line")).isdecimal():
            self._line = int(line[:9])
        if tag.name == "img" and self._picture(tag):
            return None
        style = style_of(tag, self._sheet)
        if (
            tag.name in UNSEEN
            or office_html.is_ignored_marker(style)
            or self._is_left_out(tag, style)
        ):
            return None
        self._state = replace(self._state, text_style=styled(self._state.text_style, tag, style))
        if office_html.is_note_container(style):
            self._state = replace(self._state, is_notes=True)
        self._note_changed(tag, style)
        if tag.name == "br":
            self._break()
        if (identity := text_of(tag, "id")).startswith(LABEL):
            self._lists.expect(identity.removeprefix(LABEL))
        if tag.name == "a":
            self._enter_link(text_of(tag, "href"))
        if tag.name in CODE:
            self._state = replace(
                self._state, is_code=True, is_pre=self._state.is_pre or tag.name == "pre"
            )
        if tag.name == "rt":  # a reading aid over a word goes behind it
            self._add(" (")
            return lambda: self._add(")")
        if tag.name == "q":
            self._add("“")
            return lambda: self._add("”")
        if tag.name in BLOCKS or office_html.heading_level(tag):
            return self._enter_block(tag, style)
        return _nothing

    def _is_left_out(self, tag: Tag, style: Styles) -> bool:
        kind = office_html.left_out(tag, style)
        words = ""
        if kind is None and (tag.name in ("s", "strike") or "line-through" in decoration(style)):
            kind = WarningKind.STRUCK
        if kind is None and is_hidden(tag, style):
            kind = WarningKind.HIDDEN
        if kind is not None:
            words = words_in(tag)
        elif tag.name in LOST:
            kind = LOST[tag.name]
            words = text_of(tag, "alt") or words_in(tag)
            if text_of(tag, "width") in _TINY or text_of(tag, "type") == "hidden":
                return True
        elif tag.name == "hr":
            if not self._state.is_notes:
                self._tally.note(WarningKind.RULE, self._line)
            self._flush()
            return True
        elif office_html.is_note_link(tag, style):
            return True
        if kind is None:
            return False
        if words.strip() or tag.name in LOST:
            self._tally.note(kind, self._line, words=words)
        return True

    def _note_changed(self, tag: Tag, style: Styles) -> None:
        """Note what is lost of a tag whose words are kept."""
        if "underline" in decoration(style) or tag.name == "u":
            self._state = replace(
                self._state, text_style=replace(self._state.text_style, underlined=True)
            )
        if tag.name == "ins" and (tag.has_attr("datetime") or tag.has_attr("cite")):
            self._tally.note(WarningKind.INSERTED, self._line)
        elif tag.name in CODE and not self._state.is_code:
            self._tally.note(WarningKind.CODE, self._line)

    def _picture(self, tag: Tag) -> bool:
        """Take a picture that the library holds: it stands below the list or the box it is in."""
        about = text_of(tag, "alt"), text_of(tag, "src"), text_of(tag, "title")
        use = use_of(*about, by_name=True)
        if isinstance(use, str):
            return False
        self._pictures.append(use)
        if not self._runs:
            self._flush()
        return True

    def _enter_link(self, href: str) -> None:
        text_style = replace(self._state.text_style, linked=True, term_id="", topic_id="")
        if match := _LINK.fullmatch(href):
            text_style = replace(
                text_style, term_id=match["term"] or "", topic_id=match["topic"] or ""
            )
        elif href and not href.startswith("#"):
            self._tally.note(WarningKind.LINK, self._line)
        self._state = replace(self._state, text_style=text_style)

    def _enter_block(self, tag: Tag, style: Styles) -> Callable[[], None] | None:  # noqa: PLR0911
        level = office_html.heading_level(tag)
        if level or office_html.is_titled(tag, "title"):
            role = Role.TITLE if office_html.is_titled(tag, "title") else Role.TEXT
            return self._begin(_Context.HEADING, tag, level=level or 1, role=role)
        if tag.name in LISTS:
            return self._begin_list(tag, style)
        if tag.name == "li":
            return self._begin(_Context.ITEM, tag)
        if tag.name == "p" and (marker := office_html.list_marker(tag, style)):
            return self._word_item(tag, marker)
        if office_html.is_quote(tag, style):
            return self._begin(_Context.BOX, tag)
        if tag.name in ("table", "tr", "td", "th"):
            return self._begin_table(tag)
        if self._state.context in (_Context.ITEM, _Context.ROW, _Context.HEADING):
            self._add(" ")
            return lambda: self._add(" ")
        role = Role.SUBTITLE if office_html.is_titled(tag, "subtitle") else Role.TEXT
        return self._begin(self._state.context, tag, role=role)

    def _begin(
        self, context: _Context, tag: Tag, *, level: int = 0, role: Role = Role.TEXT
    ) -> Callable[[], None]:
        self._flush()
        self._state = replace(self._state, context=context, level=level, role=role, tag=tag)
        return self._flush

    def _begin_table(self, tag: Tag) -> Callable[[], None] | None:
        if tag.name == "table":
            self._flush()
            if (rows := self._plain_rows(tag)) and self._keep_table(rows):
                return None
            deep = self._state.tables >= MOST_NESTED_TABLES
            self._state = replace(self._state, tables=self._state.tables + 1)
            if not deep and self._row.has_columns(tag):
                self._tally.note(WarningKind.TABLE, self._line)
                fill_grid(tag, self._tally, self._line)
            return self._begin(_Context.PARAGRAPH, tag)
        if tag.name == "tr":
            context = _Context.ROW if self._row.begins(tag) else _Context.PARAGRAPH
            return self._begin(context, tag)
        if self._state.context is _Context.ROW:
            self._row.next_cell()
            return _nothing
        return self._begin(_Context.PARAGRAPH, tag)

    def _plain_rows(self, tag: Tag) -> Rows | None:
        is_free = self._state.context is _Context.PARAGRAPH and not self._state.tables
        return plain_rows(tag) if is_free else None

    def _keep_table(self, rows: Rows) -> bool:
        """Keep a table as one, if it is one once its words have been read."""
        tally = Tally()
        uses: list[PictureUse] = []
        head, *others = (tuple(self._cell(cell, tally, uses) for cell in row) for row in rows)
        table = Table(tuple(without_emphasis(cell) for cell in head), tuple(others))
        if any(table_problems(table, 1)):
            return False
        self._tally.take(tally)
        self._append(Block(BlockKind.TABLE, (), table=table), self._line, Role.TEXT)
        self._pictures += uses
        return True

    def _cell(self, cell: Tag, tally: Tally, uses: list[PictureUse]) -> Cell:
        walker = Walker(tally, self._sheet)
        walker._state = replace(self._state, context=_Context.ROW, tag=None)
        walker._line, walker._letters = self._line, self._letters
        walker.walk(cell)
        self._letters = walker._letters
        uses += walker._pictures
        return walker.source_blocks[0].block.runs if walker.source_blocks else ()

    def _begin_list(self, tag: Tag, style: Styles) -> Callable[[], None]:
        self._flush()
        boxed = self._state.context is _Context.BOX
        self._lists.begin(tag, style, self._last(), self._line, boxed=boxed)
        self._state = replace(self._state, context=_Context.PARAGRAPH, is_list=True)

        def leave() -> None:
            self._flush()
            self._lists.end()

        return leave

    def _word_item(self, tag: Tag, marker: office_html.ListMarker) -> Callable[[], None]:
        self._flush()
        marker = self._lists.begin_word_item(marker, self._line)
        self._state = replace(self._state, context=_Context.ITEM, tag=tag, level=0, role=Role.TEXT)

        def leave() -> None:
            self._flush()
            self._lists.end_word_item(marker)

        return leave

    def _last(self) -> Block | None:
        return self.source_blocks[-1].block if self.source_blocks else None

    # Words.

    def _text(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise TooMuchError
        if self._state.is_pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush()
                    self._line += self._line > 0
                self._add(line)
            return
        self._add(text)
        if self._line:  # HTML that came from no lines has none
            self._line += text.count("\n")

    def _add(self, text: str) -> None:
        style = self._state.text_style
        blank = not text.strip()
        if style.symbol and not blank:
            self._symbol_first = self._symbol_first or not self._runs
            if text.strip() not in ("·", "\uf0b7"):
                self._tally.note(WarningKind.SYMBOL, self._line)
            return
        if style.raised or style.lowered:
            moved = raised(text) if style.raised else lowered(text)
            if moved is None:
                self._tally.note(WarningKind.RAISED, self._line)
            text = moved or text
        if not blank:
            if not self._runs:
                self._block_line = self._line
            if self._state.context is _Context.ROW and (
                separator := self._row.separator(self._runs)
            ):
                self._runs.append(Run(separator))
            if style.underlined and not (style.linked or self._underlined or self._state.level):
                self._tally.note(WarningKind.UNDERLINE, self._line)
            self._underlined = style.underlined
        if self._runs or not blank:
            self._runs.append(
                Run(
                    text,
                    style.strong,
                    style.emphasis,
                    style.term_id,
                    style.topic_id,
                )
            )

    def _break(self) -> None:
        if self._state.context in (_Context.PARAGRAPH, _Context.BOX):
            self._flush()
        else:
            self._add(" ")

    def _flush(self) -> None:
        """End a block, and put the pictures of it below."""
        self._flush_words()
        if self._state.context is not _Context.PARAGRAPH or self._state.is_list:
            return
        for use in self._pictures:
            runs = (Run(use.caption),) if use.caption else ()
            self._end_block(Block(BlockKind.PICTURE, runs, picture=use), self._line, Role.TEXT)
        self._pictures = []

    def _flush_words(self) -> None:
        runs = tidy_runs(self._runs)
        self._runs = []
        symbol_first = self._symbol_first
        self._symbol_first = self._underlined = False
        if not runs:
            return
        where, line = self._state, self._block_line
        match where.context:
            case _Context.HEADING:
                block = Block(BlockKind.HEADING, runs, where.level)
            case _Context.ITEM:
                block = self._lists.item(runs)
            case _Context.BOX:
                block = Block(BlockKind.IMPORTANT, runs)
            case _:
                block = self._typed(runs, symbol_first=symbol_first)
        self._append(block, line, where.role)

    def _append(self, block: Block, line: int, role: Role) -> None:
        self._lists.check_label(block)
        self._end_block(block, line, role)

    def _end_block(self, block: Block, line: int, role: Role) -> None:
        self._lists.interrupt()
        if len(self.source_blocks) >= MOST_BLOCKS:
            raise TooMuchError
        self.source_blocks.append(SourceBlock(block, line, role))

    def _typed(self, runs: tuple[Run, ...], *, symbol_first: bool) -> Block:
        """A paragraph, or an item where somebody typed its sign."""
        tag = self._state.tag
        item = tag and office_html.typed_item(
            tag, "".join(run.text for run in runs), symbol_first=symbol_first
        )
        if not item:
            return Block(BlockKind.PARAGRAPH, runs)
        kind, length = item
        rest = tidy_runs(_without(runs, length))
        if not rest:
            return Block(BlockKind.PARAGRAPH, runs)
        return self._lists.typed_item(kind, rest, self._last())


def _without(runs: tuple[Run, ...], length: int) -> Iterator[Run]:
    """Runs without so many letters at their beginning."""
    for run in runs:
        yield replace(run, text=run.text[length:])
        length = max(0, length - len(run.text))


def _nothing() -> None:
    """Do nothing at the end of a tag."""
