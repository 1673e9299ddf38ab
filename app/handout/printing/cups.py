"""A printer behind CUPS: what is handed to it by `lp` is followed by `ipptool`.

CUPS alone cannot be believed. It reports a job completed when it loses the printer while it waits
for it, and it does not say that a printer is switched off. So a printer that speaks IPP is asked
itself, and only its own word makes a job DONE.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from app.domain.printing.ipp import (
    IppJobStatus,
    IppPrinterStatus,
    has_ended,
    job_state,
    printer_report,
    stands_still,
    worse,
)
from app.domain.printing.printing import (
    LIMITS,
    JobId,
    JobReport,
    JobState,
    Limits,
    PrinterError,
    PrinterReport,
    PrinterState,
)
from app.handout.printing import attributes, ipptool, lp
from app.handout.printing.cups_queue import JOB_NAME, Queue
from app.handout.printing.ipptool import Answer, Attributes, MissingToolError, NoAnswerError

ON_THE_PRINTER = JobId(0)
"""What this kiosk has on the printer, when the queue knows nothing of it any more."""

_QUEUES_OWN = ("paused", "moving-to-paused")


@dataclass(frozen=True, slots=True)
class _DeviceReport:
    """The printer's own account, and whether it can be believed of jobs."""

    report: PrinterReport
    answered: bool = False
    trusted: bool = False
    jobs: tuple[tuple[int, IppJobStatus], ...] = ()

    @property
    def live(self) -> tuple[int, ...]:
        """The numbers of this kiosk's jobs that could still come out."""
        return tuple(number for number, status in self.jobs if not has_ended(status))

    @property
    def newest(self) -> int:
        return max((number for number, _ in self.jobs), default=0)


class CupsPrinter:
    """One queue of CUPS, as the domain's Printer. A worker thread calls it, one call at a time."""

    def __init__(
        self, queue: Queue, limits: Limits = LIMITS, *, questions: Path = ipptool.QUESTIONS
    ) -> None:
        self._queue = queue
        self._limits = limits
        self._questions = questions
        self._newest_before: dict[JobId, int] = {}

    def state(self) -> PrinterReport:
        """How the queue and its printer are."""
        try:
            return self._current_reports()[0]
        except PrinterError as error:
            return PrinterReport(error.state)

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        """Hand a PDF to the queue, through a pipe: no file of ours is made."""
        report, device = self._current_reports()
        if not report.state.prints:
            raise PrinterError(report.state, "The printer cannot print now.")
        job = lp.submit(self._queue, self._name(), pdf, copies, self._limits.patience)
        if device is not None:
            self._newest_before[job] = device.newest
        return job

    def poll(self, job: JobId) -> JobReport:
        """How a job goes, by the queue's word and the printer's."""
        printer, answer = self._ask_queue(self._name(), job.number)
        if not (answer.good or answer.not_found):
            raise PrinterError(PrinterState.UNKNOWN, f"Get-Job-Attributes: {answer.status}")
        queue = attributes.job_status(answer.first) if answer.good else None
        device = self._device_report(printer.first)
        newest = self._newest(job, device)
        state, page = self._how_far(queue, device, newest)
        gone = (queue is None or has_ended(queue)) and (
            device is None or (device.answered and not device.live)
        )
        report = self._report(printer.first, device, begun=state is JobState.PRINTING)
        if stands_still(queue, newest):
            report = report.stopped_by_warning()
        return JobReport(state, report, page, gone)

    def cancel(self, job: JobId) -> None:
        """Cancel a job in the queue, and whatever of this kiosk the printer still holds."""
        name = self._name()
        printer, answer = self._ask_queue(name, job.number)
        if answer.good and not has_ended(attributes.job_status(answer.first)):
            self._ask(self._queue.uri(name), "cancel", job=job.number)
        device = self._device_report(printer.first)
        if device is not None:
            for number in device.live:
                self._ask(attributes.device_uri(printer.first), "cancel", job=number)

    def forget(self, job: JobId) -> None:
        """Strike an ended job from CUPS's history; how long it stands there is its set-up's."""
        self._newest_before.pop(job, None)
        if job != ON_THE_PRINTER:
            with suppress(PrinterError):  # CUPS's own short history sees to it
                self._ask(self._queue.uri(self._name()), "purge", job=job.number)

    def queue_attributes(self) -> tuple[str, Attributes]:
        """The queue's name and its attributes, for the check of the set-up."""
        name = self._name()
        return name, self._ask_queue(name, 0)[0].first

    def reports_itself(self) -> tuple[bool, bool]:
        """Whether the printer answers IPP itself, and whether it can be believed of jobs."""
        device = self._device_report(self.queue_attributes()[1])
        return (False, False) if device is None else (device.answered, device.trusted)

    def leftovers(self) -> tuple[JobId, ...]:
        """This kiosk's jobs in the queue, and on the printer those that the queue lost."""
        name = self._name()
        (answer,) = self._ask(self._queue.uri(name), "jobs")
        ours = [group for group in answer.groups if self._is_ours(group)]
        jobs = [JobId(attributes.number(group, "job-id")) for group in ours]
        device = self._device_report(self._ask_queue(name, 0)[0].first)
        if not jobs and device is not None and device.live:
            jobs.append(ON_THE_PRINTER)
        return tuple(jobs)

    def _name(self) -> str:
        if self._queue.name:
            return self._queue.name
        (answer,) = self._ask(self._queue.uri(), "default")
        if not answer.good:
            raise PrinterError(PrinterState.NO_PRINTER, "CUPS has no default printer.")
        return str(answer.first.get("printer-name", ("",))[0])

    def _current_reports(self) -> tuple[PrinterReport, _DeviceReport | None]:
        printer, _ = self._ask_queue(self._name(), 0)
        device = self._device_report(printer.first)
        return self._report(printer.first, device), device

    def _report(
        self, queue: Attributes, device: _DeviceReport | None, *, begun: bool = False
    ) -> PrinterReport:
        status = attributes.printer_status(queue, count=not begun)
        if device is None:
            return printer_report(status, self._limits)
        # What the queue last heard of its printer is stale; the printer has just been asked.
        own = tuple(reason for reason in status.reasons if reason in _QUEUES_OWN)
        status = IppPrinterStatus(status.state, own, status.accepting, status.waiting)
        return worse(printer_report(status, self._limits), device.report)

    def _newest(self, job: JobId, device: _DeviceReport | None) -> IppJobStatus | None:
        """A job as the printer itself has it."""
        before = self._newest_before.get(job)
        if device is None or before is None:
            return None
        ours = [(number, status) for number, status in device.jobs if number > before]
        return max(ours, key=itemgetter(0))[1] if ours else None

    def _how_far(
        self,
        queue: IppJobStatus | None,
        device: _DeviceReport | None,
        newest: IppJobStatus | None,
    ) -> tuple[JobState, int]:
        if device is None:
            return job_state(queue, None), attributes.page(queue)
        state = job_state(queue, newest if device.trusted else None)
        if state is JobState.UNCONFIRMED and not device.answered:
            state = JobState.PRINTING  # it may still report, once it is there again
        return state, attributes.page(newest)

    def _device_report(self, queue: Attributes) -> _DeviceReport | None:
        """The printer's own account; None where it does not speak IPP, so that nobody can ask."""
        uri = attributes.device_uri(queue)
        if uri.partition(":")[0].lower() not in ("ipp", "ipps"):
            return None
        try:
            answers = self._ask(uri, "printer")
        except PrinterError:
            return _DeviceReport(PrinterReport(PrinterState.UNREACHABLE))
        printer, *lists = answers
        if not printer.good:
            return _DeviceReport(PrinterReport(PrinterState.UNKNOWN), answered=True)
        jobs = {
            attributes.number(group, "job-id"): attributes.job_status(group)
            for answer in lists
            for group in answer.groups
            if self._is_ours(group)
        }
        return _DeviceReport(
            printer_report(attributes.printer_status(printer.first), self._limits),
            answered=all(answer.good for answer in lists),
            # Another CUPS reports its own queue, with the faults that this module is here for.
            trusted="cups-version" not in printer.first,
            jobs=tuple(jobs.items()),
        )

    def _is_ours(self, job: Attributes) -> bool:
        user = job.get("job-originating-user-name")
        return user == (self._queue.user,) if user else job.get("job-name") == (JOB_NAME,)

    def _ask_queue(self, name: str, number: int) -> tuple[Answer, Answer]:
        printer, job = self._ask(self._queue.uri(name), "queue", job=number or 2**31 - 1)
        if printer.not_found:
            raise PrinterError(PrinterState.NO_PRINTER, "CUPS has no printer of this name.")
        if not printer.good:
            raise PrinterError(PrinterState.UNKNOWN, f"Get-Printer-Attributes: {printer.status}")
        return printer, job

    def _ask(self, uri: str, question: str, **values: int) -> tuple[Answer, ...]:
        try:
            return ipptool.ask(
                uri,
                question,
                {"who": self._queue.user, **values},
                seconds=self._queue.seconds,
                questions=self._questions,
            )
        except NoAnswerError as error:
            raise PrinterError(PrinterState.STOPPED, f"The print system: {error}") from None
        except MissingToolError as error:
            raise ipptool.not_installed(error) from None
