"""The table of fields: what each kind of item, and each component of a walkthrough, consists of.

Building from text and exporting to it, `set`, comparing, searching, checking, what a new draft is
filled with and what the editor asks for all follow from this table. To add a field, add its row
here and its column to schema.sql; the reader and the screens show it to families.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from app.domain.governance.governance import TEXT_KINDS, ItemKind


class Form(Enum):
    """What a field holds, and so how it is written, read, compared and checked."""

    TEXT = auto()
    COMMONMARK = auto()
    PHONE = auto()
    ICON = auto()
    FLAG = auto()
    DATE = auto()
    ID = auto()
    """The id of what the field refers to."""
    HOURS = auto()
    TARGET = auto()
    """The question or the outcome that an answer leads to, each in a column of its own."""
    UNLESS = auto()
    """Pairs of an answer given before and a target."""


TO_WRITE = "To be written."
"""Stands where words are needed and nobody has written them. It cannot be signed."""

TEXT_FORMS = frozenset({Form.TEXT, Form.COMMONMARK})


MOST_IN_A_HEADING = 250
"""Letters of a title, a name, a question, an answer."""

MOST_IN_A_TEXT = 2_000
"""Letters of a text, where there is no other limit."""

MOST_OF_COMMONMARK = 20_000
"""Ten times a long page. The worst that can be written with so many is read in about a second."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the text and for `set`, its table and column, and its label for staff.

    A list has a row for each entry, and `entry` is the label of one. `missing` is how staff call
    a field that has to be filled in, when it is not; without it, a field may be empty.
    """

    name: str
    table: str
    column: str
    label: str
    form: Form = Form.TEXT
    is_list: bool = False
    refers_to: str = ""
    missing: str = ""
    entry: str = ""
    compared_as: str = ""
    """Its label in a comparison, where that is another."""
    is_heading: bool = False
    """Whether it is what staff call the item or the component by."""
    sums_up: bool = False
    """Whether an outcome shows it beside the answers: no verdict may stand in it."""
    is_signed: bool = True
    """Whether a signature covers it. Families never see what none covers."""
    only_if_true: bool = False
    """Whether the text leaves it out where it is false."""

    @property
    def is_required(self) -> bool:
        """Whether an item can be saved only with it."""
        return bool(self.missing)

    @property
    def is_text(self) -> bool:
        """Whether it holds words that people read."""
        return self.form in TEXT_FORMS

    @property
    def most(self) -> int:
        """How many letters it may hold: far more than anybody writes.

        Said by the check, the editor, what is imported and pasted, and docs/schema.md.
        """
        if self.is_heading:
            return MOST_IN_A_HEADING
        return MOST_OF_COMMONMARK if self.form is Form.COMMONMARK else MOST_IN_A_TEXT

    @property
    def needs_draft(self) -> bool:
        """Whether a new draft says of it that it is to be written."""
        is_needed = self.is_required or self.form is Form.COMMONMARK
        return self.is_text and is_needed and not self.is_heading


def _text(table: str, name: str, label: str, form: Form = Form.TEXT, **rest: Any) -> Field:
    """A field that has its own words in each language."""
    return Field(name, f"{table}_text", name, label, form, **rest)


def _own(table: str, name: str, label: str, form: Form = Form.TEXT, **rest: Any) -> Field:
    """A field that all languages share."""
    return Field(name, table, name, label, form, **rest)


def _list(name: str, table: str, label: str, entry: str = "", **rest: Any) -> Field:
    """A list of words."""
    return Field(name, table, "text", label, is_list=True, entry=entry, **rest)


def _ids(name: str, column: str, label: str, refers_to: str, entry: str = "") -> Field:
    """A list of other items or components. `column` is "table.column"."""
    table, _, column = column.partition(".")
    form = Form.ID
    return Field(name, table, column, label, form, True, refers_to, entry=entry)


def _provenance(table: str) -> tuple[Field, ...]:
    """Who answers for an item, where its facts come from, and when it was reviewed."""
    return (
        _own(table, "owner", "Owner", is_signed=False),
        _own(table, "author", "Author", is_signed=False),
        Field("source", table, "source_id", "Source", Form.ID, refers_to="source"),
        _own(table, "last_reviewed", "Last reviewed", Form.DATE),
        _own(table, "next_review", "Next review", Form.DATE),
    )


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "topic": (
        _text("topic", "title", "Title", missing="title", is_heading=True),
        _text("topic", "line", "Line on the card", missing="line for the card"),
        _text("topic", "summary", "Summary", missing="summary"),
        _text("topic", "body", "Text", Form.COMMONMARK),
        _list(
            "questions",
            "topic_question",
            "Questions to ask",
            "Question to ask",
            compared_as="Question",
        ),
        _ids("contacts", "topic_contact.contact_id", "Contacts", "contact", "Contact"),
        _ids("related", "topic_related.related_id", "Related pages", "topic", "Page to read next"),
        _own("topic", "icon", "Icon", Form.ICON),
        _own("topic", "stands_out", "Stands out on the home screen", Form.FLAG),
        *_provenance("topic"),
        _ids("references", "topic_reference.source_id", "Further sources", "source", "Reference"),
    ),
    "walkthrough": (
        _text("walkthrough", "title", "Title", missing="title", is_heading=True),
        _text("walkthrough", "line", "Line on the card", missing="line for the card"),
        _text("walkthrough", "opening", "Opening page", Form.COMMONMARK, missing="opening"),
        _ids("contacts", "walkthrough_contact.contact_id", "Contacts", "contact", "Contact"),
        _own("walkthrough", "icon", "Icon", Form.ICON),
        *_provenance("walkthrough"),
    ),
    "contact": (
        _text("contact", "name", "Name", missing="name", is_heading=True),
        _text("contact", "about", "What they help with", missing="line on what they help with"),
        _own("contact", "phone", "Telephone number", Form.PHONE, compared_as="Telephone"),
        Field("hours", "contact_hours", "", "Opening hours", Form.HOURS, is_list=True),
        *_provenance("contact"),
    ),
    "term": (
        _text("term", "term", "Word", missing="word", is_heading=True),
        _text("term", "meaning", "Meaning", missing="meaning"),
        *_provenance("term"),
    ),
    # The components of a walkthrough. Their labels follow "Question 2, ".
    "question": (
        _text("question", "text", "", missing="question", is_heading=True),
        _text("question", "why", "why it is asked", missing="reason why it is asked"),
    ),
    "choice": (
        _text("choice", "label", "", missing="answer", is_heading=True),
        _own("choice", "not_sure", "is “not sure”", Form.FLAG, only_if_true=True),
        Field("leads_to", "choice", "", "leads to", Form.TARGET),
        Field(
            "unless",
            "choice_unless",
            "after_choice",
            "leads elsewhere to",
            Form.UNLESS,
            is_list=True,
            refers_to="choice",
        ),
        _text("choice", "situation", "situation", sums_up=True),
        _text("choice", "ask", "question to take along"),
    ),
    "outcome": (
        _text("outcome", "title", "title", missing="title", is_heading=True, sums_up=True),
        _text("outcome", "body", "text", Form.COMMONMARK, missing="text", sums_up=True),
        _own("outcome", "shows_situations", "lists the situations that fit", Form.FLAG),
        _own("outcome", "takes_answers_along", "takes the answers' questions along", Form.FLAG),
        _list(
            "questions",
            "outcome_question",
            "questions to take along",
            "question to take along",
            sums_up=True,
        ),
        _ids(
            "topics",
            "outcome_topic.topic_id",
            "pages to read after an outcome",
            "topic",
            "page to read",
        ),
    ),
    "note": (
        _text("note", "title", "title", missing="title", is_heading=True, sums_up=True),
        _text("note", "body", "text", Form.COMMONMARK, missing="text", sums_up=True),
        _ids("choices", "note_choice.choice_id", "added after the answer", "choice"),
        _ids("outcomes", "note_outcome.outcome_id", "added to the outcome", "outcome"),
    ),
}
"""The fields of each kind of item and of each kind of component, in the order staff see them."""

COMPONENTS = ("question", "choice", "outcome", "note")
"""The kinds of component that a walkthrough consists of."""


def owners(kind: ItemKind) -> tuple[str, ...]:
    """An item's kind, with the kinds of component below it."""
    return (kind, *COMPONENTS) if kind is ItemKind.WALKTHROUGH else (kind,)


def every_field(kind: ItemKind) -> Iterator[tuple[str, Field]]:
    """The fields of an item and of its components, each with the kind that it belongs to."""
    for owner in owners(kind):
        for field in FIELDS[owner]:
            yield owner, field


def fields_with(form: Form) -> Iterator[Field]:
    """The fields of every kind that have a form."""
    return (field for fields in FIELDS.values() for field in fields if field.form is form)


# What the text of an item has after everything else, in this order.
_LAST = ("related", "questions", "contacts", "opening")


@cache
def in_text_order(owner: str) -> tuple[Field, ...]:
    """The fields of an item or a component in the order in which the text writes them."""
    if owner in COMPONENTS:
        return FIELDS[owner]
    order = {name: number for number, name in enumerate(_LAST, start=1)}
    return tuple(sorted(FIELDS[owner], key=lambda field: order.get(field.name, 0)))


def item_lists(owner: str) -> tuple[Field, ...]:
    """The lists of other items that an item or a component has."""
    kinds = set(TEXT_KINDS)
    return tuple(f for f in in_text_order(owner) if f.is_list and f.refers_to in kinds)


def key_column(owner: str, field: Field) -> str:
    """The column of a field's table that says whose it is: the item's, or the component's."""
    return "id" if field.table == owner else f"{owner}_id"


def heading_of(owner: str) -> Field:
    """What staff call an item or a component by."""
    return next(field for field in FIELDS[owner] if field.is_heading)


def new_texts(owner: str, heading: str) -> dict[str, str]:
    """The words of a new item or component that has a heading alone."""
    found = {heading_of(owner).column: heading}
    return found | {field.column: TO_WRITE for field in FIELDS[owner] if field.needs_draft}


def signed_fields(kind: ItemKind) -> tuple[Field, ...]:
    """The fields of an item that a signature covers, without its components'."""
    return tuple(field for field in FIELDS[kind] if field.is_signed)
