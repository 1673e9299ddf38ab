"""Many handouts at once, as files: for staff who print or publish a whole library."""

from __future__ import annotations

import multiprocessing
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from app.domain.handout.summary import Document, Summary
from app.handout.site import Site
from app.handout.typesetting import RESOURCES, Typesetter
from app.memory import forbid_dumps

_WORTH_A_PROCESS = 40
"""Fewer files are sooner made than another process is started."""
_MOST_PROCESSES = 8
_WAITING = 4
"""How many handouts wait for each process, so that a large library is never in memory whole."""


@dataclass(frozen=True, slots=True)
class Job:
    """A handout to write, and where."""

    document: Document
    file: Path
    large: bool = False


def file_name(summary: Summary, *, large: bool) -> str:
    """The id, and the title's words: `t05-car-t-cell-therapy-what-it-is.pdf`."""
    plain = unicodedata.normalize("NFKD", summary.title).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))[:60].strip("-")
    pieces = (summary.topic_id, words, "large" if large else "")
    return "-".join(filter(None, pieces)) + ".pdf"


def write(pdf: bytes, file: Path) -> bool:
    """Write a file, whole or not at all; False if it was there already, the same in every byte."""
    if _holds(file, pdf):
        return False
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".pdf.part")
    try:
        with os.fdopen(number, "wb") as made:
            made.write(pdf)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return True


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _holds(file: Path, pdf: bytes) -> bool:
    try:
        return file.stat().st_size == len(pdf) and file.read_bytes() == pdf
    except FileNotFoundError:
        return False


def write_all(  # noqa: PLR0913 - `resources` is for the bundle, `processes` for measuring
    jobs: Iterable[Job],
    count: int,
    site: Site,
    today: date,
    *,
    resources: Path = RESOURCES,
    processes: int = 0,
) -> Iterator[bool]:
    """Make and write `count` jobs; yields, as each is done, whether its file is new or changed.

    More than a few are shared out among processes, one for each processor. HandoutError and
    OSError come out as they are, and nothing more is begun.
    """
    processes = processes or min(os.cpu_count() or 1, _MOST_PROCESSES)
    if processes == 1 or count < _WORTH_A_PROCESS:
        _begin(site, today, resources)
        yield from map(_work, jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _begin, (site, today, resources)) as pool:
        try:
            waiting = iter(jobs)
            under_way: set[Future[bool]] = set()
            while True:
                free = processes * _WAITING - len(under_way)
                under_way |= {pool.submit(_work, job) for job in islice(waiting, free)}
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            pool.shutdown(cancel_futures=True)


_typesetter: list[Typesetter] = []
"""This process's own: a process is given it once, and then one job after another."""


def _begin(site: Site, today: date, resources: Path) -> None:
    forbid_dumps()
    _typesetter[:] = [Typesetter(site, lambda: today, resources=resources)]


def _work(job: Job) -> bool:
    return write(_typesetter[0].make(job.document, large=job.large).pdf, job.file)
