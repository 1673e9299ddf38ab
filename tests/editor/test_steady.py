"""Forms do not move under the hand: what one writes in stays where it is on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.editor.staff import Staff, settle


@pytest.fixture
def page(staff: Staff) -> Staff:
    """A page, in a window of a small screen."""
    staff.window.resize(1280, 720)
    staff.go("Pages", "Treatments", "Clinical trials")
    settle(staff.window)
    return staff


def at(widget: QWidget) -> QPoint:
    settle(widget)
    return widget.mapTo(widget.window(), QPoint())


def test_what_the_checks_say_above_it_moves_nothing(page: Staff) -> None:
    title, line = page.find(QLineEdit, "Title"), page.find(QLineEdit, "Line on the card")
    page.type(title, " ")
    page.press(title, Qt.Key.Key_Tab)
    assert line.hasFocus()
    before = at(line)
    notes = page.window.page.form.fields["title"].notes
    page.qtbot.waitUntil(lambda: bool(notes.sentences))
    assert notes.isVisible()
    assert at(line) == before
    page.type(title, "Trials")
    page.press(title, Qt.Key.Key_Tab)
    before = at(line)
    page.qtbot.waitUntil(lambda: not notes.sentences)
    assert at(line) == before


def test_a_notice_above_the_page_moves_nothing(page: Staff) -> None:
    title, line = page.find(QLineEdit, "Title"), page.find(QLineEdit, "Line on the card")
    page.type(title, " ")
    page.press(title, Qt.Key.Key_Tab)
    page.qtbot.waitUntil(lambda: bool(page.window.page.form.fields["title"].notes.sentences))
    before = at(line)
    page.press(line, Qt.Key.Key_S, ctrl=True)
    assert page.window.bar.isVisible()
    assert at(line) == before
    QTest.keyClicks(line, "x")  # the notice goes
    assert not page.window.bar.isVisible()
    assert at(line) == before


def test_the_first_key_moves_nothing(page: Staff) -> None:
    line = page.find(QLineEdit, "Line on the card")
    line.setFocus()
    before = at(line)
    QTest.keyClicks(line, "x")
    assert "Not saved" in page.window.page.head.status.text()
    assert at(line) == before


def test_that_it_was_written_down_moves_nothing(page: Staff) -> None:
    line = page.find(QLineEdit, "Line on the card")
    line.setFocus()
    QTest.keyClicks(line, "x")
    written = page.window.page.head.written
    page.qtbot.waitUntil(lambda: written.text() == "Kept at 23:21")
    for width in range(1100, 1360, 20):  # at one of them a line of the status just fits
        page.window.resize(width, 720)
        before = at(line)
        written.setText("")
        assert at(line) == before
        page.window.page.head.show_written(page.window.page.form.content.key)
        assert at(line) == before
