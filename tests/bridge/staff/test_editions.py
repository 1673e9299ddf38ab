"""Editions as staff see and choose them, and the trial of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.staff import edition_labels as labels
from app.bridge.staff.editions import EditionsController
from app.bridge.staff.trial import spread_topics
from app.domain.errors import TransientError
from app.domain.kiosk import editions as rules
from app.domain.kiosk.edition_record import BASE, EditionRejection, Offer, Record, State
from tests.bridge.doubles import (
    DAMAGED,
    MemoryLibrary,
    MemorySource,
    open_kiosk,
    shown,
    values,
)
from tests.bridge.staff.memory_editions import MemoryEditions, edition
from tests.driver import Clock


@pytest.fixture
def memory() -> MemoryEditions:
    return MemoryEditions(Record(entries=(edition(11), edition(12)), on_show="e12", base=1))


@pytest.fixture
def kiosk(memory: MemoryEditions, clock: Clock) -> Iterator[Kiosk]:
    kiosk = open_kiosk(memory, clock, memory)
    yield kiosk
    kiosk.close()
    kiosk.deleteLater()


@pytest.fixture
def controller(kiosk: Kiosk) -> EditionsController:
    kiosk.door.knock()
    assert kiosk.door.enter("1234")
    return kiosk.editions


def test_staff_say_that_an_edition_is_right(
    controller: EditionsController, memory: MemoryEditions
) -> None:
    assert shown(controller, "confirmation") == "We have checked edition 12: keep it"
    controller.confirm()
    assert memory.now.showing is not None
    assert memory.now.showing.confirmed
    assert shown(controller, "confirmation") == ""
    assert "Staff have checked it. It is kept, however many come after it." in says(controller)


def test_unsigned_editions_are_told_of_on_each_status(
    controller: EditionsController, memory: MemoryEditions
) -> None:
    assert labels.UNSIGNED not in says(controller)
    memory.unsigned = True
    controller.show()
    assert says(controller)[-1] == labels.UNSIGNED


def rest(controller: EditionsController, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not controller.at_work)


def says(controller: EditionsController) -> list[str]:
    return values(shown(controller, "lines"), "label")


# -- the status page ----------------------------------------------------------------------------


def test_it_says_what_is_on_show_since_when_and_where_from(controller: EditionsController) -> None:
    assert says(controller) == [
        "On show: edition 12, since 22 November 2026, 10:05.",
        "Published on 21 November 2026. It came from /share/12.db.",
    ]
    assert values(shown(controller, "notices"), "label") == []
    assert values(shown(controller, "alternatives"), "label") == [
        "Go back to edition 11",
        "Go back to the first library",
    ]


def test_it_says_what_was_refused_and_what_stands_in_the_way(
    controller: EditionsController, memory: MemoryEditions
) -> None:
    no = EditionRejection("/share/13.db", 13, "It is damaged.", "Replace it.")
    memory.now = rules.rejected(memory.now, no, "mark")
    memory.away = TransientError("The share is away.", "Connect it.")
    controller.show()
    assert values(shown(controller, "notices"), "label") == [
        "The share is away. Connect it.",
        "Edition 13 is not shown. It is damaged. Replace it.",
    ]


def test_a_kiosk_without_updates_says_nothing(clock: Clock, request: pytest.FixtureRequest) -> None:
    kiosk = open_kiosk(MemorySource(MemoryLibrary()), clock)
    request.addfinalizer(kiosk.deleteLater)
    controller = kiosk.editions
    for act in (
        controller.begin,
        controller.poll,
        controller.poll_now,
        controller.scan_sticks,
        controller.dismiss,
        controller.show,
    ):
        act()
    controller.select("e1")
    controller.fetch("e1")
    assert (shown(controller, "enabled"), says(controller)) == (False, [])
    kiosk.close()


def test_staff_look_now_and_are_told_that_there_is_nothing(
    controller: EditionsController, qtbot: QtBot
) -> None:
    controller.poll_now()
    assert shown(controller, "busy") == "Looking for a new edition…"
    rest(controller, qtbot)
    assert (shown(controller, "busy"), shown(controller, "message")) == (
        "",
        "There is no newer edition.",
    )
    controller.dismiss()
    assert shown(controller, "message") == ""


def test_a_new_edition_waits_for_the_family_and_the_page_says_so(
    kiosk: Kiosk, controller: EditionsController, memory: MemoryEditions, qtbot: QtBot
) -> None:
    kiosk.session.start()
    memory.comes = edition(13, State.WAITING)
    controller.poll_now()
    rest(controller, qtbot)
    assert "Edition 13 waits until nobody is reading." in says(controller)
    assert shown(controller, "message") == ""
    kiosk.session.end()
    assert memory.now.on_show == "e13"


def test_going_back_shows_at_once_where_nobody_reads(
    kiosk: Kiosk, controller: EditionsController, memory: MemoryEditions
) -> None:
    controller.select("e11")
    assert memory.now.on_show == "e11"
    assert shown(controller, "message") == "Edition 11 is on show."
    assert says(controller)[0].startswith("On show: edition 11,")
    assert values(shown(controller, "alternatives"), "label")[0] == "Show edition 12"
    controller.select(BASE)
    assert shown(controller, "message") == "Edition 1 is on show."
    assert says(controller) == ["On show: edition 1, the library this kiosk was set up with."]


def test_going_back_waits_for_a_family(kiosk: Kiosk, controller: EditionsController) -> None:
    kiosk.session.start()
    controller.select("e11")
    assert (
        shown(controller, "message") == "Edition 11 is here. It shows as soon as nobody is reading."
    )
    kiosk.session.start()
    controller.select(BASE)
    assert "The library this kiosk was set up with waits until nobody is reading." in says(
        controller
    )


def test_a_stick_is_listed_and_the_chosen_edition_taken(
    memory: MemoryEditions, clock: Clock, qtbot: QtBot
) -> None:
    kiosk = open_kiosk(memory, clock, memory)
    controller = EditionsController(memory, kiosk.reloader, usb=True, parent=kiosk)
    controller.scan_sticks()
    rest(controller, qtbot)
    assert shown(controller, "message") == "There is no edition on a stick here."
    bad = Offer("/media/bad.db", "m", problem="It is damaged.", hint="Replace it.")
    memory.on_stick = (
        Offer("/media/9.db", "m", 9, "A"),
        Offer("/media/13.db", "m", 13, "A"),
        bad,
    )
    controller.scan_sticks()
    rest(controller, qtbot)
    offers = shown(controller, "offers")
    assert values(offers, "label") == [
        "Take edition 13",
        "Take edition 9, older than the one on show",
        "",
    ]
    assert [bool(question) for question in values(offers, "question")] == [False, True, False]
    assert values(offers, "about")[-1] == "It is damaged. Replace it."
    controller.fetch("/media/other.db")
    controller.fetch("/media/13.db")
    rest(controller, qtbot)
    assert shown(controller, "message") == "Edition 13 is on show."
    memory.away = TransientError("The stick is away.", "Plug it in.")
    controller.scan_sticks()
    rest(controller, qtbot)
    assert shown(controller, "message") == "The stick is away. Plug it in."
    kiosk.close()
    controller.stop()
    kiosk.deleteLater()


def test_what_is_refused_of_a_choice_is_said_with_the_choice() -> None:
    record = Record(
        base=12, rejections=(EditionRejection("/media/13.db", 13, "Damaged.", "Replace it."),)
    )
    assert labels.outcome(record, 13) == "Edition 13 is not shown. Damaged. Replace it."


def test_staff_read_who_published_an_edition_and_what_it_changed() -> None:
    shown = replace(edition(12), by="R. Price", summary="2 pages changed: A; B")
    lines = labels.status_lines(Record(entries=(shown,), on_show="e12"))
    assert "Edition 12, by R. Price: 2 pages changed: A; B." in lines


def test_a_time_that_cannot_be_read_is_said_as_it_is() -> None:
    odd = replace(edition(12), since="once")
    assert (
        labels.status_lines(Record(entries=(odd,), on_show="e12"))[0]
        == "On show: edition 12, since once."
    )


# -- the trial ----------------------------------------------------------------------------------


def test_a_new_edition_is_good_once_its_pages_have_shown(
    kiosk: Kiosk, memory: MemoryEditions, qtbot: QtBot
) -> None:
    memory.comes = edition(13, State.WAITING)
    kiosk.editions.poll()
    qtbot.waitUntil(lambda: memory.now.edition("e13") == edition(13))
    rest(kiosk.editions, qtbot)
    assert memory.tidied == 1
    # Nothing of it is left on the families' screens.
    assert shown(shown(kiosk, "topic"), "title") == ""
    assert shown(kiosk.session, "screen") == "attract"


@pytest.mark.parametrize("error", [DAMAGED, KeyError("t1"), ValueError("no")])
def test_one_whose_pages_fail_gives_way_to_the_last_good_one(
    kiosk: Kiosk,
    memory: MemoryEditions,
    qtbot: QtBot,
    error: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    class HomeOnly(MemoryLibrary):
        def blocks(self, text: str) -> tuple[()]:
            raise error

    memory.libraries["e13"] = HomeOnly(5)
    memory.comes = edition(13, State.WAITING)
    kiosk.editions.poll()
    qtbot.waitUntil(lambda: bool(memory.now.rejections))
    qtbot.waitUntil(lambda: not shown(kiosk, "resting"))
    assert memory.now.on_show == "e12"
    assert kiosk.reloader.library is memory.library("e12")
    assert len(caplog.messages) == 1


def test_one_whose_home_screen_fails_gives_way_at_once(
    kiosk: Kiosk, memory: MemoryEditions, qtbot: QtBot
) -> None:
    memory.library("e13").failing = DAMAGED
    memory.comes = edition(13, State.WAITING)
    kiosk.editions.poll()
    qtbot.waitUntil(lambda: bool(memory.now.rejections) and not shown(kiosk, "resting"))
    assert (memory.now.on_show, shown(kiosk, "code")) == ("e12", "")


def test_a_good_edition_is_not_tried(kiosk: Kiosk, memory: MemoryEditions) -> None:
    asked = len(memory.library("e12").asked)
    kiosk.reloader.poll()
    assert len(memory.library("e12").asked) == asked
    assert memory.tidied == 0


@pytest.mark.parametrize(
    ("counts", "topics"),
    [
        ((1,), ["t1"]),
        ((2,), ["t1", "t2"]),
        ((3,), ["t1", "t2", "t3"]),
        ((5, 5, 5), ["t1", "t103", "t205"]),
    ],
)
def test_three_topics_are_spread_over_the_library(
    counts: tuple[int, ...], topics: list[str]
) -> None:
    assert spread_topics(MemoryLibrary(*counts), 3) == topics


def test_kiosks_that_start_together_do_not_poll_together(
    kiosk: Kiosk, memory: MemoryEditions, qtbot: QtBot
) -> None:
    times = set()
    for _ in range(10):
        controller = EditionsController(memory, kiosk.reloader, every_minutes=60, parent=kiosk)
        controller.begin()
        rest(controller, qtbot)
        (timer,) = controller.findChildren(QTimer)
        times.add(timer.interval())
        controller.stop()
    assert len(times) > 5
    assert all(54 * 60_000 <= time <= 66 * 60_000 for time in times)


def test_after_crashes_an_edition_is_taken_once_the_time_between_two_looks_has_passed(
    kiosk: Kiosk, memory: MemoryEditions, qtbot: QtBot
) -> None:
    memory.comes = edition(13, State.WAITING)
    controller = EditionsController(
        memory, kiosk.reloader, every_minutes=60, at_once=False, parent=kiosk
    )
    controller.begin()
    rest(controller, qtbot)
    assert (memory.now.on_show, memory.now.coming) == ("e12", None)
    (timer,) = controller.findChildren(QTimer)
    assert 54 * 60_000 <= timer.remainingTime() <= 66 * 60_000
    timer.timeout.emit()
    rest(controller, qtbot)
    assert memory.now.on_show == "e13"
    controller.stop()
