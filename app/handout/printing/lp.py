"""A PDF handed to a queue of CUPS by `lp`, through a pipe: no file of ours is made."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

from app.domain.printing.printing import JobId, PrinterError, PrinterState
from app.handout.printing import ipptool
from app.handout.printing.cups_queue import JOB_NAME, MEDIA, Queue
from app.handout.printing.ipptool import MissingToolError

_AS_IT_IS = "application/vnd.cups-pdf"
"""A PDF that is laid out already: no filter may lose its tags or its exact words."""

_REQUEST_ID = re.compile(rb"^request id is .*-(\d+) \(", re.MULTILINE)


def submit(queue: Queue, name: str, pdf: bytes, copies: int, patience: float) -> JobId:
    """Hand a PDF to the queue of this name; PrinterError says why not."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of CUPS, and no shell
            [ipptool.program("lp"), *_options(queue, name, copies, patience)],
            input=pdf,
            capture_output=True,
            env=ipptool.environment(),
            timeout=5 * queue.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PrinterError(PrinterState.UNKNOWN, "lp did not end in time.", left=True) from None
    except MissingToolError as error:
        raise ipptool.not_installed(error) from None
    except OSError as error:
        raise PrinterError(PrinterState.UNKNOWN, f"lp: {error.strerror}") from None
    found = _REQUEST_ID.search(done.stdout)
    if done.returncode or found is None:
        problem = done.stderr.decode(errors="replace").strip() or "lp gave no job number."
        raise PrinterError(PrinterState.UNKNOWN, problem, left=True)
    return JobId(int(found[1]))


def _options(queue: Queue, name: str, copies: int, patience: float) -> Iterator[str]:
    yield from ("-h", queue.server, "-U", queue.user, "-d", name)
    yield from ("-t", JOB_NAME, "-n", str(copies))
    # Copies that the printer cannot make itself need the filter that repeats the pages.
    kind = _AS_IT_IS if copies == 1 else "application/pdf"
    give_up = max(60, round(2 * patience))
    for option in (
        f"document-format={kind}",
        f"media={MEDIA[queue.paper]}",
        "job-sheets=none",
        # Should the kiosk itself go down, CUPS gives the job up by itself.
        f"job-cancel-after={give_up}",
    ):
        yield from ("-o", option)
