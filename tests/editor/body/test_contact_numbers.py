"""A contact's number in a text: nobody types into it, and it goes as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.content.reader.markup import read
from app.domain.library.markup import Run
from app.editor.body.pasting import PasteBox
from tests.editor.body.typing_hands import at, press

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
