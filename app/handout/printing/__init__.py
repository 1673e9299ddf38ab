"""From a PDF to paper: CUPS, the spooler that follows the jobs, and the check of the set-up."""

from __future__ import annotations

from app.domain.errors import HandoutError
from app.domain.printing.printing import PrinterError

STAFF = "handout"
"""The user of jobs that staff send by hand: not a kiosk's, which sweeps away its own."""


def print_pdf(pdf: bytes, printer: str | None, copies: int) -> None:
    """Hand a PDF to a printer, the default one without a name; HandoutError says why not.

    It is sent, not followed: staff stand beside the printer.
    """
    from app.handout.printing.cups import CupsPrinter  # noqa: PLC0415 - it loads the tools
    from app.handout.printing.cups_queue import Queue  # noqa: PLC0415

    try:
        CupsPrinter(Queue(printer or "", user=STAFF)).send(pdf, copies)
    except PrinterError as error:
        raise HandoutError(f"{error} clinic-kiosk printer-check says more.") from error
