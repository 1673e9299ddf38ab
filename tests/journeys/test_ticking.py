"""A family ticks what they want to ask: that is what is printed, and nothing of it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app.bridge.pages.takeaway import TakeawayScreen
from tests.driver import Driver
from tests.handout.reading import Reading, squeeze
from tests.journeys import screens, walking

TAP_MM = 20.0


def printed(kiosk: Driver) -> Reading:
    """The sheet of the page at hand, as it would come out of the printer."""
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    handout = cast("TakeawayScreen", kiosk.kiosk.takeaway).handout
    assert handout is not None
    kiosk.tap("Back")
    return Reading(handout.pdf)


def boxes(kiosk: Driver) -> dict[str, bool]:
    """The questions that can be ticked, and whether they are."""
    role = QAccessible.Role.CheckBox
    return {seen.name: seen.checked for seen in kiosk.everything() if seen.role == role}


def open_the_questions(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("Questions to ask")


def open_an_outcome(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *screens.ANSWERS)
    kiosk.tap("See what you could ask")


OPEN = pytest.mark.parametrize("go_there", [open_the_questions, open_an_outcome])


@OPEN
def test_the_page_opens_with_its_questions(
    kiosk: Driver, go_there: Callable[[Driver], None]
) -> None:
    go_there(kiosk)
    in_sight = [seen for seen in kiosk.in_sight() if seen.role == QAccessible.Role.CheckBox]
    assert len(in_sight) >= 3
    body = [seen for seen in kiosk.everything() if seen.role == QAccessible.Role.Paragraph]
    assert max(seen.rect.top() for seen in in_sight) < min(seen.rect.top() for seen in body)
    per_mm = kiosk.size[0] / 531
    assert all(seen.rect.height() >= TAP_MM * per_mm - 1 for seen in in_sight)


@OPEN
def test_what_is_ticked_is_what_is_printed(
    kiosk: Driver, go_there: Callable[[Driver], None]
) -> None:
    go_there(kiosk)
    questions = [name for name in boxes(kiosk) if name != walking.OWN]
    assert len(questions) >= 4
    whole = printed(kiosk)
    assert all(squeeze(question) in whole.text for question in questions)
    kiosk.tap(questions[1])
    kiosk.tap(questions[3])
    kiosk.tap(walking.OWN)
    kiosk.tap(questions[3])
    assert [name for name, ticked in boxes(kiosk).items() if ticked] == [questions[1], walking.OWN]
    sheet = printed(kiosk)
    on_paper = [question for question in questions if squeeze(question) in sheet.text]
    assert on_paper == [questions[1]]
    assert squeeze("Something else to ask:") in sheet.text
    assert boxes(kiosk)[questions[1]], "the tick stands when they come back"


def test_a_tick_by_key_is_seen_without_colour(kiosk: Driver) -> None:
    open_the_questions(kiosk)
    first, second = list(boxes(kiosk))[:2]
    kiosk.choose("Contrast", "Black on white")
    before = kiosk.picture()
    for _ in range(30):
        if kiosk.focused() == first:
            break
        kiosk.key(Qt.Key.Key_Tab)
    kiosk.key(Qt.Key.Key_Space)
    assert boxes(kiosk)[first]
    assert not boxes(kiosk)[second]
    assert kiosk.picture() != before
    kiosk.key(Qt.Key.Key_Return)
    assert not any(boxes(kiosk).values())
    assert kiosk.focused() == first


def test_ticks_are_gone_with_the_session(kiosk: Driver) -> None:
    open_the_questions(kiosk)
    for name in list(boxes(kiosk))[:3]:
        kiosk.tap(name)
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    open_the_questions(kiosk)
    assert not any(boxes(kiosk).values())
