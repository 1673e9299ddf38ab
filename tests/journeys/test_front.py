"""The kiosk's real window, with a window manager and without: in front, and full screen."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.bridge.window.front import CHECK_MS, DESTROYED
from bench.screen import SIZE, Picture, Screen
from tests.journeys.eyes import alike
from tests.journeys.real_kiosk import RealKiosk, missing, real_kiosk, wait_until

MANAGER = "openbox"
WM_CHECK = "_NET_SUPPORTING_WM_CHECK"

pytestmark = pytest.mark.skipif(
    bool(lacking := missing()), reason=f"not installed from Debian: {lacking}"
)


def image(picture: Picture) -> QImage:
    """A picture of the X server's as one of Qt's."""
    data, line = picture.pixels()
    return QImage(data, *picture.size, line, QImage.Format.Format_RGB32).copy()


@dataclass
class Window:
    """The kiosk's window, as the X server has it."""

    kiosk: RealKiosk
    id: str
    screen: Screen
    first: QImage

    def fills_the_screen(self) -> bool:
        """Whether it is on show, as large as the screen."""
        text = self.kiosk.tool("xwininfo", "-id", self.id)
        about = r"(?:Absolute upper-left [XY]|Width|Height|Map State):\s+(\S+)"
        return re.findall(about, text) == ["0", "0", *map(str, SIZE), "IsViewable"]

    def is_back(self) -> bool:
        """Whether families see what they saw before."""
        return self.fills_the_screen() and alike(image(self.screen.picture()), self.first)


@pytest.fixture(params=["", MANAGER], ids=["bare", "managed"])
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Window]:
    """A kiosk that shows its first screen."""
    manager = request.param
    if manager and shutil.which(manager) is None:
        pytest.skip(f"not installed from Debian: {manager}")
    with ExitStack() as ending:
        kiosk = ending.enter_context(real_kiosk(tmp_path))
        kiosk.hears("Touch anywhere to start")
        screen = ending.enter_context(closing(Screen(kiosk.environment["DISPLAY"])))
        found = Window(kiosk, kiosk.window(), screen, image(screen.still()))
        # Before there is a manager: while it takes the window over, the screen may be empty.
        if manager:
            process = subprocess.Popen(
                [manager],
                env=kiosk.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            ending.callback(process.wait)
            ending.callback(process.terminate)
            wait_until(lambda: "window id" in kiosk.tool("xprop", "-root", WM_CHECK), manager)
        wait_until(found.is_back, "the first screen")
        yield found


def take_off(window: Window) -> None:
    window.kiosk.tool("xdotool", "windowunmap", window.id)


def shrink(window: Window) -> None:
    window.kiosk.tool("xdotool", "windowsize", window.id, "800", "600")


def push_aside(window: Window) -> None:
    window.kiosk.tool("xdotool", "windowmove", window.id, "300", "200")


@pytest.mark.parametrize("act", [take_off, shrink, push_aside])
def test_it_comes_back(window: Window, act: Callable[[Window], None]) -> None:
    act(window)
    wait_until(window.is_back, "the first screen again")
    assert window.kiosk.program.poll() is None


@pytest.mark.parametrize("window", [MANAGER], indirect=True)
def test_it_comes_back_from_being_minimised(window: Window) -> None:
    window.kiosk.tool("xdotool", "windowminimize", window.id)
    wait_until(window.is_back, "the first screen again")
    assert window.kiosk.program.poll() is None


def test_no_other_window_stays_before_it(window: Window) -> None:
    kiosk = window.kiosk
    other = subprocess.Popen(
        ["/usr/bin/xmessage", "-geometry", "900x700+0+0", "Updates are available"],
        env=kiosk.environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        kiosk.window("xmessage")
        wait_until(window.is_back, "the first screen before the other window")
        assert other.poll() is None
    finally:
        other.terminate()
        other.wait()


def test_a_window_that_was_destroyed_ends_the_kiosk(window: Window) -> None:
    window.kiosk.tool("xdotool", "windowclose", window.id)
    assert window.kiosk.program.wait(60) == DESTROYED


def test_it_is_looked_after_more_than_once_a_second() -> None:
    assert 2 * CHECK_MS < 1000
