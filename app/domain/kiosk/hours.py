"""When the screen is lit: a site's hours, its holidays, and a picture that moves now and then.

Hours are those of a clock on the wall. When summer time begins or ends, they go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.lazy_dataclass import dataclass

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FORM = '"Mon-Fri 07:30-20:00", with days as in "Mon", "Mon-Fri" or "Sat,Sun", and hours to "24:00"'
SHIFTS = ((0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1))
"""Where the first screen stands, one after the other, in steps of a millimetre."""

_SPAN = re.compile(r"([A-Za-z,-]+) ([0-2][0-9]:[0-5][0-9])-([0-2][0-9]:[0-5][0-9])")
_DAY = timedelta(days=1)


class Light(StrEnum):
    """How bright the screen is. OFF is black: a monitor that is truly off wakes by no touch."""

    ON = "on"
    DIM = "dim"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of some days, 1 for Monday. Those that end no later than they begin go on overnight."""

    days: frozenset[int]
    begins: time
    ends: time

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read `Mon-Fri 07:30-20:00`; ValueError where it says something else."""
        found = _SPAN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        ends = "00:00" if found[3] == "24:00" else found[3]
        return cls(_days(found[1]), time.fromisoformat(found[2]), time.fromisoformat(ends))

    def holds(self, now: datetime, holidays: frozenset[date]) -> bool:
        """Whether this moment is in it."""
        at, overnight = now.time(), self.ends <= self.begins
        if self._is_of(now.date(), holidays) and at >= self.begins:
            return overnight or at < self.ends
        return overnight and at < self.ends and self._is_of(now.date() - _DAY, holidays)

    def _is_of(self, day: date, holidays: frozenset[date]) -> bool:
        return day.isoweekday() in self.days and day not in holidays


def _days(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        at = DAYS.index(first)
        number = (DAYS.index(last or first) - at) % len(DAYS) + 1
        found.update((at + n) % len(DAYS) + 1 for n in range(number))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class ScreenHours:
    """When the screen is on and when it is dimmed; `outside` is how it is else.

    On a holiday no hours begin. Without any hours, the screen is always on.
    """

    on: tuple[Span, ...] = ()
    dim: tuple[Span, ...] = ()
    holidays: frozenset[date] = frozenset()
    outside: Light = Light.OFF

    @classmethod
    def parse(
        cls, on: Iterable[str], dim: Iterable[str], holidays: Iterable[str], outside: str
    ) -> ScreenHours:
        """Read what a configuration says."""
        return cls(
            tuple(map(Span.parse, on)),
            tuple(map(Span.parse, dim)),
            frozenset(map(date.fromisoformat, holidays)),
            Light(outside),
        )

    def light(self, now: datetime) -> Light:
        """How bright the screen is at this moment."""
        if not self.on and not self.dim:
            return Light.ON
        if any(span.holds(now, self.holidays) for span in self.on):
            return Light.ON
        if any(span.holds(now, self.holidays) for span in self.dim):
            return Light.DIM
        return self.outside


ALWAYS = ScreenHours()
