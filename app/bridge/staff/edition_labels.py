"""What staff are told of editions: sentences and the labels of choices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import BASE, Offer, Record, State
from app.domain.library.library import date_in_words

MOST_ALTERNATIVES = 2
MOST_NOTICES = 2


UNSIGNED = (
    "This kiosk takes unsigned editions: whoever can write to their folder decides what families"
    " read."
)


def status_lines(record: Record, *, unsigned: bool = False) -> list[str]:
    """Which edition is on show, since when and where from; and what waits."""
    edition = record.showing
    if edition is None:
        lines = [f"On show: edition {record.base}, the library this kiosk was set up with."]
    else:
        since = f" since {_when(edition.since)}" if edition.since else ""
        lines = [f"On show: edition {edition.number},{since or ' as found on the disk'}."]
        if edition.by:
            lines.append(f"Edition {edition.number}, by {edition.by}: {edition.summary}.")
        if edition.origin:
            lines.append(f"{_published(edition.published)}It came from {edition.origin}.")
        if edition.confirmed:
            lines.append("Staff have checked it. It is kept, however many come after it.")
        if edition.state is State.TRIAL:
            lines.append("The kiosk is trying it out.")
    if coming := record.coming:
        lines.append(f"Edition {coming.number} waits until nobody is reading.")
    elif record.next == BASE:
        lines.append("The library this kiosk was set up with waits until nobody is reading.")
    return [*lines, UNSIGNED] if unsigned else lines


def confirmation(record: Record) -> str:
    """What staff may say of the edition on show, or ""."""
    if not editions.can_confirm(record):
        return ""
    return f"We have checked edition {record.number}: keep it"


def _published(day: str) -> str:
    return f"Published on {_when(day)}. " if day else ""


def _when(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return date_in_words(moment.date()) + (f", {moment:%H:%M}" if "T" in at else "")


def notices(record: Record, problem: str) -> list[str]:
    """What stands in the way, and what was refused, the newest first."""
    rejected = []
    for rejection in reversed(record.rejections):
        what = (
            f"Edition {rejection.number} is not shown" if rejection.number else "A file was refused"
        )
        rejected.append(f"{what}. {rejection.problem} {rejection.hint}")
    return [*([problem] if problem else []), *rejected][:MOST_NOTICES]


def alternatives(record: Record) -> list[dict[str, Any]]:
    """The editions that staff may show instead, as choices."""
    rows = [
        _choice(record, edition.file, edition.number, f"edition {edition.number}")
        for edition in editions.alternatives(record)[:MOST_ALTERNATIVES]
    ]
    if len(rows) < MOST_ALTERNATIVES and record.base and record.on_show != BASE:
        rows.append(_choice(record, BASE, record.base, "the first library"))
    return rows


def _choice(record: Record, choice: str, number: int, name: str) -> dict[str, Any]:
    older = number < record.number
    stays = f" Edition {record.number} does not come back by itself." if older else ""
    return {
        "choice": choice,
        "label": f"Go back to {name}" if older else f"Show {name}",
        "about": "",
        "question": f"Show {name} to families?{stays}",
    }


def choices(record: Record, offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """What was found on a stick, the newest first. One with a problem cannot be chosen."""
    rows = []
    for offer in sorted(offers, key=lambda o: (-o.number, o.file)):
        if offer.problem:
            about = f"{offer.problem} {offer.hint}"
            rows.append({"choice": "", "label": "", "about": about, "question": ""})
            continue
        older = offer.number < record.number
        note = ", older than the one on show" if older else ""
        question = (
            f"Edition {offer.number} is older than edition {record.number}, which is on show."
            " Show it all the same?"
        )
        rows.append(
            {
                "choice": offer.file,
                "label": f"Take edition {offer.number}{note}",
                "about": f"{_published(offer.published)}{offer.file}",
                "question": question if older else "",
            }
        )
    return rows


def outcome(record: Record, number: int) -> str:
    """What came of choosing an edition."""
    if record.coming is not None and record.coming.number == number:
        return f"Edition {number} is here. It shows as soon as nobody is reading."
    if record.number == number and not record.next:
        return f"Edition {number} is on show."
    why = [f"{r.problem} {r.hint}" for r in record.rejections if r.number == number]
    return " ".join([f"Edition {number} is not shown.", *why[-1:]])
