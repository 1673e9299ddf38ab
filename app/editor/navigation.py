"""The paths between the tree and the rest: what a line opens, and the line of what is on show."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.editor.document.document import LibraryDocument
from app.editor.ports import SOURCES
from app.editor.tree.library_tree import LibraryTree
from app.editor.tree.nodes import Group, Node
from app.editor.work_area import WorkArea


class Navigation(QObject):
    """Goes where the tree leads, and has the tree follow what is shown otherwise."""

    def __init__(
        self, tree: LibraryTree, area: WorkArea, document: LibraryDocument, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tree, self._area, self._document = tree, area, document
        self._is_led = False
        tree.chosen.connect(self._go)
        tree.entered.connect(lambda _: area.page.write_there())
        area.currentChanged.connect(self._follow)

    def _go(self, node: Node) -> None:
        home = node.parent if node.hit is not None and node.parent is not None else node
        self._is_led = True
        try:
            self._document.open(home.item.key if home.item is not None else None)
            if home.item is None:
                self._go_around(home)
            else:
                self._area.show_page()
                if node.hit is not None:
                    self._area.page.show_hit(node.hit, self._tree.search.query)
        finally:
            self._is_led = False

    def _go_around(self, node: Node) -> None:
        area = self._area
        if node.group is Group.SECTION:
            area.show_section(node.id)
        elif node.group is Group.SETTINGS:
            area.show_settings()
        elif node.group not in (Group.SOURCES, Group.SOURCE) or not area.panels.show(
            SOURCES, node.id
        ):
            area.show_start()

    def _follow(self) -> None:
        """What is on show is what is chosen in the tree, unless the tree led there."""
        if not self._is_led:
            self._tree.follow(self._area.position())
