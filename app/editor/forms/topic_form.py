"""The fields of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from app.content.items.contact_words import own_words
from app.content.items.edit import row_of, rows, with_rows
from app.content.items.item import Content
from app.domain.governance.governance import ItemKind
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import BodyField, Picker
from app.editor.fields.choice_fields import CheckField, ChooseField, IconField, LinesField
from app.editor.fields.field import LineField
from app.editor.fields.picks import Choices, PicksField
from app.editor.fields.text_fields import TextField
from app.editor.forms.form import Read, Write
from app.editor.forms.item_form import ItemForm
from app.editor.forms.new_source import ask_for_source


class TopicForm(ItemForm):
    """A page: its words, what stands below them, and where it stands."""

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
        line = LineField("line", "L&ine on the card", "A few words, below the title.")
        self.add_text(line, "line")
        summary = TextField(
            "summary", "&Summary", "The whole page in one to three sentences.", names=names
        )
        self.add_text(summary, "summary")
        self.body = BodyField("body", "Te&xt", pick=pick, names=names, title_of=document.title)
        pictures = document.workshop.pictures
        self.body.take_pictures(pictures.add_named_after, pictures.get)
        self.add_text(self.body, "body")
        questions = LinesField(
            "questions",
            "&Questions to ask",
            "One on each line. They are printed with room to write.",
        )
        self.add(questions, *column_of("topic_question", "text"))
        self.add_total(names)
        related = PicksField(
            "related", "&Related pages", self._pages, title_of=titles(document, ItemKind.TOPIC)
        )
        self.add(related, *column_of("topic_related", "related_id"))
        contacts = PicksField("contacts", "&Contacts below the text", chooser(document))
        self.add(contacts, *column_of("topic_contact", "contact_id"))
        self.add_own(IconField("icon", "Ic&on on the card", own_icons(document)), "icon")
        stands_out = CheckField(
            "stands_out", "Home screen", "Show it large at the top of the home screen"
        )
        self.add_own(stands_out, "stands_out")
        self.section = ChooseField("section", "Section on the home screen")
        self.column.addWidget(self.section)
        self.section.edited.connect(self._move)
        self.add_rest(ItemKind.TOPIC)
        self.add_provenance()
        references = PicksField("references", "Further sources", self._sources)
        new = QPushButton("New further source…")
        new.setAutoDefault(False)
        new.clicked.connect(self._ask_for_reference)
        references.put_below(new)
        self._new_reference = new
        self._references = references
        self.add(references, *column_of("topic_reference", "source_id"))
        self.add_notes()
        self.end()

    def _pages(self) -> Choices:
        return [c for c in choices_of(self.document, ItemKind.TOPIC) if c[0] != self.content.key.id]

    def _ask_for_reference(self) -> None:
        references = self._references
        ask_for_source(
            self.window(),
            self._actions,
            lambda item: references.edited.emit((*references.value(), item)),
        )

    def _sources(self) -> Choices:
        sources = self.document.workshop.sources.rows()
        return [(s.id, f"{s.publisher}: {s.title}") for s in sources]

    def _move(self, section_id: str) -> None:
        self._actions.put_topic(self.content.key.id, section_id)

    def show_content(self, content: Content) -> None:
        """Show a page."""
        super().show_content(content)
        row = self.document.row(content.key)
        self.section.show_value(row.section_id if row else "")

    def refill(self) -> None:
        """Read the sources and the sections anew, to choose from."""
        super().refill()
        sections = self.document.workshop.sections.rows()
        self.section.set_choices([(section.id, section.title) for section in sections])

    def set_read_only(self, read_only: bool) -> None:
        """Whether the page may be changed."""
        super().set_read_only(read_only)
        self.section.set_read_only(read_only)
        self._new_reference.setEnabled(not read_only)


def choices_of(document: LibraryDocument, kind: ItemKind) -> Choices:
    """The items of a kind, each once, to pick from."""
    found: dict[str, str] = {}
    for row in document.rows(kind):
        found.setdefault(row.key.id, row.title)
    return list(found.items())


def contact_words(document: LibraryDocument) -> dict[str, tuple[str, str]]:
    """What each contact says of itself, by how a text refers to it, and the contact's name."""
    return {
        f"{says}:{row.key.id}": (words, row.title)
        for row in document.rows(ItemKind.CONTACT)
        if row.key.language == document.language
        for says, words in own_words(document.workshop.items.content(row.key)).items()
        if words
    }


def titles(document: LibraryDocument, kind: ItemKind) -> Callable[[str], str]:
    """What the items of a kind are called, by their ids."""
    return lambda item_id: document.title(kind, item_id)


def chooser(document: LibraryDocument) -> Callable[[], Choices]:
    """The contacts, to pick from."""
    return lambda: choices_of(document, ItemKind.CONTACT)


def own_icons(document: LibraryDocument) -> Callable[[], tuple[str, ...]]:
    """The names of the library's own icons."""
    return lambda: tuple(name for name, _ in document.workshop.settings.read().icons)


def column_of(table: str, column: str) -> tuple[Read, Write]:
    """A list of one column's cells."""

    def read(content: Content) -> tuple[str, ...]:
        return tuple(str(row[column]) for row in rows(content, table))

    def write(content: Content, value: tuple[str, ...]) -> Content:
        return with_rows(content, table, (row_of(**{column: cell}) for cell in value))

    return read, write
