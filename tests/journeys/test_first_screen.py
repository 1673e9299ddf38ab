"""The first screen: read from a chair three metres away, on every panel that can hold it."""

from __future__ import annotations

import math

import pytest

from tests.driver import Driver
from tests.journeys import eyes, rulers
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel

START = "Touch anywhere to start"
FAR_MM = 3000 * 2 * math.tan(math.radians(14 / 60 / 2))
"""14 minutes of arc at 3 m: 12.2 mm."""


def capital_mm(kiosk: Driver, text: str) -> float:
    """How high a capital of a text is, as it was made to fit its place."""
    shown = next(item for item in rulers.texts(kiosk) if item.property("text") == text)
    pixels = eyes.asked(shown, "Math.round(fontInfo.pixelSize)")
    return pixels * rulers.CAPITAL_OF_FONT / kiosk.panel.pixels_per_mm


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_its_main_lines_are_read_from_three_metres(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    assert capital_mm(kiosk, START) >= FAR_MM
    assert capital_mm(kiosk, kiosk.kiosk.property("welcome")) >= FAR_MM
    assert rulers.broken(kiosk) == []


def test_it_names_no_illness(stand: Stand) -> None:
    """Who walks past it has not come for that; which words they are is the library's choice."""
    kiosk = stand()
    library = kiosk.kiosk.reloader.library
    assert library is not None
    shown = [str(item.property("text")) for item in rulers.texts(kiosk)]
    assert shown.count("Information for families") == 1
    words = " ".join(shown).lower()
    assert not any(word in words for word in ("leukaemia", "cancer", "car t"))
    assert library.info().title not in words
