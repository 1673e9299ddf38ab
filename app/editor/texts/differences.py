"""What differs between two versions of a text, field by field, in words for a quick look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.content.items.item import TABLES, Content, columns


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, with what stood there and what stands there now."""

    field: str
    before: str
    after: str


_LABELS = {
    "about": "what they help with",
    "line": "line on the card",
    "source_id": "source",
    "last_reviewed": "last review",
    "next_review": "next review",
    "body": "text",
    "why": "why it is asked",
    "ask": "question to take along",
    "stands_out": "large on the home screen",
    "topic_question": "questions to ask",
    "topic_reference": "further sources",
    "topic_related": "related pages",
    "topic_contact": "contacts",
    "walkthrough_contact": "contacts",
    "contact_hours": "hours",
}


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Every field that differs, in the order of the tables."""
    old, new = dict(_cells(before)), dict(_cells(after))
    names = dict.fromkeys((*old, *new))
    return tuple(
        Difference(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def _cells(content: Content) -> Iterator[tuple[str, str]]:
    parts = TABLES[content.key.kind]
    for number, part in enumerate(parts):
        rows = content.rows.get(part.name, ())
        if number < 2:  # noqa: PLR2004 - its own row, and its words
            for name, value in (cell for row in rows for cell in row.items()):
                yield _named(name), str(value)
        elif part.name.endswith("_text"):
            for row in rows:
                yield from _of_component(row)
        else:
            names = columns(part)
            lines = (" ".join(str(row[n]) for n in names if n in row) for row in rows)
            yield _named(part.name), "\n".join(lines)


def _of_component(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The words of a question, an answer, an outcome or a note, by its id."""
    owner = next(str(value) for name, value in row.items() if name.endswith("_id"))
    for name, value in row.items():
        if not name.endswith("_id"):
            yield f"{owner}, {_named(name)}", str(value)


def _named(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))
