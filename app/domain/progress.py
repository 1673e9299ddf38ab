"""How far a long piece of work has come, and how it is stopped on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Progress = Callable[[float, str], None]
"""Called with how far it has come (0 to 1) and what is being done; CancelledError ends the work."""

_TIMES = 200
"""How often a count is reported, at most."""

_Item = TypeVar("_Item")


class CancelledError(Exception):
    """Somebody asked to stop. What was begun is taken back."""


def quiet(share: float, label: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class SubProgress:
    """A part of some work, from one share of the whole to another."""

    report: Progress = quiet
    begin: float = 0.0
    end: float = 1.0

    def sub(self, begin: float, end: float) -> SubProgress:
        """A part of this part."""
        return SubProgress(self.report, self._at(begin), self._at(end))

    def at(self, share: float, label: str) -> None:
        """Report how far this part has come, from 0 to 1."""
        self.report(self._at(share), label)

    def _at(self, share: float) -> float:
        return self.begin + (self.end - self.begin) * min(share, 1.0)

    def each(self, items: Iterable[_Item], total: int, label: str) -> Iterator[_Item]:
        """The items, reporting every some of them: "Checking page 3,120 of 10,000"."""
        step = max(1, total // _TIMES)
        for number, item in enumerate(items):
            if number % step == 0 and number < total:
                self.at(number / total, f"{label} {number + 1:,} of {total:,}")
            yield item


NO_PROGRESS = SubProgress()
"""Of work that reports to nobody."""
