"""Home: every card on one screen, a card for each section of a large library, the helpline."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect

from app.bridge.pages.helpline import Helpline
from bench.library import multiplied
from tests.driver import PORTRAIT, TODAY, Driver
from tests.journeys import rulers, screens, walking
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel

PHONE = "0808 800 4040"
MONDAY = datetime(2026, 11, 23, 16, 58)


def helpline(kiosk: Driver) -> str:
    """What the line with the helpline says; it has to be in sight."""
    found = [seen.name for seen in kiosk.in_sight() if PHONE in seen.name and not seen.scrolls]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_twelve_cards_stand_on_one_screen_and_none_is_cut(stand: Stand, panel: Panel) -> None:
    twelve_cards_in_sight(stand(panel=panel))


def test_they_do_on_a_24_inch_panel_that_hangs_upright(stand: Stand) -> None:
    twelve_cards_in_sight(stand(size=PORTRAIT))


def twelve_cards_in_sight(kiosk: Driver) -> None:
    """Every card of the starter is whole, and there is no page to turn."""
    kiosk.start()
    library = kiosk.kiosk.reloader.library
    assert library is not None
    titles = {card.title for section in library.sections() for card in library.cards(section.id)}
    titles |= {walk.title for walk in library.walkthroughs()}
    assert len(titles) == 12
    in_sight = {seen.name for seen in kiosk.in_sight() if seen.is_control}
    assert titles <= in_sight
    assert not kiosk.has("Page down")
    assert rulers.clipped(kiosk) == []


PlacesOf = list[tuple[str, QRect]]


def watch(kiosk: Driver) -> list[PlacesOf]:
    """Where everything is, in each picture from now on."""
    pictures: list[PlacesOf] = []
    kiosk.window.frameSwapped.connect(
        lambda: pictures.append([(seen.name, seen.rect) for seen in kiosk.everything()])
    )
    return pictures


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_home_stands_in_its_first_picture(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    start = kiosk.control("Touch anywhere to start").rect.center()
    kiosk.see_the_page()
    pictures = watch(kiosk)
    kiosk.touch_now(start)
    kiosk.settle()
    homes = [seen for seen in pictures if any(name == "Text size" for name, _ in seen)]
    assert len(homes) > 1
    assert all(home == homes[0] for home in homes)


def test_what_helps_everybody_comes_before_a_treatment_that_few_can_have(kiosk: Driver) -> None:
    kiosk.start()
    cards = [seen.name for seen in kiosk.everything() if seen.is_control and seen.scrolls]
    assert cards.index("Get ready for the talk") < cards.index(walking.walkthrough_of(kiosk).title)


def test_a_small_screen_s_cards_come_back_when_the_words_are_small_again(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.choose("Text size", "Largest")
    assert kiosk.has("Page down")
    kiosk.choose("Text size", "Standard")
    assert not kiosk.has("Page down")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of sixty topics."""
    return multiplied(60, tmp_path_factory.mktemp("large"))


def test_a_large_library_shows_its_sections_and_a_topic_is_two_taps_away(
    stand: Stand, large: Path
) -> None:
    kiosk = stand(content=large)
    kiosk.start()
    library = kiosk.kiosk.reloader.library
    assert library is not None
    assert not kiosk.has("Page down")
    for section in library.sections():
        kiosk.tap(section.title)
        card = library.cards(section.id)[2]
        assert card.title in {seen.name for seen in kiosk.in_sight() if seen.is_control}
        kiosk.tap(card.title)
        assert kiosk.sees(library.topic(card.topic_id).summary.split(".")[0])
        kiosk.tap("Home")


def test_the_helpline_is_in_sight_wherever_one_is(kiosk: Driver) -> None:
    kiosk.start()
    helpline(kiosk)
    kiosk.tap("CAR T-cell therapy: who it is for")
    helpline(kiosk)
    kiosk.tap("Page down")
    helpline(kiosk)
    kiosk.tap("My summary")
    helpline(kiosk)
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    helpline(kiosk)
    kiosk.tap("Start the questions")
    helpline(kiosk)


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_helpline_is_in_sight_on_both_warnings(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    for size in screens.SIZES:
        screens.look(kiosk, size, "paper")
        kiosk.tap("I've finished")
        assert kiosk.sees("Have you finished?")
        assert helpline(kiosk).endswith("opens on Monday at 9am")
        assert rulers.broken(kiosk) == []
        kiosk.tap("No, go back")
        kiosk.wait_seconds(90)
        assert kiosk.sees("Are you still here?")
        assert helpline(kiosk).endswith("opens on Monday at 9am")
        assert rulers.broken(kiosk) == []
        number = next(seen for seen in kiosk.in_sight() if PHONE in seen.name)
        kiosk.tap_at(number.rect.center().x(), number.rect.center().y())
        assert not kiosk.sees("Are you still here?")


def test_it_says_whether_somebody_answers_and_time_goes_on(stand: Stand) -> None:
    kiosk = stand(now=MONDAY, today=MONDAY.date())
    kiosk.start()
    assert helpline(kiosk) == f"Cancer Research UK nurses, {PHONE}, open now, until 5pm"
    kiosk.wait_seconds(80)
    kiosk.tap("Someone to talk to")
    assert helpline(kiosk).endswith("open now, until 5pm")
    kiosk.wait_seconds(60)
    cast("Helpline", kiosk.kiosk.helpline).refresh()
    kiosk.settle()
    assert helpline(kiosk).endswith("opens on Tuesday at 9am")


def test_at_the_weekend_it_says_when_somebody_answers_again(kiosk: Driver) -> None:
    kiosk.start()
    assert TODAY.isoweekday() == 7
    assert helpline(kiosk).endswith("opens on Monday at 9am")


def test_a_clock_that_is_not_believed_claims_no_hour(stand: Stand) -> None:
    kiosk = stand(today=date(1970, 1, 1), now=datetime(1970, 1, 1, 12))
    kiosk.start()
    assert helpline(kiosk) == f"Cancer Research UK nurses, {PHONE}"
