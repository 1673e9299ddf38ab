"""A walk through every screen there is, stopping at each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt, QThreadPool

from app.bridge.pages.takeaway import TakeawayScreen
from tests.driver import Driver, heard
from tests.journeys import walking

MADE_WITHIN_MS = 60_000
THEMES = {"paper": "Usual colours", "light": "Black on white", "dark": "White on black"}
SIZES = {100: "Standard", 125: "Large", 150: "Larger", 200: "Largest"}
ANSWERS = ("Wales", "Yes, B cell ALL", "25 or under", "It has come back twice or more")
STAFF = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def wait_for_handout(kiosk: Driver) -> None:
    """Until the summary has been made."""
    takeaway = cast("TakeawayScreen", kiosk.kiosk.takeaway)
    # Not `made`: that is the worker's, and may be past while what it brought still waits its turn.
    while takeaway.handout is None:
        assert heard(takeaway.changed, MADE_WITHIN_MS)
    kiosk.settle()


def wait_while_it_is_made(kiosk: Driver) -> None:
    """Until no summary is being made: the one that comes moves what stands beside and below it."""
    if kiosk.sees("Getting it ready …"):
        wait_for_handout(kiosk)


def print_it(kiosk: Driver) -> None:
    """Tap "Print it", and see what comes of it where there is no printer."""
    kiosk.tap("Print it")
    kiosk.step_spooler()
    assert kiosk.sees("No printer is set up for this screen yet.")


def topic_titles(kiosk: Driver) -> list[str]:
    """The title of every topic."""
    library = kiosk.kiosk.reloader.library
    assert library is not None
    return [
        card.title for section in library.sections() for card in library.cards(section.id, 0, 1000)
    ]


def look(kiosk: Driver, size: int, theme: str) -> None:
    """Choose a text size and colours."""
    kiosk.choose("Text size", SIZES[size])
    kiosk.choose("Contrast", THEMES[theme])


def every_topic(kiosk: Driver) -> Iterator[str]:
    """From the home screen to each topic and back."""
    for title in topic_titles(kiosk):
        kiosk.tap(title)
        yield title
        kiosk.tap("Back")


def every_page_to_an_outcome(kiosk: Driver) -> Iterator[str]:
    """From the home screen through the walkthrough to an outcome, and home."""
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    yield "opening"
    kiosk.tap("Start the questions")
    for number, label in enumerate(ANSWERS, 1):
        yield f"question {number}"
        kiosk.tap(label)
    yield "review"
    kiosk.tap("See what you could ask")
    yield "outcome"
    kiosk.tap("Home")


def every_walkthrough_page(kiosk: Driver) -> Iterator[str]:
    """From the home screen through the walkthrough to the summary of its outcome."""
    for page in every_page_to_an_outcome(kiosk):
        yield page
        if page == "outcome":
            kiosk.tap("Print this page")
            wait_for_handout(kiosk)
            print_it(kiosk)
            yield "summary"


def wait_for_count(kiosk: Driver) -> None:
    """Until the pages of the family's own summary have been counted."""
    takeaway = cast("TakeawayScreen", kiosk.kiosk.takeaway)
    for pool in takeaway.findChildren(QThreadPool):
        assert pool.waitForDone(MADE_WITHIN_MS)
    kiosk.settle()


def collect(kiosk: Driver, *titles: str) -> None:
    """From the home screen: open each topic and add it; the last one stays on show."""
    for title in titles:
        kiosk.tap("Home")
        kiosk.tap(title)
        kiosk.tap("Add to my summary")
    wait_for_count(kiosk)


def every_takeaway_page(kiosk: Driver) -> Iterator[str]:
    """From the home screen: what a family can take away, with nothing and with much in it."""
    kiosk.tap("My summary")
    wait_while_it_is_made(kiosk)
    kiosk.tap("Pages I chose")
    yield "my summary, empty"
    kiosk.tap("Blank question sheet")
    wait_for_handout(kiosk)
    yield "question sheet"
    collect(kiosk, *topic_titles(kiosk)[:4])
    yield "topic in my summary"
    kiosk.tap("Home")
    kiosk.tap(topic_titles(kiosk)[4])
    kiosk.tap("My summary")
    wait_for_handout(kiosk)
    yield "my summary"
    kiosk.tap("On my phone")
    yield "two codes"
    kiosk.tap("Back")
    kiosk.tap("Only this page")
    wait_for_handout(kiosk)
    yield "only this page"
    kiosk.tap("Home")


def every_panel(kiosk: Driver) -> Iterator[str]:
    """From the home screen: it, the two panels, an explanation, the question, the staff's door."""
    yield "home"
    for panel in ("Text size", "Contrast"):
        kiosk.tap(panel)
        yield panel
        kiosk.tap("Done")
    kiosk.tap(topic_titles(kiosk)[0])
    word = next(seen.name for seen in kiosk.everything() if seen.name.startswith("What does"))
    kiosk.tap(word)
    kiosk.bring_into_sight("Close the explanation")
    yield "explanation"
    kiosk.tap("Home")
    kiosk.tap("I've finished")
    yield "have you finished"
    kiosk.tap("No, go back")
    yield from staff_door(kiosk)


def staff_door(kiosk: Driver) -> Iterator[str]:
    """The staff's door: asking for the PIN, and open."""
    kiosk.key(Qt.Key.Key_P, STAFF)
    yield "staff asking"
    for digit in "2468":
        kiosk.tap(digit)
    kiosk.tap("Open")
    yield "staff open"
    kiosk.tap("Back to the families' screen")


def every_screen(kiosk: Driver) -> Iterator[str]:
    """Every screen of a kiosk that stands on its home screen."""
    yield from every_panel(kiosk)
    yield from every_walkthrough_page(kiosk)
    yield from every_topic(kiosk)
    yield from every_takeaway_page(kiosk)
