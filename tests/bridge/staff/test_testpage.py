"""The printer behind the staff's door, and its test page."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.poller import SELDOM_MS, SOON_MS, SpoolerPoller
from app.bridge.staff.testpage import StaffPrinter
from app.domain.errors import HandoutError
from app.domain.handout.handout_ports import Handout
from app.domain.handout.summary import Document, TrialPage
from app.domain.library.library import LibraryInfo
from app.domain.printing.printing import (
    JobState,
    OrderRejection,
    PrinterProblem,
    PrinterReport,
    PrinterState,
)
from tests.bridge.doubles import PaperMaker, shown
from tests.driver import Clock
from tests.paper import ScriptedSpooler

INFO = LibraryInfo("A library", "en-GB", 7, sample=False, sample_notice="")


class NotingMaker(PaperMaker):
    """Notes what it makes; `failing` keeps it from it."""

    def __init__(self) -> None:
        self.made: list[Document] = []
        self.failing: Exception | None = None

    def make(self, document: Document, *, large: bool = False) -> Handout:
        if self.failing is not None:
            raise self.failing
        self.made.append(document)
        return Handout(b"%PDF test", 1)


class Stage:
    """The staff's printer, with both desks."""

    def __init__(self, qtbot: QtBot, clock: Clock) -> None:
        self.qtbot = qtbot
        self.families, self.tests = ScriptedSpooler(), ScriptedSpooler()
        self.pollers = SpoolerPoller(lambda: self.families), SpoolerPoller(lambda: self.tests)
        self.maker = NotingMaker()
        self.printer = StaffPrinter(*self.pollers, lambda: self.maker, lambda: INFO, clock)

    def open(self) -> None:
        with self.qtbot.waitSignal(self.pollers[0].changed):
            self.printer.open()

    def print(self) -> None:
        with self.qtbot.waitSignal(self.pollers[1].changed):
            self.printer.print_test_page()

    def say(self, name: str) -> object:
        return shown(self.printer, name)


@pytest.fixture
def stage(qtbot: QtBot, clock: Clock) -> Iterator[Stage]:
    stage = Stage(qtbot, clock)
    yield stage
    for worker in (*stage.pollers, stage.printer):
        worker.close()


def test_an_open_door_shows_the_printer_and_a_shut_one_nothing(stage: Stage) -> None:
    low = frozenset({"paper", "toner"})
    stage.families.printer = PrinterReport(PrinterState.LOW_TONER, low)
    assert stage.say("state") == ""
    stage.open()
    names = ("state", "lowPaper", "lowToner", "canTest")
    assert [stage.say(name) for name in names] == ["low-toner", True, True, True]
    assert stage.pollers[0]._timer.interval() == SOON_MS
    stage.printer.shut()
    assert [stage.say(name) for name in names] == ["", False, False, False]
    with stage.qtbot.waitSignal(stage.pollers[0].changed):
        stage.pollers[0].go()
    assert stage.pollers[0]._timer.interval() == SELDOM_MS


def test_what_was_last_wrong_is_told_with_its_age(stage: Stage, clock: Clock) -> None:
    stage.families.last = PrinterProblem(PrinterState.NO_PAPER, clock.now - 60, "")
    stage.tests.last = PrinterProblem(PrinterState.STOPPED, clock.now - 600, "lp: refused")
    stage.open()
    names = ("lastState", "lastProblem", "lastMinutes")
    assert [stage.say(name) for name in names] == ["no-paper", "", 1]
    stage.print()
    stage.tests.last = PrinterProblem(PrinterState.STOPPED, clock.now, "lp: refused")
    assert [stage.say(name) for name in names] == ["stopped", "lp: refused", 0]


def test_old_jobs_of_both_desks_are_counted(stage: Stage) -> None:
    stage.families.stuck = stage.tests.stuck = 1
    stage.open()
    stage.print()
    assert stage.say("stuck") == 2


def test_a_test_page_is_made_printed_and_followed(stage: Stage) -> None:
    stage.open()
    with stage.qtbot.waitSignal(stage.pollers[1].changed):
        stage.printer.print_test_page()
        assert (stage.say("testState"), stage.say("canTest")) == ("getting-ready", False)
        stage.printer.print_test_page()
    assert stage.maker.made == [TrialPage(INFO)]
    assert stage.tests.ordered == [b"%PDF test"]
    assert stage.families.ordered == []
    stage.tests.put(JobState.PRINTING, obstacle=PrinterState.NO_PAPER)
    assert (stage.say("testState"), stage.say("testProblem")) == ("printing", "no-paper")
    assert not stage.say("canTest")
    stage.tests.put(JobState.DONE, obstacle=PrinterState.READY)
    assert (stage.say("testState"), stage.say("canTest")) == ("done", True)
    stage.print()
    assert stage.say("testState") == "getting-ready"


def test_a_door_that_shuts_takes_the_test_page_along(stage: Stage) -> None:
    stage.open()
    stage.print()
    stage.printer.shut()
    assert (stage.say("testState"), stage.tests.sessions) == ("", 1)


def test_a_page_that_is_made_after_the_door_was_shut_is_not_printed(stage: Stage) -> None:
    stage.open()
    with stage.qtbot.waitSignal(stage.printer.made):
        stage.printer.print_test_page()
        stage.printer.shut()
    assert stage.tests.ordered == []


@pytest.mark.parametrize("rejection", [OrderRejection.EARLIER_JOB, None])
def test_a_page_that_cannot_be_had_is_told(
    stage: Stage, rejection: OrderRejection | None, caplog: pytest.LogCaptureFixture
) -> None:
    stage.open()
    stage.tests.rejection = rejection or OrderRejection.NONE
    if rejection is None:
        stage.maker.failing = HandoutError()
    with caplog.at_level(logging.ERROR), stage.qtbot.waitSignal(stage.printer.made):
        stage.printer.print_test_page()
    assert (stage.say("testState"), stage.say("canTest")) == ("failed", True)
    assert ("HandoutError" in caplog.text) == (rejection is None)


def test_a_shut_door_prints_nothing(stage: Stage) -> None:
    stage.printer.print_test_page()
    assert stage.say("testState") == ""
    assert stage.maker.made == []
