"""Nothing that is typed is lost: by closing, by a crash, by a full disk, by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)

from app.content.items.edit import with_own
from app.content.workshop import Workshop
from app.content.workshop.values import InUseError
from app.domain.governance.governance import ItemKind, Person
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.opening.who import WhoDialog
from tests.editor.office_trouble import change_elsewhere, no_room
from tests.editor.staff import ANN, Staff, key

CONTACT = key(ItemKind.CONTACT, "p02")
Opens = Callable[[Workshop], Staff]


def typed(staff: Staff, words: str = "020 7946 0000") -> QLineEdit:
    """Type a telephone number, without saving it."""
    staff.go("Contacts", "Cancer Research UK nurses")
    phone = staff.find(QLineEdit, "Telephone number")
    staff.type(phone, words)
    return phone


@pytest.fixture
def left(workshop: Workshop) -> Workshop:
    """A library in which somebody stopped in the middle."""
    workshop.unfinished.save(with_own(workshop.items.content(CONTACT), phone="020 7946 0000"))
    return workshop


def test_what_is_typed_is_kept_as_one_goes(staff: Staff, workshop: Workshop) -> None:
    typed(staff)
    staff.qtbot.waitUntil(lambda: len(workshop.unfinished.rows()) == 1)
    kept = workshop.unfinished.content(CONTACT)
    assert kept is not None
    assert kept.own["phone"] == "020 7946 0000"
    assert workshop.items.content(CONTACT).own["phone"] == "0808 800 4040"


def test_closing_keeps_what_was_typed_a_moment_before(staff: Staff, workshop: Workshop) -> None:
    typed(staff)
    assert staff.window.close()
    assert [u.key for u in workshop.unfinished.rows()] == [CONTACT]


def test_going_elsewhere_keeps_it_and_the_tree_shows_it(staff: Staff, workshop: Workshop) -> None:
    typed(staff)
    staff.go("Contacts", "The team that looks after your child")
    assert staff.state(CONTACT) == "Not saved, signed"
    staff.qtbot.waitUntil(lambda: len(workshop.unfinished.rows()) == 1)
    staff.go("Contacts", "Cancer Research UK nurses")
    assert staff.find(QLineEdit, "Telephone number").text() == "020 7946 0000"
    assert "not saved yet" in staff.window.page.bar.message.text()
    staff.click(staff.find(QPushButton, "Throw it away"))
    assert staff.find(QLineEdit, "Telephone number").text() == "0808 800 4040"
    staff.qtbot.waitUntil(lambda: not workshop.unfinished.rows())
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert staff.find(QLineEdit, "Telephone number").text() == "020 7946 0000"


def test_the_next_start_offers_it_back(left: Workshop, open_window: Opens) -> None:
    staff = open_window(left)
    dialog = staff.dialog(UnfinishedDialog)
    item = staff.find(QListWidget, "Typed, and not saved", dialog).item(0)
    assert item.text() == "Cancer Research UK nurses\nAnn Bell, 23 November 2026 at 09:00"
    staff.click(staff.find(QPushButton, "Continue", dialog))
    assert staff.find(QLineEdit, "Telephone number").text() == "020 7946 0000"
    staff.click(staff.find(QPushButton, "Save"))
    assert left.items.content(CONTACT).own["phone"] == "020 7946 0000"
    assert left.unfinished.rows() == ()


def test_it_can_be_looked_at_first(left: Workshop, open_window: Opens) -> None:
    staff = open_window(left)
    dialog = staff.dialog(UnfinishedDialog)
    staff.click(staff.find(QPushButton, "Look…", dialog))
    look = staff.dialog(QDialog)
    text = staff.find(QPlainTextEdit, "What was typed", dialog).toPlainText()
    assert text == "Telephone\nSaved: 0808 800 4040\nTyped: 020 7946 0000"
    staff.press(look, Qt.Key.Key_Escape)
    staff.press(dialog, Qt.Key.Key_Escape)
    assert staff.state(CONTACT) == "Not saved, signed"


def test_throwing_away_asks_first(left: Workshop, open_window: Opens) -> None:
    staff = open_window(left)
    dialog = staff.dialog(UnfinishedDialog)
    staff.click(staff.find(QPushButton, "Throw away…", dialog))
    box = staff.dialog(QMessageBox)
    staff.click(staff.find(QPushButton, "Keep", box))
    assert len(left.unfinished.rows()) == 1
    staff.click(staff.find(QPushButton, "Throw away…", dialog))
    staff.click(staff.find(QPushButton, "Throw away", staff.dialog(QMessageBox)))
    assert left.unfinished.rows() == ()
    staff.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert staff.state(CONTACT) == "Signed"


def test_without_room_a_sentence_says_so_and_nothing_is_lost(
    staff: Staff, workshop: Workshop
) -> None:
    phone = typed(staff)
    with no_room():
        staff.press(phone, Qt.Key.Key_S, ctrl=True)
    assert "Nothing that you typed is lost." in staff.window.bar.message.text()
    assert workshop.items.content(CONTACT).own["phone"] == "0808 800 4040"
    assert phone.text() == "020 7946 0000"
    staff.press(phone, Qt.Key.Key_S, ctrl=True)
    assert not staff.window.bar.isVisible()
    assert workshop.items.content(CONTACT).own["phone"] == "020 7946 0000"


def test_what_could_not_be_kept_is_tried_again(staff: Staff, workshop: Workshop) -> None:
    typed(staff)
    with no_room():
        assert not staff.window.document.autosave_now()
    assert staff.window.bar.isVisible()
    staff.window.document.autosave()
    staff.qtbot.waitUntil(lambda: not staff.window.bar.isVisible())
    assert len(workshop.unfinished.rows()) == 1


def test_another_programs_change_is_followed(staff: Staff, file: Path) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    change_elsewhere(file, "111 222 333")
    staff.window.poll()
    phone = staff.find(QLineEdit, "Telephone number")
    staff.qtbot.waitUntil(lambda: phone.text() == "111 222 333")
    assert staff.state(CONTACT) == "Draft"


def test_another_programs_change_asks_where_somebody_types(staff: Staff, file: Path) -> None:
    phone = typed(staff)
    change_elsewhere(file, "111 222 333")
    staff.window.poll()
    told = staff.window.page.bar.message
    staff.qtbot.waitUntil(lambda: "Another program changed this text" in told.text())
    assert phone.text() == "020 7946 0000"
    staff.click(staff.find(QPushButton, "Take the other text"))
    assert phone.text() == "111 222 333"
    staff.press(phone, Qt.Key.Key_Z, ctrl=True)
    assert phone.text() == "020 7946 0000"


def test_a_second_editor_may_read_and_sees_that_it_is_reading(
    workshop: Workshop, file: Path, open_window: Opens
) -> None:
    with pytest.raises(InUseError, match="Ann Bell has it open"):
        Workshop.open(file, Person("Bob"))
    reading = Workshop.open(file, Person("Bob"), read_only=True)
    staff = open_window(reading)
    assert staff.window.mode_bar.isVisible()
    assert "reading only" in staff.window.windowTitle()
    staff.go("Contacts", "Cancer Research UK nurses")
    phone = staff.find(QLineEdit, "Telephone number")
    assert phone.isReadOnly()
    staff.type(phone, "1")
    assert phone.text() == "0808 800 4040"
    assert not staff.find(QPushButton, "Save").isEnabled()
    assert not any(action.isEnabled() for action in staff.window.library.menu.actions()[:4])
    staff.window.close()
    reading.close()


def test_who_sits_here_is_asked_once(file: Path, open_window: Opens, settings: QSettings) -> None:
    workshop = Workshop.open(file, Person(""))
    staff = open_window(workshop)
    dialog = staff.dialog(WhoDialog)
    button = staff.find(QPushButton, "That is me", dialog)
    assert not button.isEnabled()
    staff.type(staff.find(QLineEdit, "Your name", dialog), "  Ann   Bell ")
    staff.type(staff.find(QLineEdit, "Your role", dialog), "Ward sister")
    staff.click(button)
    assert workshop.person == ANN
    assert settings.value("who/name") == "Ann Bell"
    staff.window.close()
    workshop.close()


def test_the_question_whose_words_count_waits_on_its_page(staff: Staff, file: Path) -> None:
    phone = typed(staff)
    staff.go("Glossary", "refractory")
    change_elsewhere(file, "111 222 333")
    with staff.qtbot.waitSignal(staff.window.document.rearranged):
        staff.window.poll()
    bar = staff.window.page.bar
    assert not bar.isVisible()  # it is about another page
    staff.go("Contacts", "Cancer Research UK nurses")
    assert "Another program changed this text" in bar.message.text()
    staff.go("Glossary", "relapsed")
    assert not bar.isVisible()
    staff.go("Contacts", "Cancer Research UK nurses")
    assert "Another program changed this text" in bar.message.text()
    staff.click(staff.find(QPushButton, "Take the other text"))
    assert phone.text() == "111 222 333"
    staff.go("Glossary", "relapsed")
    staff.go("Contacts", "Cancer Research UK nurses")
    assert not bar.isVisible()


@pytest.mark.parametrize("path", [("Pages", "Treatments"), ("Library settings",)])
def test_a_notice_is_left_behind_with_what_it_is_about(staff: Staff, path: tuple[str, ...]) -> None:
    staff.go("Pages", "First things to know")
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    assert "still has pages" in staff.window.bar.message.text()
    assert staff.window.bar.isVisible()
    staff.go(*path)
    assert not staff.window.bar.isVisible()


def test_when_it_was_written_down_stands_beside_the_title(staff: Staff) -> None:
    phone = typed(staff)
    written = staff.find(QLabel, "When it was written down")
    staff.qtbot.waitUntil(lambda: written.text() == "Kept at 23:21")
    staff.press(phone, Qt.Key.Key_S, ctrl=True)
    assert written.text() == "Saved at 23:21"
    staff.go("Glossary", "relapsed")
    assert written.text() == ""
    staff.go("Contacts", "Cancer Research UK nurses")
    assert written.text() == "Saved at 23:21"


def test_what_could_not_be_written_down_has_no_time(staff: Staff) -> None:
    typed(staff)
    with no_room():
        assert not staff.window.document.autosave_now()
    assert staff.window.page.head.written.text() == ""
