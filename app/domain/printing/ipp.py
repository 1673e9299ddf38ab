"""What the words of IPP (RFC 8011) mean: its numbers and keywords in, a family's states out."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import IntEnum

from app.domain.printing.printing import LIMITS, JobState, Limits, PrinterReport, PrinterState


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
class IppPrinterStatus:
    """A printer's or a queue's own words. `waiting` is its queued-job-count."""

    state: int
    reasons: tuple[str, ...] = ()
    accepting: bool = True
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class IppJobStatus:
    """A job as a printer or a queue tells of it. `pages` is its job-impressions-completed."""

    state: int
    reasons: tuple[str, ...] = ()
    pages: int = 0


_SEVERITIES = ("-report", "-warning", "-error")
_BLOCKING_STATES: tuple[tuple[PrinterState, tuple[str, ...]], ...] = (
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


def _blocking_state(keyword: str) -> PrinterState | None:
    """The trouble a keyword stands for. A vendor may put more words behind the registered ones."""
    for state, keywords in _BLOCKING_STATES:
        if keyword in keywords:
            return state
    return None


def low_supplies(reasons: Iterable[str]) -> frozenset[str]:
    """What runs low."""
    return frozenset(_LOW[word] for word, _ in map(split_reason, reasons) if word in _LOW)


def printer_report(status: IppPrinterStatus, limits: Limits = LIMITS) -> PrinterReport:
    """What a printer's words mean, the gravest trouble first."""
    low = low_supplies(status.reasons)
    state = _blocker(status)
    if state is None and status.waiting >= limits.crowd:
        state = PrinterState.CROWDED
    if state is None and "toner" in low:
        state = PrinterState.LOW_TONER
    idle = status.state == IppPrinter.IDLE
    warnings = _by_gravity(map(_blocking_state, _keywords(status, {"warning"})))
    state = state or (PrinterState.READY if idle else PrinterState.BUSY)
    return PrinterReport(state, low, warnings)


def _keywords(status: IppPrinterStatus, severities: Container[str]) -> list[str]:
    return [
        keyword
        for keyword, severity in map(split_reason, status.reasons)
        if severity in severities and keyword not in _UNSEEN
    ]


def _by_gravity(found: Iterable[PrinterState | None]) -> tuple[PrinterState, ...]:
    states = set(found)
    return tuple(state for state, _ in _BLOCKING_STATES if state in states)


def _blocker(status: IppPrinterStatus) -> PrinterState | None:
    """What keeps a printer from printing, if its words name anything.

    RFC 8011, 5.4.12: a reason without a severity is an error. A report is no trouble. Nor is a
    warning, unless the printer stands: an empty second tray is a warning for ever.
    """
    stands = status.state == IppPrinter.STOPPED
    grave = _keywords(status, {"", "error", "warning"} if stands else {"", "error"})
    if named := _by_gravity(map(_blocking_state, grave)):
        return named[0]
    if not status.accepting:
        return PrinterState.STOPPED
    if stands:
        unnamed = [keyword for keyword in grave if keyword not in _LOW]
        return PrinterState.NEEDS_HELP if unnamed else PrinterState.STOPPED
    return None if status.state in tuple(IppPrinter) else PrinterState.UNKNOWN


def worse(one: PrinterReport, other: PrinterReport) -> PrinterReport:
    """Of a queue's report and its printer's, the one that keeps a job; the lows of both."""
    low = one.low | other.low
    warnings = _by_gravity((*one.warnings, *other.warnings))
    for report in (one, other):
        if not report.state.prints:
            return PrinterReport(report.state, low, warnings)
    states = {one.state, other.state}
    for state in (PrinterState.LOW_TONER, PrinterState.BUSY):
        if state in states:
            return PrinterReport(state, low, warnings)
    return PrinterReport(PrinterState.READY, low, warnings)


def stands_still(*statuses: IppJobStatus | None) -> bool:
    """Whether the queue or the printer itself says that a job begun does not go on."""
    return any(status and status.state == IppJob.PROCESSING_STOPPED for status in statuses)


_CONTRADICTIONS = (
    *("abort", "cancel", "error", "unsupported", "unprintable"),
    *("interrupted", "insufficient", "incomplete", "fail"),
)


def contradicts_done(reasons: Iterable[str]) -> bool:
    """Whether a job's reasons say that it did not go well, whatever its state says."""
    return any(sign in reason for reason in reasons for sign in _CONTRADICTIONS)


def says_done(status: IppJobStatus | None) -> bool:
    """Whether these words report the job completed, with nothing that contradicts it."""
    return (
        status is not None
        and status.state == IppJob.COMPLETED
        and not contradicts_done(status.reasons)
    )


def has_ended(status: IppJobStatus | None) -> bool:
    """Whether a job is over in these words, well or not; a job nobody knows is not."""
    return status is not None and status.state in (
        IppJob.CANCELED,
        IppJob.ABORTED,
        IppJob.COMPLETED,
    )


def job_state(queue: IppJobStatus | None, printer: IppJobStatus | None) -> JobState:
    """How far a job is, by what the queue and the printer itself say of it.

    None is that they do not know it, or could not be asked. The queue's word is not enough for
    DONE: CUPS also reports a job completed when it lost the printer while it waited for it.
    """
    failed = any(has_ended(status) and not says_done(status) for status in (queue, printer))
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
    return _state_in_progress(queue, printer)


def _state_in_progress(queue: IppJobStatus | None, printer: IppJobStatus | None) -> JobState:
    """A job that has not ended: still in the queue, or begun."""
    if printer is not None:
        waits = printer.state in (IppJob.PENDING, IppJob.HELD)
    else:
        waits = queue is not None and queue.state in (IppJob.PENDING, IppJob.HELD)
    return JobState.SENT if waits else JobState.PRINTING
