"""The family's session: where they are, and when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import repeat

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.family import LEAVING_SECONDS, FamilySession
from app.bridge.kiosk import Kiosk
from app.domain.session.idle import Idle
from app.domain.session.session import Route, Screen
from app.domain.walkthrough.walk import Walk
from tests.bridge.doubles import shown
from tests.driver import Clock


@dataclass
class Screens:
    """The screens, as a session knows them."""

    fill: Callable[[Route], None] = lambda route: None
    wipe: Callable[[Route], None] = lambda route: None
    steps: Iterator[bool] = field(default_factory=lambda: repeat(False))
    words: int = 0

    def words_on_page(self) -> int:
        return self.words

    def step_back(self) -> bool:
        return next(self.steps)

    def wipe_all_but(self, route: Route) -> None:
        self.wipe(route)


@pytest.fixture
def family(clock: Clock) -> FamilySession:
    return FamilySession(Idle(90, 30), clock)


def after(family: FamilySession, clock: Clock, seconds: float) -> tuple[bool, int]:
    """Whether a warning stands after so many more seconds, and how many are left."""
    clock.now += seconds
    family.check_time()
    return shown(family, "warning"), shown(family, "secondsLeft")


# -- where they are -----------------------------------------------------------------------------


def test_the_way_there_and_back(family: FamilySession) -> None:
    assert shown(family, "screen") == "attract"
    family.start()
    assert not shown(family, "canGoBack")
    family.go("topic", "t1", 12.5)
    assert (shown(family, "screen"), shown(family, "about")) == ("topic", "t1")
    assert shown(family, "canGoBack")
    family.back()
    assert (shown(family, "screen"), shown(family, "readTo")) == ("home", 12.5)
    family.go("topic", "t1", 0.0)
    family.go_home(3.0)
    assert (shown(family, "screen"), shown(family, "readTo")) == ("home", 0)


def test_a_place_is_filled_before_it_is_told_of_and_the_last_is_wiped_after(
    family: FamilySession,
) -> None:
    happened: list[str] = []
    screens = Screens(
        fill=lambda route: happened.append(f"fill {route.screen}"),
        wipe=lambda route: happened.append(f"wipe but {route.screen}"),
    )
    family.listen(screens)
    family.routeChanged.connect(lambda: happened.append(f"tell {shown(family, 'screen')}"))
    family.start()
    assert happened == ["fill home", "tell home", "wipe but home"]


def test_a_session_that_ends_while_a_place_is_filled_never_tells_of_the_place(
    family: FamilySession,
) -> None:
    family.start()
    told: list[str] = []
    family.routeChanged.connect(lambda: told.append(shown(family, "screen")))
    wiped: list[Route] = []

    def fail(route: Route) -> None:
        if route.screen is Screen.TOPIC:
            family.end()

    family.listen(Screens(fill=fail, wipe=wiped.append))
    family.go("topic", "t1", 0.0)
    assert told == ["attract"]
    assert [route.screen for route in wiped] == [Screen.ATTRACT]


def test_going_where_one_is_tells_nothing(family: FamilySession, qtbot: QtBot) -> None:
    family.start()
    with qtbot.assertNotEmitted(family.routeChanged):
        family.start()
        family.go_home(0.0)
        family.back()


def test_back_asks_the_walkthrough_first(family: FamilySession) -> None:
    family.start()
    family.go("walkthrough", "w01", 0.0)
    steps = iter([True, False])
    family.listen(Screens(steps=steps))
    family.back()
    assert shown(family, "screen") == "walkthrough"
    family.back()
    assert shown(family, "screen") == "home"


def test_looks_change_at_once_and_only_to_what_there_is(
    family: FamilySession, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(family.styleChanged):
        family.set_text_size(150)
    with qtbot.waitSignal(family.styleChanged):
        family.set_theme("dark")
    with qtbot.assertNotEmitted(family.styleChanged):
        family.set_text_size(110)
        family.set_text_size(150)
        with pytest.raises(ValueError, match="pink"):
            family.set_theme("pink")
    assert (shown(family, "textSize"), shown(family, "theme")) == (150, "dark")


# -- the idle limit -----------------------------------------------------------------------------


def test_nobody_here_is_never_idle(family: FamilySession, clock: Clock, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(family.ended), qtbot.assertNotEmitted(family.warningChanged):
        after(family, clock, 100_000)
    family.start()
    assert after(family, clock, 89) == (False, 0)


def test_a_warning_counts_down_and_then_the_session_ends(
    family: FamilySession, clock: Clock, qtbot: QtBot
) -> None:
    family.start()
    assert after(family, clock, 89.9) == (False, 0)
    assert after(family, clock, 0.1) == (True, 30)
    assert after(family, clock, 0.5) == (True, 30)
    assert after(family, clock, 0.5) == (True, 29)
    assert after(family, clock, 28.9) == (True, 1)
    assert not shown(family, "leaving")
    with qtbot.waitSignal(family.ended):
        assert after(family, clock, 0.1) == (False, 0)
    assert shown(family, "screen") == "attract"


def test_the_countdown_is_told_once_a_second(
    family: FamilySession, clock: Clock, qtbot: QtBot
) -> None:
    family.start()
    after(family, clock, 90)
    with qtbot.assertNotEmitted(family.warningChanged):
        after(family, clock, 0.25)
    with qtbot.waitSignal(family.warningChanged):
        after(family, clock, 0.75)


def test_a_touch_puts_the_warning_off_but_does_not_take_it_away(
    family: FamilySession, clock: Clock
) -> None:
    family.start()
    clock.now += 80
    family.touched()
    assert after(family, clock, 80) == (False, 0)
    assert after(family, clock, 10) == (True, 30)
    family.touched()
    assert after(family, clock, 10) == (True, 20)
    family.still_here()
    assert not shown(family, "warning")
    assert after(family, clock, 89) == (False, 0)


def test_a_long_page_waits_longer(family: FamilySession, clock: Clock) -> None:
    family.start()
    family.listen(Screens(words=300))
    assert after(family, clock, 179) == (False, 0)
    assert after(family, clock, 1) == (True, 30)


def test_still_here_can_be_said_as_often_as_one_likes(family: FamilySession, clock: Clock) -> None:
    family.start()
    for _ in range(5):
        assert after(family, clock, 119) == (True, 1)
        family.still_here()
        assert shown(family, "screen") == "home"


# -- "I've finished" ----------------------------------------------------------------------------


def test_finishing_asks_with_a_short_countdown(
    family: FamilySession, clock: Clock, qtbot: QtBot
) -> None:
    family.start()
    family.finish()
    assert (shown(family, "leaving"), shown(family, "secondsLeft")) == (True, LEAVING_SECONDS)
    family.touched()
    assert after(family, clock, LEAVING_SECONDS - 1) == (True, 1)
    with qtbot.waitSignal(family.ended):
        after(family, clock, 1)
    assert not shown(family, "leaving")


def test_finishing_can_be_taken_back(family: FamilySession, clock: Clock) -> None:
    family.start()
    family.go("topic", "t1", 0.0)
    family.finish()
    family.still_here()
    assert (shown(family, "leaving"), shown(family, "warning")) == (False, False)
    assert after(family, clock, 89) == (False, 0)
    assert shown(family, "about") == "t1"


@pytest.mark.parametrize("left", [30, int(LEAVING_SECONDS), 3])
def test_finishing_while_a_warning_stands_is_told_whatever_the_seconds(
    family: FamilySession, clock: Clock, qtbot: QtBot, left: int
) -> None:
    family.start()
    assert after(family, clock, 120 - left) == (True, left)
    with qtbot.waitSignal(family.warningChanged):
        family.finish()
    assert (shown(family, "leaving"), shown(family, "secondsLeft")) == (True, LEAVING_SECONDS)


def test_nobody_here_has_nothing_to_finish(family: FamilySession, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(family.warningChanged):
        family.finish()
    assert not shown(family, "leaving")


# -- the end ------------------------------------------------------------------------------------


def test_the_end_leaves_nothing(family: FamilySession, clock: Clock) -> None:
    family.start()
    family.set_text_size(200)
    family.set_theme("light")
    family.put_walk("w01", Walk((("q1", "c1"),), begun=True))
    family.go("topic", "t1", 7.0)
    family.finish()
    family.end()
    new = FamilySession(Idle(90, 30), clock)
    for name in ("screen", "about", "readTo", "canGoBack", "textSize", "theme"):
        assert shown(family, name) == shown(new, name), name
    for name in ("warning", "leaving", "secondsLeft"):
        assert shown(family, name) == shown(new, name), name
    assert family.walk("w01") == Walk()


def test_ending_twice_is_ending(family: FamilySession, qtbot: QtBot) -> None:
    family.start()
    family.end()
    with qtbot.assertNotEmitted(family.routeChanged), qtbot.waitSignal(family.ended):
        family.end()
    assert shown(family, "screen") == "attract"


def test_the_next_family_has_the_whole_limit(kiosk: Kiosk, clock: Clock) -> None:
    kiosk.session.start()
    clock.now += 80
    kiosk.session.end()
    kiosk.session.start()
    assert after(kiosk.session, clock, 89) == (False, 0)
