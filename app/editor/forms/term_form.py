"""The fields of a glossary word."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body import Picker
from app.editor.fields.field import LineField
from app.editor.fields.textfields import TextField
from app.editor.forms.standing_form import StandingForm


class TermForm(StandingForm):
    """A hard word and what it means."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, actions, pick, parent)
        names = document.workshop.settings().plain_names
        self.words(LineField("term", "&Word", "As it stands in a sentence."), "term")
        help_words = "One or two short sentences, shown where a family taps the word."
        self.words(TextField("meaning", "&Meaning", help_words, names=names), "meaning")
        self.add_standing()
        self.end()
