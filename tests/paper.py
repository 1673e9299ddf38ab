"""Printers and desks of paper: nothing in the tests reaches a printer that somebody owns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.config import Config
from app.domain.printing.printing import (
    JobId,
    JobReport,
    JobState,
    OrderProgress,
    OrderRejection,
    PrinterError,
    PrinterProblem,
    PrinterReport,
    PrinterState,
    PrintSpooler,
    SpoolerView,
)
from app.handout.printing.spooler import Spooler


class NoPrinter:
    """What there is where no printer is set up."""

    def state(self) -> PrinterReport:
        return PrinterReport(PrinterState.NO_PRINTER)

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        raise PrinterError(PrinterState.NO_PRINTER)

    def poll(self, job: JobId) -> JobReport:
        raise PrinterError(PrinterState.NO_PRINTER)

    def cancel(self, job: JobId) -> None:
        raise PrinterError(PrinterState.NO_PRINTER)

    def forget(self, job: JobId) -> None:
        pass

    def leftovers(self) -> tuple[JobId, ...]:
        raise PrinterError(PrinterState.NO_PRINTER)


def no_printer(config: Config, clock: Callable[[], float], *, for_staff: bool) -> PrintSpooler:
    """The spooler of a kiosk without a printer."""
    return Spooler(NoPrinter(), clock)


class ScriptedSpooler:
    """A spooler that shows what it is told to, and notes what it is asked."""

    def __init__(self, staff: ScriptedSpooler | None = None) -> None:
        self.staff = staff
        self.last: PrinterProblem | None = None
        self.printer = PrinterReport(PrinterState.READY)
        self.ordered: list[bytes] = []
        self.progress: list[OrderProgress] = []
        self.rejection = OrderRejection.NONE
        self.stuck = 0
        self.steps = 0
        self.sessions = 0
        self.failing: Exception | None = None

    def __call__(self, *_: object, for_staff: bool) -> PrintSpooler:
        """The families' spooler; staff have another one."""
        return (self.staff or ScriptedSpooler()) if for_staff else self

    def put(self, state: JobState = JobState.GETTING_READY, **progress: Any) -> None:
        """This is how it goes with the last order."""
        self.progress[-1] = replace(self.progress[-1], state=state, **progress)

    def order(self, pdf: bytes, pages: int) -> int | OrderRejection:
        if self.rejection:
            return self.rejection
        self.ordered.append(pdf)
        self.progress.append(OrderProgress(len(self.ordered), pages))
        return len(self.ordered)

    def end_session(self) -> None:
        self.sessions += 1
        self.progress.clear()

    def view(self) -> SpoolerView:
        return SpoolerView(self.printer, tuple(self.progress), self.stuck, self.last)

    def busy(self) -> bool:
        return any(not progress.state.ended for progress in self.progress)

    def step(self) -> SpoolerView:
        self.steps += 1
        if self.failing is not None:
            raise self.failing
        return self.view()
