"""How soon a family reads what is wrong with the printer: `./kiosk bench print`.

A real CUPS and a virtual printer, with each fault made on it, as in tests/printing. The kiosk runs
at its own pace, a look a second. Beside it a clock beats on the screen's thread, and tells the
longest time that the screen was blocked; the finger and the reading eye are of this program too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

# Before anything of Qt's is loaded: nothing is measured on somebody's screen.
os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from app import main as program
from app.domain.printing.printing import PrinterState
from app.handout.printing.cups_queue import Queue
from bench.handout import Row, table
from tests.bridge.doubles import values
from tests.driver import LANDSCAPE, heard
from tests.printing.counter import Counter
from tests.printing.faults import FAULTS, NO_ANSWER, Fault
from tests.printing.shop import Shop, missing, open_shop

REASON_LIMIT, BLOCKED_LIMIT = 3000.0, 100.0
"""Milliseconds. Source: issue 3, What it must show."""
ROUNDS = 20
BEAT_MS = 2
MOST_MS = 20_000
"""When a reason is given up."""


@dataclass
class Pulse:
    """Beats on the screen's thread. `longest` is the longest time without a beat, in ms."""

    longest: float = 0.0
    _last: float = 0.0
    _timer: QTimer = field(default_factory=lambda: QTimer(interval=BEAT_MS))

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Beat for as long as this lasts."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        try:
            yield
        finally:
            self._timer.stop()
            self._timer.timeout.disconnect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Bench:
    """A shop, and a kiosk that runs as it does in a corridor."""

    def __init__(self, folder: Path, shop: Shop) -> None:
        self.shop = shop
        self.counter = Counter(folder, shop, size=LANDSCAPE)
        self.counter.queue = replace(shop.queue, seconds=Queue().seconds)
        self.kiosk = self.counter.kiosk
        program.warm(self.kiosk.kiosk, self.kiosk.window)
        self.pulse = Pulse()

    def is_told(self, obstacle: PrinterState) -> bool:
        """Whether the screen has this trouble to show."""
        orders = getattr(self.kiosk.kiosk.printing, "orders")  # noqa: B009 - QML's property
        return str(obstacle) in values(orders, "problem")[:1]

    def until_told(self, obstacle: PrinterState) -> None:
        """Let the kiosk run until the trouble is painted."""
        while not self.is_told(obstacle):
            assert heard(self.kiosk.kiosk.print_poller.changed, MOST_MS), obstacle
        self.kiosk.window.update()  # the picture with it may have been painted already
        assert heard(self.kiosk.window.frameSwapped, MOST_MS), obstacle

    def from_tap(self, fault: Fault) -> float:
        """From the tap on "Print it" to the reason on the screen, with a fault there already."""
        self.begin()
        fault.make(self.shop)
        at = self.kiosk.bring_into_sight("Print it").rect.center()
        with self.pulse.beating():
            tapped = time.perf_counter()
            self.kiosk.tap_at(at.x(), at.y())
            self.until_told(fault.obstacle)
            seconds = time.perf_counter() - tapped
        self.end(fault)
        return seconds * 1000

    def in_the_middle(self, fault: Fault) -> float:
        """From a fault in the middle of a page to the reason on the screen."""
        self.begin()
        self.shop.hold()
        self.kiosk.tap("Print it")
        self.counter.until_seen("Printing")
        for _ in range(2):  # until it looks at its own pace again
            assert heard(self.kiosk.kiosk.print_poller.changed, MOST_MS)
        with self.pulse.beating():
            fault.make(self.shop)
            made = time.perf_counter()
            self.until_told(fault.obstacle)
            seconds = time.perf_counter() - made
        self.end(fault)
        return seconds * 1000

    def begin(self) -> None:
        """A family at the summary of a page, and a printer in order."""
        self.shop.clear()
        self.counter.go_to_summary()

    def end(self, fault: Fault) -> None:
        """See that the family reads it, and has gone."""
        assert self.kiosk.sees(fault.reason), fault.reason
        fault.hint(self.shop)
        self.shop.go_on()
        self.counter.finish()
        self.counter.until_quiet()


def rows(poller: int) -> list[Row]:
    """Every line of the table, measured."""
    with tempfile.TemporaryDirectory() as state, tempfile.TemporaryDirectory() as rect:
        folder = Path(rect) / "shop"
        folder.mkdir()
        Path(rect).chmod(0o755)
        with open_shop(folder) as shop:
            bench = Bench(Path(state), shop)
            found = []
            for name, measure in measures(bench).items():
                times, blocked = [], []
                for _ in range(poller):
                    times.append(measure())
                    blocked.append(bench.pulse.longest)
                found.append(_row(f"{name}: reason on the screen", times, REASON_LIMIT))
                found.append(_row(f"{name}: screen blocked", blocked, BLOCKED_LIMIT))
            bench.counter.close()
    return found


def measures(bench: Bench) -> Mapping[str, Callable[[], float]]:
    """What is measured, by name."""
    faults = {**FAULTS, "no answer": NO_ANSWER}
    return {name: partial(bench.from_tap, fault) for name, fault in faults.items()} | {
        f"{name}, in the middle": partial(bench.in_the_middle, faults[name])
        for name in ("off", "no answer")
    }


def _row(what: str, times: list[float], limit: float) -> Row:
    """A line that holds its limit only if its worst time does."""
    return Row(what, "ms", statistics.median(times), max(times), limit, by_worst=True)


def main(argv: list[str] | None = None) -> int:
    """Print the table; the exit code is 1 where something is over its limit."""
    parser = argparse.ArgumentParser("kiosk bench print", description="Measure printing's screen.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of each fault ({ROUNDS})")
    arguments = parser.parse_args(argv)
    if lacking := missing():
        print(f"This needs programs that are not here: {lacking}.", file=sys.stderr)
        return 2
    application = QGuiApplication.instance() or QGuiApplication(["kiosk-bench"])
    program.load_fonts()
    found = rows(arguments.poller)
    del application
    print(table(found))
    print(f"{arguments.poller} of each; load {os.getloadavg()[0]:.1f}")
    return 0 if all(row.good for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
