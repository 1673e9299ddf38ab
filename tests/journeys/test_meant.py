"""Nobody answers what they did not mean: double taps, held keys, hands on the glass, trembling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.session.touch import NEW_PAGE_SECONDS
from tests.driver import Driver
from tests.journeys import walking
from tests.journeys.screens import wait_for_handout
from tests.journeys.test_idle import seconds_left
from tests.journeys.test_walkthrough import LONGEST

ALMOST = NEW_PAGE_SECONDS - 0.01


def tap_at_once(kiosk: Driver, at: QPoint, after: float) -> None:
    """Tap so many seconds after whatever came before."""
    kiosk.clock.now += after
    kiosk.touch_now(at)


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, ALMOST])
def test_a_double_tap_answers_one_question(kiosk: Driver, after: float) -> None:
    walking.begin(kiosk)
    for n, label in enumerate(LONGEST):
        at = kiosk.control(label).rect.center()
        kiosk.tap(label)
        before = kiosk.names()
        tap_at_once(kiosk, at, after)
        assert kiosk.names() == before, f"question {n + 1} was answered twice"
    assert tuple(walking.page(kiosk).review.values()) == LONGEST


def test_a_tap_on_a_page_that_has_stood_for_half_a_second_counts(kiosk: Driver) -> None:
    walking.begin(kiosk)
    kiosk.tap(LONGEST[0])
    tap_at_once(kiosk, kiosk.control(LONGEST[1]).rect.center(), NEW_PAGE_SECONDS)
    kiosk.tap("Back")
    assert walking.page(kiosk).chosen == (LONGEST[1],)


def _home(kiosk: Driver) -> None:
    kiosk.start()


def _topic(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("Someone to talk to")


def _finished(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("I've finished")


def _summary(kiosk: Driver) -> None:
    _topic(kiosk)
    kiosk.tap("My summary")
    wait_for_handout(kiosk)


def _staff(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("go", [_home, _topic, _finished, _summary, _staff])
@pytest.mark.parametrize("after", [0.0, ALMOST])
def test_no_new_page_takes_a_tap_at_once(
    kiosk: Driver, go: Callable[[Driver], None], after: float
) -> None:
    go(kiosk)
    before = kiosk.names()
    for control in [seen for seen in kiosk.in_sight() if seen.is_control]:
        kiosk.clock.now = kiosk.window.input.opens_at - NEW_PAGE_SECONDS + after
        kiosk.touch_now(control.rect.center())
        assert kiosk.names() == before, control.name


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_that_is_held_or_struck_twice_answers_one_question(
    kiosk: Driver, key: Qt.Key
) -> None:
    walking.begin(kiosk)
    while walking.page(kiosk).chosen == () and not kiosk.focused().startswith("England"):
        kiosk.key(Qt.Key.Key_Tab)
    QTest.keyPress(kiosk.window, key)
    QTest.keyRelease(kiosk.window, key)
    kiosk.settle()
    page = kiosk.names()
    for _ in range(3):
        QTest.keyClick(kiosk.window, key)
        kiosk.settle()
    assert kiosk.names() == page
    kiosk.tap("Back")
    assert walking.page(kiosk).chosen == ("England",)


def test_the_chosen_answer_is_seen_before_the_page_turns(kiosk: Driver) -> None:
    walking.begin(kiosk)
    before = walking.page(kiosk)
    kiosk.see_the_page()
    kiosk.touch_now(kiosk.control("Wales").rect.center(), settle=False)
    kiosk.look()
    seen = walking.page(kiosk)
    assert (seen.chosen, seen.headings) == (("Wales",), before.headings)
    kiosk.settle()
    assert walking.page(kiosk).headings != before.headings


def test_another_tap_while_the_chosen_answer_is_seen_changes_nothing(kiosk: Driver) -> None:
    walking.begin(kiosk)
    other = kiosk.control("England").rect.center()
    kiosk.see_the_page()
    kiosk.touch_now(kiosk.control("Wales").rect.center(), settle=False)
    kiosk.touch_now(other, settle=False)
    kiosk.settle()
    kiosk.tap("Back")
    assert walking.page(kiosk).chosen == ("Wales",)


def test_leaving_while_the_chosen_answer_is_seen_answers_nothing(kiosk: Driver) -> None:
    walking.begin(kiosk)
    summary = kiosk.control("My summary").rect.center()
    kiosk.see_the_page()
    kiosk.touch_now(kiosk.control("Wales").rect.center(), settle=False)
    kiosk.touch_now(summary)
    kiosk.tap("Back")
    assert walking.page(kiosk).chosen == ()


@pytest.mark.parametrize("fingers", [2, 3, 5])
def test_several_fingers_at_once_are_nothing(kiosk: Driver, fingers: int) -> None:
    walking.begin(kiosk)
    before = kiosk.names()
    at = [kiosk.control("Wales").rect.center() + QPoint(40 * n, 15 * n) for n in range(fingers)]
    kiosk.hand(at, one_by_one=False)
    assert kiosk.names() == before
    kiosk.hand(at, one_by_one=True)
    assert kiosk.names() == before
    kiosk.tap("Wales")
    assert kiosk.names() != before, "one finger answers again"


def test_a_touch_that_trembles_for_minutes_is_nobody(kiosk: Driver) -> None:
    kiosk.start()
    with kiosk.pressing(QPoint(1850, 200)):
        for second in range(240):
            kiosk.tremble(QPoint(1850 + second % 3, 200 + second % 2))
            kiosk.wait_seconds(1)
    assert kiosk.has("Touch anywhere to start")


def test_drumming_on_one_spot_for_minutes_is_nobody(kiosk: Driver) -> None:
    kiosk.start()
    for _ in range(400):
        kiosk.touch_now(QPoint(1850, 200))
        kiosk.wait_seconds(0.5)
        if kiosk.has("Touch anywhere to start"):
            return
    raise AssertionError("a drumming hand holds the session for ever")


def test_a_reader_who_taps_one_button_again_and_again_is_somebody(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("CAR T-cell therapy: who it is for")
    for turn in range(20):
        kiosk.wait_seconds(60)
        kiosk.tap("Page up" if turn % 2 else "Page down")
        assert seconds_left(kiosk) is None
