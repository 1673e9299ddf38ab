"""Every word that one may see in a document is on the page or in what is told beside it.

KIOSK_DOCUMENTS says how many documents are made.
"""

from __future__ import annotations

import os
import re

import pytest

from app.content.importing.contacts.changes import changes, seen_changes
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.docx.reader import from_word
from app.content.importing.errors import ImportingError
from app.content.reader.markup import read
from tests.content.importing.generated import Cell, contact_workbook, word_document

DOCUMENTS = int(os.environ.get("KIOSK_DOCUMENTS", "60"))
GROUPS = 6
_BLANKS = re.compile(r"[\s.]")


def lost(words: list[str], told: str) -> list[str]:
    """The words that are nowhere in what is told, blanks and the points of a number aside."""
    squeezed = _BLANKS.sub("", told)
    return [word for word in words if _BLANKS.sub("", word) not in squeezed]


def told_of(data: bytes) -> str:
    """The page that a Word document becomes, with its warnings, or why it does not."""
    try:
        page = from_word("a.docx", data)
    except ImportingError as error:
        return str(error)
    reading = read(page.body)
    assert reading.violations == ()
    on_page = [page.title, page.line, *page.questions, *(block.text for block in reading.blocks)]
    return "\n".join([*on_page, *map(str, page.warnings)])


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_word_of_a_word_document_is_lost(group: int) -> None:
    for seed in range(group, DOCUMENTS, GROUPS):
        data, words = word_document(seed)
        told = told_of(data)
        assert lost(words, told) == [], f"document {seed}"
        assert "damaged" not in told, f"document {seed}"


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_word_of_a_workbook_is_lost(group: int) -> None:
    """A row that cannot come in is named, and so is a column; the others are shown in full."""
    for seed in range(group, DOCUMENTS, GROUPS):
        data, cells, beside = contact_workbook(seed)
        try:
            sheet = read_contacts("a.xlsx", data)
        except ImportingError as error:
            if "no contacts below" not in str(error):
                raise
            continue
        told = [*map(str, sheet.faults), *sheet.notes]
        named = {fault.row for fault in sheet.faults}
        for change in changes(sheet.rows, []):
            named |= {change.row} if change.problem else set()
            told += [change.contact.name]
            told += [f"{field.before} {field.after}" for field in seen_changes(change)]
        report = "\n".join(told)
        words = [cell.words for cell in cells if not is_named(cell, named, report)]
        assert lost([*words, *beside], report) == [], f"workbook {seed}"


def is_named(cell: Cell, rows: set[int], report: str) -> bool:
    """Whether a cell's row or column is named as one that does not come in."""
    column = f"The column “{cell.heading}” is"
    return (
        cell.row in rows or column in report or f"Hidden rows are left out: {cell.row}." in report
    )
