"""The kiosk's window stays as large as its screen and before all others, whatever is done to it.

cage shows one window and nothing beside it. Under a window manager, or on a bare X server, people
and programs can minimise a window, cover it, take it off the screen or destroy it.
"""

from __future__ import annotations

import ctypes

from PySide6.QtCore import (
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    QTimer,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QWindow

CHECK_MS = 300
"""Three times within the second in which the window is to be back."""

_CHECKS_TO_MAP = 15
"""How often it is only looked at after it was shown anew: a busy window manager needs seconds, and
a window that is taken back before it has come would never come."""

DESTROYED = 5
"""Exit code: the window is gone for good. The service manager starts the kiosk anew."""

_DESTROY_NOTIFY = 17
"""Of the X protocol; the window is the third word of the event."""

_STACKS_BY_ITSELF = frozenset({"xcb", "windows"})
"""Platforms where a program says which of the windows is in front; Wayland's compositor decides."""


class WindowFront(QObject):
    """Brings the window back to the whole of its screen, and to the front."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stacks = QGuiApplication.platformName() in _STACKS_BY_ITSELF
        self._was_exposed = True
        self._checks_left_to_map = 0
        self._timer = QTimer(self, interval=CHECK_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()
        self._filter = _DestroyFilter(window)
        app = QCoreApplication.instance()
        if app is not None and QGuiApplication.platformName() == "xcb":
            app.installNativeEventFilter(self._filter)

    @Slot()
    def check(self) -> None:
        """Put right what is not as it has to be."""
        window = self._window
        if window.visibility() is not QWindow.Visibility.FullScreen:
            window.showFullScreen()
        elif self._stacks and self._was_taken_off():
            window.setVisible(False)
            window.showFullScreen()
        if self._stacks:
            if window.geometry() != window.screen().geometry():
                window.setGeometry(window.screen().geometry())
            window.raise_()
            if not window.isActive():
                window.requestActivate()

    def _was_taken_off(self) -> bool:
        """Whether somebody has taken it off the screen without a word, and it is not on its way."""
        gone = not (self._window.isExposed() or self._was_exposed)
        self._was_exposed = self._window.isExposed()
        self._checks_left_to_map = max(0, self._checks_left_to_map - 1)
        if not gone or self._checks_left_to_map:
            return False
        self._checks_left_to_map = _CHECKS_TO_MAP
        return True


class _DestroyFilter(QAbstractNativeEventFilter):
    """Ends the program where somebody else destroys its window: Qt tells nobody of that."""

    def __init__(self, window: QWindow) -> None:
        super().__init__()
        self._window = window
        self._id = int(window.winId())

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at one event of the X server's; none is held back."""
        event = ctypes.cast(int(message), ctypes.POINTER(ctypes.c_uint32))
        is_destroyed = event[0] & 0x7F == _DESTROY_NOTIFY and event[2] == self._id
        # Closed by the kiosk itself, it is not on show any more.
        if is_destroyed and self._window.isVisible():
            QCoreApplication.exit(DESTROYED)
        return False, 0
