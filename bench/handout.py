"""How long a handout takes and what it costs: `python bench/handout.py`.

Each first time is measured in a new process. Memory is PSS, of this process alone.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.domain.summary import Summary  # noqa: E402
from app.handout.typesetting import Typesetter  # noqa: E402
from tests.handout.examples import LONG, SITE, TODAY, TOPIC, WALK  # noqa: E402

FIRST_LIMIT, LATER_LIMIT = 150.0, 50.0
"""Milliseconds. Source: the project's standards, Speed."""
RUNS = 15


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
    """The first handout of a process, with the loading of Typst."""
    typesetter = Typesetter(SITE, lambda: TODAY)
    return timed(lambda: typesetter.make(WALK))


def in_new_processes() -> list[float]:
    """The first handout, in some new processes."""
    command = [sys.executable, __file__, "first"]
    return [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(RUNS)
    ]


def later(typesetter: Typesetter, summary: Summary, *, large: bool) -> list[float]:
    """Handouts that were not made before, so that nothing remembered helps."""

    def another(i: int) -> Callable[[], object]:
        return lambda: typesetter.make(replace(summary, lead=f"{i} {summary.lead}"), large=large)

    return [timed(another(i)) for i in range(RUNS)]


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


def row(what: str, times: list[float], limit: float) -> None:
    """A line of the table."""
    median, worst = statistics.median(times), max(times)
    print(f"{what:34} {median:7.1f} {worst:7.1f} {limit:7.0f} {median / limit:7.2f}")


def main() -> None:
    """Print the table."""
    print(f"{'milliseconds':34} {'median':>7} {'worst':>7} {'limit':>7} {'ratio':>7}")
    row("first, in a new process", in_new_processes(), FIRST_LIMIT)
    before = pss()
    typesetter = Typesetter(SITE, lambda: TODAY)
    warming = timed(typesetter.warm)
    after_warm = pss()
    row("first, after warm()", [timed(lambda: typesetter.make(WALK))], LATER_LIMIT)
    after_one = pss()
    for name, summary in {"topic": TOPIC, "walkthrough": WALK}.items():
        for large in (False, True):
            what = f"later, {name}, {'large' if large else 'standard'}"
            row(what, later(typesetter, summary, large=large), LATER_LIMIT)
    after_many = pss()
    forgetting = timed(typesetter.forget)
    after_forget = pss()
    print(f"warm() {warming:.1f} ms, forget() {forgetting:.1f} ms")
    print(f"longest pause of another thread   {longest_pause(typesetter):7.1f} ms")
    print(
        f"PSS in MB: before {before:.0f}, warm {after_warm:.0f}, one handout {after_one:.0f}, "
        f"{4 * RUNS} more {after_many:.0f}, after forget() {after_forget:.0f}"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["first"]:
        print(first())
    else:
        main()
