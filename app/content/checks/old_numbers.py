"""Numbers and hours that a contact had and texts still hold: a page and a card would differ."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from app.content.checks.findings import Finding, Kind, Location, advice_at
from app.content.checks.passages import Passage, Rows, passages
from app.content.items import item
from app.content.items.fields import heading_of
from app.content.items.item import TABLES, Content, from_text
from app.domain.governance.governance import ItemKey, ItemKind

_LEAST_DIGITS = 6
"""Fewer digits than that may be anything."""

_BETWEEN = r"[\s()/\u2010-\u2015-]*"
_TO = r"\s*(?:to|until|till|and|[\u2010-\u2015-])\s*"


class _Rows:
    """A connection, as passages ask it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a question."""
        yield from self._connection.execute(sql)


@dataclass(frozen=True, slots=True)
class OldValue:
    """A number, or from when to when, as a contact had it, and as it is looked for."""

    contact: str
    name: str
    text: str
    pattern: re.Pattern[str]


def old_values(connection: sqlite3.Connection, typed: Content | None = None) -> list[OldValue]:
    """What contacts had and none has now; with `typed`, what that one contact had before it."""
    before: dict[tuple[str, str], OldValue] = {}
    now: set[str] = set()
    for contact in _now(connection):
        if typed is not None and contact.key == typed.key:
            before |= {(contact.key.id, v.pattern.pattern): v for v in _values(contact)}
        else:
            now |= {value.pattern.pattern for value in _values(contact)}
    now |= {value.pattern.pattern for value in _values(typed)} if typed is not None else set()
    for contact in _ever(connection):
        if typed is None or contact.key == typed.key:
            before |= {(contact.key.id, v.pattern.pattern): v for v in _values(contact)}
    return [value for (_, pattern), value in before.items() if pattern not in now]


def places_of(rows: Rows, values: Sequence[OldValue]) -> Iterator[tuple[OldValue, Passage]]:
    """Where texts still hold them, pages first; each field once."""
    if not values:
        return
    seen: set[tuple[str, str, str, str]] = set()
    for passage in passages(rows):
        for value in values:
            place = (passage.item, passage.component, passage.field.name, value.text)
            if place not in seen and value.pattern.search(passage.text):
                seen.add(place)
                yield value, passage


def old_numbers_in(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Advice on each text that still holds one."""
    for value, passage in places_of(_Rows(connection), old_values(connection)):
        problem = f"It says {value.text}, which “{value.name}” ({value.contact}) had before."
        hint = "Change it here too, or leave it where it is another's."
        yield advice_at(Kind.NUMBER, passage.location(), problem, hint)


def old_numbers_of(rows: Rows, contact: Content, values: Sequence[OldValue]) -> Iterator[Finding]:
    """The texts that still hold what a contact had before it is as it is typed: those values."""
    titles: dict[tuple[str, str], str] = {}
    for value, passage in places_of(rows, values):
        titles = titles or _titles(rows)
        title = titles.get((passage.item, passage.language), passage.item)
        problem = f"“{title}” ({passage.field.label.lower()}) still says {value.text}."
        hint = "Change it there too, before anything is signed."
        yield advice_at(Kind.NUMBER, Location(contact.key.id), problem, hint)


def _titles(rows: Rows) -> dict[tuple[str, str], str]:
    """What each text is called, by its id and language."""
    found: dict[tuple[str, str], str] = {}
    for kind in TABLES:
        heading = heading_of(kind)
        asked = f"SELECT {kind}_id, language, {heading.column} FROM {heading.table}"
        found.update({(row[0], row[1]): row[2] for row in rows.each(asked)})
    return found


# -- what contacts had


_EVER = """
SELECT content FROM version WHERE digest IN (
    SELECT digest FROM history WHERE kind = 'contact'
    UNION SELECT digest FROM signature WHERE kind = 'contact'
)
"""


def _ever(connection: sqlite3.Connection) -> Iterator[Content]:
    for (text,) in connection.execute(_EVER):
        try:
            found = from_text(text)
        except ValueError:
            continue
        if found.key.kind is ItemKind.CONTACT:
            yield found


def _now(connection: sqlite3.Connection) -> Iterator[Content]:
    rows = connection.execute("SELECT contact_id, language FROM contact_text").fetchall()
    for item_id, language in rows:
        found = item.content(connection, ItemKey(ItemKind.CONTACT, item_id, language))
        if found is not None:
            yield found


def _values(contact: Content) -> Iterator[OldValue]:
    phone = str(contact.own.get("phone", ""))
    digits = re.sub(r"\D", "", phone)
    contact_id, name = contact.key.id, contact.title
    if len(digits) >= _LEAST_DIGITS:
        pattern = re.compile(rf"(?<!\d){_BETWEEN.join(digits)}(?!\d)")
        yield OldValue(contact_id, name, phone, pattern)
    for row in contact.rows.get("contact_hours", ()):
        opens, closes = time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        text = f"{opens:%H:%M} to {closes:%H:%M}"
        yield OldValue(contact_id, name, text, _span(opens, closes))


def _span(opens: time, closes: time) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d:.]){_moment(opens)}{_TO}{_moment(closes)}(?![\d:.]\d)", re.IGNORECASE
    )


def _moment(moment: time) -> str:
    """A time as people write it: 9am, 9.00 am, 09:00, 17:00, 5pm."""
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"  # noqa: PLR2004
    minutes = rf"[:.]{moment.minute:02}" if moment.minute else r"(?:[:.]00)?"
    twelve = rf"{hour}{minutes}\s*{half}"
    return rf"(?:{twelve}|0?{moment.hour}[:.]{moment.minute:02})"
