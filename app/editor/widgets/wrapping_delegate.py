"""Lines of a tree that wrap: whoever reads what is wrong reads all of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

_BESIDE = 56
"""Room for a box to tick or a sign, and the gaps, in pixels."""
_BETWEEN = 6
_HIGHEST = 10_000


class WrappingDelegate(QStyledItemDelegate):
    """Gives each line of a tree with one column as much height as its words need."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.setWordWrap(True)
        tree.setUniformRowHeights(False)
        tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the words are at the width of the column."""
        usual = super().sizeHint(option, index)
        deep, above = 1, index.parent()
        while above.isValid():
            deep, above = deep + 1, above.parent()
        width = self._tree.viewport().width() - deep * self._tree.indentation() - _BESIDE
        room = QRect(0, 0, max(width, 1), _HIGHEST)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        height = option.fontMetrics.boundingRect(room, flags, text).height()
        return QSize(max(width, 1), max(usual.height(), height + _BETWEEN))
