"""What files would bring into the library, in words, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.importing.apply import (
    contacts_now,
    replaced_by,
    save_contacts,
    save_page,
)
from app.content.importing.contacts.changes import (
    Change,
    ChangeKind,
    changes,
    in_words,
    seen_changes,
)
from app.content.importing.errors import ImportingError
from app.content.importing.files import bytes_of, read_pages
from app.content.importing.pages.page import Page
from app.content.importing.reading import ReadingProcess
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.progress import Progress, quiet

SHEETS = (".csv", ".xlsx")
WHY = "Brought in from a file"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """Something that would be saved; `key` is the text that it would change, or None if new."""

    source: Page | Change
    key: ItemKey | None
    label: str
    notes: tuple[str, ...] = ()

    @property
    def is_new_page(self) -> bool:
        """Whether it needs a section to stand in."""
        return self.key is None and isinstance(self.source, Page)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be saved, and what cannot be, each in words."""

    found: tuple[PlannedItem, ...] = ()
    problems: tuple[str, ...] = ()


def read(
    workshop: Workshop, files: Sequence[Path], reader: ReadingProcess, progress: Progress = quiet
) -> ImportPlan:
    """What these files would bring. Nothing is written."""
    count = 0

    def one_more(name: str) -> None:
        nonlocal count
        progress(count / len(files), f"Reading {name}")
        count += 1

    def page(name: str, data: bytes) -> Page:
        one_more(name)
        return reader.page(name, data)

    sheets = [file for file in files if file.suffix.lower() in SHEETS]
    read_in = read_pages([file for file in files if file not in sheets], read=page)
    found = [_page(workshop, page) for page in read_in.pages]
    problems = [str(error) for error in read_in.failed]
    for file in sheets:
        try:
            one_more(file.name)
            sheet = reader.contacts(file.name, bytes_of(file))
        except ImportingError as error:
            problems.append(str(error))
            continue
        for change in changes(sheet.rows, contacts_now(workshop)):
            row = change.contact
            if change.kind is ChangeKind.UNCLEAR:
                problems.append(f"{file.name}, row {change.row}: {row.name}: {change.problem}")
            elif change.kind is not ChangeKind.SAME:
                found.append(_contact(workshop, change))
        problems += [f"{file.name}, {fault}" for fault in sheet.faults]
        problems += [f"{file.name}: {label}" for label in sheet.notes]
    return ImportPlan(tuple(found), tuple(problems))


def _page(workshop: Workshop, page: Page) -> PlannedItem:
    key = replaced_by(workshop, page)
    label = f"New page: {page.title} ({page.file})"
    if key is not None:
        label = f"Page {key.id} would change: {workshop.items.content(key).title} ({page.file})"
    return PlannedItem(page, key, label, tuple(str(one) for one in page.warnings))


def _contact(workshop: Workshop, change: Change) -> PlannedItem:
    row = change.contact
    key = None
    label = f"New contact: {row.name}"
    if change.kind is ChangeKind.CHANGED:
        key = ItemKey(ItemKind.CONTACT, row.id, workshop.settings.read().language)
        label = f"Contact {row.id} would change: {row.name}"
    notes = [in_words(field, "→") for field in seen_changes(change)]
    return PlannedItem(change, key, label, tuple(notes))


def apply_plan(workshop: Workshop, chosen: Sequence[PlannedItem], section_id: str) -> list[ItemKey]:
    """Save these as drafts, new pages last in a section; returns their keys."""
    saved: list[ItemKey] = []
    for planned in chosen:
        if isinstance(planned.source, Page):
            saved.append(save_page(workshop, planned.source, section_id, WHY))
        else:
            saved += save_contacts(workshop, [planned.source], WHY)
    return saved
