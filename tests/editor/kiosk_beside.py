"""A program of its own: the families' kiosk, which takes an edition from a folder, and a hand.

It taps what it is told, and prints as JSON what is to be read before and after. The editor is
another kind of Qt program, so the two cannot be one process.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app import main
from tests.driver import Driver
from tests.shots.editions import config_of, idle, poll


def read(share: Path, state: Path, taps: list[str]) -> dict[str, object]:
    """What families read on the page that some taps lead to, without the edition and with it."""
    sticks = state / "media"
    sticks.mkdir(parents=True)
    now = datetime.now(UTC)  # as for the editor, whose day stands in the edition
    kiosk = Driver(state, config=config_of(share, sticks), today=now.date(), now=now)

    def page() -> list[str]:
        kiosk.start()
        for name in taps:
            kiosk.tap(name)
        names = [name.replace("\N{WORD JOINER}", "") for name in kiosk.names()]
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
    print(json.dumps(read(Path(share), Path(state), taps)))
