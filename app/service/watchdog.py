"""What the service manager hears: that the screen is up, and that it is still being painted.

systemd hands its addresses over in the environment (sd_notify(3), sd_watchdog_enabled(3)). A kiosk
that was not started by it tells nobody. The timer is the screen's own thread's, and asks for a
frame: whatever holds that thread up, or leaves it without frames, lets the unit start anew.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtQuick import QQuickView

_FRAMES_A_LIMIT = 4
"""How many frames are asked for within the time that the service manager waits."""

_log = logging.getLogger(__name__)


class Watchdog(QObject):
    """READY with the first frame of loaded screens; WATCHDOG for as long as frames are painted."""

    def __init__(
        self, window: QQuickView, address: str, limit_ms: int, parent: QObject | None = None
    ) -> None:
        """Watch a window and tell `address`; a `limit_ms` of 0 wants no watchdog."""
        super().__init__(parent)
        self._window = window
        self._address = address
        self._is_ready = False
        self._painted = False
        self._timer = QTimer(self, interval=limit_ms // _FRAMES_A_LIMIT)
        self._timer.timeout.connect(self._ask_for_frame)
        window.frameSwapped.connect(self._frame)
        if limit_ms:
            self._timer.start()

    @Slot()
    def _frame(self) -> None:
        self._painted = True
        if not self._is_ready and self._window.status() is QQuickView.Status.Ready:
            self._is_ready = True
            self._notify("READY=1")

    @Slot()
    def _ask_for_frame(self) -> None:
        # A monitor that is off takes no frames: that is no reason to start anew.
        if self._painted or not self._window.isExposed():
            self._notify("WATCHDOG=1")
        self._painted = False
        self._window.update()

    def stop(self) -> None:
        """Say that the program ends: from here on nothing is painted."""
        self._timer.stop()
        self._window.frameSwapped.disconnect(self._frame)
        self._notify("STOPPING=1")

    def _notify(self, state: str) -> None:
        # An address that begins with @ is one of Linux's abstract ones.
        name = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.connect(name)
                line.send(state.encode())
        except OSError as error:
            _log.warning("The service manager does not hear %s: %s.", state, error.strerror)


def watch(window: QQuickView, environ: Mapping[str, str] = os.environ) -> Watchdog | None:
    """Watch over a window, where the program was started by a service manager that wants it."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return None
    limit = 0
    # The kiosk may be the child of what the unit starts (cage): WATCHDOG_PID is then another's.
    with suppress(ValueError):
        limit = max(0, int(environ.get("WATCHDOG_USEC", "0"))) // 1000
    return Watchdog(window, address, limit, window)
