"""What one does with the lines of the library: add, copy, rename, move, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from app.content.workshop.values import Mention
from app.domain.governance.governance import LIBRARY_KEY, ItemKey, ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.tree.library_tree import LibraryTree
from app.editor.tree.new_item import NewItemDialog
from app.editor.tree.nodes import Group, Node
from app.editor.widgets.confirm import ask, message

_NEW = (
    (ItemKind.TOPIC, "New &page…", "Ctrl+N", "&Title"),
    (ItemKind.WALKTHROUGH, "New &walkthrough…", "", "&Title"),
    (ItemKind.TERM, "New &glossary word…", "", "&Word"),
    (ItemKind.CONTACT, "New &contact…", "", "&Name"),
)
_MOST_NAMED = 8


class LibraryMenu(QObject):
    """The menu "Library", and the same on a right click in the tree."""

    created = Signal()
    """A new item was added, and is open."""

    def __init__(
        self, document: LibraryDocument, actions: Actions, tree: LibraryTree, window: QWidget
    ) -> None:
        super().__init__(window)
        self.document, self._actions, self.tree = document, actions, tree
        self._window = window
        self.menu = QMenu("&Library", window)
        for kind, text, keys, label in _NEW:
            self._action(text, keys, partial(self.new, kind, label))
        self._action("New &section…", "", self.new_section)
        new = QMenu(tree)
        new.addActions(self.menu.actions())
        tree.new.setMenu(new)
        tree.new.setEnabled(not document.workshop.read_only)
        self.menu.addSeparator()
        self._copy = self._action("&Duplicate", "Ctrl+D", self.duplicate)
        tree.rename.setText("&Rename")
        tree.up.setText("Move &up")
        tree.down.setText("Move dow&n")
        for action in (tree.rename, tree.up, tree.down):
            self.menu.addAction(action)
        self._delete = self._action("De&lete…", "", self.delete)
        tree.menu_actions = self.menu.actions()
        by_key = QAction(self)
        by_key.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        by_key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        by_key.triggered.connect(self.delete)
        tree.view.addAction(by_key)
        for action in self.menu.actions():
            action.setEnabled(not document.workshop.read_only)

    def _action(self, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _: act())
        self.menu.addAction(action)
        return action

    # -- adding

    def new(self, kind: ItemKind, label: str) -> None:
        """Ask what it is called, add it, and open it."""
        sections = self.document.workshop.sections.rows() if kind is ItemKind.TOPIC else ()
        if kind is ItemKind.TOPIC and not sections:
            self.document.report("There is no section to put a page in.", "Add a section first.")
            return
        text = next(w for k, w, _, _ in _NEW if k is kind).replace("&", "").removesuffix("…")
        dialog = NewItemDialog(text, label, sections, self.section_id(), self._window)

        def add() -> None:
            section_id = dialog.section_id() if kind is ItemKind.TOPIC else ""
            key = self._actions.create(kind, dialog.name(), section_id)
            if key is not None:
                self.document.open(key)
                self.created.emit()

        self._open(dialog, add)

    def section_id(self) -> str:
        """The section that the chosen line is in, or ""."""
        node = self.tree.node()
        while node is not None and node.group is not Group.SECTION:
            node = node.parent
        return node.id if node else ""

    def new_section(self) -> None:
        """Ask what a section is called, and add it."""
        lead = "A group on the families' home screen. It shows once a page in it is published."
        dialog = NewItemDialog("New section", "&Title", parent=self._window, lead=lead)
        self._open(dialog, lambda: self._actions.add_section(dialog.name()))

    @staticmethod
    def _open(dialog: NewItemDialog, act: Callable[[], object]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(act)
        dialog.open()

    def _key(self) -> ItemKey | None:
        node = self.tree.node()
        return node.item.key if node and node.item else None

    def duplicate(self) -> None:
        """Copy the line that is chosen, and open the copy."""
        key = self._key()
        made = self._actions.duplicate(key) if key else None
        if made is not None:
            self.document.open(made)

    # -- deleting

    def delete(self) -> None:
        """Ask before something is deleted, or say what points there."""
        node = self.tree.node()
        if node is None or self.document.workshop.read_only:
            return
        if node.group is Group.SECTION:
            self._delete_section(node)
        elif node.item is not None:
            mentions = self._actions.mentions(node.item.key)
            if mentions:
                self._explain_mentions(node, mentions)
            else:
                self._ask(node)

    def _delete_section(self, node: Node) -> None:
        if self._actions.order().get(node.id):
            text = f"“{node.title}” still has pages."
            self.document.report(text, "Move them to another section first.")
        else:
            self._actions.delete_section(node.id)

    def _explain_mentions(self, node: Node, mentions: Sequence[Mention]) -> None:
        text = f"“{node.title}” cannot be deleted yet."
        box = message(self._window, QMessageBox.Icon.Information, "Delete", text)
        lines = [f"• {m.title} ({m.where})" for m in mentions[:_MOST_NAMED]]
        if len(mentions) > _MOST_NAMED:
            lines.append(f"• and {len(mentions) - _MOST_NAMED} more")
        box.setInformativeText(
            "These point to it:\n" + "\n".join(lines) + "\n\nTake it out there first."
        )
        box.addButton(QMessageBox.StandardButton.Close)
        texts = [m.key for m in mentions if m.key != LIBRARY_KEY]
        if texts:
            go = box.addButton("&Go to the first", QMessageBox.ButtonRole.ActionRole)
            go.clicked.connect(lambda: self.document.open(texts[0]))
        box.open()

    def _ask(self, node: Node) -> None:
        assert node.item is not None  # noqa: S101 - asked for items alone
        key = node.item.key
        shown = "Families see it now; they will not from the next edition on. "
        shown = shown if node.item.has_signed_version else ""
        more = f"Nothing points to it. {shown}Undo brings it back, and its history stays."
        text = f"Delete “{node.title}”?"
        ask(self._window, "&Delete", text, more, lambda: self._actions.delete(key))
