"""What stands where a kiosk has its library's folder, its printer and its door.

For the preview of the editor and for the trial of an edition: nothing is printed, nothing opens.
"""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import ContentCode, ContentError
from app.domain.kiosk.door import DoorRecord, PinProblem
from app.domain.ports import Library
from app.domain.printing.printing import OrderRejection, PrinterReport, PrinterState, SpoolerView


def _no_library() -> Library:
    raise ContentError(ContentCode.MISSING, "No library is on show.", "Choose a page.")


class FixedSource:
    """The LibrarySource of a library that was checked and does not change, or of none."""

    def __init__(self, opens: Callable[[], Library] = _no_library) -> None:
        self._opens = opens

    def changed(self) -> bool:
        """Never."""
        return False

    def slow(self) -> bool:
        """Never."""
        return False

    def prepare(self) -> None:
        """There is nothing to check."""

    def stop(self) -> None:
        """There is nothing to give up."""

    def open(self) -> Library:
        """The library; ContentError where there is none."""
        return self._opens()


class NoSpooler:
    """A print spooler without a printer: the families' one and the staff's are the same."""

    def __init__(self, *, for_staff: bool) -> None:
        self.for_staff = for_staff

    def order(self, pdf: bytes, pages: int) -> int | OrderRejection:
        """No order is taken."""
        return OrderRejection.ENOUGH_FOR_A_SESSION

    def end_session(self) -> None:
        """There is nothing to cancel."""

    def view(self) -> SpoolerView:
        """There is no printer."""
        return SpoolerView(PrinterReport(PrinterState.NO_PRINTER))

    def busy(self) -> bool:
        """Never."""
        return False

    def step(self) -> SpoolerView:
        """There is nothing to ask."""
        return self.view()


class NoPin:
    """No PIN opens this door."""

    def matches(self, pin: str) -> bool:
        """Never."""
        return False

    def must_change(self, pin: str) -> bool:
        """Never."""
        return False

    def problem(self, pin: str) -> PinProblem:
        """Nothing can be chosen."""
        return PinProblem.TOO_SHORT

    def choose(self, pin: str) -> bool:
        """Nothing can be chosen."""
        return False

    def record(self) -> DoorRecord:
        """Nobody has tried."""
        return DoorRecord()

    def remember(self, record: DoorRecord) -> None:
        """There is nothing to keep."""
