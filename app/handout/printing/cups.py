"""A printer behind CUPS: handed to it by `lp`, followed by `ipptool`.

CUPS alone cannot be believed. It reports a job completed when it loses the printer while it waits
for it, and it does not say that a printer is switched off. So a printer that speaks IPP is asked
itself, and only its own word makes a job DONE.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.domain.printing.ipp import (
    IppJob,
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
from app.handout.printing import ipptool
from app.handout.printing.ipptool import Answer, Attributes, MissingToolError, NoAnswerError

JOB_NAME = "Handout"
"""Never what it is about: names of jobs are shown and logged."""

MEDIA = {"a4": "iso_a4_210x297mm", "letter": "na_letter_8.5x11in"}
"""The names of paper in PWG 5101.1."""

ON_THE_PRINTER = JobId(0)
"""What this kiosk has on the printer, when the queue knows nothing of it any more."""

_AS_IT_IS = "application/vnd.cups-pdf"
"""A PDF that is laid out already: no filter may lose its tags or its exact words."""

_REQUEST_ID = re.compile(rb"^request id is .*-(\d+) \(", re.MULTILINE)
_QUEUES_OWN = ("paused", "moving-to-paused")


def default_user() -> str:
    """The user that jobs come from: the machine, never a person."""
    host = re.sub(r"[^a-z0-9-]", "", platform.node().partition(".")[0].lower())
    return f"kiosk-{host}" if host else "kiosk"


def default_server() -> str:
    """Where CUPS listens, as "host:port"."""
    named = os.environ.get("CUPS_SERVER", "")
    # ipptool cannot speak through a socket in the file system.
    return "localhost:631" if not named or named.startswith("/") else named


@dataclass(frozen=True, slots=True)
class Queue:
    """Which queue of which CUPS, and how it is used.

    An empty `name` is the default queue. `user` has to differ between kiosks that share a
    printer. `seconds` is how long an answer may take: with the second between two looks it stays
    under the three in which a family is told that a printer says nothing.
    """

    name: str = ""
    server: str = field(default_factory=default_server)
    user: str = field(default_factory=default_user)
    paper: str = "a4"
    seconds: float = 1.6

    def uri(self, name: str = "") -> str:
        """The queue as ipptool and IPP name it, or the server itself without a name."""
        host = self.server if ":" in self.server else f"{self.server}:631"
        return f"ipp://{host}/" + (f"printers/{quote(name)}" if name else "")


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
        name = self._name()
        try:
            done = subprocess.run(  # noqa: S603 - a program of CUPS, and no shell
                [ipptool.program("lp"), *self._lp_options(name, copies)],
                input=pdf,
                capture_output=True,
                env=ipptool.environment(),
                timeout=5 * self._queue.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PrinterError(PrinterState.UNKNOWN, "lp did not end in time.", left=True) from None
        except MissingToolError as error:
            raise _not_installed(error) from None
        except OSError as error:
            raise PrinterError(PrinterState.UNKNOWN, f"lp: {error.strerror}") from None
        found = _REQUEST_ID.search(done.stdout)
        if done.returncode or found is None:
            problem = done.stderr.decode(errors="replace").strip() or "lp gave no job number."
            raise PrinterError(PrinterState.UNKNOWN, problem, left=True)
        job = JobId(int(found[1]))
        if device is not None:
            self._newest_before[job] = device.newest
        return job

    def poll(self, job: JobId) -> JobReport:
        """How a job goes, by the queue's word and the printer's."""
        printer, answer = self._ask_queue(self._name(), job.number)
        if not (answer.good or answer.not_found):
            raise PrinterError(PrinterState.UNKNOWN, f"Get-Job-Attributes: {answer.status}")
        queue = _job_status(answer.first) if answer.good else None
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
        if answer.good and not has_ended(_job_status(answer.first)):
            self._ask(self._queue.uri(name), "cancel", job=job.number)
        device = self._device_report(printer.first)
        if device is not None:
            for number in device.live:
                self._ask(_device_uri(printer.first), "cancel", job=number)

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
        jobs = [JobId(_number(group, "job-id")) for group in ours]
        device = self._device_report(self._ask_queue(name, 0)[0].first)
        if not jobs and device is not None and device.live:
            jobs.append(ON_THE_PRINTER)
        return tuple(jobs)

    def _lp_options(self, name: str, copies: int) -> Iterator[str]:
        yield from ("-h", self._queue.server, "-U", self._queue.user, "-d", name)
        yield from ("-t", JOB_NAME, "-n", str(copies))
        # Copies that the printer cannot make itself need the filter that repeats the pages.
        kind = _AS_IT_IS if copies == 1 else "application/pdf"
        patience = max(60, round(2 * self._limits.patience))
        for option in (
            f"document-format={kind}",
            f"media={MEDIA[self._queue.paper]}",
            "job-sheets=none",
            # Should the kiosk itself go down, CUPS gives the job up by itself.
            f"job-cancel-after={patience}",
        ):
            yield from ("-o", option)

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
        status = _printer_status(queue, count=not begun)
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
            return job_state(queue, None), _page(queue)
        state = job_state(queue, newest if device.trusted else None)
        if state is JobState.UNCONFIRMED and not device.answered:
            state = JobState.PRINTING  # it may still report, once it is there again
        return state, _page(newest)

    def _device_report(self, queue: Attributes) -> _DeviceReport | None:
        """The printer's own account; None where it does not speak IPP, so that nobody can ask."""
        uri = _device_uri(queue)
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
            _number(group, "job-id"): _job_status(group)
            for answer in lists
            for group in answer.groups
            if self._is_ours(group)
        }
        return _DeviceReport(
            printer_report(_printer_status(printer.first), self._limits),
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
            raise _not_installed(error) from None


def _not_installed(error: MissingToolError) -> PrinterError:
    return PrinterError(PrinterState.NO_PRINTER, f"CUPS's program {error} is not installed.")


def _device_uri(queue: Attributes) -> str:
    return str(queue.get("device-uri", ("",))[0])


def _number(group: Attributes, name: str, default: int = 0) -> int:
    value: Any = group.get(name, (default,))[0]
    return value if isinstance(value, int) else default


def _page(job: IppJobStatus | None) -> int:
    """The page after those that are done is the one being printed; 0 where none is known."""
    return job.pages + 1 if job and job.pages else 0


def _reasons(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in ("none", ""))


def _printer_status(group: Attributes, *, count: bool = True) -> IppPrinterStatus:
    return IppPrinterStatus(
        _number(group, "printer-state"),
        _reasons(group.get("printer-state-reasons", ())),
        group.get("printer-is-accepting-jobs", (True,))[0] is not False,
        _number(group, "queued-job-count") if count else 0,
    )


def _job_status(group: Attributes) -> IppJobStatus:
    return IppJobStatus(
        _number(group, "job-state", IppJob.PENDING),
        _reasons(group.get("job-state-reasons", ())),
        _number(group, "job-impressions-completed"),
    )
