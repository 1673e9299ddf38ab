"""What a family reads of their prints, state by state; the spooler says what the test wants.

The same on a real CUPS is in tests/printing.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt

from app.config import Config, PrintingConfig
from app.domain.printing.printing import (
    JobId,
    JobReport,
    JobState,
    OrderRejection,
    PrinterProblem,
    PrinterReport,
    PrinterState,
)
from app.handout.printing.spooler import Spooler
from app.pin import DEFAULT_PIN
from tests.driver import ASKED_MS, Driver, heard
from tests.journeys import eyes, rulers, screens
from tests.journeys.conftest import Stand
from tests.paper import ScriptedSpooler

PRINTED = "It is printed."
WHITE = 0xFFFFFFFF
"""The paper's; no page of a screen is as white."""
SENT = "It was sent to the printer."
FAILED = "It could not be printed."
REASONS = {
    PrinterState.NO_PAPER: ("The printer has no paper.", "to put paper in."),
    PrinterState.NO_TONER: ("The printer has run out of ink.", "Please tell"),
    PrinterState.JAMMED: ("Paper is stuck in the printer.", "Please do not pull at it."),
    PrinterState.COVER_OPEN: ("The printer is open.", "to close it."),
    PrinterState.NEEDS_HELP: ("The printer needs somebody to look at it.", "to look at it."),
    PrinterState.UNREACHABLE: ("The printer is switched off, or cannot be", "to switch it on."),
    PrinterState.STOPPED: ("The printer has been stopped.", "to look at it."),
    PrinterState.CROWDED: ("Many other pages are waiting", "Yours will come after them."),
    PrinterState.UNKNOWN: ("is not printing, and does not say why.", "to look at it."),
}


@pytest.fixture
def spooler() -> ScriptedSpooler:
    return ScriptedSpooler()


@pytest.fixture
def kiosk(stand: Stand, spooler: ScriptedSpooler) -> Driver:
    """A family at the summary of a page, with a spooler that does as it is told."""
    kiosk = stand(spooler=spooler)
    to_summary(kiosk)
    return kiosk


def to_summary(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(screens.topic_titles(kiosk)[0])
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)


def is_alarm(kiosk: Driver) -> bool:
    """Whether anything on the screen is marked as an alarm."""
    return any("triangle-alert" in icon for icon in icons(kiosk))


def icons(kiosk: Driver) -> list[str]:
    found = (item.property("source") for item in eyes.of_kind(kiosk, "QQuickImage"))
    return [source.toString() for source in found]


def test_each_step_of_a_print_is_told(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    assert kiosk.sees("Getting it ready to print")
    assert kiosk.sees("Please do not touch “I've finished” yet")
    steps: dict[str, dict[str, Any]] = {
        "The printer has it": {"state": JobState.SENT},
        "Printing …": {"state": JobState.PRINTING},
        "Printing page 1 of 2": {"state": JobState.PRINTING, "page": 1},
        "Printing page 2 of 2": {"state": JobState.PRINTING, "page": 2},
    }
    for words, progress in steps.items():
        spooler.put(**progress)
        kiosk.step_spooler()
        assert kiosk.sees(words)
        assert not kiosk.sees(PRINTED)
        assert not is_alarm(kiosk)
    spooler.put(JobState.DONE, page=2)
    kiosk.step_spooler()
    assert kiosk.sees(PRINTED)
    assert kiosk.sees("If nothing came out, ask a member of staff.")
    # One tick beside it, and one at each choice: "Only this page" and "Standard print".
    assert sum("icon/check" in icon for icon in icons(kiosk)) == 3


@pytest.mark.parametrize("obstacle", REASONS)
def test_each_trouble_is_told_with_what_to_do(
    kiosk: Driver, spooler: ScriptedSpooler, obstacle: PrinterState
) -> None:
    reason, advice = REASONS[obstacle]
    kiosk.tap("Print it")
    spooler.put(JobState.SENT, obstacle=obstacle)
    kiosk.step_spooler()
    assert kiosk.sees(reason)
    assert kiosk.sees(advice)
    assert is_alarm(kiosk)
    spooler.put(JobState.CANCELLED, gave_up=True)
    kiosk.step_spooler()
    assert kiosk.sees(FAILED)
    assert kiosk.sees(reason)
    assert kiosk.sees("We stopped trying. You can try again when it works.")
    assert is_alarm(kiosk)
    assert not kiosk.sees(PRINTED)


def test_the_sheets_stay_beside_what_is_said_of_the_print(
    kiosk: Driver, spooler: ScriptedSpooler
) -> None:
    kiosk.tap("Print it")
    spooler.put(JobState.SENT, obstacle=PrinterState.NO_PAPER)
    kiosk.step_spooler()
    assert kiosk.sees(REASONS[PrinterState.NO_PAPER][0])
    view = QRectF(kiosk.page_view())
    beside = view.adjusted(view.width() / 2, 0, 0, 0)
    seen = eyes.colours(kiosk.picture(), beside, step=4)
    assert seen[WHITE] > 0.25 * seen.total()


CHOICES = (
    *("Only this page", "Pages I chose", "Blank question sheet", "Standard print", "Large print"),
    *("On my phone", "Back"),
)
STAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Getting it ready to print …", {"state": JobState.GETTING_READY}),
    ("Printing page 1 of 2 …", {"state": JobState.PRINTING, "page": 1}),
    ("The printer has no paper.", {"state": JobState.SENT, "obstacle": PrinterState.NO_PAPER}),
    (PRINTED, {"state": JobState.DONE, "obstacle": PrinterState.READY}),
    (FAILED, {"state": JobState.FAILED, "obstacle": PrinterState.JAMMED, "gave_up": True}),
)


@pytest.mark.parametrize(("said", "progress"), STAGES, ids=[said for said, _ in STAGES])
def test_what_is_said_of_a_print_and_the_choices_are_in_sight_at_once(
    kiosk: Driver, spooler: ScriptedSpooler, said: str, progress: dict[str, Any]
) -> None:
    before = {name: kiosk.control(name).rect for name in CHOICES}
    kiosk.tap("Print it")
    spooler.put(**progress)
    kiosk.step_spooler()
    in_sight = kiosk.in_sight()
    names = [seen.name for seen in in_sight]
    assert said in names
    advice = next(name for name in names[names.index(said) + 1 :] if len(name) > len(said))
    assert advice.endswith("."), "what to do about it"
    now = {seen.name: seen.rect for seen in in_sight if seen.is_control}
    assert {name: now[name] for name in CHOICES} == before, "and nothing has moved under a finger"
    assert "Print it" in now
    assert rulers.broken(kiosk) == []


def test_whoever_prints_from_the_last_sheet_sees_what_is_said_and_the_choices(
    kiosk: Driver, spooler: ScriptedSpooler
) -> None:
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
    kiosk.tap("Print it")
    spooler.put(JobState.PRINTING, page=1)
    kiosk.step_spooler()
    names = {seen.name for seen in kiosk.in_sight()}
    assert {"Printing page 1 of 2 …", *CHOICES} <= names


def test_low_toner_is_told_beside_the_progress(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    spooler.put(JobState.PRINTING, page=1, low=frozenset({"toner"}))
    kiosk.step_spooler()
    assert kiosk.sees("Printing page 1 of 2")
    assert kiosk.sees("The printer is low on ink.")
    assert not is_alarm(kiosk)


def test_what_nobody_confirmed_is_never_a_success(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    spooler.put(JobState.UNCONFIRMED)
    kiosk.step_spooler()
    assert kiosk.sees(SENT)
    assert kiosk.sees("This screen cannot see whether it came out.")
    assert kiosk.sees("If nothing came out, ask a member of staff.")
    assert not kiosk.sees(PRINTED)
    # The only tick is that of the choice "Standard print".
    assert sum("icon/check" in icon for icon in icons(kiosk)) == 2


@pytest.mark.parametrize(
    ("rejection", "words"),
    [
        (
            OrderRejection.TOO_LONG,
            ("It takes more than 10 sheets of paper.", "to print it for you."),
        ),
        (OrderRejection.ENOUGH_FOR_A_SESSION, ("all this screen can print in one visit.", "ask")),
        (OrderRejection.ENOUGH_FOR_AN_HOUR, ("in the last hour.", "Please try again later.")),
        (
            OrderRejection.EARLIER_JOB,
            ("not finished with an earlier print.", "If it stays like this"),
        ),
    ],
)
def test_each_limit_has_a_kind_sentence(
    kiosk: Driver, spooler: ScriptedSpooler, rejection: OrderRejection, words: tuple[str, ...]
) -> None:
    spooler.rejection = rejection
    kiosk.tap("Print it")
    for said in words:
        assert kiosk.sees(said)
    kiosk.tap("Large print")
    screens.wait_for_handout(kiosk)
    assert not kiosk.sees(words[0])
    kiosk.tap("Print it")
    assert kiosk.sees("Standard print takes fewer pages.") == (rejection is OrderRejection.TOO_LONG)


def test_a_kiosk_that_may_not_print_says_so(stand: Stand, spooler: ScriptedSpooler) -> None:
    spooler.rejection = OrderRejection.ENOUGH_FOR_A_SESSION
    kiosk = stand(spooler=spooler, config=Config(printing=PrintingConfig(jobs_a_session=0)))
    to_summary(kiosk)
    kiosk.tap("Print it")
    assert kiosk.sees("This screen does not print.")


def test_a_job_that_is_stuck_sends_the_family_to_staff(
    kiosk: Driver, spooler: ScriptedSpooler
) -> None:
    kiosk.tap("Print it")
    spooler.put(JobState.CANCELLED, obstacle=PrinterState.JAMMED, gave_up=True)
    spooler.stuck = 1
    for _ in range(3):
        kiosk.step_spooler()
    assert kiosk.sees("Please tell a member of staff: the printer needs somebody to look at it.")


def test_a_print_is_told_on_other_summaries_and_gone_with_the_family(
    kiosk: Driver, spooler: ScriptedSpooler
) -> None:
    kiosk.tap("Print it")
    kiosk.tap("Home")
    title = screens.topic_titles(kiosk)[1]
    kiosk.tap(title)
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    assert kiosk.sees(f"“{screens.topic_titles(kiosk)[0]}”")
    kiosk.tap("Print it")
    assert [seen.name for seen in kiosk.everything()].count("Getting it ready to print …") == 2
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    assert (spooler.sessions, len(spooler.ordered)) == (1, 2)
    to_summary(kiosk)
    assert not kiosk.sees("Getting it ready")


def test_a_second_tap_orders_nothing_more(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    kiosk.tap("Print it")
    assert len(spooler.ordered) == 1
    spooler.put(JobState.FAILED, obstacle=PrinterState.NO_PAPER)
    kiosk.step_spooler()
    kiosk.tap("Print it")
    assert len(spooler.ordered) == 2


@pytest.mark.parametrize("panel", [(1920, 1080), (1080, 1920)], ids=["landscape", "portrait"])
@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_what_is_told_comes_into_sight(
    stand: Stand, spooler: ScriptedSpooler, panel: tuple[int, int], size: int
) -> None:
    kiosk = stand(spooler=spooler, size=panel)
    to_summary(kiosk)
    screens.look(kiosk, size, "paper")
    kiosk.tap("Print it")
    kiosk.settle()
    assert "Getting it ready to print …" in {seen.name for seen in kiosk.in_sight()}
    spooler.put(obstacle=PrinterState.NO_PAPER)
    kiosk.step_spooler()
    kiosk.settle()
    seen = {seen.name for seen in kiosk.in_sight()}
    assert "The printer has no paper." in seen
    assert any("to put paper in." in name for name in seen)


@pytest.mark.parametrize("size", [100, 125, 150, 200])
@pytest.mark.parametrize("panel", [(1920, 1080), (1080, 1920)], ids=["landscape", "portrait"])
def test_every_state_is_whole(
    stand: Stand, spooler: ScriptedSpooler, panel: tuple[int, int], size: int
) -> None:
    kiosk = stand(spooler=spooler, size=panel)
    to_summary(kiosk)
    screens.look(kiosk, size, "paper")
    kiosk.tap("Print it")
    spooler.put(JobState.CANCELLED, obstacle=PrinterState.UNREACHABLE, gave_up=True)
    kiosk.step_spooler()
    spooler.rejection = OrderRejection.EARLIER_JOB
    kiosk.tap("Print it")
    assert rulers.broken(kiosk) == []
    spooler.rejection = OrderRejection.NONE
    kiosk.tap("Print it")
    spooler.put(JobState.DONE, low=frozenset({"toner"}))
    kiosk.step_spooler()
    assert rulers.broken(kiosk) == []


class SilentPrinter:
    """A printer that takes everything and tells nothing, as Windows' print system does."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def state(self) -> PrinterReport:
        return PrinterReport(PrinterState.READY)

    def send(self, pdf: bytes, copies: int = 1) -> JobId:
        self.taken.append(pdf)
        return JobId(len(self.taken))

    def poll(self, job: JobId) -> JobReport:
        return JobReport(JobState.UNCONFIRMED, self.state(), gone=True)

    def cancel(self, job: JobId) -> None:
        pass

    def forget(self, job: JobId) -> None:
        pass

    def leftovers(self) -> tuple[JobId, ...]:
        return ()


def test_where_the_print_system_tells_nothing_it_is_only_sent(stand: Stand) -> None:
    printer = SilentPrinter()
    kiosk = stand(spooler=lambda config, clock, for_staff: Spooler(printer, clock))
    to_summary(kiosk)
    kiosk.tap("Print it")
    told = ""
    while SENT not in told:
        kiosk.step_spooler()
        told = "\n".join(kiosk.names())
        assert PRINTED not in told
    assert len(printer.taken) == 1
    for _ in range(3):
        kiosk.step_spooler()
        assert not kiosk.sees(PRINTED)


def test_no_look_is_needed_for_what_a_tap_does(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    assert kiosk.sees("Getting it ready to print")
    assert heard(kiosk.kiosk.print_poller.changed, ASKED_MS)


@pytest.mark.parametrize("panel", [(1920, 1080), (1080, 1920)], ids=["landscape", "portrait"])
def test_the_staffs_page_is_whole_with_everything_on_it(
    stand: Stand, panel: tuple[int, int]
) -> None:
    spooler = ScriptedSpooler(staff=ScriptedSpooler())
    spooler.printer = PrinterReport(PrinterState.LOW_TONER, frozenset({"toner", "paper"}))
    spooler.stuck = 1
    kiosk = stand(spooler=spooler, size=panel)
    spooler.last = PrinterProblem(
        PrinterState.UNREACHABLE, kiosk.clock.now - 600, "lp: " + "no " * 200
    )
    kiosk.key(Qt.Key.Key_P, screens.STAFF)
    for digit in DEFAULT_PIN:
        kiosk.tap(digit)
    kiosk.tap("Open")
    kiosk.step_spooler()
    kiosk.tap("Print a test page")
    kiosk.step_spooler()
    for words in (
        *("Printer: Ready. Low on paper. Low on toner.", "Last problem, 10 minutes ago: "),
        *("A cancelled print may still be in the printer.", "Test page: on its way"),
    ):
        assert kiosk.sees(words)
    assert rulers.broken(kiosk) == []


def test_what_is_told_of_a_print_names_it(kiosk: Driver, spooler: ScriptedSpooler) -> None:
    kiosk.tap("Print it")
    page = screens.topic_titles(kiosk)[0]
    assert kiosk.sees(f"“{page}”")
    kiosk.tap("Back")
    kiosk.tap("Add to my summary")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    for choice, name in (
        ("Blank question sheet", "A sheet for your own questions"),
        ("Pages I chose: 1", "My summary, all pages as one"),
    ):
        kiosk.tap(choice)
        screens.wait_for_handout(kiosk)
        spooler.put(JobState.DONE)
        kiosk.step_spooler()
        kiosk.tap("Print it")
        assert kiosk.sees(name)
    assert not kiosk.sees("“”")
