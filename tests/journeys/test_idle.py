"""When a family has gone: the warning, its countdown, and the end, by a clock moved by hand."""

from __future__ import annotations

import re
from math import ceil

import pytest
from PySide6.QtCore import Qt

from app.domain.session.idle import Idle
from tests.driver import Driver
from tests.journeys import walking

STAY, GO = "I'm still here", "I've finished"
FINISHED = "I've finished"


def seconds_left(kiosk: Driver) -> int | None:
    """The countdown on the screen; None where there is none."""
    found = [n for n in kiosk.names() if re.fullmatch(r"1 second left|\d+ seconds left", n)]
    return int(found[0].partition(" ")[0]) if found else None


def assert_as_if_nobody_had_been(kiosk: Driver) -> None:
    """The attract screen, with the default looks and no answer."""
    assert kiosk.control("Touch anywhere to start")
    assert not kiosk.has("Back")
    assert seconds_left(kiosk) is None
    kiosk.start()
    kiosk.tap("Text size")
    assert kiosk.control("Standard").checked
    kiosk.tap("Done")
    kiosk.tap("Contrast")
    assert kiosk.control("Usual colours").checked
    kiosk.tap("Done")
    assert not kiosk.has("Back")
    assert not kiosk.has("Page up"), "the home screen is at its top"
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    assert walking.page(kiosk).chosen == ()


def leave_traces(kiosk: Driver) -> None:
    """A session with everything in it that must go."""
    walking.begin(kiosk)
    walking.answer(kiosk, "Wales", "Not sure")
    kiosk.choose("Text size", "Largest")
    kiosk.choose("Contrast", "White on black")
    kiosk.tap("Home")
    kiosk.tap("Page down")


def test_warning_after_ninety_seconds_counts_down_and_ends_the_session(kiosk: Driver) -> None:
    leave_traces(kiosk)
    kiosk.wait_seconds(89)
    assert seconds_left(kiosk) is None
    kiosk.wait_seconds(1)
    assert kiosk.sees("Are you still here?")
    for left in range(30, 0, -1):
        assert seconds_left(kiosk) == left
        kiosk.wait_seconds(1)
    assert_as_if_nobody_had_been(kiosk)


@pytest.mark.parametrize("quiet", [5, 100], ids=["reading", "warned"])
def test_a_touch_that_wakes_the_machine_finds_nothing_of_the_family_before(
    kiosk: Driver, quiet: int
) -> None:
    leave_traces(kiosk)
    kiosk.wait_seconds(quiet)
    kiosk.clock.now += 9 * 3600  # it slept, and its own timers with it
    kiosk.tap_at(1850, 200)
    assert_as_if_nobody_had_been(kiosk)


def test_still_here_as_often_as_one_likes(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, "Wales")
    for _ in range(5):
        kiosk.wait_seconds(119)
        assert seconds_left(kiosk) == 1
        kiosk.tap(STAY)
        assert seconds_left(kiosk) is None
        kiosk.wait_seconds(89)
        assert seconds_left(kiosk) is None
        kiosk.tap_at(1850, 200)
    kiosk.tap("Back")
    assert walking.page(kiosk).chosen == ("Wales",)


def test_any_touch_or_key_begins_the_wait_again(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.choose("Text size", "Largest")  # so that there is more than one screen of cards
    kiosk.wait_seconds(80)
    kiosk.tap_at(1850, 200)
    kiosk.wait_seconds(80)
    kiosk.tap("Page down")
    kiosk.wait_seconds(89)
    assert seconds_left(kiosk) is None
    kiosk.wait_seconds(1)
    assert seconds_left(kiosk) == 30


@pytest.mark.parametrize("where", ["Home", "Someone to talk to"])
def test_a_tap_anywhere_means_still_here_and_presses_nothing(kiosk: Driver, where: str) -> None:
    kiosk.start()
    before = kiosk.names()
    at = kiosk.control(where).rect.center()
    kiosk.wait_seconds(105)
    assert seconds_left(kiosk) == 15
    controls = [seen.name for seen in kiosk.everything() if seen.is_control]
    assert controls == [STAY, GO], "nothing else can be pressed"
    kiosk.tap_at(at.x(), at.y())
    assert kiosk.names() == before
    kiosk.wait_seconds(89)
    assert seconds_left(kiosk) is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_PageDown, Qt.Key.Key_5])
def test_any_key_means_still_here(kiosk: Driver, key: Qt.Key) -> None:
    kiosk.start()
    before = kiosk.names()
    kiosk.wait_seconds(105)
    kiosk.key(key)
    assert kiosk.names() == before


def test_the_warning_itself_offers_to_finish(kiosk: Driver) -> None:
    leave_traces(kiosk)
    kiosk.wait_seconds(95)
    kiosk.tap(GO)
    assert_as_if_nobody_had_been(kiosk)


def test_a_long_page_gives_longer_to_read(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("CAR T-cell therapy: who it is for")
    limit = Idle().limit_for(kiosk.kiosk.screens.words_on_page())
    assert limit > 90, "the page is not long enough"
    kiosk.wait_seconds(ceil(limit) - 1)
    assert seconds_left(kiosk) is None
    kiosk.wait_seconds(1)
    assert seconds_left(kiosk) in {29, 30}


def test_no_warning_where_there_is_nothing_to_end(kiosk: Driver) -> None:
    kiosk.wait_seconds(600)
    assert kiosk.has("Touch anywhere to start")
    assert seconds_left(kiosk) is None


@pytest.mark.parametrize("answer", ["No, go back", "Yes, clear the screen", ""])
def test_finished_asks_first_and_does_it_by_itself_after_twenty_seconds(
    kiosk: Driver, answer: str
) -> None:
    leave_traces(kiosk)
    kiosk.tap(FINISHED)
    assert kiosk.sees("Have you finished?")
    assert seconds_left(kiosk) == 20
    kiosk.wait_seconds(19)
    assert seconds_left(kiosk) == 1
    if answer:
        kiosk.tap(answer)
    else:
        kiosk.wait_seconds(1)
    if answer != "No, go back":
        assert_as_if_nobody_had_been(kiosk)
        return
    assert kiosk.sees("What would you like to know?")
    kiosk.wait_seconds(60)
    assert seconds_left(kiosk) is None
    kiosk.tap("Contrast")
    assert kiosk.control("White on black").checked


def test_two_taps_on_finished_do_not_clear_the_screen_by_mistake(kiosk: Driver) -> None:
    kiosk.start()
    at = kiosk.control(FINISHED).rect.center()
    for _ in range(4):
        kiosk.tap_at(at.x(), at.y())
    assert kiosk.sees("Have you finished?")


def test_finishing_is_the_quietest_of_the_bar_and_what_helps_the_strongest(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("It has come back")
    picture = kiosk.picture()

    def fill(name: str) -> int:
        """How light a button is inside its left border."""
        rect = kiosk.control(name).rect
        return picture.pixelColor(rect.left() + 8, rect.center().y()).lightness()

    bar = kiosk.control("Home").rect
    behind = picture.pixelColor(bar.left() - 6, bar.center().y()).lightness()
    others = [fill(name) for name in ("Home", "Back", "Text size", "Contrast")]
    assert fill(FINISHED) == behind < min(others), "it lies flat on the bar"
    assert fill("My summary") < behind - 100, "one button stands out"
