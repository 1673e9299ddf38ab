"""One field of an item set by its name in docs/content.md, so that a script can correct it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from app.content.items import PARTS, Cells, Content
from app.domain.governance import ItemKind


class FieldError(ValueError):
    """A field that is not there, or a value that it cannot have; in a sentence for staff."""


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d:\d\d)-(\d\d:\d\d)")

_WORDS: Mapping[ItemKind, frozenset[str]] = {
    ItemKind.TOPIC: frozenset({"title", "line", "summary", "body"}),
    ItemKind.WALKTHROUGH: frozenset({"title", "line", "opening"}),
    ItemKind.CONTACT: frozenset({"name", "about"}),
    ItemKind.TERM: frozenset({"term", "meaning"}),
}
_LISTS: Mapping[ItemKind, Mapping[str, tuple[str, str]]] = {
    ItemKind.TOPIC: {
        "questions": ("topic_question", "text"),
        "references": ("topic_reference", "source_id"),
        "related": ("topic_related", "related_id"),
        "contacts": ("topic_contact", "contact_id"),
    },
    ItemKind.WALKTHROUGH: {"contacts": ("walkthrough_contact", "contact_id")},
}
# What a walkthrough's parts have: the table, its column with the part's id, the fields in it.
_BELOW: Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]] = {
    "question": (("question_text", "question_id", frozenset({"text", "why"})),),
    "choice": (
        ("choice_text", "choice_id", frozenset({"label", "situation", "ask"})),
        ("choice", "id", frozenset({"leads_to", "not_sure"})),
    ),
    "outcome": (
        ("outcome_text", "outcome_id", frozenset({"title", "body"})),
        ("outcome", "id", frozenset({"shows_situations", "takes_answers_along"})),
    ),
    "note": (("note_text", "note_id", frozenset({"title", "body"})),),
}
_FLAGS = frozenset({"stands_out", "not_sure", "shows_situations", "takes_answers_along"})


def with_field(content: Content, name: str, value: str) -> Content:
    """The content with one field set. FieldError where the kind of item has no such field.

    A part of a walkthrough is named by its id: `q02.text`, `c07.leads_to`. A list of ids is parted
    by commas, a list of questions by line ends. An empty value takes the field out.
    """
    kind = content.key.kind
    if "." in name and kind is ItemKind.WALKTHROUGH:
        return _with_part(content, name, value)
    if name in _WORDS[kind]:
        return _with_cell(content, PARTS[kind][1].table, 0, name, value)
    if name in _LISTS.get(kind, {}):
        table, column = _LISTS[kind][name]
        items = value.splitlines() if name == "questions" else value.split(",")
        rows = tuple({column: item.strip()} for item in items if item.strip())
        return _with_rows(content, table, rows)
    if name == "hours" and kind is ItemKind.CONTACT:
        return _with_rows(content, "contact_hours", tuple(_hours(value)))
    columns = _own_columns(kind)
    if name in columns:
        column, read = columns[name]
        return _with_cell(content, PARTS[kind][0].table, 0, column, read(name, value))
    raise FieldError(f"A {kind} has no field {name}. It has: {', '.join(field_names(kind))}.")


def field_names(kind: ItemKind) -> tuple[str, ...]:
    """What can be set of an item, but for the parts of a walkthrough."""
    hours = {"hours"} if kind is ItemKind.CONTACT else set()
    return tuple(sorted({*_WORDS[kind], *_LISTS.get(kind, ()), *_own_columns(kind), *hours}))


def _own_columns(kind: ItemKind) -> dict[str, tuple[str, Callable[[str, str], Any]]]:
    columns: dict[str, tuple[str, Callable[[str, str], Any]]] = {
        "source": ("source_id", _word),
        "last_reviewed": ("last_reviewed", _day),
        "next_review": ("next_review", _day),
    }
    if kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        columns["icon"] = ("icon", _word)
    if kind is ItemKind.TOPIC:
        columns["stands_out"] = ("stands_out", flag)
    if kind is ItemKind.CONTACT:
        columns["phone"] = ("phone", _word)
    return columns


def _word(name: str, value: str) -> str:
    return value.strip()


def _day(name: str, value: str) -> str:
    if not value.strip():
        return ""
    return day(name, value).isoformat()


def day(name: str, value: str) -> date:
    """A date as 2026-11-22; FieldError otherwise."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise FieldError(f"{name} is a date such as 2026-11-22, not “{value}”.") from None


def flag(name: str, value: str) -> int:
    """1 or 0 for true or false; FieldError otherwise."""
    try:
        return {"true": 1, "false": 0, "": 0}[value.strip().lower()]
    except KeyError:
        raise FieldError(f"{name} is true or false, not “{value}”.") from None


def _with_rows(content: Content, table: str, rows: tuple[Cells, ...]) -> Content:
    kept = {name: found for name, found in content.rows.items() if name != table}
    return Content(content.key, {**kept, **({table: rows} if rows else {})}, content.cites)


def _with_cell(content: Content, table: str, place: int, column: str, value: object) -> Content:
    rows = list(content.rows[table])
    row = {name: cell for name, cell in rows[place].items() if name != column}
    rows[place] = {**row, column: value} if value not in ("", 0) else row
    return _with_rows(content, table, tuple(rows))


def _with_part(content: Content, name: str, value: str) -> Content:
    item, _, field = name.partition(".")
    known: list[str] = []
    for part, tables in _BELOW.items():
        if not any(row["id"] == item for row in content.rows.get(part, ())):
            continue
        for table, column, fields in tables:
            known += sorted(fields)
            places = [n for n, row in enumerate(content.rows[table]) if row[column] == item]
            if field in fields and places:
                if field == "leads_to":
                    return _leading(content, places[0], value.strip())
                cell = flag(name, value) if field in _FLAGS else value
                return _with_cell(content, table, places[0], field, cell)
    if not known:
        raise FieldError(f"{content.key.id} has no part {item}.")
    raise FieldError(f"{item} has no field {field}. It has: {', '.join(known)}.")


def _leading(content: Content, place: int, target: str) -> Content:
    for part, column in (("question", "to_question"), ("outcome", "to_outcome")):
        if any(row["id"] == target for row in content.rows.get(part, ())):
            other = "to_outcome" if column == "to_question" else "to_question"
            cleared = _with_cell(content, "choice", place, other, "")
            return _with_cell(cleared, "choice", place, column, target)
    raise FieldError(
        f"{content.key.id} has no question and no outcome {target or 'without an id'}."
    )


def _hours(value: str) -> Iterator[Cells]:
    for span in filter(None, (part.strip() for part in re.split("[;\n]", value))):
        found = _HOURS.fullmatch(span)
        days = [found[1], found[2] or found[1]] if found else []
        if not found or not set(days) <= set(_DAYS):
            raise FieldError(f"hours are such as “Mon-Fri 09:00-17:00; Sat 10:00-12:00”: “{span}”.")
        first, last = (_DAYS.index(name) + 1 for name in days)
        yield {"first_day": first, "last_day": last, "opens": found[3], "closes": found[4]}
