"""Counts of what families read: what is never shown, never derived, and how wrong they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kiosk.counts import (
    HIDDEN_UNDER,
    KEPT,
    NOISE_AT_MOST,
    RATIO,
    RELEASED_FROM,
    Cell,
    Count,
    CountRecord,
    CountsState,
    Kind,
    Tally,
    noise,
    release,
    sorted_by_number,
)

MONDAY = date(2026, 11, 23)
VISITS = Cell(Kind.VISITS)

cells = st.builds(Cell, st.sampled_from(list(Kind)), st.sampled_from(["", "t01", "t02", "w01"]))
days_of_a_week = st.lists(
    st.dictionaries(cells, st.integers(1, 40), max_size=8), min_size=1, max_size=7
)
seeds = st.integers(0, 2**32)


def seeded(seed: int) -> Callable[[int], int]:
    """A source of chance that a test can repeat."""
    return Random(seed).randrange


def never_wrong(below: int) -> int:
    """A source of chance that leaves every number as it is."""
    return below - 1


def counted(
    days: Sequence[dict[Cell, int]], below: Callable[[int], int], first: date = MONDAY
) -> CountRecord:
    """The record of these days, one after the other, and of the end of their week."""
    tally, record = Tally(below), CountRecord()
    for n, numbers in enumerate(days):
        day = first + timedelta(days=n)
        before = tally.day
        counts = tally.turn_to(day)
        if before:
            record = record.released(before, counts)
        for cell, number in numbers.items():
            for _ in range(number):
                tally.add(cell)
    last = tally.day
    assert last is not None
    return record.released(last, tally.end())


@given(days_of_a_week, seeds)
def test_no_number_is_small_and_none_stands_for_few(days: list[dict[Cell, int]], seed: int) -> None:
    record = counted(days, seeded(seed))
    true: Counter[Cell] = Counter()
    for numbers in days:
        true.update(numbers)
    for count in record.counts:
        cell = Cell(count.kind, count.page)
        assert count.number >= RELEASED_FROM
        alone = count.first == count.last
        of = (days[(count.first - MONDAY).days] if alone else true)[cell]
        assert of >= HIDDEN_UNDER
        assert count.number - of <= NOISE_AT_MOST
    assert all(number >= RELEASED_FROM for number in record.totals().values())


@given(days_of_a_week, seeds, st.data())
def test_what_is_hidden_changes_nothing_that_anybody_could_read(
    days: list[dict[Cell, int]], seed: int, data: st.DataObject
) -> None:
    """So it cannot be worked out from the rest: not by subtraction, and not in any other way."""
    week: Counter[Cell] = Counter()
    for numbers in days:
        week.update(numbers)
    small = sorted(cell for cell, number in week.items() if number < HIDDEN_UNDER)
    others = [dict(numbers) for numbers in days]
    for cell in small:
        for numbers in others:
            numbers.pop(cell, None)
        others[0][cell] = data.draw(st.integers(0, HIDDEN_UNDER - 1))
    assert counted(others, seeded(seed)) == counted(days, seeded(seed))


@given(days_of_a_week, seeds)
def test_a_day_that_is_shown_is_not_in_its_week_again(
    days: list[dict[Cell, int]], seed: int
) -> None:
    record = counted(days, seeded(seed))
    alone = {(c.first, c.kind, c.page) for c in record.counts if c.first == c.last}
    for count in record.counts:
        if count.first == count.last:
            continue
        cell = Cell(count.kind, count.page)
        thin = [
            numbers.get(cell, 0)
            for n, numbers in enumerate(days)
            if (MONDAY + timedelta(days=n), count.kind, count.page) not in alone
        ]
        assert abs(count.number - sum(thin)) <= NOISE_AT_MOST


def test_noise_is_as_often_as_it_is_said_to_be() -> None:
    below, number = seeded(1), 200_000
    found = Counter(noise(below) for _ in range(number))
    assert set(found) == set(range(-NOISE_AT_MOST, NOISE_AT_MOST + 1))
    weights = {n: RATIO ** -abs(n) for n in found}
    whole = sum(weights.values())
    for n, weight in weights.items():
        expected = number * weight / whole
        # Six standard deviations; the source is seeded, so this is the same each time.
        assert abs(found[n] - expected) < 6 * expected**0.5, n


@pytest.mark.parametrize("true", [9, 10, 14, 15, 30])
def test_one_visit_more_makes_no_number_more_than_three_times_as_likely(true: int) -> None:
    """But for the very edge of the noise, which one day in 480 or so meets: delta."""

    def likelihoods(number: int) -> dict[int, float]:
        whole = sum(RATIO ** -abs(n) for n in range(-NOISE_AT_MOST, NOISE_AT_MOST + 1))
        of: Counter[int] = Counter()
        for n in range(-NOISE_AT_MOST, NOISE_AT_MOST + 1):
            noisy = number + n
            of[noisy if noisy >= RELEASED_FROM else 0] += RATIO ** -abs(n) / whole
        return dict(of)

    one, other = likelihoods(true), likelihoods(true + 1)
    for mine, its in ((one, other), (other, one)):
        beyond = sum(max(0.0, mine[n] - RATIO * its.get(n, 0.0)) for n in mine)
        assert beyond < 1 / 480


def test_few_of_each_day_come_to_one_number_a_week() -> None:
    days = [{VISITS: 4, Cell(Kind.TOPIC, "t01"): 1}] * 7
    [count] = counted(days, never_wrong).counts
    assert count == Count(MONDAY, MONDAY + timedelta(days=6), Kind.VISITS, "", 28)


def test_a_number_is_released_from_ten() -> None:
    few = {VISITS: RELEASED_FROM - 1}
    assert release(few, never_wrong) == ({}, few)
    enough = {VISITS: RELEASED_FROM}
    assert release(enough, never_wrong) == (enough, {})


def test_a_week_does_not_run_into_the_next() -> None:
    sunday = MONDAY + timedelta(days=6)
    record = counted([{VISITS: 8}, {VISITS: 8}], never_wrong, first=sunday)
    assert record.counts == ()
    assert record.days == (sunday, sunday + timedelta(days=1))


def test_a_clock_that_goes_back_ends_a_day_as_well() -> None:
    tally = Tally(never_wrong)
    tally.turn_to(MONDAY)
    for _ in range(12):
        tally.add(VISITS)
    [count] = tally.turn_to(MONDAY - timedelta(days=1))
    assert (count.first, count.number) == (MONDAY, 12)
    assert tally.turn_to(MONDAY) == ()


def test_a_day_in_two_pieces_is_added_up() -> None:
    one = CountRecord().released(MONDAY, [Count(MONDAY, MONDAY, *VISITS, 12)])
    both = one.released(MONDAY, [Count(MONDAY, MONDAY, *VISITS, 20)])
    assert both.days == (MONDAY,)
    assert both.totals() == {VISITS: 32}


@given(st.integers(-500, 500))
def test_it_is_kept_for_a_year_and_not_of_days_to_come(ago: int) -> None:
    day = MONDAY - timedelta(days=ago)
    record = CountRecord().released(day, [Count(day, day, *VISITS, 12)])
    left = record.purged(MONDAY)
    assert left == (record if 0 <= ago <= KEPT.days else CountRecord())


def test_it_says_what_there_is_to_show() -> None:
    record = CountRecord()
    assert record.state() is CountsState.NOTHING_YET
    record = record.released(MONDAY, [])
    assert record.state() is CountsState.TOO_FEW
    record = record.released(MONDAY, [Count(MONDAY, MONDAY, *VISITS, 12)])
    assert record.state() is CountsState.SHOWN
    assert record.between(MONDAY + timedelta(days=1), MONDAY + timedelta(days=9)) == CountRecord()


def test_the_page_that_is_read_most_stands_first() -> None:
    totals = {
        Cell(Kind.TOPIC, "t01"): 12,
        Cell(Kind.TOPIC, "t03"): 40,
        Cell(Kind.TOPIC, "t02"): 12,
        VISITS: 99,
    }
    assert sorted_by_number(totals, Kind.TOPIC) == [("t03", 40), ("t01", 12), ("t02", 12)]
