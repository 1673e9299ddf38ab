"""What somebody does to the tables of a shown text: rows, columns, cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QTextCursor, QTextTable

from app.domain.library.markup import Run, Table
from app.editor.body.formats import Style
from app.editor.body.paper import Paper
from app.editor.body.qt_blocks import runs_of

_KEEP = QTextCursor.MoveMode.KeepAnchor
_FIRST_HEADING = "Heading"


class TableEditing:
    """Changes the tables of what a paper shows."""

    def __init__(self, paper: Paper) -> None:
        self._paper, self._formats = paper, paper.formats

    @staticmethod
    def cells(cursor: QTextCursor) -> tuple[QTextTable, int, int, int, int] | None:
        """The table, the first row, the rows, the first column, the columns, if several cells."""
        table = cursor.currentTable()
        if table is None or not cursor.hasComplexSelection():
            return None
        chosen: Any = cursor.selectedTableCells()
        row, rows, column, columns = chosen
        return table, row, rows, column, columns

    @staticmethod
    def empty(table: QTextTable, row: int, column: int) -> None:
        """Delete the words of a cell."""
        cell = table.cellAt(row, column)
        inside = cell.firstCursorPosition()
        inside.setPosition(cell.lastPosition(), _KEEP)
        inside.removeSelectedText()

    def enter(self, cursor: QTextCursor) -> None:
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

    def changes(self, cursor: QTextCursor) -> list[tuple[str, Callable[[QTextCursor], None]]]:
        """What can be done to the table that the cursor is in, with what each is called."""
        table = cursor.currentTable()
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        return [
            ("&Row below", lambda _: self.add_row(table, row + 1)),
            ("&Column to the right", lambda _: self.add_column(table, column + 1)),
            ("Take the r&ow away", lambda _: self.drop_row(table, row)),
            ("Take the co&lumn away", lambda _: self.drop_column(table, column)),
            ("Take the &table away", self.drop_table),
        ]

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
        drawn = self._paper.drawing.table(cursor, Table(head, (((),) * 3,)))
        cell = drawn.cellAt(0, 0)
        cursor.setPosition(cell.firstPosition())
        cursor.setPosition(cell.lastPosition(), _KEEP)
