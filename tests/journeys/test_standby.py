"""The screen outside the site's hours: dark, awake at a touch, and never dark before a family."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QColor

from app.bridge.window.standby import AWAKE_SECONDS, SHIFT_SECONDS
from app.config import Config, HoursConfig
from tests.driver import Driver
from tests.journeys.conftest import Stand

EVENING = datetime(2026, 11, 22, 19, 59)
"""A Sunday, a minute before the end."""
OFF = HoursConfig(on=("Sun 09:00-20:00",))
DIM = HoursConfig(on=("Sun 09:00-20:00",), outside="dim")


def wait(kiosk: Driver, seconds: float) -> None:
    kiosk.wait_seconds(seconds)
    kiosk.kiosk.standby.check_time()
    kiosk.settle()


def lightest(kiosk: Driver) -> int:
    """How light the lightest of many points of the screen is, of 255."""
    picture = kiosk.picture()
    across, down = range(0, picture.width(), 40), range(0, picture.height(), 40)
    return max(QColor(picture.pixel(x, y)).lightness() for x in across for y in down)


@pytest.mark.parametrize(("hours", "most"), [(OFF, 0), (DIM, 60)], ids=["off", "dim"])
def test_the_screen_goes_dark_and_a_touch_does_no_more_than_light_it(
    stand: Stand, hours: HoursConfig, most: int
) -> None:
    kiosk = stand(config=Config(hours=hours), now=EVENING)
    assert lightest(kiosk) > 200
    wait(kiosk, 61)
    assert lightest(kiosk) <= most
    kiosk.tap_at(900, 500)
    assert lightest(kiosk) > 200
    assert kiosk.has("Touch anywhere to start"), "that touch has begun no visit"
    kiosk.start()
    assert kiosk.sees("What would you like to know?")


def test_it_stays_lit_for_a_family_and_for_a_minute_after(stand: Stand) -> None:
    kiosk = stand(config=Config(hours=OFF), now=EVENING)
    kiosk.start()
    wait(kiosk, 80)
    assert lightest(kiosk) > 200
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    wait(kiosk, AWAKE_SECONDS - 1)
    assert lightest(kiosk) > 200
    wait(kiosk, 2)
    assert lightest(kiosk) == 0


def test_a_key_lights_it_too(stand: Stand) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - as the program does

    kiosk = stand(config=Config(hours=OFF), now=EVENING)
    wait(kiosk, 61)
    kiosk.key(Qt.Key.Key_Return)
    assert lightest(kiosk) > 200
    assert kiosk.has("Touch anywhere to start")


def test_a_clock_that_cannot_be_right_turns_nothing_off(
    stand: Stand, expected_log: list[str]
) -> None:
    expected_log.append("clock")
    wrong = datetime(1970, 1, 4, 23, 0)
    kiosk = stand(config=Config(hours=OFF), now=wrong, today=wrong.date())
    wait(kiosk, 61)
    assert lightest(kiosk) > 200


TOUCHES = 5
"""Of a family between two shifts: one that does not touch the screen for so long is gone."""


def test_the_first_screen_moves_a_little_and_never_under_a_family(kiosk: Driver) -> None:
    first = kiosk.picture()
    wait(kiosk, SHIFT_SECONDS - 1)
    assert kiosk.picture() == first
    wait(kiosk, 1)
    assert kiosk.picture() != first
    kiosk.start()
    home = kiosk.picture()
    for _ in range(8 * TOUCHES):
        kiosk.clock.now += SHIFT_SECONDS / TOUCHES
        kiosk.kiosk.session.touched()
        kiosk.kiosk.standby.check_time()
    assert kiosk.picture() == home
