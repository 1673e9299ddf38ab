"""When a family has gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.session.idle import Idle, Presence

IDLE = Idle(limit=90, grace=30)


@pytest.mark.parametrize(
    ("quiet", "presence", "left"),
    [
        (0, Presence.HERE, 120),
        (89.9, Presence.HERE, 30.1),
        (90, Presence.WARNING, 30),
        (119.9, Presence.WARNING, 0.1),
        (120, Presence.GONE, 0),
        (9999, Presence.GONE, 0),
    ],
)
def test_a_warning_comes_first(quiet: float, presence: Presence, left: float) -> None:
    assert IDLE.presence(quiet) is presence
    assert IDLE.seconds_left(quiet) == pytest.approx(left)


def test_a_long_page_gives_a_slow_reader_time() -> None:
    assert IDLE.limit_for(150) == 90
    assert IDLE.limit_for(300) == 180
    assert IDLE.presence(179, words=300) is Presence.HERE
    assert IDLE.presence(180, words=300) is Presence.WARNING
    assert IDLE.seconds_left(180, words=300) == 30


def test_the_default_limits() -> None:
    assert Idle() == Idle(90, 30)


@given(
    st.floats(0, 1e6),
    st.floats(0, 1e6),
    st.integers(0, 10_000),
    st.floats(1, 999),
    st.floats(1, 99),
)
def test_nobody_comes_back_by_staying_away(
    one: float, other: float, count: int, limit: float, grace: float
) -> None:
    order = list(Presence)
    idle = Idle(limit, grace)
    sooner, later = sorted((one, other))
    assert order.index(idle.presence(sooner, count)) <= order.index(idle.presence(later, count))
    assert idle.seconds_left(later, count) <= idle.seconds_left(sooner, count)
