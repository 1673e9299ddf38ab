"""The dialogs that are about several texts, or that lead from one to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.content.items.item import Content
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.picks import PickDialog
from app.editor.forms.topic_form import choices_of, contact_words

_WHICH = {
    ItemKind.TERM: "Which glossary word?",
    ItemKind.TOPIC: "Which page?",
    ItemKind.CONTACT: "Whose number or hours?",
}


class Dialogs:
    """Opens them over the window. `section_id` gives the section that new pages go into."""

    def __init__(self, document: LibraryDocument, actions: Actions, window: QWidget) -> None:
        self._document, self._actions, self._window = document, actions, window
        self.section_id: Callable[[], str] = str

    def replace(self, find: str) -> None:
        """Find words and put others in their place, over the library."""
        from app.editor.bulk.replace_dialog import ReplaceDialog  # noqa: PLC0415 - seldom asked

        dialog = ReplaceDialog(self._document, self._actions, find, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def update_contacts(self) -> None:
        """Let texts say of contacts what these say of themselves."""
        if not self._show_out_of_step():
            self._document.report("Every text says of contacts what they say of themselves.", "")

    def offer_update(self, saved: Content) -> None:
        """Where a contact was saved, let texts say of it what it says now."""
        if saved.key.kind is ItemKind.CONTACT:
            self._show_out_of_step()

    def _show_out_of_step(self) -> bool:
        from app.editor.bulk.contacts_dialog import ContactsDialog, out_of_step  # noqa: PLC0415

        found = out_of_step(self._document)
        if found:
            dialog = ContactsDialog(self._document, self._actions, found, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        return bool(found)

    def ask_files(self) -> None:
        """Ask for pages and contacts to import."""
        kinds = "Pages and contacts (*.docx *.md *.markdown *.xlsx *.csv)"
        names, _ = QFileDialog.getOpenFileNames(self._window, "Bring in", "", kinds)
        if names:
            self.import_files([Path(name) for name in names])

    def import_files(self, files: Sequence[Path]) -> None:
        """Show what some files would change."""
        from app.editor.importing.import_dialog import ImportDialog  # noqa: PLC0415 - slow, seldom asked

        dialog = ImportDialog(self._document, self._actions, files, self.section_id(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take_step(self, step: str, keys: Sequence[ItemKey]) -> None:
        """Check or sign several texts in one go; each is shown."""
        from app.editor.governance.several_dialog import SeveralDialog, ready  # noqa: PLC0415

        waiting = ready(self._document.workshop, keys, step)
        if not waiting:
            what = "draft" if step == "check" else "text that was checked and waits for a signature"
            self._document.report(f"None of what is chosen is a {what}.", "Choose others.")
            return
        dialog = SeveralDialog(self._document.workshop, waiting, step, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self._document.refresh())
        dialog.open()

    def pick(self, kind: ItemKind, text: str, picked: Callable[[str, str], None]) -> None:
        """Let somebody pick a glossary word or a page for a link, or a contact's words."""
        said = contact_words(self._document) if kind is ItemKind.CONTACT else {}
        choices = [(target, f"{words} ({name})") for target, (words, name) in said.items()]
        dialog = PickDialog(
            _WHICH[kind],
            choices if kind is ItemKind.CONTACT else choices_of(self._document, kind),
            text,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            if chosen := dialog.chosen():
                item, title = chosen
                picked(item, said[item][0] if item in said else title)

        dialog.accepted.connect(accepted)
        dialog.open()
