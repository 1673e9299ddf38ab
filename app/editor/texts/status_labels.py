"""Where an item stands, at a glance: an icon, two words, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.content.workshop.values import ItemRow
from app.domain.governance.governance import ItemKind, ItemStatus
from app.domain.library.library import date_in_words
from app.domain.library.review import ReviewState

KIND_LABELS = {
    ItemKind.TOPIC: "Page",
    ItemKind.WALKTHROUGH: "Walkthrough",
    ItemKind.CONTACT: "Contact",
    ItemKind.TERM: "Glossary word",
}
"""What each kind of item is called on the screen."""


class Filter(StrEnum):
    """Which items the tree shows."""

    ALL = "Everything"
    DRAFTS = "Drafts"
    WAITING = "Waiting for a signature"
    SIGNED = "Signed, not yet published"
    DUE = "Review due soon"
    OVERDUE = "Review overdue"
    SOURCE = "A source has changed"


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """How the tree and the page's head say where an item stands."""

    icon: str
    label: str
    sentence: str


_STATUSES = {
    ItemStatus.DRAFT: ("pencil", "Draft", "Families do not see it."),
    ItemStatus.CHECKED: ("hourglass", "To sign", "It was checked, and waits for a signature."),
    ItemStatus.SIGNED: ("check", "Signed", "It is signed, and ready for families."),
    ItemStatus.LIVE: ("shield-check", "Live", "Families see this."),
}
_OLDER = "Families see the version that was signed before."
_REVIEWS = {
    ReviewState.DUE_SOON: ("clock", "due soon", "Its review is due on {day}."),
    ReviewState.OVERDUE: ("triangle-alert", "overdue", "Its review was due on {day}."),
}


def status_label(row: ItemRow, today: date) -> StatusLabel:
    """Where an item stands today."""
    icon, label, sentence = _STATUSES[row.status]
    is_open = row.status in (ItemStatus.DRAFT, ItemStatus.CHECKED)
    if is_open and row.has_signed_version:
        sentence = f"{sentence.removesuffix('Families do not see it.')} {_OLDER}".strip()
    state = row.review.state(today) if row.review else ReviewState.CURRENT
    if row.review and state in _REVIEWS:
        its_icon, its_label, its_sentence = _REVIEWS[state]
        icon = icon if is_open else its_icon
        label = f"{label}, {its_label}" if is_open else its_label.capitalize()
        sentence = f"{sentence} {its_sentence.format(day=date_in_words(row.review.due))}"
    if row.source_changed:
        sentence += " A source that it stands on has changed."
    if row.unfinished:
        label = f"Not saved, {label[0].lower()}{label[1:]}"  # first: the rest may not fit
        sentence += " What was typed here becomes a draft once it is saved."
    return StatusLabel(icon, label, sentence)


def passes(row: ItemRow, chosen: Filter, today: date) -> bool:
    """Whether an item is among those that a filter shows."""
    if chosen is Filter.ALL:
        return True
    if chosen is Filter.DRAFTS:
        return row.status is ItemStatus.DRAFT or row.unfinished
    if chosen is Filter.WAITING:
        return row.status is ItemStatus.CHECKED
    if chosen is Filter.SIGNED:
        return row.status is ItemStatus.SIGNED
    if chosen is Filter.SOURCE:
        return row.source_changed
    wanted = ReviewState.OVERDUE if chosen is Filter.OVERDUE else ReviewState.DUE_SOON
    return row.review is not None and row.review.state(today) is wanted
