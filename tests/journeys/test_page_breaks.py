"""A page ends between lines, and never within a card that a page has room for, to the pixel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.driver import Driver
from tests.journeys import eyes, rulers, screens, walking
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel

HARDEST = [("24", 100), ("24", 200), ("10", 100), ("10", 200), ("17-upright", 200), ("15.6", 150)]
"""Panels and text sizes: those that are usual, and those that leave a page the fewest lines."""

HAIR = 0.05
"""Pixels. Of what is not shown nothing is: less than this, no renderer draws."""

MOST_SCREENS = 40

MOST_HOME_SCREENS = 5
"""With letters twice as large, on the smallest panel; it was 13."""


def sight(item: QQuickItem, kiosk: Driver) -> QRectF:
    """The part of the window in which an item can be seen, to a part of a pixel."""
    seen = QRectF(0, 0, *kiosk.size)
    for parent in eyes.ancestors(item):
        if parent.clip():
            seen &= eyes.rect(parent)
    return seen


def scrolls(item: QQuickItem) -> bool:
    """Whether an item stands on the page, and not in what is beside or below it."""
    return any(parent.inherits("QQuickFlickable") for parent in eyes.ancestors(item))


def pieces(kiosk: Driver) -> Iterator[tuple[str, QRectF, QQuickItem]]:
    """What must be whole: each line, and each button and box that has words; a rule, too."""
    for item in filter(scrolls, rulers.texts(kiosk)):
        rect, lines = eyes.rect(item), int(eyes.number(item, "lineCount"))
        for n in range(lines):
            top = rect.top() + n * rect.height() / lines
            place = QRectF(rect.left(), top, rect.width(), rect.height() / lines)
            yield f"line {n} of {rulers.words(item)}", place, item
    room = kiosk.page_view().height() * 0.97
    for item in filter(scrolls, eyes.items(kiosk)):
        kind = item.metaObject().className().split("_")[0]
        button = item.inherits("QQuickAbstractButton") and kind != "InlineLink"
        if (button or kind in {"UnbrokenBox", "Rule"}) and 0 < item.height() < room:
            words = " ".join(str(text.property("text")) for text in _texts_in(item))
            yield f"{kind} {words[:50]}", eyes.rect(item), item


def _texts_in(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            if child.inherits("QQuickText"):
                yield child
            yield from _texts_in(child)


def look(kiosk: Driver) -> tuple[set[str], set[str]]:
    """The pieces that are seen whole on this screen, and those of which a part is seen."""
    whole, part = set(), set()
    for name, place, item in pieces(kiosk):
        seen = (place & sight(item, kiosk)).height()
        if seen > place.height() - 1:
            whole.add(name)
        elif seen > HAIR:
            part.add(f"{seen:.1f} of {place.height():.0f} px of {name}")
    return whole, part


def turn_through(kiosk: Driver) -> None:
    """Turn a page to its end: nothing is cut on any screen, and everything is whole on one."""
    everything = {name for name, _, _ in pieces(kiosk)}
    seen: set[str] = set()
    for screen in range(1, MOST_SCREENS):
        whole, part = look(kiosk)
        assert part == set(), f"on screen {screen}"
        seen |= whole
        if not kiosk.has("Page down"):
            break
        kiosk.tap("Page down")
    assert everything - seen == set(), "is whole on no screen"


@pytest.mark.parametrize(("panel", "size"), HARDEST)
def test_each_screen_shows_what_it_shows_whole(stand: Stand, panel: str, size: int) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    screens.look(kiosk, size, "paper")
    turn_through(kiosk)
    for title in ["It has come back", "Someone to talk to", "CAR T-cell therapy: what it is"]:
        kiosk.tap(title)
        turn_through(kiosk)
        kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    turn_through(kiosk)
    kiosk.tap("Start the questions")
    for answer in screens.ANSWERS:
        turn_through(kiosk)
        kiosk.tap(answer)
    turn_through(kiosk)
    kiosk.tap("See what you could ask")
    turn_through(kiosk)


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_with_the_largest_letters_home_opens_with_cards(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    library = kiosk.kiosk.reloader.library
    assert library is not None
    cards = {seen.name for seen in kiosk.in_sight() if seen.is_control and seen.scrolls}
    assert {card.title for card in library.standouts()} <= cards, "the first row of cards"
    turns = 1
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
        turns += 1
    assert turns <= MOST_HOME_SCREENS


def test_no_heading_is_left_at_the_foot_of_a_screen(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["10"])
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    for title in ["It has come back", "What treatments are there?"]:
        kiosk.tap(title)
        while True:
            last = max(
                (place.bottom(), item.metaObject().className())
                for name, place, item in pieces(kiosk)
                if name.startswith("line ") and sight(item, kiosk).contains(place)
            )
            assert not last[1].startswith("Heading"), title
            if not kiosk.has("Page down"):
                break
            kiosk.tap("Page down")
        kiosk.tap("Home")


def left_alone(kiosk: Driver) -> list[str]:
    """The texts that end on the next screen, and have one line alone on this one or on that."""
    found = []
    for item in filter(scrolls, rulers.texts(kiosk)):
        rect, lines = eyes.rect(item), int(eyes.number(item, "lineCount"))
        seen = sight(item, kiosk)
        below = sum(
            rect.top() + (n + 0.5) * rect.height() / lines > seen.bottom() for n in range(lines)
        )
        above = sum(
            rect.top() + (n + 0.5) * rect.height() / lines < seen.top() for n in range(lines)
        )
        here = lines - above - below
        if here > 0 and below > 0 and (below == 1 or (here == 1 and above == 0)):
            found.append(f"{here} here, {below} below, of {rulers.words(item)}")
    return found


@pytest.mark.parametrize(
    ("panel", "size", "titles"),
    [
        ("24", 200, ("It has come back", "Clinical trials")),
        ("15.6", 100, ("What treatments are there?", "Questions to ask")),
    ],
)
def test_no_line_of_a_text_is_left_alone_where_it_costs_no_screen(
    stand: Stand, panel: str, size: int, titles: tuple[str, ...]
) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    screens.look(kiosk, size, "paper")
    for title in titles:
        kiosk.tap(title)
        while kiosk.has("Page down"):
            assert left_alone(kiosk) == [], title
            kiosk.tap("Page down")
        kiosk.tap("Home")


@pytest.mark.parametrize(("panel", "size"), [("10", 100), ("15.6", 100), ("24", 200)])
def test_a_page_of_the_summary_stands_with_what_moves_it_and_takes_it_out(
    stand: Stand, panel: str, size: int
) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    screens.look(kiosk, size, "paper")
    titles = screens.topic_titles(kiosk)[:3]
    screens.collect(kiosk, *titles)
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    stood = set()
    while True:
        in_sight = {seen.name for seen in kiosk.in_sight()}
        for number, title in enumerate(titles, 1):
            belong = {f"{number}. {title}", f"Take out: {title}"}
            shown = belong & in_sight
            assert shown in (set(), belong), title
            stood |= shown
        if not kiosk.has("Page down"):
            break
        kiosk.tap("Page down")
    assert len(stood) == 2 * len(titles)
