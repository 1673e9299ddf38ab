"""What every page of facts carries: its source, its review dates, and whether it is overdue."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from app.bridge.words import day, source_words
from app.domain.library import Source
from app.domain.review import Review, ReviewState

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Standing(QObject):
    """The source and the review dates of the page on show, in words."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._last = ""
        self._due = ""
        self._overdue = False
        self._withheld = False

    def show(
        self, source: Source, review: Review, today: date, language: str, *, withheld: bool = False
    ) -> None:
        """Say where the page stands today. One that is withheld shows nothing to be overdue."""
        self._source = source_words(source)
        self._last = day(review.last, language)
        self._due = day(review.due, language)
        self._overdue = review.state(today) is ReviewState.OVERDUE and not withheld
        self._withheld = withheld
        self.changed.emit()

    def wipe(self) -> None:
        """Nothing is on show."""
        self._source = self._last = self._due = ""
        self._overdue = self._withheld = False
        self.changed.emit()

    def _get_source(self) -> str:
        return self._source

    def _get_last(self) -> str:
        return self._last

    def _get_due(self) -> str:
        return self._due

    def _get_overdue(self) -> bool:
        return self._overdue

    def _get_withheld(self) -> bool:
        return self._withheld

    source = Property(str, _get_source, notify=changed)
    lastReviewed = Property(str, _get_last, notify=changed)  # noqa: N815
    nextReview = Property(str, _get_due, notify=changed)  # noqa: N815
    overdue = Property(bool, _get_overdue, notify=changed)
    withheld = Property(bool, _get_withheld, notify=changed)
