"""The ways between the tree and the rest: what a line opens, and the line of what is on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.editor.forms.settings_form import SettingsForm
from app.editor.ports import SOURCES
from app.editor.tree.library_tree import Place
from app.editor.tree.nodes import Group, Node

if TYPE_CHECKING:
    from app.editor.window import EditorWindow


class Ways(QObject):
    """Goes where the tree leads, and has the tree follow what is shown otherwise."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window)
        self._window = window
        self._settings: SettingsForm | None = None
        self._is_led = False
        window.tree.chosen.connect(self._go)
        window.tree.entered.connect(lambda _: window.page.write_there())
        window.stack.currentChanged.connect(self._follow)

    def _go(self, node: Node) -> None:
        window = self._window
        home = node.parent if node.hit is not None and node.parent is not None else node
        self._is_led = True
        try:
            window.document.open(home.item.key if home.item is not None else None)
            if home.item is None:
                self._go_around(home)
            else:
                window.stack.setCurrentWidget(window.page)
                if node.hit is not None:
                    window.page.show_hit(node.hit, window.tree.search.wanted)
        finally:
            self._is_led = False

    def _go_around(self, node: Node) -> None:
        window = self._window
        if node.group is Group.SECTION:
            window.section.open(node.id)
            window.stack.setCurrentWidget(window.section)
        elif node.group is Group.SETTINGS:
            if self._settings is None:
                self._settings = SettingsForm(window.document)
                window.stack.addWidget(self._settings)
            window.stack.setCurrentWidget(self._settings)
        elif node.group not in (Group.SOURCES, Group.SOURCE) or not window.panels.show(
            SOURCES, node.id
        ):
            window.show_start()

    def _follow(self) -> None:
        """What is on show is what is chosen in the tree, unless the tree led there."""
        if not self._is_led:
            self._window.tree.follow(self._place())

    def _place(self) -> Place | None:
        window = self._window
        shown = window.stack.currentWidget()
        if shown is window.page and window.document.key is not None:
            return Group.ITEM, window.document.key
        if shown is window.section:
            return Group.SECTION, window.section.section_id
        if shown is not None and shown is self._settings:
            return Group.SETTINGS, ""
        return (Group.SOURCES, "") if window.panels.shown == SOURCES else None
