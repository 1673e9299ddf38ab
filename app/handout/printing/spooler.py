"""The spooler: takes a family's orders, hands one job at a time to the printer, and follows it.

What waits, waits here in memory, so that no queue holds more than one handout. A job that stands
still is cancelled, and looked for until the print system and the printer hold nothing of it: until
then nothing else is sent, because that could release it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from app.domain.printing.printing import (
    HOUR,
    LIMITS,
    JobId,
    JobReport,
    JobState,
    Limits,
    OrderProgress,
    OrderRejection,
    Printer,
    PrinterError,
    PrinterProblem,
    PrinterReport,
    PrinterState,
    SpoolerView,
)
from app.handout.printing.orders import Ending, Order

SEEN_GONE_ENOUGH = 2
"""How many looks in a row must find nothing: a queue may be handing a job over in between."""

_FAR = {JobState.GETTING_READY: 0, JobState.SENT: 1, JobState.PRINTING: 2}
_WITHOUT_PAPER = {JobState.FAILED, JobState.CANCELLED}
_NOBODY_THERE = {PrinterState.NO_PRINTER, PrinterState.STOPPED}
_log = logging.getLogger(__name__)


class Spooler:
    """One kiosk's print jobs, as the domain's PrintDesk. `clock` gives seconds, ever forward."""

    def __init__(
        self, printer: Printer, clock: Callable[[], float], limits: Limits = LIMITS
    ) -> None:
        self._printer = printer
        self._clock = clock
        self._limits = limits
        self._lock = Lock()
        self._orders: list[Order] = []
        self._endings: list[Ending] = []
        self._times: list[float] = []
        self._tickets = 0
        self._being_sent: Order | None = None
        self._must_sweep = True
        self._unswept = PrinterState.UNKNOWN
        self._report = PrinterReport(PrinterState.UNKNOWN)
        self._last: PrinterProblem | None = None
        self._logged = ""

    def order(self, pdf: bytes, pages: int) -> int | OrderRejection:
        """Take an order: its ticket, or why it is refused."""
        now = self._clock()
        with self._lock:
            self._times = [time for time in self._times if now - time < HOUR]
            rejection = self._limits.rejection(pages, len(self._counted()), self._times, now)
            if self._stuck():
                rejection = OrderRejection.EARLIER_JOB
            if rejection:
                return rejection
            self._tickets += 1
            self._times.append(now)
            self._orders.append(Order(OrderProgress(self._tickets, pages), pdf, now, now))
            return self._tickets

    def end_session(self) -> None:
        """The family has gone: what has not begun is dropped or cancelled at the next step."""
        with self._lock:
            for order in self._orders:
                order.is_over = True
            self._orders = [
                order
                for order in self._orders
                if order.job is not None or order is self._being_sent
            ]

    def view(self) -> SpoolerView:
        """How things stand since the last step."""
        with self._lock:
            shown = tuple(order.progress for order in self._orders if not order.is_over)
            return SpoolerView(self._report, shown, self._stuck(), self._last)

    def busy(self) -> bool:
        """Whether there is something to follow, so that steps should come every second."""
        with self._lock:
            going = any(not order.progress.state.ended for order in self._orders)
            # Where there is no printer and no print system, an order soon enough finds out.
            sweeps = self._must_sweep and self._unswept not in _NOBODY_THERE
            return going or sweeps or bool(self._endings)

    def step(self) -> SpoolerView:
        """Ask the printer, act, and tell."""
        self._sweep()
        for ending in tuple(self._endings):
            self._see_off(ending)
        order = self._current()
        if order is None:
            self._note(self._printer.state())
        elif order.job is None:
            self._hand_over(order)
        else:
            self._follow(order, order.job)
        return self.view()

    def _current(self) -> Order | None:
        """The one order that is at the printer, or else the first that waits to be."""
        with self._lock:
            # One of an earlier family that has ended is of no interest to anyone.
            self._orders = [
                order
                for order in self._orders
                if not (order.is_over and order.progress.state.ended)
            ]
            going = [order for order in self._orders if not order.progress.state.ended]
            sent = [order for order in going if order.job is not None]
            return next(iter([*sent, *going]), None)

    def _sweep(self) -> None:
        """Cancel what is left of this kiosk from before: a crash, or a job half sent."""
        if not self._must_sweep:
            return
        try:
            left = self._printer.leftovers()
        except PrinterError as error:
            # Nobody waits for it: a kiosk without a printer does not fill the log.
            self._unswept = error.state
            with self._lock:
                self._remember(error.state, error.problem)
            return
        self._must_sweep = False
        known = {ending.job for ending in self._endings}
        for job in left:
            if job not in known:
                self._end(job, cancelling=True)

    def _hand_over(self, order: Order) -> None:
        now = self._clock()
        if not order.at_the_head:
            order.at_the_head, order.since = True, now
        if self._must_sweep:
            self._refused(order, now, PrinterError(self._unswept))
            return
        if any(ending.cancelling for ending in self._endings):
            self._wait(order, now, self._report)
            return
        with self._lock:
            if order not in self._orders:
                return  # its family went while this was on its way here
            self._being_sent = order
        try:
            job = self._printer.send(order.pdf)
        except PrinterError as error:
            self._fail(error)
            self._must_sweep = self._must_sweep or error.left
            self._refused(order, now, error)
        else:
            with self._lock:
                # The words of the family go as soon as they may.
                order.job, order.pdf, order.since = job, b"", now
                order.far = (_FAR[JobState.SENT], 0)
                order.warned = self._report.warnings
                order.progress = replace(
                    order.progress, state=JobState.SENT, obstacle=PrinterState.READY
                )
        finally:
            with self._lock:
                self._being_sent = None
                self._orders = [o for o in self._orders if o.job is not None or not o.is_over]

    def _refused(self, order: Order, now: float, error: PrinterError) -> None:
        """The printer did not take it: wait for a better moment, if there can be one."""
        report = PrinterReport(error.state)
        self._note(report)
        if error.left or error.state is PrinterState.NO_PRINTER:
            self._close(order, JobState.FAILED, error.state)
        else:
            self._wait(order, now, report)

    def _wait(self, order: Order, now: float, report: PrinterReport) -> None:
        """Nothing is at the printer yet: tell what keeps it, for as long as patience lasts."""
        if now - order.since >= self._limits.patience:
            self._close(order, JobState.FAILED, _trouble(report), gave_up=True)
            return
        with self._lock:
            order.progress = replace(order.progress, obstacle=_trouble(report), low=report.low)

    def _follow(self, order: Order, job: JobId) -> None:
        now = self._clock()
        try:
            report = self._printer.poll(job)
        except PrinterError as error:
            self._fail(error)
            report = JobReport(
                order.progress.state, PrinterReport(error.state), order.progress.page
            )
        if report.state.ended:
            self._note(report.printer)
            # Nobody here cancelled it, so to the family it could not be printed.
            state = JobState.FAILED if report.state is JobState.CANCELLED else report.state
            self._close(order, state, _trouble(report.printer), page=report.page)
            self._end(job, cancelling=state is not JobState.DONE, order=order)
            return
        far = (_FAR[report.state], report.page)
        with self._lock:
            if far > order.far:
                order.far, order.since = far, now
            # A tray that was empty before is why only when nothing comes out.
            stands_still = now - order.since >= self._limits.still
            printer = report.printer.stopped_by_warning(() if stands_still else order.warned)
            report = replace(report, printer=printer)
            order.progress = replace(
                order.progress,
                state=report.state,
                page=min(report.page, order.progress.pages),
                obstacle=_trouble(report.printer),
                low=report.printer.low,
            )
            comes_out = report.state is JobState.PRINTING and report.printer.state.prints
            give_up = now - order.since >= self._limits.patience
            left_alone = order.is_over and not comes_out
        self._note(report.printer)
        if give_up or left_alone:
            self._close(order, JobState.CANCELLED, _trouble(report.printer), gave_up=True)
            self._try_to_cancel(job)
            self._end(job, cancelling=True, order=order)

    def _see_off(self, ending: Ending) -> None:
        """See whether a job is gone; cancel it again if not, for as long as it takes."""
        try:
            report = self._printer.poll(ending.job)
        except PrinterError as error:
            self._fail(error)
            ending.seen_gone = 0
            # No queue, no job in it; should the queue come back, a sweep finds what it holds.
            if error.state is PrinterState.NO_PRINTER:
                self._must_sweep = True
                with self._lock:
                    self._endings.remove(ending)
            return
        self._note(report.printer)
        if ending.order is not None and report.state is JobState.DONE:
            # It came out at the last moment after all, and the family should know.
            self._close(ending.order, JobState.DONE, PrinterState.READY, page=report.page)
        if report.gone:
            ending.seen_gone += 1
            if ending.seen_gone >= SEEN_GONE_ENOUGH:
                self._printer.forget(ending.job)
                with self._lock:
                    self._endings.remove(ending)
            return
        ending.seen_gone = 0
        if ending.cancelling or self._clock() - ending.since >= self._limits.patience:
            ending.cancelling = True
            self._try_to_cancel(ending.job)

    def _try_to_cancel(self, job: JobId) -> None:
        try:
            self._printer.cancel(job)
        except PrinterError as error:
            self._fail(error)

    def _end(self, job: JobId, *, cancelling: bool, order: Order | None = None) -> None:
        with self._lock:
            self._endings.append(Ending(job, self._clock(), cancelling, order=order))

    def _close(
        self,
        order: Order,
        state: JobState,
        obstacle: PrinterState,
        *,
        page: int = 0,
        gave_up: bool = False,
    ) -> None:
        with self._lock:
            order.pdf = b""
            order.progress = replace(
                order.progress,
                state=state,
                page=min(page, order.progress.pages) or order.progress.page,
                obstacle=obstacle,
                gave_up=gave_up,
            )
            if state in _WITHOUT_PAPER and order.ordered in self._times:
                self._times.remove(order.ordered)

    def _counted(self) -> list[Order]:
        """This session's orders, without those that gave no paper."""
        return [
            order
            for order in self._orders
            if not order.is_over and order.progress.state not in _WITHOUT_PAPER
        ]

    def _stuck(self) -> int:
        return sum(ending.cancelling and not ending.seen_gone for ending in self._endings)

    def _note(self, report: PrinterReport) -> None:
        with self._lock:
            self._report = report
            if report.state.prints:
                self._logged = ""
            elif report.state is not PrinterState.UNKNOWN:
                self._remember(report.state)

    def _fail(self, error: PrinterError) -> None:
        with self._lock:
            is_new = self._logged != str(error)
            self._logged = str(error)
            self._remember(error.state, error.problem)
        if is_new:  # a look comes every second
            _log.warning("printing: %s", error)

    def _remember(self, state: PrinterState, problem: str = "") -> None:
        if not problem and self._last is not None and self._last.state is state:
            problem = self._last.problem
        self._last = PrinterProblem(state, self._clock(), problem)


def _trouble(report: PrinterReport) -> PrinterState:
    """What keeps a job; a printer that prints keeps none."""
    return PrinterState.READY if report.state.prints else report.state
