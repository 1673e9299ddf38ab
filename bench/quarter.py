"""`./kiosk bench quarter`: the kiosk beside Chromium, each on a quarter of a core.

Each program, with everything that it starts, is in a control group that lends it 25 ms of one
processor in every 100 ms. The X server and what measures are not in it. Needs to be root.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.__main__ import WAIT, Bench, Row, missing, p99, table
from bench.programs import CHROMIUM, OURS, Program

PERIOD_US, SHARE_US = 100_000, 25_000
STARTS, TAPS = 7, 100
GROUP = "kiosk-bench"
_ROOTS = (Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup"))
_ENTER = 'echo $$ >"$0" && exec "$@"'


class Quarter:
    """A control group on a quarter of a core."""

    def __init__(self, number: int) -> None:
        root = next((root for root in _ROOTS if (root / "cgroup.procs").exists()), _ROOTS[-1])
        self.folder = root / f"{GROUP}-{os.getpid()}-{number}"
        self.folder.mkdir()
        try:
            self._limit(root)
        except OSError:
            self.folder.rmdir()
            raise

    def _limit(self, root: Path) -> None:
        if (self.folder / "cpu.cfs_quota_us").exists():  # the first version of control groups
            (self.folder / "cpu.cfs_period_us").write_text(f"{PERIOD_US}")
            (self.folder / "cpu.cfs_quota_us").write_text(f"{SHARE_US}")
            return
        (root / "cgroup.subtree_control").write_text("+cpu")
        (self.folder / "cpu.max").write_text(f"{SHARE_US} {PERIOD_US}")

    def hold(self, program: Program) -> Program:
        """Have a program start in it."""
        entrance = str(self.folder / "cgroup.procs")
        program.command[:0] = ["/bin/sh", "-c", _ENTER, entrance]
        return program

    def close(self) -> None:
        """Take it away; what was in it has ended."""
        self.folder.rmdir()


class QuarterBench(Bench):
    """The same measurements, of programs that are held."""

    def __init__(self, folder: Path, at_the_end: ExitStack) -> None:
        super().__init__(folder, at_the_end)
        self.groups = {name: Quarter(n) for n, name in enumerate((OURS, CHROMIUM))}
        for group in self.groups.values():
            at_the_end.callback(group.close)
        # The empty window says nothing here.
        self.screens = {name: self.screens[name] for name in self.groups}

    def program(self, name: str) -> Program:
        """One of the two, not yet started."""
        return self.groups[name].hold(super().program(name))


def rows(starts: dict[str, list[float]], taps: dict[str, dict[str, list[float]]]) -> list[Row]:
    """Ours has to be ahead in each."""
    median = {name: statistics.median(found) for name, found in starts.items()}
    found = [("start to first painted home", median)]
    for way, what in (("there", "tap, home to topic, p99"), ("back", "tap, topic to home, p99")):
        found.append((what, {name: p99(times[way]) for name, times in taps.items()}))
    return [Row(what, "ms", of, of[OURS] / of[CHROMIUM], 1.0) for what, of in found]


def main(argv: list[str]) -> int:
    """Measure, and print the table; the exit code is 1 where Chromium is ahead."""
    parser = argparse.ArgumentParser("kiosk bench quarter", description=__doc__)
    parser.add_argument("--starts", type=int, default=STARTS)
    parser.add_argument("--taps", type=int, default=TAPS)
    given = parser.parse_args(argv)
    if lacking := missing():
        print(f"This needs programs that are not here: {lacking}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, ExitStack() as at_the_end:
        try:
            bench = QuarterBench(Path(folder), at_the_end)
        except OSError as error:
            print(f"No quarter of a core can be had: {error}.", file=sys.stderr)
            return 2
        starts = bench.starts(given.starts)
        taps = bench.taps(given.taps)
    found = rows(starts, taps)
    print(table(found))
    print(
        f"a quarter of a core each; {given.starts} starts and {given.taps} taps each way within"
        f" {WAIT:.0f} s; load {os.getloadavg()[0]:.1f}"
    )
    return 0 if all(row.good for row in found) else 1
