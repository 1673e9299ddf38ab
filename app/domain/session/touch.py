"""Which touches are somebody's. Pure: times are in seconds, places on the glass in mm."""

from __future__ import annotations

from dataclasses import replace

from app.lazy_dataclass import dataclass

NEW_PAGE_SECONDS = 0.5
"""How long a new page takes no tap: the second of a double tap was meant for the page before."""

DOUBLE_TAP_SECONDS = 0.5
"""How soon after a tap another on its spot belongs to it, and is none of its own."""

SAME_SPOT_MM = 10.0
"""How far a contact may tremble and still be on one spot."""

DRUMMING_GAP_SECONDS = 1.0
"""A contact that comes back to its spot within this time never really left it."""

DRUMMING_SECONDS = 60.0
"""How long one spot is touched without a break before that is nobody: a bag, a drop, a toddler."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the glass is touched, since when, and when it was touched there last."""

    x: float
    y: float
    since: float
    last: float

    @property
    def is_somebody(self) -> bool:
        """Whether the touch is a sign of a person."""
        return self.last - self.since < DRUMMING_SECONDS


@dataclass(frozen=True, slots=True)
class Tap:
    """Where a tap ended, and when."""

    x: float
    y: float
    at: float

    def is_doubled_by(self, x: float, y: float, now: float) -> bool:
        """Whether a tap that begins here and now is the second of a double tap."""
        near = (x - self.x) ** 2 + (y - self.y) ** 2 <= SAME_SPOT_MM**2
        return near and now < self.at + DOUBLE_TAP_SECONDS


def touch(spot: Spot | None, x: float, y: float, now: float, *, begins: bool) -> Spot:
    """The spot that is touched now; a contact that trembles, or flickers, stays on its spot."""
    near = spot is not None and (x - spot.x) ** 2 + (y - spot.y) ** 2 <= SAME_SPOT_MM**2
    if spot is None or not near or (begins and now - spot.last >= DRUMMING_GAP_SECONDS):
        return Spot(x, y, now, now)
    return replace(spot, last=now)
