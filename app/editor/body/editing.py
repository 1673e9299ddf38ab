"""What somebody does to a shown text with keys and buttons, block by block.

A table and a picture go as a whole or not at all: nothing that is deleted, typed or pasted moves a
cell's words into another cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

from app.domain.library.markup import Block, BlockKind, Run
from app.editor.body.formats import ITEMS, LEVEL, style_of
from app.editor.body.links import beside, choose_own
from app.editor.body.paper import Paper
from app.editor.body.qt_blocks import is_picture, kind_of, style_at, table_of
from app.editor.body.run_editing import RunEditing
from app.editor.body.table_editing import TableEditing

_KEEP = QTextCursor.MoveMode.KeepAnchor
_BLANKS = re.compile(r"\s+")
_PLAIN = Block(BlockKind.PARAGRAPH, ())


class Editing:
    """Changes the blocks that a paper shows. `tables` and `runs` change what is within them."""

    def __init__(self, paper: Paper) -> None:
        self._document, self._formats, self._drawing = paper.document, paper.formats, paper.drawing
        self.tables, self.runs = TableEditing(paper), RunEditing(paper)

    # -- deleting

    def whole(self, cursor: QTextCursor) -> QTextCursor:
        """What is chosen, with all of the tables and pictures that it reaches into."""
        made = QTextCursor(cursor)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end or self.tables.cells(cursor) is not None:
            return made
        document = self._document
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

    def remove(self, cursor: QTextCursor) -> None:
        """Delete what is chosen: of several cells their words, of all else the whole."""
        chosen = self.tables.cells(cursor)
        if chosen is not None:
            table, row, rows, column, columns = chosen
            for at in range(row, row + rows):
                for beside in range(column, column + columns):
                    self.tables.empty(table, at, beside)
            cursor.setPosition(table.cellAt(row, column).firstPosition())
            return
        document = self._document
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

    # -- putting something in

    def insert(self, cursor: QTextCursor, blocks: Sequence[Block]) -> None:
        """Words alone go into the line; blocks stand by themselves. In a cell all is one line."""
        if cursor.hasSelection():
            self.remove(cursor)
        block = cursor.block()
        is_line = len(blocks) == 1 and blocks[0].kind is BlockKind.PARAGRAPH
        if cursor.currentTable() is not None:
            self.insert_runs(cursor, _in_one_line(blocks))
        elif is_line and not is_picture(block):
            self.insert_runs(cursor, blocks[0].runs)
        else:
            self._insert_whole(cursor, blocks)

    def insert_runs(self, cursor: QTextCursor, runs: Sequence[Run]) -> None:
        """Put words where the cursor is, as words look there."""
        self._drawing.runs(cursor, runs, style_at(cursor.block()))

    def _insert_whole(self, cursor: QTextCursor, blocks: Sequence[Block]) -> None:
        """Below the words before the cursor, above those after it."""
        if is_picture(cursor.block()):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        was = cursor.block()
        kind, needs_line = kind_of(was), not cursor.atBlockEnd()
        is_empty = was.length() == 1 and kind is BlockKind.PARAGRAPH
        if needs_line:
            rest = QTextCursor(cursor)
            rest.insertBlock()
            cursor.setPosition(rest.position() - 1)
        self._drawing.below(cursor, blocks, in_place=is_empty)

    # -- Enter

    def enter(self, cursor: QTextCursor) -> None:
        """The next item of a list, the cell below, a new paragraph elsewhere."""
        if cursor.hasSelection():
            self.remove(cursor)
        block = cursor.block()
        if cursor.currentTable() is not None:
            self.tables.enter(cursor)
            return
        kind, is_empty = kind_of(block), block.length() == 1
        if is_picture(block):
            cursor.setPosition(block.position() + block.length() - 1)
            self._begin(cursor, _PLAIN)
        elif is_empty and kind is not BlockKind.PARAGRAPH:
            self._become(block, _PLAIN)
        elif kind in ITEMS:
            cursor.insertBlock()
        elif kind is not BlockKind.PARAGRAPH and cursor.atBlockStart():
            cursor.insertBlock()
            self._become(cursor.block().previous(), _PLAIN)
        else:
            self._begin(cursor, _PLAIN)

    def _begin(self, cursor: QTextCursor, block: Block) -> None:
        """Begin a block where the cursor is; what follows on it goes there."""
        form = self._formats.block(block)
        cursor.insertBlock(form, self._formats.chars(Run(""), style_of(block)))

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
        document = self._document
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

    def spans_blocks(self, cursor: QTextCursor) -> bool:
        """Whether more than one block is chosen, in part or whole."""
        return len(self._chosen(cursor)) > 1


def _in_one_line(blocks: Sequence[Block]) -> list[Run]:
    found: list[Run] = []
    for block in blocks:
        found += [Run(" ")] if found else []
        found += block.runs or [Run(_BLANKS.sub(" ", block.text))]
    return found
