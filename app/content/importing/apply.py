"""Writing what was brought in, as drafts, once somebody has seen what will change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.content.importing.contacts.changes import Change, ChangeKind
from app.content.importing.contacts.hours import Hours, spans
from app.content.importing.contacts.rows import ContactRow
from app.content.importing.pages.page import Page
from app.content.items.fields import TO_WRITE
from app.content.items.item import Cells, Content
from app.content.reader.pictures import renamed
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind

_ICON = "book-open"


def contacts_now(workshop: Workshop) -> list[ContactRow]:
    """The library's contacts, drafts among them, as rows to compare with."""
    return [
        _row(workshop.items.content(item.key)) for item in workshop.items.rows(ItemKind.CONTACT)
    ]


def _row(content: Content) -> ContactRow:
    hours = (
        Hours(row["first_day"], row["last_day"], row["opens"], row["closes"])
        for row in content.rows.get("contact_hours", ())
    )
    words = content.texts
    phone = str(content.own.get("phone", ""))
    return ContactRow(0, words["name"], words["about"], phone, spans(hours), content.key.id)


def save_contacts(workshop: Workshop, made: Iterable[Change], why: str) -> list[ItemKey]:
    """Save each row that is new or changed as a draft; returns them."""
    language = workshop.settings.read().language
    saved = []
    for change in made:
        row = change.contact
        if change.kind is ChangeKind.NEW:
            blank = Content(ItemKey(ItemKind.CONTACT, "new", language), {}, {})
            saved.append(workshop.items.add(_contact(blank, row), why=why))
        elif change.kind is ChangeKind.CHANGED:
            key = ItemKey(ItemKind.CONTACT, row.id, language)
            workshop.items.save(_contact(workshop.items.content(key), row), why, act="imported")
            saved.append(key)
    return saved


def _contact(before: Content, row: ContactRow) -> Content:
    own: dict[str, Any] = dict(before.rows.get("contact", ({},))[0])
    own.pop("phone", None)
    if row.phone:
        own["phone"] = row.phone
    hours: Sequence[Cells] = [
        {"first_day": h.first_day, "last_day": h.last_day, "opens": h.opens, "closes": h.closes}
        for h in row.hours or ()
    ]
    words = {"name": row.name, "about": row.about or TO_WRITE}
    rows = {"contact": (own,), "contact_text": (words,), "contact_hours": tuple(hours)}
    return Content(before.key, {t: r for t, r in rows.items() if r}, before.cites)


def replaced_by(workshop: Workshop, page: Page) -> ItemKey | None:
    """The topic that a page would be a new draft of: the one with its id, if there is one."""
    key = ItemKey(ItemKind.TOPIC, page.page_id, workshop.settings.read().language)
    known = {row.key for row in workshop.items.rows(ItemKind.TOPIC)}
    return key if key in known else None


def save_page(workshop: Workshop, page: Page, section_id: str, why: str) -> ItemKey:
    """Save a page as a draft: of the topic with its id, or as a new one, last in a section."""
    key = replaced_by(workshop, page)
    for picture in page.pictures:
        workshop.pictures.add_named_after(page.file, picture)
    digests = {name: digest for digest, name in workshop.pictures.names().items()}
    page = replace(page, body=renamed(page.body, lambda name: digests.get(name, name)))
    if key is None:
        blank = ItemKey(ItemKind.TOPIC, "new", workshop.settings.read().language)
        content = Content(blank, {"topic": ({"icon": _ICON},)}, {})
        return workshop.items.add(_topic(content, page), section_id, why)
    workshop.items.save(_topic(workshop.items.content(key), page), why, act="imported")
    return key


def _topic(before: Content, page: Page) -> Content:
    """A page's words over those that are there; what the file leaves open stays."""
    words: dict[str, Any] = dict(before.rows.get("topic_text", ({},))[0])
    words |= {"title": page.title, "body": page.body}
    words["line"] = page.line or words.get("line", TO_WRITE)
    words["summary"] = page.summary or words.get("summary", TO_WRITE)
    rows = {**before.rows, "topic_text": ({k: v for k, v in words.items() if v},)}
    if page.questions:
        rows["topic_question"] = tuple({"text": question} for question in page.questions)
    return Content(before.key, rows, before.cites)
