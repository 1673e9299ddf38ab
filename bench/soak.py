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
import gc
import logging
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QPoint,
    Qt,
    QThreadPool,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication

from app import main as program
from app import paths
from app.bridge.poller import SpoolerPoller
from app.config import Config
from app.domain.printing.printing import (
    JobId,
    JobReport,
    JobState,
    Limits,
    PrinterError,
    PrinterReport,
    PrinterState,
    PrintSpooler,
)
from app.domain.session.session import Screen
from app.handout.printing.spooler import Spooler
from app.memory import give_back, stay_small
from tests.driver import Driver
from tests.journeys import screens

MEASURES = 5
"""How often memory is measured. By the first time, after a fifth, every page has been made."""

WARM_UP_TAPS = 8_000
"""Taps before those that are measured: memory rises until some 10,000, and is level from there."""

WORKERS_MS = 60_000
MOST_GROWTH = 1.05
MOST_MORE_FILES = 5

_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Menu),
    *(Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_Print, Qt.Key.Key_Back),
    *(Qt.Key(Qt.Key.Key_0 + n) for n in range(10)),
    *(Qt.Key(Qt.Key.Key_A + n) for n in range(26)),
)
_MODIFIERS = (
    *[Qt.KeyboardModifier.NoModifier] * 6,
    *(Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier),
    *(Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier),
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
_PAPER = re.compile("print|summary|take away", re.IGNORECASE)
_LOUD = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class MoodyPrinter:
    """A printer in memory whose state, and what becomes of its jobs, the monkey chooses."""

    def __init__(self) -> None:
        self.mood = PrinterReport(PrinterState.READY)
        self.jobs: dict[JobId, JobState] = {}
        self.sent = 0

    def state(self) -> PrinterReport:
        """Its mood."""
        return self.mood

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        """Take a job, in the right mood."""
        if not self.mood.state.prints:
            raise PrinterError(self.mood.state)
        self.sent += 1
        job = JobId(self.sent)
        self.jobs[job] = JobState.PRINTING
        return job

    def poll(self, job: JobId) -> JobReport:
        """How a job goes: it is done at the second look, in the right mood."""
        state = self.jobs.get(job, JobState.UNCONFIRMED)
        if state is JobState.PRINTING and self.mood.state.prints:
            self.jobs[job] = JobState.DONE
        return JobReport(state, self.mood, 1, gone=state.ended)

    def cancel(self, job: JobId) -> None:
        """Let go of it."""
        self.jobs[job] = JobState.CANCELLED

    def forget(self, job: JobId) -> None:
        """It is remembered by nobody else."""
        self.jobs.pop(job, None)

    def leftovers(self) -> tuple[JobId, ...]:
        """None."""
        return ()


class _Ear(logging.Handler):
    """Hears what is logged of a fault of ours: with what was raised."""

    def __init__(self, raised: Counter[str]) -> None:
        super().__init__(logging.WARNING)
        self._raised = raised

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self._raised[record.getMessage()] += 1


@dataclass
class Tally:
    """What was counted."""

    sessions: int = 0
    taps: int = 0
    slowest: float = 0.0
    memory: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    deeds: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)


class Monkey:
    """Whatever hands can do at a kiosk, and what goes on round it, by chance."""

    def __init__(self, folder: Path, seed: int, size: tuple[int, int], tally: Tally) -> None:
        self._chance = random.Random(seed)
        self._tally = tally
        self._printer = MoodyPrinter()
        self._content = folder / "content.db"
        shutil.copy(paths.CONTENT, self._content)
        self._driver = Driver(
            folder / "state", self._content, size=size, windowed=False, spooler=self._spooler
        )
        program.warm(self._driver.kiosk, self._driver.window)
        self._driver.kiosk.session.ended.connect(self._ended)
        chance = self._chance
        self._deeds: tuple[tuple[float, Callable[[], None]], ...] = (
            (50, self._tap),
            (25, self._tap_a_control),
            (8, self._key),
            (5, self._palm),
            (4, self._drag),
            (3, lambda: self._driver.wait_seconds(chance.choice((1, 10, 95, 125)))),
            (3, self._change_the_printer),
            (1.5, self._ask_the_printer),
            (0.3, self._edition),
            (0.1, self._damage),
        )

    def _spooler(
        self, config: Config, clock: Callable[[], float], *, for_staff: bool
    ) -> PrintSpooler:
        return Spooler(MoodyPrinter() if for_staff else self._printer, clock, Limits())

    def _ended(self) -> None:
        self._tally.sessions += 1

    def act(self) -> None:
        """Do one thing, and see what comes of it painted."""
        weights = [weight for weight, _ in self._deeds]
        [(_, deed)] = self._chance.choices(self._deeds, weights)
        self._driver.clock.now += self._chance.choice((0.05, 0.6, 0.6, 2.0))
        deed()

    def see_everything(self) -> None:
        """Have each kind of page made, small and large: what grows from then on is not let go."""
        kiosk = self._driver
        for text_size, theme in ((100, "paper"), (200, "dark")):
            kiosk.start()
            screens.look(kiosk, text_size, theme)
            for walk in (screens.every_topic, screens.every_takeaway_page):
                for _ in walk(kiosk):
                    kiosk.settle()
            self.rest()

    def rest(self) -> None:
        """Leave, and let everything go that a visit needs."""
        session = self._driver.kiosk.session
        if session.route.screen is not Screen.ATTRACT:
            session.end()
        for pool in self._driver.kiosk.findChildren(QThreadPool):
            pool.waitForDone(WORKERS_MS)  # a handout that nobody waits for any more
        self._driver.settle()
        self._driver.window.engine().collectGarbage()
        gc.collect()
        give_back()

    def close(self) -> None:
        """Take the kiosk away."""
        self._driver.close()

    def _somewhere(self) -> QPoint:
        width, height = self._driver.size
        return QPoint(self._chance.randrange(width), self._chance.randrange(height))

    def _touch(self, at: QPoint) -> None:
        began = time.perf_counter()
        self._driver.touch_now(at)
        self._tally.slowest = max(self._tally.slowest, time.perf_counter() - began)
        self._tally.taps += 1

    def _tap(self) -> None:
        at = self._somewhere()
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            self._touch(at)

    def _tap_a_control(self) -> None:
        controls = [seen for seen in self._driver.in_sight() if seen.is_control]
        # By chance alone hardly anybody would come as far as paper.
        leads_to_paper = [seen for seen in controls if _PAPER.search(seen.name)]
        if leads_to_paper and self._chance.random() < 0.5:
            controls = leads_to_paper
        if controls:
            self._touch(self._chance.choice(controls).rect.center())

    def _key(self) -> None:
        self._driver.key(self._chance.choice(_KEYS), self._chance.choice(_MODIFIERS))
        self._tally.deeds["keys"] += 1

    def _palm(self) -> None:
        fingers = [self._somewhere() for _ in range(self._chance.randrange(2, 6))]
        self._driver.hand(fingers, one_by_one=self._chance.random() < 0.5)
        self._tally.deeds["palms"] += 1

    def _drag(self) -> None:
        self._driver.drag(self._somewhere(), self._somewhere())
        self._tally.deeds["drags"] += 1

    def _change_the_printer(self) -> None:
        state = self._chance.choice([PrinterState.READY] * 6 + list(PrinterState))
        self._printer.mood = PrinterReport(state)
        self._tally.deeds["printer faults"] += not state.prints

    def _ask_the_printer(self) -> None:
        poller: SpoolerPoller = self._driver.kiosk.print_poller
        self._driver.step_spooler(poller)
        self._tally.deeds["prints"] = self._printer.sent

    def _put(self, make: Callable[[Path], object]) -> None:
        new = self._content.with_suffix(".new")
        make(new)
        new.replace(self._content)
        self._driver.kiosk.reloader.poll()
        self._driver.settle()

    def _edition(self) -> None:
        self._put(lambda file: shutil.copy(paths.CONTENT, file))
        self._tally.deeds["editions"] += 1

    def _damage(self) -> None:
        data = bytearray(paths.CONTENT.read_bytes())
        at = self._chance.randrange(len(data))
        data[at : at + 64] = self._chance.randbytes(64)
        self._put(lambda file: file.write_bytes(data[: self._chance.choice((at, len(data)))]))
        self._tally.deeds["damaged editions"] += 1


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
    logging.getLogger().addHandler(_Ear(tally.raised))
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
    deeds = ", ".join(f"{count} {deed}" for deed, count in sorted(tally.deeds.items()))
    rows = [
        ("sessions", f"{tally.sessions}"),
        ("taps", f"{tally.taps}"),
        ("beside them", deeds),
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
