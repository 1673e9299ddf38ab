"""The staff's door: a PIN, then the state of the kiosk and the way out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.formatting import LINE_ROLES, line_rows
from app.bridge.pages.records import RecordModel
from app.bridge.staff.editions import EditionsController
from app.bridge.staff.testpage import StaffPrinter
from app.domain.kiosk.door import DoorRecord, PinProblem

if TYPE_CHECKING:
    from app.domain.kiosk.door import StaffPin

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger("kiosk.staff")

FORGOTTEN_SECONDS = 120.0
"""How long the door stands open, or asks, when nobody does anything there."""


@QmlElement
class StaffDoor(QObject):
    """Shut, asking for the PIN, open; or letting staff choose a PIN, and type it again.

    The PIN that every kiosk comes with opens nothing: it only leads to choosing another.
    """

    changed = Signal()
    leave = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - what stands behind the door
        self,
        pin: StaffPin,
        clock: Callable[[], float],
        wall: Callable[[], float],
        editions: EditionsController,
        printer: StaffPrinter,
        report: Callable[[], list[str]],
        counted: Callable[[], list[str]] = list,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pin = pin
        self._wall = wall
        self._clock = clock
        self._printer = printer
        self._editions = editions
        self._state = "shut"
        self._is_wrong = False
        self._problem = ""
        self._chosen = ""
        self._used_at = 0.0
        self._minutes_shown = 0
        self._lines = RecordModel(LINE_ROLES, self)
        self._report = report
        self._counted_lines = RecordModel(LINE_ROLES, self)
        self._counted = counted
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
        """Try a PIN, or choose one. After five wrong ones in a row none is taken for a while."""
        self._used_at = self._clock()
        opened = False
        if self._state == "asking" and not self._minutes():
            opened = self._try(pin)
        elif self._state in ("choosing", "repeating"):
            opened = self._choose(pin)
        if opened:
            self._open()
        self.changed.emit()
        return opened

    def _try(self, pin: str) -> bool:
        record = self._pin.record()
        self._is_wrong = not self._pin.matches(pin)
        if self._is_wrong:
            record = record.after_wrong(self._wall())
            _log.info("a wrong PIN at the staff's door, %s in a row", record.wrong)
            self._pin.remember(record)
            return False
        if record.wrong:
            self._pin.remember(DoorRecord())
        if self._pin.must_change(pin):
            self._state, self._problem = "choosing", ""
            return False
        return True

    def _choose(self, pin: str) -> bool:
        if self._state == "choosing":
            self._problem = str(self._pin.problem(pin))
            if self._problem == PinProblem.NONE:
                self._chosen, self._state = pin, "repeating"
            return False
        chosen, self._chosen = self._chosen, ""
        if pin != chosen:
            self._state, self._problem = "choosing", "different"
        elif not self._pin.choose(pin):
            self._state, self._problem = "choosing", "not-saved"
        else:
            _log.info("the staff PIN was changed at the screen")
            return True
        return False

    def _open(self) -> None:
        _log.info("the staff's door was opened")
        self._state = "open"
        self._editions.show()
        self._printer.open()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say anew what the kiosk shows, while the door stands open."""
        if self._state == "open":
            self._lines.show(line_rows(self._report()))
            self._counted_lines.show(line_rows(self._counted()))

    @Slot()
    def touched(self) -> None:
        """Somebody is at the screen: staff at an open door are not shut out."""
        self._used_at = self._clock()

    @Slot()
    def shut(self) -> None:
        """Back to the families' screen."""
        if self._state != "shut":
            if self._state == "open":
                _log.info("the staff's door was shut")
            self._state = "shut"
            self._is_wrong, self._problem, self._chosen = False, "", ""
            self._timer.stop()
            self._lines.show(())
            self._counted_lines.show(())
            self._printer.shut()
            self._editions.dismiss()
            self.changed.emit()

    @Slot()
    def close_kiosk(self) -> None:
        """Leave the kiosk; only through the open door."""
        if self._state == "open":
            _log.info("staff closed the kiosk")
            self.leave.emit()

    @Slot()
    def check_time(self) -> None:
        """Shut a door that was left; say so when a PIN is taken again."""
        if self._clock() - self._used_at >= FORGOTTEN_SECONDS:
            self.shut()
        elif self._minutes_shown != self._minutes():
            self._minutes_shown = self._minutes()
            self.changed.emit()

    def _minutes(self) -> int:
        """For how many more minutes no PIN is taken."""
        return ceil(self._pin.record().wait(self._wall()) / 60)

    state = Property(str, attrgetter("_state"), notify=changed)
    wrong = Property(bool, attrgetter("_is_wrong"), notify=changed)
    problem = Property(str, attrgetter("_problem"), notify=changed)
    lockedMinutes = Property(int, _minutes, notify=changed)
    lines = Property(RecordModel, attrgetter("_lines"), constant=True)
    counted = Property(RecordModel, attrgetter("_counted_lines"), constant=True)
    printer = Property(StaffPrinter, attrgetter("_printer"), constant=True)
    editions = Property(EditionsController, attrgetter("_editions"), constant=True)
