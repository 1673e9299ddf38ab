"""Tables in a body: words stay in their cells, rows and columns come and go as a whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.content.reader.markup import read
from app.domain.library.markup import BlockKind, cell_text
from app.editor.body.pasting import PasteBox
from tests.editor.body.typing_hands import KEEP, TABLE, at, cells, press

PLACES = {
    **{"Medicine": (0, 0), "Dose": (0, 1), "One": (1, 0)},
    **{"5": (1, 1), "Two": (2, 0), "7": (2, 1)},
}


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
