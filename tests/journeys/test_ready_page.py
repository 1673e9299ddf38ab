"""While home stands, a topic's page is made behind it: a tap on a card has only to fill it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.driver import MOST_PICTURES, Driver
from tests.journeys.conftest import Stand
from tests.journeys.test_reading import cards, library_of


def ready(kiosk: Driver) -> QQuickItem | None:
    """The topic's page, on show or behind another one."""
    root = kiosk.window.rootObject()
    page: QQuickItem | None = root.findChild(QQuickItem, "topicPage")
    return page


def await_ready(kiosk: Driver, qtbot: QtBot, *, is_made: bool = True) -> None:
    """Home has stood for long enough: the page is made, or the last one is gone."""
    qtbot.waitUntil(lambda: (ready(kiosk) is not None) is is_made)


def texts(item: QQuickItem) -> list[str]:
    """What stands on it, seen or not."""
    found = [str(item.property("text") or "")]
    for child in item.childItems():
        found += texts(child)
    return [text for text in found if text]


def at_rest(kiosk: Driver) -> QImage:
    """What is on the screen once it changes no more; a loaded machine takes more steps to it."""
    before = kiosk.picture()
    for _ in range(MOST_PICTURES):
        now = kiosk.picture()
        if now == before:
            return now
        before = now
    raise AssertionError("the screen never came to rest")


@pytest.fixture
def home(kiosk: Driver, qtbot: QtBot) -> Driver:
    """A kiosk that has warmed up, at its home screen, with the page behind it."""
    kiosk.window.warm()
    kiosk.start()
    await_ready(kiosk, qtbot)
    return kiosk


def test_the_page_that_was_made_behind_home_is_the_one_that_opens(home: Driver) -> None:
    before, page = home.picture(), ready(home)
    assert page is not None
    assert not page.isVisible()
    home.tap("It has come back")
    assert ready(home) is page
    assert page.isVisible()
    heading = next(s for s in home.everything() if s.role is QAccessible.Role.Heading)
    assert heading.name == "It has come back"
    home.tap("Home")
    assert home.picture() == before


def test_the_page_behind_home_holds_nothing_of_the_topic_before(home: Driver, qtbot: QtBot) -> None:
    page = ready(home)
    assert page is not None
    fresh = texts(page)
    home.tap("It has come back")
    assert len(texts(page)) > len(fresh)
    home.tap("Home")
    await_ready(home, qtbot)
    page = ready(home)
    assert page is not None
    assert texts(page) == fresh


def test_no_page_is_ready_when_the_family_has_gone(home: Driver, qtbot: QtBot) -> None:
    home.kiosk.session.end()
    qtbot.waitUntil(lambda: ready(home) is None)


@pytest.mark.parametrize("text", ["Standard", "Largest"])
def test_each_card_leads_to_the_same_screen_whether_a_page_was_ready(
    stand: Stand, qtbot: QtBot, text: str
) -> None:
    shown = []
    for warm in (False, True):
        kiosk = stand()
        if warm:
            kiosk.window.warm()
        kiosk.start()
        if warm:
            await_ready(kiosk, qtbot)
        kiosk.choose("Text size", text)
        pictures = []
        library = library_of(kiosk)
        titles = [card.title for card in cards(library)]
        titles += [walkthrough.title for walkthrough in library.walkthroughs()]
        for title in titles:
            await_ready(kiosk, qtbot, is_made=warm)
            kiosk.tap(title)
            pictures.append(at_rest(kiosk))
            kiosk.tap("Home")
        shown.append(pictures)
    assert len(shown[0]) >= 10
    for n, (one, other) in enumerate(zip(*shown, strict=True)):
        assert one == other, f"what card {n} leads to"
