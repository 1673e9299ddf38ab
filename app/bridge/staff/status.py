"""How the kiosk is: gathered now and then, for the staff's page and for whoever watches over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.errors import ContentError
from app.domain.kiosk.status import Status, hidden, sentences
from app.domain.printing.printing import JobState
from app.domain.session.session import Screen

if TYPE_CHECKING:
    from datetime import date

    from app.bridge.kiosk import Kiosk
    from app.domain.printing.printing import SpoolerView

EVERY_MS = 15_000
_GIVEN = {JobState.DONE, JobState.UNCONFIRMED}


@dataclass(slots=True)
class _Today:
    """What was counted on one day, in memory alone."""

    day: date
    sessions: int = 0
    handouts: int = 0
    slowest_tap: float = 0.0


class StatusReporter(QObject):
    """Gathers the status of a kiosk, and hands it on every few seconds.

    `start` has what does not change, such as why the kiosk started; `machine` gives the free bytes
    of the disk and the bytes of memory; `tell` writes the status where others read it.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        start: Status,
        machine: Callable[[], tuple[int, int]],
        tell: Callable[[Status], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._start = start
        self._machine = machine
        self._tell = tell
        self._today = _Today(kiosk.today.clock())
        self._was_here = False
        self._given: set[int] = set()
        self._overdue: tuple[object, date, int] | None = None
        kiosk.session.routeChanged.connect(self._page_changed)
        kiosk.print_poller.changed.connect(self._printer_asked)
        kiosk.libraryChanged.connect(self.report)
        kiosk.about_itself = self.sentences
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.report)
        self._timer.start()

    def tapped(self, seconds: float) -> None:
        """A tap has led to a page, which was painted after so long."""
        today = self._this_day()
        today.slowest_tap = max(today.slowest_tap, seconds)

    @Slot()
    def report(self) -> None:
        """Hand the status on."""
        self._tell(self.status())

    def sentences(self) -> list[str]:
        """The status in plain words."""
        return sentences(self.status())

    def status(self) -> Status:
        """How the kiosk is now."""
        kiosk, today = self._kiosk, self._this_day()
        disk_free, memory = self._machine()
        status = replace(
            self._start,
            written=kiosk.wall(),
            overdue=self._count_overdue(),
            clock_believed=kiosk.today.is_believed(),
            code=str(kiosk.property("code")),
            disk_free=disk_free,
            memory=memory,
            slowest_tap=today.slowest_tap,
            sessions=hidden(today.sessions),
            handouts=hidden(today.handouts),
            counts=str(kiosk.counter.state) if kiosk.counter else "off",
        )
        return self._with_editions(_with_printer(status, kiosk.print_poller.view()))

    def _with_editions(self, status: Status) -> Status:
        library, reloader = self._kiosk.reloader.library, self._kiosk.reloader
        if library is not None:
            info = library.info()
            status = replace(
                status, library=info.title, edition=info.edition, put_back=info.put_back
            )
        problem = str(reloader.error or "")
        editions = self._kiosk.editions.source
        if editions is None:
            return replace(status, problem=problem)
        record = editions.record()
        showing = record.showing
        trust = "set-up" if showing is None else ("unsigned" if editions.unsigned else "signed")
        return replace(
            status,
            edition_since=showing.since if showing else "",
            trust=trust,
            refused=len(record.rejections),
            problem=" ".join(filter(None, (problem, editions.problem()))),
        )

    def _count_overdue(self) -> int:
        """The pages past their review date, counted anew for a library and a day; never twice."""
        library, day = self._kiosk.reloader.library, self._kiosk.today()
        known = self._overdue
        if library is None:
            return 0
        if known is not None and (known[0] is library and known[1] == day):
            return known[2]
        if known is not None and self._kiosk.session.route.screen is not Screen.ATTRACT:
            return known[2]  # a big library takes a moment, which is not a family's
        try:
            number = library.overdue(day)
        except ContentError:  # it shows with the next page that is read
            return 0
        self._overdue = (library, day, number)
        return number

    @Slot()
    def _page_changed(self) -> None:
        is_here = self._kiosk.session.route.screen is not Screen.ATTRACT
        if is_here and not self._was_here:
            self._this_day().sessions += 1
        self._was_here = is_here

    @Slot()
    def _printer_asked(self) -> None:
        view = self._kiosk.print_poller.view()
        for order in view.orders if view else ():
            if order.state in _GIVEN and order.ticket not in self._given:
                self._given.add(order.ticket)
                self._this_day().handouts += 1

    def _this_day(self) -> _Today:
        day = self._kiosk.today.clock()
        if self._today.day != day:
            self._today = _Today(day)
            self._given.clear()
        return self._today


def _with_printer(status: Status, view: SpoolerView | None) -> Status:
    if view is None:
        return status
    printer = view.printer
    return replace(
        status,
        printer=str(printer.state),
        printer_prints=printer.state.prints,
        paper_low="paper" in printer.low,
        toner_low="toner" in printer.low,
    )
