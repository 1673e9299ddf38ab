"""The spooler and a printer in memory: any order of events, no false done, no old job later."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.domain.printing.printing import (
    JobId,
    JobReport,
    JobState,
    Limits,
    OrderProgress,
    OrderRejection,
    PrinterError,
    PrinterProblem,
    PrinterReport,
    PrinterState,
)
from app.handout.printing.spooler import Spooler

READY = PrinterReport(PrinterState.READY)
BUSY = PrinterReport(PrinterState.BUSY)
EMPTY_TRAY = PrinterReport(PrinterState.BUSY, warnings=(PrinterState.NO_PAPER,))


@dataclass
class PaperPrinter:
    """A printer in memory. `holding` is what could come out of it, `out` is what did."""

    report: PrinterReport = READY
    holding: dict[JobId, bytes] = field(default_factory=dict)
    out: list[bytes] = field(default_factory=list)
    ended: dict[JobId, JobState] = field(default_factory=dict)
    forgotten: list[JobId] = field(default_factory=list)
    is_silent: bool = False
    is_deaf: bool = False
    breaks_off: bool = False
    numbers: int = 0

    def state(self) -> PrinterReport:
        return self.report

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        if not self.report.state.prints:
            raise PrinterError(self.report.state)
        self.numbers += 1
        job = JobId(self.numbers)
        self.holding[job] = pdf
        if self.breaks_off:
            raise PrinterError(PrinterState.UNKNOWN, left=True)
        return job

    def poll(self, job: JobId) -> JobReport:
        if self.is_silent:
            raise PrinterError(PrinterState.STOPPED)
        if job in self.holding:
            return JobReport(JobState.PRINTING, self.report if self.warns else BUSY, 1)
        return JobReport(self.ended.get(job, JobState.UNCONFIRMED), self.report, 1, gone=True)

    def cancel(self, job: JobId) -> None:
        if self.is_silent:
            raise PrinterError(PrinterState.STOPPED)
        if not self.is_deaf and self.holding.pop(job, None) is not None:
            self.ended[job] = JobState.CANCELLED

    def forget(self, job: JobId) -> None:
        self.forgotten.append(job)

    def leftovers(self) -> tuple[JobId, ...]:
        if self.is_silent:
            raise PrinterError(PrinterState.STOPPED)
        return tuple(self.holding)

    @property
    def blocked(self) -> bool:
        return not self.report.state.prints

    @property
    def warns(self) -> bool:
        return self.blocked or bool(self.report.warnings)

    def turn(self, state: JobState = JobState.DONE) -> None:
        """The printer does its work: everything it holds comes out, or fails."""
        for job, pdf in self.holding.items():
            self.ended[job] = state
            if state is JobState.DONE:
                self.out.append(pdf)
        self.holding.clear()


@dataclass
class Counter:
    """A printer, its spooler, and a clock that goes when it is told to."""

    printer: PaperPrinter = field(default_factory=PaperPrinter)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.spooler = Spooler(self.printer, lambda: self.now, Limits())
        self.spooler.step()

    def order(self, pdf: bytes = b"a", pages: int = 1) -> int:
        ticket = self.spooler.order(pdf, pages)
        assert isinstance(ticket, int)
        return ticket

    def last(self) -> OrderProgress:
        return self.spooler.step().orders[-1]

    def settle(self) -> None:
        for _ in range(4):
            self.spooler.step()


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_an_old_warning_keeps_no_job_that_comes_further(counter: Counter) -> None:
    counter.printer.report = EMPTY_TRAY
    counter.settle()
    counter.order()
    for _ in range(2):
        assert counter.last().obstacle is PrinterState.READY
    counter.now += Limits().still - 1
    assert counter.last().obstacle is PrinterState.READY
    counter.printer.turn()
    assert counter.last().state is JobState.DONE


def test_an_old_warning_is_why_a_job_stands_still(counter: Counter) -> None:
    counter.printer.report = EMPTY_TRAY
    counter.settle()
    counter.order()
    for _ in range(2):
        counter.last()
    counter.now += Limits().still
    assert counter.last().obstacle is PrinterState.NO_PAPER
    last = counter.spooler.view().last
    assert last is not None
    assert last.state is PrinterState.NO_PAPER
    counter.printer.turn()
    assert counter.last().state is JobState.DONE


def test_a_warning_that_comes_with_a_job_is_named_at_once(counter: Counter) -> None:
    counter.order()
    counter.last()
    counter.printer.report = EMPTY_TRAY
    assert counter.last().obstacle is PrinterState.NO_PAPER


def test_a_job_goes_from_the_desk_to_paper(counter: Counter) -> None:
    counter.order()
    assert counter.spooler.view().orders[0].state is JobState.GETTING_READY
    assert counter.last().state is JobState.SENT
    assert counter.last().state is JobState.PRINTING
    counter.printer.turn()
    assert counter.last().state is JobState.DONE
    counter.settle()
    assert not counter.spooler.busy()
    assert counter.printer.forgotten == [JobId(1)]


def test_one_job_at_a_time_is_at_the_printer(counter: Counter) -> None:
    counter.order(b"a")
    counter.order(b"b")
    counter.settle()
    assert list(counter.printer.holding.values()) == [b"a"]


def test_limits_of_a_session_end_with_it(counter: Counter) -> None:
    assert [counter.spooler.order(b"", 1) for _ in range(4)][
        -1
    ] is OrderRejection.ENOUGH_FOR_A_SESSION
    assert counter.spooler.order(b"", 11) is OrderRejection.TOO_LONG
    counter.spooler.end_session()
    assert counter.spooler.view().orders == ()
    counter.order()


def test_paper_that_never_came_is_not_counted(counter: Counter) -> None:
    counter.printer.report = PrinterReport(PrinterState.NO_PRINTER)
    for _ in range(50):
        counter.order()
        assert counter.last().state is JobState.FAILED
        counter.settle()


def test_forty_an_hour_are_enough(counter: Counter) -> None:
    for number in range(40):
        counter.order()
        counter.settle()
        counter.printer.turn()
        counter.settle()
        counter.spooler.end_session()
        counter.now = float(number)
    assert counter.spooler.order(b"", 1) is OrderRejection.ENOUGH_FOR_AN_HOUR
    counter.now = 3601.0
    counter.order()


def test_patience_starts_anew_with_each_page(counter: Counter) -> None:
    counter.order()
    counter.settle()
    counter.now = 119.0
    assert counter.last().state is JobState.PRINTING
    counter.now = 121.0
    end = counter.last()
    assert (end.state, end.gave_up) == (JobState.CANCELLED, True)
    assert counter.printer.holding == {}


def test_one_that_waits_behind_another_does_not_lose_its_turn(counter: Counter) -> None:
    counter.order(b"a")
    counter.order(b"b")
    counter.settle()
    counter.now = 119.0
    counter.printer.turn()
    counter.settle()
    counter.now = 200.0
    counter.settle()
    assert list(counter.printer.holding.values()) == [b"b"]


def test_a_job_that_is_not_seen_to_go_keeps_the_next_away(counter: Counter) -> None:
    counter.printer.is_deaf = True
    counter.order()
    counter.settle()
    counter.now = 121.0
    assert counter.spooler.step().stuck == 1
    counter.settle()
    assert counter.spooler.order(b"b", 1) is OrderRejection.EARLIER_JOB
    counter.spooler.end_session()
    assert counter.spooler.step().stuck == 1
    counter.printer.is_deaf = False
    counter.settle()
    assert counter.spooler.view().stuck == 0
    counter.order(b"b")


def test_a_job_that_came_out_at_the_last_moment_is_told(counter: Counter) -> None:
    counter.printer.is_deaf = True
    counter.order()
    counter.settle()
    counter.now = 121.0
    assert counter.last().state is JobState.CANCELLED
    counter.printer.turn()
    assert counter.last().state is JobState.DONE


def test_a_job_half_sent_is_looked_for(counter: Counter) -> None:
    counter.printer.breaks_off = True
    counter.order()
    assert counter.last().state is JobState.FAILED
    counter.settle()
    assert counter.printer.holding == {}


def test_somebody_who_cancels_at_the_printer_makes_it_fail(counter: Counter) -> None:
    counter.order()
    counter.settle()
    counter.printer.turn(JobState.CANCELLED)
    end = counter.last()
    assert (end.state, end.gave_up) == (JobState.FAILED, False)


def test_a_family_that_goes_while_its_job_is_handed_over_takes_it_back() -> None:
    class Slow(PaperPrinter):
        def send(self, pdf: bytes, copies: int = 1) -> JobId:
            at_slow.spooler.end_session()
            return super().send(pdf, copies)

    at_slow = Counter(Slow())
    at_slow.order()
    at_slow.spooler.step()
    at_slow.printer.report = PrinterReport(PrinterState.NO_PAPER)
    at_slow.settle()
    assert at_slow.printer.holding == {}


def test_what_was_last_wrong_is_remembered_when_it_is_mended(counter: Counter) -> None:
    assert counter.spooler.view().last is None
    counter.printer.report = PrinterReport(PrinterState.NO_PAPER)
    counter.now = 5.0
    counter.spooler.step()
    counter.printer.report = READY
    counter.now = 9.0
    assert counter.spooler.step().last == PrinterProblem(PrinterState.NO_PAPER, 5.0)


def test_what_is_wrong_second_after_second_is_logged_once(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        counter.printer.report = PrinterReport(PrinterState.NO_PAPER)
        counter.order()
        counter.settle()
        counter.spooler.end_session()
        counter.printer.report = READY
        counter.settle()
    assert len(caplog.records) == 2


@pytest.mark.parametrize("state", [PrinterState.NO_PRINTER, PrinterState.STOPPED])
def test_a_kiosk_without_a_printer_rests_and_fills_no_log(
    state: PrinterState, caplog: pytest.LogCaptureFixture
) -> None:
    class Nobody(PaperPrinter):
        def leftovers(self) -> tuple[JobId, ...]:
            raise PrinterError(state, "Nobody answers.")

    counter = Counter(Nobody(report=PrinterReport(state)))
    assert not counter.spooler.busy()
    assert caplog.records == []
    last = counter.spooler.view().last
    assert (last and last.state, last and last.problem) == (state, "Nobody answers.")


class Waiting(RuleBasedStateMachine):
    """Families come and go, the printer breaks and is mended, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.counter = Counter()
        self.family = 0
        self.tickets: dict[int, bytes] = {}
        self.expired: set[bytes] = set()

    @property
    def printer(self) -> PaperPrinter:
        return self.counter.printer

    @rule(pages=st.integers(1, 12))
    def order(self, pages: int) -> None:
        pdf = f"family {self.family}, {len(self.tickets)}".encode()
        ticket = self.counter.spooler.order(pdf, pages)
        if isinstance(ticket, int):
            self.tickets[ticket] = pdf

    @rule()
    def step(self) -> None:
        self.counter.spooler.step()

    @rule(seconds=st.sampled_from([1.0, 60.0, 121.0]))
    def wait(self, seconds: float) -> None:
        self.counter.now += seconds

    @rule(state=st.sampled_from(list(PrinterState)))
    def become(self, state: PrinterState) -> None:
        self.printer.report = PrinterReport(state)

    @rule()
    def lose_the_line(self) -> None:
        self.printer.is_silent = not self.printer.is_silent

    @precondition(lambda self: not self.printer.blocked)
    @rule(state=st.sampled_from([JobState.DONE, JobState.FAILED, JobState.UNCONFIRMED]))
    def work(self, state: JobState) -> None:
        self.printer.turn(state)

    @rule()
    def go(self) -> None:
        """The family goes, and the kiosk has time to see to what it left."""
        self.counter.spooler.end_session()
        self.family += 1
        self.tickets.clear()
        if self.printer.blocked and not self.printer.is_silent:
            self.counter.settle()
            assert self.printer.holding == {}

    @invariant()
    def nothing_is_done_that_did_not_come_out(self) -> None:
        for progress in self.counter.spooler.view().orders:
            if progress.state is JobState.DONE:
                assert self.tickets[progress.ticket] in self.printer.out

    @invariant()
    def one_handout_at_most_can_still_come_out(self) -> None:
        assert len(self.printer.holding) <= 1

    @invariant()
    def only_this_family_is_shown(self) -> None:
        shown = {progress.ticket for progress in self.counter.spooler.view().orders}
        assert shown <= set(self.tickets)


TestWaiting = Waiting.TestCase
