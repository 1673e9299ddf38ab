"""How long handouts take and what they cost: `./kiosk bench handout`, or `python -m bench.handout`.

Each first time is measured in a new process. Memory is PSS, of this process alone.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

from click.testing import CliRunner

from app.cli.main import main as clinic_content
from app.domain.handout.summary import Collection, Document, QuestionSheet, Summary, TrialPage
from app.handout.typesetting import Typesetter
from bench.library import multiplied
from tests.handout.examples import COLLECTED, LONG, QUESTIONS, SITE, TODAY, TOPIC, WALK

FIRST_LIMIT, LATER_LIMIT = 150.0, 50.0
"""Milliseconds. Source: the project's standards, Speed."""
RUNS, QUICK_RUNS = 15, 2
TOPICS, QUICK_TOPICS = 1000, 20
KINDS: dict[str, Document] = {
    "topic": TOPIC,
    "walkthrough": WALK,
    "collection of 3": COLLECTED,
    "question sheet": QUESTIONS,
}


@dataclass(frozen=True)
class Row:
    """A line of the table; a limit of 0 is none."""

    what: str
    unit: str
    median: float
    worst: float
    limit: float = 0.0
    by_worst: bool = False

    @property
    def good(self) -> bool:
        """Whether the median keeps to its limit, or where it says so the worst."""
        return not self.limit or (self.worst if self.by_worst else self.median) <= self.limit


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def pss() -> float:
    """This process's share of memory, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def first() -> float:
    """The first handout of a process, with the loading of Typst and segno."""
    typesetter = Typesetter(SITE, lambda: TODAY)
    return timed(lambda: typesetter.make(WALK))


def in_new_processes(runs: int) -> list[float]:
    """The first handout, in some new processes."""
    command = [sys.executable, "-m", "bench.handout", "--first"]
    return [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(runs)
    ]


def another(document: Document, number: int) -> Document:
    """The same with other words, so that nothing remembered helps."""
    if isinstance(document, Collection):
        others = (another(summary, number) for summary in document.summaries)
        return replace(document, summaries=tuple(s for s in others if isinstance(s, Summary)))
    if isinstance(document, QuestionSheet | TrialPage):
        return replace(document, library=replace(document.library, edition=100 + number))
    return replace(document, title=f"{number} {document.title}")


def later(typesetter: Typesetter, document: Document, runs: int, *, large: bool) -> list[float]:
    """Handouts that were not made before."""
    documents = [another(document, number) for number in range(runs)]
    return [timed(lambda d=d: typesetter.make(d, large=large)) for d in documents]  # type: ignore[misc]


def longest_pause(typesetter: Typesetter) -> float:
    """The longest time that another thread had to wait while a long handout was made."""
    done = Event()
    waits: list[float] = []

    def beat() -> None:
        while not done.is_set():
            waits.append(timed(lambda: time.sleep(0.001)))

    thread = Thread(target=beat)
    thread.start()
    typesetter.make(replace(LONG, lead="Once."), large=True)
    done.set()
    thread.join()
    return max(waits)


def whole_library(topics: int) -> float:
    """Seconds for `clinic-content handout --all` on a library of so many topics."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = multiplied(topics, folder)
        command = ["handout", str(library), "--all", str(folder / "made")]
        start = time.perf_counter()
        done = CliRunner().invoke(clinic_content, command)
        seconds = time.perf_counter() - start
        assert done.exit_code == 0, done.output
        assert len(list((folder / "made").glob("*.pdf"))) == topics
    return seconds


def rows(*, quick: bool = False) -> list[Row]:
    """Every line of the table, measured."""
    runs, topics = (QUICK_RUNS, QUICK_TOPICS) if quick else (RUNS, TOPICS)
    found = []

    def row(what: str, unit: str, values: list[float], limit: float = 0.0) -> None:
        found.append(Row(what, unit, statistics.median(values), max(values), limit))

    row("handout, first, in a new process", "ms", in_new_processes(runs), FIRST_LIMIT)
    before = pss()
    typesetter = Typesetter(SITE, lambda: TODAY)
    row("warm()", "ms", [timed(typesetter.warm)])
    row("memory: a warm typesetter", "MB", [pss() - before])
    row("handout, first, after warm()", "ms", [timed(lambda: typesetter.make(WALK))], LATER_LIMIT)
    for name, document in KINDS.items():
        for large in (False, True):
            what = f"handout, later, {name}, {'large' if large else 'standard'}"
            limit = 0 if isinstance(document, Collection) else LATER_LIMIT
            row(what, "ms", later(typesetter, document, runs, large=large), limit)
    row("codes for a phone", "ms", [timed(lambda: typesetter.phone_codes(WALK))])
    row(f"memory: after {8 * runs} more", "MB", [pss() - before])
    row("forget()", "ms", [timed(typesetter.forget)])
    row("memory: after forget()", "MB", [pss() - before])
    row("longest pause of another thread", "ms", [longest_pause(typesetter)])
    row(f"all handouts of {topics} topics", "s", [whole_library(topics)])
    return found


def table(found: list[Row]) -> str:
    """The rows as a table."""
    lines = [f"{'':44} {'median':>8} {'worst':>8} {'limit':>6}"]
    for row in found:
        limit = f"{row.limit:6.0f}" if row.limit else " " * 6
        over = "" if row.good else "  over its limit"
        lines.append(f"{row.what:44} {row.median:8.1f} {row.worst:8.1f} {limit} {row.unit}{over}")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the table; the exit code is 1 where something is over its limit."""
    parser = argparse.ArgumentParser("kiosk bench handout", description="Measure the handouts.")
    parser.add_argument("--quick", action="store_true", help="few repetitions, for a first look")
    parser.add_argument("--first", action="store_true", help="print the first handout's time alone")
    arguments = parser.parse_args(argv)
    if arguments.first:
        print(first())
        return 0
    found = rows(quick=arguments.quick)
    print(table(found))
    return 0 if all(row.good for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
