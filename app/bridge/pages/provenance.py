"""What every page of facts carries: its source, its review dates, and whether it is overdue."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from app.bridge.pages.formatting import day, source_line
from app.domain.library.library import LibraryInfo, Source
from app.domain.library.review import Review, ReviewState

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PageProvenance(QObject):
    """The source and the review dates of the page on show, in words."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._last = ""
        self._due = ""
        self._of_source = False
        self._overdue = False
        self._withheld = False

    def show(
        self,
        source: Source,
        review: Review,
        today: date,
        library: LibraryInfo,
        *,
        withheld: bool = False,
    ) -> None:
        """Say where the page stands today. One that is withheld shows nothing to be overdue."""
        self._source = source_line(source)
        self._last = day(review.last, library.language)
        self._due = day(review.due, library.language)
        self._of_source = library.dates_are_the_sources
        self._overdue = review.state(today) is ReviewState.OVERDUE and not withheld
        self._withheld = withheld
        self.changed.emit()

    def wipe(self) -> None:
        """Nothing is on show."""
        self._source = self._last = self._due = ""
        self._of_source = self._overdue = self._withheld = False
        self.changed.emit()

    source = Property(str, attrgetter("_source"), notify=changed)
    lastReviewed = Property(str, attrgetter("_last"), notify=changed)
    nextReview = Property(str, attrgetter("_due"), notify=changed)
    ofSource = Property(bool, attrgetter("_of_source"), notify=changed)
    overdue = Property(bool, attrgetter("_overdue"), notify=changed)
    withheld = Property(bool, attrgetter("_withheld"), notify=changed)
