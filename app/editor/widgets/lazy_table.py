"""A table of many rows, each made when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from app.editor.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
Cells = Callable[[int], Sequence[str]]
"""The words of a row, by its number from 0."""


class LazyTable(QAbstractTableModel):
    """Rows in words, each made when a view asks for it: 100,000 cost no more than those seen.

    Rows that are `wrong` are red as well.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._cells: Cells = lambda _: ()
        self._wrong: Callable[[int], bool] = lambda _: False
        self._count = 0
        self._last: tuple[int, Sequence[str]] = (-1, ())
        self.colour = QColor()

    def show_rows(
        self,
        heads: Sequence[str],
        count: int,
        cells: Cells,
        wrong: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """Other rows in place of those that were there."""
        self.beginResetModel()
        self._heads, self._count, self._cells, self._wrong = tuple(heads), count, cells, wrong
        self._last = (-1, ())
        self.endResetModel()

    def refresh_row(self, row: int) -> None:
        """One row says something else now."""
        self._last = (-1, ())
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many rows there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words; its tip is the same, for columns that are too narrow."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if self._last[0] != index.row():
                self._last = (index.row(), self._cells(index.row()))
            text = self._last[1][index.column()]
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.ForegroundRole and self._wrong(index.row()):
            return QBrush(self.colour)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The head of a column."""
        is_head = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._heads)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self._heads[section] if is_head and role in shown else None
