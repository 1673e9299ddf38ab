"""Counts what families read, where the site wants it: never who, when, or in which order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.errors import ContentError
from app.domain.kiosk.counts import PAGES_A_VISIT, Cell, Count, CountsState, Kind, Tally
from app.domain.printing.printing import JobState
from app.domain.session.session import Screen

if TYPE_CHECKING:
    from datetime import date

    from app.bridge.kiosk import Kiosk
    from app.domain.kiosk.counts import CountStore

EVERY_MS = 60_000
_GIVEN = {JobState.DONE, JobState.UNCONFIRMED}
_KINDS = {Screen.TOPIC: Kind.TOPIC, Screen.WALKTHROUGH: Kind.WALKTHROUGH}
_FACES = {"yes": Kind.YES, "partly": Kind.PARTLY, "no": Kind.NO}

_log = logging.getLogger("kiosk.counts")


@dataclass(slots=True)
class _Visit:
    """What was counted of the visit that lasts: everything once. Gone when it ends."""

    pages: set[Cell] = field(default_factory=set)
    faces: int = 0
    has_handout: bool = False


class VisitCounter(QObject):
    """Counts visits, pages and handouts in memory, and writes when a day is over.

    It writes by its own timer alone, never when somebody taps: the time of the file says nothing
    of a visit. `below` is the source of chance. Without `pages` and `faces` it counts nothing, and
    only sees to it that what was counted earlier is kept no longer than a year.
    """

    def __init__(  # noqa: PLR0913 - what is counted, and what of
        self,
        kiosk: Kiosk,
        store: CountStore,
        *,
        pages: bool,
        faces: bool,
        below: Callable[[int], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._store = store
        self._tally = Tally(below)
        self._pages = pages
        self._counts = pages or faces
        self._visit: _Visit | None = None
        self._unsaved: list[tuple[date, tuple[Count, ...]]] = []
        self._purged_on: date | None = None
        self._state = CountsState.NOTHING_YET if self._counts else CountsState.OFF
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.check_day)
        self._timer.start()
        kiosk.closing.connect(self.end)
        if self._counts:
            kiosk.session.routeChanged.connect(self._page_changed)
        if pages:
            kiosk.print_poller.changed.connect(self._printer_asked)
        if faces:
            kiosk.helpful_question.answered.connect(self._face_tapped)
        self.check_day()

    @property
    def state(self) -> CountsState:
        """What there is to show."""
        return self._state

    def sentences(self) -> list[str]:
        """What was counted, as staff read it."""
        from app.domain.kiosk import counts_report  # noqa: PLC0415 - staff alone need it

        record = self._store.read()
        if record is None:
            return [counts_report.NOT_SAVED]
        return counts_report.sentences(
            record, self._state, self._kiosk.today.clock(), self._title_of
        )

    def _title_of(self, cell: Cell) -> str:
        library = self._kiosk.reloader.library
        if library is None:
            return ""
        try:
            if cell.kind is Kind.WALKTHROUGH:
                return library.walkthrough(cell.page).title
            return library.card(cell.page).title
        except (ContentError, KeyError):  # it is another library by now, or shows with a page
            return ""

    @Slot()
    def check_day(self) -> None:
        """See whether a day is over; if so, write what may be released of it."""
        day = self._believed_day()
        if day is None:
            return
        self._turn_to(day)
        if self._unsaved or self._purged_on != day:
            self._save(day)

    @Slot()
    def end(self) -> None:
        """The kiosk ends in order: what may be released of the day so far is written."""
        day, counts = self._tally.day, self._tally.end()
        if day is not None and self._counts:
            self._unsaved.append((day, counts))
            self._save(day)

    def _save(self, today: date) -> None:
        record = before = self._store.read()
        if record is not None:
            for day, counts in self._unsaved:
                record = record.released(day, counts)
            record = record.purged(today)
        if record is None or (record != before and not self._store.save(record)):
            if self._state is not CountsState.NOT_SAVED:
                _log.warning("counts are not saved: the state directory takes or gives nothing")
            self._state = CountsState.NOT_SAVED
            return
        self._unsaved.clear()
        self._purged_on = today
        self._state = record.state() if self._counts else CountsState.OFF

    def _believed_day(self) -> date | None:
        """The day; None where the machine's clock cannot be right: of such a day nothing counts."""
        return self._kiosk.today.clock() if self._kiosk.today.is_believed() else None

    def _turn_to(self, day: date) -> None:
        before = self._tally.day
        counts = self._tally.turn_to(day)
        if self._counts and before is not None and before != day:
            self._unsaved.append((before, counts))

    def _add(self, cell: Cell) -> None:
        if (day := self._believed_day()) is not None:
            self._turn_to(day)
            self._tally.add(cell)

    @Slot()
    def _page_changed(self) -> None:
        route = self._kiosk.session.route
        if route.screen is Screen.ATTRACT:
            self._visit = None
            return
        if self._visit is None:
            self._visit = _Visit()
            if self._pages:
                self._add(Cell(Kind.VISITS))
        if self._pages and route.screen in _KINDS:
            self._add_page(self._visit, Cell(_KINDS[route.screen], route.about))

    def _add_page(self, visit: _Visit, cell: Cell) -> None:
        if cell not in visit.pages and len(visit.pages) < PAGES_A_VISIT:
            visit.pages.add(cell)
            self._add(cell)

    @Slot(str, str)
    def _face_tapped(self, topic_id: str, face: str) -> None:
        visit = self._visit
        if visit is not None and visit.faces < PAGES_A_VISIT:
            visit.faces += 1
            self._add(Cell(_FACES[face], topic_id))

    @Slot()
    def _printer_asked(self) -> None:
        visit, view = self._visit, self._kiosk.print_poller.view()
        if visit is None or visit.has_handout or view is None:
            return
        if any(order.state in _GIVEN for order in view.orders):
            visit.has_handout = True
            self._add(Cell(Kind.HANDOUTS))
