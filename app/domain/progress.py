"""How far a long piece of work has come, and how it is stopped on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Progress = Callable[[float, str], None]
"""Told how far it has come (0 to 1), and what is being done. Raises Stopped to end the work."""

_TIMES = 200
"""How often somebody is told of a count on its way, at most."""

_Item = TypeVar("_Item")


class CancelledError(Exception):
    """Somebody asked to stop. What was begun is taken back."""


def quiet(share: float, words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class SubProgress:
    """A part of some work, from one share of the whole to another."""

    tell: Progress = quiet
    begin: float = 0.0
    end: float = 1.0

    def sub(self, begin: float, end: float) -> SubProgress:
        """A part of this part."""
        return SubProgress(self.tell, self._at(begin), self._at(end))

    def at(self, share: float, words: str) -> None:
        """Tell how far this part has come, from 0 to 1."""
        self.tell(self._at(share), words)

    def _at(self, share: float) -> float:
        return self.begin + (self.end - self.begin) * min(share, 1.0)

    def each(self, items: Iterable[_Item], total: int, words: str) -> Iterator[_Item]:
        """The items, telling of each some of them: "Checking page 3,120 of 10,000"."""
        step = max(1, total // _TIMES)
        for number, item in enumerate(items):
            if number % step == 0 and number < total:
                self.at(number / total, f"{words} {number + 1:,} of {total:,}")
            yield item


NO_PROGRESS = SubProgress()
"""Of work that tells nobody."""
