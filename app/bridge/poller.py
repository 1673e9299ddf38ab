"""A print spooler's steps, one after the other, off the screen's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

if TYPE_CHECKING:
    from app.domain.printing.printing import OrderRejection, PrintSpooler, SpoolerView

SOON_MS, SELDOM_MS = 1000, 12_000
"""Between two steps: while there is something to follow, and while there is not."""

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")


class Lazy(Generic[_Made]):
    """Something that is made when it is first asked for, by whichever thread asks."""

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make = make
        self._made: _Made | None = None
        self._lock = Lock()

    def __call__(self) -> _Made:
        """The one there is."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    @property
    def is_there(self) -> bool:
        """Whether anyone has asked for it yet."""
        return self._made is not None


class SpoolerPoller(QObject):
    """Asks a spooler again and again. `changed` comes on the screen's thread after each step."""

    changed = Signal()
    stepped = Signal()

    def __init__(self, spooler: Callable[[], PrintSpooler], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spooler = Lazy(spooler)
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.go)
        self._going = self._again = False
        self.watched = False
        """Whether somebody watches the printer itself, so that steps should come soon."""
        self.stepped.connect(self._arrived)

    def order(self, pdf: bytes, pages: int) -> int | OrderRejection:
        """Hand an order in: its ticket, or why it is refused."""
        answer = self._spooler().order(pdf, pages)
        self.go()
        return answer

    def end_session(self) -> None:
        """The family has gone; what they left is seen to at once."""
        if self._spooler.is_there:
            self._spooler().end_session()
            self.go()

    def close(self) -> None:
        """See the worker out: the kiosk closes."""
        self._timer.stop()
        self._pool.waitForDone()

    def view(self) -> SpoolerView | None:
        """How things stand; None before the first step has begun."""
        return self._spooler().view() if self._spooler.is_there else None

    def busy(self) -> bool:
        """Whether there is something to follow."""
        return self._spooler.is_there and self._spooler().busy()

    @Slot()
    def go(self) -> None:
        """Go now, or once more when the step that goes on has ended."""
        if self._going:
            self._again = True
            return
        self._timer.stop()
        self._going = True
        self._pool.start(self._step)

    def _step(self) -> None:
        try:
            self._spooler().step()
        except Exception as error:  # a spooler does not raise; if it does, polling goes on
            # Only the kind of error: its words could hold what a family did.
            _log.error("A step of printing failed (%s).", type(error).__name__)
        with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
            self.stepped.emit()

    @Slot()
    def _arrived(self) -> None:
        self._going = False
        again, self._again = self._again, False
        self.changed.emit()
        if again:
            self.go()
        else:
            self._timer.start(SOON_MS if self.watched or self.busy() else SELDOM_MS)
