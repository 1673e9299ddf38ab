"""The printer, as staff see it behind their door, and a test page on it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QThreadPool, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.poller import SpoolerPoller

if TYPE_CHECKING:
    from app.domain.handout.handout_ports import Handout, HandoutMaker
    from app.domain.library.library import LibraryInfo
    from app.domain.printing.printing import OrderProgress, PrinterProblem, PrinterReport

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

MAKING, FAILED = "getting-ready", "failed"
"""Of a page that is not yet ordered, or never will be: the words for an order's states."""

LONGEST_PROBLEM = 100
"""In letters: what a program says has no end, and the page does."""

_log = logging.getLogger(__name__)


@QmlElement
class StaffPrinter(QObject):
    """The printer's state, what was last wrong with it, and how the test page goes.

    Test pages have a spooler of their own, so that they use up no limit of the families'.
    """

    changed = Signal()
    made = Signal(int, object)

    def __init__(  # noqa: PLR0913 - two pollers, and what a page is made of
        self,
        families: SpoolerPoller,
        tests: SpoolerPoller,
        maker: Callable[[], HandoutMaker],
        library: Callable[[], LibraryInfo | None],
        clock: Callable[[], float],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._families = families
        self._tests = tests
        self._maker = maker
        self._library = library
        self._clock = clock
        self._is_open = False
        self._number = 0
        self._made = ""
        self._pool = QThreadPool(self, maxThreadCount=1)
        self.made.connect(self._received)
        families.changed.connect(self.changed)
        tests.changed.connect(self.changed)

    def open(self) -> None:
        """Staff are here: ask the printer every second."""
        self._is_open = self._families.watched = True
        self._families.go()
        self.changed.emit()

    def shut(self) -> None:
        """Staff have gone: a test page that has not begun is not printed."""
        self._is_open = self._families.watched = False
        self._number += 1
        self._made = ""
        self._tests.end_session()
        self.changed.emit()

    def close(self) -> None:
        """See the worker out: the kiosk closes."""
        self._pool.waitForDone()

    @Slot()
    def print_test_page(self) -> None:
        """Make a page as handouts are made, and print it."""
        if not self._can_test():
            return
        self._tests.end_session()  # the page before this one, whatever became of it
        self._number += 1
        self._made = MAKING
        number, library = self._number, self._library()

        def work() -> None:
            from app.domain.handout.summary import TrialPage  # noqa: PLC0415
            from app.domain.library.library import LibraryInfo  # noqa: PLC0415 - for this page alone

            none = LibraryInfo("", "en-GB", 0, sample=False, sample_notice="")
            try:
                handout = self._maker().make(TrialPage(library or none))
            except Exception as error:  # of whatever kind: staff must not wait for ever
                _log.error("The test page could not be made (%s).", type(error).__name__)
                handout = None
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self.made.emit(number, handout)

        self._pool.start(work)
        self.changed.emit()

    @Slot(int, object)
    def _received(self, number: int, handout: Handout | None) -> None:
        if number != self._number:
            return
        answer = self._tests.order(handout.pdf, handout.pages) if handout else None
        self._made = "" if isinstance(answer, int) else FAILED
        self.changed.emit()

    def _report(self) -> PrinterReport | None:
        view = self._families.view()
        return view.printer if view and self._is_open else None

    def _page(self) -> OrderProgress | None:
        """The test page that was printed last since the door was opened."""
        view = self._tests.view()
        return view.orders[-1] if view and view.orders else None

    def _last(self) -> PrinterProblem | None:
        """What was last wrong, and is not wrong now: whichever spooler saw it last."""
        views = (self._families.view(), self._tests.view())
        found = [view.last for view in views if view and view.last]
        last = max(found, key=lambda problem: problem.at, default=None)
        return last if self._is_open else None

    def _get_state(self) -> str:
        report = self._report()
        return str(report.state) if report else ""

    def _get_low_toner(self) -> bool:
        report = self._report()
        return report is not None and "toner" in report.low

    def _get_low_paper(self) -> bool:
        report = self._report()
        return report is not None and "paper" in report.low

    def _get_stuck(self) -> int:
        views = (self._families.view(), self._tests.view())
        return sum(view.stuck for view in views if view)

    def _get_last_state(self) -> str:
        last = self._last()
        return str(last.state) if last else ""

    def _get_last_problem(self) -> str:
        last = self._last()
        return shorten(last.problem, LONGEST_PROBLEM, placeholder=" …") if last else ""

    def _get_last_minutes(self) -> int:
        last = self._last()
        return int((self._clock() - last.at) // 60) if last else 0

    def _get_test_state(self) -> str:
        page = self._page()
        return self._made or (str(page.state) if page else "")

    def _get_test_problem(self) -> str:
        page = self._page()
        return str(page.obstacle) if page else ""

    def _can_test(self) -> bool:
        page = self._page()
        return self._is_open and self._made != MAKING and (page is None or page.state.ended)

    state = Property(str, _get_state, notify=changed)
    lowToner = Property(bool, _get_low_toner, notify=changed)
    lowPaper = Property(bool, _get_low_paper, notify=changed)
    stuck = Property(int, _get_stuck, notify=changed)
    lastState = Property(str, _get_last_state, notify=changed)
    lastProblem = Property(str, _get_last_problem, notify=changed)
    lastMinutes = Property(int, _get_last_minutes, notify=changed)
    testState = Property(str, _get_test_state, notify=changed)
    testProblem = Property(str, _get_test_problem, notify=changed)
    canTest = Property(bool, _can_test, notify=changed)
