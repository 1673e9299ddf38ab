"""The fields of a contact."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.content.items.edit import rows, with_rows
from app.domain.governance.governance import ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.field import LineField
from app.editor.fields.hours_field import HoursField
from app.editor.fields.text_fields import TextField
from app.editor.forms.item_form import ItemForm


class ContactForm(ItemForm):
    """Who to talk to: a name, what they help with, a number, hours."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, actions, pick, parent)
        names = document.workshop.settings.read().plain_names
        self.add_text(LineField("name", "&Name"), "name")
        about = TextField("about", "&What they help with", names=names)
        self.add_text(about, "about")
        phone = LineField(
            "phone",
            "&Telephone number",
            "As one dials it from here. Leave it empty for somebody one meets on the ward.",
            "020 7946 0018",
        )
        self.add_own(phone, "phone")
        hours = HoursField("hours", "Hours", "When they answer. No hours: nothing is shown.")
        self.add(
            hours,
            lambda c: rows(c, "contact_hours"),
            lambda c, v: with_rows(c, "contact_hours", v),
        )
        self.add_rest(ItemKind.CONTACT)
        self.add_provenance()
        self.end()
