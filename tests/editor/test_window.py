"""From a typo to a draft, with clicks and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.content.workshop import Workshop
from app.domain.governance import ItemKind
from tests.editor.staff import Desk, key

CONTACT = key(ItemKind.CONTACT, "p02")


def test_a_telephone_number_is_corrected_and_saved(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", workshop.content(CONTACT).title)
    assert desk.state(CONTACT) == "Signed"
    phone = desk.find(QLineEdit, "Telephone number")
    desk.type(phone, "020 7946 0000")
    assert desk.state(CONTACT) == "Not saved, signed"
    desk.type(desk.find(QLineEdit, "Why this is changed, for the history"), "New number")
    desk.click(desk.find(QPushButton, "Save"))
    assert workshop.content(CONTACT).own["phone"] == "020 7946 0000"
    assert desk.state(CONTACT) == "Draft"
    event = workshop.history(CONTACT)[0]
    assert (event.person.name, event.act, event.why) == ("Ann Bell", "saved", "New number")
    assert workshop.unfinished() == ()


def test_save_is_a_key_and_undo_goes_back(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", workshop.content(CONTACT).title)
    before = workshop.content(CONTACT)
    phone = desk.find(QLineEdit, "Telephone number")
    desk.type(phone, "020 7946 0000")
    desk.press(phone, Qt.Key.Key_S, ctrl=True)
    assert desk.state(CONTACT) == "Draft"
    desk.press(phone, Qt.Key.Key_Z, ctrl=True)
    assert phone.text() == before.own["phone"]
    desk.press(phone, Qt.Key.Key_Z, ctrl=True, shift=True)
    assert phone.text() == "020 7946 0000"
