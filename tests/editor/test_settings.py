"""The library's settings, above all how many people a signature takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListWidget, QPushButton

from app.content.workshop import Workshop
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import LIBRARY_KEY, ItemKind
from app.editor.forms.appearance_fields import AccentField
from app.editor.governance.sign_off_dialogs import WhoSignsDialog
from tests.editor.staff import Staff

WHO = "How many people a signature takes"


@pytest.fixture
def page(staff: Staff) -> Staff:
    """The settings, open."""
    staff.go("Library settings")
    return staff


def ask_for_the_other(page: Staff) -> WhoSignsDialog:
    """Choose the other line of the list; gives the dialog that comes."""
    box = page.find(QComboBox, WHO)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() == 0 else Qt.Key.Key_Up)
    return page.dialog(WhoSignsDialog)


def test_who_signs_is_changed_by_two_people_and_the_history_says_so(
    page: Staff, workshop: Workshop
) -> None:
    assert workshop.settings.read().people_to_sign == 2
    dialog = ask_for_the_other(page)
    assert "one person alone may write, check and sign" in dialog.lead.text()
    change = page.find(QPushButton, "Change it", dialog)
    assert not change.isEnabled()  # a second name is missing
    page.type(dialog.other, "ann  bell")
    page.click(change)
    assert "Ann Bell is one person." in dialog.violation.text()
    assert workshop.settings.read().people_to_sign == 2
    page.type(dialog.other, "Bea Moss")
    page.type(dialog.why, "Only one of us is left")
    page.press(dialog.why, Qt.Key.Key_Return)
    assert workshop.settings.read().people_to_sign == 1
    assert page.find(QComboBox, WHO).currentText() == "One person"
    event = workshop.history.events()[0]
    assert event.person.name == "Ann Bell"
    assert event.why == (
        "The library's settings: how many people sign: 2 → 1."
        " Agreed by Ann Bell and Bea Moss. Only one of us is left"
    )


def test_it_stays_as_it_was_where_nobody_agrees(page: Staff, workshop: Workshop) -> None:
    page.press(ask_for_the_other(page), Qt.Key.Key_Escape)
    assert page.find(QComboBox, WHO).currentText() == "Two people"
    assert workshop.settings.read().people_to_sign == 2
    assert workshop.history.events() == ()


def test_taking_back_another_change_leaves_who_signs_alone(page: Staff, workshop: Workshop) -> None:
    title = page.find(QLineEdit, "Title of the library")
    before = title.text()
    page.type(title, "The ward's library")
    page.press(title, Qt.Key.Key_Tab)
    dialog = ask_for_the_other(page)
    page.type(dialog.other, "Bea Moss")
    page.press(dialog.other, Qt.Key.Key_Return)
    page.press(page.find(QLineEdit, "Title of the library"), Qt.Key.Key_Z, ctrl=True)
    settings = workshop.settings.read()
    assert (settings.title, settings.people_to_sign) == (before, 1)


def test_the_history_says_what_changed_in_the_settings(page: Staff, workshop: Workshop) -> None:
    title = page.find(QLineEdit, "Title of the library")
    before = title.text()
    page.type(title, "The ward's library")
    page.press(title, Qt.Key.Key_Tab)
    assert workshop.history.events()[0].why == (
        f"The library's settings: title: {before} → The ward's library"
    )


def test_whom_families_ask_and_the_helpline_are_chosen_here(
    page: Staff, workshop: Workshop
) -> None:
    for title, text in (("Words of the first screen", "Hello"), ("Whom families ask", "Ann")):
        line = page.find(QLineEdit, title)
        page.type(line, text)
        page.press(line, Qt.Key.Key_Tab)
    box = page.find(QComboBox, "Helpline")
    shown = [box.itemText(row) for row in range(box.count())]
    assert shown == ["The first contact with a telephone", "Cancer Research UK nurses"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    settings = workshop.settings.read()
    assert (settings.welcome, settings.whom_to_ask, settings.helpline_id) == ("Hello", "Ann", "")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert workshop.settings.read().helpline_id == "p02"


def test_a_contact_that_is_the_helpline_is_not_deleted(page: Staff, workshop: Workshop) -> None:
    key = next(row.key for row in workshop.items.rows(ItemKind.CONTACT) if row.key.id == "p02")
    [where] = [m.where for m in workshop.items.mentions(key) if m.key == LIBRARY_KEY]
    assert where == "the helpline, in the library's settings"
    with pytest.raises(RuleViolationError, match="p02 is named by"):
        workshop.items.delete(key)


def test_an_accent_says_its_contrast_and_is_kept_only_where_it_can_be_read(
    page: Staff, workshop: Workshop
) -> None:
    line = page.find(QLineEdit, "Accent")
    (field,) = page.window.findChildren(AccentField)
    assert field.contrast.text() == (
        "The usual colour. Contrast at least 8.0 to 1, with quiet panels."
    )
    page.type(line, "#c8553d")
    page.press(line, Qt.Key.Key_Tab)
    assert "a contrast of 3.6 to 1 with quiet panels" in field.notes.sentences[0]
    assert workshop.settings.read().accent == ""
    line.clear()
    page.type(line, "#5B2A6E")
    page.press(line, Qt.Key.Key_Tab)
    assert field.notes.sentences == ()
    assert field.contrast.text() == "Contrast at least 8.8 to 1, with quiet panels."
    assert workshop.settings.read().accent == "#5b2a6e"


def test_the_drawing_and_the_logo_are_chosen_among_the_pictures(
    page: Staff, workshop: Workshop
) -> None:
    digests = {name: digest for digest, name in workshop.pictures.names().items()}
    box = page.find(QComboBox, "Drawing of the first screen")
    assert box.currentText() == "first-screen"
    box = page.find(QComboBox, "Logo")
    assert box.currentText() == "None"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    settings = workshop.settings.read()
    assert settings.logo == digests[box.currentText()]
    assert settings.drawing == digests["first-screen"]


def test_an_icon_of_its_own_comes_from_a_file_and_is_chosen_on_a_page(
    page: Staff, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "Lungs.png"
    Image.new("RGB", (64, 64), "navy").save(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.click(page.find(QPushButton, "Icons of its own: add from a file"))
    [(name, digest)] = workshop.settings.read().icons
    assert (name, workshop.pictures.names()[digest]) == ("lungs", "lungs")
    key = next(row.key for row in workshop.items.rows(ItemKind.TOPIC) if row.key.id == "t05")
    page.window.document.open(key)
    box = page.find(QComboBox, "Icon on the card")
    box.showPopup()
    assert box.findText("lungs") >= 0
    box.hidePopup()
    box.setFocus()
    QTest.keyClicks(box, "lungs")
    assert page.window.document.content(key).own["icon"] == "lungs"
    page.go("Library settings")
    listed = page.find(QListWidget, "Icons of its own")
    listed.setCurrentRow(0)
    page.click(page.find(QPushButton, "Icons of its own: take it out"))
    assert workshop.settings.read().icons == ()
    page.press(page.window, Qt.Key.Key_Z, ctrl=True)
    assert workshop.settings.read().icons == (("lungs", digest),)
