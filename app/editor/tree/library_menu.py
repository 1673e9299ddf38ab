"""What one does with the lines of the library: add, copy, rename, move, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox, QWidget

from app.content.workshop.values import Mention
from app.domain.governance.governance import LIBRARY_KEY, ItemKey, ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.tree.library_tree import LibraryTree
from app.editor.tree.new_item import MoveDialog, NewItemDialog
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
    step_wanted = Signal(str, object)
    """Somebody wants to "check" or "sign" the items (a list of ItemKey) that are chosen."""

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
        self._action("Move to a secti&on…", "", self.move_to_section)
        self._action("Mark as c&hecked…", "", partial(self._want_step, "check"))
        self._action("S&ign…", "", partial(self._want_step, "sign"))
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

        self._show_dialog(dialog, add)

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
        self._show_dialog(dialog, lambda: self._actions.add_section(dialog.name()))

    @staticmethod
    def _show_dialog(dialog: QDialog, act: Callable[[], object]) -> None:
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
        node, keys = self.tree.node(), self.tree.chosen_keys()
        if node is None or self.document.workshop.read_only:
            return
        if keys:
            title = f"“{self._title(keys[0])}”" if len(keys) == 1 else f"{len(keys)} lines"
            mentions = self._actions.mentions(keys)
            if mentions:
                self._explain_mentions(title, mentions)
            else:
                self._ask(title, keys)
        elif node.group is Group.SECTION:
            self._delete_section(node)

    def _title(self, key: ItemKey) -> str:
        row = self.document.row(key)
        return row.title if row else key.id

    def _delete_section(self, node: Node) -> None:
        if self._actions.order().get(node.id):
            text = f"“{node.title}” still has pages."
            self.document.report(text, "Move them to another section first.")
        else:
            self._actions.delete_section(node.id)

    def _explain_mentions(self, title: str, mentions: Sequence[Mention]) -> None:
        text = f"{title} cannot be deleted yet."
        box = message(self._window, QMessageBox.Icon.Information, "Delete", text)
        lines = [f"• {m.title} ({m.where})" for m in mentions[:_MOST_NAMED]]
        if len(mentions) > _MOST_NAMED:
            lines.append(f"• and {len(mentions) - _MOST_NAMED} more")
        box.setInformativeText(
            "These point there:\n" + "\n".join(lines) + "\n\nTake it out there first."
        )
        box.addButton(QMessageBox.StandardButton.Close)
        texts = [m.key for m in mentions if m.key != LIBRARY_KEY]
        if texts:
            go = box.addButton("&Go to the first", QMessageBox.ButtonRole.ActionRole)
            go.clicked.connect(lambda: self.document.open(texts[0]))
        box.open()

    def _ask(self, title: str, keys: Sequence[ItemKey]) -> None:
        rows = [row for row in map(self.document.row, keys) if row is not None]
        seen = any(row.has_signed_version for row in rows)
        if len(keys) == 1:
            shown = "Families see it now; they will not from the next edition on. " if seen else ""
            more = f"Nothing points to it. {shown}Undo brings it back, and its history stays."
        else:
            shown = "Families see some of them now, and will not from the next edition on. "
            titles = [f"• {row.title}" for row in rows[:_MOST_NAMED]]
            if (rest := len(rows) - _MOST_NAMED) > 0:
                titles.append(f"• and {rest} more")
            titles += ["", f"Nothing else points to them. {shown if seen else ''}"]
            more = "\n".join(titles) + "Undo brings them back."
        delete = partial(self._actions.delete, list(keys))
        ask(self._window, "&Delete", f"Delete {title}?", more, delete)

    # -- several at once

    def move_to_section(self) -> None:
        """Ask which section the chosen pages shall go into."""
        topics = [key.id for key in self.tree.chosen_keys() if key.kind is ItemKind.TOPIC]
        if not topics:
            self.document.report("No page is chosen.", "Choose pages on the left first.")
            return
        sections = self.document.workshop.sections.rows()
        dialog = MoveDialog(len(topics), sections, self.section_id(), self._window)
        self._show_dialog(dialog, lambda: self._actions.move_topics(topics, dialog.section_id()))

    def _want_step(self, step: str) -> None:
        if keys := self.tree.chosen_keys():
            self.step_wanted.emit(step, keys)
        else:
            self.document.report("Nothing is chosen.", "Choose lines on the left first.")
