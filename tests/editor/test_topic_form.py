"""A page is written: its words, its marks, its lists, and what the checks say beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QToolButton,
)

from app.content.checks.wording import paragraphs_of
from app.content.items.edit import with_texts
from app.content.items.fields import signed_fields
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.domain.library.readability import words
from app.editor.body.body_box import BodyBox
from app.editor.fields.link_dialog import LinkDialog
from app.editor.fields.picks import PickDialog
from app.editor.fields.readability_meter import TotalMeter
from app.editor.forms.new_source import NewSourceDialog
from app.editor.page import Head
from tests.editor.staff import Staff, key

TOPIC = key(ItemKind.TOPIC, "t02")


@pytest.fixture
def page(staff: Staff, workshop: Workshop) -> Staff:
    """A page, open."""
    staff.go("Pages", "First things to know", workshop.items.content(TOPIC).title)
    return staff


def body(page: Staff) -> BodyBox:
    return page.find(BodyBox, "Text")


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


def now(page: Staff) -> str:
    """The text as it stands on the staff."""
    return str(page.window.document.content(TOPIC).texts["body"])


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


def test_pasting_keeps_headings_and_lists_and_tells_of_the_rest(page: Staff) -> None:
    box = body(page)
    page.type(box, "Before.")
    mime = QMimeData()
    mime.setHtml("<h1>Fever</h1><ul><li>Call us</li></ul><p><img src='x.png'></p>")
    QApplication.clipboard().setMimeData(mime)
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert now(page) == "Before.\n\n## Fever\n\n- Call us"
    told = page.window.page.form.fields["body"].pasted
    assert told.text() == "Pasted. A picture: left out."
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "Before."


def pasting(page: Staff, html: str, then: Callable[[QProgressDialog], None]) -> None:
    """Paste a long text; `then` is done to the dialog while it is read."""
    mime = QMimeData()
    mime.setHtml(html)
    QApplication.clipboard().setMimeData(mime)
    seen: list[QProgressDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QProgressDialog) and not seen:
            seen.append(dialog)
            then(dialog)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    page.press(body(page), Qt.Key.Key_V, ctrl=True)
    timer.stop()
    assert seen


LONG = "<p>Call us.</p>" * 500


def test_a_long_text_is_read_beside_the_window(page: Staff) -> None:
    page.type(body(page), "Before.")
    labels: list[str] = []
    pasting(page, LONG, lambda dialog: labels.append(dialog.labelText()))
    assert labels == ["Reading what was copied\u2026"]
    assert now(page) == "\n\n".join(["Before.", *["Call us."] * 500])
    page.press(body(page), Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "Before."


def test_a_long_paste_can_be_cancelled(page: Staff) -> None:
    page.type(body(page), "Before.")
    pasting(page, LONG, lambda dialog: page.click(page.find(QPushButton, "Cancel", dialog)))
    assert now(page) == "Before."


@pytest.mark.parametrize("is_html", [False, True])
def test_more_than_two_pages_of_letters_are_not_pasted(page: Staff, *, is_html: bool) -> None:
    page.type(body(page), "Before.")
    mime = QMimeData()
    mime.setText("&" * 5_000_000)
    if is_html:
        mime.setHtml("&" * 25_000 + "x")
    QApplication.clipboard().setMimeData(mime)
    page.press(body(page), Qt.Key.Key_V, ctrl=True)
    told = page.window.page.form.fields["body"].pasted
    assert now(page) == "Before."
    assert told.text() == (
        "This is 5,000,000 letters; 40,000 are the most, and nothing was pasted. "
        "Paste a part of it at a time."
    )


def test_a_paste_that_is_too_much_says_so_and_keeps_plain_words(page: Staff) -> None:
    pasting(page, "<table><tr><td>" * 30_000 + "words", lambda dialog: None)
    told = page.window.page.form.fields["body"].pasted
    assert "This is more than a page can hold." in told.text()
    assert "It was pasted as plain words." in told.text()


def test_a_style_sheet_of_4_mb_is_read_beside_the_window(page: Staff) -> None:
    sheet = f"<style>{'p{color:red}' * 350_000}</style>"
    pasting(page, f"{sheet}<p>Call us.</p>", lambda dialog: None)
    told = page.window.page.form.fields["body"].pasted
    assert "This is more than a page can hold." in told.text()


def test_the_window_answers_while_a_long_text_is_read(page: Staff) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(len(beats)))

    def begin(dialog: QProgressDialog) -> None:
        timer.start(1)

    pasting(page, "<table><tr><td>" * 30_000 + "words", begin)
    timer.stop()
    assert len(beats) > 20, "read by the window itself there would be none"


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


def test_words_on_a_line_stay_on_a_line(page: Staff) -> None:
    box = page.find(QPlainTextEdit, "Summary")
    page.type(box, "One")
    page.press(box, Qt.Key.Key_Return)
    QApplication.clipboard().setText(" two\nthree")
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert page.window.document.content(TOPIC).texts["summary"] == "Onetwo three"


def test_letters_beyond_the_first_plane_and_hard_spaces_are_kept(page: Staff) -> None:
    box = body(page)
    page.type(box, "Take 5")
    QApplication.clipboard().setText("\N{NO-BREAK SPACE}mg \N{GRINNING FACE} now")
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert now(page) == "Take 5\N{NO-BREAK SPACE}mg \N{GRINNING FACE} now"
    page.press(box, Qt.Key.Key_B, ctrl=True)
    assert now(page) == "Take 5\N{NO-BREAK SPACE}mg \N{GRINNING FACE} **now**"


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
