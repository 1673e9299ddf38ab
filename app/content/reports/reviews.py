"""What families see of a library that is worked on, with its review dates and owners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemStatus
from app.domain.governance.reviews import Reviewed
from app.domain.library.review import Review


def reviewed(workshop: Workshop) -> Iterator[Reviewed]:
    """Each text that families see. A draft beside it changes no date, until it is signed."""
    for row in workshop.items.rows():
        if not row.has_signed_version:
            continue
        review, title = row.review, row.title
        if row.status not in (ItemStatus.SIGNED, ItemStatus.LIVE):
            shown = workshop.items.signed_content(row.key)
            if shown is not None:
                review, title = review_of(shown), shown.title
        yield Reviewed(row.key, title, row.owner, review, row.source_changed)


def review_of(content: Content) -> Review | None:
    """The review dates of a version."""
    last, due = content.own.get("last_reviewed"), content.own.get("next_review")
    return Review(date.fromisoformat(last), date.fromisoformat(due)) if last and due else None
