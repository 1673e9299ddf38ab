"""What a printer's and a job's words mean, and that nothing but the printer's word means done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.printing.ipp import (
    IppJob,
    IppJobStatus,
    IppPrinter,
    IppPrinterStatus,
    contradicts_done,
    has_ended,
    job_state,
    printer_report,
    says_done,
    split_reason,
    stands_still,
    worse,
)
from app.domain.printing.printing import JobState, PrinterReport, PrinterState

KEYWORDS = {
    "media-empty": PrinterState.NO_PAPER,
    "media-needed": PrinterState.NO_PAPER,
    "media-jam": PrinterState.JAMMED,
    "cover-open": PrinterState.COVER_OPEN,
    "door-open": PrinterState.COVER_OPEN,
    "toner-empty": PrinterState.NO_TONER,
    "marker-supply-empty": PrinterState.NO_TONER,
    "offline": PrinterState.UNREACHABLE,
    "shutdown": PrinterState.UNREACHABLE,
    "paused": PrinterState.STOPPED,
    "spool-area-full": PrinterState.CROWDED,
    "output-area-full": PrinterState.NEEDS_HELP,
}
reasons = st.lists(
    st.tuples(
        st.sampled_from([*KEYWORDS, "toner-low", "media-low", "none", "x-vendor-thing"]),
        st.sampled_from(["", "-report", "-warning", "-error"]),
    ).map("".join),
    max_size=4,
).map(tuple)
job_reasons = st.lists(
    st.sampled_from(
        [
            *("job-completed-successfully", "processing-to-stop-point", "job-printing"),
            *("job-completed-with-errors", "aborted-by-system", "job-canceled-by-user"),
        ]
    ),
    max_size=3,
).map(tuple)
jobs = st.none() | st.builds(IppJobStatus, st.integers(0, 12), job_reasons, st.integers(0, 20))


@pytest.mark.parametrize(("keyword", "state"), KEYWORDS.items())
@pytest.mark.parametrize("severity", ["", "-error", "-warning"])
@pytest.mark.parametrize("printer", [IppPrinter.PROCESSING, IppPrinter.STOPPED])
def test_a_fault_is_named_while_a_job_waits_for_it(
    keyword: str, state: PrinterState, severity: str, printer: int
) -> None:
    report = printer_report(IppPrinterStatus(printer, (keyword + severity,)))
    # A warning while it prints may be of its second tray, and waits until the job stands still.
    warns_only = severity == "-warning" and printer == IppPrinter.PROCESSING
    assert (report.state is PrinterState.BUSY) == warns_only
    assert report.stopped_by_warning().state is state


@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("state", [IppPrinter.IDLE, IppPrinter.PROCESSING])
@pytest.mark.parametrize("severity", ["-report", "-warning"])
def test_a_report_and_a_warning_of_a_printer_that_prints_turn_nobody_away(
    keyword: str, state: int, severity: str
) -> None:
    assert printer_report(IppPrinterStatus(state, (keyword + severity,))).state.prints


def test_a_report_is_no_reason_why_a_job_stands_still() -> None:
    report = printer_report(IppPrinterStatus(IppPrinter.PROCESSING, ("media-empty-report",)))
    assert report.stopped_by_warning() == report


@pytest.mark.parametrize("queue", [None, IppJob.PROCESSING, IppJob.PROCESSING_STOPPED])
@pytest.mark.parametrize("printer", [None, IppJob.PROCESSING, IppJob.PROCESSING_STOPPED])
def test_a_job_stands_still_when_the_queue_or_the_printer_says_so(
    queue: int | None, printer: int | None
) -> None:
    statuses = [None if number is None else IppJobStatus(number) for number in (queue, printer)]
    assert stands_still(*statuses) == (IppJob.PROCESSING_STOPPED in {queue, printer})


@pytest.mark.parametrize("reason", ["toner-low", "toner-low-warning", "marker-supply-low-report"])
def test_low_toner_prints(reason: str) -> None:
    report = printer_report(IppPrinterStatus(IppPrinter.PROCESSING, (reason,)))
    assert report == PrinterReport(PrinterState.LOW_TONER, frozenset({"toner"}))
    assert report.state.prints


def test_the_gravest_trouble_is_reported() -> None:
    words = IppPrinterStatus(
        IppPrinter.STOPPED, ("toner-low", "media-empty-error", "media-jam-error")
    )
    assert printer_report(words).state is PrinterState.JAMMED


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (IppPrinterStatus(IppPrinter.IDLE), PrinterState.READY),
        (IppPrinterStatus(IppPrinter.PROCESSING), PrinterState.BUSY),
        (IppPrinterStatus(IppPrinter.STOPPED), PrinterState.STOPPED),
        (IppPrinterStatus(IppPrinter.STOPPED, ("x-drum-error",)), PrinterState.NEEDS_HELP),
        (IppPrinterStatus(IppPrinter.IDLE, accepting=False), PrinterState.STOPPED),
        (IppPrinterStatus(IppPrinter.IDLE, waiting=5), PrinterState.CROWDED),
        (IppPrinterStatus(IppPrinter.IDLE, waiting=4), PrinterState.READY),
        (IppPrinterStatus(0), PrinterState.UNKNOWN),
    ],
)
def test_the_state_alone_has_a_meaning(words: IppPrinterStatus, state: PrinterState) -> None:
    assert printer_report(words).state is state


@given(reasons, st.sampled_from([3, 4, 5]))
def test_a_stopped_printer_never_prints(found: tuple[str, ...], state: int) -> None:
    report = printer_report(IppPrinterStatus(state, found))
    assert not (report.state.prints and state == IppPrinter.STOPPED)


@given(reasons, reasons)
def test_a_queue_and_its_printer_print_only_if_both_do(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    reports = [printer_report(IppPrinterStatus(4, found)) for found in (one, other)]
    both = worse(*reports)
    assert both.state.prints == all(report.state.prints for report in reports)
    assert both.low == reports[0].low | reports[1].low


@given(st.text(), st.sampled_from(["report", "warning", "error"]))
def test_a_reason_is_split_once(word: str, severity: str) -> None:
    assert split_reason(f"{word}-{severity}") == (word, severity)


@given(jobs, jobs)
def test_done_is_the_printers_word_and_nobody_elses(
    queue: IppJobStatus | None, printer: IppJobStatus | None
) -> None:
    if job_state(queue, printer) is JobState.DONE:
        assert printer is not None
        assert printer.state == IppJob.COMPLETED
        assert not contradicts_done(printer.reasons)


@given(jobs)
def test_no_queue_alone_can_say_done(queue: IppJobStatus | None) -> None:
    assert job_state(queue, None) is not JobState.DONE


@pytest.mark.parametrize("state", [IppJob.CANCELED, IppJob.ABORTED])
def test_a_printer_that_dropped_the_job_overrules_a_queue_that_says_completed(state: int) -> None:
    queue = IppJobStatus(IppJob.COMPLETED, ("processing-to-stop-point",))
    assert job_state(queue, IppJobStatus(state)) is JobState.FAILED


@pytest.mark.parametrize(
    ("reason", "done"),
    [
        ("job-completed-successfully", True),
        ("processing-to-stop-point", True),  # CUPS 2.4 leaves it on jobs that went well
        ("job-completed-with-warnings", True),
        ("job-completed-with-errors", False),
        ("aborted-by-system", False),
        ("job-canceled-at-device", False),
        ("document-unprintable-error", False),
        ("submission-interrupted", False),
        ("job-data-insufficient", False),
    ],
)
def test_reasons_can_take_done_back(reason: str, done: bool) -> None:
    words = IppJobStatus(IppJob.COMPLETED, (reason,))
    assert says_done(words) is done
    assert (job_state(IppJobStatus(IppJob.PROCESSING), words) is JobState.DONE) is done


@pytest.mark.parametrize(
    ("queue", "printer", "state"),
    [
        (IppJob.PENDING, None, JobState.SENT),
        (IppJob.HELD, None, JobState.SENT),
        (IppJob.PROCESSING, None, JobState.PRINTING),
        (IppJob.PROCESSING, IppJob.PENDING, JobState.SENT),
        (IppJob.PROCESSING, IppJob.PROCESSING_STOPPED, JobState.PRINTING),
        (IppJob.PROCESSING, IppJob.COMPLETED, JobState.DONE),
        (IppJob.COMPLETED, IppJob.PROCESSING, JobState.PRINTING),
        (IppJob.COMPLETED, None, JobState.UNCONFIRMED),
        (IppJob.COMPLETED, IppJob.COMPLETED, JobState.DONE),
        (IppJob.CANCELED, None, JobState.CANCELLED),
        (IppJob.CANCELED, IppJob.COMPLETED, JobState.DONE),
        (IppJob.ABORTED, None, JobState.FAILED),
        (None, None, JobState.UNCONFIRMED),
        (None, IppJob.COMPLETED, JobState.DONE),
        (None, IppJob.PROCESSING, JobState.PRINTING),
    ],
)
def test_a_job_is_as_far_as_both_say(
    queue: int | None, printer: int | None, state: JobState
) -> None:
    words = [None if number is None else IppJobStatus(number) for number in (queue, printer)]
    assert job_state(*words) is state


@given(jobs, jobs)
def test_an_end_is_reported_only_when_somebody_said_it(
    queue: IppJobStatus | None, printer: IppJobStatus | None
) -> None:
    if job_state(queue, printer).ended and not (queue is None and printer is None):
        assert has_ended(queue) or has_ended(printer)
