"""The family's prints, on a spooler that says what the test wants."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.pages.printing import STUCK_ENOUGH, PrintScreen
from app.bridge.pages.takeaway import TakeawayScreen
from app.bridge.poller import SELDOM_MS, SOON_MS, SpoolerPoller
from app.bridge.window.pictures import HandoutPictures
from app.domain.printing.printing import JobState, OrderRejection, PrinterState
from tests.bridge.doubles import PaperMaker, shown, values
from tests.bridge.pages.test_takeaway import summary
from tests.paper import ScriptedSpooler


class Stage:
    """A print screen with its takeaway, its poller and its spooler."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.spooler = ScriptedSpooler()
        self.poller = SpoolerPoller(lambda: self.spooler)
        self.takeaway = TakeawayScreen(PaperMaker, HandoutPictures())
        self.screen = PrintScreen(self.poller, self.takeaway, jobs_a_session=3, pages_a_job=10)

    def make(self, title: str = "A page", *, large: bool = False) -> None:
        with self.qtbot.waitSignal(self.takeaway.made):
            self.takeaway.set_large(large) if large else self.takeaway.show(summary(title))

    def print_it(self) -> None:
        with self.qtbot.waitSignal(self.poller.changed):
            self.screen.print_it()

    def poll(self) -> None:
        with self.qtbot.waitSignal(self.poller.changed):
            self.poller.go()

    def shown(self, role: str) -> list[Any]:
        return values(shown(self.screen, "orders"), role)

    def interval(self) -> int:
        return self.poller._timer.interval()


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    for worker in (stage.poller, stage.takeaway):
        worker.close()


def test_nothing_is_asked_of_a_desk_that_nobody_needs(stage: Stage) -> None:
    assert stage.poller.view() is None
    assert not stage.poller.busy()
    stage.screen.end_session()
    assert stage.spooler.steps == stage.spooler.sessions == 0
    assert not shown(stage.screen, "canPrint")
    stage.screen.print_it()
    assert stage.spooler.ordered == []


def test_the_first_look_comes_without_an_order(stage: Stage) -> None:
    with stage.qtbot.waitSignal(stage.poller.changed):
        stage.screen.warm()
    assert stage.spooler.steps == 1
    assert stage.interval() == SELDOM_MS


def test_an_order_is_followed_every_second_to_its_end(stage: Stage) -> None:
    stage.make()
    assert shown(stage.screen, "canPrint")
    stage.print_it()
    assert stage.spooler.ordered == [b"%PDF"]
    assert (stage.shown("name"), stage.shown("stage")) == (["A page"], ["getting-ready"])
    assert stage.interval() == SOON_MS
    stage.spooler.put(JobState.PRINTING, page=1, low=frozenset({"toner"}))
    stage.poll()
    roles = ("stage", "page", "pages", "problem", "lowToner", "gaveUp")
    assert [stage.shown(role) for role in roles] == [
        *(["printing"], [1], [1], ["ready"], [True], [False])
    ]
    stage.spooler.put(JobState.CANCELLED, obstacle=PrinterState.JAMMED, gave_up=True)
    stage.poll()
    assert [stage.shown(role) for role in ("stage", "problem", "gaveUp")] == [
        *(["cancelled"], ["jammed"], [True])
    ]
    assert stage.interval() == SELDOM_MS


def test_what_is_being_printed_is_not_ordered_twice(stage: Stage) -> None:
    stage.make()
    stage.print_it()
    assert not shown(stage.screen, "canPrint")
    stage.screen.print_it()
    assert len(stage.spooler.ordered) == 1
    # Made anew, as when the family comes back to it, it is still the same.
    stage.takeaway.wipe()
    stage.make()
    assert not shown(stage.screen, "canPrint")
    stage.spooler.put(JobState.FAILED)
    stage.poll()
    assert shown(stage.screen, "canPrint")


def test_the_newest_order_stands_first_and_outlives_its_page(stage: Stage) -> None:
    stage.make("One")
    stage.print_it()
    stage.spooler.put(JobState.DONE)
    stage.poll()
    stage.takeaway.wipe()
    stage.make("Two")
    stage.print_it()
    stage.takeaway.wipe()
    assert stage.shown("name") == ["Two", "One"]
    assert stage.shown("stage") == ["getting-ready", "done"]


def test_a_refusal_goes_with_the_handout_it_is_about(stage: Stage) -> None:
    stage.make()
    stage.spooler.rejection = OrderRejection.TOO_LONG
    stage.print_it()
    assert shown(stage.screen, "rejection") == "too-long"
    assert stage.shown("name") == []
    stage.make(large=True)
    assert shown(stage.screen, "rejection") == ""


def test_a_refusal_goes_when_the_next_order_is_taken(stage: Stage) -> None:
    stage.make()
    stage.spooler.rejection = OrderRejection.EARLIER_JOB
    stage.print_it()
    stage.spooler.rejection = OrderRejection.NONE
    stage.print_it()
    assert shown(stage.screen, "rejection") == ""
    assert stage.shown("stage") == ["getting-ready"]


def test_the_end_of_a_session_takes_everything_along(stage: Stage) -> None:
    stage.make()
    stage.print_it()
    stage.spooler.rejection = OrderRejection.ENOUGH_FOR_A_SESSION
    stage.make(large=True)
    stage.print_it()
    with stage.qtbot.waitSignal(stage.poller.changed):
        stage.screen.end_session()
    assert stage.spooler.sessions == 1
    assert (stage.shown("name"), shown(stage.screen, "rejection")) == ([], "")
    assert stage.screen._mine == {}


def test_only_a_job_that_stays_is_stuck(stage: Stage) -> None:
    stage.spooler.stuck = 1
    for number in range(STUCK_ENOUGH):
        stage.poll()
        assert shown(stage.screen, "stuck") == (number + 1 == STUCK_ENOUGH)
    stage.spooler.stuck = 0
    stage.poll()
    assert not shown(stage.screen, "stuck")


def test_a_step_that_fails_is_logged_without_its_words_and_the_rounds_go_on(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.spooler.failing = OSError("Of Anna's disk")
    with caplog.at_level(logging.ERROR):
        stage.poll()
    assert "OSError" in caplog.text
    assert "Anna" not in caplog.text
    assert stage.poller._timer.isActive()


def test_an_order_in_the_middle_of_a_step_is_looked_at_after_it(stage: Stage) -> None:
    stage.make()
    with stage.qtbot.waitSignals([stage.poller.changed] * 2):
        stage.poller.go()
        stage.screen.print_it()
    assert stage.spooler.steps == 2


def test_a_watched_printer_is_looked_at_every_second(stage: Stage) -> None:
    stage.poller.watched = True
    stage.poll()
    assert stage.interval() == SOON_MS


def test_a_kiosk_that_is_closed_while_it_asks_says_nothing(qtbot: QtBot) -> None:
    poller = SpoolerPoller(ScriptedSpooler)
    pool = poller._pool
    pool.setParent(None)
    poller.go()
    with qtbot.captureExceptions() as raised:
        with qtbot.waitSignal(poller.destroyed):
            poller.deleteLater()
        pool.waitForDone()
    assert raised == []
