"""`python -m bench`, which `./kiosk bench` runs: the kiosk beside an empty window and Chromium.

Everything is measured in one run, taking turns, and seen from outside: a place of the X screen has
the colour that it should have. The ratios are the result; the times are this machine's.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import page as pages
from bench import programs
from bench import screen as screens
from bench.programs import CHROMIUM, EMPTY, OURS, Program, program
from bench.screen import Picture, Point, Screen

ACCENT = 0x0F4C5C
STARTS, TAPS = 11, 200
QUICK_STARTS, QUICK_TAPS = 2, 4
QUICK_TOPICS = 2
TURN = 10
"""Taps on one program before it is the other one's turn."""
CARDS = 4
_OTHERS = {
    **{name: name for name in ("handout", "fleet", "editor", "pictures", "quarter")},
    "print": "printing",
    "import": "importing",
}
"""Measurements of other things, and the files that they are in."""

WAIT = 30.0


@dataclass
class Row:
    """One line of the table. `ratio` is what the limit is about, unless the limit is a time."""

    what: str
    unit: str
    values: dict[str, float]
    ratio: float | None
    limit: float
    good: bool = field(init=False)

    def __post_init__(self) -> None:
        measured = self.values[OURS] if self.ratio is None else self.ratio
        self.good = measured <= self.limit


def p99(times: Iterable[float]) -> float:
    """The time that one in a hundred is slower than."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-99 * len(ordered) // 100) - 1)]


def differing(one: Picture, other: Picture) -> dict[Point, int]:
    """Places, spread over the screen, where the second picture differs from the first."""
    width, height = one.size
    found: dict[Point, int] = {}
    for left in range(0, width, width // 3):
        for top in range(0, height, height // 3):
            for x in range(left + 3, min(left + width // 3, width), 7):
                y = next(
                    (
                        y
                        for y in range(top + 3, min(top + height // 3, height), 5)
                        if one.at((x, y)) != other.at((x, y))
                    ),
                    None,
                )
                if y is not None:
                    found[x, y] = other.at((x, y))
                    break
    return found


def accented(picture: Picture) -> dict[Point, int]:
    """Places, spread over the screen, that have the accent's colour."""
    width, height = picture.size
    points = [(x, y) for y in range(0, height, 7) for x in range(0, width, 7)]
    found = [point for point in points if picture.at(point) == ACCENT]
    return dict.fromkeys(found[:: max(1, len(found) // 6)], ACCENT)


class Bench:
    """What the measurements share: the plan, the page for Chromium, a folder, the screens."""

    def __init__(self, folder: Path, at_the_end: ExitStack) -> None:
        self.folder = folder
        made = subprocess.run(
            [sys.executable, "-P", "-m", "bench.plan"],
            env=os.environ | {"PYTHONPATH": str(programs.ROOT)},
            check=True,
            capture_output=True,
            text=True,
        )
        self.plan: dict[str, Any] = json.loads(made.stdout)
        self.page = pages.write(folder / "page", self.plan)
        self.screens: dict[str, Screen] = {}
        for name in (OURS, EMPTY, CHROMIUM):
            screen = Screen(at_the_end.enter_context(screens.screen()))
            at_the_end.callback(screen.close)
            self.screens[name] = screen
        self.home_colours: dict[str, dict[Point, int]] = {}
        self._number = 0

    def program(self, name: str) -> Program:
        """One of the three, not yet started."""
        self._number += 1
        home = self.folder / f"home of {name}"
        home.mkdir(exist_ok=True, mode=0o700)
        return program(name, home, self.screens[name].name, self.page, self._number)

    def start(self, name: str) -> tuple[Program, float]:
        """Start one and wait until its home screen is painted; gives the milliseconds."""
        screen, one = self.screens[name], self.program(name)
        colours = self.home_colours.get(name) or {(100, 335): ACCENT}
        begun = one.start()
        try:
            seen = screen.wait(lambda: screen.shows(colours), WAIT, f"the home screen of {name}")
        except BaseException:
            one.stop()
            raise
        return one, (seen - begun) * 1000

    # -- the measurements ---------------------------------------------------------------------

    def starts(self, times: int) -> dict[str, list[float]]:
        """Start to first painted home; the first start of each warms and is not counted."""
        found: dict[str, list[float]] = {name: [] for name in self.screens}
        for turn in range(times + 1):
            for name, screen in self.screens.items():
                one, milliseconds = self.start(name)
                if turn:
                    found[name].append(milliseconds)
                else:
                    self.home_colours[name] = accented(screen.still(0.5))
                one.stop()
                screen.wait(partial(self._gone, screen, name), WAIT, "an empty screen")
        return found

    def _gone(self, screen: Screen, name: str) -> bool:
        return all(screen.colour(point) != ACCENT for point in self.home_colours[name])

    def walk(self, name: str, topics: int | None = None) -> float:
        """The memory after a walk through every screen, in megabytes; or through some topics."""
        screen = self.screens[name]
        one, _ = self.start(name)
        try:
            before = screen.still(0.6)
            if name == EMPTY:
                return one.megabytes()
            taps = self.plan["topics"][:topics]
            if name == OURS and topics is None:
                taps += [self.plan["summary"], self.plan["home_again"]]
            for part in taps:
                for tap in part:
                    screen.tap(tuple(tap), held=0.02)
                    screen.still(0.6)
                if part == self.plan["summary"]:
                    screen.still(1.5)
            if not screen.shows(self.home_colours[name]) or screen.picture() != before:
                raise RuntimeError(f"the walk through {name} went astray")
            return one.megabytes()
        finally:
            one.stop()

    def taps(self, times: int) -> dict[str, dict[str, list[float]]]:
        """From letting go to the next screen painted: `there`, to a topic, and `back`, home."""
        with ExitStack() as at_the_end:
            hands = {}
            for name in (OURS, CHROMIUM):
                one, _ = self.start(name)
                at_the_end.callback(one.stop)
                hands[name] = Hand(self.screens[name], self.plan)
            for turn in range(0, times, TURN):
                for hand in hands.values():
                    hand.taps(min(TURN, times - turn))
            return {name: hand.times for name, hand in hands.items()}


class Hand:
    """Taps a card, then Home, and so on, and looks when the next screen is there."""

    def __init__(self, screen: Screen, plan: dict[str, Any]) -> None:
        self.screen = screen
        self.times: dict[str, list[float]] = {"there": [], "back": []}
        things = plan["home"]["things"]
        bottom = plan["home"]["view"][1] + plan["home"]["view"][3]
        cards = [t["place"] for t in things if t["scrolls"] and t["control"]]
        # The first is the walkthrough's; then come those that are to be seen whole.
        cards = [p for p in cards[1:] if p[1] + p[3] < bottom][:CARDS]
        self._home = self._middle(next(t["place"] for t in things if t["name"] == "Home"))
        self._cards = [self._middle(place) for place in cards]
        self._there: list[dict[Point, int]] = []
        self._back: list[dict[Point, int]] = []
        for card in self._cards:
            home = screen.still(0.6)
            screen.tap(card)
            topic = screen.still(0.6)
            screen.tap(self._home)
            again = screen.still(0.6)
            if topic in (again, home):
                raise RuntimeError("a tap on a card shows nothing")
            self._there.append(differing(again, topic))
            self._back.append(differing(topic, again))

    @staticmethod
    def _middle(place: list[int]) -> Point:
        x, y, width, height = place
        return (x + width // 2, y + height // 2)

    def taps(self, times: int) -> None:
        """Tap so many cards, and Home after each."""
        for turn in range(times):
            n = turn % len(self._cards)
            for way, point, colours in (
                ("there", self._cards[n], self._there[n]),
                ("back", self._home, self._back[n]),
            ):
                # A new page takes no tap for half a second. Not in step with anything that beats.
                time.sleep(random.uniform(0.6, 0.7))
                let_go = self.screen.tap(point)
                seen = self.screen.wait(partial(self.screen.shows, colours), WAIT, way)
                self.times[way].append((seen - let_go) * 1000)


def table(rows: list[Row]) -> str:
    """The rows, to read."""
    head = f"{'what':40} {OURS:>9} {EMPTY:>12} {CHROMIUM:>9} {'ratio':>7} {'limit':>9}"
    lines = [head]
    for row in rows:
        values = [row.values.get(name) for name in (OURS, EMPTY, CHROMIUM)]
        ours, empty, chromium = ("" if v is None else f"{v:.1f}" for v in values)
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        limit = f"{row.limit:.0f} {row.unit}" if row.ratio is None else f"{row.limit:.2f}"
        lines.append(
            f"{f'{row.what}, {row.unit}':40} {ours:>9} {empty:>12} {chromium:>9} {ratio:>7}"
            f" {limit:>9}  {'ok' if row.good else 'OVER'}"
        )
    return "\n".join(lines)


def start_rows(times: dict[str, list[float]]) -> list[Row]:
    """Start, against the figures of the standards."""
    median = {name: statistics.median(found) for name, found in times.items()}
    worst = {name: p99(found) for name, found in times.items()}
    what = "start to first painted home"
    return [
        Row(f"{what}, to Chromium", "ms", median, median[OURS] / median[CHROMIUM], 0.6),
        Row(f"{what}, to empty", "ms", median, median[OURS] / median[EMPTY], 2.0),
        Row(f"{what}, p99", "ms", worst, worst[OURS] / worst[CHROMIUM], 0.6),
    ]


def tap_rows(times: dict[str, dict[str, list[float]]]) -> list[Row]:
    """Taps, against the figures of the standards."""
    rows = []
    for way, what in (("there", "tap, home to topic"), ("back", "tap, topic to home")):
        median = {name: statistics.median(found[way]) for name, found in times.items()}
        worst = {name: p99(found[way]) for name, found in times.items()}
        rows += [
            Row(f"{what}, median", "ms", median, None, 17),
            Row(f"{what}, p99", "ms", worst, None, 33),
            Row(f"{what}, p99 to Chromium", "ms", worst, worst[OURS] / worst[CHROMIUM], 1.0),
        ]
    return rows


def missing() -> str:
    """What this machine lacks for a measurement, or ""."""
    return ", ".join(filter(None, (screens.missing(), programs.missing())))


def main(argv: list[str] | None = None) -> int:
    """Measure, and print the table; the exit code is 1 where something is over its limit."""
    given = sys.argv[1:] if argv is None else argv
    if given and given[0] in _OTHERS:
        # Each loads what it measures, and that of printing settles how Qt draws.
        other = importlib.import_module(f"bench.{_OTHERS[given[0]]}")
        return int(other.main(given[1:]))
    parser = argparse.ArgumentParser(
        "kiosk bench",
        description="Measure speed and memory.",
        epilog="kiosk bench handout measures the handouts, kiosk bench print the printing,"
        " kiosk bench editor the editor with 10,000 topics, kiosk bench fleet 10,000 kiosks,"
        " kiosk bench import files of 5 MB, kiosk bench pictures a page with three photographs,"
        " kiosk bench quarter each program on a quarter of a core.",
    )
    parser.add_argument("--quick", action="store_true", help="few repetitions, for a first look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every time there too")
    parser.add_argument("--starts", type=int, help=f"starts of each ({STARTS})")
    parser.add_argument("--taps", type=int, help=f"taps there and back on each ({TAPS})")
    arguments = parser.parse_args(argv)
    if lacking := missing():
        print(f"This needs programs that are not here: {lacking}.", file=sys.stderr)
        return 2
    starts = arguments.starts or (QUICK_STARTS if arguments.quick else STARTS)
    taps = arguments.taps or (QUICK_TAPS if arguments.quick else TAPS)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as at_the_end:
        bench = Bench(Path(folder), at_the_end)
        start_times = bench.starts(starts)
        topics = QUICK_TOPICS if arguments.quick else None
        memory = {name: bench.walk(name, topics) for name in bench.screens}
        tap_times = bench.taps(taps)
    rows = [
        *start_rows(start_times),
        Row("memory (PSS) after a walk", "MB", memory, memory[OURS] / memory[CHROMIUM], 1 / 3),
        *tap_rows(tap_times),
    ]
    print(table(rows))
    print(f"{starts} starts and {taps} taps each way; load {os.getloadavg()[0]:.1f}")
    if arguments.json:
        found = {
            "rows": [asdict(row) for row in rows],
            "starts": start_times,
            "taps": tap_times,
            "memory": memory,
        }
        arguments.json.write_text(json.dumps(found, indent=2) + "\n")
    return 0 if all(row.good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
