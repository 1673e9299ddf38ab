"""The family's own summary: what they put into it, its order, and how much paper it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.pages.collecting import CollectionScreen
from app.domain.errors import ContentCode
from tests.bridge.doubles import DAMAGED, MemoryLibrary, shown, values


@pytest.fixture
def collection(kiosk: Kiosk) -> Iterator[CollectionScreen]:
    yield shown(kiosk, "collection")
    shown(kiosk, "takeaway")._pool.waitForDone()


def put_in(kiosk: Kiosk, *topics: str) -> None:
    """A family that reads these topics, and adds each."""
    kiosk.session.start()
    for topic in topics:
        kiosk.session.go("topic", topic, 0.0)
        shown(kiosk, "collection").toggle()


def listed(collection: CollectionScreen) -> list[Any]:
    return values(shown(collection, "rows"), "title")


def test_a_page_is_added_and_taken_out_where_it_is_read(
    kiosk: Kiosk, collection: CollectionScreen, qtbot: QtBot
) -> None:
    kiosk.session.start()
    assert not shown(collection, "atHand")
    collection.toggle()
    assert shown(collection, "count") == 0
    with qtbot.waitSignal(collection.changed):
        kiosk.session.go("topic", "t1", 0.0)
    assert (shown(collection, "atHand"), shown(collection, "hasThis")) == (True, False)
    with qtbot.waitSignal(collection.changed):
        collection.toggle()
    assert (shown(collection, "count"), shown(collection, "hasThis")) == (1, True)
    kiosk.session.go("topic", "t2", 0.0)
    assert (shown(collection, "count"), shown(collection, "hasThis")) == (1, False)
    kiosk.session.back()
    collection.toggle()
    assert (shown(collection, "count"), shown(collection, "hasThis")) == (0, False)


def test_the_list_is_filled_while_it_is_on_show(kiosk: Kiosk, collection: CollectionScreen) -> None:
    put_in(kiosk, "t1", "t2", "t3")
    assert listed(collection) == []
    kiosk.session.ask_for_summary(0.0)
    assert listed(collection) == ["Topic 1", "Topic 2", "Topic 3"]
    collection.move(0, 1)
    assert listed(collection) == ["Topic 2", "Topic 1", "Topic 3"]
    collection.move(2, -1)
    assert listed(collection) == ["Topic 2", "Topic 3", "Topic 1"]
    collection.take_out(0)
    assert listed(collection) == ["Topic 3", "Topic 1"]
    assert shown(collection, "count") == 2
    kiosk.session.show_instead("questions")
    assert listed(collection) == []


def test_rows_that_move_or_go_are_told_of_as_such_so_that_the_others_stay(
    kiosk: Kiosk, collection: CollectionScreen, qtbot: QtBot
) -> None:
    put_in(kiosk, "t1", "t2", "t3")
    kiosk.session.ask_for_summary(0.0)
    rows = shown(collection, "rows")
    tester = QAbstractItemModelTester(
        rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows
    )
    with qtbot.assertNotEmitted(rows.modelReset):
        with qtbot.waitSignal(rows.rowsMoved):
            collection.move(1, 1)
        with qtbot.waitSignal(rows.rowsMoved):
            collection.move(1, -1)
        for last in (2, 1, 0):
            with qtbot.waitSignals([rows.rowsRemoved, rows.countChanged]):
                collection.take_out(last)
            assert rows.rowCount(QModelIndex()) == last
    assert tester.model() is rows


def test_what_is_printed_follows_the_list(
    kiosk: Kiosk, collection: CollectionScreen, qtbot: QtBot
) -> None:
    takeaway = shown(kiosk, "takeaway")
    put_in(kiosk, "t1", "t2")
    with qtbot.waitSignal(takeaway.made):
        kiosk.session.ask_for_summary(0.0)
    with qtbot.waitSignal(takeaway.made):
        collection.move(0, 1)
    with qtbot.waitSignal(takeaway.made):
        collection.take_out(0)
    assert not shown(takeaway, "empty")
    collection.take_out(0)
    assert (shown(takeaway, "empty"), takeaway.handout) == (True, None)
    with qtbot.waitSignal(takeaway.made):
        collection.toggle()
    assert listed(collection) == ["Topic 2"]


def test_the_paper_it_takes_is_counted_with_each_change(
    kiosk: Kiosk, collection: CollectionScreen, qtbot: QtBot
) -> None:
    assert (shown(collection, "mostPages"), shown(collection, "nearlyFull")) == (10, 8)
    with qtbot.waitSignal(collection.pagesChanged):
        put_in(kiosk, "t1")
    assert shown(collection, "pages") == 1
    with qtbot.waitSignal(collection.pagesChanged):
        collection.toggle()
    assert shown(collection, "pages") == 0


def test_an_outcome_whose_answers_were_taken_back_is_said_to_be_left_out(
    kiosk: Kiosk, collection: CollectionScreen
) -> None:
    walk = shown(kiosk, "walk")
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    walk.begin()
    assert not shown(collection, "atHand")
    walk.answer("c2")
    walk.see_outcome()
    collection.toggle()
    assert shown(collection, "hasThis")
    walk.change("q1")
    walk.answer("c1")
    kiosk.session.go_home(0.0)
    kiosk.session.ask_for_summary(0.0)
    assert listed(collection) == ["A talk"]
    assert values(shown(collection, "rows"), "finished") == [False]
    assert shown(shown(kiosk, "takeaway"), "empty")


def test_all_of_it_goes_with_the_family(
    kiosk: Kiosk, collection: CollectionScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(collection.pagesChanged):
        put_in(kiosk, "t1", "t2")
    kiosk.session.ask_for_summary(0.0)
    kiosk.session.end()
    assert listed(collection) == []
    assert [shown(collection, name) for name in ("count", "pages", "atHand")] == [0, 0, False]


def test_a_library_that_fails_it_is_put_away(
    kiosk: Kiosk, collection: CollectionScreen, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.session.go("topic", "t1", 0.0)
    library.failing = DAMAGED
    collection.toggle()
    assert shown(kiosk, "resting")
    assert shown(kiosk, "code") == ContentCode.DAMAGED
    assert shown(collection, "count") == 0
