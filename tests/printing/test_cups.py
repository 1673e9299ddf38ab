"""A real CUPS and a virtual IPP Everywhere printer, with every fault that a family can meet.

Here the spooler is asked; test_screens makes the same faults before a family's eyes, four
times as often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.errors import HandoutError
from app.domain.printing.printing import (
    JobState,
    OrderRejection,
    PrinterState,
)
from app.handout.printing import print_pdf
from app.handout.printing.cups import CupsPrinter
from app.handout.printing.spooler import Spooler
from tests.printing.shop import QUEUE, ROUNDS, Shop, until
from tests.printing.spooling import LIMITS, MARK, Kiosk, handout

each_round = pytest.mark.parametrize("turn", range(-(-ROUNDS // 4)))
some_rounds = pytest.mark.parametrize("turn", range(min(ROUNDS, 2)))


@pytest.fixture
def kiosk(shop: Shop) -> Iterator[Kiosk]:
    kiosk = Kiosk(shop)
    kiosk.follow(lambda v: v.printer.state is PrinterState.READY, "a printer that is ready")
    yield kiosk
    kiosk.spooler.end_session()
    shop.go_on()
    kiosk.lose_patience()


@some_rounds
def test_the_pdf_that_arrives_is_the_one_sent(kiosk: Kiosk, turn: int) -> None:
    kiosk.order(f"page {turn}")
    end = kiosk.until_ended()
    assert (end.state, end.obstacle) == (JobState.DONE, PrinterState.READY)
    assert kiosk.shop.sheets() == [handout(f"page {turn}")]
    assert kiosk.until_clear().stuck == 0


def test_two_orders_come_out_one_after_the_other(kiosk: Kiosk) -> None:
    kiosk.order("one")
    kiosk.order("two")
    view = kiosk.follow(lambda v: all(p.state.ended for p in v.orders), "both")
    assert [p.state for p in view.orders] == [JobState.DONE] * 2
    assert kiosk.shop.sheets() == [handout("one"), handout("two")]


@each_round
@pytest.mark.parametrize(
    ("fault", "obstacle"),
    [
        ("media-empty", PrinterState.NO_PAPER),
        ("media-jam", PrinterState.JAMMED),
        ("cover-open", PrinterState.COVER_OPEN),
    ],
)
def test_a_job_that_cannot_print_is_told_and_never_comes_out(
    kiosk: Kiosk, fault: str, obstacle: PrinterState, turn: int
) -> None:
    shop = kiosk.shop
    shop.set_fault(fault)
    kiosk.order("of the first family")
    kiosk.until_trouble(obstacle)
    kiosk.lose_patience()
    end = kiosk.until_ended()
    assert (end.state, end.obstacle, end.gave_up) == (JobState.CANCELLED, obstacle, True)
    assert kiosk.until_clear().stuck == 0
    kiosk.spooler.end_session()
    shop.refill()
    assert shop.sheets() == []
    assert JobState.DONE not in kiosk.states()

    kiosk.order("of the second family")
    assert kiosk.until_ended().state is JobState.DONE
    assert shop.sheets() == [handout("of the second family")]


@some_rounds
def test_paper_filled_in_time_lets_the_job_come_out(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.set_fault("media-empty")
    kiosk.order()
    kiosk.until_trouble(PrinterState.NO_PAPER)
    kiosk.shop.go_on()
    assert kiosk.until_ended().state is JobState.DONE
    assert kiosk.shop.sheets() == [handout("words")]


@each_round
def test_low_toner_is_told_while_the_job_comes_out(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.hold()
    kiosk.shop.set_fault("toner-low")
    kiosk.order()
    view = kiosk.follow(lambda v: "toner" in v.orders[-1].low, "a word of the toner")
    assert view.orders[-1].obstacle is PrinterState.READY
    assert view.printer.state is PrinterState.LOW_TONER
    (kiosk.shop.press / "hold").unlink()
    assert kiosk.until_ended().state is JobState.DONE


@each_round
def test_a_printer_that_is_off_is_told_and_nothing_waits_for_it(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.switch_off()
    kiosk.order()
    assert kiosk.until_trouble(PrinterState.UNREACHABLE).state is JobState.GETTING_READY
    kiosk.lose_patience()
    end = kiosk.until_ended()
    assert (end.state, end.obstacle) == (JobState.FAILED, PrinterState.UNREACHABLE)
    kiosk.shop.switch_on()
    kiosk.shop.refill()
    assert kiosk.shop.sheets() == []


@each_round
def test_a_printer_that_goes_off_in_the_middle_has_never_printed(kiosk: Kiosk, turn: int) -> None:
    shop = kiosk.shop
    shop.hold()
    kiosk.order()
    kiosk.follow(lambda v: v.orders[-1].state is JobState.PRINTING, "a page begun")
    shop.switch_off()
    kiosk.until_trouble(PrinterState.UNREACHABLE)
    kiosk.lose_patience()
    assert kiosk.until_ended().state is JobState.CANCELLED
    # Nobody can say that it is gone while the printer is off, so nothing new is sent.
    assert kiosk.step().stuck == 1
    assert kiosk.spooler.order(handout("another"), 1) is OrderRejection.EARLIER_JOB
    shop.switch_on()
    assert kiosk.until_clear().stuck == 0
    shop.refill()
    assert shop.sheets() == []
    assert JobState.DONE not in kiosk.states()


def test_a_printer_that_lost_the_job_is_not_believed_by_way_of_cups(kiosk: Kiosk) -> None:
    # CUPS takes a job that its printer does not know any more for one that went well.
    shop = kiosk.shop
    shop.hold()
    kiosk.order()
    kiosk.follow(lambda v: v.orders[-1].state is JobState.PRINTING, "a page begun")
    shop.switch_off()
    kiosk.until_trouble(PrinterState.UNREACHABLE)
    shop.go_on()
    shop.switch_on()
    assert kiosk.until_ended().state is JobState.UNCONFIRMED
    assert kiosk.until_clear().stuck == 0
    assert shop.sheets() == []
    assert JobState.DONE not in kiosk.states()


@each_round
def test_a_job_that_fails_in_the_printer_is_told(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.set_fault("fail")
    kiosk.order()
    assert kiosk.until_ended().state is JobState.FAILED
    kiosk.until_clear()
    assert JobState.DONE not in kiosk.states()


@each_round
def test_no_printer_is_told_at_once(shop: Shop, turn: int) -> None:
    kiosk = Kiosk(shop)
    kiosk.printer = CupsPrinter(replace(shop.queue, name="Nobody"), LIMITS)
    kiosk.spooler = Spooler(kiosk.printer, lambda: kiosk.now, LIMITS)
    kiosk.order()
    end = kiosk.until_ended()
    assert (end.state, end.obstacle) == (JobState.FAILED, PrinterState.NO_PRINTER)
    assert kiosk.step().printer.state is PrinterState.NO_PRINTER


@some_rounds
def test_no_default_printer_is_no_printer(shop: Shop, turn: int) -> None:
    printer = CupsPrinter(replace(shop.queue, name=""), LIMITS)
    assert printer.state().state is PrinterState.NO_PRINTER


@each_round
def test_a_stopped_queue_is_told_and_keeps_nothing(kiosk: Kiosk, turn: int) -> None:
    shop = kiosk.shop
    shop.run("cupsdisable", QUEUE)
    kiosk.order()
    assert kiosk.until_trouble(PrinterState.STOPPED).state is JobState.GETTING_READY
    kiosk.spooler.end_session()
    kiosk.step()
    shop.run("cupsenable", QUEUE)
    shop.refill()
    assert shop.sheets() == []
    assert kiosk.step().orders == ()


@each_round
def test_a_queue_that_stops_with_a_job_in_it_lets_go_of_it(kiosk: Kiosk, turn: int) -> None:
    shop = kiosk.shop
    # Somebody else's job keeps the printer, so that ours still waits when the queue stops.
    shop.hold()
    shop.run("lp", "-d", QUEUE, "-U", "other", stdin=handout("of somebody else"))
    kiosk.order()
    kiosk.follow(lambda v: v.orders[-1].state is JobState.SENT, "a job in the queue")
    shop.run("cupsdisable", QUEUE)
    kiosk.until_trouble(PrinterState.STOPPED)
    kiosk.lose_patience()
    assert kiosk.until_ended().state is JobState.CANCELLED
    assert kiosk.until_clear().stuck == 0
    shop.run("cupsenable", QUEUE)
    shop.refill()
    assert shop.sheets() == []
    assert JobState.DONE not in kiosk.states()


@each_round
def test_too_many_in_the_queue_is_told(kiosk: Kiosk, turn: int) -> None:
    shop = kiosk.shop
    shop.hold()
    for _ in range(kiosk.limits.crowd):
        shop.run("lp", "-d", QUEUE, "-U", "other", stdin=handout("of somebody else"))
    kiosk.order()
    assert kiosk.until_trouble(PrinterState.CROWDED).state is JobState.GETTING_READY
    kiosk.spooler.end_session()
    assert kiosk.step().orders == ()
    assert shop.sheets() == []


@each_round
def test_a_family_that_goes_takes_its_waiting_job_along(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.set_fault("media-empty")
    kiosk.order()
    kiosk.until_trouble(PrinterState.NO_PAPER)
    kiosk.spooler.end_session()
    assert kiosk.until_clear().orders == ()
    kiosk.shop.refill()
    assert kiosk.shop.sheets() == []


def test_a_page_that_is_coming_out_is_not_torn_off(kiosk: Kiosk) -> None:
    kiosk.shop.hold()
    kiosk.order()
    kiosk.follow(lambda v: v.orders[-1].state is JobState.PRINTING, "a page begun")
    kiosk.spooler.end_session()
    kiosk.step()
    kiosk.shop.go_on()
    assert kiosk.until_clear().orders == ()
    assert kiosk.shop.sheets() == [handout("words")]


@some_rounds
def test_a_kiosk_that_went_down_takes_back_what_it_left(kiosk: Kiosk, turn: int) -> None:
    kiosk.shop.set_fault("media-empty")
    kiosk.order()
    kiosk.until_trouble(PrinterState.NO_PAPER)
    again = Kiosk(kiosk.shop)
    assert again.until_clear().stuck == 0
    kiosk.shop.refill()
    assert kiosk.shop.sheets() == []


def test_a_printer_that_does_not_let_go_of_a_job_is_reported(kiosk: Kiosk) -> None:
    shop = kiosk.shop
    (shop.press / "deaf").touch()
    shop.set_fault("media-empty")
    kiosk.order()
    kiosk.until_trouble(PrinterState.NO_PAPER)
    kiosk.lose_patience()
    kiosk.until_ended()
    assert [kiosk.step().stuck for _ in range(3)] == [1, 1, 1]
    assert kiosk.spooler.order(handout("another"), 1) is OrderRejection.EARLIER_JOB
    (shop.press / "deaf").unlink()
    assert kiosk.until_clear().stuck == 0


@some_rounds
def test_a_printer_that_tells_nothing_is_never_believed_to_have_printed(
    shop: Shop, turn: int
) -> None:
    kiosk = Kiosk(shop)
    kiosk.printer = CupsPrinter(replace(shop.queue, name="Silent"), LIMITS)
    kiosk.spooler = Spooler(kiosk.printer, lambda: kiosk.now, LIMITS)
    kiosk.order()
    assert kiosk.until_ended().state is JobState.UNCONFIRMED
    kiosk.until_clear()


def test_a_warning_is_told_when_a_job_stands_still_and_not_before(shop: Shop) -> None:
    kiosk = Kiosk(shop)
    kiosk.printer = CupsPrinter(replace(shop.queue, name="Silent"), LIMITS)
    kiosk.spooler = Spooler(kiosk.printer, lambda: kiosk.now, LIMITS)
    shop.set_fault("media-empty-warning")
    kiosk.order("while the second tray is empty")
    assert kiosk.until_ended().state is JobState.UNCONFIRMED
    view = kiosk.until_clear()
    assert view.printer.warnings == (PrinterState.NO_PAPER,)
    assert view.printer.state.prints

    shop.hold()
    kiosk.order("while the first one is, too")
    kiosk.follow(lambda v: v.orders[-1].state is JobState.PRINTING, "a page begun")
    assert kiosk.step().orders[-1].obstacle is PrinterState.READY
    kiosk.now += LIMITS.still
    kiosk.until_trouble(PrinterState.NO_PAPER)
    (shop.press / "hold").unlink()
    assert kiosk.until_ended().state is JobState.UNCONFIRMED
    kiosk.until_clear()


def test_words_leave_no_trace(kiosk: Kiosk) -> None:
    shop = kiosk.shop
    kiosk.order("printed")
    assert kiosk.until_ended().state is JobState.DONE
    kiosk.until_clear()
    shop.set_fault("media-empty")
    kiosk.order("cancelled")
    kiosk.until_trouble(PrinterState.NO_PAPER)
    kiosk.spooler.end_session()
    kiosk.until_clear()
    files = [file for file in shop.cups.rglob("*") if file.is_file() and not file.is_symlink()]
    assert {"error_log", "access_log", "page_log"} <= {file.name for file in files}
    assert [str(file) for file in files if MARK in file.read_bytes()] == []
    assert [file.name for file in (shop.cups / "spool").iterdir() if file.is_file()] == []
    assert b"Handout" in (shop.cups / "log/page_log").read_bytes()


def test_staff_print_by_hand(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", shop.queue.server)
    print_pdf(handout("by hand"), shop.queue.name, 1)
    assert until(shop.sheets, bool, "the sheet") == [handout("by hand")]


def test_staff_are_told_that_there_is_no_such_printer(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", shop.queue.server)
    with pytest.raises(HandoutError, match="printer-check"):
        print_pdf(handout("nowhere"), "Nowhere", 1)
