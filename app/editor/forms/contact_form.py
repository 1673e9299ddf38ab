"""The fields of a contact."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.content.items.edit import rows, with_rows
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body import Picker
from app.editor.fields.field import LineField
from app.editor.fields.hours import HoursField
from app.editor.fields.textfields import TextField
from app.editor.forms.standing_form import StandingForm


class ContactForm(StandingForm):
    """Who to talk to: a name, what they help with, a number, hours."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, actions, pick, parent)
        names = document.workshop.settings().plain_names
        self.words(LineField("name", "&Name"), "name")
        about = TextField("about", "&What they help with", names=names)
        self.words(about, "about")
        phone = LineField(
            "phone",
            "&Telephone number",
            "As one dials it from here. Leave it empty for somebody one meets on the ward.",
            "0808 800 4040",
        )
        self.own(phone, "phone")
        hours = HoursField("hours", "Hours", "When they answer. No hours: nothing is shown.")
        self.add(
            hours,
            lambda c: rows(c, "contact_hours"),
            lambda c, v: with_rows(c, "contact_hours", v),
        )
        self.add_standing()
        self.end()
