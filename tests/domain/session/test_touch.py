"""Which touches are somebody's."""

from __future__ import annotations

from app.domain.session.touch import (
    DOUBLE_TAP_SECONDS,
    DRUMMING_GAP_SECONDS,
    DRUMMING_SECONDS,
    SAME_SPOT_MM,
    Spot,
    Tap,
    touch,
)


def test_a_first_touch_is_somebody() -> None:
    spot = touch(None, 10, 20, 5.0, begins=True)
    assert (spot, spot.is_somebody) == (Spot(10, 20, 5.0, 5.0), True)


def test_a_contact_that_trembles_stays_where_it_was_and_is_nobody_in_the_end() -> None:
    spot = touch(None, 0, 0, 0.0, begins=True)
    for second in range(1, int(DRUMMING_SECONDS)):
        spot = touch(spot, SAME_SPOT_MM * (second % 2), 0, second, begins=False)
        assert spot.is_somebody
    spot = touch(spot, 1, 1, DRUMMING_SECONDS, begins=False)
    assert not spot.is_somebody


def test_a_contact_that_moves_away_is_somebody_again() -> None:
    spot = Spot(0, 0, 0.0, DRUMMING_SECONDS)
    assert touch(spot, SAME_SPOT_MM + 0.1, 0, DRUMMING_SECONDS, begins=False).is_somebody


def test_one_that_comes_back_at_once_never_left() -> None:
    spot = Spot(0, 0, 0.0, DRUMMING_SECONDS)
    soon, later = DRUMMING_GAP_SECONDS - 0.01, DRUMMING_GAP_SECONDS
    assert not touch(spot, 0, 0, DRUMMING_SECONDS + soon, begins=True).is_somebody
    assert touch(spot, 0, 0, DRUMMING_SECONDS + later, begins=True).is_somebody


def test_a_second_tap_on_its_spot_within_half_a_second_belongs_to_the_first() -> None:
    tap = Tap(100, 50, 5.0)
    assert tap.is_doubled_by(100 + SAME_SPOT_MM, 50, 5.0 + DOUBLE_TAP_SECONDS - 0.01)
    assert not tap.is_doubled_by(100, 50, 5.0 + DOUBLE_TAP_SECONDS)
    assert not tap.is_doubled_by(100, 50 + SAME_SPOT_MM + 0.1, 5.0)
