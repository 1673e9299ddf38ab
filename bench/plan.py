"""Where things are and what to tap: `python -m bench.plan` drives the real program off screen.

It prints JSON: the home screen's cards and buttons with their places, and the taps of a walk
through every screen. The same taps then go to the real window, from outside.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QGuiApplication

from app.domain.walkthrough.paths import paths
from app.main import load_fonts
from tests.driver import Driver
from tests.paper import ScriptedSpooler
from tests.shots.album import Album
from tests.shots.screens import Look, Tour

Taps = list[tuple[int, int]]


class Recorder(Driver):
    """A driver that remembers where it tapped."""

    def __init__(self, state: Path) -> None:
        self.taps: Taps = []
        super().__init__(state)

    def _touch(self, at: QPoint) -> None:
        self.taps.append((at.x(), at.y()))
        super()._touch(at)


def rect(rect: QRect) -> tuple[int, int, int, int]:
    """A rectangle as JSON has it."""
    return (rect.x(), rect.y(), rect.width(), rect.height())


def home(driver: Recorder) -> dict[str, object]:
    """What is on the home screen, and where; cards further down are too."""
    things = [
        {
            "name": seen.name,
            "about": seen.description,
            "place": rect(seen.rect),
            "scrolls": seen.scrolls,
            "control": seen.is_control,
        }
        for seen in driver.everything()
        if seen.role in (QAccessible.Role.Button, QAccessible.Role.Heading)
    ]
    return {"things": things, "view": rect(driver.page_view())}


def read_to_the_end(driver: Recorder) -> None:
    """Turn to the last page."""
    while driver.has("Page down"):
        driver.tap("Page down")


def topics(driver: Recorder) -> list[Taps]:
    """The taps that open each topic, read it to its end and come home."""
    library = driver.kiosk.reloader.library
    assert library is not None
    found = []
    for section in library.sections():
        for card in library.cards(section.id):
            driver.taps = []
            driver.tap(card.title)
            read_to_the_end(driver)
            driver.tap("Home")
            found.append(driver.taps)
    return found


def the_rest(driver: Recorder, folder: Path) -> tuple[Taps, Taps]:
    """The taps through the walkthrough to its summary; then those from there home."""
    driver.taps = []
    tour = Tour(driver, ScriptedSpooler(), Album(folder, ""), Look())
    for subject in ("Text size", "Contrast"):
        driver.tap(subject)
        driver.tap("Done")
    tour.walk(max(paths(tour.walkthrough()), key=lambda way: len(way.answered)))
    read_to_the_end(driver)
    driver.tap("My summary")
    there, driver.taps = driver.taps, []
    tour.await_handout()
    read_to_the_end(driver)
    driver.tap("Home")
    return there, driver.taps


def main() -> int:
    """Print the plan."""
    app = QGuiApplication(["kiosk-plan"])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder:
        driver = Recorder(Path(folder))
        driver.start()
        plan: dict[str, object] = {"home": home(driver), "topics": topics(driver)}
        plan["summary"], plan["home_again"] = the_rest(driver, Path(folder) / "album")
        driver.close()
    del app
    print(json.dumps(plan))
    return 0


if __name__ == "__main__":
    sys.exit(main())
