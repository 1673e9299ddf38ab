"""The staff's knock: taps in the two top corners, in an order that a child does not hit upon.

Pure: times are in seconds from any clock that only goes forward, places on the glass in mm.
"""

from __future__ import annotations

from enum import StrEnum

from app.lazy_dataclass import dataclass

CORNER_MM = 25.0
"""How far a corner reaches, to the side and down."""

NEXT_TAP_SECONDS = 2.0
"""How long the next tap may take. Slow enough for a hand that crosses a 55-inch panel."""


class Corner(StrEnum):
    """A top corner of the screen. The bottom ones belong to the families' bar."""

    LEFT = "left"
    RIGHT = "right"


ORDER = (Corner.LEFT, Corner.LEFT, Corner.RIGHT, Corner.RIGHT, Corner.LEFT)
"""Neither one place again and again, nor one hand after the other, ever makes this."""


def corner(x: float, y: float, width: float) -> Corner | None:
    """The corner that a place is in, on a screen of this width; None for everywhere else."""
    if not 0 <= y <= CORNER_MM:
        return None
    if 0 <= x <= CORNER_MM:
        return Corner.LEFT
    return Corner.RIGHT if width - CORNER_MM <= x <= width else None


@dataclass(frozen=True, slots=True)
class Knock:
    """The last taps, as far as they may still become a knock."""

    taps: tuple[Corner, ...] = ()
    last: float = 0.0

    def after(self, tapped: Corner | None, now: float) -> Knock:
        """With one more tap; one beside the corners, or too late, begins anew."""
        if tapped is None:
            return Knock()
        earlier = self.taps if now - self.last <= NEXT_TAP_SECONDS else ()
        return Knock((*earlier, tapped)[-len(ORDER) :], now)

    @property
    def is_whole(self) -> bool:
        """Whether this asks for the staff's door."""
        return self.taps == ORDER
