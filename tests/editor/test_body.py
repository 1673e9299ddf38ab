"""A page's text is edited as it looks: what keys and buttons do, what is seen, and what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.content.body.body import Body
from app.content.reader.markup import read
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.domain.library.markup import BlockKind, Run, cell_text
from app.editor.body.body_box import BodyBox
from app.editor.body.pasting import PasteBox
from tests.content.body.test_body import pages

CTRL = Qt.KeyboardModifier.ControlModifier
KEEP = QTextCursor.MoveMode.KeepAnchor
TABLE = "| Medicine | Dose |\n| --- | --- |\n| One | 5 mg |\n| Two | 7 mg |"
PLACES = {
    **{"Medicine": (0, 0), "Dose": (0, 1), "One": (1, 0)},
    **{"5": (1, 1), "Two": (2, 0), "7": (2, 1)},
}
PICTURE = f"![A red field](picture:{'0123456789abcdef' * 4})"


@pytest.fixture
def box(qtbot: QtBot) -> PasteBox:
    """A box that somebody types in."""
    made = PasteBox()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    return made


def at(box: BodyBox, words: str, *, end: bool = True, chosen: bool = False) -> None:
    """Put the cursor behind some words or before them, or choose them."""
    start = box.shown_text().index(words)
    cursor = box.textCursor()
    cursor.setPosition(start if chosen or not end else start + len(words))
    if chosen:
        cursor.setPosition(start + len(words), KEEP)
    box.setTextCursor(cursor)


def press(box: BodyBox, *keys: Qt.Key, ctrl: bool = False) -> None:
    for one in keys:
        QTest.keyClick(box, one, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)


def cells(text: str) -> list[list[str]]:
    """The words of the only table of a text, row by row."""
    (block,) = [block for block in read(text).blocks if block.table]
    assert block.table is not None
    return [[cell_text(cell) for cell in row] for row in (block.table.head, *block.table.rows)]


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


# -- what a contact says

NUMBER = "Ring [0808 800 4040](number:p02) now"


def test_what_is_typed_beside_a_contacts_number_goes_beside_it(box: PasteBox) -> None:
    box.put(NUMBER)
    at(box, "0808 8")  # a click, say, in the middle of it
    QTest.keyClicks(box, "x")
    assert read(box.text()).blocks[0].runs[1] == Run("0808 800 4040", contact="number:p02")
    assert read(box.text()).blocks[0].text in ("Ring x0808 800 4040 now", "Ring 0808 800 4040x now")
    box.put(NUMBER)
    at(box, "Ring ")
    press(box, Qt.Key.Key_Right)
    QTest.keyClicks(box, "x")
    assert box.text() == "Ring [0808 800 4040](number:p02)x now"
    press(box, Qt.Key.Key_Left, Qt.Key.Key_Left)
    QTest.keyClicks(box, "y")
    assert box.text() == "Ring y[0808 800 4040](number:p02)x now"


@pytest.mark.parametrize(
    ("place", "key", "ctrl", "after"),
    [
        (len("Ring 0808 800 4040"), Qt.Key.Key_Backspace, False, "Ring  now"),
        (len("Ring 0808 800 4040"), Qt.Key.Key_Backspace, True, "Ring  now"),
        (len("Ring "), Qt.Key.Key_Delete, False, "Ring  now"),
        (len("Ring "), Qt.Key.Key_Delete, True, "Ring  now"),
        (len("Ring 0808 800 4040 "), Qt.Key.Key_Backspace, True, "Ring now"),
        (len("Ring"), Qt.Key.Key_Delete, False, "Ring[0808 800 4040](number:p02) now"),
    ],
)
def test_a_contacts_number_goes_as_a_whole(
    box: PasteBox, place: int, key: Qt.Key, *, ctrl: bool, after: str
) -> None:
    box.put(NUMBER)
    cursor = box.textCursor()
    cursor.setPosition(place)
    box.setTextCursor(cursor)
    press(box, key, ctrl=ctrl)
    assert box.text() == after


def test_a_choice_has_all_of_a_contacts_number_or_none(box: PasteBox) -> None:
    box.put(NUMBER)
    at(box, "Ri")
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert box.textCursor().selectedText() == "ng 0808 800 4040"
    QTest.keyClick(box, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert box.textCursor().selectedText() == "ng "
    at(box, "800", chosen=True)  # as a double click does
    assert box.textCursor().selectedText() == "0808 800 4040"
    QTest.keyClicks(box, "x")
    assert box.text() == "Ring x now"


def test_the_mouse_puts_the_cursor_beside_a_contacts_number(box: PasteBox, qtbot: QtBot) -> None:
    box.put(NUMBER)
    cursor = box.textCursor()
    cursor.setPosition(len("Ring 0808 80"))
    inside = QTextCursor(cursor)
    rect = box.cursorRect(inside)
    QTest.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert box.textCursor().position() in (len("Ring "), len("Ring 0808 800 4040"))
    QTest.mouseDClick(box.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert box.textCursor().selectedText() == "0808 800 4040"


# -- tables


def test_words_stay_in_their_cells_whatever_is_deleted(box: PasteBox) -> None:
    box.put(f"Before\n\n{TABLE}\n\nAfter")
    at(box, "5 mg", end=False)
    press(box, Qt.Key.Key_Backspace)
    assert cells(box.text())[1] == ["One", "5 mg"]
    at(box, "One")
    press(box, Qt.Key.Key_Delete)
    assert cells(box.text())[1] == ["One", "5 mg"]
    at(box, "One", chosen=True)
    press(box, Qt.Key.Key_Delete)
    assert cells(box.text())[1:] == [["", "5 mg"], ["Two", "7 mg"]]
    at(box, "After", end=False)
    press(box, Qt.Key.Key_Backspace)
    at(box, "Before")
    press(box, Qt.Key.Key_Delete)
    assert cells(box.text()) == [["Medicine", "Dose"], ["", "5 mg"], ["Two", "7 mg"]]
    assert box.text().endswith("\n\nAfter")


@pytest.mark.parametrize(
    ("text", "empty"),
    [(TABLE, 2), (f"{TABLE}\n\nx", 1), (f"Before\n\n{TABLE}\n\n{TABLE}\n\n- After", 1)],
)
def test_there_is_a_line_above_and_below_each_table_to_click_and_type_in(
    box: PasteBox, text: str, empty: int
) -> None:
    box.put(text)
    document = box.document()
    blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
    lines = [
        block.blockNumber()
        for block in blocks
        if block.length() == 1 and QTextCursor(block).currentTable() is None
    ]
    assert len(lines) == empty
    for line in lines:
        box.put(text)
        block = document.findBlockByNumber(line)
        place = document.documentLayout().blockBoundingRect(block).center().toPoint()
        QTest.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.keyClicks(box, "Words")
        found = read(box.text()).blocks
        assert len(found) == len(read(text).blocks) + 1
        assert [one.text for one in found if one.kind is BlockKind.PARAGRAPH].count("Words") == 1


def test_the_arrows_reach_the_line_above_a_table_and_below_it(box: PasteBox) -> None:
    box.put(TABLE)
    at(box, "Medicine")
    press(box, Qt.Key.Key_Up)
    QTest.keyClicks(box, "Above")
    at(box, "7 mg")
    press(box, Qt.Key.Key_Down)
    QTest.keyClicks(box, "Below")
    assert box.text() == f"Above\n\n{TABLE}\n\nBelow"
    at(box, "Above", chosen=True)
    press(box, Qt.Key.Key_Delete)
    assert box.text() == f"{TABLE}\n\nBelow"
    QTest.keyClicks(box, "Again")
    assert box.text() == f"Again\n\n{TABLE}\n\nBelow"


def test_several_cells_lose_their_words_and_keep_their_place(box: PasteBox) -> None:
    box.put(TABLE)
    at(box, "One\n5 mg\nTwo", chosen=True)
    press(box, Qt.Key.Key_Delete)
    assert cells(box.text()) == [["Medicine", "Dose"], ["", "5 mg"], ["", "7 mg"]]


def test_a_choice_that_reaches_into_a_table_takes_all_of_it(box: PasteBox) -> None:
    box.put(f"Before\n\n{TABLE}\n\nAfter")
    at(box, "fore\nMedicine\nDo", chosen=True)
    QTest.keyClicks(box, "x")
    assert box.text() == "Bex\n\nAfter"
    box.put(f"Before\n\n{TABLE}\n\nAfter")
    at(box, "7 mg\nAf", chosen=True)
    press(box, Qt.Key.Key_Delete)
    assert box.text() == "Before\n\nter"


def test_enter_goes_down_the_column_and_adds_a_row(box: PasteBox) -> None:
    box.put(TABLE)
    at(box, "5 mg")
    press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "x")
    assert cells(box.text())[2] == ["Two", "x7 mg"]
    press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "Three")
    assert cells(box.text())[3] == ["Three", ""]
    press(box, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClicks(box, "Below")
    assert len(cells(box.text())) == 4
    assert box.text().endswith("\n\nBelow")


def test_rows_and_columns_come_and_go_as_a_whole(box: PasteBox) -> None:
    box.put(TABLE)
    at(box, "5 mg")
    does = [change for _, change in box.table_changes()]
    does[0]()
    assert cells(box.text()) == [["Medicine", "Dose"], ["One", "5 mg"], ["", ""], ["Two", "7 mg"]]
    at(box, "One")
    box.table_changes()[1][1]()
    assert [row[1] for row in cells(box.text())] == ["", "", "", ""]
    at(box, "Two")
    box.table_changes()[2][1]()
    at(box, "One")
    cursor = box.textCursor()
    cursor.setPosition(cursor.position() + 1)
    box.setTextCursor(cursor)
    box.table_changes()[3][1]()
    assert cells(box.text()) == [["Medicine", "Dose"], ["One", "5 mg"], ["", ""]]
    box.table_changes()[4][1]()
    assert box.text() == ""


def test_what_is_pasted_into_a_cell_stays_in_it(box: PasteBox) -> None:
    box.put(TABLE)
    at(box, "5 mg", chosen=True)
    QApplication.clipboard().setText("6 mg\n\ntwice\ta day")
    press(box, Qt.Key.Key_V, ctrl=True)
    assert cells(box.text())[1] == ["One", "6 mg twice a day"]


def test_a_word_is_deleted_within_its_cell(box: PasteBox) -> None:
    box.put(f"Before\n\n{TABLE}\n\nAfter")
    at(box, "5 ", end=True)
    press(box, Qt.Key.Key_Delete, ctrl=True)
    assert cells(box.text())[1:] == [["One", "5"], ["Two", "7 mg"]]
    press(box, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, ctrl=True)
    press(box, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, ctrl=True)
    assert cells(box.text())[1:] == [["One", ""], ["Two", "7 mg"]]
    at(box, "Before")
    press(box, Qt.Key.Key_Delete, ctrl=True)
    assert box.text().startswith("Before\n\n| Medicine |")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_words_ever_come_to_stand_in_another_cell(box: PasteBox, data: st.DataObject) -> None:
    box.put("")  # what was shown before leaves nothing
    box.put(f"Before\n\n{TABLE}\n\nAfter\n\n- item")
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_X, Qt.Key.Key_Space]
    ends = st.integers(0, 999)
    for _ in range(data.draw(st.integers(1, 6))):
        cursor = box.textCursor()
        count = box.document().characterCount()
        start, end = (data.draw(ends) % count for _ in range(2))
        cursor.setPosition(start)
        cursor.setPosition(end if data.draw(st.booleans()) else start, KEEP)
        box.setTextCursor(cursor)
        press(box, data.draw(st.sampled_from(keys)), ctrl=data.draw(st.booleans()))
        tables = [block.table for block in read(box.text()).blocks if block.table]
        for table in tables:
            found = [[cell_text(cell) for cell in row] for row in (table.head, *table.rows)]
            assert [len(row) for row in found] == [2, 2, 2]
            for number, row in enumerate(found):
                for column, cell in enumerate(row):
                    for word, place in PLACES.items():
                        assert word not in cell or place == (number, column)


# -- pictures


def test_a_picture_goes_as_a_whole(box: PasteBox, qtbot: QtBot) -> None:
    text = f"Before\n\n{PICTURE}\n\nAfter"
    box.put(text)
    at(box, "A red")
    with qtbot.waitSignal(box.opened):
        QTest.keyClicks(box, "x")
    assert box.text() == text
    at(box, "After", end=False)
    press(box, Qt.Key.Key_Backspace)
    assert box.text() == text
    press(box, Qt.Key.Key_Backspace)
    assert box.text() == "Before\n\nAfter"


def test_all_can_be_chosen_and_replaced(box: PasteBox) -> None:
    box.put(f"## a\n\n{TABLE}\n\n{PICTURE}")
    press(box, Qt.Key.Key_A, ctrl=True)
    QTest.keyClicks(box, "New")
    assert box.text() == "New"


# -- what is copied


def test_what_is_cut_and_pasted_is_what_it_was(box: PasteBox) -> None:
    box.put(f"One **b**\n\n{TABLE}\n\n- [c](term:g01)\n\nEnd")
    cursor = box.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    box.setTextCursor(cursor)
    at(box, "Medicine\nDose\nOne\n5 mg\nTwo\n7 mg\nc", chosen=True)
    cursor = box.textCursor()
    end = cursor.selectionEnd()
    cursor.setPosition(box.shown_text().index("b"))
    cursor.setPosition(end, KEEP)
    box.setTextCursor(cursor)
    press(box, Qt.Key.Key_X, ctrl=True)
    at(box, "End")
    press(box, Qt.Key.Key_V, ctrl=True)
    assert f"**b**\n\n{TABLE}\n\n- [c](term:g01)" in box.text()


def test_plain_words_are_pasted_as_they_are(box: PasteBox) -> None:
    mime = QMimeData()
    mime.setText("Take 5*3*2 and <b>.\n\n- one\n- two\n\nEnd_of_it")
    QApplication.clipboard().setMimeData(mime)
    box.put("")
    press(box, Qt.Key.Key_V, ctrl=True)
    blocks = read(box.text()).blocks
    assert [b.text for b in blocks] == ["Take 5*3*2 and <b>.", "one", "two", "End_of_it"]
    assert blocks[1].kind is BlockKind.BULLET
