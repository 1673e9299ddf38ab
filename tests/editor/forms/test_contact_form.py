"""A contact's hours, dates and source."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.forms.new_source import NewSourceDialog
from tests.editor.staff import Staff, key

CONTACT = key(ItemKind.CONTACT, "p02")
NOBODY = key(ItemKind.CONTACT, "p03")
"""Has no number, no source and no dates."""


@pytest.fixture
def page(staff: Staff) -> Staff:
    """The nurses' helpline, open."""
    staff.go("Contacts", "Cancer Research UK nurses")
    return staff


def hours(page: Staff) -> list[dict[str, object]]:
    return [
        dict(row) for row in page.window.document.content(CONTACT).rows.get("contact_hours", ())
    ]


def test_hours_are_added_changed_and_removed(page: Staff, workshop: Workshop) -> None:
    (before,) = hours(page)
    page.click(page.find(QPushButton, "Add hours"))
    page.qtbot.waitUntil(lambda: len(hours(page)) == 2)
    box = page.find(QComboBox, "Line 2, from day")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    last = page.find(QComboBox, "Line 2, to day")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_End)
    time = page.find(QLineEdit, "Line 2, closes at")
    page.type(time, "12")
    page.press(time, Qt.Key.Key_S, ctrl=True)
    added = {"first_day": 7, "last_day": 7, "opens": "09:00", "closes": "12:00"}
    assert hours(page) == [before, added]
    assert [dict(r) for r in workshop.items.content(CONTACT).rows["contact_hours"]] == [
        before,
        added,
    ]
    page.click(page.find(QPushButton, "Line 1, remove"))
    assert hours(page) == [added]
    assert page.find(QComboBox, "Line 1, from day").currentText() == "Sunday"
    page.press(page.find(QLineEdit, "Name"), Qt.Key.Key_Z, ctrl=True)
    assert hours(page) == [before, added]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("8am", "08:00"), ("8", "08:00"), ("08:00", "08:00"), ("8.30 am", "08:30"), ("0815", "08:15")],
)
def test_a_time_is_typed_as_people_write_it(page: Staff, typed: str, stands: str) -> None:
    opens = page.find(QLineEdit, "Line 1, opens at")
    page.type(opens, typed)
    page.press(opens, Qt.Key.Key_Tab)
    assert opens.text() == stands
    assert hours(page)[0]["opens"] == stands
    closes = page.find(QLineEdit, "Line 1, closes at")
    assert closes.hasFocus()
    page.type(closes, "8pm")
    page.press(closes, Qt.Key.Key_Return)
    assert (closes.text(), hours(page)[0]["closes"]) == ("20:00", "20:00")


def test_what_is_no_time_stays_and_is_said_and_not_saved(page: Staff, workshop: Workshop) -> None:
    before = workshop.items.content(CONTACT).digest
    opens = page.find(QLineEdit, "Line 1, opens at")
    page.type(opens, "nine-ish")
    page.press(opens, Qt.Key.Key_S, ctrl=True)
    assert opens.text() == "nine-ish"
    field = page.window.page.form.fields["hours"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert field.notes.sentences == (
        "Line 1 of the hours: “nine-ish” is no time. Write it as 8am, 8:30 or 08:30.",
    )
    assert workshop.items.content(CONTACT).digest == before
    page.press(opens, Qt.Key.Key_Z, ctrl=True)
    assert opens.text() == "09:00"


def test_hours_that_end_before_they_begin_are_told(page: Staff) -> None:
    box = page.find(QComboBox, "Line 1, to day")
    box.setFocus()
    first = page.find(QComboBox, "Line 1, from day")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_End)
    field = page.window.page.form.fields["hours"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert field.notes.sentences == (
        "Line 1 of the hours ends on a day before it begins."
        " Choose a later day, or add a second line.",
    )


def test_a_number_with_words_in_it_is_told(page: Staff) -> None:
    page.type(page.find(QLineEdit, "Telephone number"), "call us")
    field = page.window.page.form.fields["phone"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert "Use digits, spaces, + and round brackets alone." in field.notes.sentences[0]


def test_review_dates_come_together(page: Staff) -> None:
    page.go("Contacts", "The team that looks after your child")
    ticked = page.find(QCheckBox, "It has been reviewed")
    page.click(ticked)
    own = page.window.document.content(NOBODY).own
    assert (own["last_reviewed"], own["next_review"]) == ("2022-06-01", "2024-06-01")
    due = page.find(QDateEdit, "Next review")
    due.setFocus()
    due.setDate(QDate(2022, 1, 1))
    field = page.window.page.form.fields["review"]
    page.qtbot.waitUntil(lambda: bool(field.notes.sentences))
    assert "before the last one" in field.notes.sentences[0]
    page.click(ticked)
    assert "next_review" not in page.window.document.content(NOBODY).own


def test_a_source_is_chosen(page: Staff) -> None:
    page.go("Contacts", "The team that looks after your child")
    box = page.find(QComboBox, "Where its facts come from")
    assert box.currentText() == "No source yet"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert page.window.document.content(NOBODY).own["source_id"] == "r01"


def test_a_source_is_made_from_where_it_is_chosen(page: Staff, workshop: Workshop) -> None:
    page.go("Contacts", "The team that looks after your child")
    before = workshop.sources.rows()
    page.click(page.find(QPushButton, "New source…"))
    dialog = page.dialog(NewSourceDialog)
    add = page.find(QPushButton, "Add", dialog)
    assert not add.isEnabled()
    page.type(page.find(QLineEdit, "Publisher", dialog), "Asthma + Lung UK")
    page.type(page.find(QLineEdit, "Title", dialog), "Preventer inhalers")
    page.press(page.find(QLineEdit, "Title", dialog), Qt.Key.Key_Return)
    box = page.find(QComboBox, "Where its facts come from")
    assert box.currentText() == "Asthma + Lung UK: Preventer inhalers"
    made = workshop.sources.rows()[-1]
    assert (made.publisher, made.title) == ("Asthma + Lung UK", "Preventer inhalers")
    assert page.window.document.content(NOBODY).own["source_id"] == made.id
    page.press(page.find(QLineEdit, "Name"), Qt.Key.Key_Z, ctrl=True)
    assert box.currentText() == "No source yet"
    page.press(page.find(QLineEdit, "Name"), Qt.Key.Key_Z, ctrl=True)
    assert workshop.sources.rows() == before
    page.press(page.find(QLineEdit, "Name"), Qt.Key.Key_Y, ctrl=True)
    assert workshop.sources.rows()[-1] == made


def test_a_glossary_word_has_its_meaning(staff: Staff) -> None:
    staff.go("Glossary", "refractory")
    staff.type(staff.find(QPlainTextEdit, "Meaning"), "It did not work.")
    found = staff.window.document.content(key(ItemKind.TERM, "g01"))
    assert found.texts["meaning"] == "It did not work."
