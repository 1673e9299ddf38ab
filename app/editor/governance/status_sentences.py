"""Where a text stands, as sentences for staff."""

from __future__ import annotations

from collections.abc import Iterator

from app.content.reports.status import TextStatus
from app.domain.governance.governance import ItemKind, ItemStatus, Signature, Step
from app.domain.library.library import date_in_words

_DONE = {
    Step.CHECKED: "Checked",
    Step.SIGNED: "Signed",
    Step.REVIEWED: "Reviewed, with nothing changed,",
    Step.WITHDRAWN: "Taken down",
}
_STATUSES = {
    ItemStatus.DRAFT: "This is a draft.",
    ItemStatus.CHECKED: "It was checked, and waits for a signature.",
    ItemStatus.SIGNED: "It is signed. Families see it once it is published.",
    ItemStatus.LIVE: "It is signed, and families see it.",
}


def state_sentences(current: TextStatus) -> Iterator[str]:
    """Where a text stands, in a sentence or two."""
    row = current.row
    if current.changed_by_another_program:
        yield "Another program changed it, so it is a draft."
    else:
        yield _STATUSES[row.status]
    if row.status in (ItemStatus.DRAFT, ItemStatus.CHECKED):
        if current.signed is None and row.key.kind is ItemKind.LIBRARY:
            yield "Nobody has signed it yet. Families see it only while the library is a sample."
        elif current.signed is None:
            yield "Families see nothing of it."
        else:
            day = f" on {date_in_words(current.signed.day)}" if current.signed.day else ""
            yield f"Families see the version signed by {current.signed.name}{day}."
    if row.source_changed:
        yield "A source that it stands on has changed: read it again."


def signed_in_words(signature: Signature) -> str:
    """Who did what, and when."""
    role = f" ({signature.role})" if signature.role else ""
    day = f", {date_in_words(signature.day)}" if signature.day else ""
    return f"{_DONE[signature.step]} by {signature.name}{role}{day}."
