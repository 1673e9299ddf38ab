"""From a typo to a draft, with clicks and keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)

from app.content.items.edit import with_own
from app.content.workshop import Workshop
from app.content.workshop.storage.file import empty_library
from app.domain.governance.governance import ItemKey, ItemKind, Person
from tests.editor.staff import ANN, Staff, key, name_of, settle

CONTACT = key(ItemKind.CONTACT, "p02")
TOPIC = key(ItemKind.TOPIC, "t05")
WALKTHROUGH = key(ItemKind.WALKTHROUGH, "w01")
TERM = key(ItemKind.TERM, "g01")
CHOSEN = (QPushButton, QCheckBox, QComboBox)
WRITTEN = (QLineEdit, QPlainTextEdit, QTextEdit)


def test_a_telephone_number_is_corrected_and_saved(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", workshop.items.content(CONTACT).title)
    assert staff.state(CONTACT) == "Signed"
    phone = staff.find(QLineEdit, "Telephone number")
    staff.type(phone, "020 7946 0000")
    assert staff.state(CONTACT) == "Not saved, signed"
    staff.type(staff.find(QLineEdit, "Why this is changed, for the history"), "New number")
    staff.click(staff.find(QPushButton, "Save"))
    assert workshop.items.content(CONTACT).own["phone"] == "020 7946 0000"
    assert staff.state(CONTACT) == "Draft"
    event = workshop.history.events(CONTACT)[0]
    assert (event.person.name, event.act, event.why) == ("Ann Bell", "saved", "New number")
    assert workshop.unfinished.rows() == ()


def test_save_is_a_key_and_undo_goes_back(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", workshop.items.content(CONTACT).title)
    before = workshop.items.content(CONTACT)
    phone = staff.find(QLineEdit, "Telephone number")
    staff.type(phone, "020 7946 0000")
    staff.press(phone, Qt.Key.Key_S, ctrl=True)
    assert staff.state(CONTACT) == "Draft"
    staff.press(phone, Qt.Key.Key_Z, ctrl=True)
    assert phone.text() == before.own["phone"]
    staff.press(phone, Qt.Key.Key_Z, ctrl=True, shift=True)
    assert phone.text() == "020 7946 0000"


def test_how_it_works_lets_go_of_a_text_and_a_click_leads_back_to_it(staff: Staff) -> None:
    window = staff.window
    assert not window.previews.isVisible(), "there is nothing to see yet"
    staff.go("Contacts", "Cancer Research UK nurses")
    assert window.previews.isVisible()
    staff.press(window.tree.view, Qt.Key.Key_F1)
    assert window.start.isVisible()
    assert not window.previews.isVisible()
    staff.go("Contacts", "Cancer Research UK nurses")
    assert staff.find(QLineEdit, "Telephone number").isVisible()
    assert window.previews.isVisible()


def test_the_first_page_leads_to_reviews_and_to_publishing(whole: Staff) -> None:
    for words, heading in (("All reviews, by their dates", "Reviews"), ("Publish…", "Publish")):
        whole.click(whole.find(QPushButton, words))
        assert whole.find(QLabel, heading).isVisible()
        whole.press(whole.window.tree.view, Qt.Key.Key_F1)


def test_saving_takes_the_word_of_what_is_not_saved_away(staff: Staff, workshop: Workshop) -> None:
    content = workshop.items.content(CONTACT)
    workshop.unfinished.save(with_own(content, phone="020 7946 0000"))
    staff.window.document.read_rows()
    staff.go("Contacts", "Cancer Research UK nurses")
    assert "not saved yet" in staff.window.page.bar.message.text()
    staff.click(staff.find(QPushButton, "Save"))
    assert not staff.window.page.bar.isVisible()
    assert staff.find(QLabel, "State").text().endswith("“Check and sign” says what comes next.")


def test_the_first_page_of_an_empty_library_says_where_to_begin(
    open_window: Callable[[Workshop], Staff], tmp_path: Path
) -> None:
    file = empty_library(tmp_path)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO library (id, title, language, edition) VALUES (1, 'W', 'en-GB', 1)"
        )
    with closing(Workshop.open(file, ANN)) as workshop:
        staff = open_window(workshop)
        said = staff.window.start.nothing
        assert said.isVisible()
        assert "“New” adds a section, and then a page in it." in said.text()
        staff.window.library_actions.add_section("First things")
        staff.window.library_actions.create(ItemKind.TOPIC, "Going home", "s01")
        assert not said.isVisible()
        assert staff.find(QPushButton, "1 draft").isVisible()
        staff.window.close()


def test_who_reads_learns_when_the_other_has_closed(
    workshop: Workshop, file: Path, open_window: Callable[[Workshop], Staff]
) -> None:
    with closing(Workshop.open(file, Person("Bea Moss"), read_only=True)) as reading:
        staff = open_window(reading)
        assert "reading only" in staff.window.mode_bar.message.text()
        workshop.close()
        staff.window.poll()
        words = staff.window.mode_bar.message
        staff.qtbot.waitUntil(lambda: "has closed it" in words.text())
        assert staff.window.mode_bar.isVisible()
        staff.window.close()


@pytest.mark.parametrize("item", [TOPIC, WALKTHROUGH, TERM, CONTACT])
def test_who_reads_can_change_nothing(
    workshop: Workshop, file: Path, open_window: Callable[[Workshop], Staff], item: ItemKey
) -> None:
    with closing(Workshop.open(file, Person("Bea Moss"), read_only=True)) as reading:
        staff = open_window(reading)
        staff.window.document.open(item)
        settle(staff.window)
        form = staff.window.page.form
        chosen = [w for kind in CHOSEN for w in form.findChildren(kind) if w.isVisible()]
        written = [w for kind in WRITTEN for w in form.findChildren(kind) if w.isVisible()]
        assert chosen
        assert [name_of(w) for w in chosen if w.isEnabled()] == []
        assert [name_of(w) for w in written if w.isEnabled() and not w.property("readOnly")] == []
        staff.window.close()
