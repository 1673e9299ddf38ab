"""Every screen on every panel that the kiosk is built for: `python -m tests.journeys.every_panel`.

The tests take of each panel the size of letters that is hardest on it. This takes all of them, or
those that are named: `... 200`, `... 100 150 --panel 10`. It takes a minute for each size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

# Before anything of Qt's is loaded: nothing is shown, wherever this runs.
if __name__ == "__main__":
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")

from PySide6.QtGui import QGuiApplication

from app import main as program
from app.domain.session.session import TEXT_SIZES
from tests.driver import Driver
from tests.journeys import rulers, screens
from tests.panels import PANELS


def broken_screens(kiosk: Driver, size: int) -> dict[str, list[str]]:
    """What breaks a rule, by screen, from the first one to the last with letters of this size."""
    broken = {"attract": rulers.broken(kiosk)}
    kiosk.start()
    screens.look(kiosk, size, "paper")
    for screen in screens.every_screen(kiosk):
        broken[screen] = rulers.broken(kiosk)
    return {screen: found for screen, found in broken.items() if found}


def main(argv: list[str] | None = None) -> int:
    """Walk through all of them; the exit code is 1 where a rule is broken."""
    parser = argparse.ArgumentParser("every_panel", description="Every screen, on every panel.")
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help=f"of {TEXT_SIZES}")
    parser.add_argument("--panel", choices=PANELS, help="this panel alone")
    arguments = parser.parse_args(argv)
    sizes = arguments.sizes or list(TEXT_SIZES)
    if not set(sizes) <= set(TEXT_SIZES):
        parser.error(f"the sizes are {TEXT_SIZES}")
    app = QGuiApplication(["every_panel"])
    program.load_fonts()
    worst = 0
    with tempfile.TemporaryDirectory() as state:
        for name in [arguments.panel] if arguments.panel else PANELS:
            for size in sizes:
                kiosk = Driver(Path(state), panel=PANELS[name])
                broken = broken_screens(kiosk, size)
                kiosk.close()
                worst = worst or int(bool(broken))
                print(f"{name} at {size} %:", "holds" if not broken else "", flush=True)
                for screen, found in broken.items():
                    print(f"  {screen}: {'; '.join(found)}", flush=True)
    del app
    return worst


if __name__ == "__main__":
    sys.exit(main())
