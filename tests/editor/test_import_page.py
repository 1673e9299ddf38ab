"""Bringing text in with the mouse: what will change is seen first, then it is a draft."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.content.importing.bringing import contacts_now
from app.content.workshop import Workshop
from app.domain.governance import ItemKind, Life, Person
from app.editor.import_page import ImportPage
from tests.content.importing.documents import docx, paragraph
from tests.editor.hands import click


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(Workshop.open(file, Person("Ann Ward"))) as opened:
        yield opened


def shown(workshop: Workshop, qtbot: QtBot, *files: Path) -> ImportPage:
    page = ImportPage(workshop, ask_files=lambda: [str(file) for file in files])
    qtbot.addWidget(page)
    page.show()
    click(page.choose_button)
    qtbot.waitUntil(lambda: "Reading" not in page.sentence.text())
    return page


def cells(page: ImportPage) -> list[list[str]]:
    model = page.table.model()
    return [[model.index(row, c).data() for c in range(4)] for row in range(model.rowCount())]


def test_a_page_from_word_is_seen_and_then_a_draft(
    workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "fever.docx"
    file.write_bytes(docx(paragraph("Fever", style="Heading1"), paragraph("Call us.", "")))
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"")
    page = shown(workshop, qtbot, file, bad)
    assert cells(page) == [["fever.docx", "New page", "Fever", "Nothing was dropped."]]
    assert "bad.docx: This file is empty" in page.wrong.text()
    page.section.setCurrentIndex(1)
    with qtbot.waitSignal(page.brought):
        click(page.button)
    rows = {row.title: row for row in workshop.items(ItemKind.TOPIC)}
    assert rows["Fever"].life is Life.DRAFT
    assert rows["Fever"].section_id == workshop.sections()[1].id
    assert not page.button.isEnabled()


def test_a_sheet_names_its_bad_row_and_changes_the_others(
    workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "ward.csv"
    sheet.write_text("Name,Phone\nCancer Research UK nurses,0808 800 4041\nBad,o1\n", "utf-8")
    page = shown(workshop, qtbot, sheet)
    assert cells(page)[0][1].startswith("New draft of p")
    assert "0808 800 4040 → 0808 800 4041" in cells(page)[0][3]
    assert "Row 3, Phone" in page.wrong.text()
    before = contacts_now(workshop)
    assert "0808 800 4041" not in {row.phone for row in before}, "nothing is written before"
    with qtbot.waitSignal(page.brought):
        click(page.button)
    assert "0808 800 4041" in {row.phone for row in contacts_now(workshop)}


def test_nothing_to_bring_in(workshop: Workshop, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    page = shown(workshop, qtbot, file)
    assert page.sentence.text() == "There is nothing to bring in."
    assert "a.pdf" in page.wrong.text()
    assert not page.button.isEnabled()
