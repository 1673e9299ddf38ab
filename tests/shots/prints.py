"""Every state of a print, as a family and as staff see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.printing.printing import (
    JobState,
    OrderRejection,
    PrinterProblem,
    PrinterReport,
    PrinterState,
)
from tests.driver import Driver, heard
from tests.paper import ScriptedSpooler

MADE_MS = 60_000
TONER = frozenset({"toner"})
GOING: tuple[tuple[str, JobState, dict[str, Any]], ...] = (
    ("getting ready", JobState.GETTING_READY, {}),
    ("the printer has it", JobState.SENT, {}),
    ("printing", JobState.PRINTING, {"page": 1}),
    ("printing, low on toner", JobState.PRINTING, {"page": 2, "low": TONER}),
    *(
        (f"{obstacle}", JobState.SENT, {"obstacle": obstacle})
        for obstacle in PrinterState
        if not obstacle.prints and obstacle is not PrinterState.NO_PRINTER
    ),
)
ENDS: tuple[tuple[str, JobState, dict[str, Any]], ...] = (
    ("printed", JobState.DONE, {}),
    ("printed, low on toner", JobState.DONE, {"low": TONER}),
    ("sent, and nobody knows", JobState.UNCONFIRMED, {}),
    ("given up", JobState.CANCELLED, {"obstacle": PrinterState.NO_PAPER, "gave_up": True}),
    ("dropped by the printer", JobState.FAILED, {}),
    ("no printer is set up", JobState.FAILED, {"obstacle": PrinterState.NO_PRINTER}),
)


def tell(driver: Driver, spooler: ScriptedSpooler, shoot: Callable[[str], None]) -> None:
    """A picture of each state of a print, and of each refusal, on the summary that is on show."""
    plain: dict[str, Any] = {
        "page": 0,
        "obstacle": PrinterState.READY,
        "low": frozenset(),
        "gave_up": False,
    }
    driver.tap("Print it")
    for caption, state, progress in (*GOING, *ENDS):
        spooler.put(state, **{**plain, **progress})
        driver.step_spooler()
        driver.settle()
        shoot(f"Summary: {caption}")
    spooler.progress.clear()
    for rejection in list(OrderRejection)[1:]:
        spooler.rejection = rejection
        driver.tap("Print it")
        driver.settle()
        shoot(f"Summary: refused, {rejection}")
    spooler.rejection = OrderRejection.NONE


def tell_staff(driver: Driver, spooler: ScriptedSpooler, shoot: Callable[[str], None]) -> None:
    """The printer on the status page, and its test page."""
    assert spooler.staff is not None
    low = frozenset({"toner", "paper"})
    spooler.printer = PrinterReport(PrinterState.LOW_TONER, low)
    spooler.last = PrinterProblem(PrinterState.JAMMED, driver.clock.now - 600, "")
    spooler.stuck = 1
    driver.tap("Print a test page")
    if not spooler.staff.progress:
        assert heard(driver.kiosk.staff_poller.changed, MADE_MS), "there was no test page"
    driver.step_spooler()
    shoot("Staff: the printer, with everything that can be said of it")
    spooler.stuck, spooler.last, spooler.printer = 0, None, PrinterReport(PrinterState.READY)
    spooler.staff.put(JobState.DONE)
    driver.step_spooler(driver.kiosk.staff_poller)
    driver.step_spooler()
    shoot("Staff: the test page is printed")
