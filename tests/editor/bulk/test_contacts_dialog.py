"""A contact's number is put into a text, and changes there when the contact's does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QToolButton,
)

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from app.editor.bulk.contacts_dialog import ContactsDialog
from app.editor.fields.picks import PickDialog
from tests.editor.staff import Staff, key

PAGE = key(ItemKind.TOPIC, "t05")
CONTACT = key(ItemKind.CONTACT, "p02")
OLD, NEW = "0808 800 4040", "0800 123 4567"


def insert(staff: Staff, words: str) -> None:
    """Put what a contact says of itself at the end of a page, and save."""
    staff.window.document.open(PAGE)
    body = staff.find(BodyBox, "Text")
    body.moveCursor(QTextCursor.MoveOperation.End)
    staff.click(staff.find(QToolButton, "Number of…"))
    dialog = staff.dialog(PickDialog)
    box = dialog.findChild(QLineEdit)
    assert box is not None
    QTest.keyClicks(box, words)
    staff.press(box, Qt.Key.Key_Return)
    staff.press(staff.window, Qt.Key.Key_S, ctrl=True)


def change_number(staff: Staff) -> ContactsDialog:
    staff.window.document.open(CONTACT)
    staff.type(staff.find(QLineEdit, "Telephone number"), NEW)
    staff.press(staff.window, Qt.Key.Key_S, ctrl=True)
    return staff.dialog(ContactsDialog)


def test_a_number_is_chosen_and_put_into_the_text(staff: Staff, workshop: Workshop) -> None:
    insert(staff, OLD)
    assert workshop.items.content(PAGE).texts["body"].endswith(f"[{OLD}](number:p02)")
    staff.press(staff.window, Qt.Key.Key_Z, ctrl=True)
    assert "number:p02" not in staff.window.document.content(PAGE).texts["body"]


def test_changing_the_contact_lists_its_texts_and_updates_them_as_one(
    staff: Staff, workshop: Workshop
) -> None:
    insert(staff, OLD)
    dialog = change_number(staff)
    found = staff.find(QListWidget, "Texts that would change", dialog)
    assert [found.item(row).text() for row in range(found.count())] == [
        workshop.items.content(PAGE).title
    ]
    assert NEW in staff.find(QTextBrowser, "What would change", dialog).toPlainText()
    staff.press(staff.find(QPushButton, "Update 1 text", dialog), Qt.Key.Key_Return)
    assert f"[{NEW}](number:p02)" in workshop.items.content(PAGE).texts["body"]
    staff.press(staff.window, Qt.Key.Key_Z, ctrl=True)
    assert f"[{OLD}](number:p02)" in workshop.items.content(PAGE).texts["body"]
    assert workshop.items.content(CONTACT).own["phone"] == NEW


def test_not_now_is_asked_again_from_the_menu(staff: Staff, workshop: Workshop) -> None:
    insert(staff, OLD)
    staff.press(change_number(staff), Qt.Key.Key_Escape)
    assert f"[{OLD}](number:p02)" in workshop.items.content(PAGE).texts["body"]
    menu = staff.window.menus.edit
    (update,) = (a for a in menu.actions() if "contacts" in a.text())
    update.trigger()
    dialog = staff.dialog(ContactsDialog)
    staff.click(staff.find(QPushButton, "Update 1 text", dialog))
    assert f"[{NEW}](number:p02)" in workshop.items.content(PAGE).texts["body"]
    update.trigger()
    assert staff.window.bar.isVisible()


def test_what_is_typed_in_is_left_alone(staff: Staff) -> None:
    insert(staff, OLD)
    staff.type(staff.find(QLineEdit, "Title"), "Another title")
    dialog = change_number(staff)
    found = staff.find(QListWidget, "Texts that would change", dialog)
    assert "save it first" in found.item(0).text()
    assert not dialog.ok.isEnabled()
    staff.press(dialog, Qt.Key.Key_Escape)
