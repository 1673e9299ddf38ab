"""From the tap to the paper: the real program, a real CUPS, a virtual printer, and its faults.

Each fault is made KIOSK_PRINT_ROUNDS times. The words are those that a family reads.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.pin import DEFAULT_PIN
from tests.journeys import screens, walking
from tests.journeys.conftest import no_complaint
from tests.journeys.screens import STAFF
from tests.journeys.visit import ANSWERS, MARK, marked_library
from tests.printing.counter import PRINTED, Counter
from tests.printing.faults import FAULTS
from tests.printing.shop import QUEUE, ROUNDS, Shop, until

each_round = pytest.mark.parametrize("turn", range(ROUNDS))
FAILED = "It could not be printed."
FINISHED = "Touch anywhere to start"


@pytest.fixture(scope="module")
def standing(
    the_shop: Shop, fonts: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counter]:
    """One kiosk for all rounds."""
    counter = Counter(tmp_path_factory.mktemp("state"), the_shop)
    yield counter
    with no_complaint():
        counter.close()


@pytest.fixture
def counter(standing: Counter, shop: Shop) -> Iterator[Counter]:
    """A family at the summary of a page, on a shop in order, with nothing on its way."""
    standing.seen.clear()
    standing.go_to_summary()
    yield standing
    if not standing.kiosk.has(FINISHED):
        standing.finish()
    shop.go_on()
    standing.lose_patience()
    standing.until_quiet()


def test_the_page_that_comes_out_is_the_one_that_was_previewed(counter: Counter) -> None:
    preview = counter.handout()
    assert counter.kiosk.sees(" of paper.")
    counter.shop.hold()
    counter.kiosk.tap("Print it")
    assert counter.kiosk.sees("Getting it ready to print")
    counter.until_seen("Printing")
    assert counter.shop.sheets() == []
    assert PRINTED not in counter.seen
    counter.shop.go_on()
    counter.until_seen(PRINTED, "If nothing came out, ask a member of staff.")
    assert counter.shop.sheets() == [preview]


@each_round
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_on_the_screen_and_no_old_page_comes_out(
    counter: Counter, name: str, turn: int
) -> None:
    fault, shop = FAULTS[name], counter.shop
    fault.make(shop)
    counter.kiosk.tap("Print it")
    counter.until_seen(fault.reason, fault.advice)
    if turn % 2:
        counter.lose_patience()
        counter.until_seen(FAILED, "We stopped trying.")
    else:
        counter.finish()
        assert counter.kiosk.has(FINISHED)
    counter.until_quiet()
    fault.hint(shop)
    shop.refill()
    assert shop.sheets() == []
    assert PRINTED not in counter.seen


@each_round
def test_low_toner_is_told_and_the_page_comes_out(counter: Counter, turn: int) -> None:
    counter.shop.hold()
    counter.shop.set_fault("toner-low")
    counter.kiosk.tap("Print it")
    counter.until_seen("Printing", "The printer is low on ink.")
    assert PRINTED not in counter.seen
    counter.shop.go_on()
    counter.until_seen(PRINTED)
    assert counter.shop.sheets() == [counter.handout()]


@each_round
def test_a_job_that_the_printer_drops_is_told(counter: Counter, turn: int) -> None:
    counter.shop.set_fault("fail")
    counter.kiosk.tap("Print it")
    counter.until_seen(FAILED, "Or ask a member of staff to print it for you.")
    counter.until_quiet()
    assert counter.shop.sheets() == []
    assert PRINTED not in counter.seen


@each_round
def test_a_printer_that_goes_off_in_the_middle_is_told(counter: Counter, turn: int) -> None:
    shop = counter.shop
    shop.hold()
    counter.kiosk.tap("Print it")
    counter.until_seen("Printing")
    shop.switch_off()
    counter.until_seen("The printer is switched off, or cannot be reached.")
    counter.lose_patience()
    counter.until_seen(FAILED, "Please tell a member of staff: the printer needs somebody")
    # What could still be in the printer keeps the next one away.
    counter.kiosk.tap("Print it")
    counter.until_seen("The printer has not finished with an earlier print.")
    shop.switch_on()
    counter.until_quiet()
    shop.refill()
    assert shop.sheets() == []
    assert PRINTED not in counter.seen


@each_round
def test_no_printer_is_told(counter: Counter, turn: int) -> None:
    counter.shop.run("lpadmin", "-x", QUEUE)
    try:
        counter.kiosk.tap("Print it")
        counter.until_seen("No printer is set up for this screen yet.", "to print this for you.")
    finally:
        counter.shop.make_queue()
    assert counter.shop.sheets() == []
    assert PRINTED not in counter.seen


def test_paper_filled_in_time_lets_the_page_come_out(counter: Counter) -> None:
    counter.shop.set_fault("media-empty")
    counter.kiosk.tap("Print it")
    counter.until_seen("The printer has no paper.")
    counter.shop.go_on()
    counter.until_seen(PRINTED)
    assert counter.shop.sheets() == [counter.handout()]


def test_after_a_fault_is_mended_the_next_family_prints_its_own(counter: Counter) -> None:
    counter.shop.set_fault("media-empty")
    counter.kiosk.tap("Print it")
    counter.until_seen("The printer has no paper.")
    counter.finish()
    counter.until_quiet()
    counter.shop.refill()
    own = counter.go_to_summary(screens.topic_titles(counter.kiosk)[1])
    counter.kiosk.tap("Print it")
    counter.until_seen(PRINTED)
    assert counter.shop.sheets() == [own]


def test_what_is_coming_out_is_followed_on_every_page_of_a_visit(counter: Counter) -> None:
    counter.shop.hold()
    counter.kiosk.tap("Print it")
    counter.until_seen("Printing")
    counter.kiosk.tap("Home")
    counter.kiosk.tap(screens.topic_titles(counter.kiosk)[1])
    counter.kiosk.tap("My summary")
    counter.handout()
    assert counter.kiosk.sees("Printing")
    counter.shop.go_on()
    counter.until_seen(PRINTED)
    counter.finish()
    counter.go_to_summary()
    assert not counter.kiosk.sees(PRINTED)


def test_staff_see_the_printer_and_print_a_test_page(counter: Counter) -> None:
    kiosk = counter.kiosk
    counter.shop.set_fault("media-empty")
    kiosk.tap("Print it")
    counter.until_seen("The printer has no paper.")
    kiosk.key(Qt.Key.Key_P, STAFF)
    for digit in DEFAULT_PIN:
        kiosk.tap(digit)
    kiosk.tap("Open")
    counter.until_seen("Printer: The printer has no paper.")
    counter.shop.go_on()
    counter.until_seen("Printer: Ready.", "Last problem, just now: The printer has no paper.")
    family = len(counter.shop.sheets())
    kiosk.tap("Print a test page")
    staff = kiosk.kiosk.staff_poller

    def look() -> bool:
        kiosk.step_spooler(staff)
        return kiosk.sees("Test page: printed, says the printer.")

    until(look, bool, "a test page")
    *_, page = counter.shop.sheets()
    assert len(counter.shop.sheets()) == family + 1
    assert page.startswith(b"%PDF-")
    kiosk.tap("Back to the families' screen")
    assert kiosk.sees(PRINTED)


def pieces(pdf: bytes) -> list[bytes]:
    """Parts of a PDF that nothing else has, in which its words are, packed."""
    return [pdf[at : at + 48] for at in range(200, len(pdf) - 200, len(pdf) // 40)]


def traces(folder: Path, handout: bytes) -> list[str]:
    """Files with a marked word or a part of the handout, but for the copy of the library."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink() and not file.match("content-*.db")
        if any(part in file.read_bytes() for part in (MARK.encode(), *pieces(handout)))
        or MARK in file.name
    ]


@pytest.fixture
def marked(
    shop: Shop,
    fonts: None,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Counter]:
    """A kiosk on a marked library, with all its folders in the test's own."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    content = marked_library(tmp_path_factory.mktemp("marked"))
    counter = Counter(tmp_path / "state", shop, content=content)
    yield counter
    with no_complaint():
        counter.close()


@pytest.mark.parametrize("ending", ["printed", "cancelled"])
def test_marked_answers_leave_no_trace(
    marked: Counter, shop: Shop, tmp_path: Path, caplog: pytest.LogCaptureFixture, ending: str
) -> None:
    caplog.set_level(logging.DEBUG)
    counter, kiosk = marked, marked.kiosk
    kiosk.start()
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    walking.answer(kiosk, *ANSWERS)
    kiosk.tap("See what you could ask")
    kiosk.tap("Print this page")
    handout = counter.handout()
    if ending == "cancelled":
        shop.set_fault("media-empty")
    kiosk.tap("Print it")
    counter.until_seen(PRINTED if ending == "printed" else "The printer has no paper.")
    # While it waits there, CUPS has it: what is looked for below can be found.
    if ending == "cancelled":
        assert traces(shop.cups, handout)
    counter.finish()
    counter.until_quiet()
    assert shop.sheets() == ([handout] if ending == "printed" else [])
    # What a printer keeps in its own memory is not the kiosk's; docs/printing.md tells of it.
    assert traces(shop.cups, handout) == []
    assert traces(tmp_path, handout) == []
    assert MARK not in caplog.text
    assert list((tmp_path / "tmp").iterdir()) == []
