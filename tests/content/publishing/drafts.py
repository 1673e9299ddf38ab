"""Drafts of the starter library, and a second and a third person who sign them."""

from __future__ import annotations

from datetime import UTC, datetime

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person

T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
T08 = ItemKey(ItemKind.TOPIC, "t08", "en-GB")


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def retitle(workshop: Workshop, key: ItemKey, title: str) -> None:
    content = workshop.items.content(key)
    words = {**content.texts, "title": title}
    workshop.items.save(Content(key, {**content.rows, "topic_text": (words,)}, {}))


def sign(workshop: Workshop, key: ItemKey) -> None:
    author, workshop.person = workshop.person, Person("Bea Consultant")
    workshop.signing.mark_checked(key)
    workshop.person = Person("Cas Third")
    workshop.signing.sign(key)
    workshop.person = author
