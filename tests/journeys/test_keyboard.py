"""Everything by keyboard alone: reached, pressed, in sight, and never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtQuick import QQuickItem

from tests.driver import LANDSCAPE, PORTRAIT, Driver, sight_of
from tests.journeys import eyes, screens, walking
from tests.journeys.conftest import Stand

KEY = Qt.Key
MOST = 120
TURNS = {"Page up", "Page down"}
"""They are not always there: Tab turns the page as well."""


def focused(kiosk: Driver) -> QQuickItem:
    """What the keyboard is on: it is seen, it is enabled, and it can be pressed."""
    item = kiosk.window.activeFocusItem()
    assert item is not None, "the keyboard is on nothing"
    return item


def named(kiosk: Driver) -> str:
    """The name of what the keyboard is on."""
    centre = eyes.rect(focused(kiosk)).toRect().center()
    found = [
        seen
        for seen in kiosk.everything()
        if seen.is_control and seen.rect.contains(centre) and not seen.rect.isEmpty()
    ]
    assert found, f"{focused(kiosk)} is no control"
    # What the page hides below its edge lies under the bar's buttons.
    found = [seen for seen in found if seen.sight.contains(centre)] or found
    return min(found, key=lambda seen: seen.rect.width() * seen.rect.height()).name


def assert_seen(kiosk: Driver) -> None:
    """What the keyboard is on is whole on the screen, with its ring round it."""
    item = focused(kiosk)
    assert item.isVisible()
    assert item.isEnabled()
    assert all(parent.opacity() == 1 for parent in [item, *eyes.ancestors(item)])
    rect = eyes.rect(item)
    view = sight_of(item, QRect(0, 0, *kiosk.size)).toRectF()
    if rect.height() <= kiosk.page_view().height():
        assert view.adjusted(-1, -1, 1, 1).contains(rect), f"{named(kiosk)} is not in sight"
    assert item.property("visualFocus"), f"{named(kiosk)} has no ring"


def round_trip(kiosk: Driver, key: Qt.Key) -> list[str]:
    """The names that a key comes by until it comes round, each of them in sight with its ring."""
    kiosk.key(key)
    first, names = focused(kiosk), [named(kiosk)]
    for _ in range(MOST):
        assert_seen(kiosk)
        kiosk.key(key)
        if focused(kiosk) == first:
            return names
        names.append(named(kiosk))
    raise AssertionError(f"the keyboard never comes round: {names}")


def go_to(kiosk: Driver, name: str) -> None:
    """Press Tab until the keyboard is on a control."""
    for _ in range(MOST):
        kiosk.key(KEY.Key_Tab)
        if named(kiosk) == name:
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def press(kiosk: Driver, name: str, key: Qt.Key = KEY.Key_Return) -> None:
    """Go to a control and press it."""
    go_to(kiosk, name)
    kiosk.key(key)


def all_controls(kiosk: Driver) -> list[str]:
    """The names of everything that can be pressed now."""
    return sorted(seen.name for seen in kiosk.everything() if seen.is_control)


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_attract_starts_by_key(kiosk: Driver, key: Qt.Key) -> None:
    kiosk.key(key)
    assert kiosk.sees("What would you like to know?")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize(
    ("on", "back"),
    [
        (KEY.Key_Tab, KEY.Key_Backtab),
        (KEY.Key_Down, KEY.Key_Up),
        (KEY.Key_Right, KEY.Key_Left),
    ],
)
def test_every_control_of_every_screen_is_come_by(
    stand: Stand, size: tuple[int, int], on: Qt.Key, back: Qt.Key
) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    for panel in screens.every_panel(kiosk):
        for key in (on, back):
            reached = round_trip(kiosk, key)
            assert set(all_controls(kiosk)) - TURNS <= set(reached), (panel, key)
    for page in screens.every_walkthrough_page(kiosk):
        reached = round_trip(kiosk, on)
        assert set(all_controls(kiosk)) - TURNS <= set(reached), page


@pytest.mark.parametrize("per_cent", [100, 200])
def test_every_topic_is_come_by_with_its_glossary_words(kiosk: Driver, per_cent: int) -> None:
    kiosk.start()
    screens.look(kiosk, per_cent, "paper")
    for topic in screens.every_topic(kiosk):
        reached = round_trip(kiosk, KEY.Key_Tab)
        assert set(all_controls(kiosk)) - TURNS <= set(reached), topic


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_a_whole_visit_by_keyboard(kiosk: Driver, key: Qt.Key) -> None:
    kiosk.key(key)
    press(kiosk, screens.topic_titles(kiosk)[0], key)
    word = next(name for name in all_controls(kiosk) if name.startswith("What does"))
    press(kiosk, word, key)
    press(kiosk, "Close the explanation", key)
    assert not kiosk.has("Close the explanation")
    press(kiosk, "Text size", key)
    press(kiosk, "Largest", key)
    assert kiosk.control("Largest").checked
    press(kiosk, "Done", key)
    press(kiosk, "Home", key)
    press(kiosk, walking.walkthrough_of(kiosk).title, key)
    press(kiosk, "Start the questions", key)
    for label in screens.ANSWERS:
        press(kiosk, label, key)
    assert tuple(walking.page(kiosk).review.values()) == screens.ANSWERS
    press(kiosk, "See what you could ask", key)
    press(kiosk, "Print this page", key)
    screens.wait_for_handout(kiosk)
    press(kiosk, "Large print", key)
    screens.wait_for_handout(kiosk)
    press(kiosk, "Print it", key)
    kiosk.step_spooler()
    assert kiosk.sees("No printer is set up")
    press(kiosk, "I've finished", key)
    press(kiosk, "Yes, clear the screen", key)
    kiosk.key(key)
    assert kiosk.sees("What would you like to know?")


def test_page_keys_turn_and_reach_both_ends(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.key(KEY.Key_PageDown)
    first = eyes.read_to(kiosk)
    assert first > 0
    kiosk.key(KEY.Key_End)
    assert not kiosk.has("Page down")
    kiosk.key(KEY.Key_Home)
    assert eyes.read_to(kiosk) == 0
    kiosk.key(KEY.Key_PageDown)
    kiosk.key(KEY.Key_PageUp)
    assert eyes.read_to(kiosk) == 0


def test_page_keys_turn_wherever_the_keyboard_is(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    go_to(kiosk, "Home")
    for key in (KEY.Key_Home, KEY.Key_PageDown):
        kiosk.key(key)
    assert eyes.read_to(kiosk) > 0


def test_the_warning_takes_the_keyboard_and_gives_it_back(kiosk: Driver) -> None:
    kiosk.start()
    go_to(kiosk, "Clinical trials")
    kiosk.wait_seconds(95)
    assert named(kiosk) == "I'm still here"
    assert round_trip(kiosk, KEY.Key_Tab) in (
        ["I've finished", "I'm still here"],
        ["I'm still here", "I've finished"],
    )
    press(kiosk, "I'm still here")
    assert kiosk.sees("What would you like to know?")
    round_trip(kiosk, KEY.Key_Tab)


def test_the_keyboard_is_never_lost_when_what_it_is_on_goes(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.tap("Page down")
    for _ in range(MOST):
        if kiosk.has("Page down"):
            kiosk.key(KEY.Key_Return)
    assert not kiosk.has("Page down")
    kiosk.key(KEY.Key_Tab)
    assert_seen(kiosk)
    press(kiosk, "Text size")
    press(kiosk, "Done")
    kiosk.key(KEY.Key_Tab)
    assert_seen(kiosk)


def test_keys_do_nothing_that_was_not_asked(kiosk: Driver) -> None:
    kiosk.start()
    before = kiosk.names()
    for key in (KEY.Key_A, KEY.Key_5, KEY.Key_Backspace, KEY.Key_Insert):
        kiosk.key(key)
        assert kiosk.names() == before


def test_escape_closes_what_is_open_and_nothing_else(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("It has come back")
    before = kiosk.names()
    kiosk.tap("Text size")
    assert kiosk.has("Larger")
    kiosk.key(KEY.Key_Escape)
    assert kiosk.names() == before
    kiosk.tap("What does “relapsed” mean?")
    assert kiosk.has("Close the explanation")
    kiosk.key(KEY.Key_Escape)
    assert kiosk.names() == before
    kiosk.key(KEY.Key_Escape)
    assert kiosk.names() == before
