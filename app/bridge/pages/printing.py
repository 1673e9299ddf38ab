"""Printing, as the family sees it: what they ordered, how it goes, or why it does not."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.records import RecordModel
from app.bridge.pages.takeaway import TakeawayScreen
from app.bridge.poller import SpoolerPoller

if TYPE_CHECKING:
    from app.domain.handout.handout_ports import Handout
    from app.domain.printing.printing import OrderProgress

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

ORDER_ROLES = ("name", "kind", "stage", "page", "pages", "problem", "lowToner", "gaveUp")
STUCK_ENOUGH = 3
"""Polls in a row that find an old job: one that is being cancelled is found once or twice."""


def order_row(title: str, kind: str, progress: OrderProgress) -> dict[str, Any]:
    """An order as a row with ORDER_ROLES."""
    return {
        "name": title,
        "kind": kind,
        "stage": str(progress.state),
        "page": progress.page,
        "pages": progress.pages,
        "problem": str(progress.obstacle),
        "lowToner": "toner" in progress.low,
        "gaveUp": progress.gave_up,
    }


@QmlElement
class PrintScreen(QObject):
    """This session's orders, the newest first, and why the last one was refused."""

    changed = Signal()

    def __init__(
        self,
        poller: SpoolerPoller,
        takeaway: TakeawayScreen,
        *,
        jobs_a_session: int,
        pages_a_job: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._poller = poller
        self._takeaway = takeaway
        self._jobs_a_session = jobs_a_session
        self._pages_a_job = pages_a_job
        self._orders = RecordModel(ORDER_ROLES, self)
        self._mine: dict[int, tuple[str, str, int]] = {}
        self._going: set[int] = set()
        self._rejection = ""
        self._rejected: Handout | None = None
        self._stuck = 0
        poller.changed.connect(self._poller_changed)
        takeaway.changed.connect(self._handout_changed)

    def warm(self) -> None:
        """Ask the spooler for the first time: it takes back what a crash left at the printer."""
        self._poller.go()

    @Slot()
    def print_it(self) -> None:
        """Order the handout on show."""
        handout = self._takeaway.handout
        if handout is None or not self._can_print():
            return
        answer = self._poller.order(handout.pdf, handout.pages)
        self._rejection, self._rejected = "", None
        if isinstance(answer, int):
            title, kind = (str(self._takeaway.property(name)) for name in ("title", "kind"))
            self._mine[answer] = (title, kind, hash(handout.pdf))
        else:
            self._rejection, self._rejected = str(answer), handout
        self._show()

    @Slot()
    def end_session(self) -> None:
        """The family has gone: nothing of it is shown, and what has not begun is not printed."""
        self._poller.end_session()
        self._mine.clear()
        self._rejection, self._rejected = "", None
        self._show()

    @Slot()
    def _poller_changed(self) -> None:
        view = self._poller.view()
        self._stuck = self._stuck + 1 if view and view.stuck else 0
        self._show()

    @Slot()
    def _handout_changed(self) -> None:
        if self._rejected is not None and self._takeaway.handout is not self._rejected:
            self._rejection, self._rejected = "", None
        self.changed.emit()

    def _show(self) -> None:
        view = self._poller.view()
        known = [p for p in (view.orders if view else ()) if p.ticket in self._mine]
        self._going = {self._mine[p.ticket][2] for p in known if not p.state.ended}
        self._orders.show(order_row(*self._mine[p.ticket][:2], p) for p in reversed(known))
        self.changed.emit()

    def _can_print(self) -> bool:
        handout = self._takeaway.handout
        return handout is not None and hash(handout.pdf) not in self._going

    def _is_stuck(self) -> bool:
        return self._stuck >= STUCK_ENOUGH

    orders = Property(RecordModel, attrgetter("_orders"), constant=True)
    canPrint = Property(bool, _can_print, notify=changed)
    rejection = Property(str, attrgetter("_rejection"), notify=changed)
    stuck = Property(bool, _is_stuck, notify=changed)
    jobsAtMost = Property(int, attrgetter("_jobs_a_session"), constant=True)
    pagesAtMost = Property(int, attrgetter("_pages_a_job"), constant=True)
