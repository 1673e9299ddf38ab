"""How many screens there are to read: the answer first, and what goes with it beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF

from app.domain.walkthrough.paths import paths
from app.domain.walkthrough.walkthrough import Position
from tests.driver import Driver, sight_of
from tests.journeys import eyes, rulers, screens, walking
from tests.journeys.conftest import Stand
from tests.journeys.test_walkthrough_paths import lead_to
from tests.panels import PANELS, Panel

MOST = 2
"""Of a topic or an outcome of the starter, at 100 % on the 24-inch panel."""

MOST_IN_THE_LARGEST_LETTERS = 10
"""Of a topic, on a panel that has room: contacts and cards show their names there; it was 12."""

AWAY = {"have you finished", "staff asking", "staff open"}
"""What stands in the place of the pages, and tells nothing of them."""

LINE = 55
"""The letters that a line beside the contacts has room for, about."""


def screens_of(kiosk: Driver) -> int:
    """How many screens the page on show takes, turned from its top to its end."""
    count = 1
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
        count += 1
    return count


def lines_of(position: Position) -> int:
    """How many lines the questions and situations take that depend on the answers."""
    return sum(-(-len(text) // LINE) for text in position.questions_to_ask + position.situations)


def test_no_page_of_the_starter_takes_more_screens_than_it_may(kiosk: Driver) -> None:
    kiosk.start()
    library = kiosk.kiosk.reloader.library
    assert library is not None
    counts = {}
    for section in library.sections():
        for card in library.cards(section.id):
            kiosk.tap(card.title)
            counts[card.title] = screens_of(kiosk)
            kiosk.tap("Home")
    assert len(counts) >= 11
    assert max(counts.values()) <= MOST, counts


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_a_contacts_icon_stands_on_the_line_of_its_name(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    kiosk.tap("What treatments are there?")
    icon = next(
        item
        for item in eyes.of_kind(kiosk, "QQuickImage")
        if item.property("name") == "messages-square"
    )
    name = next(
        item for item in rulers.texts(kiosk) if item.property("text") == "Your child's consultant"
    )
    line = eyes.rect(name)
    line.setHeight(eyes.number(name, "contentHeight") / eyes.number(name, "lineCount"))
    assert abs(eyes.rect(icon).center().y() - line.center().y()) <= line.height() / 4


def test_no_outcome_takes_more_screens_than_it_may(kiosk: Driver) -> None:
    walking.begin(kiosk)
    longest: dict[tuple[str, int], Position] = {}
    for position in paths(walking.walkthrough_of(kiosk)):
        assert position.outcome is not None
        of = (position.outcome.id, len(position.notes))
        if of not in longest or lines_of(position) > lines_of(longest[of]):
            longest[of] = position
    assert len(longest) == 11
    counts = {}
    for of, position in longest.items():
        lead_to(kiosk, position)
        counts[of] = screens_of(kiosk)
        kiosk.tap("Back")
    assert max(counts.values()) <= MOST, counts


WIDE = ("24", "21.5", "15.6", "15.6-fine", "55", "27-4k")
"""The panels that lie, but for the smallest."""


@pytest.mark.parametrize("panel", WIDE)
def test_who_to_talk_to_stands_beside_the_answer_on_the_first_screen(
    stand: Stand, panel: str
) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    kiosk.tap("It has come back")
    in_sight = {seen.name: seen.rect for seen in kiosk.in_sight()}
    assert in_sight["Who to talk to"].left() > in_sight["It has come back"].right()
    assert "Add to my summary" in in_sight
    assert any("0808 800 4040" in name for name in in_sight if "Cancer" in name or "0808" in name)
    places = {seen.name: seen.rect for seen in kiosk.everything()}
    for beside in ("You could read next", "Where it comes from"):
        assert places[beside].left() == places["Who to talk to"].left(), beside


def test_on_a_15_6_inch_panel_no_topic_takes_more_than_three_screens(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["15.6"])
    kiosk.start()
    counts = {}
    for title in screens.topic_titles(kiosk):
        kiosk.tap(title)
        counts[title] = screens_of(kiosk)
        kiosk.tap("Home")
    assert max(counts.values()) <= 3, counts


def test_on_a_tall_screen_what_goes_with_a_text_stands_below_it(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["22-upright"])
    kiosk.start()
    kiosk.tap("It has come back")
    places = {seen.name: seen.rect for seen in kiosk.everything()}
    text = places["What the plan depends on"]
    for beside in ("Who to talk to", "You could read next", "Where it comes from"):
        assert places[beside].top() > text.bottom(), beside
        assert places[beside].left() == text.left(), beside


@pytest.mark.parametrize("panel", ["24", "32-upright"])
def test_smaller_letters_never_take_more_screens_than_larger_ones(stand: Stand, panel: str) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    counts = []
    for per_cent in screens.SIZES:
        screens.look(kiosk, per_cent, "paper")
        kiosk.tap("It has come back")
        counts.append(screens_of(kiosk))
        kiosk.tap("Home")
    assert counts == sorted(counts)
    assert counts[-1] <= MOST_IN_THE_LARGEST_LETTERS


def test_one_line_says_all_that_speaks_against_a_page(kiosk: Driver) -> None:
    kiosk.start()
    said = 0
    for screen in screens.every_screen(kiosk):
        shown = [name for name in kiosk.names() if not name.startswith("Code for a phone")]
        against = [n for n in shown if "sample content" in n or "Past its review date" in n]
        assert len(against) == (0 if screen in AWAY else 1), screen
        if screen in {"opening", "outcome", *screens.topic_titles(kiosk)}:
            assert "sample content" in against[0]
            assert "Past its review date, 4 November 2024" in against[0]
            assert "Ask your child's consultant." in against[0]
            said += 1
    assert said >= 13


def cut_lines(kiosk: Driver) -> list[str]:
    """The lines of text that stand half in sight, above the bar or below the top."""
    found = []
    for item in rulers.texts(kiosk):
        sight = sight_of(item, QRect(0, 0, *kiosk.size)).toRectF()
        rect, lines = eyes.rect(item), int(eyes.number(item, "lineCount"))
        for n in range(lines):
            top = rect.top() + n * rect.height() / lines
            line = QRectF(rect.left(), top, rect.width(), rect.height() / lines)
            share = line.intersected(sight).height() / line.height()
            if 0.02 < share < 0.98:
                found.append(f"{share:.0%} of line {n} of {rulers.words(item)}")
    return found


@pytest.mark.parametrize("per_cent", screens.SIZES)
def test_no_line_is_cut_and_each_screen_says_which_it_is(kiosk: Driver, per_cent: int) -> None:
    kiosk.start()
    screens.look(kiosk, per_cent, "paper")
    for title in ["It has come back", "CAR T-cell therapy: what it is"]:
        kiosk.tap(title)
        said = []
        while True:
            assert cut_lines(kiosk) == [], title
            said += [name for name in kiosk.names() if name.startswith("Screen ")]
            if not kiosk.has("Page down"):
                break
            kiosk.tap("Page down")
        assert said == [f"Screen {n + 1} of {len(said)}" for n in range(len(said))]
        kiosk.tap("Home")


def test_no_card_of_home_is_cut_with_the_largest_letters(kiosk: Driver) -> None:
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    titles, whole = set(screens.topic_titles(kiosk)), set()
    while True:
        for seen in kiosk.everything():
            if seen.name in titles and seen.is_control:
                shown = (seen.sight & seen.rect).height()
                assert shown <= 2 or shown >= seen.rect.height() - 2, seen.name
                whole |= {seen.name} if shown > 2 else set()
        if not kiosk.has("Page down"):
            break
        kiosk.tap("Page down")
    assert whole == titles
