"""Printing on Windows, by Qt's own printing: the same Printer as CUPS gives, and less to say.

It stands in this room because the handout room does without Qt. Windows' print system tells Qt
that it took the pages, and nothing of what became of them. So a job ends here as UNCONFIRMED,
"sent to the printer", and never as DONE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.errors import HandoutError
from app.domain.printing.printing import (
    JobId,
    JobReport,
    JobState,
    PrinterError,
    PrinterReport,
    PrinterState,
)

JOB_NAME = "Handout"
DOTS_PER_INCH = 300
_PAPER = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_STATES = {
    QPrinter.PrinterState.Idle: PrinterState.READY,
    QPrinter.PrinterState.Active: PrinterState.BUSY,
    QPrinter.PrinterState.Aborted: PrinterState.STOPPED,
    QPrinter.PrinterState.Error: PrinterState.NEEDS_HELP,
}


class WindowsPrinter:
    """One printer of Windows, as the domain's Printer. An empty `name` is the default one.

    `pictures` gives the pages of a PDF as PNGs, at so many dots an inch. A worker thread calls it
    all, and no widget is touched.
    """

    def __init__(
        self, pictures: Callable[[bytes, int], Sequence[bytes]], name: str = "", paper: str = "a4"
    ) -> None:
        self._pictures = pictures
        self._name = name
        self._paper = paper
        self._sent = 0

    def state(self) -> PrinterReport:
        """As much as Qt knows of it: whether it is there, and whether Windows stopped it."""
        info = self._info()
        if info.isNull():
            return PrinterReport(PrinterState.NO_PRINTER)
        return PrinterReport(_STATES.get(info.state(), PrinterState.UNKNOWN))

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        """Draw each page for the printer; all that is ever in a file is Windows' own spool."""
        report = self.state()
        if not report.state.prints:
            raise PrinterError(report.state)
        try:
            pages = [QImage.fromData(page) for page in self._pictures(pdf, DOTS_PER_INCH)]
        except HandoutError as error:
            raise PrinterError(PrinterState.UNKNOWN, str(error)) from None
        self._draw(pages, copies)
        self._sent += 1
        return JobId(self._sent)

    def poll(self, job: JobId) -> JobReport:
        """Sent, and nothing more can be known: Windows has it, and there is no way to follow."""
        return JobReport(JobState.UNCONFIRMED, self.state(), gone=True)

    def cancel(self, job: JobId) -> None:
        """Qt cannot take back what Windows has."""

    def forget(self, job: JobId) -> None:
        """There is nothing that could be struck out."""

    def leftovers(self) -> tuple[JobId, ...]:
        """None that Qt could know of."""
        return ()

    def _info(self) -> QPrinterInfo:
        return QPrinterInfo.printerInfo(self._name) if self._name else QPrinterInfo.defaultPrinter()

    def _draw(self, pages: Sequence[QImage], copies: int) -> None:
        printer = QPrinter(self._info(), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(JOB_NAME)
        printer.setResolution(DOTS_PER_INCH)
        printer.setPageSize(QPageSize(_PAPER[self._paper]))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        printer.setCopyCount(copies)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterError(PrinterState.NEEDS_HELP, "Windows did not take the job.")
        try:
            for number, page in enumerate(pages):
                if number and not printer.newPage():
                    printer.abort()
                    raise PrinterError(PrinterState.NEEDS_HELP, "Windows broke the job off.")
                painter.drawImage(QRectF(painter.viewport()), page)
        finally:
            painter.end()
