"""A clock that goes against the library's own dates is not believed."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.kiosk.clock import is_believed, sure_day

LATEST = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("clock", "believed"),
    [
        (date(1970, 1, 1), False),
        (date(2026, 11, 27), False),
        (date(2026, 11, 28), True),
        (date(2036, 11, 1), True),
        (date(2037, 1, 1), False),
        (date(9999, 12, 31), False),
    ],
)
def test_a_clock_is_held_against_the_latest_day(clock: date, believed: bool) -> None:
    assert is_believed(clock, LATEST) is believed
    assert sure_day(clock, LATEST) == (clock if believed else LATEST)


def test_a_library_without_dates_has_no_say() -> None:
    assert is_believed(date(1970, 1, 1), None)
    assert sure_day(date(1970, 1, 1), None) == date(1970, 1, 1)


def test_years_are_believed_as_a_kiosk_lives_through_them() -> None:
    assert not is_believed(date(2040, 1, 1), LATEST, seen=date(2028, 1, 1))
    assert sure_day(date(2040, 1, 1), LATEST, seen=date(2028, 1, 1)) == date(2028, 1, 1)
    assert is_believed(date(2040, 1, 1), LATEST, seen=date(2039, 12, 1))


def test_a_clock_that_was_put_right_is_believed_again() -> None:
    assert is_believed(date(2027, 1, 1), LATEST, seen=date(2033, 1, 1))
    assert sure_day(date(1970, 1, 1), LATEST, seen=date(2033, 1, 1)) == LATEST
