"""What files would bring into the library: each page and contact as it would be saved, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.importing.changes import Change, ChangeKind, changes
from app.content.importing.contacts import ContactRow, read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.hours import Hours
from app.content.importing.pages import Page
from app.content.importing.reading import bytes_of, read_pages
from app.content.items import Content
from app.content.workshop.writing import blank
from app.domain.governance import ItemKey, ItemKind
from app.editor.changes import row_of, rows, with_own, with_rows, with_words

SHEETS = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that would be saved. `is_new` without an id of its own; `notes` are to be read."""

    content: Content
    is_new: bool
    words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What would be saved, and what cannot be, each in words."""

    found: tuple[Arrival, ...]
    refused: tuple[str, ...]


def read(
    files: Sequence[Path],
    contacts: Sequence[Content],
    find: Callable[[ItemKey], Content | None],
    language: str,
) -> Arrivals:
    """What these files would bring; `contacts` are the library's, and `find` finds its texts."""
    sheets = [file for file in files if file.suffix.lower() in SHEETS]
    found: list[Arrival] = []
    refused: list[str] = []
    read_in = read_pages([file for file in files if file not in sheets])
    found += [_page(page, find, language) for page in read_in.pages]
    refused += [str(error) for error in read_in.refused]
    for file in sheets:
        try:
            _contacts(file, contacts, language, found, refused)
        except ImportingError as error:
            refused.append(str(error))
    return Arrivals(tuple(found), tuple(refused))


def _page(page: Page, find: Callable[[ItemKey], Content | None], language: str) -> Arrival:
    key = ItemKey(ItemKind.TOPIC, page.page_id, language)
    before = find(key) if page.page_id else None
    content = before or blank(replace(key, id=""), page.title)
    content = with_words(content, title=page.title, body=page.body)
    for name, words in (("line", page.line), ("summary", page.summary)):
        if words:
            content = with_words(content, **{name: words})
    if page.questions:
        questions = (row_of(text=question) for question in page.questions)
        content = with_rows(content, "topic_question", questions)
    if before is None:
        words = f"New page: {page.title} ({page.file})"
    else:
        words = f"Page {page.page_id} would change: {before.title} ({page.file})"
    return Arrival(content, before is None, words, tuple(str(one) for one in page.dropped))


def _contacts(
    file: Path,
    contacts: Sequence[Content],
    language: str,
    found: list[Arrival],
    refused: list[str],
) -> None:
    sheet = read_contacts(file.name, bytes_of(file))
    library = {content.key: content for content in contacts}
    for change in changes(sheet.rows, [_row(content) for content in contacts]):
        if change.kind is ChangeKind.UNCLEAR:
            refused.append(
                f"{file.name}, row {change.row}: {change.contact.name}: {change.problem}"
            )
        elif change.kind is not ChangeKind.SAME:
            found.append(_contact(change, library, language))
    refused += [f"{file.name}, {fault}" for fault in sheet.faults]
    refused += [f"{file.name}: {words}" for words in sheet.told]


def _row(content: Content) -> ContactRow:
    hours = tuple(
        Hours(row["first_day"], row["last_day"], row["opens"], row["closes"])
        for row in rows(content, "contact_hours")
    )
    words = content.words
    return ContactRow(
        *(0, str(words["name"]), str(words["about"]), str(content.own.get("phone", ""))),
        hours,
        content.key.id,
    )


def _contact(change: Change, library: Mapping[ItemKey, Content], language: str) -> Arrival:
    row = change.contact
    key = ItemKey(ItemKind.CONTACT, row.id, language)
    content = library.get(key) or blank(key, row.name)
    content = with_own(content, phone=row.phone or "")
    content = with_words(content, name=row.name, about=row.about or "")
    hours = (
        row_of(first_day=one.first_day, last_day=one.last_day, opens=one.opens, closes=one.closes)
        for one in row.hours or ()
    )
    content = with_rows(content, "contact_hours", hours)
    is_new = change.kind is ChangeKind.NEW
    words = f"New contact: {row.name}" if is_new else f"Contact {row.id} would change: {row.name}"
    notes = [f"{f.column}: {f.before or 'nothing'} → {f.after or 'nothing'}" for f in change.fields]
    return Arrival(content, is_new, words, tuple(notes))
