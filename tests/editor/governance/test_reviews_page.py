"""The reviews as a table, as a calendar and as a sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pikepdf
import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import paths
from app.content.workshop import Workshop
from app.editor.governance.reviews_page import ReviewsPage
from app.handout.site import Site
from app.handout.typesetting import Typesetter
from tests.editor.governing import T05, change, noon, open_library
from tests.editor.hands import button, click, press, type_in


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(open_library(file)) as opened:
        opened.items.set_people(T05, "Patient information", "Ann Ward")
        yield opened


@pytest.fixture
def wanted() -> list[str]:
    """Where the next file shall go; empty, and nobody chooses a place."""
    return []


@pytest.fixture
def page(workshop: Workshop, wanted: list[str], qtbot: QtBot) -> ReviewsPage:
    typesetter = Typesetter(Site(), lambda: noon().date())
    made = ReviewsPage(
        workshop, lambda: typesetter, ask_file=lambda *_: wanted.pop() if wanted else ""
    )
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    looked(made, qtbot)
    return made


def looked(page: ReviewsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.summary.text().startswith("Looking"))


def cells(page: ReviewsPage, row: int) -> list[str]:
    model = page.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_what_is_overdue_is_listed_with_its_owner(page: ReviewsPage) -> None:
    assert page.summary.text() == "Overdue: 12. Due in 60 days: 0."
    assert page.table.model().rowCount() == 12
    assert cells(page, 0) == [
        "4 November 2024",
        "749 days overdue",
        "CAR T-cell therapy: what it is",
        "Patient information",
    ]
    assert cells(page, 1)[3] == "nobody yet"


def test_words_and_a_choice_narrow_it_down(page: ReviewsPage) -> None:
    type_in(page.search, "patient inf")
    assert page.table.model().rowCount() == 1
    page.search.clear()
    page.which.setFocus()
    press(page.which, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.which.currentText() == "Due in 60 days"
    assert page.table.model().rowCount() == 0


def test_enter_opens_the_text(page: ReviewsPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    with qtbot.waitSignal(page.opened) as told:
        press(page.table, Qt.Key.Key_Return)
    assert told.args == [T05]


def test_a_review_that_was_done_is_gone_when_the_page_is_opened_again(
    page: ReviewsPage, workshop: Workshop, qtbot: QtBot
) -> None:
    workshop.signing.review(T05, noon().date().replace(year=2030))
    page.hide()
    page.show()
    looked(page, qtbot)
    assert page.summary.text() == "Overdue: 11. Due in 60 days: 0."


def test_a_draft_moves_no_review(page: ReviewsPage, workshop: Workshop, qtbot: QtBot) -> None:
    change(workshop, T05, "next_review", "2040-01-01")
    page.refresh()
    looked(page, qtbot)
    assert page.summary.text() == "Overdue: 12. Due in 60 days: 0."


def test_the_calendar_and_the_sheet_are_written(
    page: ReviewsPage, wanted: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    wanted.append(str(tmp_path / "r.ics"))
    click(button(page, "Save as a calendar…"))
    qtbot.waitUntil(lambda: page.result.text() == f"{tmp_path / 'r.ics'} is written.")
    assert len(list(Calendar.from_ical((tmp_path / "r.ics").read_bytes()).walk("VEVENT"))) == 12
    wanted.append(str(tmp_path / "r.pdf"))
    type_in(page.search, "patient inf")
    click(button(page, "Save as a sheet to print…"))
    qtbot.waitUntil(lambda: page.result.text() == f"{tmp_path / 'r.pdf'} is written.")
    with pikepdf.open(tmp_path / "r.pdf") as made:
        assert made.docinfo.Title == "Reviews"


def test_a_sheet_can_be_cancelled_and_is_not_written(
    workshop: Workshop, tmp_path: Path, qtbot: QtBot
) -> None:
    go_on = Event()

    def sign_off_sheets() -> Typesetter:
        go_on.wait()
        return Typesetter(Site(), lambda: noon().date())

    page = ReviewsPage(workshop, sign_off_sheets, ask_file=lambda *_: str(tmp_path / "r.pdf"))
    qtbot.addWidget(page)
    page.show()
    looked(page, qtbot)
    click(button(page, "Save as a sheet to print…"))
    click(page.work.cancel)
    go_on.set()
    qtbot.waitUntil(lambda: page.result.text() == "You stopped it. Nothing was written.")
    assert not (tmp_path / "r.pdf").exists()
    assert not page.work.isVisible()


def test_a_place_that_cannot_be_written_is_named(
    page: ReviewsPage, wanted: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    wanted.append(str(tmp_path / "nowhere" / "r.ics"))
    click(button(page, "Save as a calendar…"))
    qtbot.waitUntil(lambda: "Writing" not in page.result.text())
    assert "nowhere/r.ics could not be written" in page.result.text()
    assert "Choose another place." in page.result.text()
    page.result.clear()
    click(button(page, "Save as a calendar…"))  # nobody chose a place
    assert page.result.text() == ""


def test_everything_has_a_name(page: ReviewsPage) -> None:
    for widget in (page.summary, page.which, page.search, page.table, page.result):
        assert widget.accessibleName()
