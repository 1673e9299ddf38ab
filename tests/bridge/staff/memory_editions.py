"""Editions without a disk, for the staff's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.errors import ContentError, TransientError
from app.domain.kiosk import editions as rules
from app.domain.kiosk.edition_record import Edition, Offer, Record, State
from tests.bridge.doubles import (
    MemoryLibrary,
    MemorySource,
)

AT = "2026-11-22T10:05"


def edition(number: int, state: State = State.GOOD) -> Edition:
    where = f"/share/{number}.db"
    return Edition(
        *(f"e{number}", number, f"s{number}", "", 9, "2026-11-21"),
        origin=where,
        state=state,
        since=AT,
    )


class MemoryEditions(MemorySource):
    """Editions without a disk, and the source that shows them: one library a number."""

    def __init__(self, record: Record) -> None:
        super().__init__(MemoryLibrary())
        self.now = record
        self.libraries: dict[str, MemoryLibrary] = {}
        self.away: TransientError | None = None
        self.comes: Edition | None = None
        self.on_stick: tuple[Offer, ...] = ()
        self.tidied = 0

    def library(self, file: str) -> MemoryLibrary:
        return self.libraries.setdefault(file, MemoryLibrary(5, title=file))

    def changed(self) -> bool:
        return bool(self.now.next) or self.is_changed

    def open(self) -> MemoryLibrary:
        if self.now.next:
            self.now = rules.switched(self.now, AT)
        self.is_changed = False
        return self.library(self.now.on_show)

    def record(self) -> Record:
        return self.now

    unsigned = False

    def problem(self) -> str:
        return str(self.away) if self.away else ""

    def poll(self, *, asked: bool = False) -> None:
        if self.comes and not self.away:
            self.now = rules.arrived(self.now, self.comes, asked=False, at=AT)

    def stick_offers(self) -> Sequence[Offer]:
        if self.away:
            raise self.away
        return self.on_stick

    def fetch(self, offer: Offer) -> None:
        came = replace(edition(offer.number, State.WAITING), origin=offer.file)
        self.now = rules.arrived(self.now, came, asked=True, at=AT)

    def tidy(self) -> None:
        self.tidied += 1

    def select(self, file: str) -> None:
        self.now = rules.selected(self.now, file)

    def confirm(self) -> None:
        self.now = rules.confirmed(self.now)

    def trial_passed(self, file: str) -> None:
        self.now = rules.trial_passed(self.now, file)

    def failed(self, error: ContentError) -> None:
        self.now = rules.trial_failed(self.now, error.problem, AT)
        self.is_changed = True
