"""Work beside the window: it is done on another thread, and told of on the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from app.domain.progress import CancelledError, Progress

__all__ = ["Job", "Progress"]


class Job(QObject):
    """A piece of work. `done` gives what it returned, `failed` the exception that ended it.

    Work that was stopped fails with Stopped. All signals come on the thread that made the job.
    """

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(float, str)
    _delivered = Signal(object, object)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_stopped = False
        # Qt carries a signal over to the thread of a QObject, but not of a plain function.
        self._delivered.connect(self._deliver)

    def start(self, pool: QThreadPool | None = None) -> None:
        """Begin, as soon as a thread is free: of a pool of its own, or of everybody's."""
        (pool or QThreadPool.globalInstance()).start(_Run(self))

    def stop(self) -> None:
        """End it where it next tells how far it has come."""
        self._is_stopped = True

    def _report(self, share: float, label: str) -> None:
        if self._is_stopped:
            raise CancelledError
        self._delivered.emit(self.progress, (share, label))

    def run(self) -> None:
        """What the other thread does."""
        try:
            result = self._work(self._report)
        except Exception as error:
            self._delivered.emit(self.failed, (error,))
        else:
            self._delivered.emit(self.done, (result,))

    @Slot(object, object)
    def _deliver(self, signal: Any, values: tuple[Any, ...]) -> None:
        signal.emit(*values)


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    @Slot()
    def run(self) -> None:
        """Called by the pool."""
        self._job.run()
