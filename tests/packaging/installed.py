"""The kiosk that is installed in a container: its service, its screen, and a family before it.

A family's twin is the same program off screen, in the test's own process. It knows where things
are, and what the screen must look like after each touch.
"""

from __future__ import annotations

import json
import subprocess
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.config import Config
from app.domain.session.touch import NEW_PAGE_SECONDS
from tests.driver import Driver
from tests.journeys.eyes import alike
from tests.packaging.container import Container
from tests.packaging.virtual_input import VirtualKeyboard, VirtualPointer

RUN = "/run/clinic-kiosk"
OUTPUT = "HEADLESS-1"
AGAIN_WITHIN_S = 60
"""A kiosk that never comes back fails the test; how soon it comes back is in the test's output."""

_PAINTED_WITHIN_S = 5
"""How long a touch is waited for until it was one that nobody took: nothing has changed then."""

_TRIES = 4


class Installed:
    """The installed kiosk, as IT and whoever stands before it see it."""

    def __init__(self, container: Container) -> None:
        self.container = container

    # -- the service --------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """What systemd says of the service."""
        names = "ActiveState,MainPID,NRestarts,WatchdogTimestampMonotonic"
        told = self.container.does("systemctl", "show", "clinic-kiosk", "-p", names)
        return dict(line.split("=", 1) for line in told.splitlines())

    def wait_for_first_frame(self, *, not_of: str = "") -> float:
        """Wait until it is up, in another process than before; the seconds that passed."""

        def holds() -> bool:
            now = self.state()
            return now["ActiveState"] == "active" and now["MainPID"] not in {"0", not_of}

        return self.container.wait("first frame", holds, AGAIN_WITHIN_S)

    def program(self) -> str:
        """The process of the kiosk itself, below cage."""
        return self.container.does("pgrep", "-u", "clinic-kiosk", "-x", "clinic-kiosk").split()[0]

    def status(self) -> dict[str, Any]:
        """What it says of itself, once it has been up for long enough."""

        def told() -> str:
            done = self.container.run("clinic-kiosk", "status", "--json")
            return done.stdout if done.returncode == 0 else ""

        self.container.wait("word of the kiosk", lambda: bool(told()), AGAIN_WITHIN_S)
        found = json.loads(told())
        assert isinstance(found, dict)
        return found

    # -- the screen ---------------------------------------------------------------------------

    def _at_screen(self, *words: str) -> list[str]:
        return self.container.inside(
            *("setpriv", "--reuid=clinic-kiosk", "--clear-groups", "env"),
            *(f"XDG_RUNTIME_DIR={RUN}", "WAYLAND_DISPLAY=wayland-0", *words),
        )

    def picture(self) -> QImage:
        """What is on the screen, with a cursor where there is one."""
        done = subprocess.run(self._at_screen("grim", "-c", "-"), capture_output=True, check=False)
        return QImage.fromData(done.stdout)

    def change_monitor(self, *words: str) -> None:
        """Do something to the monitor, in wlr-randr's words."""
        command = self._at_screen("wlr-randr", "--output", OUTPUT, *words)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def pointer(self) -> VirtualPointer:
        """Plug a pointing device in."""
        return VirtualPointer(self._compositor())

    def keyboard(self) -> VirtualKeyboard:
        """Plug a keyboard in."""
        return VirtualKeyboard(self._compositor())

    def _compositor(self) -> Path:
        return self.container.files / RUN.lstrip("/") / "wayland-0"

    def wait_for(self, expected: QImage, what: str) -> None:
        """Wait until the screen is like this picture."""
        if not self.container.holds(lambda: alike(self.picture(), expected), AGAIN_WITHIN_S):
            self.fail(f"no {what} in {AGAIN_WITHIN_S} seconds", expected)

    def fail(self, why: str, expected: QImage) -> NoReturn:
        """Fail, and leave what was expected and what is seen for a person to look at."""
        folder = self.container.pictures
        expected.save(str(folder / "expected.png"))
        self.picture().save(str(folder / "seen.png"))
        raise AssertionError(f"{why}: see {folder}")


class Family(Driver):
    """A family at the installed kiosk, whose twin off screen says where things are."""

    def __init__(
        self, installed: Installed, state: Path, size: tuple[int, int], config: Config
    ) -> None:
        self._installed = installed
        self.pointer: VirtualPointer | None = None
        self.seen: list[QImage] = []
        super().__init__(
            state, size=size, config=config, windowed=False, today=date.today(), now=datetime.now()
        )

    def _touch(self, at: QPoint) -> None:
        before = self.picture()
        super()._touch(at)
        assert self.pointer is not None
        expected = self.picture()
        # A device that was just plugged in is not heard yet. A touch that was taken is not made
        # twice: on the next page another control may stand there.
        for _ in range(_TRIES):
            self._look_at_the_page()
            self.pointer.press(at.x(), at.y(), self.size)
            if self._sees(expected):
                return
            if not alike(self._installed.picture(), before):
                break
        self._installed.fail("the screen never looked as it does off screen", expected)

    def _look_at_the_page(self) -> None:
        opens = time.monotonic() + NEW_PAGE_SECONDS
        self._installed.container.wait("page that is open", lambda: time.monotonic() > opens)

    def _sees(self, expected: QImage) -> bool:
        def holds() -> bool:
            seen = self._installed.picture()
            if alike(seen, expected):
                self.seen.append(seen)
                return True
            return False

        return self._installed.container.holds(holds, _PAINTED_WITHIN_S)
