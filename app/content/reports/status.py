"""How each text of a library that is worked on stands, for lists and reports of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.content.workshop import Workshop
from app.content.workshop.staff_notes import NOTE, OPENED_AGAIN, RESOLVED
from app.content.workshop.values import Event, ItemRow
from app.domain.governance.governance import (
    LIBRARY_KEY,
    SHOWN,
    ItemKey,
    ItemKind,
    ItemStatus,
    Person,
    Signature,
    Step,
    on_show,
)

ELSEWHERE = "another program"
"""Who changed a text where nobody recorded it: a tool that wrote into the file."""


@dataclass(frozen=True, slots=True)
class TextStatus:
    """A text, who signed what families see of it, and whether another program wrote what is there.

    `signed` is None where families see nothing of it.
    """

    row: ItemRow
    signed: Signature | None
    checked: Signature | None
    changed_by_another_program: bool


def text_statuses(workshop: Workshop) -> Iterator[TextStatus]:
    """Every text, in the library's order; the library itself comes last."""
    for row in workshop.items.rows():
        yield status_of_text(workshop, row)
    if (library := workshop.items.row(LIBRARY_KEY)) is not None:
        yield status_of_text(workshop, library)


def status_of_text(workshop: Workshop, row: ItemRow) -> TextStatus:
    """How one text stands."""
    steps = workshop.signing.signatures(row.key)
    shown = on_show(steps)
    signed = next((s for s in reversed(steps) if s.step in SHOWN and s.digest == shown), None)
    if row.status is not ItemStatus.DRAFT:
        digest = workshop.items.content(row.key).digest if row.status is ItemStatus.CHECKED else ""
        checks = (s for s in reversed(steps) if s.step is Step.CHECKED and s.digest == digest)
        return TextStatus(row, signed, next(checks, None), changed_by_another_program=False)
    return TextStatus(row, signed, None, _is_externally_modified(workshop, row.key))


def _is_externally_modified(workshop: Workshop, key: ItemKey) -> bool:
    """Whether the words that stand there now came from another program."""
    if key.kind is ItemKind.LIBRARY:
        return False  # of what was arranged, only what was checked is kept as a version
    digest = workshop.items.content(key).digest
    if workshop.items.version(digest) is None:
        return True
    return next(
        (e.act == "found" for e in workshop.history.events(key) if e.digest == digest), False
    )


def whole_history(workshop: Workshop, key: ItemKey | None, limit: int) -> tuple[Event, ...]:
    """The history, newest first, with what another program changed and nobody wrote down yet.

    A limit of -1 is all of it.
    """
    modified = workshop.index.externally_modified(key)
    found = tuple(
        Event(0, "", Person(""), "found", one.kind, one.id, one.language, digest, "")
        for one, digest in modified.items()
    )
    whole = (*found, *workshop.history.events(key, limit))
    return whole if limit < 0 else whole[:limit]


def titles(workshop: Workshop) -> Mapping[tuple[ItemKind, str], str]:
    """What each item is called, in the library's own language where it has words in it."""
    return workshop.items.titles()


_ACTS = {
    "found": "changed by another program",
    "saved": "saved",
    "deleted": "deleted",
    "checked": "checked",
    "signed": "signed",
    "reviewed": "reviewed, nothing changed",
    "withdrawn": "taken down",
    "restored": "an earlier version brought back",
    "imported": "imported",
    "arranged": "arranged",
    "published": "published",
}


def act_in_words(act: str, why: str = "") -> str:
    """What was done, as staff say it."""
    if act == "arranged" and why.startswith((NOTE, RESOLVED, OPENED_AGAIN)):
        return "a note to each other"
    return _ACTS.get(act, act)
