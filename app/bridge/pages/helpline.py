"""The helpline: its number is always in sight, and whether somebody answers it now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.formatting import unbroken
from app.domain.library.library import helpline, hours_in_words
from app.domain.library.opening import opening_words

if TYPE_CHECKING:
    from app.domain.library.library import Contact
    from app.domain.ports import LastHelpline, Library

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

REFRESH_MS = 20_000


@QmlElement
class Helpline(QObject):
    """The library's helpline. A clock that is not believed claims no hour.

    Where there is no library to read, it is that of the library that was last on show.
    """

    changed = Signal()

    def __init__(
        self,
        now: Callable[[], float],
        clock_is_believed: Callable[[], bool],
        last: LastHelpline | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._clock_is_believed = clock_is_believed
        self._last = last
        self._contact: Contact | None = None
        self._opening = ""
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def show(self, library: Library | None) -> None:
        """Show a library's helpline, or none."""
        if library is not None:
            self._contact = helpline(library.contacts(), library.info().helpline_id)
            if self._last is not None:
                self._last.save(self._contact)
        else:
            self._contact = self._last.read() if self._last is not None else None
        if self._contact is not None and self._contact.hours:
            self._timer.start()
        else:
            self._timer.stop()
        self._opening = self._opening_now()
        self.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Time has passed."""
        opening = self._opening_now()
        if opening != self._opening:
            self._opening = opening
            self.changed.emit()

    def _opening_now(self) -> str:
        if self._contact is None or not self._clock_is_believed():
            return ""
        return opening_words(self._contact.hours, datetime.fromtimestamp(self._now()))

    def _name(self) -> str:
        return self._contact.name if self._contact else ""

    def _phone(self) -> str:
        return unbroken(self._contact.phone) if self._contact else ""

    def _hours(self) -> str:
        return hours_in_words(self._contact.hours) if self._contact else ""

    name = Property(str, _name, notify=changed)
    phone = Property(str, _phone, notify=changed)
    hours = Property(str, _hours, notify=changed)
    opening = Property(str, attrgetter("_opening"), notify=changed)
