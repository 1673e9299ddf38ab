"""A kiosk of another clinic: nothing on its screens, sheets or codes is the starter's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import paths
from app.content.reader.library import ContentLibrary
from app.content.text.build import build
from app.domain.handout.handout_ports import CodeKind
from app.domain.handout.summary import (
    Document,
    TrialPage,
    collection,
    question_sheet,
    topic_summary,
    walk_summary,
)
from app.domain.walkthrough.paths import paths as every_path
from app.handout.phone import phone_codes
from app.handout.site import Site
from app.handout.typesetting import Typesetter
from tests.driver import TODAY, Driver
from tests.handout.reading import Reading, squeeze
from tests.journeys import screens
from tests.journeys.conftest import Stand

ASTHMA = Path(__file__).parents[1] / "content" / "asthma"
STARTERS = ("leuk", "consultant", "car t", "transplant", "cancer", "chemo", "0808")
"""Words of the starter library, and of nobody else."""
NURSE = "the asthma nurse"
HELPLINE = "The asthma helpline"
TOPIC, OVERDUE, WITHHELD = "Inhalers", "Asthma at school", "An asthma attack"
TALK = "Get ready for the asthma clinic"


def starters_in(text: str) -> list[str]:
    """The starter's words in a text, whether or not it has spaces."""
    found = squeeze(text).casefold()
    return [word for word in STARTERS if squeeze(word) in found]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The library of a clinic for asthma."""
    file = tmp_path / "asthma.db"
    build(ASTHMA, file)
    return file


def words_on(kiosk: Driver) -> str:
    """All that can be heard on a screen, and all that can be read there."""
    heard = [f"{seen.name}\n{seen.description}" for seen in kiosk.everything()]
    waiting, drawn = [kiosk.window.rootObject()], []
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            drawn.append(item.property("text"))
            waiting += item.childItems()
    return "\n".join([*heard, *(text for text in drawn if isinstance(text, str))])


def every_screen(kiosk: Driver) -> Iterator[str]:
    """From the first screen through all of them; each is named as it comes."""
    yield "first"
    kiosk.start()
    yield "home"
    for title in (TOPIC, OVERDUE, WITHHELD):
        kiosk.tap(title)
        yield title
        kiosk.tap("Back")
    kiosk.tap(TOPIC)
    kiosk.tap("What does “spacer” mean?")
    yield "a word explained"
    kiosk.tap("Add to my summary")
    kiosk.tap("Home")
    kiosk.tap(TALK)
    yield "opening"
    kiosk.tap("Start the questions")
    yield "question"
    kiosk.tap("Often")
    yield "review"
    kiosk.tap("See what you could ask")
    yield "outcome"
    kiosk.tap("Print this page")
    screens.wait_for_handout(kiosk)
    screens.print_it(kiosk)
    yield "summary"
    kiosk.tap("On my phone")
    yield "code"
    kiosk.tap("Call someone")
    yield "call"
    kiosk.tap("Home")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    yield "my summary"
    kiosk.tap("Blank question sheet")
    screens.wait_for_handout(kiosk)
    yield "question sheet"
    kiosk.tap("Home")
    yield from screens.staff_door(kiosk)
    kiosk.tap("I've finished")
    yield "have you finished"
    kiosk.tap("Yes, clear the screen")


def test_its_screens_speak_of_itself_alone(
    stand: Stand, content: Path, tmp_path: Path, expected_log: list[str]
) -> None:
    kiosk = stand(content=content, state=tmp_path / "kiosk")
    seen = {name: words_on(kiosk) for name in every_screen(kiosk)}
    assert {name: found for name, words in seen.items() if (found := starters_in(words))} == {}
    assert "Does your child have asthma?" in seen["first"]
    assert f"Get ready to talk to {NURSE}." in seen["first"]
    assert "Living with childhood asthma" not in seen["first"]
    assert f"Past its review date, 4 November 2026. Ask {NURSE}." in seen[OVERDUE]
    assert f"Only {NURSE} can say." in seen["outcome"]
    assert "Your phone offers to call The asthma helpline: 020 7946 0002" in seen["call"]
    for name in ("home", TOPIC, "question", "summary"):
        assert f"{HELPLINE}, " in seen[name], name
        assert "020 7946 0001" not in seen["home"], "the first contact is not the helpline"

    expected_log.append("K-02")
    content.write_bytes(b"")
    kiosk = stand(content=content, state=tmp_path / "kiosk")
    resting = kiosk.names()
    assert "This screen is resting" in resting
    assert any(
        re.fullmatch(r"You can call The asthma helpline: 020\s7946\s0002\.", n) for n in resting
    )
    assert "Monday to Thursday, 8am to 4pm" in resting
    assert starters_in(words_on(kiosk)) == []


def documents(library: ContentLibrary) -> Iterator[Document]:
    """Everything that a family, or staff, can print."""
    cards = [card for section in library.sections() for card in library.cards(section.id)]
    topics = [topic_summary(library, library.topic(card.topic_id)) for card in cards]
    yield from topics
    walkthrough = library.walkthrough("w01")
    talks = [walk_summary(library, walkthrough, position) for position in every_path(walkthrough)]
    yield from talks
    yield collection(library, [*topics, *talks])
    yield question_sheet(library)
    yield TrialPage(library.info())


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
def test_its_sheets_and_codes_speak_of_itself_alone(content: Path, large: bool) -> None:
    typesetter = Typesetter(Site(), lambda: TODAY)
    titles, texts = set(), ""
    with closing(ContentLibrary(content)) as library:
        for document in documents(library):
            reading = Reading(typesetter.make(document, large=large).pdf)
            titles.add(str(reading.file.docinfo.Title))
            feet = "".join(page.artifacts + page.stray for page in reading.pages)
            codes = phone_codes(document, Site(), TODAY)
            text = reading.text + feet + "".join(code.text + code.shows for code in codes)
            text += "".join(titles)
            assert starters_in(text) == []
            texts += text
            calls = [code.text for code in codes if code.kind is CodeKind.CALL]
            assert calls in ([], ["tel:02079460002"])
    assert {f"Notes to take to {NURSE}", f"Questions for {NURSE}"} <= titles
    assert squeeze(f"Only {NURSE} can say.") in texts


@pytest.mark.parametrize(
    ("folder", "endings"),
    [(paths.QML, (".qml",)), (paths.ROOT / "app", (".py",)), (paths.RESOURCES, (".typ",))],
    ids=["screens", "program", "templates"],
)
def test_nothing_of_one_clinic_is_written_into_the_program(
    folder: Path, endings: tuple[str, ...]
) -> None:
    files = [file for file in folder.rglob("*") if file.suffix in endings]
    assert files
    # What a migration writes has the comments that the tables have, an example among them.
    mine = [file for file in files if file.name != "steps.py"]
    found = {file.name: starters_in(file.read_text(encoding="utf-8")) for file in mine}
    assert {name: words for name, words in found.items() if words} == {}
