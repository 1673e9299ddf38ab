"""What is done when a family has gone, so that nothing of it stays in memory.

The session itself is gone by then: what is left is in memory that was freed, and in what Qt, SQLite
and Python keep for the next time. A visit's answers are then nowhere in the process
(tests/journeys/test_memory.py reads its memory from outside).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPixmapCache

from app import memory
from app.bridge.kiosk import Kiosk
from app.bridge.window.window import KioskWindow
from app.domain.session.session import Screen

AFTER_MS = 1000
"""How long after the end: what the visit showed is deleted by then."""


class Forgetting(QObject):
    """Empties what is kept, a little at a time, while the first screen stands."""

    done = Signal()

    def __init__(self, kiosk: Kiosk, window: KioskWindow) -> None:
        super().__init__(window)
        self._kiosk, self._window = kiosk, window
        self._left: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        kiosk.session.routeChanged.connect(self._begin_to_overwrite)
        kiosk.session.ended.connect(self.begin)

    @Slot()
    def _begin_to_overwrite(self) -> None:
        """The first family comes: until then nothing has been freed that was anybody's."""
        self._kiosk.session.routeChanged.disconnect(self._begin_to_overwrite)
        memory.overwrite_freed()

    @Slot()
    def begin(self) -> None:
        """A family has gone."""
        self._left = self._steps()
        self._timer.start(AFTER_MS)

    def _steps(self) -> Iterator[None]:
        gc.collect()
        yield
        self._window.engine().collectGarbage()
        yield
        self._window.releaseResources()
        QPixmapCache.clear()
        yield
        if self._kiosk.reloader.library is not None:
            self._kiosk.reloader.library.release()
        yield
        yield from memory.overwrite_pools()
        memory.overwrite_cache()
        memory.give_back()

    @Slot()
    def _step(self) -> None:
        if self._kiosk.session.route.screen is not Screen.ATTRACT:
            self._timer.stop()  # somebody is here: it is done when they have gone
            return
        self._timer.setInterval(0)
        try:
            next(self._left)
        except StopIteration:
            self._timer.stop()
            self.done.emit()
