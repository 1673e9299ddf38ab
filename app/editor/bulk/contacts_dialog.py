"""A contact's number or hours have changed: the texts that say them, brought into step as one."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.items.contact_words import in_step, marks_of, own_words
from app.content.items.item import Content
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.library.counting import count
from app.editor.bulk.change_list import ChangeList, ProposedChange
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument

_SIZE = (960, 560)
_LEAD = (
    "These texts say a contact's number or hours otherwise than the contact does now. Updated, they"
    " are drafts. Families see the contact and the texts as they were signed before until all of"
    " them are signed."
)
_TYPED = "Something is typed there and not saved: save it first."
TITLE = "Update what texts say of contacts"


def out_of_step(document: LibraryDocument) -> list[ProposedChange]:
    """The texts that do not say what the contacts say of themselves, as they would be."""
    workshop = document.workshop
    contacts: dict[str, Content | None] = {}
    found = []
    for key in workshop.items.texts_that_say_contacts():
        before = after = workshop.items.content(key)
        for contact in {mark.contact for mark in marks_of(before)}:
            if contact not in contacts:
                there = ItemKey(ItemKind.CONTACT, contact, document.language)
                row = document.row(there)
                contacts[contact] = workshop.items.content(there) if row else None
            if (own := contacts[contact]) is not None:
                after = in_step(after, contact, own_words(own))
        if after.rows != before.rows:
            problem = "" if document.is_saved(key) else _TYPED
            found.append(ProposedChange(before, after, problem=problem))
    return found


class ContactsDialog(QDialog):
    """Lists the texts, each before and after, and updates those that are ticked."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        found: list[ProposedChange],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(TITLE)
        lead = QLabel(_LEAD)
        lead.setWordWrap(True)
        self.list = ChangeList(document.workshop.items.titles())
        self.list.ticked.connect(self._enable)
        buttons = QDialogButtonBox()
        self.ok = QPushButton("&Update")
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("&Not now", QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self._update)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget, stretch in ((lead, 0), (self.list, 1), (buttons, 0)):
            column.addWidget(widget, stretch)
        self.resize(*_SIZE)
        self.list.show_changes(found)

    def _enable(self) -> None:
        chosen = len(self.list.chosen())
        self.ok.setEnabled(chosen > 0)
        self.ok.setText(f"&Update {count(chosen, 'text')}" if chosen else "&Update")

    def _update(self) -> None:
        chosen = self.list.chosen()
        self.accept()
        self._actions.save_all(chosen, TITLE, "As the contact says it now")
