"""What is chosen on a page's form: sources, related pages, sections, boxes, people."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)

from app.content.items.fields import signed_fields
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.fields.picks import PickDialog
from app.editor.forms.new_source import NewSourceDialog
from tests.editor.forms.topic_page import TOPIC
from tests.editor.staff import Staff, key


def test_a_further_source_is_made_from_where_it_is_chosen(page: Staff, workshop: Workshop) -> None:
    page.click(page.find(QPushButton, "New further source…"))
    dialog = page.dialog(NewSourceDialog)
    page.type(page.find(QLineEdit, "Publisher", dialog), "EBMT")
    page.type(page.find(QLineEdit, "Title", dialog), "A handbook")
    page.press(page.find(QLineEdit, "Title", dialog), Qt.Key.Key_Return)
    made = workshop.sources.rows()[-1]
    rows = page.window.document.content(TOPIC).rows["topic_reference"]
    assert rows[-1]["source_id"] == made.id
    listed = page.find(QListWidget, "Further sources")
    assert listed.item(listed.count() - 1).text() == "EBMT: A handbook"


def test_related_pages_are_added_moved_and_removed(page: Staff) -> None:
    related = page.find(QListWidget, "Related pages")
    before = page.window.document.content(TOPIC).rows.get("topic_related", ())
    page.click(page.find(QPushButton, "Add…: Related pages"))
    dialog = page.dialog(PickDialog)
    page.type(page.find(QLineEdit, "Search", dialog), "clinical")
    page.click(page.find(QPushButton, "Choose", dialog))
    assert [r["related_id"] for r in page.window.document.content(TOPIC).rows["topic_related"]] == [
        *(row["related_id"] for row in before),
        "t08",
    ]
    assert related.currentItem().text() == "Clinical trials"
    page.click(page.find(QPushButton, "Remove: Related pages"))
    assert page.window.document.content(TOPIC).rows.get("topic_related", ()) == before


def test_a_search_in_the_list_of_pages_can_find_nothing(page: Staff) -> None:
    page.click(page.find(QPushButton, "Add…: Contacts below the text"))
    dialog = page.dialog(PickDialog)
    page.type(page.find(QLineEdit, "Search", dialog), "zebra")
    assert not page.find(QPushButton, "Choose", dialog).isEnabled()
    assert page.find(QListView, "Contacts below the text: add", dialog).model().rowCount() == 0
    page.press(dialog, Qt.Key.Key_Escape)


def test_questions_are_lines(page: Staff) -> None:
    box = page.find(QPlainTextEdit, "Questions to ask")
    page.type(box, "What now?")
    page.press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "When?")
    rows = page.window.document.content(TOPIC).rows["topic_question"]
    assert [row["text"] for row in rows] == ["What now?", "When?"]


def test_a_page_is_moved_to_another_section_on_its_form(page: Staff, workshop: Workshop) -> None:
    box = page.find(QComboBox, "Section on the home screen")
    box.setFocus()
    QTest.keyClicks(box, "H")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText() == "Help and questions"
    rows = {row.key.id: row.section_id for row in workshop.items.rows(ItemKind.TOPIC)}
    assert rows["t02"] == "s03"
    assert workshop.items.content(TOPIC).digest == page.window.document.saved(TOPIC).digest


def test_boxes_are_ticked_and_people_named(page: Staff, workshop: Workshop) -> None:
    page.click(page.find(QCheckBox, "Show it large at the top of the home screen"))
    assert page.window.document.content(TOPIC).own.get("stands_out") == 1
    owner = page.find(QLineEdit, "Owner")
    page.type(owner, "Dr Shah")
    page.press(owner, Qt.Key.Key_Tab)
    (row,) = (r for r in workshop.items.rows(ItemKind.TOPIC) if r.key == TOPIC)
    assert row.owner == "Dr Shah"


@pytest.mark.parametrize(
    ("kind", "item", "groups"),
    [
        (ItemKind.TOPIC, "t02", ("Pages", "First things to know")),
        (ItemKind.WALKTHROUGH, "w01", ("Walkthroughs",)),
        (ItemKind.CONTACT, "p02", ("Contacts",)),
        (ItemKind.TERM, "g02", ("Glossary",)),
    ],
)
def test_every_field_of_an_item_can_be_filled_in(
    staff: Staff, workshop: Workshop, kind: ItemKind, item: str, groups: tuple[str, ...]
) -> None:
    staff.go(*groups, workshop.items.content(key(kind, item)).title)
    form = staff.window.page.form
    names = {field.name for field in signed_fields(form.content.key.kind)}
    dates = {"last_reviewed", "next_review"}
    assert names - dates | {"review"} == set(form.fields)
