"""The way that prints on Windows, by Qt. Here Qt hands its pages to CUPS; the rest is the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest

from app.bridge.window.winprint import WindowsPrinter
from app.config import Config, PrintingConfig
from app.domain.printing.printing import JobState, PrinterError, PrinterState
from app.handout.printing.spooler import Spooler
from app.handout.raster import page_pictures
from app.handout.typesetting import Typesetter
from app.handout_factories import print_spooler
from tests.handout.examples import SITE, TODAY, WALK
from tests.journeys.conftest import no_complaint
from tests.printing.counter import PRINTED, Counter
from tests.printing.shop import QUEUE, Shop, until

T = TypeVar("T")


@pytest.fixture
def printer(shop: Shop, fonts: None, monkeypatch: pytest.MonkeyPatch) -> WindowsPrinter:
    """The shop's printer, by Qt's printing."""
    monkeypatch.setenv("CUPS_SERVER", shop.queue.server)
    return WindowsPrinter(page_pictures, QUEUE)


def aside(work: Callable[[], T]) -> T:
    """Do something as the kiosk does, on another thread; a thread asks for its CUPS only once."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work).result()


def test_every_page_comes_out_and_nobody_says_done(printer: WindowsPrinter, shop: Shop) -> None:
    handout = Typesetter(SITE, lambda: TODAY).make(WALK)
    assert aside(printer.state).state.prints
    job = aside(lambda: printer.send(handout.pdf))
    assert printer.poll(job).state is JobState.UNCONFIRMED
    (sheet,) = until(shop.sheets, bool, "the sheets")
    with pikepdf.open(BytesIO(sheet)) as printed:
        assert len(printed.pages) == handout.pages
        for page in printed.pages:
            assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
            assert len(page.get_images()) == 1


def test_a_family_reads_that_it_was_sent_and_never_that_it_is_printed(
    printer: WindowsPrinter, shop: Shop, tmp_path: Path
) -> None:
    counter = Counter(tmp_path, shop, spooler=lambda clock: Spooler(printer, clock))
    counter.go_to_summary()
    counter.kiosk.tap("Print it")
    counter.until_seen("It was sent to the printer.", "This screen cannot see whether it came out.")
    until(shop.sheets, bool, "the sheets")
    for _ in range(3):
        counter.poll()
    assert PRINTED not in counter.seen
    counter.finish()
    with no_complaint():
        counter.close()


def test_what_is_no_pdf_of_ours_is_refused(printer: WindowsPrinter) -> None:
    with pytest.raises(PrinterError, match="how many pages") as caught:
        aside(lambda: printer.send(b"%PDF-1.4"))
    assert caught.value.state is PrinterState.UNKNOWN


def test_a_kiosk_on_windows_prints_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    config = Config(printing=PrintingConfig(printer="there is no printer of this name"))
    for for_staff in (False, True):
        spooler = print_spooler(config, lambda: 0.0, for_staff=for_staff)
        assert isinstance(spooler, Spooler)
        assert isinstance(spooler._printer, WindowsPrinter)
        assert spooler.step().printer.state is PrinterState.NO_PRINTER
