"""Words of a text that lead to another page: by finger, by key, and back to the same place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import eyes
from tests.journeys.conftest import Stand
from tests.journeys.test_reading import cards, library_of

MOST_TABS = 30


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", ["Standard", "Largest"])
def test_every_link_of_the_starter_leads_to_its_page_and_back_to_its_place(
    stand: Stand, size: tuple[int, int], text: str
) -> None:
    kiosk = stand(size=size)
    library = library_of(kiosk)
    kiosk.start()
    kiosk.choose("Text size", text)
    followed = 0
    for card in cards(library):
        topic = library.topic(card.topic_id)
        links = [run for b in library.blocks(topic.body) for run in b.runs if run.topic_id]
        for run in links:
            name = f"Read about “{run.text}”"
            kiosk.tap(card.title)
            link = kiosk.bring_into_sight(name)
            assert link.role is QAccessible.Role.Link
            left_at = eyes.read_to(kiosk)
            kiosk.tap(name)
            assert library.topic(run.topic_id).summary in kiosk.names()
            assert eyes.read_to(kiosk) == 0
            kiosk.tap("Back")
            assert topic.summary in kiosk.names()
            assert eyes.read_to(kiosk) == pytest.approx(left_at, abs=1)
            kiosk.tap("Home")
            followed += 1
    assert followed >= 8


def test_a_link_is_reached_and_followed_by_keys_in_the_order_of_the_text(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("It has come back")
    passed = []
    for _ in range(MOST_TABS):
        kiosk.key(Qt.Key.Key_Tab)
        passed.append(kiosk.focused())
        if passed[-1] == "Read about “What treatments are there?”":
            break
    hard = "What does “acute lymphoblastic leukaemia” mean?"
    assert hard in passed
    assert passed.index(hard) < passed.index("Read about “What treatments are there?”")
    kiosk.key(Qt.Key.Key_Return)
    assert kiosk.sees("There are five main options.")
