"""Sources are kept, saved and undone as pages are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit

from app.content.workshop import Workshop
from app.editor.sources.sources_page import SourcesPage
from tests.editor.hands import click, type_in
from tests.editor.staff import Staff

LETTER = "By letter of 1 May"


@pytest.fixture
def page(whole: Staff) -> SourcesPage:
    """The sources, with the second one chosen."""
    whole.go("Sources")
    found = whole.window.findChild(SourcesPage)
    assert isinstance(found, SourcesPage)
    found.table.selectRow(1)
    return found


def title(page: SourcesPage, row: int) -> str:
    return str(page.table.rows.index(row, 1).data())


def permission(workshop: Workshop) -> str:
    return workshop.sources.rows()[1].permission


def test_what_is_typed_is_there_again_and_is_saved_by_ctrl_s(
    whole: Staff, page: SourcesPage, workshop: Workshop
) -> None:
    before, saved = title(page, 1), permission(workshop)
    line = whole.find(QLineEdit, "Permission to use")
    whole.type(line, LETTER)
    assert title(page, 1) == f"{before} (not saved)"
    assert "What is typed here is not saved yet." in page.summary.text()
    page.table.selectRow(0)
    assert page.fields["permission"].text() != LETTER
    whole.go("Contacts", "Cancer Research UK nurses")
    whole.go("Sources")
    page.table.selectRow(1)
    assert page.fields["permission"].text() == LETTER
    assert permission(workshop) == saved
    whole.press(line, Qt.Key.Key_S, ctrl=True)
    assert permission(workshop) == LETTER
    assert title(page, 1) == before
    assert "not saved" not in page.summary.text()


def test_typing_is_undone_field_by_field_and_done_again(
    whole: Staff, page: SourcesPage, workshop: Workshop
) -> None:
    authors = page.fields["authors"].text()
    saved = permission(workshop)
    line = whole.find(QLineEdit, "Permission to use")
    whole.type(line, LETTER)
    whole.type(whole.find(QLineEdit, "Authors"), "A. Writer")
    whole.press(line, Qt.Key.Key_Z, ctrl=True)
    assert page.fields["authors"].text() == authors
    assert line.text() == LETTER
    whole.press(line, Qt.Key.Key_Z, ctrl=True)
    assert line.text() == saved
    assert "not saved" not in page.summary.text()
    whole.press(line, Qt.Key.Key_Y, ctrl=True)
    assert line.text() == LETTER
    assert "not saved" in page.summary.text()


def test_a_new_source_is_not_lost_on_the_way(
    whole: Staff, page: SourcesPage, workshop: Workshop
) -> None:
    before = len(workshop.sources.rows())
    click(page.add)
    type_in(page.fields["publisher"], "NHS")
    whole.go("Contacts", "Cancer Research UK nurses")
    whole.go("Sources")
    assert page.fields["publisher"].text() == "NHS"
    type_in(page.fields["title"], "A page")
    whole.press(page.fields["title"], Qt.Key.Key_S, ctrl=True)
    assert len(workshop.sources.rows()) == before + 1


def test_it_is_there_at_the_next_start(
    whole: Staff, page: SourcesPage, workshop: Workshop, settings: QSettings
) -> None:
    whole.type(whole.find(QLineEdit, "Permission to use"), LETTER)
    again = SourcesPage(workshop, settings=settings)
    whole.qtbot.addWidget(again)
    again.show()
    again.table.selectRow(1)
    assert again.fields["permission"].text() == LETTER
    click(again.save)
    once_more = SourcesPage(workshop, settings=settings)
    whole.qtbot.addWidget(once_more)
    once_more.show()
    once_more.table.selectRow(1)
    assert "not saved" not in once_more.summary.text()
    assert permission(workshop) == LETTER
