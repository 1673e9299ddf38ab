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
    # The starter's words are too long for a 10-inch panel: they are smaller there, and stand whole.
    least = FAR_MM if panel.name != "10" else FAR_MM * 0.8
    assert capital_mm(kiosk, kiosk.kiosk.property("welcome")) >= least
    assert rulers.broken(kiosk) == []
