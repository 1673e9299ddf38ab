"""Every state of a print, as a family and as staff see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.printing import (
    JobState,
    OrderRejection,
    PrinterProblem,
    PrinterReport,
    PrinterState,
)
from tests.driver import Driver, heard
from tests.paper import ScriptedDesk

MADE_MS = 20_000
TONER = frozenset({"toner"})
GOING: tuple[tuple[str, JobState, dict[str, Any]], ...] = (
    ("getting ready", JobState.GETTING_READY, {}),
    ("the printer has it", JobState.SENT, {}),
    ("printing", JobState.PRINTING, {"page": 1}),
    ("printing, low on toner", JobState.PRINTING, {"page": 2, "low": TONER}),
    *(
        (f"{trouble}", JobState.SENT, {"trouble": trouble})
        for trouble in PrinterState
        if not trouble.prints and trouble is not PrinterState.NO_PRINTER
    ),
)
ENDS: tuple[tuple[str, JobState, dict[str, Any]], ...] = (
    ("printed", JobState.DONE, {}),
    ("printed, low on toner", JobState.DONE, {"low": TONER}),
    ("sent, and nobody knows", JobState.UNCONFIRMED, {}),
    ("given up", JobState.CANCELLED, {"trouble": PrinterState.NO_PAPER, "gave_up": True}),
    ("dropped by the printer", JobState.FAILED, {}),
    ("no printer is set up", JobState.FAILED, {"trouble": PrinterState.NO_PRINTER}),
)


def tell(driver: Driver, desk: ScriptedDesk, shoot: Callable[[str], None]) -> None:
    """A picture of each state of a print, and of each refusal, on the summary that is on show."""
    plain: dict[str, Any] = {
        "page": 0,
        "trouble": PrinterState.READY,
        "low": frozenset(),
        "gave_up": False,
    }
    driver.tap("Print it")
    for caption, state, progress in (*GOING, *ENDS):
        desk.put(state, **{**plain, **progress})
        driver.go_to_the_desk()
        driver.settle()
        shoot(f"Summary: {caption}")
    desk.progress.clear()
    for refusal in list(OrderRejection)[1:]:
        desk.refusal = refusal
        driver.tap("Print it")
        driver.settle()
        shoot(f"Summary: refused, {refusal}")
    desk.refusal = OrderRejection.NONE


def tell_staff(driver: Driver, desk: ScriptedDesk, shoot: Callable[[str], None]) -> None:
    """The printer on the status page, and its test page."""
    assert desk.staff is not None
    low = frozenset({"toner", "paper"})
    desk.printer = PrinterReport(PrinterState.LOW_TONER, low)
    desk.last = PrinterProblem(PrinterState.JAMMED, driver.clock.now - 600, "")
    desk.stuck = 1
    driver.tap("Print a test page")
    if not desk.staff.progress:
        assert heard(driver.kiosk.staff_rounds.changed, MADE_MS), "there was no test page"
    driver.go_to_the_desk()
    shoot("Staff: the printer, with everything that can be said of it")
    desk.stuck, desk.last, desk.printer = 0, None, PrinterReport(PrinterState.READY)
    desk.staff.put(JobState.DONE)
    driver.go_to_the_desk(driver.kiosk.staff_rounds)
    driver.go_to_the_desk()
    shoot("Staff: the test page is printed")
