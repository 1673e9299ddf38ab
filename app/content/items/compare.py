"""Two versions of an item, compared field by field under the labels that staff know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from app.content.items.edit import Row, find, rows, rows_of
from app.content.items.fields import COMPONENTS, FIELDS, Field, Form, heading_of, signed_fields
from app.content.items.item import TABLES, Content
from app.content.items.library_item import compared_settings
from app.domain.governance.comparing import Change, ComparedField, DiffOp, Role, Run, compare
from app.domain.governance.governance import ItemKind
from app.domain.library.library import Opening, date_in_words, hours_in_words

Titles = Mapping[tuple[ItemKind, str], str]
"""What other items are called, for those that an item names."""


def compared_fields(content: Content, titles: Titles | None = None) -> tuple[ComparedField, ...]:
    """Everything that the content says, under the labels that staff know, in their order."""
    return tuple(_Version(content, titles or {}).fields())


def changes(old: Content | None, new: Content, titles: Titles | None = None) -> tuple[Change, ...]:
    """What differs between two versions of an item; without an old one, everything is new."""
    before = compared_fields(old, titles) if old else ()
    found = compare(before, compared_fields(new, titles))
    if not found and old is not None and old.digest != new.digest:
        return (Change("The order in which it is kept", (Run(DiffOp.EQUAL, ""),)),)
    return found


class _Version:
    """One version of an item. A `prefix` is the label of a component, such as "Question 2"."""

    def __init__(self, content: Content, titles: Titles) -> None:
        self._content = content
        self._titles = titles

    def fields(self) -> Iterator[ComparedField]:
        kind = self._content.key.kind
        if kind is ItemKind.LIBRARY:
            yield from compared_settings(self._content, self._titles)
            return
        texts = TABLES[kind][1].name
        fields = signed_fields(kind)
        for field in (field for field in fields if field.table == texts):
            yield from self._of(field, rows_of(self._content, field))
        if kind is ItemKind.WALKTHROUGH:
            yield from self._components()
        for field in (field for field in fields if field.table != texts):
            yield from self._of(field, rows_of(self._content, field))

    # -- one field

    def _of(
        self, field: Field, found: Sequence[Row], key: str = "", prefix: str = ""
    ) -> Iterator[ComparedField]:
        key = f"{key} {field.name}".strip()
        label = field.compared_as or field.entry or field.label
        label = ", ".join(filter(None, (prefix, label)))
        if field.form is Form.COMMONMARK:
            for row in found:
                yield from _paragraphs(key, label, str(row.get(field.column, "")))
            return
        for number, row in enumerate(found, start=1):
            text, value = self._text(field, row)
            if text and field.is_list:
                numbered = f"{label} {number}" if field.is_text and not prefix else label
                yield ComparedField(key, numbered, text, value, Role.LIST)
            elif text:
                yield ComparedField(key, label, text, value)

    def _text(self, field: Field, row: Row) -> tuple[str, str]:
        """The text that stands for a cell, and what is compared where that is something else."""
        value = str(row.get(field.column, ""))
        match field.form:
            case Form.HOURS:
                found = _hours(row), _json(row)
            case Form.TARGET:
                found = self._target(row), _target_id(row)
            case Form.UNLESS:
                given = self._heading(field.refers_to, value)
                text = f"{self._target(row)}, if “{given}” was answered before"
                found = text, f"{value} {_target_id(row)}"
            case Form.FLAG:
                found = "yes" if value else "", ""
            case Form.DATE:
                found = _day(value), value
            case Form.ID:
                found = self._referred_to(field, value)
            case _:
                found = value, ""
        return found

    def _referred_to(self, field: Field, item: str) -> tuple[str, str]:
        if field.refers_to == "source":
            return self._source(item)
        if field.refers_to in COMPONENTS:
            return self._heading(field.refers_to, item), item
        return self._titles.get((ItemKind(field.refers_to), item), item), item

    def _source(self, source: str) -> tuple[str, str]:
        cited = self._content.cites.get(source)
        if cited is None:
            return source, ""
        shown = (cited.get(column, "") for column in _CITATION)
        text = ". ".join(str(text).rstrip(".") for text in shown if text)
        return text, f"{source} {_json(cited)}"

    # -- the components of a walkthrough

    def _components(self) -> Iterator[ComparedField]:
        for owner, label in (("question", "Question"), ("outcome", "Outcome"), ("note", "Note")):
            found = rows(self._content, owner)
            yield from self._order(f"Order of the {owner}s", owner, found, owner)
            for number, row in enumerate(found, start=1):
                yield from self._component(owner, row["id"], owner, f"{label} {number}")

    def _component(self, owner: str, item: str, key: str, prefix: str) -> Iterator[ComparedField]:
        key = f"{key} {item}"
        for field in FIELDS[owner]:
            if field.is_heading:
                label = ", ".join(filter(None, (prefix, field.label)))
                yield ComparedField(key, label, self._heading(owner, item))
            else:
                found = rows_of(self._content, field, owner, item)
                yield from self._of(field, found, key, prefix)
        if owner == "question":
            yield from self._choices(item, key, prefix)

    def _choices(self, question: str, key: str, prefix: str) -> Iterator[ComparedField]:
        all_choices = rows(self._content, "choice")
        found = [row for row in all_choices if row.get("question_id") == question]
        yield from self._order(f"{prefix}, order of the answers", "choice", found, key)
        for number, row in enumerate(found, start=1):
            # Its question is in the key: an answer that moved to another is gone from the first.
            key = f"choice {question}"
            yield from self._component("choice", row["id"], key, f"{prefix}, answer {number}")

    def _order(
        self, label: str, owner: str, found: Sequence[Row], key: str
    ) -> Iterator[ComparedField]:
        for row in found:
            text = self._heading(owner, row["id"])
            yield ComparedField(f"order {key}", label, text, row["id"], Role.ORDER)

    def _heading(self, owner: str, item: str) -> str:
        heading = heading_of(owner)
        row = find(self._content, heading.table, **{f"{owner}_id": item})
        return str(row.get(heading.column, item))

    def _target(self, row: Row) -> str:
        if question := row.get("to_question"):
            return f"the question “{self._heading('question', question)}”"
        if outcome := row.get("to_outcome"):
            return f"the outcome “{self._heading('outcome', outcome)}”"
        return "nowhere"


# A source as it is cited.
_CITATION = ("authors", "title", "publisher", "dated", "address")

_NEW_PIECE = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")
_STEP = re.compile(r"[ \t]*\d{1,9}(?=[.)][ \t])")


def _paragraphs(key: str, label: str, text: str) -> Iterator[ComparedField]:
    """CommonMark in the pieces that a person sees: paragraphs, headings, points of a list.

    A step of a list says its number among them, as families read it, and not the one it is written
    with: each piece is read by itself.
    """
    pieces: list[str] = []
    after_gap = True
    for line in text.splitlines(keepends=True):
        is_gap = not line.strip()
        if not pieces or (not is_gap and (after_gap or _NEW_PIECE.match(line))):
            pieces.append(line)
        else:
            pieces[-1] += line
        after_gap = is_gap
    step = 0
    for number, piece in enumerate(pieces, start=1):
        name = f"{label}, paragraph {number}"
        step = step + 1 if _STEP.match(piece) else 0
        text = _STEP.sub(str(step), piece, count=1) if step else piece
        yield ComparedField(key, name, text.strip(), piece, Role.LIST, is_commonmark=True)


def _hours(row: Row) -> str:
    try:
        opens, closes = time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        days = range(int(row["first_day"]), int(row["last_day"]) + 1)
        return hours_in_words(tuple(Opening(day, opens, closes) for day in days))
    except (KeyError, ValueError, IndexError):
        return _json(row)


def _day(text: str) -> str:
    try:
        return date_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _target_id(row: Row) -> str:
    return f"{row.get('to_question', '')} {row.get('to_outcome', '')}"


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
