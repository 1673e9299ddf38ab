"""A page is written: its words, its marks, its lists, and what the checks say beside them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from app.content.checks.wording import paragraphs_of
from app.content.items.edit import with_texts
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.library.readability import words
from app.editor.body.body_box import BodyBox
from app.editor.fields.link_dialog import LinkDialog
from app.editor.fields.picks import PickDialog
from app.editor.fields.readability_meter import TotalMeter
from app.editor.page import Head
from tests.editor.forms.topic_page import TOPIC, body, now
from tests.editor.staff import Staff


def choose(box: BodyBox, words: str) -> None:
    """Select some words."""
    start = box.shown_text().index(words)
    cursor = box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def test_the_words_of_the_whole_draft_are_counted(page: Staff) -> None:
    total = page.find(TotalMeter, "Words of the whole text")
    before = re.match(r"All of it. Words: (\d+) · .*reading level \(LIX\): \d", total.text())
    assert before is not None
    page.type(page.find(QPlainTextEdit, "Summary"), "Three more words")
    row = page.window.document.content(TOPIC)
    count = len(words(" ".join(paragraphs_of(row))))
    page.qtbot.waitUntil(lambda: f"Words: {count} " in total.text())
    assert count != int(before[1])


def test_looking_at_a_page_changes_nothing(page: Staff, workshop: Workshop) -> None:
    assert page.window.document.content(TOPIC).digest == workshop.items.content(TOPIC).digest
    assert not page.find(QPushButton, "Save").isEnabled()


def test_a_typed_key_draws_the_head_once_and_only_where_it_says_something_else(
    page: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = Head.show_content

    def spy(head: Head, content: Content) -> None:
        drawn.append(content.title)
        draw(head, content)

    monkeypatch.setattr(Head, "show_content", spy)
    head = page.window.page.head
    box = body(page)
    box.setFocus()
    QTest.keyClicks(box, "a")
    assert len(drawn) == 1
    assert "Not saved" in head.status.text()
    QTest.keyClicks(box, "b")
    assert len(drawn) == 1
    title = page.find(QLineEdit, "Title")
    title.setFocus()
    QTest.keyClicks(title, "!")
    assert len(drawn) == 2
    assert head.title.text().endswith("!")


def test_words_are_typed_and_undone_in_steps(page: Staff) -> None:
    before = now(page)
    box = body(page)
    page.type(box, "One.")
    page.press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "Two.")
    assert now(page) == "One.\n\nTwo."
    title = page.find(QLineEdit, "Title")
    page.type(title, "New")
    page.press(title, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "One.\n\nTwo."
    assert title.text() == "It has come back"
    page.press(title, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == before
    page.press(title, Qt.Key.Key_Y, ctrl=True)
    assert now(page) == "One.\n\nTwo."


def test_buttons_and_keys_say_what_words_are_and_show_no_marks(page: Staff) -> None:
    box = body(page)
    page.type(box, "First words")
    choose(box, "words")
    page.press(box, Qt.Key.Key_B, ctrl=True)
    assert now(page) == "First **words**"
    page.click(page.find(QToolButton, "Heading"))
    assert now(page) == "## First **words**"
    assert box.toPlainText() == "First words"
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "First **words**"


def test_a_list_goes_on_by_itself(page: Staff) -> None:
    box = body(page)
    page.type(box, "one")
    page.click(page.find(QToolButton, "List"))
    page.press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "two")
    assert now(page) == "- one\n- two"
    assert box.toPlainText() == "one\ntwo"


def test_a_glossary_word_is_picked_from_the_list(page: Staff) -> None:
    box = body(page)
    page.type(box, "It was refractory.")
    choose(box, "refractory")
    page.click(page.find(QToolButton, "Glossary word…"))
    dialog = page.dialog(PickDialog)
    assert page.find(QLineEdit, "Search", dialog).text() == "refractory"
    page.press(dialog, Qt.Key.Key_Return)
    assert now(page) == "It was [refractory](term:g01)."
    assert box.toPlainText() == "It was refractory."


def test_a_link_that_stands_there_is_changed_taken_away_and_undone(page: Staff) -> None:
    box = body(page)
    page.type(box, "It was refractory.")
    choose(box, "refractory")
    page.press(box, Qt.Key.Key_G, ctrl=True)
    page.press(page.dialog(PickDialog), Qt.Key.Key_Return)
    linked = "It was [refractory](term:g01)."
    assert now(page) == linked
    choose(box, "fract")  # a part of it is all of it
    page.press(box, Qt.Key.Key_G, ctrl=True)
    dialog = page.dialog(LinkDialog)
    assert dialog.goal.text() == "the glossary's “refractory”"
    page.type(dialog.words, "hard to treat")
    page.press(dialog.words, Qt.Key.Key_Return)
    assert now(page) == "It was [hard to treat](term:g01)."
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == linked
    choose(box, "refractory")
    page.press(box, Qt.Key.Key_K, ctrl=True)
    dialog = page.dialog(LinkDialog)
    page.click(page.find(QPushButton, "Choose another…", dialog))
    picking = page.dialog(PickDialog)
    page.press(picking, Qt.Key.Key_Return)
    page.click(dialog.ok)
    assert now(page) == "It was [refractory](topic:t02)."
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == linked
    choose(box, "refractory")
    page.press(box, Qt.Key.Key_G, ctrl=True)
    dialog = page.dialog(LinkDialog)
    page.click(page.find(QPushButton, "Take the link away", dialog))
    assert now(page) == "It was refractory."
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == linked


def test_the_checks_say_beside_the_field_what_to_mend(page: Staff) -> None:
    field = page.window.page.form.fields["body"]
    document = page.window.document
    text = "A [word](term:g99)."
    document.change(with_texts(document.content(TOPIC), body=text), "", "Test")
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    (said,) = field.notes.sentences
    assert said.startswith("Paragraph 1: A link to term:g99, which is not there.")
    assert field.notes.isVisible()
    page.press(body(page), Qt.Key.Key_Z, ctrl=True)
    page.qtbot.waitUntil(lambda: not field.notes.sentences)


def test_the_paragraph_that_is_told_is_the_one_that_is_shown(page: Staff) -> None:
    document = page.window.document
    wrapped = "One\ntwo\nthree.\n\nA [word](term:g99)."
    document.change(with_texts(document.content(TOPIC), body=wrapped), "", "Test")
    field = page.window.page.form.fields["body"]
    assert body(page).toPlainText() == "One two three.\nA word."
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert field.notes.sentences[0].startswith("Paragraph 2: ")
    assert document.content(TOPIC).texts["body"] == wrapped


def test_an_empty_title_is_told_and_not_saved(page: Staff, workshop: Workshop) -> None:
    title = page.find(QLineEdit, "Title")
    page.type(title, " ")
    field = page.window.page.form.fields["title"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert field.notes.sentences == ("The title is empty. Write it before you save.",)
    page.press(title, Qt.Key.Key_S, ctrl=True)
    assert workshop.items.content(TOPIC).title == "It has come back"
    assert page.window.bar.isVisible()
    assert "The title is empty" in page.window.bar.message.text()


def test_all_that_keeps_a_page_from_being_saved_is_said_at_once(
    page: Staff, workshop: Workshop
) -> None:
    title = page.find(QLineEdit, "Title")
    for name in ("Title", "Line on the card"):
        page.type(page.find(QLineEdit, name), " ")
    page.type(page.find(QPlainTextEdit, "Summary"), " ")
    page.press(title, Qt.Key.Key_S, ctrl=True)
    assert page.window.bar.message.text() == (
        "Still empty: the title, the line for the card and the summary. Write them before you save."
    )
    assert workshop.items.content(TOPIC).title == "It has come back"
