"""The starter's drawings as a family meets them: on white in each theme, and said in words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from app.domain.session.session import Theme
from tests.driver import Driver
from tests.journeys.conftest import Stand
from tests.panels import PANELS
from tests.shots.screens import THEME_NAMES

CAR_T = "CAR T-cell therapy: what it is"
DARK = 110
"""Or less, of 255: the lines of a drawing."""
SAID = [
    "An arrow goes from a person to a dish with three round T cells.",
    "An arrow goes from a plain T cell to one with six small arms on it.",
    "Four T cells with small arms close in on one large, jagged cancer cell.",
]


@pytest.mark.parametrize("theme", list(Theme))
def test_drawings_stand_on_white_beside_each_other_and_are_said(
    kiosk: Driver, theme: Theme
) -> None:
    kiosk.start()
    kiosk.choose("Contrast", THEME_NAMES[theme])
    kiosk.tap(CAR_T)
    drawings = [s for s in kiosk.in_sight() if s.role == QAccessible.Role.Graphic and s.name]
    assert [drawing.name for drawing in drawings] == SAID
    assert len({drawing.rect.top() for drawing in drawings}) == 1
    shown = kiosk.picture()
    for drawing in drawings:
        rect = drawing.rect
        corners = rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()
        assert {shown.pixelColor(corner).name() for corner in corners} == {"#ffffff"}
        darkest = min(
            shown.pixelColor(x, y).lightness()
            for x in range(rect.left(), rect.right(), 2)
            for y in range(rect.top(), rect.bottom(), 2)
        )
        assert darkest < DARK, "the drawing itself is not there"


@pytest.mark.parametrize("panel", ["32-upright", "17-upright"])
def test_the_three_steps_stand_beside_each_other_on_a_tall_screen_too(
    stand: Stand, panel: str
) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    kiosk.tap(CAR_T)
    drawings = {s.name: s.rect for s in kiosk.everything() if s.name in SAID}
    assert list(drawings) == SAID
    assert len({rect.top() for rect in drawings.values()}) == 1
