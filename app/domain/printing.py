"""What a printer and a job on it say, and what the kiosk may claim of it.

Pure: IPP's numbers and keywords (RFC 8011) come in, the states that a family is told come out.
The one rule above all others: a job is DONE only when the printer itself reported it completed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol


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


class IppPrinter(IntEnum):
    """RFC 8011, 5.4.11: printer-state."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class IppJob(IntEnum):
    """RFC 8011, 5.3.7: job-state."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    PROCESSING_STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class PrinterWords:
    """A printer's or a queue's own words. `waiting` is its queued-job-count."""

    state: int
    reasons: tuple[str, ...] = ()
    accepting: bool = True
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class JobWords:
    """A job as a printer or a queue tells of it. `pages` is its job-impressions-completed."""

    state: int
    reasons: tuple[str, ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """The printer, as the kiosk understands it. `low` is what runs low: "toner", "paper"."""

    state: PrinterState
    low: frozenset[str] = frozenset()


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


@dataclass(eq=False)
class PrinterError(Exception):
    """The print system did not do as asked; `state` says why, for the family.

    `left` is whether something of a job that was being sent may have been left behind.
    """

    state: PrinterState
    problem: str = ""
    left: bool = False

    def __str__(self) -> str:
        return f"{self.state}: {self.problem}"


class Printer(Protocol):
    """One printer. Every call may take seconds, so a worker thread makes them, one at a time."""

    def state(self) -> PrinterReport:
        """How the printer is. It never raises: trouble is a state."""

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        """Hand a PDF to the printer. PrinterError when it was not taken."""

    def look(self, job: JobId) -> JobReport:
        """How a job goes. PrinterError when the print system does not answer: ask again."""

    def cancel(self, job: JobId) -> None:
        """Ask for a job to be cancelled, in the queue and on the printer. `look` sees if it is.

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

    def refusal(self, pages: int, in_session: int, times: Iterable[float], now: float) -> Refusal:
        """Why one more job is refused, if it is. `times` are when earlier jobs were ordered."""
        if pages > self.pages_a_job:
            return Refusal.TOO_LONG
        if in_session >= self.jobs_a_session:
            return Refusal.ENOUGH_FOR_A_SESSION
        if sum(now - time < HOUR for time in times) >= self.jobs_an_hour:
            return Refusal.ENOUGH_FOR_AN_HOUR
        return Refusal.NONE


HOUR = 3600.0
"""In seconds."""

LIMITS = Limits()
"""What holds where the configuration says nothing."""


class Refusal(StrEnum):
    """Why the kiosk does not take an order."""

    NONE = ""
    TOO_LONG = "too-long"
    ENOUGH_FOR_A_SESSION = "enough-for-a-session"
    ENOUGH_FOR_AN_HOUR = "enough-for-an-hour"
    EARLIER_JOB = "earlier-job"
    """A cancelled job has not been seen to be gone: what is sent now could release it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One order of the family at the screen.

    `trouble` is what keeps it, or what kept it in the end; READY when nothing does. `page` is
    from 1, or 0; `pages` is how many it has. `gave_up` is that the kiosk cancelled it itself.
    """

    ticket: int
    pages: int
    state: JobState = JobState.GETTING_READY
    page: int = 0
    trouble: PrinterState = PrinterState.READY
    low: frozenset[str] = frozenset()
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was last wrong: `at` is when it was last seen so, in the desk's seconds.

    `problem` is what the print system or a program said, and may be empty.
    """

    state: PrinterState
    at: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """What there is to show: the printer, this session's orders, and cancelled jobs not yet gone.

    `stuck` counts jobs of anyone, this family or an earlier one; above 0 staff should look.
    """

    printer: PrinterReport = PrinterReport(PrinterState.UNKNOWN)
    orders: tuple[Progress, ...] = ()
    stuck: int = 0
    last: Trouble | None = None


class PrintDesk(Protocol):
    """Where the screen hands its orders in. All but `step` return at once, from any thread."""

    def order(self, pdf: bytes, pages: int) -> int | Refusal:
        """Take an order: its ticket, or why it is refused."""

    def end_session(self) -> None:
        """The family has gone: what has not begun is cancelled, and nothing of it is shown."""

    def view(self) -> DeskView:
        """How things stand since the last step."""

    def busy(self) -> bool:
        """Whether there is something to follow, so that steps should come every second."""

    def step(self) -> DeskView:
        """Ask the printer, act, and tell. For a worker thread; it never raises."""


_SEVERITIES = ("-report", "-warning", "-error")
_TROUBLES: tuple[tuple[PrinterState, tuple[str, ...]], ...] = (
    (
        PrinterState.UNREACHABLE,
        ("offline", "shutdown", "timed-out", "connecting-to-device", "hibernate", "power-off"),
    ),
    (PrinterState.JAMMED, ("media-jam", "multiple-media-feed", "media-path-jam")),
    (
        PrinterState.COVER_OPEN,
        ("cover-open", "door-open", "interlock-open", "input-tray-missing", "lid-open"),
    ),
    (PrinterState.NO_PAPER, ("media-empty", "media-needed", "input-media-supply-empty")),
    (PrinterState.NO_TONER, ("toner-empty", "marker-supply-empty", "marker-supply-missing")),
    (PrinterState.STOPPED, ("paused", "moving-to-paused", "stopped-partly", "stopping")),
    (PrinterState.CROWDED, ("spool-area-full",)),
    (
        PrinterState.NEEDS_HELP,
        (
            "other",
            "fuser-over-temp",
            "fuser-under-temp",
            "marker-waste-full",
            "opc-life-over",
            "output-area-full",
            "output-tray-missing",
            "developer-empty",
            "interpreter-resource-unavailable",
        ),
    ),
)
_LOW = {
    "toner-low": "toner",
    "marker-supply-low": "toner",
    "developer-low": "toner",
    "opc-near-eol": "toner",
    "media-low": "paper",
}
_UNSEEN = frozenset({"none", ""})


def split_reason(reason: str) -> tuple[str, str]:
    """A reason's keyword, and how grave it is: "report", "warning", "error" or "" (not said)."""
    for severity in _SEVERITIES:
        if reason.endswith(severity):
            return reason.removesuffix(severity), severity[1:]
    return reason, ""


def _trouble_of(keyword: str) -> PrinterState | None:
    """The trouble a keyword stands for. A vendor may put more words behind the registered ones."""
    for trouble, keywords in _TROUBLES:
        if keyword in keywords:
            return trouble
    return None


def low_supplies(reasons: Iterable[str]) -> frozenset[str]:
    """What runs low."""
    return frozenset(_LOW[word] for word, _ in map(split_reason, reasons) if word in _LOW)


def printer_report(words: PrinterWords, limits: Limits = LIMITS) -> PrinterReport:
    """What a printer's words mean, the gravest trouble first."""
    low = low_supplies(words.reasons)
    state = _blocking(words)
    if state is None and words.waiting >= limits.crowd:
        state = PrinterState.CROWDED
    if state is None and "toner" in low:
        state = PrinterState.LOW_TONER
    idle = words.state == IppPrinter.IDLE
    return PrinterReport(state or (PrinterState.READY if idle else PrinterState.BUSY), low)


def _blocking(words: PrinterWords) -> PrinterState | None:
    """What keeps a printer from printing, if its words name anything.

    A report is not trouble. A warning is, unless the printer is idle: an empty second tray is
    a warning for ever, and nobody should be turned away for it.
    """
    idle = words.state == IppPrinter.IDLE
    grave = [
        keyword
        for keyword, severity in map(split_reason, words.reasons)
        if severity != "report" and not (severity == "warning" and idle) and keyword not in _UNSEEN
    ]
    found = {_trouble_of(keyword) for keyword in grave}
    named = next((trouble for trouble, _ in _TROUBLES if trouble in found), None)
    if named is not None:
        return named
    if not words.accepting:
        return PrinterState.STOPPED
    if words.state == IppPrinter.STOPPED:
        unnamed = [keyword for keyword in grave if keyword not in _LOW]
        return PrinterState.NEEDS_HELP if unnamed else PrinterState.STOPPED
    return None if words.state in tuple(IppPrinter) else PrinterState.UNKNOWN


def worse(one: PrinterReport, other: PrinterReport) -> PrinterReport:
    """Of a queue's report and its printer's, the one that keeps a job; the lows of both."""
    low = one.low | other.low
    for report in (one, other):
        if not report.state.prints:
            return PrinterReport(report.state, low)
    states = {one.state, other.state}
    for state in (PrinterState.LOW_TONER, PrinterState.BUSY):
        if state in states:
            return PrinterReport(state, low)
    return PrinterReport(PrinterState.READY, low)


_CONTRADICTIONS = (
    *("abort", "cancel", "error", "unsupported", "unprintable"),
    *("interrupted", "insufficient", "incomplete", "fail"),
)


def contradicts_done(reasons: Iterable[str]) -> bool:
    """Whether a job's reasons say that it did not go well, whatever its state says."""
    return any(sign in reason for reason in reasons for sign in _CONTRADICTIONS)


def says_done(words: JobWords | None) -> bool:
    """Whether these words report the job completed, with nothing that contradicts it."""
    return (
        words is not None
        and words.state == IppJob.COMPLETED
        and not contradicts_done(words.reasons)
    )


def has_ended(words: JobWords | None) -> bool:
    """Whether a job is over in these words, well or not; a job nobody knows is not."""
    return words is not None and words.state in (
        IppJob.CANCELED,
        IppJob.ABORTED,
        IppJob.COMPLETED,
    )


def job_state(queue: JobWords | None, printer: JobWords | None) -> JobState:
    """How far a job is, by what the queue and the printer itself say of it.

    None is that they do not know it, or could not be asked. The queue's word is not enough for
    DONE: CUPS also reports a job completed when it lost the printer while it waited for it.
    """
    failed = any(has_ended(words) and not says_done(words) for words in (queue, printer))
    if failed:
        cancelled = queue is not None and queue.state == IppJob.CANCELED
        # A queue that was told to cancel may still be overtaken by the paper.
        if says_done(printer) and cancelled:
            return JobState.DONE
        return JobState.CANCELLED if cancelled else JobState.FAILED
    if says_done(printer):
        return JobState.DONE
    if printer is None and (queue is None or says_done(queue)):
        return JobState.UNCONFIRMED
    return _on_its_way(queue, printer)


def _on_its_way(queue: JobWords | None, printer: JobWords | None) -> JobState:
    """A job that has not ended: still in the queue, or begun."""
    if printer is not None:
        waits = printer.state in (IppJob.PENDING, IppJob.HELD)
    else:
        waits = queue is not None and queue.state in (IppJob.PENDING, IppJob.HELD)
    return JobState.SENT if waits else JobState.PRINTING
