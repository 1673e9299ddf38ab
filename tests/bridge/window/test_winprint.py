"""Printing by Qt, as far as it goes without Windows: no printer is told, and nothing is DONE."""

from __future__ import annotations

import pytest

from app.bridge.window.winprint import WindowsPrinter
from app.domain.printing.printing import JobId, JobState, Printer, PrinterError, PrinterState


@pytest.fixture
def printer() -> Printer:
    return WindowsPrinter(lambda pdf, dpi: (), "there is no printer of this name")


def test_no_printer_is_told(printer: Printer) -> None:
    assert printer.state().state is PrinterState.NO_PRINTER
    with pytest.raises(PrinterError) as caught:
        printer.send(b"%PDF-1.4")
    assert caught.value.state is PrinterState.NO_PRINTER


def test_windows_never_says_done(printer: Printer) -> None:
    report = printer.poll(JobId(1))
    assert report.state is JobState.UNCONFIRMED
    assert report.gone
    assert printer.leftovers() == ()
