"""An item's content as the named fields that staff know, to compare two versions of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from app.content.items.compare_walkthrough import compare_walkthrough
from app.content.items.item import Cells, Content
from app.domain.comparing import Change, ComparedField, DiffOp, Role, Run, compare
from app.domain.governance import ItemKind
from app.domain.library import Opening, date_in_words, hours_in_words

Titles = Mapping[tuple[ItemKind, str], str]
"""What other items are called, for those that an item names."""


def fields(content: Content, titles: Titles | None = None) -> tuple[ComparedField, ...]:
    """Everything that the content says, under the names that staff know, in their order."""
    return tuple(_FIELDS[content.key.kind](content, titles or {}))


def changes(old: Content | None, new: Content, titles: Titles | None = None) -> tuple[Change, ...]:
    """What differs between two versions of an item; without an old one, everything is new."""
    found = compare(fields(old, titles) if old else (), fields(new, titles))
    if not found and old is not None and old.digest != new.digest:
        return (Change("The order in which it is kept", (Run(DiffOp.EQUAL, ""),)),)
    return found


def _topic(content: Content, titles: Titles) -> Iterator[ComparedField]:
    own, words = content.own, content.words
    yield from _plain(words, title="Title", line="Line on the card", summary="Summary")
    yield from paragraphs("body", "Text", str(words.get("body", "")))
    for number, row in enumerate(content.rows.get("topic_question", ()), start=1):
        yield ComparedField("question", f"Question {number}", row["text"], role=Role.LIST)
    yield from _named(content, titles, "topic_contact", "contact_id", ItemKind.CONTACT, "Contact")
    related = "Page to read next"
    yield from _named(content, titles, "topic_related", "related_id", ItemKind.TOPIC, related)
    yield from _plain(own, icon="Icon")
    yield from _flag(own, "stands_out", "Stands out on the home screen")
    yield from _provenance(content)
    for row in content.rows.get("topic_reference", ()):
        yield _source(content, row["source_id"], "reference", "Reference", Role.LIST)


def _walkthrough(content: Content, titles: Titles) -> Iterator[ComparedField]:
    yield from _plain(content.words, title="Title", line="Line on the card")
    yield from paragraphs("opening", "Opening page", str(content.words.get("opening", "")))
    topics = {item: title for (kind, item), title in titles.items() if kind is ItemKind.TOPIC}
    yield from compare_walkthrough(content.rows, topics, paragraphs)
    table, column = "walkthrough_contact", "contact_id"
    yield from _named(content, titles, table, column, ItemKind.CONTACT, "Contact")
    yield from _plain(content.own, icon="Icon")
    yield from _provenance(content)


def _contact(content: Content, titles: Titles) -> Iterator[ComparedField]:
    yield from _plain(content.words, name="Name", about="What they help with")
    yield from _plain(content.own, phone="Telephone")
    for row in content.rows.get("contact_hours", ()):
        yield ComparedField("hours", "Opening hours", _hours(row), _value(row), Role.LIST)
    yield from _provenance(content)


def _term(content: Content, titles: Titles) -> Iterator[ComparedField]:
    yield from _plain(content.words, term="Word", meaning="Meaning")
    yield from _provenance(content)


_FIELDS = {
    ItemKind.TOPIC: _topic,
    ItemKind.WALKTHROUGH: _walkthrough,
    ItemKind.CONTACT: _contact,
    ItemKind.TERM: _term,
}


def _plain(row: Cells, **names: str) -> Iterator[ComparedField]:
    for column, name in names.items():
        if row.get(column):
            yield ComparedField(column, name, str(row[column]))


def _flag(row: Cells, column: str, name: str) -> Iterator[ComparedField]:
    if row.get(column):
        yield ComparedField(column, name, "yes")


def _provenance(content: Content) -> Iterator[ComparedField]:
    own = content.own
    if source := own.get("source_id"):
        yield _source(content, source, "source", "Source")
    for column, name in (("last_reviewed", "Last reviewed"), ("next_review", "Next review")):
        if day := own.get(column):
            yield ComparedField(column, name, _day(str(day)), str(day))


def _source(
    content: Content, source: str, key: str, name: str, role: Role = Role.ONE
) -> ComparedField:
    cited = content.cites.get(source)
    if cited is None:
        return ComparedField(key, name, source, role=role)
    said = (cited.get(part, "") for part in ("authors", "title", "publisher", "dated", "address"))
    text = ". ".join(str(part).rstrip(".") for part in said if part)
    return ComparedField(key, name, text, f"{source} {_value(cited)}", role)


def _named(  # noqa: PLR0913, PLR0917 - a list of items, each by its id
    content: Content, titles: Titles, table: str, column: str, kind: ItemKind, name: str
) -> Iterator[ComparedField]:
    for row in content.rows.get(table, ()):
        item = str(row[column])
        yield ComparedField(table, name, titles.get((kind, item), item), item, Role.LIST)


_NEW_PIECE = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")


def paragraphs(key: str, name: str, text: str) -> Iterator[ComparedField]:
    """CommonMark in the pieces that a person sees: paragraphs, headings, points of a list."""
    pieces: list[str] = []
    after_gap = True
    for line in text.splitlines(keepends=True):
        is_gap = not line.strip()
        if not pieces or (not is_gap and (after_gap or _NEW_PIECE.match(line))):
            pieces.append(line)
        else:
            pieces[-1] += line
        after_gap = is_gap
    for number, piece in enumerate(pieces, start=1):
        yield ComparedField(key, f"{name}, paragraph {number}", piece.strip(), piece, Role.LIST)


def _hours(row: Cells) -> str:
    try:
        opens, closes = time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        days = range(int(row["first_day"]), int(row["last_day"]) + 1)
        return hours_in_words(tuple(Opening(day, opens, closes) for day in days))
    except (KeyError, ValueError, IndexError):
        return _value(row)


def _day(text: str) -> str:
    try:
        return date_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _value(row: Cells) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
