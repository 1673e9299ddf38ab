"""What somebody does to a shown text with keys and buttons: block by block, cell by cell.

A table and a picture go as a whole or not at all: nothing that is deleted, typed or pasted moves a
cell's words into another cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from app.domain.library.markup import Block, BlockKind, Run, Table
from app.editor.body.formats import ITEMS, KIND, LEVEL, Style, run_of, style_of
from app.editor.body.links import beside, choose_own, targets
from app.editor.body.paper import Paper, letters, runs_of

_KEEP = QTextCursor.MoveMode.KeepAnchor
_PLAIN = Block(BlockKind.PARAGRAPH, ())
_FIRST_HEADING = "Heading"


def kind_of(block: QTextBlock) -> BlockKind:
    """The kind of one of Qt's blocks; a cell's is a paragraph."""
    return BlockKind(block.blockFormat().property(KIND) or BlockKind.PARAGRAPH)


def is_picture(block: QTextBlock) -> bool:
    """Whether it shows a picture, whose words are not typed here."""
    return kind_of(block) is BlockKind.PICTURE


def table_of(block: QTextBlock) -> QTextTable | None:
    """The table that it is a cell of."""
    return QTextCursor(block).currentTable() if block.isValid() else None


class Editing:
    """The deeds of somebody who edits what a paper shows."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._formats = paper.formats

    # -- deleting

    def whole(self, cursor: QTextCursor) -> QTextCursor:
        """What is chosen, with all of the tables and pictures that it reaches into."""
        made = QTextCursor(cursor)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end or self.cells(cursor) is not None:
            return made
        document = self._paper.document
        first, last = document.findBlock(start), document.findBlock(end)
        one, other = table_of(first), table_of(last)
        if one is not None and one is other:
            return made  # within one cell
        if one is not None:
            start = one.firstPosition() - 1
        elif is_picture(first):
            start = first.position()
        if other is not None:
            end = other.lastPosition() + 1
        elif is_picture(last):
            end = last.position() + last.length() - 1
        made.setPosition(start)
        made.setPosition(end, _KEEP)
        return made

    @staticmethod
    def cells(cursor: QTextCursor) -> tuple[QTextTable, int, int, int, int] | None:
        """The table, the first row, the rows, the first column, the columns, if several cells."""
        table = cursor.currentTable()
        if table is None or not cursor.hasComplexSelection():
            return None
        chosen: Any = cursor.selectedTableCells()
        row, rows, column, columns = chosen
        return table, row, rows, column, columns

    def remove(self, cursor: QTextCursor) -> None:
        """Delete what is chosen: of several cells their words, of all else the whole."""
        chosen = self.cells(cursor)
        if chosen is not None:
            table, row, rows, column, columns = chosen
            for at in range(row, row + rows):
                for beside in range(column, column + columns):
                    self._empty(table, at, beside)
            cursor.setPosition(table.cellAt(row, column).firstPosition())
            return
        document = self._paper.document
        found = self.whole(cursor)
        is_all = found.selectionStart() == 0 and (
            found.selectionEnd() >= document.characterCount() - 1
        )
        start = document.findBlock(found.selectionStart())
        starts_whole = found.selectionStart() == start.position()
        if is_all:
            document.clear()
            found = QTextCursor(document)
            self._become(found.block(), _PLAIN)
            cursor.setPosition(0)
            return
        was_picture = is_picture(start) and starts_whole
        after = document.findBlock(found.selectionEnd())
        ends_below = found.selectionEnd() == after.position() and table_of(after.previous())
        starts_above = found.selectionStart() == start.position() + start.length() - 1 and (
            table_of(start.next())
        )
        formats = after.blockFormat(), after.charFormat()
        found.removeSelectedText()
        if was_picture and is_picture(found.block()):
            self._become(found.block(), _PLAIN)
        place = found.position()
        if (
            ends_below or starts_above
        ) and place > 0:  # the table parted what stood before it from what stands after it
            found.insertBlock(*formats)
            place += not ends_below
        cursor.setPosition(place)

    @staticmethod
    def _empty(table: QTextTable, row: int, column: int) -> None:
        cell = table.cellAt(row, column)
        inside = cell.firstCursorPosition()
        inside.setPosition(cell.lastPosition(), _KEEP)
        inside.removeSelectedText()

    def _remove_whole(self, cursor: QTextCursor, *, forward: bool) -> bool:
        """What is chosen, the picture the cursor is in, or what a contact says goes as a whole."""
        if cursor.hasSelection() or choose_own(cursor, forward=forward):
            self.remove(cursor)
            return True
        if is_picture(cursor.block()):
            self._drop_picture(cursor)
            return True
        return False

    def backspace(self, cursor: QTextCursor) -> bool:
        """Backspace where the cursor is, if it is not only a letter that goes."""
        if self._remove_whole(cursor, forward=False):
            return True
        return cursor.atBlockStart() and self._back_from_start(cursor)

    def _back_from_start(self, cursor: QTextCursor) -> bool:
        block = cursor.block()
        before = block.previous()
        if table_of(block) is not None:
            return True
        if kind_of(block) is not BlockKind.PARAGRAPH:
            self._become(block, _PLAIN)
            return True
        if table_of(before) is None and not is_picture(before):
            return False
        if block.length() == 1 and block.next().isValid() and table_of(before) is None:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, _KEEP)
            cursor.removeSelectedText()
        else:
            cursor.setPosition(before.position() + before.length() - 1)
        return True

    def delete(self, cursor: QTextCursor) -> bool:
        """Delete where the cursor is, if it is not only a letter that goes."""
        if self._remove_whole(cursor, forward=True):
            return True
        if not cursor.atBlockEnd():
            return False
        block = cursor.block()
        after = block.next()
        if table_of(block) is not None:
            return True
        if table_of(after) is None and not is_picture(after):
            return False
        cursor.setPosition(after.position())
        return True

    def delete_word(self, cursor: QTextCursor, *, forward: bool) -> None:
        """Delete to the end or the beginning of a word, within the block."""
        if self.delete(cursor) if forward else self.backspace(cursor):
            return
        block, operation = cursor.block(), QTextCursor.MoveOperation
        if cursor.atBlockEnd() if forward else cursor.atBlockStart():
            cursor.movePosition(
                operation.NextCharacter if forward else operation.PreviousCharacter, _KEEP
            )
        else:
            cursor.movePosition(operation.NextWord if forward else operation.PreviousWord, _KEEP)
            end = block.position() + block.length() - 1
            place = min(max(cursor.position(), block.position()), end)
            cursor.setPosition(beside(cursor, place, after=forward), _KEEP)
        cursor.removeSelectedText()

    def _drop_picture(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, _KEEP)
        cursor.removeSelectedText()
        self._become(cursor.block(), _PLAIN)

    # -- Enter

    def enter(self, cursor: QTextCursor) -> None:
        """The next item of a list, the cell below, a new paragraph elsewhere."""
        if cursor.hasSelection():
            self.remove(cursor)
        block = cursor.block()
        if cursor.currentTable() is not None:
            self._enter_cell(cursor)
            return
        kind, is_empty = kind_of(block), block.length() == 1
        if is_picture(block):
            cursor.setPosition(block.position() + block.length() - 1)
            self._insert(cursor, _PLAIN)
        elif is_empty and kind is not BlockKind.PARAGRAPH:
            self._become(block, _PLAIN)
        elif kind in ITEMS:
            cursor.insertBlock()
        elif kind is not BlockKind.PARAGRAPH and cursor.atBlockStart():
            cursor.insertBlock()
            self._become(cursor.block().previous(), _PLAIN)
        else:
            self._insert(cursor, _PLAIN)

    def _insert(self, cursor: QTextCursor, block: Block) -> None:
        """Begin a block where the cursor is; what follows on it goes there."""
        form = self._formats.block(block)
        cursor.insertBlock(form, self._formats.chars(Run(""), style_of(block)))

    def _enter_cell(self, cursor: QTextCursor) -> None:
        """The cell below; below the last row a new one, or the way out if the last is empty."""
        table = cursor.currentTable()
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        if row + 1 == table.rows():
            cells = range(table.columns())
            if row and all(self._cell_text(table, row, c) == "" for c in cells):
                cursor.setPosition(table.lastPosition() + 1)
                if table.rows() > 2:  # noqa: PLR2004 - its head, and one that is left
                    table.removeRows(row, 1)
                return
            self.add_row(table, row + 1)
            column = 0
        cursor.setPosition(table.cellAt(row + 1, column).firstPosition())

    @staticmethod
    def _cell_text(table: QTextTable, row: int, column: int) -> str:
        return "".join(
            run.text for run in runs_of(table.cellAt(row, column).firstCursorPosition().block())
        ).strip()

    # -- tables

    def add_row(self, table: QTextTable, row: int) -> None:
        """An empty row, before the one of a number."""
        if row >= table.rows():
            table.appendRows(1)
        else:
            table.insertRows(row, 1)
        self._dress(table, [(row, column) for column in range(table.columns())])

    def add_column(self, table: QTextTable, column: int) -> None:
        """An empty column, before the one of a number."""
        if column >= table.columns():
            table.appendColumns(1)
        else:
            table.insertColumns(column, 1)
        table.setFormat(self._formats.table(table.columns()))
        self._dress(table, [(row, column) for row in range(table.rows())])

    def _dress(self, table: QTextTable, cells: Sequence[tuple[int, int]]) -> None:
        for row, column in cells:
            inside = table.cellAt(row, column).firstCursorPosition()
            inside.setBlockFormat(self._formats.cell_block())
            inside.setBlockCharFormat(self._formats.chars(Run(""), Style(is_head=row == 0)))
            if row == 0:
                table.cellAt(row, column).setFormat(self._formats.head_cell())

    def drop_row(self, table: QTextTable, row: int) -> None:
        """Take a row away; the head stays."""
        if row:
            table.removeRows(row, 1)

    def drop_column(self, table: QTextTable, column: int) -> None:
        """Take a column away, with all of its cells."""
        if table.columns() > 1:
            table.removeColumns(column, 1)
            table.setFormat(self._formats.table(table.columns()))

    def drop_table(self, cursor: QTextCursor) -> None:
        """Take a table away."""
        table = cursor.currentTable()
        if table is not None:
            cursor.setPosition(table.firstPosition())
            table.removeRows(0, table.rows())

    def insert_table(self, cursor: QTextCursor) -> None:
        """A table of three columns below the line, to be filled in; its first heading is chosen."""
        if cursor.currentTable() is not None:
            return
        head = ((Run(_FIRST_HEADING),),) * 3
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        drawn = self._paper.draw_table(cursor, Table(head, (((),) * 3,)))
        cell = drawn.cellAt(0, 0)
        cursor.setPosition(cell.firstPosition())
        cursor.setPosition(cell.lastPosition(), _KEEP)

    # -- what blocks are

    def set_kind(self, cursor: QTextCursor, kind: BlockKind, level: int = 0) -> None:
        """Make the blocks that are chosen of a kind, or paragraphs again if all are."""
        blocks = [
            block
            for block in self._chosen(cursor)
            if table_of(block) is None and not is_picture(block)
        ]
        with_words = [block for block in blocks if block.length() > 1] or blocks
        wanted = Block(kind, (), level)
        if all(self._is(block, wanted) for block in with_words):
            wanted = _PLAIN
        for block in with_words:
            self._become(block, wanted)

    @staticmethod
    def _is(block: QTextBlock, wanted: Block) -> bool:
        level = int(block.blockFormat().property(LEVEL) or 0)
        return kind_of(block) is wanted.kind and level == wanted.level

    def _chosen(self, cursor: QTextCursor) -> list[QTextBlock]:
        document = self._paper.document
        block, last = (
            document.findBlock(cursor.selectionStart()),
            document.findBlock(max(cursor.selectionEnd() - 1, cursor.selectionStart())),
        )
        found = [block]
        while block.blockNumber() < last.blockNumber():
            block = block.next()
            found.append(block)
        return found

    def _become(self, block: QTextBlock, wanted: Block) -> None:
        cursor = QTextCursor(block)
        cursor.setBlockFormat(self._formats.block(wanted))
        if wanted.kind not in ITEMS:
            return
        before, after = block.previous(), block.next()
        if before.isValid() and kind_of(before) is wanted.kind and before.textList() is not None:
            before.textList().add(block)
        elif after.isValid() and kind_of(after) is wanted.kind and after.textList() is not None:
            after.textList().add(block)
        else:
            cursor.createList(self._formats.list(wanted.kind))

    # -- what words are

    def change_runs(self, start: int, end: int, change: Callable[[Run], Run]) -> None:
        """Change words between two positions: what they lead to, say."""
        found = list(self._stretches(start, end))
        cursor = QTextCursor(self._paper.document)
        for first, last, block, run in found:
            cursor.setPosition(first)
            cursor.setPosition(last, _KEEP)
            cursor.setCharFormat(self._formats.chars(change(run), self._paper.style_at(block)))

    def runs_between(self, start: int, end: int) -> list[Run]:
        """The words between two positions, with what they are."""
        return [run for _, _, _, run in self._stretches(start, end)]

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, QTextBlock, Run]]:
        block = self._paper.document.findBlock(start)
        while block.isValid() and block.position() < end:
            at = block.begin()
            while not at.atEnd() and not is_picture(block):
                fragment = at.fragment()
                first = max(fragment.position(), start)
                last = min(fragment.position() + fragment.length(), end)
                if first < last:
                    run = run_of(fragment.text(), fragment.charFormat())
                    yield first, last, block, replace(run, text="x")
                at += 1
            block = block.next()

    def spans_blocks(self, cursor: QTextCursor) -> bool:
        """Whether more than one block is chosen, in part or whole."""
        return len(self._chosen(cursor)) > 1

    def word_at(self, cursor: QTextCursor) -> tuple[int, int]:
        """What is chosen in the first block, without blanks; or the link or word one is in."""
        block = self._paper.document.findBlock(cursor.selectionStart())
        first = block.position()
        if is_picture(block):
            return cursor.position(), cursor.position()
        text = block.text()
        start = cursor.selectionStart() - first
        if cursor.hasSelection():
            end = min(cursor.selectionEnd() - first, len(_units(text)))
            inner = letters(text, start, end)
            left = len(_units(inner)) - len(_units(inner.lstrip()))
            right = len(_units(inner)) - len(_units(inner.rstrip()))
            return first + start + left, first + max(end - right, start + left)
        for begin, end, target in targets(block):
            if target and begin <= cursor.position() <= end:
                return begin, end
        units = _units(text)
        end = start
        while start and _in_word(units[start - 1]):
            start -= 1
        while end < len(units) and _in_word(units[end]):
            end += 1
        return first + start, first + end


def _units(text: str) -> list[str]:
    """A text in the units that Qt counts in: a letter beyond the first plane is two."""
    found: list[str] = []
    for letter in text:
        found += [letter, letter] if letter > "\uffff" else [letter]
    return found


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "-'\N{RIGHT SINGLE QUOTATION MARK}"
