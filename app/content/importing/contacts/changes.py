"""What a spreadsheet of contacts would change in a library, to be seen before anything is written.

Nothing is ever deleted: a contact that the sheet does not name stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.content.importing.cleanup import tidy_line
from app.content.importing.contacts.hours import Hours, each_day, spans
from app.content.importing.contacts.hours import in_words as hours_in_words
from app.content.importing.contacts.rows import ContactRow
from app.domain.library.library import Contact


class ChangeKind(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNCLEAR = "unclear"


class Match(StrEnum):
    """How a row was found in the library."""

    NONE = ""
    ID = "id"
    NAME = "name"
    PHONE = "phone number"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that changes: the column, the words now, and the words to come."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would change. `contact` is whole: what the sheet leaves open is filled in.

    An unclear row changes nothing; `problem` says why, with the hint.
    """

    kind: ChangeKind
    row: int
    contact: ContactRow
    fields: tuple[FieldChange, ...] = ()
    """What differs; of a new contact, all that it would have beside its name."""
    match: Match = Match.NONE
    problem: str = ""


def known(contact: Contact) -> ContactRow:
    """A contact of the library, as a row to compare with."""
    hours = (
        Hours(o.day, o.day, o.opens.strftime("%H:%M"), o.closes.strftime("%H:%M"))
        for o in contact.hours
    )
    return ContactRow(0, contact.name, contact.about, contact.phone, spans(hours), contact.id)


def changes(rows: Sequence[ContactRow], existing: Sequence[ContactRow]) -> list[Change]:
    """What each row would change, in the order of the rows.

    A row is matched by its id, else by its name whatever the capitals, else by its phone number.
    """
    found: dict[int, Change] = {}
    matched: dict[str, ContactRow] = {}
    by_id = {contact.id: contact for contact in existing}
    for index, row in enumerate(rows):
        if row.id and row.id not in by_id:
            problem = f"There is no contact {row.id}. Leave the id empty for a new contact."
            found[index] = _unclear(row, problem)
        elif row.id:
            found[index] = _matched(row, by_id[row.id], Match.ID, matched)
    for match, key in ((Match.NAME, _name), (Match.PHONE, _number)):
        there = _grouped(existing, key)
        for index, row in enumerate(rows):
            same = there.get(key(row), []) if index not in found else []
            if match is Match.PHONE:
                same = [c for c in same if c.id not in matched] if len(same) == 1 else []
            if len(same) > 1:
                ids = ", ".join(contact.id for contact in same)
                problem = f"{len(same)} contacts have this name ({ids}). Add a column ID."
                found[index] = _unclear(row, problem)
            elif same:
                found[index] = _matched(row, same[0], match, matched)
    names: dict[str, ContactRow] = {}
    for index, row in enumerate(rows):
        if index not in found:
            found[index] = _new(row, names)
    return [found[index] for index in range(len(rows))]


def _name(row: ContactRow) -> str:
    return tidy_line(row.name).replace("\u2019", "'").replace("\u2018", "'").casefold()


def _number(row: ContactRow) -> str:
    """A phone number's digits, the same from inside and outside of the United Kingdom."""
    phone = (row.phone or "").replace("(0)", "")
    digits = re.sub(r"\D", "", phone)
    return "0" + digits[2:] if phone.strip().startswith("+44") else digits


def _grouped(
    contacts: Iterable[ContactRow], key: Callable[[ContactRow], str]
) -> dict[str, list[ContactRow]]:
    found: defaultdict[str, list[ContactRow]] = defaultdict(list)
    for contact in contacts:
        if key(contact):
            found[key(contact)].append(contact)
    return found


def _unclear(row: ContactRow, problem: str) -> Change:
    return Change(ChangeKind.UNCLEAR, row.row, row, problem=problem)


def _matched(
    row: ContactRow, contact: ContactRow, match: Match, matched: dict[str, ContactRow]
) -> Change:
    if contact.id in matched:
        first = matched[contact.id].row
        problem = f"Row {first} is about “{contact.name}” already. Make one row of the two."
        return _unclear(row, problem)
    matched[contact.id] = row
    whole = ContactRow(
        row.row,
        row.name,
        contact.about if row.about is None else row.about,
        contact.phone if row.phone is None else row.phone,
        contact.hours if row.hours is None else row.hours,
        contact.id,
    )
    fields = tuple(_fields(contact, whole))
    return Change(ChangeKind.CHANGED if fields else ChangeKind.SAME, row.row, whole, fields, match)


def seen_changes(change: Change) -> list[FieldChange]:
    """What a person looks at before it is saved: what differs, and the number in any case."""
    phone = change.contact.phone or ""
    numbers = [field for field in change.fields if field.column == "Phone"]
    if change.kind in (ChangeKind.NEW, ChangeKind.CHANGED) and not numbers:
        return [*change.fields, FieldChange("Phone", phone, phone)]
    return list(change.fields)


def in_words(field: FieldChange, arrow: str) -> str:
    """A change of one thing as a line: the old beside the new."""
    before, after = field.before or "nothing", field.after or "nothing"
    if before == after:
        return f"{field.column}: {after}{', as it is' if field.after else ''}"
    return f"{field.column}: {before} {arrow} {after}"


def _fields(before: ContactRow, after: ContactRow) -> Iterable[FieldChange]:
    for column, was, will in (
        ("Name", before.name, after.name),
        ("About", before.about or "", after.about or ""),
        ("Phone", before.phone or "", after.phone or ""),
    ):
        if was != will:
            yield FieldChange(column, was, will)
    hours = before.hours or (), after.hours or ()
    if each_day(hours[0]) != each_day(hours[1]):
        yield FieldChange("Hours", hours_in_words(hours[0]), hours_in_words(hours[1]))


def _new(row: ContactRow, names: dict[str, ContactRow]) -> Change:
    if not row.about:
        problem = "A new contact needs words in About: what they help with."
        return _unclear(row, problem)
    first = names.setdefault(_name(row), row)
    if first is not row:
        return _unclear(row, f"Row {first.row} has this name already. Make one row of the two.")
    whole = ContactRow(row.row, row.name, row.about, row.phone or "", row.hours or ())
    fields = tuple(_fields(ContactRow(0, row.name), whole))
    return Change(ChangeKind.NEW, row.row, whole, fields)
