"""Notes to each other, at the end of a page's form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.forms.notes_field import NotesField
from tests.editor.staff import Staff, key

TOPIC = key(ItemKind.TOPIC, "t08")


def shown(staff: Staff) -> list[str]:
    (field,) = (f for f in staff.window.findChildren(NotesField) if f.isVisible())
    return [w.text() for w in field.findChildren(QLabel) if w.accessibleName() == "Note"]


def write(staff: Staff, words: str) -> None:
    box = staff.find(QLineEdit, "Write a note")
    box.setFocus()
    QTest.keyClicks(box, words)
    staff.press(box, Qt.Key.Key_Return)


def test_a_note_is_written_resolved_and_undone(staff: Staff, workshop: Workshop) -> None:
    staff.window.document.open(TOPIC)
    before, state = shown(staff), staff.state(TOPIC)
    write(staff, "Is <b>this</b> right?")
    staff.qtbot.waitUntil(lambda: len(shown(staff)) == len(before) + 1)
    assert shown(staff)[-1] == "Ann Bell, 23 November 2026. Is <b>this</b> right?"
    assert staff.find(QLineEdit, "Write a note").text() == ""
    assert staff.state(TOPIC) == state
    name = "Resolve the note: Ann Bell, 23 November 2026. Is <b>this</b> right?"
    staff.click(staff.find(QPushButton, name))
    staff.qtbot.waitUntil(lambda: shown(staff) == before)
    staff.press(staff.window, Qt.Key.Key_Z, ctrl=True)
    staff.qtbot.waitUntil(lambda: len(shown(staff)) == len(before) + 1)
    assert workshop.history.events(TOPIC)[0].why.startswith("Note opened again: ")


def test_what_is_half_written_is_not_taken_to_another_page(staff: Staff) -> None:
    staff.window.document.open(TOPIC)
    box = staff.find(QLineEdit, "Write a note")
    QTest.keyClicks(box, "Half")
    staff.window.document.open(key(ItemKind.TOPIC, "t05"))
    assert staff.find(QLineEdit, "Write a note").text() == ""
    assert shown(staff)
