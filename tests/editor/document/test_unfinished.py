"""Nothing that is typed is lost: by closing, by a crash, by a full disk, by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)

from app.content.items.edit import with_own
from app.content.workshop import Workshop
from app.content.workshop.values import InUseError
from app.domain.governance import ItemKind, Person
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.who import WhoDialog
from tests.editor.office_trouble import change_elsewhere, no_room
from tests.editor.staff import ANN, Desk, key

CONTACT = key(ItemKind.CONTACT, "p02")
Opens = Callable[[Workshop], Desk]


def typed(desk: Desk, words: str = "020 7946 0000") -> QLineEdit:
    """Type a telephone number, without saving it."""
    desk.go("Contacts", "Cancer Research UK nurses")
    phone = desk.find(QLineEdit, "Telephone number")
    desk.type(phone, words)
    return phone


@pytest.fixture
def left(workshop: Workshop) -> Workshop:
    """A library in which somebody stopped in the middle."""
    workshop.keep_unfinished(with_own(workshop.content(CONTACT), phone="020 7946 0000"))
    return workshop


def test_what_is_typed_is_kept_as_one_goes(desk: Desk, workshop: Workshop) -> None:
    typed(desk)
    desk.qtbot.waitUntil(lambda: len(workshop.unfinished()) == 1)
    kept = workshop.unfinished_content(CONTACT)
    assert kept is not None
    assert kept.own["phone"] == "020 7946 0000"
    assert workshop.content(CONTACT).own["phone"] == "0808 800 4040"


def test_closing_keeps_what_was_typed_a_moment_before(desk: Desk, workshop: Workshop) -> None:
    typed(desk)
    assert desk.window.close()
    assert [u.key for u in workshop.unfinished()] == [CONTACT]


def test_going_elsewhere_keeps_it_and_the_tree_shows_it(desk: Desk, workshop: Workshop) -> None:
    typed(desk)
    desk.go("Contacts", "A member of staff here")
    assert desk.state(CONTACT) == "Not saved, signed"
    desk.qtbot.waitUntil(lambda: len(workshop.unfinished()) == 1)
    desk.go("Contacts", "Cancer Research UK nurses")
    assert desk.find(QLineEdit, "Telephone number").text() == "020 7946 0000"
    assert "not saved yet" in desk.window.page.bar.words.text()
    desk.click(desk.find(QPushButton, "Throw it away"))
    assert desk.find(QLineEdit, "Telephone number").text() == "0808 800 4040"
    desk.qtbot.waitUntil(lambda: not workshop.unfinished())
    desk.press(desk.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert desk.find(QLineEdit, "Telephone number").text() == "020 7946 0000"


def test_the_next_start_offers_it_back(left: Workshop, open_window: Opens) -> None:
    desk = open_window(left)
    dialog = desk.dialog(UnfinishedDialog)
    item = desk.find(QListWidget, "Typed, and not saved", dialog).item(0)
    assert item.text() == "Cancer Research UK nurses\nAnn Bell, 23 November 2026 at 09:00"
    desk.click(desk.find(QPushButton, "Continue", dialog))
    assert desk.find(QLineEdit, "Telephone number").text() == "020 7946 0000"
    desk.click(desk.find(QPushButton, "Save"))
    assert left.content(CONTACT).own["phone"] == "020 7946 0000"
    assert left.unfinished() == ()


def test_it_can_be_looked_at_first(left: Workshop, open_window: Opens) -> None:
    desk = open_window(left)
    dialog = desk.dialog(UnfinishedDialog)
    desk.click(desk.find(QPushButton, "Look…", dialog))
    look = desk.dialog(QDialog)
    text = desk.find(QPlainTextEdit, "What was typed", dialog).toPlainText()
    assert text == "Phone\nSaved: 0808 800 4040\nTyped: 020 7946 0000"
    desk.press(look, Qt.Key.Key_Escape)
    desk.press(dialog, Qt.Key.Key_Escape)
    assert desk.state(CONTACT) == "Not saved, signed"


def test_throwing_away_asks_first(left: Workshop, open_window: Opens) -> None:
    desk = open_window(left)
    dialog = desk.dialog(UnfinishedDialog)
    desk.click(desk.find(QPushButton, "Throw away…", dialog))
    box = desk.dialog(QMessageBox)
    desk.click(desk.find(QPushButton, "Keep", box))
    assert len(left.unfinished()) == 1
    desk.click(desk.find(QPushButton, "Throw away…", dialog))
    desk.click(desk.find(QPushButton, "Throw away", desk.dialog(QMessageBox)))
    assert left.unfinished() == ()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.state(CONTACT) == "Signed"


def test_without_room_a_sentence_says_so_and_nothing_is_lost(
    desk: Desk, workshop: Workshop
) -> None:
    phone = typed(desk)
    with no_room():
        desk.press(phone, Qt.Key.Key_S, ctrl=True)
    assert "Nothing that you typed is lost." in desk.window.bar.words.text()
    assert workshop.content(CONTACT).own["phone"] == "0808 800 4040"
    assert phone.text() == "020 7946 0000"
    desk.press(phone, Qt.Key.Key_S, ctrl=True)
    assert not desk.window.bar.isVisible()
    assert workshop.content(CONTACT).own["phone"] == "020 7946 0000"


def test_what_could_not_be_kept_is_tried_again(desk: Desk, workshop: Workshop) -> None:
    typed(desk)
    with no_room():
        assert not desk.window.desk.keep_now()
    assert desk.window.bar.isVisible()
    desk.window.desk.keep()
    desk.qtbot.waitUntil(lambda: not desk.window.bar.isVisible())
    assert len(workshop.unfinished()) == 1


def test_another_programs_change_is_followed(desk: Desk, file: Path) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    change_elsewhere(file, "111 222 333")
    desk.window.look_again()
    phone = desk.find(QLineEdit, "Telephone number")
    desk.qtbot.waitUntil(lambda: phone.text() == "111 222 333")
    assert desk.state(CONTACT) == "Draft"


def test_another_programs_change_asks_where_somebody_types(desk: Desk, file: Path) -> None:
    phone = typed(desk)
    change_elsewhere(file, "111 222 333")
    desk.window.look_again()
    told = desk.window.page.bar.words
    desk.qtbot.waitUntil(lambda: "Another program changed this text" in told.text())
    assert phone.text() == "020 7946 0000"
    desk.click(desk.find(QPushButton, "Take the other text"))
    assert phone.text() == "111 222 333"
    desk.press(phone, Qt.Key.Key_Z, ctrl=True)
    assert phone.text() == "020 7946 0000"


def test_a_second_editor_may_read_and_sees_that_it_is_reading(
    workshop: Workshop, file: Path, open_window: Opens
) -> None:
    with pytest.raises(InUseError, match="Ann Bell has it open"):
        Workshop.open(file, Person("Bob"))
    reading = Workshop.open(file, Person("Bob"), read_only=True)
    desk = open_window(reading)
    assert desk.window.standing_bar.isVisible()
    assert "reading only" in desk.window.windowTitle()
    desk.go("Contacts", "Cancer Research UK nurses")
    phone = desk.find(QLineEdit, "Telephone number")
    assert phone.isReadOnly()
    desk.type(phone, "1")
    assert phone.text() == "0808 800 4040"
    assert not desk.find(QPushButton, "Save").isEnabled()
    assert not any(action.isEnabled() for action in desk.window.library.menu.actions()[:4])
    desk.window.close()
    reading.close()


def test_who_sits_here_is_asked_once(file: Path, open_window: Opens, settings: QSettings) -> None:
    workshop = Workshop.open(file, Person(""))
    desk = open_window(workshop)
    dialog = desk.dialog(WhoDialog)
    button = desk.find(QPushButton, "That is me", dialog)
    assert not button.isEnabled()
    desk.type(desk.find(QLineEdit, "Your name", dialog), "  Ann   Bell ")
    desk.type(desk.find(QLineEdit, "Your role", dialog), "Ward sister")
    desk.click(button)
    assert workshop.person == ANN
    assert settings.value("who/name") == "Ann Bell"
    desk.window.close()
    workshop.close()
