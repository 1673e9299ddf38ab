"""The fields of a glossary word."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.governance.governance import ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.field import LineField
from app.editor.fields.text_fields import TextField
from app.editor.forms.item_form import ItemForm


class TermForm(ItemForm):
    """A hard word and what it means."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, actions, pick, parent)
        names = document.workshop.settings.read().plain_names
        self.add_text(LineField("term", "&Word", "As it stands in a sentence."), "term")
        help_text = "One or two short sentences, shown where a family taps the word."
        self.add_text(TextField("meaning", "&Meaning", help_text, names=names), "meaning")
        self.add_rest(ItemKind.TERM)
        self.add_provenance()
        self.end()
