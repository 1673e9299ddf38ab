"""Counts of what families read, from which nobody can be singled out.

While a day lasts its numbers are in memory alone. When it is over, each number that is large enough
is released once, with noise: more than a number is never known of a page and a day. A number that
is too small waits, in memory, for the rest of its week; what is too small even then is forgotten.

The noise is the geometric mechanism of differential privacy, in whole numbers (no rounding can
betray it), cut off at NOISE_AT_MOST. So a number that is released stands for HIDDEN_UNDER visits or
more, always; and one visit more or less makes no number more than three times as likely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

HIDDEN_UNDER = 5
"""No number of what families do that is smaller is ever shown."""

NOISE_AT_MOST = 5
RELEASED_FROM = HIDDEN_UNDER + NOISE_AT_MOST
"""What a number has to be, with its noise, to be released."""

RATIO = 3
"""Noise that is one farther from none is so many times rarer: e to the epsilon."""

KEPT = timedelta(days=366)
PAGES_A_VISIT = 12
"""No more pages of one visit are counted: who opens everything weighs no more than this."""


class Kind(StrEnum):
    """What is counted, each at most once a visit: the last five once a visit and page."""

    VISITS = "visits"
    HANDOUTS = "visits-with-a-handout"
    TOPIC = "topic-opened"
    WALKTHROUGH = "walkthrough-opened"
    YES = "helpful-yes"
    PARTLY = "helpful-partly"
    NO = "helpful-no"


class CountsState(StrEnum):
    """What there is to show."""

    OFF = "off"
    NOTHING_YET = "nothing-yet"
    TOO_FEW = "too-few"
    SHOWN = "shown"
    NOT_SAVED = "not-saved"


class Cell(NamedTuple):
    """What a number is of; of no page where it is of whole visits."""

    kind: Kind
    page: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A number that was released: of one day, or of those of a week that were too few alone."""

    first: date
    last: date
    kind: Kind
    page: str
    number: int


@dataclass(frozen=True, slots=True)
class CountRecord:
    """What was released, and the days that were counted, with something to show or without."""

    days: tuple[date, ...] = ()
    counts: tuple[Count, ...] = ()

    def released(self, day: date, counts: Iterable[Count]) -> CountRecord:
        """With what was released of a day. A day that was counted in two pieces is added up."""
        numbers = Counter({(c.first, c.last, c.kind, c.page): c.number for c in self.counts})
        for c in counts:
            numbers[c.first, c.last, c.kind, c.page] += c.number
        return CountRecord(
            tuple(sorted({*self.days, day})),
            tuple(sorted(Count(*of, number) for of, number in numbers.items())),
        )

    def purged(self, today: date) -> CountRecord:
        """Without what is older than a year, or of days to come: a clock was wrong then."""

        def stays(day: date) -> bool:
            return today - KEPT <= day <= today

        return CountRecord(
            tuple(filter(stays, self.days)), tuple(c for c in self.counts if stays(c.first))
        )

    def between(self, first: date, last: date) -> CountRecord:
        """What began in this time."""
        return CountRecord(
            tuple(day for day in self.days if first <= day <= last),
            tuple(c for c in self.counts if first <= c.first <= last),
        )

    def totals(self) -> dict[Cell, int]:
        """The sums of what was released; of nothing else, so no sum says more than its parts."""
        sums: Counter[Cell] = Counter()
        for c in self.counts:
            sums[Cell(c.kind, c.page)] += c.number
        return dict(sums)

    def state(self) -> CountsState:
        """What there is to show, where counting is on."""
        if self.counts:
            return CountsState.SHOWN
        return CountsState.TOO_FEW if self.days else CountsState.NOTHING_YET


class CountStore(Protocol):
    """Where the record is over restarts. None of it raises."""

    def read(self) -> CountRecord | None:
        """The record; None where it is there and the disk does not give it."""

    def save(self, record: CountRecord) -> bool:
        """Put it in the place of the one before; whether there was room for it."""


class Counting(Protocol):
    """What counts, in the kiosk."""

    @property
    def state(self) -> CountsState:
        """What there is to show."""

    def sentences(self) -> list[str]:
        """What was counted, as staff read it."""


def noise(below: Callable[[int], int]) -> int:
    """How much a number is to be wrong; `below(n)` is a random number from 0 to n - 1."""
    while True:
        size = 0
        while below(RATIO) == 0:
            size += 1
        minus = below(2) == 0
        # Nothing has no sign, or it would come twice as often as it should.
        if size <= NOISE_AT_MOST and not (minus and size == 0):
            return -size if minus else size


def release(
    numbers: Mapping[Cell, int], below: Callable[[int], int]
) -> tuple[dict[Cell, int], dict[Cell, int]]:
    """What may be released of these numbers, with its noise, and those that are too few."""
    released, few = {}, {}
    for cell, number in sorted(numbers.items()):
        # Under HIDDEN_UNDER no noise could raise it far enough.
        noisy = number + noise(below) if number >= HIDDEN_UNDER else 0
        if noisy >= RELEASED_FROM:
            released[cell] = noisy
        else:
            few[cell] = number
    return released, few


class Tally:
    """The numbers of a day that is not over, and of its week those that are too few alone."""

    def __init__(self, below: Callable[[int], int]) -> None:
        self._below = below
        self.day: date | None = None
        self._today: Counter[Cell] = Counter()
        self._week: Counter[Cell] = Counter()

    def add(self, cell: Cell) -> None:
        """One more."""
        self._today[cell] += 1

    def turn_to(self, day: date) -> tuple[Count, ...]:
        """It is this day now: what is released of the one before, where there was another."""
        before, self.day = self.day, day
        if before is None or before == day:
            return ()
        counts = self._end_day(before)
        if _monday(before) != _monday(day):
            counts += self._end_week(before)
        return counts

    def end(self) -> tuple[Count, ...]:
        """The kiosk ends: what is released of the day and of the week so far."""
        day, self.day = self.day, None
        return () if day is None else self._end_day(day) + self._end_week(day)

    def _end_day(self, day: date) -> tuple[Count, ...]:
        released, few = release(self._today, self._below)
        self._today.clear()
        self._week.update(few)
        return tuple(Count(day, day, *cell, number) for cell, number in released.items())

    def _end_week(self, day: date) -> tuple[Count, ...]:
        released, _ = release(self._week, self._below)
        self._week.clear()
        first = _monday(day)
        last = first + timedelta(days=6)
        return tuple(Count(first, last, *cell, number) for cell, number in released.items())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def sorted_by_number(totals: Mapping[Cell, int], kind: Kind) -> list[tuple[str, int]]:
    """The pages of a kind with their numbers, the largest first."""
    pages = [(cell.page, number) for cell, number in totals.items() if cell.kind is kind]
    return sorted(pages, key=lambda one: (-one[1], one[0]))
