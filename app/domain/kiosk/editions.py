"""What becomes of a kiosk's editions: which is on show, which comes next, which to fall back on.

Pure: a record goes in and a record comes out. File system and processes are not handled here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.kiosk.edition_record import BASE, Edition, EditionRejection, Offer, Record, State

GOOD_LIMIT = 3
"""How many good editions are kept."""

TRIES = 3
"""How often the kiosk may stop while an edition is on trial. One power cut condemns nothing."""

JUMP = 1000
"""How far a number may be from the last one. Whoever took a far one would never see the next."""

MOST_NUMBER = 999_999_999
"""The highest number of an edition: above it none could follow."""

_BAD_LIMIT = 10
_HANDLED_LIMIT = 50
_REJECTION_LIMIT = 3


def choose(record: Record, offers: Iterable[Offer]) -> Offer | None:
    """The offer that the kiosk takes by itself: never an older number, never a file it knows.

    One with the number on show is looked at too: its contents may be others.
    """
    floor = _floor(record)
    fit = [
        offer
        for offer in offers
        if not offer.problem
        and offer.fingerprint not in record.handled
        and not jumps(record, offer)
        and (offer.number > floor or offer.number == record.number)
    ]
    return max(fit, key=lambda offer: (offer.number, offer.file), default=None)


def jumps(record: Record, offer: Offer) -> bool:
    """Whether the number of an offer is too far from those that were taken."""
    last = _last_number(record)
    return last > 0 and offer.number > last + JUMP


def _last_number(record: Record) -> int:
    return max((e.number for e in record.entries if e.state is not State.BAD), default=0)


def jump_rejected(record: Record, offer: Offer, at: str) -> Record:
    """Remember that the number of an offer is too far, once. It may fit later."""
    last = _last_number(record)
    problem = f"Edition {offer.number} is more than {JUMP} after edition {last}."
    if any((r.origin, r.problem) == (offer.file, problem) for r in record.rejections):
        return record
    hint = f"Ask who published it: the next number may be up to {last + JUMP}."
    return rejected(record, EditionRejection(offer.file, offer.number, problem, hint, at), "")


def rejected(record: Record, rejection: EditionRejection, fingerprint: str) -> Record:
    """Remember why a file is not shown, once."""
    others = [
        r for r in record.rejections if (r.origin, r.number) != (rejection.origin, rejection.number)
    ]
    return _with_handled(
        replace(record, rejections=(*others, rejection)[-_REJECTION_LIMIT:]), fingerprint
    )


def duplicate(record: Record, offer: Offer, source: str, *, asked: bool, at: str) -> Record:
    """What an offer means that turned out to be an edition that is known by its contents."""
    edition = next(e for e in record.entries if e.source == source)
    record = _with_handled(record, offer.fingerprint)
    if edition.state is State.BAD:
        problem = f"Edition {edition.number} was tried on this kiosk, and could not be shown."
        hint = "Publish it again, with a new number."
        return rejected(
            record,
            EditionRejection(offer.file, edition.number, problem, hint, at),
            offer.fingerprint,
        )
    if asked and edition.file != record.on_show:
        return replace(record, next=edition.file)
    return record


def arrived(record: Record, edition: Edition, *, asked: bool, at: str) -> Record:
    """A checked copy has come. `asked` is by staff, who may choose an older number.

    It comes next, unless its number stands in the way; then it is refused.
    """
    record = _with_handled(record, edition.fingerprint)
    same = [e for e in record.entries if e.number == edition.number and e.state is not State.BAD]
    if same and not same[-1].source:  # forgotten, so it is learned anew
        return _replaced(record, replace(same[-1], source=edition.source))
    if same or edition.number == record.number:
        problem = f"This kiosk has another edition {edition.number}, with other contents."
        if not same:
            problem = f"The library that this kiosk was set up with is edition {edition.number}."
        hint = "Publish it again: its number has to go up."
        return rejected(
            record, EditionRejection(edition.origin, edition.number, problem, hint, at), ""
        )
    if not asked and edition.number <= _floor(record):
        return record
    in_vain = record.coming if record.coming and record.coming.state is State.WAITING else None
    others = [e for e in record.entries if e is not in_vain]
    rejections = tuple(r for r in record.rejections if r.origin != edition.origin)
    return replace(record, entries=(*others, edition), next=edition.file, rejections=rejections)


def _floor(record: Record) -> int:
    return max(record.number, record.coming.number if record.coming else 0, record.ignored_up_to)


def switched(record: Record, at: str) -> Record:
    """Put the one that comes next on show; a new one is on trial."""
    before, was, edition = record.number, record.showing, record.coming
    now = edition.number if edition else record.base
    if now < before:
        # By themselves numbers only go up, so staff have asked for this.
        record = replace(record, ignored_up_to=max(record.ignored_up_to, before))
        record = _replaced(record, replace(was, rolled_back=True)) if was else record
    if edition is None:
        return replace(record, on_show=BASE, next="")
    new = edition.state is not State.GOOD
    state, tries = (State.TRIAL, 1) if new else (State.GOOD, 0)
    shown = replace(edition, state=state, since=at, tries=tries, rolled_back=False)
    return replace(record, entries=_last(record, shown), on_show=edition.file, next="")


def _last(record: Record, edition: Edition) -> tuple[Edition, ...]:
    return (*(e for e in record.entries if e.file != edition.file), edition)


def trial_passed(record: Record, file: str) -> Record:
    """The one on trial is good. The last three good ones are kept, by when they were shown.

    The last one that staff confirmed is always among them: nobody can push it out by publishing.
    """
    edition = record.showing
    if edition is None or edition.file != file or edition.state is not State.TRIAL:
        return record
    record = _replaced(record, replace(edition, state=State.GOOD, tries=0))
    good = _to_keep([e for e in record.entries if e.state is State.GOOD])
    bad = [e for e in record.entries if e.state is State.BAD][-_BAD_LIMIT:]
    waiting = [e for e in record.entries if e.state is State.WAITING]
    entries = tuple(e for e in record.entries if e in (*good, *bad, *waiting))
    return replace(record, entries=entries)


def _to_keep(good: list[Edition]) -> list[Edition]:
    sure = [e for e in good if e.confirmed][-1:]
    others = [e for e in good if e not in sure]
    return [*sure, *others[len(sure) - GOOD_LIMIT :]]


def can_confirm(record: Record) -> bool:
    """Whether staff may say that the edition on show is right."""
    edition = record.showing
    return edition is not None and edition.state is State.GOOD and not edition.confirmed


def confirmed(record: Record) -> Record:
    """Staff have looked at the edition on show, and it is right."""
    edition = record.showing
    if edition is None or not can_confirm(record):
        return record
    return _replaced(record, replace(edition, confirmed=True))


def trial_failed(record: Record, problem: str, at: str) -> Record:
    """The one on trial could not be shown: back to the last good one. It is never tried again."""
    edition = record.showing
    if edition is None or edition.state is not State.TRIAL:
        return record
    hint = "The kiosk went back by itself. Check the edition, and publish it again."
    rejection = EditionRejection(edition.origin, edition.number, problem, hint, at)
    record = _replaced(record, replace(edition, state=State.BAD))
    return rejected(_fall_back(record, at), rejection, edition.fingerprint)


def damaged(record: Record, file: str, at: str) -> Record:
    """A kept copy is not what it was: drop it. It may be taken again from where it came from."""
    edition = record.edition(file)
    if edition is None:
        return record
    problem = f"The kiosk's copy of edition {edition.number} was damaged."
    hint = "It is taken again from where it came from; if this comes back, have the disk looked at."
    was_on_show = record.on_show == file
    record = replace(
        record,
        entries=tuple(e for e in record.entries if e.file != file),
        next="" if record.next == file else record.next,
        handled=tuple(
            fingerprint for fingerprint in record.handled if fingerprint != edition.fingerprint
        ),
    )
    if was_on_show:
        # One that staff left does not come back by this: it is still known by its contents.
        ignored_up_to = min(record.ignored_up_to, edition.number - 1)
        record = _fall_back(replace(record, ignored_up_to=ignored_up_to), at)
    return rejected(record, EditionRejection(edition.origin, edition.number, problem, hint, at), "")


def renewed(record: Record, file: str, edition: Edition) -> Record:
    """A kept copy has been brought up to the program's version, and has another name."""
    return replace(
        record,
        entries=tuple(edition if e.file == file else e for e in record.entries),
        on_show=edition.file if record.on_show == file else record.on_show,
        next=edition.file if record.next == file else record.next,
    )


def restarted(record: Record, at: str) -> Record:
    """The kiosk has started: one that it stopped under again and again is not shown any more."""
    edition = record.showing
    if edition is None or edition.state is not State.TRIAL:
        return record
    if edition.tries >= TRIES:
        problem = f"The kiosk stopped {TRIES} times while it first showed edition {edition.number}."
        return trial_failed(record, problem, at)
    return _replaced(record, replace(edition, tries=edition.tries + 1))


def alternatives(record: Record) -> tuple[Edition, ...]:
    """The good editions that staff may go back or forth to, the one shown last first."""
    others = [e for e in record.entries if e.state is State.GOOD and e.file != record.on_show]
    return tuple(reversed(others))


def went_back_from(record: Record) -> int:
    """The highest number that this kiosk or its staff went back from; 0 where there is none."""
    left = (e.number for e in record.entries if e.state is State.BAD or e.rolled_back)
    return max(left, default=0)


def went_back(record: Record) -> dict[str, str | int]:
    """What is on show, what the kiosk or its staff went back from, why, and when."""
    back = went_back_from(record)
    why = next((r.problem for r in reversed(record.rejections) if r.number == back and back), "")
    since = record.showing.since if record.showing and back else ""
    return {"shows": record.number, "back": back, "why": why, "at": since}


def selected(record: Record, file: str) -> Record:
    """Staff choose what comes next: an edition that is kept, or BASE."""
    edition = record.edition(file)
    if file != BASE and (edition is None or edition.state is State.BAD):
        return record
    return replace(record, next="" if file == record.on_show else file)


def base_numbered(record: Record, number: int) -> Record:
    """The number of the library that the kiosk was set up with is known."""
    return replace(record, base=number)


def _fall_back(record: Record, at: str) -> Record:
    good = [edition for edition in alternatives(record) if not edition.rolled_back]
    if not good:
        return replace(record, on_show=BASE)
    entries = _last(record, replace(good[0], since=at))
    return replace(record, entries=entries, on_show=good[0].file)


def _replaced(record: Record, edition: Edition) -> Record:
    entries = tuple(edition if e.file == edition.file else e for e in record.entries)
    return replace(record, entries=entries)


def _with_handled(record: Record, fingerprint: str) -> Record:
    if not fingerprint:
        return record
    others = [m for m in record.handled if m != fingerprint]
    return replace(record, handled=(*others, fingerprint)[-_HANDLED_LIMIT:])
