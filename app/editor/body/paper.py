"""A Qt document that shows the blocks of a page, and says which blocks it shows after each change.

Only what somebody touched is read anew: a page of 2,000 words costs no more to type in than one
line. Each block is a block of Qt's; a table is one of Qt's with a block in each cell.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextList,
    QTextTable,
)

from app.content.reader.markup import read
from app.domain.library.markup import Block, BlockKind, Cell, PictureUse, Run, Table
from app.editor.body.formats import (
    ITEMS,
    KIND,
    LEVEL,
    PICTURE,
    SETTING,
    Formats,
    Style,
    run_of,
    style_of,
)

FindPicture = Callable[[str], QImage | None]
"""The picture of a digest, to be shown."""

_NOT_SHOWN = re.compile("[\0\ufdd0-\ufdef\ufffc]")
_LINE_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SHOWN_WIDTH = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """What one block of Qt's shows: a block, in a list perhaps, or a cell of a table."""

    block: Block
    list_id: int = -1
    table_id: int = -1


class Paper:
    """The document of one text. `find_picture` may show its pictures."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self.document, self.formats = document, formats
        self.find_picture: FindPicture = lambda _: None
        self._lines: list[_Line | None] = [None]
        self._tables: dict[int, QTextTable] = {}
        self._table_blocks: dict[int, Block] = {}
        self._pictures: dict[str, Block] = {}
        self.is_drawing = False
        document.contentsChange.connect(self._note)

    # -- what is shown

    def blocks(self) -> list[Block]:
        """The blocks that are shown, empty ones too."""
        return [block for _, block in self.numbered_blocks()]

    def numbered_blocks(self) -> list[tuple[int, Block]]:
        """The blocks that are shown, each with the number of Qt's block that it begins in."""
        self._read_changed()
        found: list[tuple[int, Block]] = []
        table, in_list, number = -1, -1, 0
        for place, line in enumerate(self._lines):
            assert line is not None  # noqa: S101 - all have been read
            if line.table_id >= 0:
                if line.table_id != table:
                    found.append((place, self._table_block(line.table_id)))
                table, in_list = line.table_id, -1
                continue
            block, table = line.block, -1
            if block.kind is BlockKind.NUMBERED:
                number = number + 1 if line.list_id == in_list else 1
                block = Block(block.kind, block.runs, 0, number)
            in_list = line.list_id
            found.append((place, block))
        return found

    def block_at(self, block: QTextBlock) -> Block:
        """What one of Qt's blocks shows; of a cell, its words."""
        self._read_changed()
        line = self._lines[block.blockNumber()]
        assert line is not None  # noqa: S101 - all have been read
        return line.block

    def chosen(self, cursor: QTextCursor) -> list[Block]:
        """The blocks that are chosen: of the first and the last, what is chosen of their words."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        found: list[Block] = []
        for number, block in self.numbered_blocks():
            one = self.document.findBlockByNumber(number)
            table = QTextCursor(one).currentTable()
            if table is not None:
                if start < table.firstPosition() and table.lastPosition() < end:
                    found.append(block)
                elif table.firstPosition() <= start and end <= table.lastPosition():
                    inside = self.document.findBlock(start)
                    found.append(Block(BlockKind.PARAGRAPH, runs_of(inside, start, end)))
            elif one.position() < end and start < one.position() + one.length():
                whole = start <= one.position() and one.position() + one.length() - 1 <= end
                found.append(
                    block
                    if whole
                    else Block(block.kind, runs_of(one, start, end), block.level, block.number)
                )
        return found

    def _note(self, position: int, _removed: int, added: int) -> None:
        """Something changed: what Qt's blocks there show has to be read."""
        count = self.document.blockCount()
        first = self.document.findBlock(position).blockNumber()
        last = self.document.findBlock(position + added).blockNumber()
        first, last = max(first, 0), last if last >= 0 else count - 1
        was = last - (count - len(self._lines))
        if was < first - 1 or last < first:
            self._lines = [None] * count
            return
        for line in self._lines[first : was + 1]:
            if line is not None and line.table_id >= 0:
                self._table_blocks.pop(line.table_id, None)
        self._lines[first : was + 1] = [None] * (last - first + 1)

    def _read_changed(self) -> list[QTextBlock]:
        if len(self._lines) != self.document.blockCount():
            self._lines = [None] * self.document.blockCount()
        changed = []
        for number, line in enumerate(self._lines):
            if line is None:
                block = self.document.findBlockByNumber(number)
                self._lines[number] = self._read(block)
                changed.append(block)
        return changed

    def _read(self, block: QTextBlock) -> _Line:
        table = QTextCursor(block).currentTable()
        if table is not None:
            table_id = table.objectIndex()
            self._tables[table_id] = table
            self._table_blocks.pop(table_id, None)
            return _Line(Block(BlockKind.PARAGRAPH, runs_of(block)), table_id=table_id)
        form = block.blockFormat()
        kind = BlockKind(form.property(KIND) or BlockKind.PARAGRAPH)
        if kind is BlockKind.PICTURE:
            return _Line(self._picture(str(form.property(PICTURE))))
        level = int(form.property(LEVEL) or 2) if kind is BlockKind.HEADING else 0
        a_list = block.textList()
        list_id = a_list.objectIndex() if a_list is not None else -1
        return _Line(Block(kind, runs_of(block), level), list_id)

    def _picture(self, source: str) -> Block:
        if source not in self._pictures:
            self._pictures[source] = read(source).blocks[0]
        return self._pictures[source]

    def _table_block(self, table_id: int) -> Block:
        if table_id not in self._table_blocks:
            table = self._tables[table_id]
            rows = [
                tuple(_cell_of(table, row, column) for column in range(table.columns()))
                for row in range(table.rows())
            ]
            shown = Table(rows[0], tuple(rows[1:]))
            self._table_blocks[table_id] = Block(BlockKind.TABLE, (), table=shown)
        return self._table_blocks[table_id]

    # -- drawing

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks in the place of all that is shown."""
        self.is_drawing = True
        try:
            self.document.clear()
            cursor = QTextCursor(self.document)
            cursor.beginEditBlock()
            self._draw_all(cursor, blocks)
            cursor.endEditBlock()
        finally:
            self.is_drawing = False
        self._lines = [None] * self.document.blockCount()
        self._tables.clear()
        self._table_blocks.clear()

    def _draw_all(self, cursor: QTextCursor, blocks: Sequence[Block]) -> None:
        if self._draw_each(cursor, blocks, is_empty=True):
            self._draw(cursor, Block(BlockKind.PARAGRAPH, ()), None)

    def draw_below(self, cursor: QTextCursor, blocks: Sequence[Block], *, in_place: bool) -> None:
        """Show more blocks below the line that the cursor ends, or in its place if it is empty."""
        self._draw_each(cursor, blocks, is_empty=in_place)

    def _draw_each(self, cursor: QTextCursor, blocks: Sequence[Block], *, is_empty: bool) -> bool:
        """Draw blocks, the first in the line of the cursor if it is empty; whether the last is."""
        in_list = None
        for block in blocks:
            if block.table is not None:
                self.draw_table(cursor, block.table)
                is_empty, in_list = True, None
                continue
            if not is_empty:
                cursor.insertBlock()
            is_empty = False
            in_list = self._draw(cursor, block, in_list)
        return is_empty

    def _draw(
        self, cursor: QTextCursor, block: Block, in_list: QTextList | None
    ) -> QTextList | None:
        """Show a block in an empty block of Qt's; gives the list that it is an item of."""
        style = style_of(block)
        cursor.setBlockFormat(self.formats.block(block))
        cursor.setBlockCharFormat(self.formats.chars(Run(""), style))
        a_list = None
        if block.kind in ITEMS:
            is_same = in_list is not None and in_list.format().style() == (
                self.formats.list(block.kind).style()
            )
            if in_list is not None and is_same and block.number != 1:
                a_list = in_list
                a_list.add(cursor.block())
            else:
                a_list = cursor.createList(self.formats.list(block.kind))
        if block.picture is not None:
            self._draw_picture(cursor, block)
        else:
            self.draw_runs(cursor, block.runs, style)
        return a_list

    def draw_runs(self, cursor: QTextCursor, runs: Sequence[Run], style: Style) -> None:
        """Put words in, as they look in a block."""
        for run in runs:
            text = _NOT_SHOWN.sub("\ufffd", _LINE_BREAKS.sub(" ", run.text))
            cursor.insertText(text, self.formats.chars(run, style))

    def _draw_picture(self, cursor: QTextCursor, block: Block) -> None:
        use = block.picture
        assert use is not None  # noqa: S101 - it is a picture
        style = style_of(block)
        image = self.find_picture(use.digest)
        if image is not None:
            name = f"picture:{use.digest}"
            self.document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
            )
            form = QTextImageFormat()
            form.merge(self.formats.chars(Run(""), style))
            form.setName(name)
            form.setWidth(min(_SHOWN_WIDTH, image.width()))
            cursor.insertImage(form)
            cursor.insertText("\u2028", self.formats.chars(Run(""), style))
        cursor.insertText(_said_of(use), self.formats.chars(Run(""), style))

    def redraw_picture(self, cursor: QTextCursor, block: Block) -> None:
        """Show another description of a picture in its place."""
        one = cursor.block()
        cursor.setPosition(one.position())
        cursor.setPosition(one.position() + one.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._draw(cursor, block, None)

    def draw_table(self, cursor: QTextCursor, table: Table) -> QTextTable:
        """Show a table where the cursor is, and leave the cursor below it."""
        rows = (table.head, *table.rows)
        form = self.formats.table(len(table.head))
        plain = Block(BlockKind.PARAGRAPH, ())
        if not cursor.blockFormat().hasProperty(KIND):
            cursor.setBlockFormat(self.formats.block(plain))
        drawn = cursor.insertTable(len(rows), len(table.head), form)
        for row, cells in enumerate(rows):
            style = Style(is_head=row == 0)
            for column, runs in enumerate(cells):
                cell = drawn.cellAt(row, column)
                if row == 0:
                    cell.setFormat(self.formats.head_cell())
                inside = cell.firstCursorPosition()
                inside.setBlockFormat(self.formats.cell_block())
                inside.setBlockCharFormat(self.formats.chars(Run(""), style))
                self.draw_runs(inside, runs, style)
        cursor.setPosition(drawn.lastPosition() + 1)
        cursor.setBlockFormat(self.formats.block(plain))
        cursor.setBlockCharFormat(self.formats.chars(Run(""), Style()))
        return drawn

    # -- what follows from a change

    def tidy(self) -> None:
        """Let words look as what they have come to be in: a heading's in a paragraph, say."""
        self.is_drawing = True
        try:
            for block in self._read_changed():
                self._restyle(block)
            self._part_lists()
        finally:
            self.is_drawing = False

    def style_at(self, block: QTextBlock) -> Style:
        """What the words of one of Qt's blocks look like."""
        cursor = QTextCursor(block)
        table = cursor.currentTable()
        if table is not None:
            return Style(is_head=table.cellAt(cursor).row() == 0)
        form = block.blockFormat()
        kind = BlockKind(form.property(KIND) or BlockKind.PARAGRAPH)
        return Style(kind, int(form.property(LEVEL) or 2) if kind is BlockKind.HEADING else 0)

    def _restyle(self, block: QTextBlock) -> None:
        style = self.style_at(block)
        if style.kind is BlockKind.PICTURE:
            shown = self.block_at(block)
            if shown.picture and block.text().lstrip("\ufffc\u2028") != _said_of(shown.picture):
                self.redraw_picture(QTextCursor(block), shown)  # it is described in its dialog
            return
        wrong = [
            (position, length, run)
            for position, length, run, setting in _fragments(block)
            if setting != style.name
        ]
        cursor = QTextCursor(block)
        if block.charFormat().property(SETTING) != style.name:
            cursor.setBlockCharFormat(self.formats.chars(Run(""), style))
        for position, length, run in wrong:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self.formats.chars(run, style))

    def _part_lists(self) -> None:
        """Let the items below a paragraph be a list of their own, as they are when it is kept."""
        closed: set[int] = set()
        before, new = -1, None
        for number, line in enumerate(self._lines):
            now = line.list_id if line is not None else -1
            if now != before:
                closed.add(before)
                new = None
            before = now
            if now >= 0 and now in closed:
                block = self.document.findBlockByNumber(number)
                if new is None:
                    new = QTextCursor(block).createList(block.textList().format())
                else:
                    new.add(block)


def _said_of(use: PictureUse) -> str:
    about = f"Picture: {use.alt}" if use.alt else "A picture that only decorates"
    parts = (about, use.caption, use.rights)
    lines = [_LINE_BREAKS.sub(" ", part) for part in parts if part]
    return _NOT_SHOWN.sub("\ufffd", "\u2028".join(lines))


def runs_of(block: QTextBlock, start: int = 0, end: int = sys.maxsize) -> tuple[Run, ...]:
    """The words of one of Qt's blocks, or those between two positions; alike ones in one run."""
    found: list[Run] = []
    for position, length, run, _ in _fragments(block):
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


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, Run, object]]:
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


def _cell_of(table: QTextTable, row: int, column: int) -> Cell:
    """The words of one cell, whatever blocks they stand in."""
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    found = list(runs_of(block))
    while block.blockNumber() < last.blockNumber():
        block = block.next()
        found += [Run(" "), *runs_of(block)]
    return tuple(run for run in found if run.text)
