"""`[screen] reach = "low"`: on an upright panel, what is pressed is within a seated reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.config import Config, ScreenConfig
from tests.driver import Driver
from tests.journeys import rulers, screens
from tests.journeys.conftest import Stand
from tests.panels import PANELS

HIGHEST_MM, BOTTOM_MM = 1220, 800
"""48 inches (2010 ADA Standards, 308.2.1); the lower edge of the panels in these tests."""

LOW = Config(screen=ScreenConfig(reach="low", bottom_mm=BOTTOM_MM))


def too_high(kiosk: Driver) -> list[str]:
    """What can be pressed, and is not within reach."""
    above = kiosk.size[1] - (HIGHEST_MM - BOTTOM_MM) * kiosk.panel.pixels_per_mm
    # What scrolls comes down to where it is seen.
    view = kiosk.page_view().top()
    return [
        seen.name
        for seen in rulers.controls(kiosk)
        if max(seen.rect.top(), view if seen.scrolls else 0) < above - 1
    ]


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name in ("32-upright", "22-upright") for size in (100, 200)]
)
def test_everything_on_every_screen_is_within_reach(stand: Stand, name: str, size: int) -> None:
    # Words step down to what is left of it: 0.7 degrees in the larger sizes (EN 301 549, 5.1.4).
    panel = replace(PANELS[name], capital_mm=7.33)
    kiosk = stand(panel=panel, config=LOW)
    kiosk.start()
    screens.look(kiosk, size, "paper")
    found = {}
    for screen in screens.every_screen(kiosk):
        found[screen] = too_high(kiosk) + rulers.broken(kiosk)
    assert {screen: bad for screen, bad in found.items() if bad} == {}


def test_a_screen_that_says_nothing_of_reach_uses_all_of_it(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["32-upright"])
    kiosk.start()
    assert too_high(kiosk)


def test_twelve_cards_stand_there_too(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["32-upright"], config=LOW)
    kiosk.start()
    assert not kiosk.has("Page down")


def test_the_first_screen_begins_wherever_it_is_touched(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["32-upright"], config=LOW)
    start = kiosk.control("Touch anywhere to start").rect
    kiosk.tap_at(start.center().x(), start.bottom() - 20)
    assert kiosk.has("Text size")


def test_a_lying_screen_is_not_changed(stand: Stand) -> None:
    kiosk, other = stand(panel=PANELS["55"], config=LOW), stand(panel=PANELS["55"])
    places = []
    for each in (kiosk, other):
        each.start()
        places.append([(seen.name, seen.rect) for seen in each.everything()])
    assert places[0] == places[1]
