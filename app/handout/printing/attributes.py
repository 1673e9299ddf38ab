"""What the attributes of a printer and of a job say, as the domain's values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.printing.ipp import IppJob, IppJobStatus, IppPrinterStatus
from app.handout.printing.ipptool import Attributes


def device_uri(queue: Attributes) -> str:
    """Where a queue says that its printer is."""
    return str(queue.get("device-uri", ("",))[0])


def number(group: Attributes, name: str, default: int = 0) -> int:
    """An attribute that is a number."""
    value: Any = group.get(name, (default,))[0]
    return value if isinstance(value, int) else default


def page(job: IppJobStatus | None) -> int:
    """The page after those that are done is the one being printed; 0 where none is known."""
    return job.pages + 1 if job and job.pages else 0


def _reasons(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in ("none", ""))


def printer_status(group: Attributes, *, count: bool = True) -> IppPrinterStatus:
    """How a printer or a queue is; with `count`, how many jobs wait there."""
    return IppPrinterStatus(
        number(group, "printer-state"),
        _reasons(group.get("printer-state-reasons", ())),
        group.get("printer-is-accepting-jobs", (True,))[0] is not False,
        number(group, "queued-job-count") if count else 0,
    )


def job_status(group: Attributes) -> IppJobStatus:
    """How a job is."""
    return IppJobStatus(
        number(group, "job-state", IppJob.PENDING),
        _reasons(group.get("job-state-reasons", ())),
        number(group, "job-impressions-completed"),
    )
