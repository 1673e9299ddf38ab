"""What a panel can hold, in figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kiosk.panel import HIGHEST_REACH_MM, STEPS, Panel
from tests.panels import PANELS
from tests.panels import Panel as Bought

sides = st.integers(300, 8000)
widths = st.floats(60, 3000)
distances = st.floats(300, 3000)


def of(bought: Bought, distance: float = 600) -> Panel:
    """A panel of the table, as the program sees it."""
    return Panel(*bought.size, bought.width_mm, distance)


@pytest.mark.parametrize("bought", PANELS.values(), ids=PANELS)
def test_a_capital_is_as_high_as_the_table_says(bought: Bought) -> None:
    assert 0 <= of(bought).capital_mm - bought.capital_mm < 0.1


def test_a_24_inch_panel_is_what_everything_is_laid_out_for() -> None:
    assert Panel(1920, 1080).scale == Panel(1080, 1920).scale == 1
    assert Panel(1920, 1080).pixels_per_mm == pytest.approx(3.616, abs=0.001)
    assert Panel(1080, 1920).pixels_per_mm == Panel(1920, 1080).pixels_per_mm
    assert Panel(1920, 1080).capital_mm == pytest.approx(7.33, abs=0.01)


def test_pixels_alone_change_nothing() -> None:
    assert Panel(1366, 768, 344).scale == Panel(1920, 1080, 344).scale
    assert Panel(3840, 2160, 598).scale == pytest.approx(Panel(1920, 1080, 598).scale)


@given(sides, sides, widths, distances)
def test_words_grow_or_step_down_and_never_below_half(
    width: int, height: int, width_mm: float, distance: float
) -> None:
    panel = Panel(width, height, width_mm, distance)
    assert panel.scale > 1 or panel.scale in STEPS
    # ISO 9241-303: 16 minutes of arc at least, 20 to 22 are recommended.
    minutes = math.degrees(2 * math.atan(panel.capital_mm / 2 / distance)) * 60
    assert minutes >= 20
    # EN 301 549, 5.1.4: one of the sizes that families can choose is 0.7 degrees.
    assert minutes * 2 >= 0.7 * 60 * 0.999


@given(sides, sides, widths, distances, st.floats(1, 3))
def test_a_larger_panel_never_has_smaller_words(
    width: int, height: int, width_mm: float, distance: float, larger: float
) -> None:
    small = Panel(width, height, width_mm, distance)
    assert Panel(width, height, width_mm * larger, distance).scale >= small.scale


def test_from_farther_away_less_is_held() -> None:
    assert of(PANELS["24"], 1000).scale == 0.6
    assert 1 < of(PANELS["55"], 1000).scale < of(PANELS["55"]).scale


def test_what_is_too_small_is_said_with_its_figures() -> None:
    assert of(PANELS["24"]).shortfall == of(PANELS["55"]).shortfall == ""
    assert "5.1 mm" in of(PANELS["15.6"]).shortfall
    assert "7.3 mm" in of(PANELS["15.6"]).shortfall


@given(st.floats(0, 2000), sides, sides, widths)
def test_what_is_pressed_is_within_reach_on_an_upright_panel_of_which_half_is_low_enough(
    bottom: float, width: int, height: int, width_mm: float
) -> None:
    panel = Panel(width, height, width_mm, low_reach_from_mm=bottom)
    highest = bottom + panel.height_mm - panel.out_of_reach_mm
    if height <= width:
        assert panel.out_of_reach_mm == 0
        assert "changes nothing" in panel.reach
    elif bottom + panel.height_mm / 2 <= HIGHEST_REACH_MM:
        assert highest <= HIGHEST_REACH_MM + 0.001
        assert "1220 mm above the floor" in panel.reach
    else:
        assert panel.out_of_reach_mm == pytest.approx(panel.height_mm / 2)
        assert "hangs too high" in panel.reach


def test_a_panel_that_hangs_low_gives_nothing_up() -> None:
    hung_low = Panel(1080, 1920, 274, low_reach_from_mm=700)
    assert hung_low.out_of_reach_mm == 0
    assert hung_low.scale == Panel(1080, 1920, 274).scale


def test_a_window_of_no_size_is_no_fault() -> None:
    for width_mm in (0, 500):
        assert Panel(0, 0, width_mm).scale == STEPS[-1]
        assert Panel(0, 0, width_mm).pixels_per_mm > 0


def test_of_a_monitor_that_is_not_there_nothing_is_said() -> None:
    for width_mm in (0, 500):
        nothing = Panel(0, 0, width_mm, low_reach_from_mm=700)
        assert nothing.shortfall == nothing.reach == ""
