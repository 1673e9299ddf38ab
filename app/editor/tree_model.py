"""The library's tree as Qt asks for it: nothing is made for a line before it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.content.workshop.values import ItemRow
from app.editor.desk import Desk
from app.editor.icons import icon
from app.editor.nodes import Group, Hits, Node, Tree, place_of
from app.editor.texts.states import Filter, passes, standing

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
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _flags(*, has_title: bool, moves: bool, takes: bool, is_leaf: bool) -> Qt.ItemFlag:
    found = _READ | (Qt.ItemFlag.ItemNeverHasChildren if is_leaf else _READ)
    found |= Qt.ItemFlag.ItemIsEditable if has_title else found
    found |= Qt.ItemFlag.ItemIsDragEnabled if moves else found
    return found | (Qt.ItemFlag.ItemIsDropEnabled if takes else found)


# Made once: Qt asks for them line by line.
_FLAGS = {
    (has_title, moves, takes, is_leaf): _flags(
        has_title=has_title, moves=moves, takes=takes, is_leaf=is_leaf
    )
    for has_title in (False, True)
    for moves in (False, True)
    for takes in (False, True)
    for is_leaf in (False, True)
}


class LibraryModel(QAbstractItemModel):
    """Titles, and beside each where it stands. Titles can be changed, lines dragged."""

    renamed = Signal(object, str)
    """A Node and the title that somebody gave it."""
    dropped = Signal(object, object, int)
    """The Node that was dragged, the Node it was dropped on, and the row there, or -1."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._filter = Filter.ALL
        self._hits: Hits | None = None
        self._is_whole = True
        self.tree = Tree((), (), ())
        self.reload()

    # -- what is shown

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self._filter is Filter.ALL and self._hits is None

    def reload(self) -> None:
        """Show what the desk knows of the library now."""
        self._build()

    def show(self, chosen: Filter, hits: Hits | None = None) -> None:
        """Show what a filter lets through, and of that only what was found, if words are sought."""
        self._filter, self._hits = chosen, hits
        self._build()

    def _build(self) -> None:
        today = self._today()
        hits = self._hits

        def shown(row: ItemRow) -> bool:
            is_found = hits is None or place_of(row.key) in hits
            return is_found and passes(row, self._filter, today)

        workshop = self._desk.workshop
        self._is_whole = self.is_whole
        self.beginResetModel()
        chooses = None if self.is_whole else shown
        rows = self._desk.all_rows()
        self.tree = Tree(rows, workshop.sections(), workshop.sources(), chooses, hits)
        self.endResetModel()

    def show_row(self, row: ItemRow) -> None:
        """Show what the library says of one item now."""
        node = self.tree.by_key.get(row.key)
        if node is not None:
            node.item, node.title = row, row.title
            self.dataChanged.emit(self._index(node, 0), self._index(node, 1))

    # -- nodes and indexes

    def node(self, index: Index) -> Node:
        """The node of an index; the root's for none."""
        return self.tree.nodes[index.internalId()] if index.isValid() else self.tree.root

    def _index(self, node: Node, column: int = 0) -> QModelIndex:
        return self.createIndex(node.row, column, node.number)

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a node."""
        return QModelIndex() if node is self.tree.root else self._index(node)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The index of a child."""
        # Not by hasIndex: a section that is unfolded asks for each of its 1,000 lines.
        if not 0 <= column <= 1 or parent.column() > 0:
            return QModelIndex()
        children = self.node(parent).children
        if not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]
        """The index of the node above."""
        above = self.node(child).parent if child.isValid() else None
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's names, from here on
        """How many lines stand below one."""
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """The title, and where it stands."""
        return 2

    # -- what a line says

    def headerData(  # noqa: N802
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
                return node.title
            case Role.DecorationRole if node.group in _ICONS:
                return icon(_ICONS[node.group])
            case Role.AccessibleTextRole:
                stands = standing(node.item, self._today()).words if node.item else ""
                return f"{node.title}, {stands}" if stands else node.title
        return None

    def _state(self, node: Node, role: int) -> Any:
        if node.item is None:
            lines = [child for child in node.children if child.group is not Group.HIT]
            is_counted = lines and node.group is not Group.PAGES
            return str(len(lines)) if is_counted and role == Role.DisplayRole else None
        stands = standing(node.item, self._today())
        match role:
            case Role.DisplayRole:
                return stands.words
            case Role.DecorationRole:
                return icon(stands.icon)
            case Role.ToolTipRole:
                return stands.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What one may do with a line."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._desk.workshop.read_only:
            return _READ
        node = self.tree.nodes[index.internalId()]
        has_title = index.column() == 0 and node.group in _NAMED
        is_whole = self._is_whole
        # Words that were found stand below an item.
        is_leaf = node.group is Group.ITEM and not node.children
        return _FLAGS[has_title, is_whole and node.can_move, is_whole, is_leaf]

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802
        """Tell of a title that somebody gave."""
        title = str(value).strip()
        if role != Role.EditRole or not title:
            return False
        self.renamed.emit(self.node(index), title)
        return True

    # -- dragging

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Lines are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """The place of a line, for this window alone."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """The number of the line that is dragged."""
        data = QMimeData()
        data.setData(MIME, QByteArray(f"{id(self)} {self.node(indexes[0]).number}".encode()))
        return data

    def canDropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether the line that is dragged has a place there."""
        moved = self._dragged(data)
        return moved is not None and self._takes(self.node(parent), moved, row)

    def _dragged(self, data: QMimeData) -> Node | None:
        if not data.hasFormat(MIME):
            return None
        model, _, number = bytes(data.data(MIME).data()).decode().partition(" ")
        return self.tree.nodes[int(number)] if model == str(id(self)) else None

    @staticmethod
    def _takes(home: Node, moved: Node, row: int) -> bool:
        if moved.group is Group.SECTION:
            return home.group is Group.PAGES and home.parent is not None
        if moved.parent is not None and moved.parent.group is Group.SECTION:
            on_page = home.parent is not None and home.parent.group is Group.SECTION and row < 0
            return home.group is Group.SECTION or on_page
        return home is moved.parent or (home.parent is moved.parent and row < 0)

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where a line was dropped; whoever orders the library reloads this."""
        moved, home = self._dragged(data), self.node(parent)
        if moved is None or not self._takes(home, moved, row):
            return False
        if home.group is Group.ITEM and home.parent is not None:  # on a line: before it
            home, row = home.parent, home.row
        self.dropped.emit(moved, home, row)
        return False  # nothing is left to remove
