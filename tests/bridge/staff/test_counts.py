"""What is counted of a visit, what is not, and when it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from app.bridge.kiosk import Kiosk
from app.bridge.pages.helpful import HelpfulQuestion
from app.bridge.staff.counts import VisitCounter
from app.domain.kiosk.clock import LibraryDay
from app.domain.kiosk.counts import (
    KEPT,
    PAGES_A_VISIT,
    Cell,
    Count,
    CountRecord,
    CountsState,
    Kind,
)
from app.domain.printing.printing import JobState, OrderProgress, SpoolerView
from tests.driver import TODAY

VISITS = Cell(Kind.VISITS)


class MemoryStore:
    """A record in memory, and a disk that can be full."""

    def __init__(self) -> None:
        self.record: CountRecord | None = CountRecord()
        self.full = False
        self.saved = 0

    def read(self) -> CountRecord | None:
        return self.record

    def save(self, record: CountRecord) -> bool:
        if self.full:
            return False
        self.record, self.saved = record, self.saved + 1
        return True


class Paper(QObject):
    """A printer's poller that says what a test wants."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.orders: tuple[OrderProgress, ...] = ()

    def view(self) -> SpoolerView:
        return SpoolerView(orders=self.orders)

    def say(self, *states: JobState) -> None:
        """These are the orders of this visit, as they stand."""
        self.orders = tuple(OrderProgress(n, 1, state) for n, state in enumerate(states))
        self.changed.emit()


class Counted:
    """A kiosk that counts, without noise, and the days that go by."""

    def __init__(self, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kiosk = kiosk
        self.day = TODAY
        self.believed = True
        self.store = MemoryStore()
        self.paper = Paper()
        days = LibraryDay(lambda: self.day)
        monkeypatch.setattr(days, "is_believed", lambda: self.believed)
        monkeypatch.setattr(kiosk, "today", days)
        monkeypatch.setattr(kiosk, "print_poller", self.paper)
        self.counter = self.begin()

    def begin(self, **wishes: Any) -> VisitCounter:
        """Begin to count, as a start of the kiosk does."""
        wishes = {"pages": True, "faces": True, "below": lambda n: n - 1, **wishes}
        self.counter = VisitCounter(self.kiosk, self.store, **wishes)
        return self.counter

    def visit(self, *pages: str, times: int = 1) -> None:
        """So many families come, open these topics, and go."""
        for _ in range(times):
            self.kiosk.session.start()
            for page in pages:
                self.kiosk.session.go("walkthrough" if page[0] == "w" else "topic", page)
            self.kiosk.session.end()

    def pass_days(self, days: int = 1) -> dict[Cell, int]:
        """So many days later: everything that was written."""
        for _ in range(days):
            self.day += timedelta(days=1)
            self.counter.check_day()
        assert self.store.record is not None
        return self.store.record.totals()


@pytest.fixture
def counted(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    counted = Counted(kiosk, monkeypatch)
    yield counted
    counted.counter.deleteLater()


def test_visits_and_pages_are_written_when_the_day_is_over(counted: Counted) -> None:
    counted.visit("t1", "w01", times=12)
    counted.visit("t2", times=3)
    assert (counted.store.saved, counted.counter.state) == (0, CountsState.NOTHING_YET)
    assert counted.pass_days() == {
        VISITS: 15,
        Cell(Kind.TOPIC, "t1"): 12,
        Cell(Kind.WALKTHROUGH, "w01"): 12,
    }
    assert (counted.store.saved, counted.counter.state) == (1, CountsState.SHOWN)


def test_a_page_counts_once_a_visit_however_often_it_is_opened(counted: Counted) -> None:
    counted.visit("t1", "t2", "t1", times=10)
    assert counted.pass_days()[Cell(Kind.TOPIC, "t1")] == 10


def test_who_opens_everything_weighs_no_more(counted: Counted) -> None:
    session = counted.kiosk.session
    for _ in range(10):
        session.start()
        for n in range(PAGES_A_VISIT + 5):
            session.go("topic", f"t{n}")
        session.end()
    topics = [cell for cell in counted.pass_days() if cell.kind is Kind.TOPIC]
    assert len(topics) == PAGES_A_VISIT


def test_a_face_counts_once_a_page_and_visit(counted: Counted) -> None:
    kiosk = counted.kiosk
    kiosk.helpful_question = HelpfulQuestion(kiosk.session, asks=True, parent=kiosk)
    counted.begin()
    for n in range(10):
        kiosk.session.start()
        kiosk.session.go("topic", "t1")
        assert not kiosk.helpful_question.property("thanks")
        kiosk.helpful_question.answer("yes" if n else "no")
        kiosk.helpful_question.answer("no")
        assert kiosk.helpful_question.property("thanks")
        kiosk.session.go("topic", "t2")
        kiosk.helpful_question.answer("partly")
        kiosk.helpful_question.answer("?")
        kiosk.session.go_home()
        kiosk.helpful_question.answer("no")
        kiosk.session.end()
    counted.visit("t1")
    faces = {c: n for c, n in counted.pass_days().items() if c.kind.startswith("helpful")}
    assert faces == {Cell(Kind.PARTLY, "t2"): 10}


def test_where_it_does_not_ask_nothing_is_taken(kiosk: Kiosk) -> None:
    told: list[str] = []
    kiosk.helpful_question.answered.connect(lambda *words: told.extend(words))
    kiosk.session.start()
    kiosk.session.go("topic", "t1")
    kiosk.helpful_question.answer("yes")
    assert (told, kiosk.session.session.rated) == ([], frozenset())


def test_faces_alone_are_counted_without_visits_or_pages(counted: Counted) -> None:
    kiosk = counted.kiosk
    kiosk.helpful_question = HelpfulQuestion(kiosk.session, asks=True, parent=kiosk)
    counted.begin(pages=False)
    for _ in range(10):
        kiosk.session.start()
        kiosk.session.go("topic", "t1")
        kiosk.helpful_question.answer("yes")
        kiosk.session.end()
    assert counted.pass_days() == {Cell(Kind.YES, "t1"): 10}


def test_nothing_is_written_while_families_come_and_go(counted: Counted) -> None:
    """Or the time of the file would be that of a visit."""
    counted.visit("t1", times=20)
    counted.counter.check_day()
    counted.day += timedelta(days=1)
    counted.visit("t1")
    assert counted.store.saved == 0
    counted.counter.check_day()
    assert counted.store.saved == 1
    assert counted.store.record is not None
    assert counted.store.record.days == (TODAY,)


def test_a_day_with_too_little_is_written_as_a_day_alone(counted: Counted) -> None:
    counted.visit("t1", times=4)
    assert counted.pass_days() == {}
    assert counted.store.record == CountRecord((TODAY,))
    assert counted.counter.state is CountsState.TOO_FEW


def test_thin_days_come_to_a_week(counted: Counted) -> None:
    counted.day = date(2026, 11, 23)
    counted.counter.check_day()
    for _ in range(5):
        counted.visit("t1", times=4)
        assert counted.pass_days() == {}
    assert counted.pass_days(2) == {VISITS: 20, Cell(Kind.TOPIC, "t1"): 20}


def test_a_kiosk_that_ends_in_order_writes_what_is_enough(counted: Counted) -> None:
    counted.visit("t1", times=11)
    counted.visit("t2", times=9)
    counted.kiosk.closing.emit()
    counted.kiosk.closing.emit()
    assert counted.store.record is not None
    assert counted.store.record.totals() == {VISITS: 20, Cell(Kind.TOPIC, "t1"): 11}
    assert counted.store.saved == 1


def test_a_crash_takes_the_day_along(counted: Counted) -> None:
    counted.visit("t1", times=11)
    counted.begin()
    assert counted.pass_days() == {}


@pytest.mark.parametrize("state", JobState)
def test_a_visit_with_handouts_counts_once_when_one_came_out(
    counted: Counted, state: JobState
) -> None:
    for _ in range(10):
        counted.kiosk.session.start()
        counted.paper.say(JobState.GETTING_READY)
        counted.paper.say(state, JobState.FAILED)
        counted.paper.say(state, state)
        counted.kiosk.session.end()
        counted.paper.say(state)  # of nobody who is here
    given = state in {JobState.DONE, JobState.UNCONFIRMED}
    assert counted.pass_days().get(Cell(Kind.HANDOUTS), 0) == (10 if given else 0)


def test_of_a_day_that_cannot_be_nothing_counts(counted: Counted) -> None:
    counted.believed = False
    counted.visit("t1", times=20)
    assert counted.pass_days() == {}
    assert counted.store.record == CountRecord()
    counted.believed = True
    counted.counter.check_day()
    counted.visit("t1", times=20)
    assert counted.pass_days()[VISITS] == 20


def test_it_is_kept_for_a_year(counted: Counted) -> None:
    counted.visit("t1", times=10)
    counted.pass_days()
    assert counted.store.record is not None
    first, counted.day = TODAY, TODAY + KEPT
    counted.counter.check_day()
    assert first in counted.store.record.days
    counted.pass_days()
    assert counted.store.record.totals() == {}
    assert first not in counted.store.record.days


def test_what_was_counted_before_it_was_switched_off_goes_after_a_year_too(
    counted: Counted,
) -> None:
    old = date(2025, 11, 20)
    counted.store.record = CountRecord((old,), (Count(old, old, *VISITS, 12),))
    counted.begin(pages=False, faces=False)
    assert counted.store.record == CountRecord()
    counted.visit("t1", times=20)
    assert counted.pass_days() == {}
    counted.kiosk.closing.emit()
    assert counted.counter.state is CountsState.OFF


def test_a_full_disk_is_said_once_and_tried_again(
    counted: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    counted.store.full = True
    counted.visit("t1", times=12)
    counted.pass_days(3)
    counted.counter.check_day()
    assert counted.counter.state == "not-saved"
    assert caplog.text.count("counts are not saved") == 1
    counted.store.full = False
    counted.counter.check_day()
    assert counted.store.record is not None
    assert counted.store.record.totals()[VISITS] == 12
    assert len(counted.store.record.days) == 3
    assert counted.counter.state == "shown"


def test_a_disk_that_gives_nothing_loses_nothing(counted: Counted) -> None:
    before, counted.store.record = CountRecord((TODAY - timedelta(days=9),)), None
    counted.visit("t1", times=12)
    counted.day += timedelta(days=1)
    counted.counter.check_day()
    assert counted.counter.state is CountsState.NOT_SAVED
    counted.store.record = before
    counted.counter.check_day()
    assert counted.store.record.days == (*before.days, TODAY)
    assert counted.store.record.totals()[VISITS] == 12
