"""The history with mouse and keyboard: what was done, two versions compared, one brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from app import paths
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemStatus, Person
from app.editor.governance.history_view import HistoryView, RestoreDialog
from tests.editor.governing import T05, W01, change, dialog_of, open_library
from tests.editor.hands import button, click


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(open_library(file)) as opened:
        change(opened, T05, "title", "First", "It was long")
        change(opened, T05, "title", "Second")
        change(opened, W01, "c07.leads_to", "o04")
        yield opened


@pytest.fixture
def view(workshop: Workshop, qtbot: QtBot) -> HistoryView:
    made = HistoryView(workshop)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def cells(view: HistoryView, row: int) -> list[str]:
    model = view.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def choose(view: HistoryView, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    model = view.table.selectionModel()
    model.clearSelection()
    for row in rows:
        model.select(view.table.model().index(row, 0), flags.Select | flags.Rows)


def test_it_says_who_did_what_when_and_why(view: HistoryView, workshop: Workshop) -> None:
    view.show_content(workshop.items.content(T05))
    assert view.table.model().rowCount() == 3
    when, who, what, why = cells(view, 1)
    assert when.startswith("23 Nov 2026, ")
    assert (who, what, why) == ("Ann Ward (Ward sister)", "Saved", "It was long")


def test_what_was_signed_before_there_was_a_history_is_there_too(
    view: HistoryView, workshop: Workshop
) -> None:
    signed = workshop.items.signed_content(T05)
    assert signed is not None
    view.show_content(workshop.items.content(T05))
    assert cells(view, 2)[:3] == ["no date given", "Nobody yet (sample content)", "Signed"]
    choose(view, 2)
    click(button(view, "Bring this version back…"))
    click(dialog_of(view, RestoreDialog).button)
    assert workshop.items.content(T05).title == signed.title


def test_what_is_brought_back_after_another_was_signed_is_to_be_signed_again(
    view: HistoryView, workshop: Workshop
) -> None:
    bea = Person("Bea Moss", "Consultant")
    workshop.signing.mark_checked(T05)
    ann, workshop.person = workshop.person, bea
    workshop.signing.sign(T05)
    workshop.person = ann
    first = workshop.signing.signatures(T05)[0].digest
    workshop.items.restore(T05, first)
    assert next(row for row in workshop.items.rows() if row.key == T05).status is ItemStatus.DRAFT
    workshop.signing.mark_checked(T05)
    workshop.person = bea
    workshop.signing.sign(T05)
    shown = workshop.items.signed_content(T05)
    assert shown is not None
    assert shown.digest == first


def test_the_library_is_told_of_by_titles(view: HistoryView, workshop: Workshop) -> None:
    view.show_library()
    titles = {view.table.model().index(row, 3).data() for row in range(3)}
    assert titles == {"Second", "Prepare to talk about CAR T-cell therapy"}


def test_a_version_is_compared_with_what_stands_there_now(
    view: HistoryView, workshop: Workshop
) -> None:
    view.show_content(workshop.items.content(T05))
    assert "Choose a line" in view.comparison.toPlainText()
    click(view.table.viewport(), view.table.visualRect(view.table.model().index(1, 0)).center())
    text = view.comparison.toPlainText()
    assert "First" in text
    assert "Second" in text
    choose(view, 0)
    assert view.comparison.toPlainText() == "This version is what stands there now."


def test_two_versions_are_compared_with_each_other(view: HistoryView, workshop: Workshop) -> None:
    change(workshop, T05, "title", "Third")
    view.show_content(workshop.items.content(T05))
    choose(view, 1, 2)
    assert view.comparison.accessibleDescription() == "Title, taken out: First, put in: Second."
    assert not view.restore.isEnabled()


def test_a_walkthrough_tells_what_behaves_differently(
    view: HistoryView, workshop: Workshop
) -> None:
    change(workshop, W01, "c07.leads_to", "o05")
    view.show_content(workshop.items.content(W01))
    choose(view, 1)
    assert view.summary.text() == "5 of 185 paths now end differently."


def test_a_version_is_brought_back_as_a_draft(
    view: HistoryView, workshop: Workshop, qtbot: QtBot
) -> None:
    view.show_content(workshop.items.content(T05))
    choose(view, 1)
    click(button(view, "Bring this version back…"))
    dialog = dialog_of(view, RestoreDialog)
    assert "Families see no change until" in dialog.lead.text()
    with qtbot.waitSignal(view.written) as told:
        click(dialog.button)
    assert told.args == [T05]
    assert workshop.items.content(T05).title == "First"
    row = next(row for row in workshop.items.rows() if row.key == T05)
    assert (row.status, row.has_signed_version) == (ItemStatus.DRAFT, True)
    assert cells(view, 0)[2] == "An earlier version brought back"


def test_the_whole_library_has_one_too(view: HistoryView, workshop: Workshop) -> None:
    workshop.settings.save(workshop.settings.read())
    view.show_library()
    assert cells(view, 0)[2:4] == ["Arranged", "the library"]
    choose(view, 0)
    assert not view.restore.isEnabled()
    choose(view, 1, 2)  # two texts: there is nothing to compare
    assert "Choose a line" in view.comparison.toPlainText()


def test_a_text_that_is_gone_is_told(view: HistoryView, workshop: Workshop) -> None:
    key = workshop.items.duplicate(T05)
    workshop.items.delete(key)
    view.show_library()
    choose(view, 1)
    assert view.summary.text() == "It is no longer in the library."
