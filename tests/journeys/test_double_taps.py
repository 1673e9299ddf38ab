"""Double taps, palms and trembling hands on every path and every place, not on examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from app.domain.session.touch import DOUBLE_TAP_SECONDS
from app.domain.walkthrough.paths import paths
from app.pin import DEFAULT_PIN
from tests.driver import Driver, Seen
from tests.journeys import screens, walking
from tests.journeys.conftest import Stand, no_complaint
from tests.journeys.test_walkthrough_paths import SEE, lead_to
from tests.paper import ScriptedSpooler

AFTER = (0.0, 0.1, 0.25, DOUBLE_TAP_SECONDS - 0.01)
"""Seconds between the two taps of a double tap."""
BESIDE = (QPoint(0, 0), QPoint(5, 0), QPoint(-3, 4))
"""The second one is not quite where the first one was."""


def on_show(kiosk: Driver) -> list[Seen]:
    """Everything that is to be seen, with where it is and what is chosen."""
    return kiosk.everything()


class DoubleTapper(Driver):
    """Taps everything twice, and sees the second tap change nothing."""

    def __init__(self, state: Path, **wishes: object) -> None:
        self._gaps, self._beside = cycle(AFTER), cycle(BESIDE)
        self.doubled = 0
        super().__init__(state, **wishes)  # type: ignore[arg-type]

    def tap(self, name: str) -> None:
        """Tap a control twice, as many people do with all they press."""
        at = self.bring_into_sight(name).rect.center()
        self._touch(at)
        # What is made, or asked of the printer, comes when it comes: it is not the second tap's.
        waits = self.kiosk.door.property("state") != "shut"
        self.settle()
        screens.wait_while_it_is_made(self)
        before = on_show(self)
        self.clock.now += next(self._gaps)
        if waits:
            return
        self.touch_now(at + next(self._beside))
        assert on_show(self) == before, f"a double tap on {name!r} counted twice"
        self.doubled += 1


@pytest.fixture
def double_tapper(fonts: None, library_source: Path) -> Iterator[DoubleTapper]:
    """Somebody who double-taps, in front of the starter library."""
    driver = DoubleTapper(library_source)
    yield driver
    with no_complaint():
        driver.close()


def test_every_path_of_the_walkthrough_is_the_same_by_double_taps(
    double_tapper: DoubleTapper,
) -> None:
    kiosk = double_tapper
    walking.begin(kiosk)
    walked = 0
    for position in paths(walking.walkthrough_of(kiosk)):
        lead_to(kiosk, position)
        outcome = position.outcome
        assert outcome is not None
        assert outcome.title in walking.page(kiosk).headings
        kiosk.tap("Back")
        assert walking.page(kiosk).review == walking.lines(position)
        walked += 1
    assert walked == 185, "the starter library has other paths now: is each still meant?"
    assert kiosk.doubled > 2 * walked


def test_every_screen_is_walked_through_by_double_taps(double_tapper: DoubleTapper) -> None:
    double_tapper.start()
    walked = list(screens.every_screen(double_tapper))
    assert len(walked) > 30
    assert double_tapper.doubled > 60


# -- every place ------------------------------------------------------------------------------


def _home(kiosk: Driver) -> None:
    pass


def _text_size(kiosk: Driver) -> None:
    kiosk.tap("Text size")


def _contrast(kiosk: Driver) -> None:
    kiosk.tap("Contrast")


def _topic(kiosk: Driver) -> None:
    kiosk.tap("Someone to talk to")


def _end_of_topic(kiosk: Driver) -> None:
    kiosk.tap("CAR T-cell therapy: who it is for")
    while kiosk.has("Page down"):
        kiosk.tap("Page down")


def _explanation(kiosk: Driver) -> None:
    kiosk.tap(screens.topic_titles(kiosk)[0])
    kiosk.tap(next(seen.name for seen in kiosk.everything() if seen.name.startswith("What does")))


def _opening(kiosk: Driver) -> None:
    kiosk.tap(walking.walkthrough_of(kiosk).title)


def _question(kiosk: Driver) -> None:
    _opening(kiosk)
    kiosk.tap("Start the questions")


def _answered(kiosk: Driver) -> None:
    _question(kiosk)
    kiosk.tap(screens.ANSWERS[0])
    kiosk.tap("Back")


def _review(kiosk: Driver) -> None:
    _question(kiosk)
    walking.answer(kiosk, *screens.ANSWERS)


def _outcome(kiosk: Driver) -> None:
    _review(kiosk)
    kiosk.tap(SEE)


def _summary(kiosk: Driver) -> None:
    _topic(kiosk)
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)


def _my_summary(kiosk: Driver) -> None:
    _topic(kiosk)
    kiosk.tap("Add to my summary")
    kiosk.tap("Home")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    screens.wait_for_count(kiosk)


def _phone(kiosk: Driver) -> None:
    _summary(kiosk)
    kiosk.tap("On my phone")


def _finished(kiosk: Driver) -> None:
    kiosk.tap("I've finished")


def go_to_still_here(kiosk: Driver) -> None:
    """Wait until the kiosk asks."""
    for _ in range(600):
        if kiosk.sees("Are you still here?"):
            return
        kiosk.wait_seconds(1)
    raise AssertionError("nobody asks whether anybody is still here")


PAGES: tuple[Callable[[Driver], None], ...] = (
    *(_home, _text_size, _contrast, _topic, _end_of_topic, _explanation, _opening, _question),
    *(_answered, _review, _outcome, _summary, _my_summary, _phone, _finished, go_to_still_here),
)


def pressable(kiosk: Driver) -> list[str]:
    """What can be pressed without turning the page."""
    return [seen.name for seen in kiosk.in_sight() if seen.is_control]


def again(kiosk: Driver) -> None:
    """From wherever one is to the home screen of a new session."""
    if kiosk.sees("Are you still here?"):
        kiosk.tap("I'm still here")
    if not kiosk.has("Touch anywhere to start"):
        if not kiosk.has("Yes, clear the screen"):
            kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
    kiosk.start()


@pytest.mark.parametrize("go", PAGES)
def test_the_second_of_a_double_tap_is_nothing_wherever_it_falls(
    stand: Stand, go: Callable[[Driver], None]
) -> None:
    kiosk = stand(spooler=ScriptedSpooler(staff=ScriptedSpooler()))
    kiosk.start()
    go(kiosk)
    gaps, beside = cycle(AFTER), cycle(BESIDE)
    names = pressable(kiosk)
    assert names
    for name in names:
        again(kiosk)
        go(kiosk)
        at = kiosk.control(name).rect.center()
        kiosk.tap(name)
        kiosk.settle()
        screens.wait_while_it_is_made(kiosk)
        before = on_show(kiosk)
        kiosk.clock.now += next(gaps)
        kiosk.touch_now(at + next(beside))
        assert on_show(kiosk) == before, name


@pytest.mark.parametrize("go", PAGES)
def test_hands_on_any_place_are_nothing(kiosk: Driver, go: Callable[[Driver], None]) -> None:
    kiosk.start()
    go(kiosk)
    before = on_show(kiosk)
    across, down = QPoint(35, 10), QPoint(12, 30)
    for name in pressable(kiosk):
        for fingers, one_by_one in ((2, True), (5, False), (5, True)):
            at = kiosk.control(name).rect.center()
            hand = [at + (across if n % 2 else down) * n for n in range(fingers)]
            kiosk.hand(hand, one_by_one=one_by_one)
            assert on_show(kiosk) == before, (name, fingers)


@pytest.mark.parametrize("go", PAGES)
def test_a_touch_that_trembles_for_minutes_ends_any_session(
    kiosk: Driver, go: Callable[[Driver], None]
) -> None:
    kiosk.start()
    go(kiosk)
    at = kiosk.control(pressable(kiosk)[0]).rect.center()
    with kiosk.pressing(at):
        for second in range(900):
            kiosk.tremble(at + QPoint(second % 3, second % 2))
            kiosk.wait_seconds(1)
            if kiosk.has("Touch anywhere to start"):
                break
    assert kiosk.has("Touch anywhere to start")
    assert kiosk.kiosk.session.is_begun is False


def test_quick_digits_of_the_staff_are_all_taken(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.knock()
    for digit in DEFAULT_PIN + DEFAULT_PIN[0] * 2:
        kiosk.see_the_page()
        kiosk.touch_now(kiosk.control(digit).rect.center())
    assert kiosk.sees("PIN: " + "•" * (len(DEFAULT_PIN) + 2))
