"""The family's own summary: the pages that they put together, in their order."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.bridge.pages.formatting import unbroken
from app.bridge.pages.records import RecordModel
from app.bridge.pages.takeaway import TakeawayScreen
from app.domain.errors import ContentError
from app.domain.session.session import Collected

if TYPE_CHECKING:
    from app.domain.ports import Library

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

NEARLY_FULL = 2
"""How many pages of paper short of the limit a family is told: most topics take two."""


@QmlElement
class CollectionScreen(QObject):
    """What is in the family's own summary, how much paper it takes, and what can be added."""

    changed = Signal()
    failed = Signal(object)
    pagesChanged = Signal()

    def __init__(
        self,
        family: FamilySession,
        takeaway: TakeawayScreen,
        most_pages: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._family = family
        self._takeaway = takeaway
        self._most_pages = most_pages
        self._library: Library | None = None
        self._on_show: tuple[Collected, ...] = ()
        self._rows = RecordModel(("title", "finished"), self)
        self._pages = 0
        family.collectedChanged.connect(self._collected_changed)
        family.tickedChanged.connect(self._collected_changed)
        family.routeChanged.connect(self.changed)
        family.walkChanged.connect(self.changed)
        takeaway.counted.connect(self._show_count)

    def use(self, library: Library | None) -> None:
        """Read titles and pages from this library from now on."""
        self._library = library

    def show(self) -> None:
        """Fill the list."""
        from app.domain.session.collecting import title_of  # noqa: PLC0415 - not for the first screen

        if self._library is None:
            return
        session = self._family.session
        rows = []
        for page in session.collected:
            title, finished = title_of(self._library, session, page)
            rows.append({"title": unbroken(title), "finished": finished})
        self._rows.follow(rows)
        self._on_show = session.collected

    def wipe(self) -> None:
        """Show nothing."""
        self._on_show = ()
        self._rows.show(())

    @Slot()
    def toggle(self) -> None:
        """Put the page at hand into the summary; if it is in there, take it out."""
        page = self._family.session.at_hand
        if page is None:
            return
        if page in self._family.session.collected:
            self._family.uncollect(page)
        else:
            self._family.collect(page)

    @Slot()
    def toggle_questions(self) -> None:
        """Put a blank question sheet at the end of the summary, or take it out."""
        self._family.toggle_questions()

    @Slot(int)
    def take_out(self, row: int) -> None:
        """Take a page of the list out."""
        self._family.uncollect(self._on_show[row])

    @Slot(int, int)
    def move(self, row: int, steps: int) -> None:
        """Move a page of the list: -1 is one up, 1 one down."""
        self._family.move_collected(self._on_show[row], steps)

    @Slot()
    def _collected_changed(self) -> None:
        try:
            self._count_pages()
        except ContentError as error:
            self.failed.emit(error)
        self.changed.emit()

    def _count_pages(self) -> None:
        from app.domain.session.collecting import collected  # noqa: PLC0415 - not for the first screen

        document = collected(self._library, self._family.session) if self._library else None
        if document is None:
            self._show_count(0)
        self._takeaway.count(document)

    @Slot(int)
    def _show_count(self, pages: int) -> None:
        if pages != self._pages:
            self._pages = pages
            self.pagesChanged.emit()

    def _get_count(self) -> int:
        return len(self._family.session.collected)

    def _get_with_questions(self) -> bool:
        return self._family.session.with_questions

    def _get_at_hand(self) -> bool:
        return self._family.session.at_hand is not None

    def _get_has_this(self) -> bool:
        return self._family.session.at_hand in self._family.session.collected

    def _get_nearly_full(self) -> int:
        return self._most_pages - NEARLY_FULL

    count = Property(int, _get_count, notify=changed)
    atHand = Property(bool, _get_at_hand, notify=changed)
    withQuestions = Property(bool, _get_with_questions, notify=changed)
    hasThis = Property(bool, _get_has_this, notify=changed)
    rows = Property(RecordModel, attrgetter("_rows"), constant=True)
    pages = Property(int, attrgetter("_pages"), notify=pagesChanged)
    mostPages = Property(int, attrgetter("_most_pages"), constant=True)
    nearlyFull = Property(int, _get_nearly_full, constant=True)
