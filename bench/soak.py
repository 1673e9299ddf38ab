"""`./kiosk soak`: a monkey at the kiosk, for a number of taps or hours, and a table at the end.

It taps, drags, lays palms on the glass and types; it prints on a printer that has every fault; it
goes away in the middle, and new editions come, some of them damaged. The kiosk is the real one, off
screen; its clock is the monkey's, so that sessions end at the pace of the taps. Exit code 1 where
anything was raised or complained of, or where memory or open files have grown.

Memory is measured with nobody there: the visit ends, what it freed goes back, and only then is it
looked at. In the middle of a visit it says which page is on show (190 to 230 MB), not what grew.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from app import main as program
from app.memory import stay_small
from bench.monkey import Monkey, Tally

MEASURES = 5
"""How often memory is measured. By the first time, after a fifth, every page has been made."""

WARM_UP_TAPS = 8_000
"""Taps before those that are measured: memory rises until some 10,000, and is level from there."""

MOST_GROWTH = 1.05
MOST_MORE_FILES = 5

_LOUD = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class _ErrorCounter(logging.Handler):
    """Counts what is logged of a fault of ours: with what was raised."""

    def __init__(self, raised: Counter[str]) -> None:
        super().__init__(logging.WARNING)
        self._raised = raised

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self._raised[record.getMessage()] += 1


def memory() -> int:
    """The bytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def open_files() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - one look, no paths


def soak(taps: int, hours: float, seed: int, size: tuple[int, int]) -> Tally:
    """Let the monkey in: what was counted."""
    tally = Tally()

    def listen(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind in _LOUD:
            tally.warnings[message] += 1

    qInstallMessageHandler(listen)
    sys.excepthook = lambda kind, error, _: tally.raised.update([f"{kind.__name__}: {error}"])
    logging.getLogger().addHandler(_ErrorCounter(tally.raised))
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        monkey = Monkey(Path(folder), seed, size, tally)
        monkey.see_everything()

        def act() -> None:
            try:
                monkey.act()
            except Exception as error:
                tally.raised[f"{type(error).__name__}: {error}"] += 1

        warm_up = min(WARM_UP_TAPS, taps // 2) if taps else WARM_UP_TAPS
        while tally.taps < warm_up:
            act()
        before, began = tally.taps, time.monotonic()

        def done() -> float:
            past = (time.monotonic() - began) / 3600
            return max(past / hours if hours else 0, (tally.taps - before) / taps if taps else 0)

        while done() < 1:
            act()
            if done() >= (len(tally.memory) + 1) / MEASURES:
                monkey.rest()
                tally.memory.append(memory())
                tally.files.append(open_files())
        monkey.close()
    qInstallMessageHandler(None)
    return tally


def table(tally: Tally) -> tuple[list[tuple[str, str]], bool]:
    """The rows to print, and whether all is well."""
    growth = tally.memory[-1] / tally.memory[0]
    more = tally.files[-1] - tally.files[0]
    megabytes = " ".join(f"{number / 1e6:.1f}" for number in tally.memory)
    actions = ", ".join(f"{count} {action}" for action, count in sorted(tally.actions.items()))
    rows = [
        ("sessions", f"{tally.sessions}"),
        ("taps", f"{tally.taps}"),
        ("beside them", actions),
        ("exceptions", f"{tally.raised.total()}"),
        ("QML warnings", f"{tally.warnings.total()}"),
        ("memory", f"{megabytes} MB, after each fifth ({growth - 1:+.1%})"),
        ("open files", f"{tally.files[0]} after the first fifth, {tally.files[-1]} at the end"),
        ("slowest tap", f"{tally.slowest * 1000:.0f} ms"),
    ]
    rows += [("raised", f"{count} x {what}") for what, count in tally.raised.most_common(10)]
    rows += [("warned", f"{count} x {what}") for what, count in tally.warnings.most_common(10)]
    good = not tally.raised and not tally.warnings and growth <= MOST_GROWTH
    return rows, good and more <= MOST_MORE_FILES


def main(argv: list[str] | None = None) -> int:
    """Soak the kiosk; returns the exit code."""
    parser = argparse.ArgumentParser("kiosk soak", description=__doc__)
    parser.add_argument("--taps", type=int, default=0, help="stop after so many")
    parser.add_argument("--hours", type=float, default=0, help="stop after so many")
    parser.add_argument("--seed", type=int, default=1, help="another one is another monkey")
    parser.add_argument("--size", default="1920x1080", metavar="WxH", help="of the screen")
    given = parser.parse_args(argv)
    taps = given.taps if given.taps or given.hours else 20_000
    stay_small()
    app = QGuiApplication.instance() or QGuiApplication([])
    program.load_fonts()
    width, _, height = given.size.partition("x")
    rows, good = table(soak(taps, given.hours, given.seed, (int(width), int(height))))
    for name, text in rows:
        print(f"{name:16}  {text}")
    del app
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
