"""Why a kiosk started, and what it may show after crashes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kiosk.starts import (
    MINUTE,
    RESTING_AFTER,
    SAFE_AFTER,
    Mode,
    StartReason,
    StartRecord,
    mode,
    started,
)


def crashed(times: list[float], *, painted: bool) -> tuple[StartRecord, float]:
    """The record of a start after crashes that were found at these times."""
    record = started(StartRecord(), "boot", 0.0)
    for at in times:
        record = started(replace(record, painted=painted), "boot", at)
    return record, times[-1] if times else 0.0


def test_the_first_start_has_no_history() -> None:
    record = started(StartRecord(), "a", 10.0)
    assert (record.reason, record.restarts, record.closed) == (StartReason.FIRST, 0, False)


@pytest.mark.parametrize(
    ("closed", "boot", "now", "reason"),
    [
        (True, "a", 20.0, StartReason.CLOSED),
        (False, "a", 20.0, StartReason.CRASH),
        (True, "b", 20.0, StartReason.POWER_ON),
        (False, "b", 20.0, StartReason.POWER_LOST),
        (False, "a", 5.0, StartReason.POWER_LOST),  # nobody says which boot it is: time went back
    ],
)
def test_a_start_knows_what_was_before(
    closed: bool, boot: str, now: float, reason: StartReason
) -> None:
    before = replace(started(StartRecord(), "a", 10.0), closed=closed)
    assert started(before, boot, now).reason is reason


@pytest.mark.parametrize(
    ("crashes", "expected"),
    [
        (0, Mode.NORMAL),
        (SAFE_AFTER - 1, Mode.NORMAL),
        (SAFE_AFTER, Mode.SAFE),
        (RESTING_AFTER - 1, Mode.SAFE),
        (RESTING_AFTER, Mode.RESTING),
    ],
)
@pytest.mark.parametrize("painted", [True, False])
def test_crashes_in_a_minute_take_more_and_more_away(
    crashes: int, expected: Mode, painted: bool
) -> None:
    record, now = crashed([float(n) for n in range(1, crashes + 1)], painted=painted)
    assert mode(record, now) is expected


def test_crashes_far_apart_take_nothing_away_once_something_was_seen() -> None:
    times = [MINUTE * n for n in range(1, 20)]
    record, now = crashed(times, painted=True)
    assert mode(record, now) is Mode.NORMAL
    assert record.restarts == len(times)


def test_crashes_before_anything_was_seen_count_however_far_apart() -> None:
    record, now = crashed([1000.0, 2000.0, 3000.0], painted=False)
    assert mode(record, now) is Mode.SAFE


def test_a_kiosk_that_was_closed_in_order_begins_anew() -> None:
    record, now = crashed([1.0, 2.0, 3.0], painted=False)
    again = started(replace(record, closed=True), "boot", now + 1)
    assert mode(again, now + 1) is Mode.NORMAL
    assert again.restarts == record.restarts


@given(st.lists(st.floats(0, 500), min_size=1, max_size=30).map(sorted), st.booleans())
def test_more_crashes_never_give_anything_back(times: list[float], painted: bool) -> None:
    at = times[-1]
    order = list(Mode)
    seen = [mode(crashed(times[-n:], painted=painted)[0], at) for n in range(1, len(times) + 1)]
    assert all(order.index(one) <= order.index(other) for one, other in pairwise(seen))
