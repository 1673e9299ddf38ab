"""The left side: the library as a tree, with a search, a filter, and keys to order it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.content.items.edit import with_texts
from app.content.items.item import Content
from app.content.search.fragments import ItemRef
from app.content.workshop.values import ItemRow
from app.domain.governance.governance import ItemKey
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.texts.status_labels import Filter, passes
from app.editor.tree.nodes import Group, Hits, Node, Position, ref_of
from app.editor.tree.search_box import SearchBox
from app.editor.tree.tree_model import Index, LibraryModel
from app.editor.widgets.inputs import ComboBox


class _View(QTreeView):
    """A tree whose Enter opens a line; F2 renames it."""

    chosen = Signal(object)
    _is_coming = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here by Tab goes nowhere yet: Qt puts the keyboard on the first line."""
        self._is_coming = True
        super().focusInEvent(event)
        self._is_coming = False

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Only what has a place to go to is taken along."""
        model, index = self.model(), self.currentIndex()
        if isinstance(model, LibraryModel) and model.can_drag(model.node(index)):
            super().startDrag(actions)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Whoever goes to a line sees it."""
        super().currentChanged(current, previous)
        model = self.model()
        if current.isValid() and isinstance(model, LibraryModel) and not self._is_coming:
            self.chosen.emit(model.node(current))


class LibraryTree(QWidget):
    """Everything there is in the library. `chosen` is the Node that somebody went to."""

    chosen = Signal(object)
    entered = Signal(object)
    """The Node of words that were found, at which somebody wants to write."""

    def __init__(
        self, document: LibraryDocument, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self.search = SearchBox(document, self._among)
        self.filter = ComboBox()
        self.filter.setAccessibleName("Show")
        for one in Filter:
            self.filter.addItem(one.value, one)
        self.model = LibraryModel(document, document.today, self)
        self.view = _View()
        self.view.setAccessibleName("Library")
        self.view.setModel(self.model)
        self._shape()
        self.none = QLabel()
        self.none.setTextFormat(Qt.TextFormat.PlainText)
        self.none.setAccessibleName("What the search says")
        self.none.setWordWrap(True)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 0, 6)
        self.new = QPushButton("New")
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.new)
        column.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.view)
        column.addWidget(self.none)
        self.up = self._action("Move up", "Alt+Up", lambda: self.move_line(-1))
        self.down = self._action("Move down", "Alt+Down", lambda: self.move_line(1))
        self.rename = self._action("Rename", "F2", self._rename_line)
        self.menu_actions: list[QAction] = []
        self._expanded: set[Position] = set()
        self._is_showing = False
        self._hits: Hits | None = None
        self.search.answered.connect(self._show)
        self.search.message_changed.connect(self._show_message)
        self.search.left.connect(self._go_on)
        self.filter.currentIndexChanged.connect(self.search.ask)
        self.view.activated.connect(self._activate)
        self.view.chosen.connect(self._choose)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.expanded.connect(lambda i: self._expanded.add(self.model.node(i).position))
        self.view.collapsed.connect(lambda i: self._expanded.discard(self.model.node(i).position))
        self.model.renamed.connect(self._renamed)
        self.model.dropped.connect(self._dropped, Qt.ConnectionType.QueuedConnection)
        document.row_changed.connect(self._row_changed)
        document.rearranged.connect(self.reload)
        document.opened.connect(self._opened)
        self.view.expand(self.model.index(0, 0))
        if len(self.model.tree.nodes) < _FEW:
            for section in self.model.tree.root.children[0].children:
                self.view.expand(self.model.index_of(section))

    def sizeHint(self) -> QSize:
        """Room for a title and its state."""
        return QSize(self.fontMetrics().averageCharWidth() * 56, super().sizeHint().height())

    def _shape(self) -> None:
        view = self.view
        view.setUniformRowHeights(True)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        view.setHeaderHidden(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        side = self.fontMetrics().ascent() + 2
        view.setIconSize(QSize(side, side))
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance("Draft, overdue") + 2 * side)

    def _action(self, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    # -- what is shown

    def _among(self) -> frozenset[ItemRef] | None:
        """What the filter lets through."""
        chosen = Filter(self.filter.currentData())
        if chosen is Filter.ALL:
            return None
        today = self.document.today()
        rows = (row for row in self.document.all_rows() if passes(row, chosen, today))
        return frozenset(ref_of(row.key) for row in rows)

    def _show(self, hits: Hits | None) -> None:
        self._hits = hits
        chosen = Filter(self.filter.currentData())
        self._preserving(lambda: self.model.show(chosen, hits))
        if hits is None:
            none = not self.model.rowCount()
            self._show_message("Nothing in the library is like that." if none else "")

    def _show_message(self, text: str) -> None:
        self.none.setText(text)
        self.none.setVisible(bool(text))

    def _go_on(self) -> None:
        """From the search to the first line that was found."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        lines = (n for n in self.model.tree.nodes if n.hit or n.item)
        first = next(lines, None) if self._hits else None
        if first is not None:
            self.view.setCurrentIndex(self.model.index_of(first))

    def _activate(self, index: Index) -> None:
        node = self.model.node(index)
        if node.hit is not None:
            self.entered.emit(node)

    def reload(self) -> None:
        """Show the library anew; what was open and chosen stays."""
        self._preserving(self.model.reload)

    def _preserving(self, act: Callable[[], None]) -> None:
        self._is_showing = True
        now = self.node()
        position = now.position if now else None
        expanded = set(self._expanded)
        act()
        if self.model.is_whole:
            for node in self.model.tree.nodes[1:]:
                if node.children and node.position in expanded:
                    self.view.expand(self.model.index_of(node))
            self._expanded = expanded
        else:
            self.view.expandAll()
            for node in self.model.tree.nodes:
                if node.hit is not None:
                    index = self.model.index_of(node)
                    self.view.setFirstColumnSpanned(node.row, index.parent(), True)
            self._expanded = expanded  # as it is to be once everything is shown again
        if position is not None:
            self.go_to(position)
        self._is_showing = False

    def node(self) -> Node | None:
        """The line that is chosen, or None."""
        index = self.view.currentIndex()
        return self.model.node(index) if index.isValid() else None

    def chosen_nodes(self) -> list[Node]:
        """The lines that are chosen together, from the top; the one that is chosen if it is one."""
        rows = {self.model.node(i).position: i for i in self.view.selectionModel().selectedRows()}
        found = [self.model.node(index) for index in rows.values()]
        order = {id(node): number for number, node in enumerate(self.model.tree.nodes)}
        found.sort(key=lambda node: order.get(id(node), 0))
        now = self.node()
        return found or ([now] if now else [])

    def chosen_keys(self) -> list[ItemKey]:
        """The items among them."""
        return [node.item.key for node in self.chosen_nodes() if node.item is not None]

    def go_to(self, position: Position) -> None:
        """Choose the line of something, if it is shown; nobody is told."""
        node, now = self.model.tree.find(position), self.node()
        if node is None or node is now or (now is not None and now.hit and now.parent is node):
            return
        was, self._is_showing = self._is_showing, True
        index = self.model.index_of(node)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._is_showing = was

    def follow(self, position: Position | None) -> None:
        """Choose the line of what is on show now, or none; nobody is told."""
        if position is None:
            self.view.setCurrentIndex(QModelIndex())
            return
        now = self.node()
        is_source = now is not None and now.group is Group.SOURCE
        if not (position[0] is Group.SOURCES and is_source):
            self.go_to(position)

    def _opened(self, content: Content | None) -> None:
        if content is not None:
            self.go_to((Group.ITEM, content.key))

    def _choose(self, node: Node) -> None:
        if not self._is_showing:
            self.chosen.emit(node)

    def _row_changed(self, row: ItemRow) -> None:
        self.model.show_row(row)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.menu_actions)
        menu.popup(self.view.viewport().mapToGlobal(at))

    # -- names and order

    def _rename_line(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self.model.can_rename(self.model.node(index)):
            self.view.edit(index.siblingAtColumn(0))

    def _renamed(self, node: Node, title: str) -> None:
        if node.group is Group.SECTION:
            self._actions.rename_section(node.id, title)
        elif node.item is not None:
            content = self.document.content(node.item.key)
            name = next(n for n in ("title", "name", "term") if n in content.texts)
            self.document.change(with_texts(content, **{name: title}), "", "Rename")

    def move_line(self, step: int) -> None:
        """Move the chosen line up (-1) or down (1) among its neighbours, or to the next section."""
        node = self.node()
        if node is None or not node.can_move or not self.model.is_whole or node.parent is None:
            return
        row, home = node.row + step, node.parent
        if 0 <= row < len(home.children):
            self._put(node, home, row)
        elif home.group is Group.SECTION and home.parent is not None:
            beside = home.row + step
            if 0 <= beside < len(home.parent.children):
                section = home.parent.children[beside]
                self._put(node, section, len(section.children) if step < 0 else 0)

    def _dropped(self, node: Node, home: Node, row: int) -> None:
        if row < 0:
            row = len(home.children)
        if home is node.parent and node.row < row:
            row -= 1  # counted without the line itself
        self._put(node, home, row)

    def _put(self, node: Node, home: Node, row: int) -> None:
        actions = self._actions
        if node.group is Group.SECTION:
            order = actions.order()
            names = [name for name in order if name != node.id]
            names.insert(row, node.id)
            actions.arrange({name: order[name] for name in names}, "Move a section")
        elif node.item is not None and home.group is Group.SECTION:
            actions.put_topic(node.id, home.id, row)
            self.view.expand(self._parent_of(node.item.key))
        elif node.item is not None:
            kind = node.item.key.kind
            ids = [name for name in actions.ids(kind) if name != node.id]
            ids.insert(row, node.id)
            actions.arrange_kind(kind, ids, "Move a line")

    def _parent_of(self, key: ItemKey) -> QModelIndex:
        node = self.model.tree.by_key.get(key)
        return self.model.index_of(node).parent() if node else QModelIndex()


_FEW = 200
