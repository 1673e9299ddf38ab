"""The screen outside the site's hours: dimmed or black, and awake at the first touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.domain.kiosk.hours import SHIFTS, Light, ScreenHours
from app.domain.session.session import Screen

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

AWAKE_SECONDS = 60.0
"""After a touch, and after a visit."""

SHIFT_SECONDS = 300.0
_LOOK_MS = 5000


@QmlElement
class Standby(QObject):
    """How bright the screen is, and how far the first screen is shifted, in steps.

    While a family is here, it is on. A clock that is not believed turns nothing off.
    """

    lightChanged = Signal()
    shifted = Signal()

    def __init__(  # noqa: PLR0913 - what a test puts its own in place of
        self,
        hours: ScreenHours,
        session: FamilySession,
        *,
        clock: Callable[[], float],
        wall: Callable[[], float],
        clock_is_believed: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hours, self._session = hours, session
        self._clock, self._wall = clock, wall
        self._clock_is_believed = clock_is_believed
        self._began = clock()
        self._awake_until = self._began
        self._light, self._shift = Light.ON, SHIFTS[0]
        session.routeChanged.connect(self.check_time)
        session.ended.connect(self.touched)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.check_time)
        self._timer.start()

    @property
    def is_dark(self) -> bool:
        """Whether a touch does no more than light the screen."""
        return self._light is not Light.ON

    @Slot()
    def touched(self) -> None:
        """Somebody is there."""
        self._awake_until = self._clock() + AWAKE_SECONDS
        self.check_time()

    @Slot()
    def check_time(self) -> None:
        """Time has passed."""
        light = self._light_now()
        if light is not self._light:
            self._light = light
            self.lightChanged.emit()
        step = int((self._clock() - self._began) // SHIFT_SECONDS)
        shift = SHIFTS[step % len(SHIFTS)]
        # A family that reads never sees anything move.
        if shift != self._shift and self._session.route.screen is Screen.ATTRACT:
            self._shift = shift
            self.shifted.emit()

    def _light_now(self) -> Light:
        is_here = self._session.route.screen is not Screen.ATTRACT
        if is_here or self._clock() < self._awake_until or not self._clock_is_believed():
            return Light.ON
        return self._hours.light(datetime.fromtimestamp(self._wall()))

    def _shift_x(self) -> int:
        return self._shift[0]

    def _shift_y(self) -> int:
        return self._shift[1]

    light = Property(str, attrgetter("_light"), notify=lightChanged)
    shiftX = Property(int, _shift_x, notify=shifted)
    shiftY = Property(int, _shift_y, notify=shifted)
