"""The staff's door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.library_reloader import LibraryReloader
from app.bridge.poller import SpoolerPoller
from app.bridge.staff.editions import EditionsController
from app.bridge.staff.staff import FORGOTTEN_SECONDS, StaffDoor
from app.bridge.staff.testpage import StaffPrinter
from app.domain.kiosk.door import FIRST_WAIT, TRIES
from tests.bridge.doubles import (
    DAMAGED,
    MemoryPin,
    MemorySource,
    PaperMaker,
    as_it_is,
    shown,
    values,
)
from tests.driver import Clock
from tests.paper import ScriptedSpooler


@pytest.fixture
def pin() -> MemoryPin:
    return MemoryPin()


@pytest.fixture
def door(clock: Clock, pin: MemoryPin) -> Iterator[StaffDoor]:
    pollers = SpoolerPoller(ScriptedSpooler), SpoolerPoller(ScriptedSpooler)
    printer = StaffPrinter(*pollers, PaperMaker, lambda: None, clock)
    editions = EditionsController(None, LibraryReloader(MemorySource(DAMAGED), bool, as_it_is))
    yield StaffDoor(pin, clock, clock, editions, printer, lambda: ["A line"])
    for worker in (*pollers, printer):
        worker.close()


def state(door: StaffDoor) -> str:
    return str(shown(door, "state"))


def test_a_knock_asks_for_the_pin_and_the_pin_opens(door: StaffDoor) -> None:
    assert state(door) == "shut"
    door.knock()
    assert state(door) == "asking"
    assert values(shown(door, "lines"), "label") == []
    assert door.enter("1234")
    assert state(door) == "open"
    assert values(shown(door, "lines"), "label") == ["A line"]
    door.knock()
    assert state(door) == "open"
    door.shut()
    assert state(door) == "shut"
    assert values(shown(door, "lines"), "label") == []


def test_a_wrong_pin_says_so_and_opens_nothing(door: StaffDoor) -> None:
    door.knock()
    assert not door.enter("4321")
    assert shown(door, "wrong")
    assert state(door) == "asking"
    assert door.enter("1234")
    assert not shown(door, "wrong")


def test_a_pin_at_a_door_that_does_not_ask_opens_nothing(door: StaffDoor) -> None:
    assert not door.enter("1234")
    assert state(door) == "shut"


def test_only_the_open_door_leads_out(door: StaffDoor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(door.leave):
        door.close_kiosk()
        door.knock()
        door.close_kiosk()
        door.enter("4321")
        door.close_kiosk()
    door.enter("1234")
    with qtbot.waitSignal(door.leave):
        door.close_kiosk()


def test_too_many_wrong_pins_lock_the_door_for_a_while(door: StaffDoor, clock: Clock) -> None:
    door.knock()
    for n in range(TRIES):
        assert not shown(door, "lockedMinutes"), n
        door.enter("0000")
    assert shown(door, "lockedMinutes")
    assert not door.enter("1234")
    door.shut()
    door.knock()
    assert not door.enter("1234")
    clock.now += FIRST_WAIT
    assert door.enter("1234")


def test_the_right_pin_forgives_the_wrong_ones(door: StaffDoor) -> None:
    door.knock()
    for _ in range(TRIES - 1):
        door.enter("0000")
    assert door.enter("1234")
    door.shut()
    door.knock()
    door.enter("0000")
    assert not shown(door, "lockedMinutes")


def test_it_is_told_when_a_pin_is_taken_again(door: StaffDoor, clock: Clock, qtbot: QtBot) -> None:
    door.knock()
    for _ in range(TRIES):
        door.enter("0000")
    door.check_time()
    clock.now += FIRST_WAIT - 1
    with qtbot.assertNotEmitted(door.changed):
        door.check_time()
    clock.now += 1
    with qtbot.waitSignal(door.changed):
        door.check_time()
    assert not shown(door, "lockedMinutes")


@pytest.mark.parametrize("typed", ["", "1234"])
def test_a_door_that_is_left_shuts_by_itself(door: StaffDoor, clock: Clock, typed: str) -> None:
    door.knock()
    door.enter(typed)
    clock.now += FORGOTTEN_SECONDS - 1
    door.check_time()
    assert state(door) != "shut"
    clock.now += 1
    door.check_time()
    assert state(door) == "shut"


def test_a_door_that_is_used_stays_open(door: StaffDoor, clock: Clock) -> None:
    door.knock()
    door.enter("1234")
    for _ in range(3):
        clock.now += FORGOTTEN_SECONDS - 1
        door.touched()
        door.check_time()
    assert state(door) == "open"


def test_shutting_a_shut_door_tells_nothing(door: StaffDoor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(door.changed):
        door.shut()


def test_the_end_of_a_session_shuts_the_door(kiosk: Kiosk) -> None:
    kiosk.session.start()
    kiosk.door.knock()
    assert kiosk.door.enter("1234")
    kiosk.session.end()
    assert state(kiosk.door) == "shut"


def test_the_open_door_says_what_is_on_show_and_what_is_wrong(
    kiosk: Kiosk, library_source: MemorySource
) -> None:
    library_source.put(DAMAGED)
    kiosk.reloader.poll()
    kiosk.door.knock()
    kiosk.door.enter("1234")
    assert values(shown(kiosk.door, "lines"), "label") == ["A library, edition 3", str(DAMAGED)]


def test_the_pin_from_the_box_opens_nothing_but_the_choice_of_another(
    door: StaffDoor, pin: MemoryPin, qtbot: QtBot
) -> None:
    pin.pin = "0001"
    door.knock()
    assert not door.enter("0001")
    assert state(door) == "choosing"
    assert values(shown(door, "lines"), "label") == []
    with qtbot.assertNotEmitted(door.leave):
        door.close_kiosk()
    assert not door.enter("123456")
    assert (state(door), shown(door, "problem")) == ("choosing", "too-simple")
    assert not door.enter("970135")
    assert state(door) == "repeating"
    assert not door.enter("970136")
    assert (state(door), shown(door, "problem")) == ("choosing", "different")
    door.enter("970135")
    assert door.enter("970135")
    assert state(door) == "open"
    assert pin.pin == "970135"


def test_a_choice_that_was_left_begins_anew(door: StaffDoor, pin: MemoryPin) -> None:
    pin.pin = "0001"
    door.knock()
    door.enter("0001")
    door.enter("970135")
    door.shut()
    door.knock()
    assert not door.enter("970135")
    assert state(door) == "asking"
    assert pin.pin == "0001"


def test_a_pin_that_cannot_be_saved_opens_nothing(door: StaffDoor, pin: MemoryPin) -> None:
    pin.pin, pin.can_save = "0001", False
    door.knock()
    for typed in ("0001", "970135", "970135"):
        assert not door.enter(typed)
    assert (state(door), shown(door, "problem")) == ("choosing", "not-saved")


def test_what_is_done_at_the_door_is_logged_without_the_pin(
    door: StaffDoor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    door.knock()
    door.enter("4321")
    door.shut()
    door.knock()
    door.enter("1234")
    door.close_kiosk()
    door.shut()
    assert [record.getMessage() for record in caplog.records] == [
        "a wrong PIN at the staff's door, 1 in a row",
        "the staff's door was opened",
        "staff closed the kiosk",
        "the staff's door was shut",
    ]


def test_each_wrong_pin_after_the_wait_shuts_the_door_for_longer(
    door: StaffDoor, clock: Clock
) -> None:
    door.knock()
    for minutes in (1, 2, 4, 8):
        while not shown(door, "lockedMinutes"):
            door.enter("0000")
        assert shown(door, "lockedMinutes") == minutes
        clock.now += minutes * FIRST_WAIT
