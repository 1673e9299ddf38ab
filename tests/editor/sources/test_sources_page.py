"""The sources with mouse and keyboard: one added, one marked as changed, one deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.sources.sources_page import SourcesPage
from tests.editor.governing import dialog_of, open_library
from tests.editor.hands import button, click, press, type_in


@pytest.fixture
def workshop(file: Path) -> Iterator[Workshop]:
    with closing(open_library(file)) as opened:
        yield opened


@pytest.fixture
def page(workshop: Workshop, qtbot: QtBot) -> SourcesPage:
    made = SourcesPage(workshop)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def cells(page: SourcesPage, row: int) -> list[str]:
    model = page.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def on_it(page: SourcesPage) -> list[str]:
    rows = page.texts.rows
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def test_each_source_shows_what_stands_on_it(page: SourcesPage, qtbot: QtBot) -> None:
    title = "The EBMT Handbook: Hematopoietic Stem Cell Transplantation and Cellular Therapies"
    assert cells(page, 2) == ["Springer Open", title, "not said", "not said", "", "2"]
    page.table.selectRow(2)
    assert page.fields["publisher"].text() == "Springer Open"
    assert "Stem cell or bone marrow transplant (t04)" in on_it(page)
    page.texts.selectRow(0)
    with qtbot.waitSignal(page.opened) as told:
        page.texts.setFocus()
        press(page.texts, Qt.Key.Key_Return)
    assert told.args[0].kind is ItemKind.TOPIC


def test_a_changed_source_flags_every_page_on_it(
    page: SourcesPage, workshop: Workshop, qtbot: QtBot
) -> None:
    page.table.selectRow(2)
    with qtbot.waitSignal(page.written):
        click(button(page, "Mark as changed"))
    assert page.result.text() == "Marked. Pages to read again: 2."
    assert cells(page, 2)[4] == "23 November 2026"
    assert page.table.row() == 2
    assert {row.key.id for row in workshop.items.rows() if row.source_changed} == {"t04", "t11"}
    assert all(row.status == "signed" for row in workshop.items.rows() if row.key.id == "t04")
    click(button(page, "I have read it again"))
    assert not [row for row in workshop.items.rows() if row.source_changed]
    assert cells(page, 2)[2] == "23 November 2026"


def test_a_permission_is_written_down(page: SourcesPage, workshop: Workshop) -> None:
    page.table.selectRow(1)
    type_in(page.fields["permission"], "By letter of 1 May")
    press(page.is_read, Qt.Key.Key_Space)
    click(button(page, "Save"))
    source = workshop.sources.rows()[1]
    assert source.permission == "By letter of 1 May"
    assert source.read_on is not None
    assert page.result.text() == "Saved."


def test_a_source_is_added_and_deleted(page: SourcesPage, workshop: Workshop) -> None:
    before = len(workshop.sources.rows())
    click(button(page, "Add a source"))
    assert "A new source" in page.summary.text()
    click(button(page, "Save"))
    assert page.result.text() == "A source has a publisher. Write it first."
    type_in(page.fields["publisher"], "NHS")
    type_in(page.fields["title"], "A page")
    click(button(page, "Save"))
    assert len(workshop.sources.rows()) == before + 1
    assert page.fields["title"].text() == "A page"
    click(button(page, "Delete…"))
    click(button(dialog_of(page, QMessageBox), "Keep"))
    assert len(workshop.sources.rows()) == before + 1
    click(button(page, "Delete…"))
    asked = dialog_of(page, QMessageBox)
    assert "A page" in asked.text()
    click(button(asked, "Delete"))
    assert page.result.text() == "A page is deleted."
    assert len(workshop.sources.rows()) == before


def test_a_source_in_use_is_kept(page: SourcesPage, workshop: Workshop) -> None:
    page.table.selectRow(0)
    before = workshop.sources.rows()
    click(button(page, "Delete…"))
    assert "stands on it. Give that another source first." in page.result.text()
    assert workshop.sources.rows() == before


def test_a_library_that_is_read_can_only_be_looked_at(file: Path, qtbot: QtBot) -> None:
    with closing(open_library(file, read_only=True)) as workshop:
        page = SourcesPage(workshop)
        qtbot.addWidget(page)
        page.show()
        for words in ("Add a source", "Save", "Mark as changed", "Delete…"):
            assert not button(page, words).isEnabled()


def test_everything_has_a_name(page: SourcesPage) -> None:
    for widget in (page.table, page.summary, page.read_on, page.texts, page.result):
        assert widget.accessibleName()


def test_how_much_stands_on_a_source_is_what_is_listed(page: SourcesPage) -> None:
    for row in range(page.table.rows.rowCount()):
        page.table.selectRow(row)
        assert cells(page, row)[-1] == str(len(on_it(page)))
        assert page.summary.text() == f"Texts that stand on it: {len(on_it(page))}."
