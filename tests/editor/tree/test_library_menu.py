"""Adding, copying and deleting, each with its way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton

from app.content.workshop import Workshop
from app.domain.governance import ItemKey, ItemKind
from app.editor.tree.new_item import NewItemDialog
from tests.editor.staff import Desk, key


def trigger(desk: Desk, words: str) -> None:
    """Choose a line of the menu "Library"."""
    actions = desk.window.library.menu.actions()
    (found,) = [a for a in actions if a.text().replace("&", "") == words]
    assert found.isEnabled()
    found.trigger()


def ids(workshop: Workshop, kind: ItemKind) -> list[str]:
    return [row.key.id for row in workshop.items(kind)]


def test_a_page_is_added_opened_and_taken_back(desk: Desk, workshop: Workshop) -> None:
    desk.go("Pages", "Treatments")
    desk.press(desk.window.tree.view, Qt.Key.Key_N, ctrl=True)
    dialog = desk.dialog(NewItemDialog)
    assert desk.find(QComboBox, "Section", dialog).currentText() == "Treatments"
    assert not desk.find(QPushButton, "Add", dialog).isEnabled()
    desk.type(desk.find(QLineEdit, "Title", dialog), "Going home")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert ids(workshop, ItemKind.TOPIC)[-4:] == ["t12", "t09", "t10", "t11"]
    assert desk.find(QLineEdit, "Title").text() == "Going home"
    assert desk.state(key(ItemKind.TOPIC, "t12")) == "Draft"
    line = desk.find(QLineEdit, "Line on the card")
    desk.click(line)
    desk.qtbot.waitUntil(lambda: line.selectedText() == "To be written.")
    summary = desk.find(QPlainTextEdit, "Summary")
    summary.setFocus()
    desk.qtbot.waitUntil(lambda: summary.textCursor().selectedText() == "To be written.")
    view = desk.window.tree.view
    desk.press(view, Qt.Key.Key_Z, ctrl=True)
    assert "t12" not in ids(workshop, ItemKind.TOPIC)
    assert desk.window.stack.currentWidget() is desk.window.start
    desk.press(view, Qt.Key.Key_Y, ctrl=True)
    assert workshop.content(key(ItemKind.TOPIC, "t12")).title == "Going home"


@pytest.mark.parametrize(
    ("words", "label", "made"),
    [
        ("New walkthrough…", "Title", key(ItemKind.WALKTHROUGH, "w02")),
        ("New glossary word…", "Word", key(ItemKind.TERM, "g25")),
        ("New contact…", "Name", key(ItemKind.CONTACT, "p04")),
    ],
)
def test_every_kind_can_be_added(
    desk: Desk, workshop: Workshop, words: str, label: str, made: ItemKey
) -> None:
    trigger(desk, words)
    dialog = desk.dialog(NewItemDialog)
    desk.type(desk.find(QLineEdit, label, dialog), "Something new")
    desk.click(desk.find(QPushButton, "Add", dialog))
    assert workshop.content(made).title == "Something new"
    assert desk.window.desk.key == made
    assert desk.window.page.head.title.text() == "Something new"


def test_the_button_beside_the_tree_adds_too(desk: Desk) -> None:
    menu = desk.find(QPushButton, "New").menu()
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert words[0] == "New page…"
    assert len(words) == 5
    menu.actions()[3].trigger()
    desk.press(desk.dialog(NewItemDialog), Qt.Key.Key_Escape)


def test_a_section_is_added_and_an_empty_one_deleted(desk: Desk, workshop: Workshop) -> None:
    trigger(desk, "New section…")
    dialog = desk.dialog(NewItemDialog)
    desk.type(desk.find(QLineEdit, "Title", dialog), "Afterwards")
    desk.click(desk.find(QPushButton, "Add", dialog))
    assert [s.title for s in workshop.sections()][-1] == "Afterwards"
    desk.go("Pages", "Treatments")
    desk.press(desk.window.tree.view, Qt.Key.Key_Delete)
    assert "still has pages" in desk.window.bar.words.text()
    desk.go("Pages", "Afterwards")
    desk.press(desk.window.tree.view, Qt.Key.Key_Delete)
    assert [s.title for s in workshop.sections()][-1] == "Help and questions"
    desk.press(desk.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert [s.title for s in workshop.sections()][-1] == "Afterwards"


def test_a_copy_is_a_draft_of_its_own(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    desk.press(desk.window.tree.view, Qt.Key.Key_D, ctrl=True)
    copy = key(ItemKind.CONTACT, "p04")
    assert workshop.content(copy).title == "Cancer Research UK nurses (copy)"
    assert desk.window.desk.key == copy
    assert desk.state(copy) == "Draft"


def test_what_is_named_elsewhere_is_not_deleted(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    desk.press(desk.window.tree.view, Qt.Key.Key_Delete)
    box = desk.dialog(QMessageBox)
    assert "cannot be deleted yet" in box.text()
    assert "What relapsed and refractory mean (contacts)" in box.informativeText()
    desk.click(desk.find(QPushButton, "Go to the first", box))
    assert desk.find(QLineEdit, "Title").text() == "What relapsed and refractory mean"
    assert "p02" in ids(workshop, ItemKind.CONTACT)


def test_deleting_asks_and_undo_brings_everything_back(desk: Desk, workshop: Workshop) -> None:
    made = workshop.create(ItemKind.TERM, "biopsy")
    workshop.set_people(made, "Dr Shah", "Ann Bell")
    workshop.arrange_kind(ItemKind.TERM, [made.id, *ids(workshop, ItemKind.TERM)[:-1]])
    desk.window.desk.look_again()
    desk.go("Glossary", "biopsy")
    view = desk.window.tree.view
    desk.press(view, Qt.Key.Key_Delete)
    desk.click(desk.find(QPushButton, "Keep", desk.dialog(QMessageBox)))
    assert made.id in ids(workshop, ItemKind.TERM)
    desk.press(view, Qt.Key.Key_Delete)
    desk.click(desk.find(QPushButton, "Delete", desk.dialog(QMessageBox)))
    assert made.id not in ids(workshop, ItemKind.TERM)
    desk.press(view, Qt.Key.Key_Z, ctrl=True)
    row = workshop.items(ItemKind.TERM)[0]
    assert (row.key, row.owner, row.author) == (made, "Dr Shah", "Ann Bell")


def test_typing_and_deeds_are_undone_in_their_order(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    name = desk.find(QLineEdit, "Name")
    desk.type(name, "Nurses")
    desk.press(desk.window.tree.view, Qt.Key.Key_D, ctrl=True)
    assert ids(workshop, ItemKind.CONTACT) == ["p01", "p02", "p03", "p04"]
    desk.press(desk.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert ids(workshop, ItemKind.CONTACT) == ["p01", "p02", "p03"]
    desk.press(desk.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert desk.find(QLineEdit, "Name").text() == "Cancer Research UK nurses"
