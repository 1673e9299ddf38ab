"""The library's tree as Qt asks for it: nothing is made for a line before it is looked at.

Qt's own model holds how many lines stand below what, and nothing else: a view that unfolds a
section asks for each of its lines, and 5,000 answers from Python would take it a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.content.workshop.values import ItemRow
from app.domain.library.characters import is_blank
from app.editor.document.document import LibraryDocument
from app.editor.texts.status_labels import Filter, passes, status_label
from app.editor.tree.nodes import Group, Hits, Node, Tree, ref_of
from app.editor.widgets.icons import icon
from app.editor.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MIME = "application/x-clinic-kiosk-place"

_ROOT = QModelIndex()
_ICONS = {
    Group.PAGES: "book-open",
    Group.SECTION: "layers",
    Group.WALKTHROUGHS: "route",
    Group.GLOSSARY: "message-circle-question-mark",
    Group.CONTACTS: "phone",
    Group.SOURCES: "library",
    Group.SOURCE: "file-text",
    Group.SETTINGS: "pencil",
    Group.HIT: "search",
}


_NAMED = (Group.ITEM, Group.SECTION)


class LibraryModel(QStandardItemModel):
    """Titles, and beside each where it stands. Titles can be changed, lines dragged."""

    renamed = Signal(object, str)
    """A Node and the title that somebody gave it."""
    dropped = Signal(object, object, int)
    """The Node that was dragged, the Node it was dropped on, and the row there, or -1."""

    def __init__(
        self, document: LibraryDocument, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(0, 2, parent)
        self._document, self._today = document, today
        self._filter = Filter.ALL
        self._hits: Hits | None = None
        self._dragging: Node | None = None
        self._whole = Tree((), (), ())
        self.tree = self._whole
        self.reload()

    # -- what is shown

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self._filter is Filter.ALL and self._hits is None

    def reload(self) -> None:
        """Show what the document knows of the library now."""
        workshop = self._document.workshop
        around = (self._document.all_rows(), workshop.sections.rows(), workshop.sources.rows())
        if not self._whole.follow(*around):
            self._whole = Tree(*around)
        self._build()

    def show(self, chosen: Filter, hits: Hits | None = None) -> None:
        """Show what a filter lets through, and of that only what was found, if words are sought."""
        self._filter, self._hits = chosen, hits
        self._build()

    def _build(self) -> None:
        self.beginResetModel()
        self.tree = self._whole if self.is_whole else self._chosen()
        self.blockSignals(True)  # whoever listens reads all of it anew
        top = self.invisibleRootItem()
        top.removeRows(0, top.rowCount())
        _shape(top, self.tree.root)
        self.blockSignals(False)
        self.endResetModel()

    def _chosen(self) -> Tree:
        today, hits, workshop = self._today(), self._hits, self._document.workshop

        def shown(row: ItemRow) -> bool:
            is_found = hits is None or ref_of(row.key) in hits
            return is_found and passes(row, self._filter, today)

        rows = self._document.all_rows()
        return Tree(rows, workshop.sections.rows(), workshop.sources.rows(), shown, hits)

    def show_row(self, row: ItemRow) -> None:
        """Show what the library says of one item now."""
        for tree in (self._whole, self.tree):
            if (node := tree.by_key.get(row.key)) is not None:
                node.item, node.title = row, row.title
        node = self.tree.by_key.get(row.key)
        if node is not None:
            index = self.index_of(node)
            self.dataChanged.emit(index, index.siblingAtColumn(1))

    # -- nodes and indexes

    def node(self, index: Index) -> Node:
        """The node of an index; the root's for none."""
        node = self.tree.root if not index.isValid() else self.node(index.parent())
        return node.children[index.row()] if index.isValid() else node

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a node."""
        if node.parent is None:
            return QModelIndex()
        return self.index(node.row, 0, self.index_of(node.parent))

    # -- what a line says

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role == Role.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return ("Title", "State")[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words, an icon, and a sentence on request."""
        if not index.isValid():
            return None
        node = self.node(index)
        if index.column() == 1:
            return self._state(node, role)
        match role:
            case Role.DisplayRole | Role.EditRole | Role.ToolTipRole:
                return plain_tip(node.title) if role == Role.ToolTipRole else node.title
            case Role.DecorationRole if node.group in _ICONS:
                return icon(_ICONS[node.group])
            case Role.AccessibleTextRole:
                status = status_label(node.item, self._today()).label if node.item else ""
                return f"{node.title}, {status}" if status else node.title
        return None

    def _state(self, node: Node, role: int) -> Any:
        if node.item is None:
            if role != Role.DisplayRole or node.group is Group.PAGES:
                return None
            lines = sum(child.group is not Group.HIT for child in node.children)
            return str(lines) if lines else None
        status = status_label(node.item, self._today())
        match role:
            case Role.DisplayRole:
                return status.label
            case Role.DecorationRole:
                return icon(status.icon)
            case Role.ToolTipRole:
                return status.sentence
        return None

    def can_rename(self, node: Node) -> bool:
        """Whether somebody may give a line another title here."""
        return node.group in _NAMED and not self._document.workshop.read_only

    def can_drag(self, node: Node) -> bool:
        """Whether a line may be dragged to another place."""
        return self.is_whole and node.can_move and not self._document.workshop.read_only

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tell of a title that somebody gave."""
        title = str(value).strip()
        node = self.node(index)
        if role != Role.EditRole or is_blank(title) or not self.can_rename(node):
            return False
        self.renamed.emit(node, title)
        return True

    # -- dragging

    def supportedDropActions(self) -> Qt.DropAction:
        """Lines are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """The place of a line, for this window alone."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Which window's line is dragged."""
        self._dragging = self.node(indexes[0])
        data = QMimeData()
        data.setData(MIME, QByteArray(str(id(self)).encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether the line that is dragged has a place there."""
        moved = self._dragged(data)
        return moved is not None and self._accepts(self.node(parent), moved, row)

    def _dragged(self, data: QMimeData) -> Node | None:
        is_ours = bytes(data.data(MIME).data()).decode() == str(id(self))
        if not is_ours or self._dragging is None:
            return None
        node = self.tree.find(self._dragging.position)  # it may have been read anew
        return node if node is not None and self.can_drag(node) else None

    @staticmethod
    def _accepts(home: Node, moved: Node, row: int) -> bool:
        if moved.group is Group.SECTION:
            return home.group is Group.PAGES and home.parent is not None
        if moved.parent is not None and moved.parent.group is Group.SECTION:
            on_page = home.parent is not None and home.parent.group is Group.SECTION and row < 0
            return home.group is Group.SECTION or on_page
        return home is moved.parent or (home.parent is moved.parent and row < 0)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where a line was dropped; whoever orders the library reloads this."""
        moved, home = self._dragged(data), self.node(parent)
        if moved is None or not self._accepts(home, moved, row):
            return False
        if home.group is Group.ITEM and home.parent is not None:  # on a line: before it
            home, row = home.parent, home.row
        self.dropped.emit(moved, home, row)
        return False  # nothing is left to remove

    def removeRows(self, row: int, count: int, parent: Index = _ROOT) -> bool:
        """Nothing is taken out here: lines are what the library holds."""
        return False


def _shape(item: QStandardItem, node: Node) -> None:
    """Give a line as many lines below it as there are, and those that have some theirs."""
    item.setColumnCount(2)
    item.setRowCount(len(node.children))
    for child in node.children:
        if child.children:
            made = QStandardItem()
            _shape(made, child)
            item.setChild(child.row, made)
