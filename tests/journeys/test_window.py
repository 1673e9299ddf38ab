"""Nobody gets out of the kiosk but through the staff's door."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest

from app.config import Config, StaffConfig
from app.pin import DEFAULT_PIN, hash_pin
from tests.driver import Driver
from tests.journeys.conftest import Stand
from tests.journeys.screens import STAFF

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, META = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
NONE = Qt.KeyboardModifier.NoModifier
WAYS_OUT = [
    *((key, NONE) for key in (Qt.Key.Key_Escape, Qt.Key.Key_Menu, Qt.Key.Key_Back)),
    *((Qt.Key(Qt.Key.Key_F1 + n), NONE) for n in range(12)),
    *((Qt.Key(Qt.Key.Key_F1 + n), ALT) for n in range(12)),
    *((key, CTRL) for key in (Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_P, Qt.Key.Key_F4)),
    *((key, CTRL) for key in (Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_O)),
    *((key, ALT) for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Left)),
    *((key, META) for key in (Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_Tab)),
    (Qt.Key.Key_Delete, CTRL | ALT),
    (Qt.Key.Key_Backspace, CTRL | ALT),
    (Qt.Key.Key_Escape, CTRL | SHIFT),
    (Qt.Key.Key_Print, NONE),
    (Qt.Key.Key_Q, NONE),
]


@pytest.fixture
def locked(stand: Stand) -> Driver:
    """A kiosk as it stands in a corridor, on its home screen."""
    kiosk = stand(windowed=False, config=OWN_PIN)
    kiosk.start()
    return kiosk


def application() -> QCoreApplication:
    """The program."""
    app = QCoreApplication.instance()
    assert app is not None
    return app


PIN = "970135"
OWN_PIN = Config(staff=StaffConfig(hash_pin(PIN)))


def type_pin(kiosk: Driver, pin: str) -> None:
    """Tap a PIN on the pad."""
    for digit in pin:
        kiosk.tap(digit)
    kiosk.tap("Open")


@pytest.mark.parametrize("screen", ["home", "attract", "staff"])
def test_no_key_leads_out(locked: Driver, screen: str) -> None:
    if screen == "attract":
        locked.tap("I've finished")
        locked.tap("Yes, clear the screen")
    families = locked.names()
    if screen == "staff":
        locked.key(Qt.Key.Key_P, STAFF)
    before, quits = locked.names(), QSignalSpy(application().aboutToQuit)
    for key, modifiers in WAYS_OUT:
        locked.key(key, modifiers)
        assert locked.window.isVisible()
        if (screen, key, modifiers) == ("staff", Qt.Key.Key_Escape, NONE):
            # It shuts the door, which leads to the families' screen and no further.
            assert locked.names() == families
            locked.key(Qt.Key.Key_P, STAFF)
        assert locked.names() == before, (key, modifiers)
    assert quits.count() == 0


def test_the_window_manager_cannot_close_it(locked: Driver) -> None:
    assert not locked.window.close()
    event = QCloseEvent()
    QGuiApplication.sendEvent(locked.window, event)
    assert not event.isAccepted()
    locked.settle()
    assert locked.window.isVisible()
    assert locked.sees("What would you like to know?")


def test_it_has_no_frame_and_in_a_window_it_has_and_closes(stand: Stand, locked: Driver) -> None:
    frameless = Qt.WindowType.FramelessWindowHint
    assert locked.window.flags() & frameless
    windowed = stand(windowed=True)
    assert not windowed.window.flags() & frameless
    assert windowed.window.close()


def test_right_click_and_context_menu_do_nothing(locked: Driver) -> None:
    before = locked.names()
    for name in ("Someone to talk to", "Home", "Contrast"):
        at = locked.control(name).rect.center()
        QTest.mouseClick(locked.window, Qt.MouseButton.RightButton, NONE, at)
        QTest.mouseClick(locked.window, Qt.MouseButton.MiddleButton, NONE, at)
        reason = QContextMenuEvent.Reason.Mouse
        QGuiApplication.sendEvent(locked.window, QContextMenuEvent(reason, at, at))
        locked.settle()
        assert locked.names() == before


def test_a_mouse_can_press_too(locked: Driver) -> None:
    at = locked.control("Someone to talk to").rect.center()
    locked.see_the_page()
    QTest.mouseClick(locked.window, Qt.MouseButton.LeftButton, NONE, at)
    locked.settle()
    assert locked.has("Back")


def test_a_tap_counts_where_it_began_and_ended(locked: Driver) -> None:
    before = locked.names()
    card = locked.control("Someone to talk to").rect
    beside = QPoint(locked.page_view().right() - 5, card.top() - 20)
    for start, end in ((card.center(), beside), (beside, card.center())):
        locked.drag(start, end)
        assert locked.names() == before
    home, done = locked.control("Text size").rect, locked.control("I've finished").rect
    locked.drag(home.center(), done.center())
    assert locked.names() == before
    locked.drag(card.center(), card.center() + QPoint(8, 5))
    assert locked.has("Back"), "a finger that trembles still taps"


def test_drags_move_the_page_and_press_nothing(locked: Driver) -> None:
    middle = locked.page_view().center()
    far = [QPoint(0, -400), QPoint(0, 400), QPoint(600, 0), QPoint(-600, 0), QPoint(300, 300)]
    for way in far:
        locked.drag(middle, middle + way)
        assert not locked.has("Back")
        assert locked.sees("What would you like to know?")


# -- the staff's door --------------------------------------------------------------------------


def test_taps_in_the_corners_in_their_order_knock_and_fewer_do_not(locked: Driver) -> None:
    locked.knock(taps=4)
    assert not locked.sees("Staff only")
    locked.wait_seconds(3)
    locked.knock()
    assert locked.sees("Staff only")
    locked.tap("Back to the families' screen")
    assert locked.sees("What would you like to know?")


def test_the_knock_is_heard_on_the_attract_screen_too(stand: Stand) -> None:
    kiosk = stand(windowed=False)
    kiosk.knock()
    assert kiosk.sees("Staff only")


def test_a_mouse_can_knock_too(locked: Driver) -> None:
    for x in (5, 5, 1915, 1915, 5):
        locked.see_the_page()
        QTest.mouseClick(locked.window, Qt.MouseButton.LeftButton, NONE, QPoint(x, 5))
    locked.settle()
    assert locked.sees("Staff only")


def test_a_toddler_does_not_knock(locked: Driver) -> None:
    """One place again and again, both hands in turn, and palms, for as long as one likes."""
    chance = Random(11)
    for place in (QPoint(5, 5), QPoint(1915, 5), QPoint(960, 5), QPoint(60, 60)):
        for _ in range(40):
            locked.clock.now += chance.uniform(0, 1)
            locked.touch_now(place + QPoint(chance.randrange(5), chance.randrange(5)), settle=False)
            assert locked.kiosk.door.property("state") == "shut"
    for n in range(40):
        locked.clock.now += chance.uniform(0, 1)
        locked.touch_now(QPoint(1915 if n % 2 else 5, 5), settle=False)
        assert locked.kiosk.door.property("state") == "shut"


@pytest.mark.parametrize("one_by_one", [False, True])
def test_palms_in_the_corners_do_not_knock(locked: Driver, one_by_one: bool) -> None:
    for x in (5, 5, 1890, 1890, 5):
        locked.hand([QPoint(x + 12 * n, 5 + 6 * n) for n in range(3)], one_by_one=one_by_one)
    assert locked.kiosk.door.property("state") == "shut"


@pytest.mark.parametrize("typed", [False, True], ids=["touch", "keys"])
def test_right_pin_shows_the_state_and_closes(locked: Driver, typed: bool) -> None:
    locked.key(Qt.Key.Key_P, STAFF)
    if typed:
        for digit in "9701358":
            locked.key(Qt.Key(Qt.Key.Key_0 + int(digit)))
        assert locked.sees("PIN: •••••••")
        locked.key(Qt.Key.Key_Backspace)
        locked.key(Qt.Key.Key_Return)
    else:
        locked.tap("5")
        locked.tap("Delete")
        type_pin(locked, PIN)
    assert locked.sees("This kiosk")
    assert locked.sees("edition")
    locked.tap("Close the kiosk")
    assert not locked.window.isVisible()


def test_another_pin_asks_for_no_change(stand: Stand) -> None:
    config = Config(staff=StaffConfig(hash_pin("13579")))
    kiosk = stand(windowed=False, config=config)
    kiosk.key(Qt.Key.Key_P, STAFF)
    type_pin(kiosk, "2468")
    assert kiosk.sees("That PIN is not right.")
    type_pin(kiosk, "13579")
    assert kiosk.sees("This kiosk")


def test_five_wrong_pins_lock_the_door_for_a_minute(locked: Driver) -> None:
    locked.key(Qt.Key.Key_P, STAFF)
    for _ in range(4):
        type_pin(locked, "1111")
        assert locked.sees("That PIN is not right.")
    type_pin(locked, "1111")
    assert locked.sees("Too many tries. Wait one minute.")
    type_pin(locked, PIN)
    assert not locked.sees("This kiosk")
    locked.tap("Back to the families' screen")
    locked.key(Qt.Key.Key_P, STAFF)
    locked.clock.now += 59
    type_pin(locked, PIN)
    assert locked.sees("Too many tries. Wait one minute.")
    locked.clock.now += 2
    type_pin(locked, PIN)
    assert locked.sees("This kiosk")


def test_a_locked_door_says_when_it_may_be_tried_again(locked: Driver) -> None:
    locked.key(Qt.Key.Key_P, STAFF)
    for _ in range(5):
        type_pin(locked, "1111")
    locked.wait_seconds(61)
    assert not locked.sees("Too many tries.")


def test_the_open_door_shuts_by_itself_when_staff_walk_away(locked: Driver) -> None:
    locked.key(Qt.Key.Key_P, STAFF)
    type_pin(locked, PIN)
    locked.wait_seconds(130)
    assert locked.has("Touch anywhere to start")


def test_the_door_of_a_kiosk_that_nobody_uses_shuts_too(stand: Stand) -> None:
    kiosk = stand(windowed=False, config=OWN_PIN)
    kiosk.key(Qt.Key.Key_P, STAFF)
    type_pin(kiosk, PIN)
    kiosk.wait_seconds(130)
    assert not kiosk.sees("This kiosk")
    assert kiosk.has("Touch anywhere to start")


def test_nothing_behind_the_door_can_be_pressed(locked: Driver) -> None:
    card = locked.control("Someone to talk to").rect.center()
    locked.key(Qt.Key.Key_P, STAFF)
    controls = {seen.name for seen in locked.everything() if seen.is_control}
    assert controls == {*"0123456789", "Delete", "Open", "Back to the families' screen"}
    locked.tap_at(card.x(), card.y())
    locked.tap("Back to the families' screen")
    assert locked.sees("What would you like to know?")


def test_the_pin_from_the_box_only_leads_to_choosing_another(stand: Stand) -> None:
    kiosk = stand(windowed=False)
    kiosk.key(Qt.Key.Key_P, STAFF)
    type_pin(kiosk, DEFAULT_PIN)
    assert kiosk.sees("This kiosk has the PIN that every kiosk comes with, which opens nothing.")
    assert not kiosk.has("Close the kiosk")
    for typed, heard in (
        ("12345", "A PIN has 6 to 12 digits."),
        ("123456", "Anybody would try that one first."),
        (PIN, "Type the new PIN once more."),
        ("970136", "The two were not the same."),
        (PIN, "Type the new PIN once more."),
    ):
        for digit in typed:
            kiosk.tap(digit)
        kiosk.tap("Next")
        assert kiosk.sees(heard), typed
    for digit in PIN:
        kiosk.tap(digit)
    kiosk.tap("Next")
    assert kiosk.sees("This kiosk")
    kiosk.tap("Back to the families' screen")
    kiosk.key(Qt.Key.Key_P, STAFF)
    type_pin(kiosk, DEFAULT_PIN)
    assert kiosk.sees("That PIN is not right.")
    type_pin(kiosk, PIN)
    assert kiosk.has("Close the kiosk")


def test_wrong_pins_count_over_a_restart(stand: Stand, tmp_path: Path) -> None:
    kiosk = stand(windowed=False, config=OWN_PIN, state=tmp_path / "state")
    kiosk.key(Qt.Key.Key_P, STAFF)
    for _ in range(5):
        type_pin(kiosk, "1111")
    again = stand(windowed=False, config=OWN_PIN, state=tmp_path / "state")
    again.key(Qt.Key.Key_P, STAFF)
    assert again.sees("Too many tries. Wait one minute.")
    type_pin(again, PIN)
    assert not again.has("Close the kiosk")
