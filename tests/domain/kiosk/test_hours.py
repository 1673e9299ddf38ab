"""When the screen is lit: days, nights, holidays, and the hour that comes twice or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.kiosk.hours import Light, ScreenHours, Span

LONDON = ZoneInfo("Europe/London")
MONDAY, FRIDAY, SATURDAY, SUNDAY = "2026-11-30", "2026-12-04", "2026-12-05", "2026-12-06"


def light(at: str, on: Sequence[str], dim: Sequence[str] = (), outside: str = "off") -> Light:
    hours = ScreenHours.parse(on, dim, ["2026-12-25"], outside)
    return hours.light(datetime.fromisoformat(at))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (f"{MONDAY} 07:29:59", Light.OFF),
        (f"{MONDAY} 07:30", Light.ON),
        (f"{FRIDAY} 19:59:59", Light.ON),
        (f"{FRIDAY} 20:00", Light.DIM),
        (f"{FRIDAY} 22:00", Light.OFF),
        (f"{SATURDAY} 12:00", Light.OFF),
        (f"{SUNDAY} 23:59", Light.ON),
        ("2026-12-25 12:00", Light.OFF),
    ],
)
def test_hours_of_a_day_end_before_their_last_minute(at: str, expected: Light) -> None:
    on = ("Mon-Fri 07:30-20:00", "Sun 09:00-24:00")
    assert light(at, on, ("Mon-Fri 20:00-22:00",)) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (f"{FRIDAY} 21:00", Light.ON),
        (f"{SATURDAY} 05:59", Light.ON),
        (f"{SATURDAY} 06:00", Light.DIM),
        (f"{SATURDAY} 21:00", Light.DIM),
        ("2026-12-25 03:00", Light.ON),
        ("2026-12-25 22:00", Light.DIM),
        ("2026-12-26 03:00", Light.DIM),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_begin_on(at: str, expected: Light) -> None:
    assert light(at, ("Thu,Fri 21:00-06:00",), outside="dim") is expected


def test_days_may_go_over_the_end_of_the_week() -> None:
    assert Span.parse("Fri-Mon 00:00-24:00").days == {5, 6, 7, 1}


def test_without_hours_it_is_always_on() -> None:
    assert light("2026-12-25 03:00", ()) is Light.ON


@pytest.mark.parametrize("changes", ["2026-03-29", "2026-10-25"])
def test_hours_go_with_summer_time(changes: str) -> None:
    """Each minute of a day of 23 or 25 hours: the screen follows the clock on the wall."""
    hours = ScreenHours.parse(["Sun 01:30-09:00"], (), (), "off")
    at = datetime.fromisoformat(f"{changes}T00:00").replace(tzinfo=LONDON).timestamp()
    for minute in range(25 * 60):
        now = datetime.fromtimestamp(at + 60 * minute, LONDON).replace(tzinfo=None)
        is_in = now.weekday() == 6 and timedelta(hours=1.5) <= _since_midnight(now)
        is_in = is_in and _since_midnight(now) < timedelta(hours=9)
        assert (hours.light(now) is Light.ON) == is_in, now


def _since_midnight(now: datetime) -> timedelta:
    return now - now.replace(hour=0, minute=0)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Mon", "Mon 9-17", "Mon 09:00", "Mun 09:00-10:00", "Mon-Fri 09:00-25:00"),
        *("Mon 09:60-10:00", "mon 09:00-10:00", "Mon- 09:00-10:00x", ", 09:00-10:00"),
    ],
)
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        Span.parse(text)
