"""Workbooks whose cells are not what one sees: hidden, merged, struck out, not worked out."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from app.content.importing.contacts.rows import ContactSheet, read_contacts
from app.content.importing.errors import ImportingError
from tests.content.importing.documents import cells, strict, workbook, xlsx

HEADINGS = ("Name", "About", "Phone", "Hours")
WARD = ("Ward A", "Day ward", "0117 496 0123", "Mon-Fri 9am-5pm")
OTHER = ("Ward B", "Night ward", "0117 496 0145", "Mon-Fri 9am-5pm")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def read(*sheets: str, states: tuple[str, ...] = (), **parts: str) -> ContactSheet:
    return read_contacts("a.xlsx", workbook(*sheets, states=states, **parts))


def names(found: ContactSheet) -> list[str]:
    return [row.name for row in found.rows]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_first_sheet_that_one_sees_is_read(state: str) -> None:
    found = read(cells(("Yes",), ("No",)), cells(HEADINGS, WARD), states=(state,))
    assert names(found) == ["Ward A"]
    note = "Only the sheet “Sheet 1” is read; there are also “Sheet 0” (hidden)."
    assert found.notes == (note,)


def test_a_hidden_sheet_can_be_asked_for_by_name() -> None:
    data = workbook(cells(HEADINGS, WARD), cells(HEADINGS, OTHER), states=("hidden",))
    assert names(read_contacts("a.xlsx", data, "Sheet 0")) == ["Ward A"]


def test_a_workbook_with_hidden_sheets_alone_says_so() -> None:
    with pytest.raises(ImportingError, match=r"All sheets are hidden: Sheet 0 \(hidden\)"):
        read(cells(HEADINGS, WARD), states=("hidden",))


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    hidden = '<cols><col min="4" max="4" hidden="1"/></cols>'
    found = read(hidden + cells(HEADINGS, WARD, OTHER, hidden=(3,)))
    assert names(found) == ["Ward A"]
    assert found.rows[0].hours is None
    assert found.notes == (
        "Hidden rows are left out: 3. Show them to bring them in.",
        "Hidden columns are left out: D. Show them to bring them in.",
    )


@pytest.mark.parametrize("formula", ["<f>1+1</f><v></v>", "<f>1+1</f>"])
def test_a_formula_without_a_value_is_told_and_wipes_nothing(formula: str) -> None:
    found = read(cells(HEADINGS, (*WARD[:2], formula, WARD[3])))
    assert found.rows == ()
    assert [str(fault) for fault in found.faults] == [
        "Row 2, Phone: This is a formula without a value. Open the file in Excel, and save it."
    ]


def test_a_formula_without_a_value_in_the_hours_is_told() -> None:
    found = read(cells(HEADINGS, (*WARD[:3], "<f>A1</f>")))
    assert "Row 2, Hours: This is a formula without a value." in str(found.faults[0])


def test_a_merged_cell_wipes_no_row_below_it() -> None:
    merged = '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    found = read(cells(HEADINGS, WARD, (*OTHER[:3], "")) + merged)
    assert names(found) == ["Ward A"]
    assert str(found.faults[0]).startswith("Row 3, Hours: This is part of a merged cell.")


def test_a_cell_that_is_struck_out_is_no_number() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, WARD):
        sheet.append(row)
    sheet["C2"].font = Font(strike=True)
    made = io.BytesIO()
    book.save(made)
    found = read_contacts("a.xlsx", made.getvalue())
    assert str(found.faults[0]).startswith("Row 2, Phone: “0117 496 0123” is struck out.")


def test_words_beside_the_cells_are_quoted() -> None:
    comments = f"<comments {MAIN}><comment><text><t>Ask Ann</t></text></comment></comments>"
    footer = "<headerFooter><oddFooter>&amp;CWard list</oddFooter></headerFooter>"
    found = read(cells(HEADINGS, WARD) + footer, xl__comments1=comments)
    assert found.notes == (
        "A header or footer (“Ward list”) is left out.",
        "Words in comments (“Ask Ann”) are left out.",
    )


def test_words_outside_of_the_columns_are_quoted() -> None:
    found = read(cells(("Our contacts",), HEADINGS, (*WARD, "ask twice")))
    assert found.notes == (
        "Above the headings stands “Our contacts”: it is left out.",
        "Row 3 has “ask twice” in a column without a heading: it is left out.",
    )


def test_a_strict_workbook_is_read() -> None:
    assert names(read_contacts("a.xlsx", strict(xlsx(HEADINGS, WARD)))) == ["Ward A"]


def test_rows_far_below_are_not_passed_over() -> None:
    far = cells(HEADINGS, WARD).replace(
        "</sheetData>", '<row r="90000"><c r="A90000"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(ImportingError, match="more than 5,000 rows"):
        read(far)


@pytest.mark.parametrize(
    "phone",
    [
        *("0117 496 0123 / 0117 496 0145", "0117 496 0123/4", "0117 496 0123\n0117 496 0145"),
        *("0117 496 0123 - 0117 496 0145", "0117 496 0123 (0117 496 0145)"),
        *("0117 496 0123, 0145", "0117 496 0123 or 0145", "0117 496 0123   0145"),
        *("01174960123-29", "0117 496 01234567 89", "0117 496 0123 & 0145"),
    ],
)
def test_two_numbers_in_a_cell_are_no_number(phone: str) -> None:
    found = read(cells(HEADINGS, (*WARD[:2], phone, WARD[3])))
    assert found.rows == ()
    assert "more than one number. Keep one number here." in str(found.faults[0])


@pytest.mark.parametrize(
    "phone", ["+44 (0)117 496 0123", "0044 117 496 0123", "0117 496 0123", "+1 202 555 0123"]
)
def test_one_number_is_one(phone: str) -> None:
    assert read(cells(HEADINGS, (*WARD[:2], phone, WARD[3]))).rows[0].phone == phone


def test_a_number_that_is_turned_round_is_no_number() -> None:
    found = read(cells(HEADINGS, (*WARD[:2], "\u202e0808 800 4040", WARD[3])))
    assert found.rows == ()
    told = "holds a character that turns text round (U+202E). Type it again."
    assert told in str(found.faults[0])


def test_days_beside_hours_are_read_with_them() -> None:
    found = read(cells(("Name", "Days", "Hours"), ("Ward A", "Mon-Fri", "9am-5pm")))
    assert str((found.rows[0].hours or ())[0]) == "Mon-Fri 09:00-17:00"


def test_a_time_to_close_without_one_to_open_is_told() -> None:
    found = read(cells(("Name", "Closes"), ("Ward A", "5pm")))
    assert "Row 2, Closes: “5pm” No time to open" in str(found.faults[0])
