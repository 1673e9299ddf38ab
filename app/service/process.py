"""The program as a process: one at a time, and ended in order when the system asks for it."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QSocketNotifier

RUNNING_ALREADY = 3
"""The exit code of a second kiosk beside one that runs."""

INCOMPLETE = 4
"""The exit code of a kiosk that lacks files of its own: it ends, and shows no blank screen."""


def claim(state: Path) -> QLockFile | str:
    """The lock of the one kiosk that uses a state directory, to be held; or who holds it.

    Where nothing can be written there is nothing that two kiosks could take from each other.
    """
    with suppress(OSError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = QLockFile(str(state / "kiosk.lock"))
    lock.setStaleLockTime(0)  # it is stale when its process is gone, and never by its age
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    process, host, _ = lock.getLockInfo()
    holder = f" (process {process} on {host})" if process else ""
    return f"Another kiosk is running here already{holder}: this one ends. See {state}."


class EndOnSignals:
    """Ends Qt's event loop when the system asks for it, so that everything is closed in order."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        # Python runs its handlers between two bytecodes; this wakes it while Qt waits.
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._drain)
        self._before = signal.set_wakeup_fd(self._write.fileno())
        names = ("SIGTERM", "SIGHUP", "SIGINT")
        for name in names if sys.platform != "win32" else names[:1]:
            signal.signal(getattr(signal, name), lambda *_: self._app.exit(0))

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            while self._read.recv(64):
                pass

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        for end in (self._read, self._write):
            end.close()
