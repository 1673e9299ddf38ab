"""A page that is overdue for too long: its place stays, its text is gone, who to ask is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from app import paths
from app.bridge.pages.takeaway import TakeawayScreen
from app.config import Config, SiteConfig
from app.content.checks.gate import checked_library
from app.domain.handout.summary import collection, topic_summary
from app.domain.library.library import Topic
from app.domain.session.session import TEXT_SIZES
from app.domain.withholding import as_shown
from app.handout.site import Site
from app.handout.typesetting import Typesetter
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.handout.reading import Reading, squeeze
from tests.journeys import rulers, screens, walking
from tests.journeys.conftest import Stand

SAYS = (
    "We are checking that this page is still right. Until then it is not shown. Please ask Sister."
)
NINETY = 90


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The starter library, which takes a page down after ninety days."""
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE library SET take_down_after = ?", (NINETY,))
    return file


@pytest.fixture
def topic(content: Path) -> Topic:
    with checked_library(content) as library:
        return library.topic("t05")


def standing(stand: Stand, content: Path, topic: Topic, days: int) -> Driver:
    """A kiosk, so many days after the page was due."""
    config = Config(site=SiteConfig(who_to_ask="Sister"))
    kiosk = stand(content=content, config=config, today=topic.review.due + timedelta(days=days))
    kiosk.start()
    return kiosk


def test_its_text_is_shown_with_a_banner_to_the_last_day(
    stand: Stand, content: Path, topic: Topic
) -> None:
    kiosk = standing(stand, content, topic, NINETY)
    kiosk.tap(topic.title)
    assert topic.summary in kiosk.names()
    assert kiosk.sees("Past its review date")
    assert not kiosk.sees(SAYS)


def test_the_day_after_who_to_ask_stands_in_its_place(
    stand: Stand, content: Path, topic: Topic
) -> None:
    kiosk = standing(stand, content, topic, NINETY + 1)
    kiosk.tap(topic.title)
    names = kiosk.names()
    assert topic.title in names
    assert SAYS in names
    assert {contact.name for contact in topic.contacts} <= set(names)
    with checked_library(content) as library:
        hidden = [block.text for block in library.blocks(topic.body)]
    assert not {topic.summary, *topic.questions, *hidden} & set(names)
    assert not kiosk.sees("Past its review date")
    assert not kiosk.sees("The facts come from")
    for card in topic.related:  # they can still go on from here
        assert card.title in names


def test_no_link_leads_nowhere(stand: Stand, content: Path, topic: Topic) -> None:
    kiosk = standing(stand, content, topic, NINETY + 1)
    for title in screens.every_topic(kiosk):
        assert title in kiosk.names()
        assert SAYS in kiosk.names()


def test_a_walkthrough_asks_nothing_and_leads_back(
    stand: Stand, content: Path, topic: Topic
) -> None:
    kiosk = standing(stand, content, topic, NINETY + 1)
    walkthrough = walking.walkthrough_of(kiosk)
    kiosk.tap(walkthrough.title)
    assert {walkthrough.title, SAYS, "Who to talk to"} <= set(kiosk.names())
    assert not kiosk.has("Start the questions")
    assert not kiosk.has("Add to my summary")
    kiosk.tap("My summary")
    kiosk.tap("Pages I chose")
    assert kiosk.sees("My summary is empty.")
    kiosk.tap("Back")
    assert SAYS in kiosk.names()
    kiosk.tap("Back")
    assert kiosk.sees("What would you like to know?")


def test_the_summary_to_take_away_can_be_made(stand: Stand, content: Path, topic: Topic) -> None:
    kiosk = standing(stand, content, topic, NINETY + 1)
    kiosk.tap(topic.title)
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    assert kiosk.sees(f"“{topic.title}”, on 1 sheet of paper.")


def test_a_collected_summary_says_it_on_the_kiosk_too(
    stand: Stand, content: Path, topic: Topic
) -> None:
    kiosk = standing(stand, content, topic, NINETY + 1)
    kiosk.tap(topic.title)
    kiosk.tap("Add to my summary")
    kiosk.tap("Home")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    handout = cast("TakeawayScreen", kiosk.kiosk.takeaway).handout
    assert handout is not None
    text = Reading(handout.pdf).text
    assert squeeze(topic.title) in text
    assert squeeze("This page is being checked.") in text
    assert squeeze(topic.summary) not in text


@pytest.mark.parametrize("together", [False, True])
def test_the_handout_says_it_too(content: Path, topic: Topic, together: bool) -> None:
    day = topic.review.due + timedelta(days=NINETY + 1)
    typesetter = Typesetter(Site(who_to_ask="Sister"), lambda: day)
    with checked_library(content) as checked:
        library = as_shown(checked, lambda: day)
        document = topic_summary(library, library.topic(topic.id))
        blocks = checked.blocks(topic.body)
        made = typesetter.make(collection(library, [document]) if together else document)
    text = Reading(made.pdf).text
    assert squeeze("This page is being checked. We are checking that this page is still") in text
    assert squeeze("Please ask Sister.") in text
    assert squeeze(topic.contacts[0].name) in text
    assert squeeze(topic.summary) not in text
    assert not [block.text for block in blocks if squeeze(block.text) in text]
    feet = "".join(squeeze(page.artifacts) for page in Reading(made.pdf).pages)
    assert squeeze("This page is being checked. Please ask Sister.") in feet


@pytest.mark.parametrize("panel", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_it_is_whole_at_every_text_size(
    stand: Stand, content: Path, topic: Topic, panel: tuple[int, int], size: int
) -> None:
    config = Config(site=SiteConfig(who_to_ask="a nurse at the desk on Ward 4, Day Care"))
    day = topic.review.due + timedelta(days=NINETY + 1)
    kiosk = stand(content=content, config=config, today=day, size=panel)
    kiosk.start()
    screens.look(kiosk, size, "paper")
    for title in (topic.title, walking.walkthrough_of(kiosk).title):
        kiosk.tap(title)
        assert rulers.broken(kiosk) == []
        kiosk.tap("Back")
