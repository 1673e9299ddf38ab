"""When a family has gone: a warning first, then the end of the session.

Pure: the time comes in as a number of seconds from any clock that only goes forward.
"""

from __future__ import annotations

from enum import StrEnum

from app.lazy_dataclass import dataclass

WORDS_PER_MINUTE = 100
"""A slow reader's pace, so that a long page is never taken away while it is read."""


class Presence(StrEnum):
    """Whether somebody seems to be at the screen."""

    HERE = "here"
    WARNING = "warning"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Idle:
    """The limits, in seconds: how long without a touch, and how long the warning stands."""

    limit: float = 90.0
    grace: float = 30.0

    def limit_for(self, words: int) -> float:
        """The limit on a page with this many words: longer on a long page."""
        return max(self.limit, 60.0 * words / WORDS_PER_MINUTE)

    def presence(self, quiet: float, words: int = 0) -> Presence:
        """What `quiet` seconds without a touch mean."""
        limit = self.limit_for(words)
        if quiet < limit:
            return Presence.HERE
        return Presence.WARNING if quiet < limit + self.grace else Presence.GONE

    def seconds_left(self, quiet: float, words: int = 0) -> float:
        """How long the warning still stands."""
        return max(0.0, self.limit_for(words) + self.grace - quiet)
