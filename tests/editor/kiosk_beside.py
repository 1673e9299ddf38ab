"""A program of its own: the families' kiosk, which takes an edition from a folder, and a hand.

It taps what it is told, and prints as JSON what is to be read before and after; with --walk,
what is on every page once it has looked into the folder. The editor is another kind of Qt program,
so the two cannot be one process.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app import main
from tests.driver import Driver
from tests.journeys.screens import topic_titles
from tests.journeys.test_another_clinic import words_on
from tests.shots.editions import config_of, idle, poll


def stand(share: Path, state: Path) -> Driver:
    """A kiosk with the starter library, which takes editions from a folder."""
    sticks = state / "media"
    sticks.mkdir(parents=True)
    now = datetime.now(UTC)  # as for the editor, whose day stands in the edition
    return Driver(state, config=config_of(share, sticks), today=now.date(), now=now)


def names_on(kiosk: Driver) -> list[str]:
    """What is to be read and heard on a screen."""
    return [name.replace("\N{WORD JOINER}", "") for name in kiosk.names()]


def shown_on(kiosk: Driver) -> list[str]:
    """The same with all that is drawn, line by line."""
    return words_on(kiosk).replace("\N{WORD JOINER}", "").splitlines()


def walk(share: Path, state: Path) -> dict[str, object]:
    """What is on each page of the edition in the folder."""
    kiosk = stand(share, state)
    try:
        poll(kiosk)
        found: dict[str, object] = {"first screen": shown_on(kiosk)}
        kiosk.start()
        found["home"] = shown_on(kiosk)
        for title in topic_titles(kiosk):
            kiosk.tap(title)
            found[title] = shown_on(kiosk)
            kiosk.tap("Back")
        return found
    finally:
        kiosk.close()


def read(share: Path, state: Path, taps: list[str]) -> dict[str, object]:
    """What families read on the page that some taps lead to, without the edition and with it."""
    kiosk = stand(share, state)

    def page() -> list[str]:
        kiosk.start()
        for name in taps:
            kiosk.tap(name)
        names = names_on(kiosk)
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
        idle(kiosk)
        return names

    try:
        before = page()
        poll(kiosk)
        return {"before": before, "after": page()}
    finally:
        kiosk.close()


if __name__ == "__main__":
    app = QGuiApplication(sys.argv[:1])
    main.load_fonts()
    share, state, *taps = sys.argv[1:]
    found = walk(Path(share), Path(state)) if taps == ["--walk"] else None
    print(json.dumps(found if found is not None else read(Path(share), Path(state), taps)))
