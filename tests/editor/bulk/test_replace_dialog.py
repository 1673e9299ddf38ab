"""Words are replaced over the library: seen first, chosen, saved as drafts, and undone as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QTextBrowser

from app.content.items.edit import with_texts
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.bulk.replace_dialog import ReplaceDialog
from tests.editor.staff import Staff, key

PHONE = key(ItemKind.CONTACT, "p02")
PAGE = key(ItemKind.TOPIC, "t10")


def look(staff: Staff, find: str, put: str) -> ReplaceDialog:
    """Ask by keys what would change."""
    staff.press(staff.window, Qt.Key.Key_H, ctrl=True)
    dialog = staff.dialog(ReplaceDialog)
    staff.type(staff.find(QLineEdit, "Find", dialog), find)
    staff.type(staff.find(QLineEdit, "Replace with", dialog), put)
    staff.press(staff.find(QLineEdit, "Replace with", dialog), Qt.Key.Key_Return)
    says = staff.find(QLabel, "What was found", dialog)
    staff.qtbot.waitUntil(lambda: "stands" in says.text())
    return dialog


def texts(staff: Staff, dialog: ReplaceDialog) -> QListWidget:
    return staff.find(QListWidget, "Texts that would change", dialog)


def titles(found: QListWidget) -> list[str]:
    return [found.item(row).text().splitlines()[0] for row in range(found.count())]


def test_what_would_change_is_shown_and_nothing_is_written(
    staff: Staff, workshop: Workshop
) -> None:
    before = workshop.history.events()
    dialog = look(staff, "0808 800 4040", "020 7946 0000")
    found = texts(staff, dialog)
    assert titles(found) == [workshop.items.content(k).title for k in (PAGE, PHONE)]
    shown = staff.find(QTextBrowser, "What would change", dialog).toPlainText()
    assert "0808 800 4040" in shown
    assert "020 7946 0000" in shown
    assert staff.find(QPushButton, "Replace in 2 texts", dialog).isEnabled()
    staff.press(dialog, Qt.Key.Key_Escape)
    assert workshop.history.events() == before


def test_what_is_ticked_is_replaced_and_undone_as_one(staff: Staff, workshop: Workshop) -> None:
    states = [staff.state(PHONE), staff.state(PAGE)]
    dialog = look(staff, "0808 800 4040", "020 7946 0000")
    staff.click(staff.find(QPushButton, "Replace in 2 texts", dialog))
    assert workshop.items.content(PHONE).own["phone"] == "020 7946 0000"
    assert "020 7946 0000" in workshop.items.content(PAGE).texts["body"]
    assert [staff.state(PHONE), staff.state(PAGE)] == ["Draft", "Draft"]
    staff.press(staff.window, Qt.Key.Key_Z, ctrl=True)
    assert workshop.items.content(PHONE).own["phone"] == "0808 800 4040"
    assert [staff.state(PHONE), staff.state(PAGE)] == states
    staff.press(staff.window, Qt.Key.Key_Z, ctrl=True, shift=True)
    assert "020 7946 0000" in workshop.items.content(PAGE).texts["body"]


def test_what_is_not_ticked_stays(staff: Staff, workshop: Workshop) -> None:
    dialog = look(staff, "0808 800 4040", "020 7946 0000")
    found = texts(staff, dialog)
    found.setFocus()
    found.setCurrentRow(1)
    staff.press(found, Qt.Key.Key_Space)
    staff.click(staff.find(QPushButton, "Replace in 1 text", dialog))
    assert workshop.items.content(PHONE).own["phone"] == "0808 800 4040"
    assert "020 7946 0000" in workshop.items.content(PAGE).texts["body"]


def cannot_be_saved(staff: Staff) -> None:
    """No contact may have these three digits for a number."""


def is_typed_in(staff: Staff) -> None:
    content = staff.window.document.content(PHONE)
    staff.window.document.change(with_texts(content, name="Nurses"), "name", "Change")


@pytest.mark.parametrize(
    ("happens", "why"),
    [(cannot_be_saved, "something else than digits"), (is_typed_in, "save it first")],
)
def test_a_text_that_cannot_be_changed_says_why(
    staff: Staff, happens: Callable[[Staff], None], why: str
) -> None:
    happens(staff)
    dialog = look(staff, "0808 800 4040", "999 call")
    found = texts(staff, dialog)
    (line,) = (found.item(row).text() for row in range(found.count()) if row == 1)
    assert why in line.lower()
    assert [content.key for content in dialog.list.chosen()] == [PAGE]
    staff.press(dialog, Qt.Key.Key_Escape)


def test_what_stands_nowhere_is_said(staff: Staff) -> None:
    dialog = look(staff, "zebra", "horse")
    assert staff.find(QLabel, "What was found", dialog).text() == "“zebra” stands nowhere."
    assert not dialog.ok.isEnabled()
    staff.press(dialog, Qt.Key.Key_Escape)
