"""What files would bring into the library, in words, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.importing.apply import (
    bring_contacts,
    bring_page,
    contacts_now,
    replaced_by,
)
from app.content.importing.contacts.changes import Change, ChangeKind, changes
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.files import bytes_of, read_pages
from app.content.importing.pages.page import Page
from app.content.workshop import Workshop
from app.domain.governance import ItemKey, ItemKind

SHEETS = (".csv", ".xlsx")
WHY = "Brought in from a file"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that would be saved; `key` is the text that it would change, or None if new."""

    what: Page | Change
    key: ItemKey | None
    words: str
    notes: tuple[str, ...] = ()

    @property
    def is_new_page(self) -> bool:
        """Whether it needs a section to stand in."""
        return self.key is None and isinstance(self.what, Page)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What would be saved, and what cannot be, each in words."""

    found: tuple[Arrival, ...] = ()
    refused: tuple[str, ...] = ()


def read(workshop: Workshop, files: Sequence[Path]) -> Arrivals:
    """What these files would bring. Nothing is written."""
    sheets = [file for file in files if file.suffix.lower() in SHEETS]
    read_in = read_pages([file for file in files if file not in sheets])
    found = [_page(workshop, page) for page in read_in.pages]
    refused = [str(error) for error in read_in.refused]
    for file in sheets:
        try:
            sheet = read_contacts(file.name, bytes_of(file))
        except ImportingError as error:
            refused.append(str(error))
            continue
        for change in changes(sheet.rows, contacts_now(workshop)):
            row = change.contact
            if change.kind is ChangeKind.UNCLEAR:
                refused.append(f"{file.name}, row {change.row}: {row.name}: {change.problem}")
            elif change.kind is not ChangeKind.SAME:
                found.append(_contact(workshop, change))
        refused += [f"{file.name}, {fault}" for fault in sheet.faults]
        refused += [f"{file.name}: {words}" for words in sheet.told]
    return Arrivals(tuple(found), tuple(refused))


def _page(workshop: Workshop, page: Page) -> Arrival:
    key = replaced_by(workshop, page)
    words = f"New page: {page.title} ({page.file})"
    if key is not None:
        words = f"Page {key.id} would change: {workshop.content(key).title} ({page.file})"
    return Arrival(page, key, words, tuple(str(one) for one in page.dropped))


def _contact(workshop: Workshop, change: Change) -> Arrival:
    row = change.contact
    key = None
    words = f"New contact: {row.name}"
    if change.kind is ChangeKind.CHANGED:
        key = ItemKey(ItemKind.CONTACT, row.id, workshop.settings().language)
        words = f"Contact {row.id} would change: {row.name}"
    notes = [f"{f.column}: {f.before or 'nothing'} → {f.after or 'nothing'}" for f in change.fields]
    return Arrival(change, key, words, tuple(notes))


def bring(workshop: Workshop, chosen: Sequence[Arrival], section_id: str) -> list[ItemKey]:
    """Save these as drafts, new pages last in a section; returns their keys."""
    brought: list[ItemKey] = []
    for arrival in chosen:
        if isinstance(arrival.what, Page):
            brought.append(bring_page(workshop, arrival.what, section_id, WHY))
        else:
            brought += bring_contacts(workshop, [arrival.what], WHY)
    return brought
