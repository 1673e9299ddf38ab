"""The staff's door: a PIN, then the state of the kiosk and the way out."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.editions import EditionsController
from app.bridge.formatting import LINE_ROLES, line_rows
from app.bridge.records import RecordModel
from app.bridge.testpage import StaffPrinter

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

TRIES = 5
LOCKED_SECONDS = 60.0
FORGOTTEN_SECONDS = 120.0
"""How long the door stands open, or asks, when nobody does anything there."""


@QmlElement
class StaffDoor(QObject):
    """Shut, asking for the PIN, or open."""

    changed = Signal()
    leave = Signal()

    def __init__(  # noqa: PLR0913 - what stands behind the door
        self,
        pin_matches: Callable[[str], bool],
        clock: Callable[[], float],
        editions: EditionsController,
        printer: StaffPrinter,
        report: Callable[[], list[str]],
        *,
        pin_is_default: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pin_matches = pin_matches
        self._clock = clock
        self._printer = printer
        self._editions = editions
        self._pin_is_default = pin_is_default
        self._state = "shut"
        self._wrong = 0
        self._locked_until = 0.0
        self._used_at = 0.0
        self._was_locked = False
        self._lines = RecordModel(LINE_ROLES, self)
        self._report = report
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.check_time)

    @Slot()
    def knock(self) -> None:
        """Ask for the PIN."""
        if self._state == "shut":
            self._state = "asking"
            self._used_at = self._clock()
            self._timer.start()
            self.changed.emit()

    @Slot(str, result=bool)
    def enter(self, pin: str) -> bool:
        """Try a PIN. After five wrong ones in a row, none is taken for a minute."""
        self._used_at = self._clock()
        if self._state != "asking" or self._is_locked():
            self.changed.emit()
            return False
        if not self._pin_matches(pin):
            self._wrong += 1
            if self._wrong >= TRIES:
                self._wrong = 0
                self._locked_until = self._clock() + LOCKED_SECONDS
            self.changed.emit()
            return False
        self._wrong = 0
        self._state = "open"
        self._editions.show()
        self._printer.open()
        self.refresh()
        self.changed.emit()
        return True

    @Slot()
    def refresh(self) -> None:
        """Say anew what the kiosk shows, while the door stands open."""
        if self._state == "open":
            self._lines.show(line_rows(self._report()))

    @Slot()
    def touched(self) -> None:
        """Somebody is at the screen: staff at an open door are not shut out."""
        self._used_at = self._clock()

    @Slot()
    def shut(self) -> None:
        """Back to the families' screen."""
        if self._state != "shut":
            self._state = "shut"
            self._timer.stop()
            self._lines.show(())
            self._printer.shut()
            self._editions.dismiss()
            self.changed.emit()

    @Slot()
    def close_kiosk(self) -> None:
        """Leave the kiosk; only through the open door."""
        if self._state == "open":
            self.leave.emit()

    @Slot()
    def check_time(self) -> None:
        """Shut a door that was left; say so when a PIN is taken again."""
        if self._clock() - self._used_at >= FORGOTTEN_SECONDS:
            self.shut()
        elif self._was_locked != self._is_locked():
            self._was_locked = self._is_locked()
            self.changed.emit()

    def _is_locked(self) -> bool:
        return self._clock() < self._locked_until

    def _get_wrong(self) -> bool:
        return self._wrong > 0

    state = Property(str, attrgetter("_state"), notify=changed)
    wrong = Property(bool, _get_wrong, notify=changed)
    locked = Property(bool, _is_locked, notify=changed)
    pinIsDefault = Property(bool, attrgetter("_pin_is_default"), constant=True)  # noqa: N815
    lines = Property(RecordModel, attrgetter("_lines"), constant=True)
    printer = Property(StaffPrinter, attrgetter("_printer"), constant=True)
    editions = Property(EditionsController, attrgetter("_editions"), constant=True)
