"""Printing on Windows, by Qt's own printing: the same Printer as CUPS gives, and less to say.

It stands in this room because the handout room does without Qt. Windows' print system tells Qt
that it took the pages, and nothing of what became of them. So a job ends here as UNCONFIRMED,
"sent to the printer", and never as DONE.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.printing import (
    JobId,
    JobReport,
    JobState,
    PrinterError,
    PrinterReport,
    PrinterState,
)

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

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

    A worker thread calls it: everything is drawn into pictures, and no widget is touched.
    """

    def __init__(self, name: str = "", paper: str = "a4") -> None:
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
            from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - only PySide6-Addons has it
        except ImportError:
            problem = "PySide6-Addons is not installed, and only it can read a PDF."
            raise PrinterError(PrinterState.NO_PRINTER, problem) from None
        held = QByteArray(pdf)
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        if document.pageCount() < 1:
            raise PrinterError(PrinterState.UNKNOWN, "Qt cannot read the PDF.")
        self._draw(document, copies)
        self._sent += 1
        return JobId(self._sent)

    def look(self, job: JobId) -> JobReport:
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

    def _draw(self, document: QPdfDocument, copies: int) -> None:
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
            for page in range(document.pageCount()):
                if page and not printer.newPage():
                    printer.abort()
                    raise PrinterError(PrinterState.NEEDS_HELP, "Windows broke the job off.")
                painter.drawImage(QRectF(painter.viewport()), _picture(document, page))
        finally:
            painter.end()


def is_here() -> bool:
    """Whether this is the way to print on this machine."""
    return sys.platform == "win32"


def _picture(document: QPdfDocument, page: int) -> QImage:
    points = document.pagePointSize(page)
    size = QSize(
        round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH)
    )
    return document.render(page, size)
