"""What pages, walkthroughs, contacts and glossary words have alike: source, reviews, people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.content.items.edit import with_own
from app.content.items.fields import signed_fields
from app.content.items.item import Content
from app.domain.governance.governance import ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.choice_fields import DatesField
from app.editor.fields.field import LineField
from app.editor.fields.readability_meter import TotalMeter
from app.editor.forms.form import Form
from app.editor.forms.new_source import SourceField
from app.editor.forms.notes_field import NotesField


class ItemForm(Form):
    """A form that ends with where its facts come from and who answers for it."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, pick, parent)
        self._actions = actions
        self._total: TotalMeter | None = None
        self._notes_field: NotesField | None = None

    def add_total(self, names: Sequence[str]) -> None:
        """Say how long and how hard to read all of it is."""
        self._total = TotalMeter(names)
        self.column.addWidget(self._total)

    def add_rest(self, kind: ItemKind) -> None:
        """Add a line for each text in the table of fields that has no field yet."""
        for field in signed_fields(kind):
            if field.is_text and field.name not in self.fields:
                self.add_text(LineField(field.name, field.label), field.column)

    def add_provenance(self) -> None:
        """Add source, review dates, owner and author."""
        self.source = SourceField(self._actions)
        self.add_own(self.source, "source_id")
        dates = DatesField(
            "review",
            "Review",
            self.document.today(),
            "When somebody last read all of it against its source, and when they will again.",
        )
        self.add(
            dates,
            lambda c: (c.own.get("last_reviewed", ""), c.own.get("next_review", "")),
            lambda c, v: with_own(c, last_reviewed=v[0], next_review=v[1]),
        )
        self.owner = LineField(
            "owner",
            "Owner",
            "Who answers for it, and is asked to review it. Families never see it.",
        )
        self.author = LineField("author", "Author", "Who wrote it. Families never see it.")
        for field in (self.owner, self.author):
            self.column.addWidget(field)
            field.left.connect(self.commit)

    def add_notes(self) -> None:
        """Add the notes that staff write each other."""
        self._notes_field = NotesField()
        self._notes_field.added.connect(self._add_note)
        self._notes_field.resolved.connect(
            lambda note: self._actions.resolve_note(self.content.key, note)
        )
        self.column.addWidget(self._notes_field)

    def _add_note(self, words: str) -> None:
        if self._notes_field is not None and self._actions.add_note(self.content.key, words):
            self._notes_field.clear()

    def commit(self) -> None:
        """Write down who answers for it, if that has changed."""
        row = self.document.row(self.content.key)
        people = self.owner.box.text().strip(), self.author.box.text().strip()
        if row is not None and people != (row.owner, row.author):
            self._actions.set_people(self.content.key, *people)

    def show_content(self, content: Content) -> None:
        """Show a text, and who answers for it."""
        if self._content is None or self._content.key != content.key:
            self.refill()
        super().show_content(content)
        if self._total is not None:
            self._total.show_content(content)
        self.show_people(content)
        if self._notes_field is not None:
            self._notes_field.show_open_notes(
                content.key, self.document.workshop.staff_notes.of(content.key)
            )

    def show_people(self, content: Content) -> None:
        """Show who answers for it, unless somebody is typing there."""
        row = self.document.row(content.key)
        for field, name in ((self.owner, "owner"), (self.author, "author")):
            if not field.box.hasFocus():
                field.show_value(getattr(row, name) if row else "")

    def refill(self) -> None:
        """Read the sources anew, to choose from."""
        sources = self.document.workshop.sources.rows()
        choices = [(s.id, f"{s.publisher}: {s.title}") for s in sources]
        self.source.set_choices([("", "No source yet"), *choices])

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text may be changed."""
        super().set_read_only(read_only)
        self.owner.set_read_only(read_only)
        self.author.set_read_only(read_only)
        if self._notes_field is not None:
            self._notes_field.set_read_only(read_only)
