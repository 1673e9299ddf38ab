"""From nothing to a kiosk's screen: a clinic for asthma, by keys and clicks, signed by two."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import main_editor
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.fields.picks import PickDialog
from app.editor.forms.new_source import NewSourceDialog
from app.editor.governance.sign_off_dialogs import CheckDialog, SignDialog
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.panel_wiring import LibrarySignOff
from app.editor.publishing.publish_page import PublishPage
from app.editor.tree.new_item import NewItemDialog
from tests.editor.staff import Staff, at
from tests.editor.test_two_people import ask_the_kiosk, sign
from tests.journeys.test_another_clinic import starters_in

PAGE = ItemKey(ItemKind.TOPIC, "t01", "en-GB")
HELPLINE = ItemKey(ItemKind.CONTACT, "p01", "en-GB")
NUMBER = "020 7946 0000"


def make_library(staff: Staff) -> None:
    """Ask for a new library, and fill it in."""
    staff.press(staff.window.tree.view, Qt.Key.Key_N, ctrl=True, shift=True)
    dialog = staff.dialog(NewLibraryDialog)
    for name, words in (
        ("Name", "Living with asthma"),
        ("Whom families ask", "the asthma nurse"),
        ("First screen", "Breathing easier"),
        ("Helpline", "Asthma helpline"),
        ("Its number", NUMBER),
    ):
        staff.type(staff.find(QLineEdit, name, dialog), words)
    staff.click(staff.find(QPushButton, "Make the library", dialog))


def new(staff: Staff, words: str, title: str) -> None:
    """A line of the menu Library, and a title."""
    staff.choose("Library", words)
    dialog = staff.dialog(NewItemDialog)
    QTest.keyClicks(dialog.title, title)
    staff.press(dialog.title, Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: not dialog.isVisible())


def write(staff: Staff, kind: type[QWidget], name: str, words: str) -> None:
    staff.type(staff.find(kind, name), words)


def give_it_a_source(staff: Staff) -> None:
    """A new source, and the two dates that it has with a click."""
    staff.click(staff.find(QPushButton, "New source…"))
    dialog = staff.dialog(NewSourceDialog)
    QTest.keyClicks(dialog.fields["publisher"], "The asthma service")
    QTest.keyClicks(dialog.fields["title"], "Our handbook")
    staff.press(dialog.fields["title"], Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: not dialog.isVisible())
    staff.click(staff.find(QCheckBox, "It has been reviewed"))


def write_the_helpline(staff: Staff) -> None:
    staff.go("Contacts", "Asthma helpline")
    write(staff, QPlainTextEdit, "What they help with", "They answer questions about inhalers.")
    give_it_a_source(staff)
    staff.press(staff.window, Qt.Key.Key_S, ctrl=True)


def write_a_page(staff: Staff) -> None:
    """A section, a page in it, the helpline's own number in its text, and the contact below it."""
    new(staff, "New section…", "Every day")
    new(staff, "New page…", "Inhalers")
    write(staff, QLineEdit, "Line on the card", "How to use one")
    write(staff, QPlainTextEdit, "Summary", "An inhaler helps your child to breathe.")
    body = staff.find(QTextEdit, "Text")
    staff.type(body, "Shake it first. Call us on ")
    QTest.keyClick(
        body,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    staff.press(staff.dialog(PickDialog), Qt.Key.Key_Return)
    assert staff.typing_in() is body
    QTest.keyClicks(body, ".")
    staff.click(staff.find(QPushButton, "Add…: Contacts below the text"))
    staff.press(staff.dialog(PickDialog), Qt.Key.Key_Return)
    give_it_a_source(staff)
    staff.press(staff.window, Qt.Key.Key_S, ctrl=True)


def sign_the_library(staff: Staff) -> None:
    """Its title, order and settings are signed as pages are."""
    staff.choose("Library", "Title, order and settings: check and sign")
    (panel,) = (p for p in staff.window.findChildren(LibrarySignOff) if p.isVisible())
    staff.click(panel.next)
    staff.click(staff.dialog(CheckDialog).button)
    staff.qtbot.waitUntil(lambda: panel.next.text() == "&Sign…")
    staff.click(panel.next)
    dialog = staff.dialog(SignDialog)
    staff.type(dialog.name, "Bea Moss")
    staff.press(dialog.name, Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: not dialog.isVisible())


def publish(staff: Staff, folder: Path) -> None:
    folder.mkdir()
    staff.choose("Library", "Publish…")
    (page,) = staff.window.findChildren(PublishPage)
    staff.type(page.target, str(folder))
    staff.qtbot.waitUntil(page.button.isEnabled)
    staff.click(page.button)
    staff.qtbot.waitUntil(lambda: "is written" in page.result.text())


def test_a_clinic_for_asthma_from_nothing_to_a_kiosk(
    session: main_editor.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    make_library(at(session, qtbot))
    staff = at(session, qtbot)
    workshop = staff.window.workshop
    write_the_helpline(staff)
    sign(staff, workshop, HELPLINE)
    write_a_page(staff)
    assert f"[{NUMBER}](number:p01)." in workshop.items.content(PAGE).texts["body"]
    sign(staff, workshop, PAGE)
    sign_the_library(staff)
    share = tmp_path / "share"
    publish(staff, share)
    assert [staff.state(key) for key in (HELPLINE, PAGE)] == ["Live", "Live"]
    seen = ask_the_kiosk(share, tmp_path / "state", "--walk")
    assert list(seen) == ["first screen", "home", "Inhalers"]
    assert "Breathing easier" in " ".join(seen["first screen"])
    assert "the asthma nurse" in " ".join(seen["first screen"])
    page = " ".join(seen["Inhalers"])
    assert f"Call us on {NUMBER}." in page.replace("\N{NO-BREAK SPACE}", " ")
    for name, words in seen.items():
        assert starters_in(" ".join(words)) == [], name
    for name in ("home", "Inhalers"):
        assert "Asthma helpline" in " ".join(seen[name]), name
