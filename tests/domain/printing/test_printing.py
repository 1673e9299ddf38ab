"""The limits of printing, and the states that a family is told."""

from __future__ import annotations

from app.domain.printing.printing import HOUR, JobState, Limits, OrderRejection, PrinterState


def test_limits_hold_at_their_edges() -> None:
    limits = Limits()
    assert (limits.jobs_a_session, limits.pages_a_job, limits.jobs_an_hour) == (3, 10, 40)
    assert limits.rejection(10, 2, [0.0] * 39, HOUR - 1) is OrderRejection.NONE
    assert limits.rejection(11, 0, [], 0.0) is OrderRejection.TOO_LONG
    assert limits.rejection(1, 3, [], 0.0) is OrderRejection.ENOUGH_FOR_A_SESSION
    assert limits.rejection(1, 0, [0.0] * 40, HOUR - 1) is OrderRejection.ENOUGH_FOR_AN_HOUR
    assert limits.rejection(1, 0, [0.0] * 40, HOUR) is OrderRejection.NONE


def test_every_state_either_prints_or_is_reported_as_trouble() -> None:
    prints = {state for state in PrinterState if state.prints}
    assert prints == {PrinterState.READY, PrinterState.BUSY, PrinterState.LOW_TONER}
    ends = {JobState.DONE, JobState.UNCONFIRMED, JobState.FAILED, JobState.CANCELLED}
    assert {state for state in JobState if state.ended} == ends
