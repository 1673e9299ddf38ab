"""What a service manager hears of the kiosk, on a socket like systemd's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from app.service.watchdog import watch

ROOT = Path(__file__).parents[2]
LIMIT_US = "40000"
WITHIN_S = 60


class Pane(QObject):
    """A window as far as the watchdog knows one; `paints` says whether a frame follows."""

    frameSwapped = Signal()  # noqa: N815 - Qt's name
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paints = True
        self.exposed = True
        self.loads = QQuickView.Status.Ready

    def status(self) -> QQuickView.Status:
        return self.loads

    def isExposed(self) -> bool:
        return self.exposed

    def update(self) -> None:
        if self.paints:
            self.frameSwapped.emit()
        self.asked.emit()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """Where the service manager listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(WITHIN_S)
        yield ear


def heard(manager: socket.socket) -> list[str]:
    """What has been said since one last listened."""
    manager.setblocking(False)
    lines = []
    try:
        while True:
            lines.append(manager.recv(100).decode())
    except BlockingIOError:
        return lines


def environment(manager: socket.socket, limit: str = LIMIT_US) -> dict[str, str]:
    """What systemd puts into the environment of a service."""
    return {"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": limit}


def frames_asked_for(qtbot: QtBot, pane: Pane, count: int) -> None:
    """Wait until the watchdog has asked for some frames."""
    for _ in range(count):
        with qtbot.waitSignal(pane.asked):
            pass


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    return Pane()


def start(pane: Pane, environ: dict[str, str]) -> None:
    watchdog = watch(cast(QQuickView, pane), environ)
    assert watchdog is not None


def test_the_first_frame_is_told_once(pane: Pane, manager: socket.socket) -> None:
    start(pane, environment(manager, "0"))
    assert heard(manager) == []
    pane.update()
    pane.update()
    assert heard(manager) == ["READY=1"]


def test_a_blank_window_is_no_screen(pane: Pane, manager: socket.socket) -> None:
    start(pane, environment(manager, "0"))
    pane.loads = QQuickView.Status.Error
    pane.update()
    assert heard(manager) == []
    pane.loads = QQuickView.Status.Ready
    pane.update()
    assert heard(manager) == ["READY=1"]


def test_it_is_fed_for_as_long_as_frames_are_painted(
    qtbot: QtBot, pane: Pane, manager: socket.socket
) -> None:
    start(pane, environment(manager))
    frames_asked_for(qtbot, pane, 4)
    assert heard(manager) == ["READY=1", *["WATCHDOG=1"] * 3]


def test_a_screen_that_is_not_painted_starves_it(
    qtbot: QtBot, pane: Pane, manager: socket.socket
) -> None:
    start(pane, environment(manager))
    frames_asked_for(qtbot, pane, 1)
    pane.paints = False
    frames_asked_for(qtbot, pane, 1)
    heard(manager)
    frames_asked_for(qtbot, pane, 5)
    assert heard(manager) == []
    pane.paints = True
    frames_asked_for(qtbot, pane, 2)
    assert heard(manager) == ["WATCHDOG=1"]


def test_a_monitor_that_is_off_starves_nobody(
    qtbot: QtBot, pane: Pane, manager: socket.socket
) -> None:
    start(pane, environment(manager))
    pane.paints = pane.exposed = False
    frames_asked_for(qtbot, pane, 3)
    assert heard(manager) == ["WATCHDOG=1"] * 3


def test_a_manager_that_is_gone_is_logged_and_stops_nothing(
    pane: Pane, manager: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    environ = environment(manager, "0")
    Path(environ["NOTIFY_SOCKET"]).unlink()
    start(pane, environ)
    pane.update()
    assert "does not hear READY=1" in caplog.text


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "vsock:1:2"}])
def test_a_kiosk_that_no_service_manager_started_tells_nobody(
    pane: Pane, environ: dict[str, str]
) -> None:
    assert watch(cast(QQuickView, pane), environ) is None


def test_the_program_tells_when_it_is_up_that_it_paints_and_that_it_ends(
    tmp_path: Path, manager: socket.socket
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "app.main", "--windowed"],
        cwd=ROOT,
        env=os.environ
        | environment(manager, "1000000")
        | {"XDG_STATE_HOME": str(tmp_path), "STATE_DIRECTORY": str(tmp_path)},
    )
    try:
        assert [manager.recv(100).decode() for _ in range(3)] == [
            "READY=1",
            "WATCHDOG=1",
            "WATCHDOG=1",
        ]
        program.send_signal(signal.SIGTERM)
        while (line := manager.recv(100).decode()) == "WATCHDOG=1":
            pass
        assert line == "STOPPING=1"
        assert program.wait(WITHIN_S) == 0
    finally:
        program.kill()
        program.wait()
