"""A walkthrough's questions, answers, outcomes and notes are edited, added, moved and deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
)

from app.content.items.components import (
    add,
    all_components,
    component,
    leading_to,
    move,
    new_id,
    remove,
    target,
    targets,
)
from app.content.items.edit import among, find, rows
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.forms.components_editor import ComponentsEditor
from app.editor.texts.reachability import reached_in_words
from tests.editor.staff import Staff, key

WALK = key(ItemKind.WALKTHROUGH, "w01")


@pytest.fixture
def content(workshop: Workshop) -> Content:
    return workshop.items.content(WALK)


@pytest.fixture
def page(staff: Staff, content: Content) -> Staff:
    """The walkthrough, open at its questions."""
    staff.go("Walkthroughs", content.title)
    bar = staff.window.page.tabs.tabBar()
    assert isinstance(bar, QTabBar)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    return staff


def editor(page: Staff) -> ComponentsEditor:
    found = page.window.page.components
    assert found is not None
    return found


def now(page: Staff) -> Content:
    """The walkthrough as it stands on the staff."""
    return page.window.document.content(WALK)


def test_parts_are_listed_with_their_answers_after_each_question(content: Content) -> None:
    found = all_components(content)
    assert [p.id for p in found][:7] == ["q01", "c01", "c02", "c03", "c04", "c05", "q02"]
    assert [p.id for p in found][-8:] == ["o01", "o02", "o03", "o04", "o05", "o06", "o07", "n01"]
    assert component(content, "choice", "c01").title == "England"


def test_what_is_added_and_removed_leaves_nothing_behind(content: Content) -> None:
    for table in ("question", "outcome", "note"):
        name = new_id([content], table)
        assert remove(add(content, table, name), table, name).digest == content.digest
    name = new_id([content], "choice")
    assert name == "c19"
    added = add(content, "choice", name, "q02")
    assert target(find(added, "choice", id=name)) == "q03"
    assert remove(added, "choice", name).digest == content.digest


def test_removing_a_question_leaves_no_row_that_names_it(content: Content) -> None:
    without = remove(content, "question", "q03")
    assert "q03" not in without.text
    assert not {"c09", "c10", "c11"} & {row["id"] for row in rows(without, "choice")}
    nowhere = [row["id"] for row in rows(without, "choice") if not target(row)]
    assert nowhere == ["c06", "c08"]
    assert all(row["after_choice"] != "c11" for row in rows(without, "choice_unless"))


def test_parts_are_moved_among_their_neighbours(content: Content) -> None:
    moved = move(content, "choice", "c07", -1)
    assert [r["id"] for r in among(moved, "choice", question_id="q02")] == ["c07", "c06", "c08"]
    assert move(moved, "choice", "c07", -1) is moved
    assert move(moved, "choice", "c07", 1).digest == content.digest


def test_an_answer_may_lead_anywhere_but_to_its_own_question(content: Content) -> None:
    found = [item for item, _ in targets(content, "q02")]
    assert found == ["q01", "q03", "q04", *(f"o0{n}" for n in range(1, 8))]


def test_what_leads_to_a_part_is_known(content: Content) -> None:
    assert {p.id for p in leading_to(content, "q03")} == {"c06", "c08"}
    assert {p.id for p in leading_to(content, "c08")} > {"c10", "c12"}
    assert "n01" in {p.id for p in leading_to(content, "o01")}


def test_a_question_is_rewritten(page: Staff) -> None:
    editor(page).go_to("q02")
    page.type(page.find(QPlainTextEdit, "Question"), "Which type is it?")
    assert find(now(page), "question_text", question_id="q02")["text"] == "Which type is it?"
    item = editor(page).list.currentItem()
    assert item is not None
    assert item.text(0) == "q02  Which type is it?"
    page.press(editor(page).list, Qt.Key.Key_Z, ctrl=True)
    assert page.find(QPlainTextEdit, "Question").toPlainText() == "Does your child have B cell ALL?"


def test_an_answer_is_led_elsewhere(page: Staff, content: Content) -> None:
    editor(page).go_to("c07")
    box = page.find(QComboBox, "Leads to")
    assert box.currentData() == "o05"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert target(find(now(page), "choice", id="c07")) == "q03"
    item = editor(page).list.currentItem()
    assert item is not None
    assert item.text(0).endswith("→  q03")


def test_another_way_is_added_and_removed(page: Staff, content: Content) -> None:
    editor(page).go_to("c07")
    page.click(page.find(QPushButton, "Add another way"))
    (row,) = among(now(page), "choice_unless", choice_id="c07")
    assert (row["after_choice"], target(row)) == ("c01", "q01")
    box = page.find(QComboBox, "Line 1, lead to")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    (row,) = among(now(page), "choice_unless", choice_id="c07")
    assert target(row) == "o07"
    page.click(page.find(QPushButton, "Line 1, remove"))
    assert now(page).digest == content.digest


def test_a_new_question_waits_for_words_and_answers(page: Staff) -> None:
    page.click(page.find(QPushButton, "Add question"))
    assert editor(page).component_id() == "q05"
    question = page.find(QPlainTextEdit, "Question")
    assert question.toPlainText() == "New question"
    QTest.keyClicks(question, "Has it come back?")
    assert question.toPlainText() == "Has it come back?", "it takes the place of what held it"
    assert page.find(QLabel, "How families come here").text() == (
        "To bring families here, choose an answer in the list above, then “Leads to”."
        " It has no answers yet: “Add answer” adds one."
    )
    page.click(page.find(QPushButton, "Add answer"))
    assert editor(page).component_id() == "c19"
    page.type(page.find(QLineEdit, "Answer"), "Yes")
    assert component(now(page), "choice", "c19").title == "Yes"
    field = editor(page).forms["question"]
    editor(page).go_to("q05")
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert any("No answer leads to this question." in words for words in field.notes.sentences)


def test_a_part_says_how_families_come_to_it(content: Content) -> None:
    assert reached_in_words(content, "question", "q01") == "This question is asked first."
    assert reached_in_words(content, "question", "q02") == (
        "Families come here after the answer c01 “England”, c02 “Scotland”, c03 “Wales” and 2 more."
    )
    assert reached_in_words(content, "outcome", "o05") == (
        "Families come here after the answer c07 “No, another type”."
    )


def test_deleting_says_what_leads_there(page: Staff) -> None:
    editor(page).go_to("q03")
    page.click(page.find(QPushButton, "Delete…"))
    box = page.dialog(QMessageBox)
    assert "c06 Yes, B cell ALL" in box.informativeText()
    page.click(page.find(QPushButton, "Delete", box))
    assert not find(now(page), "question", id="q03")
    editor(page).go_to("c06")
    field = editor(page).forms["choice"].fields["leads_to"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    words = "This answer leads nowhere. Choose a question or an outcome."
    assert field.notes.sentences == (words,)
    page.press(editor(page).list, Qt.Key.Key_Z, ctrl=True)
    assert find(now(page), "question", id="q03")


def test_outcomes_and_notes_have_their_lists(page: Staff) -> None:
    editor(page).go_to("o02")
    box = page.find(QPlainTextEdit, "Questions to take along")
    page.type(box, "What now?")
    assert [r["text"] for r in among(now(page), "outcome_question", outcome_id="o02")] == [
        "What now?"
    ]
    page.click(page.find(QCheckBox, "List the situations that the answers stand for"))
    assert find(now(page), "outcome", id="o02")["shows_situations"] == 1
    editor(page).go_to("n01")
    page.click(page.find(QPushButton, "Remove: … and the way ends in one of these"))
    assert len(among(now(page), "note_outcome", note_id="n01")) in (3, 4)


def test_undo_shows_the_part_that_it_changes(page: Staff) -> None:
    editor(page).go_to("c01")
    label = page.find(QLineEdit, "Answer")
    page.type(label, "Jersey")
    editor(page).go_to("o01")
    page.press(editor(page).list, Qt.Key.Key_Z, ctrl=True)
    assert editor(page).component_id() == "c01"
    assert page.find(QLineEdit, "Answer").text() == "England"


def test_a_walkthrough_is_saved_as_it_was_typed(page: Staff, workshop: Workshop) -> None:
    editor(page).go_to("c01")
    page.type(page.find(QLineEdit, "Answer"), "Jersey")
    page.press(editor(page).list, Qt.Key.Key_S, ctrl=True)
    assert find(workshop.items.content(WALK), "choice_text", choice_id="c01")["label"] == "Jersey"
    assert now(page).digest == workshop.items.content(WALK).digest
