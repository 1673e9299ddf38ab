"""The staff's knock: who hits upon it, and who does not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kiosk.knock import CORNER_MM, NEXT_TAP_SECONDS, ORDER, Corner, Knock, corner

WIDTH = 531.0
LEFT, RIGHT = Corner
SOON = 0.4


def after(taps: Iterable[tuple[Corner | None, float]]) -> Knock:
    """What these taps come to, each so long after the one before."""
    knock, now = Knock(), 100.0
    for tapped, pause in taps:
        now += pause
        knock = knock.after(tapped, now)
    return knock


@pytest.mark.parametrize("pause", [0.1, SOON, NEXT_TAP_SECONDS])
def test_the_corners_in_their_order_are_a_knock(pause: float) -> None:
    taps = [(tapped, pause) for tapped in ORDER]
    assert after(taps).is_whole
    assert after([(LEFT, pause), (RIGHT, pause), *taps]).is_whole, "whatever came before"
    assert not after(taps[:-1]).is_whole


@pytest.mark.parametrize("late", range(1, len(ORDER)))
def test_each_tap_must_come_in_time(late: int) -> None:
    pauses = [SOON] * len(ORDER)
    pauses[late] = NEXT_TAP_SECONDS + 0.01
    assert not after(zip(ORDER, pauses, strict=True)).is_whole


@pytest.mark.parametrize("at", range(1, len(ORDER)))
def test_a_tap_beside_the_corners_begins_anew(at: int) -> None:
    taps = [*ORDER[:at], None, *ORDER[at:]]
    assert not after((tapped, SOON) for tapped in taps).is_whole


@given(st.lists(st.floats(0, NEXT_TAP_SECONDS), max_size=60), st.sampled_from([LEFT, RIGHT, None]))
def test_one_place_again_and_again_is_never_a_knock(
    pauses: list[float], place: Corner | None
) -> None:
    for n in range(len(pauses)):
        assert not after((place, pause) for pause in pauses[: n + 1]).is_whole


@given(st.integers(0, 60), st.sampled_from([LEFT, RIGHT]))
def test_one_hand_after_the_other_is_never_a_knock(count: int, first: Corner) -> None:
    hands = [first if n % 2 == 0 else (LEFT if first is RIGHT else RIGHT) for n in range(count)]
    assert all(one is not other for one, other in pairwise(hands))
    for n in range(count):
        assert not after((hand, SOON) for hand in hands[: n + 1]).is_whole


def test_corners_are_at_the_top_and_as_large_as_they_say() -> None:
    just_in, just_out = CORNER_MM - 0.1, CORNER_MM + 0.1
    assert corner(0, 0, WIDTH) is corner(just_in, just_in, WIDTH) is LEFT
    assert corner(WIDTH, 0, WIDTH) is corner(WIDTH - just_in, just_in, WIDTH) is RIGHT
    places = [(just_out, 0), (0, just_out), (WIDTH - just_out, 0), (WIDTH, just_out), (-1, 0)]
    places += [(0, 298), (WIDTH, 298), (0, -1), (WIDTH + 1, 0)]
    assert [corner(x, y, WIDTH) for x, y in places] == [None] * len(places)
