"""Pictures in a body, and what is chosen, cut, copied and pasted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.content.reader.markup import read
from app.domain.library.markup import BlockKind
from app.editor.body.pasting import PasteBox
from tests.editor.body.typing_hands import KEEP, TABLE, at, press

PICTURE = f"![A red field](picture:{'0123456789abcdef' * 4})"


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
