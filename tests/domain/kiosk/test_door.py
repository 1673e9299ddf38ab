"""Wrong PINs at the staff's door, and PINs that may be chosen."""

from __future__ import annotations

import pytest

from app.domain.kiosk.door import (
    FIRST_WAIT,
    LONGEST_WAIT,
    TRIES,
    DoorRecord,
    PinProblem,
    pin_problem,
)


def test_the_first_wrong_pins_cost_nothing() -> None:
    record = DoorRecord()
    for _ in range(TRIES - 1):
        record = record.after_wrong(1000.0)
        assert record.wait(1000.0) == 0


def test_each_further_wrong_pin_costs_twice_as_long_up_to_an_hour() -> None:
    waits = [DoorRecord(wrong, 1000.0).wait(1000.0) for wrong in range(TRIES, TRIES + 20)]
    assert waits[:4] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT, 8 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT
    assert waits == sorted(waits)


def test_the_wait_ends_by_itself() -> None:
    record = DoorRecord(TRIES, 1000.0)
    assert record.wait(1059.0) == 1.0
    assert record.wait(1060.0) == 0.0


def test_a_clock_that_was_put_back_shortens_nothing() -> None:
    assert DoorRecord(TRIES, 1_900_000_000.0).wait(0.0) == FIRST_WAIT


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("", PinProblem.TOO_SHORT),
        ("13579", PinProblem.TOO_SHORT),
        ("1357902468135", PinProblem.TOO_SHORT),
        ("13579x", PinProblem.TOO_SHORT),
        ("١٣٥٧٩٠", PinProblem.TOO_SHORT),
        ("000000", PinProblem.TOO_SIMPLE),
        ("121212", PinProblem.TOO_SIMPLE),
        ("123123", PinProblem.TOO_SIMPLE),
        ("123456", PinProblem.TOO_SIMPLE),
        ("987654", PinProblem.TOO_SIMPLE),
        ("890123", PinProblem.TOO_SIMPLE),
        ("246800", PinProblem.TOO_SIMPLE),
        ("970135", PinProblem.NONE),
        ("970135970153", PinProblem.NONE),
    ],
)
def test_which_pins_may_be_chosen(pin: str, problem: PinProblem) -> None:
    assert pin_problem(pin, "2468") is problem
