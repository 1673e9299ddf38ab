"""What every page of fields shares: fields bound to the cells of a text, and their findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.content.body.body import Body
from app.content.checks.findings import Finding, Kind, Level
from app.content.items.components import table_of, texts_of
from app.content.items.edit import with_own, with_texts
from app.content.items.fields import FIELDS, MOST_IN_A_TEXT
from app.content.items.item import Content
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.field import CheckNotes, Field
from app.editor.texts.required import missing
from app.editor.widgets.steady import SteadyArea, steady

Read = Callable[[Content], Any]
Write = Callable[[Content, Any], Content]
Notes = Mapping[tuple[str, str], Sequence[tuple[Level, str]]]
"""What to say beside each field, by the part ("" for the whole text) and the field."""

_FIELD_OF = {
    Kind.SOURCE: "source",
    Kind.REVIEW: "review",
    Kind.ICON: "icon",
    Kind.READABILITY: "body",
}

_MOST = {
    field.column: field.most
    for fields in FIELDS.values()
    for field in fields
    if field.is_text and not field.is_list
}
"""By its column: one name never has two limits."""


def most_in(column: str) -> int:
    """How many letters the field of a column of texts holds."""
    return _MOST.get(column, MOST_IN_A_TEXT)


def field_of(finding: Finding) -> tuple[str, str]:
    """The part of an item ("" or an id such as q02) and the field that a finding is about."""
    at = finding.location
    return at.component, at.field or _FIELD_OF.get(finding.kind, "")


def notes(content: Content, findings: Sequence[Finding]) -> Notes:
    """What to say beside each field: what keeps it from being saved, then what the checks found."""
    found: dict[tuple[str, str], list[tuple[Level, str]]] = {}
    lacks = missing(content)
    for lack in lacks:
        found.setdefault((lack.component_id, lack.field), []).append(
            (Level.ERROR, f"{lack.problem} {lack.hint}")
        )
    for finding in findings:
        if lacks and finding.kind is Kind.LIBRARY:
            continue  # the same in the words of the database
        target = field_of(finding)
        where = _shown_place(content, target, finding.location.line)
        found.setdefault(target, []).append(
            (finding.level, f"{where}{finding.problem} {finding.hint}")
        )
    return found


def _shown_place(content: Content, target: tuple[str, str], line: int) -> str:
    """What a person calls the place where a line of a text is shown."""
    if not line:
        return ""
    component_id, name = target
    texts = (
        texts_of(content, table_of(content, component_id), component_id)
        if component_id
        else content.texts
    )
    return f"Paragraph {Body.of(str(texts.get(name, ''))).piece_at(line)}: "


class Form(SteadyArea):
    """The fields of a text. What is typed goes to the document; what that says is shown.

    `component_id` is the id of the part of a walkthrough that they are about, or "".
    """

    def __init__(
        self, document: LibraryDocument, pick: Picker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self.pick = document, pick
        self.fields: dict[str, Field] = {}
        self._reads: dict[str, Read] = {}
        self._content: Content | None = None
        self.component_id = ""
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.setSpacing(14)
        self.notes = CheckNotes()
        self.column.addWidget(self.notes)

    @property
    def content(self) -> Content:
        """The text on show."""
        assert self._content is not None  # noqa: S101 - a form is shown with a text
        return self._content

    def add(self, field: Field, read: Read, write: Write) -> Field:
        """Put a field below the others."""
        self.column.addWidget(field)
        self.bind(field, read, write)
        return field

    def bind(self, field: Field, read: Read, write: Write) -> None:
        """Let a field show a part of the text, and change it."""
        if self.document.speller is not None:
            field.check_spelling(self.document.speller)
        self.fields[field.name] = field
        self._reads[field.name] = read

        def edited(value: Any) -> None:
            new = write(self.content, value)
            target = f"{self.component_id} {field.name}".strip()
            self.document.change(new, target, f"Change {field.caption}", typing=field.typing)
            if not field.typing:
                field.show_value(read(self.content))

        field.edited.connect(edited)
        field.left.connect(self.document.pause)

    def add_own(self, field: Field, column: str) -> Field:
        """A field for a cell of the item's own row."""
        return self.add(field, lambda c: c.own.get(column, ""), _own_writer(column))

    def add_text(self, field: Field, column: str) -> Field:
        """A field for a cell of its texts."""
        field.limit(most_in(column))
        return self.add(field, lambda c: c.texts.get(column, ""), _text_writer(column))

    def end(self) -> None:
        """There are no more fields."""
        self.column.addStretch()

    def show_content(self, content: Content) -> None:
        """Show a text; fields that show it already are left alone."""
        self._content = content
        for name, read in self._reads.items():
            self.fields[name].set_language(content.key.language)
            self.fields[name].show_value(read(content))

    def show_notes(self, notes: Notes) -> None:
        """Show what to say beside each field, and the rest at the top."""
        mine = {
            field: found
            for (component_id, field), found in notes.items()
            if component_id == self.component_id
        }
        with steady():
            for name, field in self.fields.items():
                field.show_notes(mine.pop(name, ()))
            self.notes.show_notes([line for found in mine.values() for line in found])

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text may be changed."""
        for field in self.fields.values():
            field.set_read_only(read_only)

    def refill(self) -> None:
        """Read what the fields choose from anew."""

    def go_to(self, name: str) -> bool:
        """Put the keyboard into a field; False where there is none of that name."""
        field = self.fields.get(name)
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)
        return True


def _own_writer(column: str) -> Write:
    return lambda content, value: with_own(content, **{column: value})


def _text_writer(column: str) -> Write:
    return lambda content, value: with_texts(content, **{column: value})
