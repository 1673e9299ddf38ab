"""Goes through a tree of HTML once and gathers its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from app.content.importing.limits import MOST_NESTED_TABLES
from app.content.importing.pages import office_html
from app.content.importing.pages.block_builder import BlockBuilder, Context, State
from app.content.importing.pages.blocks import Role, SourceBlock, without_emphasis
from app.content.importing.pages.css import (
    Styles,
    decoration,
    is_hidden,
    style_of,
    styled,
    text_of,
)
from app.content.importing.pages.html_tags import BLOCKS, CODE, LISTS, LOST, UNSEEN, words_in
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.lists import LABEL
from app.content.importing.pages.plain_table import Rows, plain_rows
from app.content.importing.pages.table_grid import fill_grid
from app.content.reader.pictures import use_of
from app.content.reader.table_form import table_problems
from app.domain.library.markup import Block, BlockKind, Cell, PictureUse, Table

_LINK = re.compile(r"term:(?P<term>[a-z][a-z0-9]{0,31})|topic:(?P<topic>[a-z][a-z0-9]{0,31})")
_TINY = ("0", "1", "0px", "1px")


class Walker:
    """Walks without calling itself, so that no depth of tags is too deep."""

    def __init__(self, tally: Tally, sheet: Mapping[str, str]) -> None:
        self._tally = tally
        self._sheet = sheet
        self._blocks = BlockBuilder(tally)

    @property
    def source_blocks(self) -> list[SourceBlock]:
        """The blocks that were found."""
        return self._blocks.source_blocks

    def walk(self, root: Tag) -> None:
        """Go through everything in a tag."""
        stack: list[tuple[Iterator[PageElement], Callable[[], None]]] = [
            (iter(list(root.contents)), self._blocks.flush)
        ]
        while stack:
            children, leave = stack[-1]
            child = next(children, None)
            if child is None:
                leave()
                stack.pop()
            elif isinstance(child, Tag):
                before = self._blocks.state
                left = self._enter(child)
                if left is None:
                    self._blocks.state = before
                else:
                    stack.append((iter(list(child.contents)), self._after(before, left)))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._blocks.text(str(child))

    def _after(self, before: State, left: Callable[[], None]) -> Callable[[], None]:
        def leave() -> None:
            left()
            self._blocks.state = before

        return leave

    # Tags.

    def _enter(self, tag: Tag) -> Callable[[], None] | None:
        """Begin a tag: what to do at its end, or None where nothing in it counts."""
        if (line := text_of(tag, "data-line")).isdecimal():
            self._blocks.line = int(line[:9])
        if tag.name == "img" and self._picture(tag):
            return None
        style = style_of(tag, self._sheet)
        if (
            tag.name in UNSEEN
            or office_html.is_ignored_marker(style)
            or self._is_left_out(tag, style)
        ):
            return None
        self._blocks.state = replace(
            self._blocks.state, text_style=styled(self._blocks.state.text_style, tag, style)
        )
        if office_html.is_note_container(style):
            self._blocks.state = replace(self._blocks.state, is_notes=True)
        self._note_changed(tag, style)
        if tag.name == "br":
            self._blocks.end_line()
        if (identity := text_of(tag, "id")).startswith(LABEL):
            self._blocks.lists.expect(identity.removeprefix(LABEL))
        if tag.name == "a":
            self._enter_link(text_of(tag, "href"))
        if tag.name in CODE:
            self._blocks.state = replace(
                self._blocks.state,
                is_code=True,
                is_pre=self._blocks.state.is_pre or tag.name == "pre",
            )
        if tag.name == "rt":  # a reading aid over a word goes behind it
            self._blocks.add(" (")
            return lambda: self._blocks.add(")")
        if tag.name == "q":
            self._blocks.add("“")
            return lambda: self._blocks.add("”")
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
            if not self._blocks.state.is_notes:
                self._tally.note(WarningKind.RULE, self._blocks.line)
            self._blocks.flush()
            return True
        elif office_html.is_note_link(tag, style):
            return True
        if kind is None:
            return False
        if words.strip() or tag.name in LOST:
            self._tally.note(kind, self._blocks.line, words=words)
        return True

    def _note_changed(self, tag: Tag, style: Styles) -> None:
        """Note what is lost of a tag whose words are kept."""
        if "underline" in decoration(style) or tag.name == "u":
            self._blocks.state = replace(
                self._blocks.state,
                text_style=replace(self._blocks.state.text_style, underlined=True),
            )
        if tag.name == "ins" and (tag.has_attr("datetime") or tag.has_attr("cite")):
            self._tally.note(WarningKind.INSERTED, self._blocks.line)
        elif tag.name in CODE and not self._blocks.state.is_code:
            self._tally.note(WarningKind.CODE, self._blocks.line)

    def _picture(self, tag: Tag) -> bool:
        """Take a picture that the library holds: it stands below the list or the box it is in."""
        about = text_of(tag, "alt"), text_of(tag, "src"), text_of(tag, "title")
        use = use_of(*about, by_name=True)
        if isinstance(use, str):
            return False
        self._blocks.pictures.append(use)
        if not self._blocks.runs:
            self._blocks.flush()
        return True

    def _enter_link(self, href: str) -> None:
        text_style = replace(self._blocks.state.text_style, linked=True, term_id="", topic_id="")
        if match := _LINK.fullmatch(href):
            text_style = replace(
                text_style, term_id=match["term"] or "", topic_id=match["topic"] or ""
            )
        elif href and not href.startswith("#"):
            self._tally.note(WarningKind.LINK, self._blocks.line)
        self._blocks.state = replace(self._blocks.state, text_style=text_style)

    def _enter_block(self, tag: Tag, style: Styles) -> Callable[[], None] | None:  # noqa: PLR0911
        level = office_html.heading_level(tag)
        if level or office_html.is_titled(tag, "title"):
            role = Role.TITLE if office_html.is_titled(tag, "title") else Role.TEXT
            return self._begin(Context.HEADING, tag, level=level or 1, role=role)
        if tag.name in LISTS:
            return self._begin_list(tag, style)
        if tag.name == "li":
            return self._begin(Context.ITEM, tag)
        if tag.name == "p" and (marker := office_html.list_marker(tag, style)):
            return self._word_item(tag, marker)
        if office_html.is_quote(tag, style):
            return self._begin(Context.BOX, tag)
        if tag.name in ("table", "tr", "td", "th"):
            return self._begin_table(tag)
        if self._blocks.state.context in (Context.ITEM, Context.ROW, Context.HEADING):
            self._blocks.add(" ")
            return lambda: self._blocks.add(" ")
        role = Role.SUBTITLE if office_html.is_titled(tag, "subtitle") else Role.TEXT
        return self._begin(self._blocks.state.context, tag, role=role)

    def _begin(
        self, context: Context, tag: Tag, *, level: int = 0, role: Role = Role.TEXT
    ) -> Callable[[], None]:
        self._blocks.flush()
        self._blocks.state = replace(
            self._blocks.state, context=context, level=level, role=role, tag=tag
        )
        return self._blocks.flush

    def _begin_table(self, tag: Tag) -> Callable[[], None] | None:
        if tag.name == "table":
            self._blocks.flush()
            if (rows := self._plain_rows(tag)) and self._keep_table(rows):
                return None
            deep = self._blocks.state.tables >= MOST_NESTED_TABLES
            self._blocks.state = replace(self._blocks.state, tables=self._blocks.state.tables + 1)
            if not deep and self._blocks.row.has_columns(tag):
                self._tally.note(WarningKind.TABLE, self._blocks.line)
                fill_grid(tag, self._tally, self._blocks.line)
            return self._begin(Context.PARAGRAPH, tag)
        if tag.name == "tr":
            context = Context.ROW if self._blocks.row.begins(tag) else Context.PARAGRAPH
            return self._begin(context, tag)
        if self._blocks.state.context is Context.ROW:
            self._blocks.row.next_cell()
            return _nothing
        return self._begin(Context.PARAGRAPH, tag)

    def _plain_rows(self, tag: Tag) -> Rows | None:
        is_free = self._blocks.state.context is Context.PARAGRAPH and not self._blocks.state.tables
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
        self._blocks.append(Block(BlockKind.TABLE, (), table=table), self._blocks.line, Role.TEXT)
        self._blocks.pictures += uses
        return True

    def _cell(self, cell: Tag, tally: Tally, uses: list[PictureUse]) -> Cell:
        walker = Walker(tally, self._sheet)
        walker._blocks.state = replace(self._blocks.state, context=Context.ROW, tag=None)
        walker._blocks.line, walker._blocks.letters = self._blocks.line, self._blocks.letters
        walker.walk(cell)
        self._blocks.letters = walker._blocks.letters
        uses += walker._blocks.pictures
        return walker.source_blocks[0].block.runs if walker.source_blocks else ()

    def _begin_list(self, tag: Tag, style: Styles) -> Callable[[], None]:
        self._blocks.flush()
        boxed = self._blocks.state.context is Context.BOX
        self._blocks.lists.begin(tag, style, self._blocks.last(), self._blocks.line, boxed=boxed)
        self._blocks.state = replace(self._blocks.state, context=Context.PARAGRAPH, is_list=True)

        def leave() -> None:
            self._blocks.flush()
            self._blocks.lists.end()

        return leave

    def _word_item(self, tag: Tag, marker: office_html.ListMarker) -> Callable[[], None]:
        self._blocks.flush()
        marker = self._blocks.lists.begin_word_item(marker, self._blocks.line)
        self._blocks.state = replace(
            self._blocks.state, context=Context.ITEM, tag=tag, level=0, role=Role.TEXT
        )

        def leave() -> None:
            self._blocks.flush()
            self._blocks.lists.end_word_item(marker)

        return leave


def _nothing() -> None:
    """Do nothing at the end of a tag."""
