"""A Qt document that shows the blocks of a page, and says which blocks it shows after each change.

Only what somebody touched is read anew: a page of 2,000 words costs no more to type in than one
line. Each block is a block of Qt's; a table is one of Qt's with a block in each cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from app.content.reader.markup import read
from app.domain.library.markup import Block, BlockKind, Run, Table
from app.editor.body.drawing import Drawing, picture_text
from app.editor.body.formats import PICTURE, SETTING, Formats
from app.editor.body.qt_blocks import cell_of, fragments, heading_level, kind_of, runs_of, style_at


@dataclass(frozen=True, slots=True)
class _Line:
    """What one block of Qt's shows: a block, in a list perhaps, or a cell of a table."""

    block: Block
    list_id: int = -1
    table_id: int = -1


class Paper:
    """The document of one text. `drawing` puts more into it."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self.document, self.formats = document, formats
        self.drawing = Drawing(document, formats)
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
        kind = kind_of(block)
        if kind is BlockKind.PICTURE:
            return _Line(self._picture(str(block.blockFormat().property(PICTURE))))
        level = heading_level(block) if kind is BlockKind.HEADING else 0
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
                tuple(cell_of(table, row, column) for column in range(table.columns()))
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
            if self.drawing.each(cursor, blocks, is_empty=True):
                self.drawing.block(cursor, Block(BlockKind.PARAGRAPH, ()), None)
            cursor.endEditBlock()
        finally:
            self.is_drawing = False
        self._lines = [None] * self.document.blockCount()
        self._tables.clear()
        self._table_blocks.clear()

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

    def _restyle(self, block: QTextBlock) -> None:
        style = style_at(block)
        if style.kind is BlockKind.PICTURE:
            shown = self.block_at(block)
            if shown.picture and block.text().lstrip("\ufffc\u2028") != picture_text(shown.picture):
                self.drawing.redraw_picture(
                    QTextCursor(block), shown
                )  # it is described in its dialog
            return
        wrong = [
            (position, length, run)
            for position, length, run, setting in fragments(block)
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
