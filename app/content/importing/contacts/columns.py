"""The columns of a spreadsheet of contacts, found by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.content.importing.cleanup import tidy_line
from app.content.items.field_values import WEEKDAYS

NAMES = {
    "id": "ID",
    "name": "Name",
    "about": "About",
    "phone": "Phone",
    "hours": "Hours",
    "days": "Days",
    "opens": "Opens",
    "closes": "Closes",
} | {day: day for day in WEEKDAYS}
"""What a person calls each column."""

_HEADINGS = {
    "id": "id|contact id|contactid|kiosk id",
    "name": "name|contact|contact name|full name|who|who to contact|service|service name|team"
    "|team name|department|organisation|organization",
    "about": "about|about them|what they help with|what they do|what for|help with|helps with|role"
    "|description|details|purpose|reason to call|when to call|why call",
    "phone": "phone|phone number|phone no|telephone|telephone number|telephone no|tel|tel no"
    "|tel number|number|contact number|contact no|freephone|helpline|call|mobile|landline",
    "hours": "hours|opening hours|opening times|open hours|opening|open times|times|when"
    "|when open|availability|available|hours of opening|office hours|phone hours",
    "days": "days|day|open days|days open|opening days",
    "opens": "opens|open|open from|opens at|opening time|from|start|start time|starts",
    "closes": "closes|close|closes at|closing time|until|till|to|end|end time|ends",
}
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KNOWN = {heading: key for key, found in _HEADINGS.items() for heading in found.split("|")}
_KNOWN |= dict(zip(_FULL_DAYS, WEEKDAYS, strict=True))
_KNOWN |= {day.lower(): day for day in WEEKDAYS} | {"tues": "Tue", "weds": "Wed", "thurs": "Thu"}

_MOST_ROWS_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column is (from 0), the row after the headings, and the headings unknown."""

    positions: dict[str, int]
    after: int
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def key_of(cell: object) -> str:
    """The column that a heading means, or ""."""
    if not isinstance(cell, str):
        return ""
    words = re.sub(r"\([^)]*\)|[^\w ]", " ", tidy_line(cell).replace("_", " ").casefold())
    return _KNOWN.get(" ".join(words.split()), "")


def known_in(cells: Sequence[object]) -> int:
    """How many headings a row holds, with a Name among them; else 0."""
    keys = {key_of(cell) for cell in cells} - {""}
    return len(keys) if "name" in keys else 0


def columns_in(rows: Sequence[tuple[int, Sequence[object]]]) -> Columns | None:
    """The columns of a sheet, whose headings may stand below a title; None without any."""
    for index, (_, cells) in enumerate(rows[:_MOST_ROWS_BEFORE]):
        if not known_in(cells):
            continue
        positions: dict[str, int] = {}
        unknown: list[str] = []
        twice: list[str] = []
        for column, cell in enumerate(cells):
            key = key_of(cell)
            words = tidy_line(str(cell)) if cell is not None else ""
            if key and key not in positions:
                positions[key] = column
            elif words:
                (twice if key else unknown).append(words)
        return Columns(positions, index + 1, tuple(unknown), tuple(twice))
    return None
