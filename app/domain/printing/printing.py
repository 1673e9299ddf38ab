"""What a printer and a job on it say, and what the kiosk may claim of it.

Pure; what a print system's own words mean is in `ipp`.
The one rule above all others: a job is DONE only when the printer itself reported it completed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.domain.errors import KioskError


class PrinterState(StrEnum):
    """What a family can be told of the printer."""

    READY = "ready"
    BUSY = "busy"
    LOW_TONER = "low-toner"
    NO_PAPER = "no-paper"
    NO_TONER = "no-toner"
    JAMMED = "jammed"
    COVER_OPEN = "cover-open"
    NEEDS_HELP = "needs-help"
    UNREACHABLE = "unreachable"
    NO_PRINTER = "no-printer"
    STOPPED = "stopped"
    CROWDED = "crowded"
    UNKNOWN = "unknown"

    @property
    def prints(self) -> bool:
        """Whether a job that is sent now can be expected to come out."""
        return self in {PrinterState.READY, PrinterState.BUSY, PrinterState.LOW_TONER}


class JobState(StrEnum):
    """How far a job is. The last four are ends.

    UNCONFIRMED is an end at which nobody knows: it was sent, and the printer never said whether it
    was printed. It must never be told as a success.
    """

    GETTING_READY = "getting-ready"
    SENT = "sent"
    PRINTING = "printing"
    DONE = "done"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be expected."""
        return self in {
            JobState.DONE,
            JobState.UNCONFIRMED,
            JobState.FAILED,
            JobState.CANCELLED,
        }


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """The printer, as the kiosk understands it. `low` is what runs low: "toner", "paper".

    `warnings` are the faults that it warns of while it goes on, the gravest first: of an empty
    second tray, or of the one that a job needs. When they came tells them apart.
    """

    state: PrinterState
    low: frozenset[str] = frozenset()
    warnings: tuple[PrinterState, ...] = ()

    def stopped_by_warning(self, but: Container[PrinterState] = ()) -> PrinterReport:
        """This printer, where what it warns of is why a job does not go on; `but` is not."""
        found = next((state for state in self.warnings if state not in but), None)
        if found is None or not self.state.prints:
            return self
        return PrinterReport(found, self.low, self.warnings)


@dataclass(frozen=True, slots=True)
class JobReport:
    """A job and the printer it is on.

    `page` is the page being printed, from 1; 0 when that is not known. `gone` is whether neither
    the queue nor the printer holds anything of it that could still come out.
    """

    state: JobState
    printer: PrinterReport
    page: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class JobId:
    """A job in the print system's queue, by the number that it has there."""

    number: int


class PrinterError(KioskError):
    """The print system did not do as asked; `state` says why, for the family.

    `left` is whether something of a job that was being sent may have been left behind.
    """

    def __init__(self, state: PrinterState, problem: str = "", *, left: bool = False) -> None:
        super().__init__(problem)
        self.state = state
        self.left = left

    def __str__(self) -> str:
        return f"{self.state}: {self.problem}"


class Printer(Protocol):
    """One printer. Every call may take seconds, so a worker thread makes them, one at a time."""

    def state(self) -> PrinterReport:
        """How the printer is. It never raises: trouble is a state."""

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        """Hand a PDF to the printer. PrinterError when it was not taken."""

    def poll(self, job: JobId) -> JobReport:
        """How a job goes. PrinterError when the print system does not answer: ask again."""

    def cancel(self, job: JobId) -> None:
        """Ask for a job to be cancelled, in the queue and on the printer. `poll` sees if it is.

        PrinterError when nobody could be asked.
        """

    def forget(self, job: JobId) -> None:
        """Strike an ended job from the print system's history, where it allows that."""

    def leftovers(self) -> tuple[JobId, ...]:
        """This kiosk's jobs that are still to be printed, such as those from before a crash."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be printed, and how long a job may stand still, in seconds."""

    jobs_a_session: int = 3
    pages_a_job: int = 10
    jobs_an_hour: int = 40
    patience: float = 120.0
    crowd: int = 5
    still: float = 15.0
    """Until an old warning is why a job does not go on: a cold printer's first page takes 12."""

    def rejection(
        self, pages: int, in_session: int, times: Iterable[float], now: float
    ) -> OrderRejection:
        """Why one more job is refused, if it is. `times` are when earlier jobs were ordered."""
        if pages > self.pages_a_job:
            return OrderRejection.TOO_LONG
        if in_session >= self.jobs_a_session:
            return OrderRejection.ENOUGH_FOR_A_SESSION
        if sum(now - time < HOUR for time in times) >= self.jobs_an_hour:
            return OrderRejection.ENOUGH_FOR_AN_HOUR
        return OrderRejection.NONE


HOUR = 3600.0
"""In seconds."""

LIMITS = Limits()
"""What holds where the configuration says nothing."""


class OrderRejection(StrEnum):
    """Why the kiosk does not take an order."""

    NONE = ""
    TOO_LONG = "too-long"
    ENOUGH_FOR_A_SESSION = "enough-for-a-session"
    ENOUGH_FOR_AN_HOUR = "enough-for-an-hour"
    EARLIER_JOB = "earlier-job"
    """A cancelled job has not been seen to be gone: what is sent now could release it."""


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """One order of the family at the screen.

    `obstacle` is what keeps it, or what kept it in the end; READY when nothing does. `page` is
    from 1, or 0; `pages` is how many it has. `gave_up` is that the kiosk cancelled it itself.
    """

    ticket: int
    pages: int
    state: JobState = JobState.GETTING_READY
    page: int = 0
    obstacle: PrinterState = PrinterState.READY
    low: frozenset[str] = frozenset()
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class PrinterProblem:
    """What was last wrong: `at` is when it was last seen so, in the spooler's seconds.

    `problem` is what the print system or a program said, and may be empty.
    """

    state: PrinterState
    at: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SpoolerView:
    """What there is to show: the printer, this session's orders, and cancelled jobs not yet gone.

    `stuck` counts jobs of anyone, this family or an earlier one; above 0 staff should look.
    """

    printer: PrinterReport = PrinterReport(PrinterState.UNKNOWN)
    orders: tuple[OrderProgress, ...] = ()
    stuck: int = 0
    last: PrinterProblem | None = None


class PrintSpooler(Protocol):
    """Where the screen hands its orders in. All but `step` return at once, from any thread."""

    def order(self, pdf: bytes, pages: int) -> int | OrderRejection:
        """Take an order: its ticket, or why it is refused."""

    def end_session(self) -> None:
        """The family has gone: what has not begun is cancelled, and nothing of it is shown."""

    def view(self) -> SpoolerView:
        """How things stand since the last step."""

    def busy(self) -> bool:
        """Whether there is something to follow, so that steps should come every second."""

    def step(self) -> SpoolerView:
        """Ask the printer, act, and tell. For a worker thread; it never raises."""
