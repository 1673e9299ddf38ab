"""The families' screen beside the text: what staff see there while they type."""

from __future__ import annotations

import gc
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app import main, paths
from app.config import Config
from app.content.checks.findings import Finding
from app.content.importing.pictures.convert import convert
from app.content.items.item import Content
from app.content.publishing.preview import PreviewFiles
from app.content.reader.picture_form import picture_of
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.domain.library.markup import Picture
from app.main_editor import make_pane
from tests.driver import NOW, Driver
from tests.editor.eyes import Eyes, with_texts

CAR_T = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
WALK = ItemKey(ItemKind.WALKTHROUGH, "w01", "en-GB")
WORD = ItemKey(ItemKind.TERM, "g01", "en-GB")
NURSES = ItemKey(ItemKind.CONTACT, "p01", "en-GB")
HALF_A_LINE = 28
"""In the families' pixels: a page that grows may settle on its first whole line."""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The starter library, to work on."""
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    workshop = Workshop.open(file, Person("Ann Ward", "Ward sister"))
    yield workshop
    workshop.close()


@pytest.fixture
def eyes(workshop: Workshop, qtbot: QtBot) -> Iterator[Eyes]:
    """A pane on the starter library, and somebody who looks at it."""
    main.load_fonts()
    QAccessible.setActive(True)
    pane = make_pane(PreviewFiles(workshop), Config(), today=NOW.date, wall=NOW.timestamp)
    pane.resize(620, 900)
    qtbot.addWidget(pane)
    pane.show()
    yield Eyes(pane, workshop, qtbot)
    pane.end()


def test_what_is_typed_shows(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    assert "CAR T-cell therapy: what it is" in eyes.words()
    eyes.show(with_texts(before, title="A title nobody has saved", body="A line being typed."))
    assert "A title nobody has saved" in eyes.words()
    assert "A line being typed." in eyes.words()
    assert eyes.workshop.items.content(CAR_T) == before


def test_text_that_was_typed_on_the_way_is_skipped_for_the_newest(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    made: list[str] = []
    eyes.pane.previews.made.connect(lambda found: made.append(found.content.title))
    for letters in range(1, 9):
        eyes.pane.show_content(with_texts(before, title="Fever at night"[:letters]))
    eyes.show(with_texts(before, title="Fever at night"))
    assert set(made) == {"Fever at night"}
    assert "Fever at night" in eyes.words()


def test_size_colours_and_way_up_change_what_is_shown(eyes: Eyes) -> None:
    eyes.open(NURSES)
    lying = eyes.picture()
    assert lying.size().toTuple() == (1920, 1080)
    assert "Page down" not in eyes.words()
    eyes.press("200 %")
    assert "Page down" in eyes.words()
    eyes.press("White on black")
    assert eyes.picture().pixelColor(5, 540) == QColor("black")
    eyes.press("Upright")
    assert eyes.picture().size().toTuple() == (1080, 1920)
    for words in ("100 %", "Usual colours", "Lying"):
        eyes.press(words)
    assert eyes.picture() == lying


def test_the_picture_is_the_kiosks_own_screen(eyes: Eyes, tmp_path: Path, qtbot: QtBot) -> None:
    driver = Driver(tmp_path / "state")
    driver.start()
    card = eyes.workshop.items.content(CAR_T).title
    driver.tap(card)
    kiosks = driver.picture()
    driver.close()
    eyes.open(CAR_T)
    assert eyes.picture() == kiosks.convertToFormat(QImage.Format.Format_RGB32)


def test_the_place_on_the_page_is_kept_while_one_types(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    assert "Page up" not in eyes.words()
    eyes.tap("Page down")
    assert "Page up" in eyes.words()
    word = "What does “centres” mean?"
    stood = eyes.where(word).y()
    assert 0 < stood < eyes.picture().height()
    eyes.show(with_texts(before, body=f"{before.texts['body']}\n\nOne line more."))
    assert "One line more." in eyes.words()
    assert eyes.where(word).y() == pytest.approx(stood, abs=HALF_A_LINE)


def test_a_click_leads_on_and_a_button_leads_back(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    back = next(b for b in eyes.pane.findChildren(QAbstractButton) if "Back to" in b.text())
    assert back.isHidden()
    eyes.tap("Home")
    eyes.show(with_texts(before, title="A new card"))
    assert "A new card" in eyes.words()
    assert before.texts["body"][:20] not in eyes.words()
    eyes.press("Back to this page")
    assert "Questions to ask" in eyes.words() or "A new card" in eyes.words()
    assert back.isHidden()


def test_finishing_keeps_the_looks_and_the_staffs_door_stays_shut(eyes: Eyes) -> None:
    eyes.open(CAR_T)
    eyes.press("150 %")
    eyes.tap("I've finished")
    eyes.tap("Yes, clear the screen")
    assert "Touch anywhere to start" in eyes.words()
    view = eyes.pane.screen_view
    corner = view.picture_rect().topLeft().toPoint() + QPoint(2, 2)
    for _ in range(5):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=corner)
    assert "PIN" not in eyes.words()
    eyes.press("Back to this page")
    pressed = [b.text() for b in eyes.pane.findChildren(QToolButton) if b.isChecked()]
    assert "150 %" in pressed


def test_what_was_collected_goes_with_its_page(eyes: Eyes) -> None:
    eyes.open(NURSES)
    eyes.press("125 %")
    eyes.tap("Add to my summary")
    eyes.tap("My summary")
    eyes.open(CAR_T)
    assert eyes.pane.sizes.value() == 125
    eyes.tap("My summary")
    assert "A page with this contact" not in eyes.words()


def test_a_walkthrough_is_walked_by_clicks(eyes: Eyes) -> None:
    eyes.open(WALK)
    eyes.tap("Start the questions")
    walkthrough = eyes.workshop.checks.walkthrough(eyes.workshop.items.content(WALK))
    assert walkthrough.questions[0].text in eyes.words()
    assert eyes.pane.steps.currentData() == walkthrough.questions[0].id
    eyes.tap(walkthrough.questions[0].choices[0].label)
    eyes.wait_for(walkthrough.questions[1].text)


def test_each_question_and_each_outcome_can_be_shown(eyes: Eyes) -> None:
    eyes.open(WALK)
    walkthrough = eyes.workshop.checks.walkthrough(eyes.workshop.items.content(WALK))
    steps = [(q.id, q.text) for q in walkthrough.questions]
    steps += [(o.id, o.title) for o in walkthrough.outcomes]
    assert [eyes.pane.steps.itemData(n) for n in range(eyes.pane.steps.count())] == [
        "",
        *(step for step, _ in steps),
    ]
    for step, words in steps:
        eyes.pane.show_step(step)
        assert words in eyes.words()
        assert not eyes.pane.message.isVisible()
    eyes.pane.show_step("q99")
    assert eyes.pane.message.text() == "No answers lead there yet. Lead an answer to it."
    assert steps[-1][1] in eyes.words()
    eyes.pane.show_step("q01")
    assert not eyes.pane.message.isVisible()


def test_a_step_that_is_asked_for_too_early_is_gone_to_in_time(eyes: Eyes) -> None:
    content = eyes.workshop.items.content(WALK)
    eyes.pane.show_content(content)
    eyes.pane.show_step("q02")
    eyes.settle()
    assert eyes.pane.stage.step() == "q02"
    eyes.pane.show_content(eyes.workshop.items.content(CAR_T))
    eyes.pane.show_step("q03")  # of a page there are no steps
    eyes.show(content)
    assert eyes.pane.stage.step() == "q02"


def test_a_question_that_is_taken_away_is_let_go(eyes: Eyes) -> None:
    content = eyes.open(WALK)
    walkthrough = eyes.workshop.checks.walkthrough(content)
    last = walkthrough.questions[-1]
    eyes.pane.show_step(last.id)
    eyes.settle()
    assert eyes.pane.stage.step() == last.id

    def without(rows: Any) -> Any:
        names = ("id", "question_id", "to_question_id", "to_question")
        return tuple(row for row in rows if last.id not in [row.get(name) for name in names])

    rows = {table: without(found) for table, found in content.rows.items()}
    eyes.show(replace(content, rows=rows))
    assert last.text not in eyes.words()


def test_a_glossary_word_is_explained_as_families_see_it(eyes: Eyes) -> None:
    before = eyes.open(WORD)
    assert before.texts["meaning"] in eyes.words()
    assert "Close the explanation" in eyes.words()
    eyes.show(with_texts(before, meaning="A meaning that nobody has saved."))
    assert "A meaning that nobody has saved." in eyes.words()


def test_no_date_is_made_up_where_none_is_set(eyes: Eyes) -> None:
    for kind in (ItemKind.TOPIC, ItemKind.TERM, ItemKind.CONTACT):
        eyes.open(eyes.workshop.items.create(kind, "Something new", "s01"))
        assert "reviewed" not in eyes.words()
        assert "Where it comes from" in eyes.words()
        assert re.search(r"\b(19|20|90)\d\d\b", eyes.words()) is None
    eyes.open(CAR_T)
    eyes.pane.tabs.setCurrentIndex(1)
    eyes.open(eyes.workshop.items.create(ItemKind.TOPIC, "A new page", "s01"))
    eyes.settle()
    assert eyes.pane.handout.paper.pages >= 1


def test_a_picture_that_families_do_not_see_yet_is_shown(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    picture = red_field()
    eyes.workshop.pictures.add("red", picture)
    eyes.show(with_texts(before, body=f"Look:\n\n![A red field](picture:{picture.digest})"))
    assert "A red field" in eyes.words()
    eyes.workshop.signing.withdraw(CAR_T)  # families see none of its own pictures any more
    eyes.show(before)
    assert "An arrow goes from a person to a dish" in eyes.words()


def test_a_contact_stands_as_on_a_page(eyes: Eyes) -> None:
    before = eyes.open(NURSES)
    eyes.show(with_texts(before, name="The night nurses"))
    assert "The night nurses" in eyes.words()
    assert "Who to talk to" in eyes.words()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("A bell: \x07.", "control character"),
        ("A [word](term:g99) that nobody explains.", "term:g99"),
        ("See [the page](topic:t99).", "topic:t99"),
        ("<b>Bold</b>", "HTML"),
    ],
)
def test_what_families_would_not_be_shown_is_said(eyes: Eyes, body: str, told: str) -> None:
    before = eyes.open(CAR_T)
    eyes.show(with_texts(before, body=body))
    assert told in eyes.pane.message.text()
    assert eyes.pane.message.isVisible()
    eyes.show(with_texts(before, body="All is well."))
    assert not eyes.pane.message.isVisible()
    assert "All is well." in eyes.words()


def test_where_nothing_can_be_shown_the_last_picture_stays(eyes: Eyes) -> None:
    before = eyes.open(CAR_T)
    shown = eyes.picture()
    eyes.show(with_texts(before, body="A [word](term:g99)."))
    assert eyes.picture() == shown
    eyes.show(replace(before, rows={**before.rows, "topic_text": ({"title": "All that is left"},)}))
    assert eyes.picture() == shown
    assert eyes.pane.message.text()


def test_the_handout_is_shown_as_it_prints(eyes: Eyes) -> None:
    eyes.open(CAR_T)
    eyes.pane.tabs.setCurrentIndex(1)
    eyes.settle()
    standard = eyes.pane.handout.paper.pages
    assert standard >= 1
    assert eyes.pane.handout.message.text() == f"{standard} sheets of paper"
    eyes.press("Large print")
    assert eyes.pane.handout.paper.pages > standard
    eyes.open(WALK)
    assert eyes.pane.handout.paper.pages >= 1


def red_field() -> Picture:
    made = BytesIO()
    Image.new("RGB", (64, 48), "red").save(made, "PNG")
    found = picture_of(convert("red.png", made.getvalue()))
    assert isinstance(found, Picture)
    return found


class Unchecked:
    """The workshop without its checks, which take longer than the pictures."""

    def __init__(self, workshop: Workshop) -> None:
        self._files = PreviewFiles(workshop)

    def preview_file(self, folder: Path, *contents: Content) -> Path:
        return self._files.preview_file(folder, *contents)

    def findings(self, content: Content) -> tuple[Finding, ...]:
        return ()


def test_two_hundred_updates_leave_nothing_behind(workshop: Workshop, qtbot: QtBot) -> None:
    pane = make_pane(Unchecked(workshop), Config())
    qtbot.addWidget(pane)
    eyes = Eyes(pane, workshop, qtbot)
    before = eyes.open(CAR_T)

    def update(number: int) -> None:
        body = f"A [word](term:g01) in line {number}."
        pane.previews.ask(with_texts(before, body=body), at_once=True)
        eyes.settle()

    def count() -> tuple[int, int, int]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        files = len(list(pane.previews.folder.iterdir()))
        return len(gc.get_objects()), len(eyes.items()), files

    for number in range(50):  # what is made once is made by then
        update(number)
    objects, *others = count()
    for number in range(150):
        update(number)
    objects_after, *others_after = count()
    pane.end()
    assert others_after == others
    assert objects_after - objects < 10
    assert not pane.previews.folder.exists()
