"""What a panel can hold: how large a millimetre is on it, and how large its words may be.

Everything on the screens is laid out in millimetres of a 24-inch panel that is read from 600 mm.
Another panel has its own scale: a larger one lets everything grow, on a smaller one the words step
down, but never below half of the standard. That is 21 minutes of arc; ISO 9241-303 asks for 16 at
least and recommends 20 to 22. With the largest letters, of 200 %, a capital is then 0.7 degrees
high still, as EN 301 549, 5.1.4 asks of one choice at least.
"""

from __future__ import annotations

import math

from app.lazy_dataclass import dataclass

LONGER_SIDE_MM = 531.0
"""The longer side of a 24-inch panel, which a screen is taken for that nobody has measured."""

CAPITAL_DEGREES = 0.7
"""How high a capital H of body text is, seen from where one stands (EN 301 549, 5.1.4)."""

CAPITAL_OF_FONT = 0.668
"""A capital of Atkinson Hyperlegible, in its font's size."""

STEPS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""What body text steps down to, in parts of the standard."""

LEAST_ROOM = {False: (42.0, 24.0), True: (24.5, 36.0)}
"""Width and height, in heights of a line of body text, that twelve cards, the bar and a page of
reading take: in landscape, and upright. Every panel of tests/panels.py is laid out to see."""

ROOM_FOR_TWELVE = 0.46
"""The smallest panel that shows twelve cards has this part of the room that the standard takes: 10
inches. Its cards have given up their icons, and the page its heading."""

TITLES_ON_ONE_SCREEN = 24
"""How many titles of one or two lines stand on one screen of a 24-inch panel at 100 %, and of a
larger one. Fingers take more of a smaller one: 22 inches upright hold 23, 21.5 inches 21, 15.6
inches 20 to 22, 17 inches upright 20 and 10 inches 12."""

LAID_OUT_MM = {False: (LONGER_SIDE_MM, 298.7), True: (298.7, LONGER_SIDE_MM)}
"""The 24-inch panel that everything is laid out for. Where there is more, it grows."""

LAID_OUT_DISTANCE_MM = 600.0

HIGHEST_REACH_MM = 1220.0
"""48 inches above the floor: how high somebody in a wheelchair reaches (2010 ADA Standards for
Accessible Design, 308.2.1; the lowest is 15 inches, 380 mm)."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The lit part of a screen: its pixels, as the desktop counts them, and its measures."""

    width: float
    height: float
    width_mm: float = 0
    distance_mm: float = 600
    low_reach_from_mm: float | None = None
    """How high above the floor its lower edge is, where everything is to stand low on it."""

    @property
    def pixels_per_mm(self) -> float:
        """How many pixels a millimetre has."""
        if self.width_mm:
            return max(self.width, 1) / self.width_mm
        return max(self.width, self.height, 1) / LONGER_SIDE_MM

    @property
    def height_mm(self) -> float:
        """How high the lit part is."""
        return self.height / self.pixels_per_mm

    @property
    def _is_there(self) -> bool:
        """Whether it has a size: where no monitor is connected, Qt's stand-in has none."""
        return self.width > 0 and self.height > 0

    @property
    def out_of_reach_mm(self) -> float:
        """How much of an upright panel, from its top, is too high for what is pressed.

        It is half of it at most: a panel that hangs higher than that was hung wrongly.
        """
        return max(0, min(self._above_reach_mm, self.height_mm / 2))

    @property
    def _above_reach_mm(self) -> float:
        if self.low_reach_from_mm is None or self.height <= self.width:
            return 0
        return self.height_mm - (HIGHEST_REACH_MM - self.low_reach_from_mm)

    @property
    def reach(self) -> str:
        """What `reach = "low"` does on it, or "": there is nothing to say of no monitor."""
        if self.low_reach_from_mm is None or not self._is_there:
            return ""
        if self.height <= self.width:
            return 'reach = "low" changes nothing on a screen that lies: its bar is at its foot.'
        above = self._above_reach_mm
        if above > self.height_mm / 2:
            return (
                f"The screen hangs too high for a wheelchair: what is pressed stands in its lower"
                f" half, up to {self.low_reach_from_mm + self.height_mm / 2:.0f} mm above the"
                f" floor, not {HIGHEST_REACH_MM:.0f}. Hang it lower, or correct bottom_mm."
            )
        return (
            f"What is pressed stands up to {HIGHEST_REACH_MM:.0f} mm above the floor;"
            f" the upper {max(0, above):.0f} mm of the screen only say whose it is."
        )

    @property
    def _measures(self) -> tuple[float, float]:
        """Width and height in mm of what is within reach."""
        return self.width / self.pixels_per_mm, self.height_mm - self.out_of_reach_mm

    @property
    def scale(self) -> float:
        """How much larger or smaller than on a 24-inch panel everything is."""
        measures = self._measures
        upright = measures[1] > measures[0]
        farther = self.distance_mm / LAID_OUT_DISTANCE_MM
        laid_out = LAID_OUT_MM[upright]
        growth = min(mm / of / farther for mm, of in zip(measures, laid_out, strict=True))
        if growth > 1:
            return growth
        return next((step for step in STEPS if step <= self._room), STEPS[-1])

    @property
    def _room(self) -> float:
        """The largest scale that the panel would hold."""
        measures = self._measures
        body = self.standard_capital_mm / CAPITAL_OF_FONT
        least = LEAST_ROOM[measures[1] > measures[0]]
        return min(mm / body / lines for mm, lines in zip(measures, least, strict=True))

    @property
    def holds_twelve_cards(self) -> bool:
        """Whether twelve cards with titles of two lines stand on one screen at 100 %."""
        return self._room >= ROOM_FOR_TWELVE

    @property
    def standard_capital_mm(self) -> float:
        """How high a capital of body text should be at 100 %."""
        return 2 * self.distance_mm * math.tan(math.radians(CAPITAL_DEGREES / 2))

    @property
    def capital_mm(self) -> float:
        """How high a capital of body text is at 100 %."""
        return self.standard_capital_mm * self.scale

    @property
    def shortfall(self) -> str:
        """What IT should know where words are smaller than the standard asks, or ""."""
        if self.scale >= 1 or not self._is_there:
            return ""
        return (
            f"The screen is small for its distance: a capital of the text is {self.capital_mm:.1f}"
            f" mm high, not the {self.standard_capital_mm:.1f} mm of EN 301 549. With larger"
            " letters, which a family can choose, it is."
        )
