"""What families come for, done on the real program: how many taps, screens and words each takes.

`python -m tests.journeys.errands` prints the table.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from app import main as app_main
from tests.driver import Driver
from tests.journeys import screens, walking
from tests.paper import ScriptedSpooler

WORDS_A_MINUTE = 200
RELAPSED, TREATMENTS = "It has come back", "What treatments are there?"
CAR_T = ("CAR T-cell therapy: what it is", "CAR T-cell therapy: who it is for")


@dataclass
class Effort:
    """What an errand took."""

    taps: int = 0
    screens: int = 0
    words: int = 0
    read: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> int:
        """How long it takes to read everything that came into sight, once."""
        return round(60 * self.words / WORDS_A_MINUTE)


class Hand(Driver):
    """A driver that counts its taps, and what comes into sight after each."""

    def __init__(self, state: Path, **wishes: Any) -> None:
        self.effort = Effort()
        self._shown: tuple[str, float] = ("", 0.0)
        super().__init__(state, **wishes)

    def _touch(self, at: QPoint) -> None:
        super()._touch(at)
        self.effort.taps += 1
        view = self._item("QQuickFlickable")
        scrolled = float(view.property("contentY")) if isinstance(view, QQuickItem) else 0.0
        shown = (self.window.title(), scrolled)
        self.effort.screens += shown != self._shown
        self._shown = shown
        new = {seen.name for seen in self.in_sight()} - self.effort.read
        self.effort.read |= new
        self.effort.words += sum(len(name.split()) for name in new)

    def to_the_end(self) -> None:
        """Read a page down to its end."""
        while self.has("Page down"):
            self.tap("Page down")


def what_now(kiosk: Hand) -> None:
    """It came back, what now? The page itself, to its end."""
    kiosk.start()
    kiosk.tap(RELAPSED)
    kiosk.to_the_end()


def the_helpline(kiosk: Hand) -> None:
    """Whom to call: the number in sight, and whether somebody answers."""
    kiosk.start()
    assert "0808 800 4040" in " ".join(" ".join(seen.name for seen in kiosk.in_sight()).split())


def car_t(kiosk: Hand) -> None:
    """CAR T: both of its pages, to their ends."""
    kiosk.start()
    kiosk.tap(CAR_T[0])
    kiosk.to_the_end()
    kiosk.tap(CAR_T[1])
    kiosk.to_the_end()


def a_walkthrough(kiosk: Hand) -> None:
    """The walkthrough with three "Not sure", one change, and a print."""
    kiosk.start()
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    for answer in ("England", "Not sure", "Not sure", "Not sure"):
        kiosk.tap(answer)
    kiosk.tap(f"{walking.CHANGE}Where does your child live?")
    kiosk.tap("Wales")
    kiosk.tap("See what you could ask")
    kiosk.tap("My summary")  # it stands on the bar, and opens with the page at hand
    _print(kiosk)


def three_pages(kiosk: Hand) -> None:
    """Three pages and a question sheet, as one print."""
    kiosk.start()
    # The second and the third page are links in the text of the one before.
    for card_or_link in (RELAPSED, f"Read about “{TREATMENTS}”", "Read about “CAR T-cell therapy”"):
        kiosk.tap(card_or_link)
        kiosk.tap("Add to my summary")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    kiosk.tap("Add a blank question sheet")
    _print(kiosk)


def _print(kiosk: Hand) -> None:
    screens.wait_for_handout(kiosk)
    kiosk.tap("Print it")
    assert kiosk.sees("Getting it ready to print")


class Limits(NamedTuple):
    """The taps of an errand before screens showed the answer first, and what it may take now."""

    before: int
    taps: int
    screens: int


ERRANDS: dict[Callable[[Hand], None], Limits] = {
    what_now: Limits(6, 3, 3),
    the_helpline: Limits(2, 1, 1),
    car_t: Limits(14, 6, 6),
    a_walkthrough: Limits(14, 12, 12),
    three_pages: Limits(13, 11, 7),
}


def run(errand: Callable[[Hand], None], state: Path) -> Effort:
    """An errand by a family that comes to a screen at rest."""
    kiosk = Hand(state, spooler=ScriptedSpooler())
    try:
        errand(kiosk)
        return kiosk.effort
    finally:
        kiosk.close()


def main() -> None:
    """Print what each errand takes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application = QGuiApplication([])
    app_main.load_fonts()
    print(f"{'errand':14} taps (before)  screens  words  seconds to read")
    with tempfile.TemporaryDirectory() as folder:
        for n, (errand, limits) in enumerate(ERRANDS.items()):
            took = run(errand, Path(folder) / str(n))
            print(
                f"{errand.__name__:14} {took.taps:4} {f'({limits.before})':>8}"
                f" {took.screens:8} {took.words:6} {took.seconds:8}"
            )
    application.quit()


if __name__ == "__main__":
    main()
