"""A page's text is edited as it looks: what keys and buttons do to its blocks, and what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest

from app.content.body.body import Body
from app.content.reader.markup import read
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.domain.library.markup import BlockKind
from app.editor.body.body_box import BodyBox
from app.editor.body.pasting import PasteBox
from tests.content.body.test_body import pages
from tests.editor.body.typing_hands import TABLE, at, press


def test_nobody_sees_a_mark(box: PasteBox) -> None:
    text = f"## Fever\n\nA **b** *c* [d](term:g01)\n[e](topic:t02)\n\n- f\n\n1. g\n\n> h\n\n{TABLE}"
    box.put(text)
    assert box.text() == text
    shown = box.toPlainText()
    assert shown.startswith("Fever\nA b c d e\nf\ng\nh\nMedicine\nDose\nOne\n5 mg")
    found = QAccessible.queryAccessibleInterface(box).textInterface()
    assert "A b c d e" in found.text(0, found.characterCount())


def test_every_page_of_the_starter_library_is_opened_and_closed(
    box: PasteBox, workshop: Workshop
) -> None:
    for row in workshop.items.rows(ItemKind.TOPIC):
        text = str(workshop.items.content(row.key).texts["body"])
        box.put(text)
        assert box.text() == text
        assert [b.text for b in box.paper.blocks()] == [b.text for b in read(text).blocks]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages())
def test_showing_any_page_changes_no_byte(box: PasteBox, text: str) -> None:
    box.put(text)
    assert box.text() == text
    # And what is shown reads as what is kept, block by block.
    shown = Body(()).with_blocks([b for b in box.paper.blocks() if b.picture is None])
    kept = [b for b in read(text).blocks if b.picture is None]
    assert [b.kind for b in shown.blocks] == [b.kind for b in kept if b.table or b.text.strip()]


@pytest.mark.parametrize(
    ("before", "words", "change", "after"),
    [
        ("a word b", "word", BodyBox.toggle_strong, "a **word** b"),
        ("a **word** b", "wor", BodyBox.toggle_strong, "a word b"),
        ("a word b", "wor", BodyBox.toggle_emphasis, "a *word* b"),
        ("a **word** b", "wor", BodyBox.toggle_emphasis, "a ***word*** b"),
        ("a [word](term:g01) **b**", "wor", BodyBox.make_plain, "a word **b**"),
        (
            "one\n\ntwo\n\nthree",
            "two",
            lambda b: b.set_kind(BlockKind.HEADING, 2),
            "one\n\n## two\n\nthree",
        ),
        ("## two", "two", lambda b: b.set_kind(BlockKind.HEADING, 2), "two"),
        ("## two", "two", lambda b: b.set_kind(BlockKind.HEADING, 3), "### two"),
        ("- two", "two", lambda b: b.set_kind(BlockKind.HEADING, 2), "## two"),
        ("intro\n\none", "one", lambda b: b.set_kind(BlockKind.BULLET), "intro\n\n- one"),
        ("- one\n\ntwo", "two", lambda b: b.set_kind(BlockKind.BULLET), "- one\n- two"),
        (
            "1. one\n\ntwo\n\n1. three",
            "two",
            lambda b: b.set_kind(BlockKind.NUMBERED),
            "1. one\n2. two\n\n1) three",
        ),
        (
            "1. one\n2. two\n3. three",
            "two",
            lambda b: b.set_kind(BlockKind.NUMBERED),
            "1. one\n\ntwo\n\n1. three",
        ),
        ("one", "one", lambda b: b.set_kind(BlockKind.IMPORTANT), "> one"),
        ("> one", "one", lambda b: b.set_kind(BlockKind.IMPORTANT), "one"),
    ],
)
def test_a_button_changes_the_line_or_the_words(
    box: PasteBox, before: str, words: str, change: Callable[[BodyBox], None], after: str
) -> None:
    box.put(before)
    at(box, words)
    change(box)
    assert box.text() == after


def test_lines_that_are_chosen_become_a_list_together(box: PasteBox) -> None:
    box.put("one\n\ntwo\n\nthree")
    at(box, "one\ntwo", chosen=True)
    box.set_kind(BlockKind.NUMBERED)
    assert box.text() == "1. one\n2. two\n\nthree"
    box.set_kind(BlockKind.BULLET)
    assert box.text() == "- one\n- two\n\nthree"
    box.set_kind(BlockKind.BULLET)
    assert box.text() == "one\n\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("one", "one", "one\n\nx"),
        ("one two", "one ", "one\n\nxtwo"),
        ("- one\n- two", "one", "- one\n- x\n- two"),
        ("1. one\n2. two", "one", "1. one\n2. x\n3. two"),
        ("## one", "one", "## one\n\nx"),
        ("> one", "one", "> one\n\nx"),
    ],
)
def test_enter_goes_on_as_one_expects(box: PasteBox, before: str, words: str, after: str) -> None:
    box.put(before)
    at(box, words)
    press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "x")
    assert box.text() == after


def test_enter_in_an_empty_item_ends_the_list(box: PasteBox) -> None:
    box.put("- one")
    at(box, "one")
    press(box, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClicks(box, "x")
    assert box.text() == "- one\n\nx"


def test_enter_before_a_heading_makes_room_above_it(box: PasteBox) -> None:
    box.put("## one")
    at(box, "one", end=False)
    press(box, Qt.Key.Key_Return, Qt.Key.Key_Up)
    QTest.keyClicks(box, "x")
    assert box.text() == "x\n\n## one"


def test_backspace_first_makes_a_paragraph_and_then_joins(box: PasteBox) -> None:
    box.put("one\n\n## two")
    at(box, "two", end=False)
    press(box, Qt.Key.Key_Backspace)
    assert box.text() == "one\n\ntwo"
    press(box, Qt.Key.Key_Backspace)
    assert box.text() == "onetwo"


def test_words_that_join_a_heading_look_as_it_does(box: PasteBox) -> None:
    box.put("## one\n\n**two** three")
    at(box, "one")
    press(box, Qt.Key.Key_Delete)
    assert box.text() == "## one**two** three"
    cursor = box.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().fontWeight() > 500


def test_an_edit_changes_the_letters_of_its_block_alone(box: PasteBox) -> None:
    box.put("One\nwrapped.\n\n*  Not as we write\n\nThree\nwrapped.\n")
    at(box, "Three wrapped", end=False)
    QTest.keyClicks(box, "x")
    assert box.text() == "One\nwrapped.\n\n*  Not as we write\n\nxThree wrapped.\n"
    press(box, Qt.Key.Key_Backspace)
    assert box.text() == "One\nwrapped.\n\n*  Not as we write\n\nThree wrapped.\n"


def test_signs_that_are_typed_are_signs(box: PasteBox) -> None:
    box.put("")
    QTest.keyClicks(box, "5*3*2 [a] # <b>")
    assert read(box.text()).blocks[0].text == "5*3*2 [a] # <b>"
    assert read(box.text()).violations == ()


def test_what_is_typed_behind_a_link_does_not_lead_there(box: PasteBox) -> None:
    box.put("a [word](term:g01)")
    at(box, "word")
    QTest.keyClicks(box, "s x")
    assert box.text() == "a [word](term:g01)s x"
    at(box, "wo")
    QTest.keyClicks(box, "o")
    assert box.text() == "a [woord](term:g01)s x"


def test_a_link_takes_the_words_that_are_chosen(box: PasteBox) -> None:
    box.put("a word b")
    at(box, "wo")
    start, end, words = box.words_to_link()
    assert words == "word"
    box.link(start, end, "term:g01", "Title")
    assert box.text() == "a [word](term:g01) b"
    start, end, words = box.words_to_link()
    box.link(start, end, "topic:t02", "Title")
    assert box.text() == "a [word](topic:t02) b"
    at(box, "b")
    press(box, Qt.Key.Key_Space)
    start, end, words = box.words_to_link()
    assert words == ""
    box.link(start, end, "topic:t01", "A page")
    assert box.text() == "a [word](topic:t02) b [A page](topic:t01)"
