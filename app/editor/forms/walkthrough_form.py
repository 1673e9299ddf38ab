"""The fields of a walkthrough."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.governance.governance import ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import BodyField, Picker
from app.editor.fields.choice_fields import IconField
from app.editor.fields.field import LineField
from app.editor.fields.picks import PicksField
from app.editor.forms.item_form import ItemForm
from app.editor.forms.topic_form import chooser, column_of, own_icons


class WalkthroughForm(ItemForm):
    """A walkthrough as a whole."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, actions, pick, parent)
        names = document.workshop.settings.read().plain_names
        self.add_text(LineField("title", "&Title"), "title")
        self.add_text(
            LineField("line", "L&ine on the card", "A few words, below the title."), "line"
        )
        help_text = "The page before the first question."
        opening = BodyField(
            "opening", "&Opening", help_text, pick=pick, names=names, title_of=document.title
        )
        self.add_text(opening, "opening")
        self.add_total(names)
        self.add_own(IconField("icon", "I&con on the card", own_icons(document)), "icon")
        contacts = PicksField("contacts", "Contacts o&n the outcomes", chooser(document))
        self.add(contacts, *column_of("walkthrough_contact", "contact_id"))
        self.add_rest(ItemKind.WALKTHROUGH)
        self.add_provenance()
        self.add_notes()
        self.end()
