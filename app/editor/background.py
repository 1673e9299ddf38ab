"""Work beside the window: it is done on another thread, and told of on the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

Tell = Callable[[float, str], None]
"""Told how far the work has come (0 to 1), and what is being done."""


class Job(QObject):
    """A piece of work. `done` gives what it returned, `failed` the exception that ended it.

    All three signals come on the thread that made the job.
    """

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(float, str)
    _told = Signal(object, object)

    def __init__(self, work: Callable[[Tell], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        # Qt carries a signal over to the thread of a QObject, but not of a plain function.
        self._told.connect(self._tell)

    def start(self) -> None:
        """Begin, as soon as a thread is free."""
        QThreadPool.globalInstance().start(_Run(self))

    def run(self) -> None:
        """What the other thread does."""
        try:
            result = self._work(lambda share, words: self._told.emit(self.progress, (share, words)))
        except Exception as error:
            self._told.emit(self.failed, (error,))
        else:
            self._told.emit(self.done, (result,))

    @Slot(object, object)
    def _tell(self, signal: Any, values: tuple[Any, ...]) -> None:
        signal.emit(*values)


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    @Slot()
    def run(self) -> None:
        """Called by the pool."""
        self._job.run()
