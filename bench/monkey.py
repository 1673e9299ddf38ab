"""A monkey at the kiosk: whatever hands can do there, and what goes on round it, by chance."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, QThreadPool

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
from app.forgetting import Forgetting
from app.handout.printing.spooler import Spooler
from tests.driver import Driver, heard
from tests.journeys import screens

WORKERS_MS = 60_000
FORGOTTEN_MS = 60_000

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


@dataclass
class Tally:
    """What was counted."""

    sessions: int = 0
    taps: int = 0
    slowest: float = 0.0
    memory: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    actions: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)


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
        self._actions: tuple[tuple[float, Callable[[], None]], ...] = (
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
        weights = [weight for weight, _ in self._actions]
        [(_, action)] = self._chance.choices(self._actions, weights)
        self._driver.clock.now += self._chance.choice((0.05, 0.6, 0.6, 2.0))
        action()

    def see_everything(self) -> None:
        """Have each kind of page made, small and large: what grows from then on is not let go."""
        kiosk = self._driver
        for text_size, theme in ((100, "paper"), (200, "dark")):
            kiosk.start()
            screens.look(kiosk, text_size, theme)
            walks = (screens.every_page_to_an_outcome, screens.every_topic)
            for walk in (*walks, screens.every_takeaway_page):
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
        # A second after a visit what Qt, SQLite and Python keep of it is let go of.
        forgetting = cast("Forgetting", self._driver.window.findChild(Forgetting))
        forgetting.begin()
        if not heard(forgetting.done, FORGOTTEN_MS):
            raise TimeoutError("the kiosk has not let go of what a family saw")

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
        self._tally.actions["keys"] += 1

    def _palm(self) -> None:
        fingers = [self._somewhere() for _ in range(self._chance.randrange(2, 6))]
        self._driver.hand(fingers, one_by_one=self._chance.random() < 0.5)
        self._tally.actions["palms"] += 1

    def _drag(self) -> None:
        self._driver.drag(self._somewhere(), self._somewhere())
        self._tally.actions["drags"] += 1

    def _change_the_printer(self) -> None:
        state = self._chance.choice([PrinterState.READY] * 6 + list(PrinterState))
        self._printer.mood = PrinterReport(state)
        self._tally.actions["printer faults"] += not state.prints

    def _ask_the_printer(self) -> None:
        poller: SpoolerPoller = self._driver.kiosk.print_poller
        self._driver.step_spooler(poller)
        self._tally.actions["prints"] = self._printer.sent

    def _put(self, make: Callable[[Path], object]) -> None:
        new = self._content.with_suffix(".new")
        make(new)
        new.replace(self._content)
        self._driver.kiosk.reloader.poll()
        self._driver.settle()

    def _edition(self) -> None:
        self._put(lambda file: shutil.copy(paths.CONTENT, file))
        self._tally.actions["editions"] += 1

    def _damage(self) -> None:
        data = bytearray(paths.CONTENT.read_bytes())
        at = self._chance.randrange(len(data))
        data[at : at + 64] = self._chance.randbytes(64)
        self._put(lambda file: file.write_bytes(data[: self._chance.choice((at, len(data)))]))
        self._tally.actions["damaged editions"] += 1
