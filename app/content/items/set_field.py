"""One field of an item set by its name in docs/content.md, so that a script can correct it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.content.items.edit import with_own, with_rows, with_words
from app.content.items.field_values import FieldError, day, flag
from app.content.items.item import Cells, Content
from app.content.items.set_component_field import with_component_field
from app.domain.governance import ItemKind

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


def with_field(content: Content, name: str, value: str) -> Content:
    """The content with one field set. FieldError where the kind of item has no such field.

    A part of a walkthrough is named by its id: `q02.text`, `c07.leads_to`, `o01.topics`. A list
    of ids is parted by commas, a list of questions by line ends. An empty value takes the field
    out.
    """
    kind = content.key.kind
    if "." in name and kind is ItemKind.WALKTHROUGH:
        part, _, field = name.partition(".")
        return with_component_field(content, part, field, value)
    if name in _WORDS[kind]:
        return with_words(content, **{name: value})
    if name in _LISTS.get(kind, {}):
        table, column = _LISTS[kind][name]
        items = value.splitlines() if name == "questions" else value.split(",")
        rows = tuple({column: item.strip()} for item in items if item.strip())
        return with_rows(content, table, rows)
    if name == "hours" and kind is ItemKind.CONTACT:
        return with_rows(content, "contact_hours", tuple(_hours(value)))
    columns = _own_columns(kind)
    if name in columns:
        column, read = columns[name]
        return with_own(content, **{column: read(name, value)})
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


def _hours(value: str) -> Iterator[Cells]:
    for span in filter(None, (part.strip() for part in re.split("[;\n]", value))):
        found = _HOURS.fullmatch(span)
        days = [found[1], found[2] or found[1]] if found else []
        if not found or not set(days) <= set(_DAYS):
            raise FieldError(f"hours are such as “Mon-Fri 09:00-17:00; Sat 10:00-12:00”: “{span}”.")
        first, last = (_DAYS.index(name) + 1 for name in days)
        yield {"first_day": first, "last_day": last, "opens": found[3], "closes": found[4]}
