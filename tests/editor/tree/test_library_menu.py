"""Adding, copying and deleting, each with its way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.tree.new_item import NewItemDialog
from tests.editor.staff import Staff, key, name_of


def trigger(staff: Staff, words: str) -> None:
    """Choose a line of the menu "Library"."""
    actions = staff.window.library.menu.actions()
    (found,) = [a for a in actions if a.text().replace("&", "") == words]
    assert found.isEnabled()
    found.trigger()


def ids(workshop: Workshop, kind: ItemKind) -> list[str]:
    return [row.key.id for row in workshop.items.rows(kind)]


def test_a_page_is_added_opened_and_taken_back(staff: Staff, workshop: Workshop) -> None:
    staff.go("Pages", "Treatments")
    staff.press(staff.window.tree.view, Qt.Key.Key_N, ctrl=True)
    dialog = staff.dialog(NewItemDialog)
    assert staff.find(QComboBox, "Section", dialog).currentText() == "Treatments"
    assert not staff.find(QPushButton, "Add", dialog).isEnabled()
    staff.type(staff.find(QLineEdit, "Title", dialog), "Going home")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert ids(workshop, ItemKind.TOPIC)[-5:] == ["t13", "t12", "t09", "t10", "t11"]
    assert staff.find(QLineEdit, "Title").text() == "Going home"
    assert staff.state(key(ItemKind.TOPIC, "t13")) == "Draft"
    line = staff.find(QLineEdit, "Line on the card")
    staff.click(line)
    staff.qtbot.waitUntil(lambda: line.selectedText() == "To be written.")
    summary = staff.find(QPlainTextEdit, "Summary")
    summary.setFocus()
    staff.qtbot.waitUntil(lambda: summary.textCursor().selectedText() == "To be written.")
    shown = [label.text() for label in staff.window.page.form.findChildren(QLabel)]
    assert "No words yet" in shown  # what only holds a place is neither hard to read nor easy
    assert not [text for text in shown if "⚠" in text or "readability" in text]
    view = staff.window.tree.view
    staff.press(view, Qt.Key.Key_Z, ctrl=True)
    assert "t13" not in ids(workshop, ItemKind.TOPIC)
    assert staff.window.stack.currentWidget() is staff.window.start
    staff.press(view, Qt.Key.Key_Y, ctrl=True)
    assert workshop.items.content(key(ItemKind.TOPIC, "t13")).title == "Going home"


@pytest.mark.parametrize(
    ("words", "label", "made"),
    [
        ("New walkthrough…", "Title", key(ItemKind.WALKTHROUGH, "w02")),
        ("New glossary word…", "Word", key(ItemKind.TERM, "g25")),
        ("New contact…", "Name", key(ItemKind.CONTACT, "p04")),
    ],
)
def test_every_kind_can_be_added(
    staff: Staff, workshop: Workshop, words: str, label: str, made: ItemKey
) -> None:
    trigger(staff, words)
    dialog = staff.dialog(NewItemDialog)
    staff.type(staff.find(QLineEdit, label, dialog), "Something new")
    staff.click(staff.find(QPushButton, "Add", dialog))
    assert workshop.items.content(made).title == "Something new"
    assert staff.window.document.key == made
    assert staff.window.page.head.title.text() == "Something new"
    first = staff.typing_in()
    assert name_of(first) == label
    QTest.keyClicks(first, "er")
    assert staff.window.page.head.title.text() == "Something newer"


def test_the_button_beside_the_tree_adds_too(staff: Staff) -> None:
    menu = staff.find(QPushButton, "New").menu()
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert words[0] == "New page…"
    assert len(words) == 5
    menu.actions()[3].trigger()
    staff.press(staff.dialog(NewItemDialog), Qt.Key.Key_Escape)


def test_a_section_is_added_and_an_empty_one_deleted(staff: Staff, workshop: Workshop) -> None:
    trigger(staff, "New section…")
    dialog = staff.dialog(NewItemDialog)
    staff.type(staff.find(QLineEdit, "Title", dialog), "Afterwards")
    staff.click(staff.find(QPushButton, "Add", dialog))
    assert [s.title for s in workshop.sections.rows()][-1] == "Afterwards"
    staff.go("Pages", "Treatments")
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    assert "still has pages" in staff.window.bar.message.text()
    staff.go("Pages", "Afterwards")
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    assert [s.title for s in workshop.sections.rows()][-1] == "Help and questions"
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert [s.title for s in workshop.sections.rows()][-1] == "Afterwards"


def test_a_copy_is_a_draft_of_its_own(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    staff.press(staff.window.tree.view, Qt.Key.Key_D, ctrl=True)
    copy = key(ItemKind.CONTACT, "p04")
    assert workshop.items.content(copy).title == "Cancer Research UK nurses (copy)"
    assert staff.window.document.key == copy
    assert staff.state(copy) == "Draft"


def test_what_is_named_elsewhere_is_not_deleted(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    box = staff.dialog(QMessageBox)
    assert "cannot be deleted yet" in box.text()
    assert "It has not gone away (contacts)" in box.informativeText()
    staff.click(staff.find(QPushButton, "Go to the first", box))
    assert staff.find(QLineEdit, "Title").text() == "It has not gone away"
    assert "p02" in ids(workshop, ItemKind.CONTACT)


def test_deleting_asks_and_undo_brings_everything_back(staff: Staff, workshop: Workshop) -> None:
    made = workshop.items.create(ItemKind.TERM, "biopsy")
    workshop.items.set_people(made, "Dr Shah", "Ann Bell")
    workshop.order.arrange_kind(ItemKind.TERM, [made.id, *ids(workshop, ItemKind.TERM)[:-1]])
    staff.window.document.refresh()
    staff.go("Glossary", "biopsy")
    view = staff.window.tree.view
    staff.press(view, Qt.Key.Key_Delete)
    staff.click(staff.find(QPushButton, "Keep", staff.dialog(QMessageBox)))
    assert made.id in ids(workshop, ItemKind.TERM)
    staff.press(view, Qt.Key.Key_Delete)
    staff.click(staff.find(QPushButton, "Delete", staff.dialog(QMessageBox)))
    assert made.id not in ids(workshop, ItemKind.TERM)
    staff.press(view, Qt.Key.Key_Z, ctrl=True)
    row = workshop.items.rows(ItemKind.TERM)[0]
    assert (row.key, row.owner, row.author) == (made, "Dr Shah", "Ann Bell")


def test_typing_and_deeds_are_undone_in_their_order(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    name = staff.find(QLineEdit, "Name")
    staff.type(name, "Nurses")
    staff.press(staff.window.tree.view, Qt.Key.Key_D, ctrl=True)
    assert ids(workshop, ItemKind.CONTACT) == ["p01", "p02", "p03", "p04"]
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert ids(workshop, ItemKind.CONTACT) == ["p01", "p02", "p03"]
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert staff.find(QLineEdit, "Name").text() == "Cancer Research UK nurses"
