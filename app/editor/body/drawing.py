"""Blocks of a page put into a Qt document: each is a block of Qt's, a table one with its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextList,
    QTextTable,
)

from app.domain.library.markup import Block, BlockKind, PictureUse, Run, Table
from app.editor.body.formats import ITEMS, KIND, Formats, Style, style_of

FindPicture = Callable[[str], QImage | None]
"""The picture of a digest, to be shown."""

_NOT_SHOWN = re.compile("[\0\ufdd0-\ufdef\ufffc]")
_LINE_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SHOWN_WIDTH = 200


class Drawing:
    """Draws into a document where a cursor is. `find_picture` may give pictures to show."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self._document, self._formats = document, formats
        self.find_picture: FindPicture = lambda _: None

    def below(self, cursor: QTextCursor, blocks: Sequence[Block], *, in_place: bool) -> None:
        """Show more blocks below the line that the cursor ends, or in its place if it is empty."""
        self.each(cursor, blocks, is_empty=in_place)

    def each(self, cursor: QTextCursor, blocks: Sequence[Block], *, is_empty: bool) -> bool:
        """Draw blocks, the first in the line of the cursor if it is empty; whether the last is."""
        in_list = None
        for block in blocks:
            if block.table is not None:
                self.table(cursor, block.table)
                is_empty, in_list = True, None
                continue
            if not is_empty:
                cursor.insertBlock()
            is_empty = False
            in_list = self.block(cursor, block, in_list)
        return is_empty

    def block(
        self, cursor: QTextCursor, block: Block, in_list: QTextList | None
    ) -> QTextList | None:
        """Show a block in an empty block of Qt's; gives the list that it is an item of."""
        style = style_of(block)
        cursor.setBlockFormat(self._formats.block(block))
        cursor.setBlockCharFormat(self._formats.chars(Run(""), style))
        a_list = None
        if block.kind in ITEMS:
            is_same = in_list is not None and in_list.format().style() == (
                self._formats.list(block.kind).style()
            )
            if in_list is not None and is_same and block.number != 1:
                a_list = in_list
                a_list.add(cursor.block())
            else:
                a_list = cursor.createList(self._formats.list(block.kind))
        if block.picture is not None:
            self._picture(cursor, block)
        else:
            self.runs(cursor, block.runs, style)
        return a_list

    def runs(self, cursor: QTextCursor, runs: Sequence[Run], style: Style) -> None:
        """Put words in, as they look in a block."""
        for run in runs:
            text = _NOT_SHOWN.sub("\ufffd", _LINE_BREAKS.sub(" ", run.text))
            cursor.insertText(text, self._formats.chars(run, style))

    def _picture(self, cursor: QTextCursor, block: Block) -> None:
        use = block.picture
        assert use is not None  # noqa: S101 - it is a picture
        style = style_of(block)
        image = self.find_picture(use.digest)
        if image is not None:
            name = f"picture:{use.digest}"
            self._document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
            )
            form = QTextImageFormat()
            form.merge(self._formats.chars(Run(""), style))
            form.setName(name)
            form.setWidth(min(_SHOWN_WIDTH, image.width()))
            cursor.insertImage(form)
            cursor.insertText("\u2028", self._formats.chars(Run(""), style))
        cursor.insertText(picture_text(use), self._formats.chars(Run(""), style))

    def redraw_picture(self, cursor: QTextCursor, block: Block) -> None:
        """Show another description of a picture in its place."""
        one = cursor.block()
        cursor.setPosition(one.position())
        cursor.setPosition(one.position() + one.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.block(cursor, block, None)

    def table(self, cursor: QTextCursor, table: Table) -> QTextTable:
        """Show a table where the cursor is, and leave the cursor below it."""
        rows = (table.head, *table.rows)
        form = self._formats.table(len(table.head))
        plain = Block(BlockKind.PARAGRAPH, ())
        if not cursor.blockFormat().hasProperty(KIND):
            cursor.setBlockFormat(self._formats.block(plain))
        drawn = cursor.insertTable(len(rows), len(table.head), form)
        for row, cells in enumerate(rows):
            style = Style(is_head=row == 0)
            for column, runs in enumerate(cells):
                cell = drawn.cellAt(row, column)
                if row == 0:
                    cell.setFormat(self._formats.head_cell())
                inside = cell.firstCursorPosition()
                inside.setBlockFormat(self._formats.cell_block())
                inside.setBlockCharFormat(self._formats.chars(Run(""), style))
                self.runs(inside, runs, style)
        cursor.setPosition(drawn.lastPosition() + 1)
        cursor.setBlockFormat(self._formats.block(plain))
        cursor.setBlockCharFormat(self._formats.chars(Run(""), Style()))
        return drawn


def picture_text(use: PictureUse) -> str:
    """The line that stands for a picture, whose words are not typed there."""
    about = f"Picture: {use.alt}" if use.alt else "A picture that only decorates"
    parts = (about, use.caption, use.rights)
    lines = [_LINE_BREAKS.sub(" ", part) for part in parts if part]
    return _NOT_SHOWN.sub("\ufffd", "\u2028".join(lines))
