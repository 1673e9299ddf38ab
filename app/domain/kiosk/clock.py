"""Whether a machine's clock can be believed, and which day it is where it cannot.

A kiosk without a battery for its clock starts in 1970. A library knows better: it was published,
signed and reviewed on days that have been. Where the clock says otherwise, review notices are those
of the latest of these days, and nothing is claimed that depends on the hour.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

FAR_AHEAD = timedelta(days=3653)
"""How far ahead of the last day that is sure a clock is believed: ten years at once."""

SAVE_AFTER = timedelta(days=30)
"""How much later it has to be before the day is saved anew."""


class SeenDay(Protocol):
    """The last day on which this kiosk believed its clock, over restarts. None of it raises."""

    def last(self) -> date | None:
        """The day, if one was saved."""

    def save(self, day: date) -> None:
        """Save a later one, where there is room for it."""


def is_believed(clock: date, latest: date | None, seen: date | None = None) -> bool:
    """Whether a clock's day goes with a library whose latest day is `latest`.

    Years ahead are believed one by one, as a kiosk lives through them: `seen` is the last such day.
    A clock was never right that goes behind the library; one that only goes behind `seen` was put
    right.
    """
    if latest is None:
        return True
    return latest <= clock <= max(latest, seen or latest) + FAR_AHEAD


def sure_day(clock: date, latest: date | None, seen: date | None = None) -> date:
    """The day that it is; the last that is sure, where the clock is not believed."""
    if latest is None or is_believed(clock, latest, seen):
        return clock
    return latest if clock < latest else max(latest, seen or latest)


class LibraryDay:
    """Which day it is, as far as the library on show lets the machine's clock be believed."""

    def __init__(self, clock: Callable[[], date], seen: SeenDay | None = None) -> None:
        self._clock = clock
        self._seen = seen
        self._latest: date | None = None

    def learn(self, latest: date | None) -> None:
        """Another library is on show, and this is its latest day."""
        self._latest = latest
        last = self._last_seen()
        if self._seen is None or latest is None or not self.is_believed():
            return
        if last is None or self._clock() - last >= SAVE_AFTER:
            self._seen.save(self._clock())

    def is_believed(self) -> bool:
        """Whether the clock goes with the library; only then may an hour be claimed."""
        return is_believed(self._clock(), self._latest, self._last_seen())

    def clock(self) -> date:
        """What the machine's clock says, believed or not."""
        return self._clock()

    def __call__(self) -> date:
        """The day that it is."""
        return sure_day(self._clock(), self._latest, self._last_seen())

    def _last_seen(self) -> date | None:
        return self._seen.last() if self._seen else None
