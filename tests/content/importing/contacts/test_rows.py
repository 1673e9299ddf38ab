"""Contacts from spreadsheets, and what they would change."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.content.importing import limits
from app.content.importing.contacts.changes import ChangeKind, FieldChange, Match, changes, known
from app.content.importing.contacts.hours import Hours, in_words
from app.content.importing.contacts.rows import ContactRow, ContactSheet, read_contacts
from app.content.importing.errors import ImportingError
from app.domain.library.library import Contact, Opening
from tests.content.importing.documents import docx, paragraph, xlsx, zipped

WEEK = (Hours(1, 5, "09:00", "17:00"),)


def csv(text: str, encoding: str = "utf-8") -> ContactSheet:
    return read_contacts("ward.csv", text.encode(encoding))


def one(*cells: object, headings: tuple[str, ...] = ("Name", "About", "Phone", "Hours")) -> str:
    """What is wrong with a row of a workbook, or the row itself."""
    found = read_contacts("ward.xlsx", xlsx(headings, cells))
    return "\n".join(map(str, found.faults)) or str(found.rows[0].phone)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_of_any_office(separator: str, encoding: str) -> None:
    lines = [
        ("Contact", "What they help with", "Tel. no.", "Opening hours"),
        ("Café nurses", '"Food, and\nmore"', "0808 800 4040", "Mon-Fri 9am-5pm"),
    ]
    found = csv("\r\n".join(separator.join(cells) for cells in lines), encoding)
    assert found.rows == (ContactRow(2, "Café nurses", "Food, and more", "0808 800 4040", WEEK),)
    assert found.faults == ()
    assert bool(found.notes) == (encoding == "cp1252")


def test_excels_own_line_about_the_separator_is_understood() -> None:
    assert csv("sep=;\nName;Phone\nA;111\n").rows == (ContactRow(3, "A", phone="111"),)


def test_a_workbook_with_times_and_days() -> None:
    data = xlsx(
        ("Our contacts", None),
        (),
        ("Name", "About", "Phone", "Days", "Opens", "Closes", "Fax"),
        ("A", "B", "0808 800 4040", "Mon-Fri", time(9), time(17), "x"),
        ("C", "D", None, None, None, None),
        ("E", "F", 111, "Sat", "9am", 0.5),
    )
    found = read_contacts("ward.xlsx", data)
    assert found.faults == ()
    assert [(row.row, row.name, row.phone, in_words(row.hours or ())) for row in found.rows] == [
        (4, "A", "0808 800 4040", "Mon-Fri 09:00-17:00"),
        (5, "C", "", ""),
        (6, "E", "111", "Sat 09:00-12:00"),
    ]
    assert found.notes == (
        "The column “Fax” is not known and is left out. Known are: ID, Name, About, Phone, Hours.",
        "Above the headings stands “Our contacts”: it is left out.",
    )


def test_a_column_for_each_day() -> None:
    found = csv("Name,Monday,Tues,Sunday\nA,9am-5pm,9am-5pm,closed\n")
    assert found.rows[0].hours == (Hours(1, 2, "09:00", "17:00"),)


def test_a_sheet_is_chosen_by_its_name() -> None:
    data = xlsx(("Name",), ("A",), others=("Old",))
    assert "there are also “Old”" in read_contacts("w.xlsx", data).notes[0]
    assert read_contacts("w.xlsx", data, "Contacts").notes == ()
    with pytest.raises(ImportingError, match=r"no sheet “New”\. There are: Contacts, Old"):
        read_contacts("w.xlsx", data, "New")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("A", "B", "o800 123"), "Row 2, Phone: “o800 123” has a letter o in it. Write a 0"),
        (("A", "B", 8088004040), "Row 2, Phone: “8088004040” is kept as a number, so a 0 before"),
        (("A", "B", 8.09e9), "is kept as a number"),
        (("A", "B", "8088004040"), "may have lost a 0"),
        (("A", "B", "8.09E+09"), "has shortened"),
        (("A", "B", "01632 960000 ext 12"), "has more than a number in it. Write digits"),
        (("A", "B", "12"), "is too short"),
        (("A", "B", "٠٨٠٨٨٠٠"), "has more than a number"),
        (("A", "B", date(2026, 1, 1)), "Row 2, Phone: “2026-01-01 00:00:00” is not words"),
        (("A", "B", True), "is not words"),
        ((None, "B", "111"), "Row 2, Name: This is missing. Write who they are."),
        (("#REF!", "B", "111"), "Row 2, Name: “#REF!” is an error of the spreadsheet."),
        (("A", "B", "111", "9-5"), "Row 2, Hours: “9-5” “9” may be in the morning"),
        (("A", "B", "111", date(2026, 5, 9)), "has made something else of it"),
    ],
)
def test_a_bad_row_is_named_with_its_mend(cells: tuple[object, ...], words: str) -> None:
    assert words in one(*cells)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (" 0808\u00a0800\u20104040 ", "0808 800 4040"),
        ("Tel: (01632) 960.000", "(01632) 960 000"),
        ("'0808 800 4040", "0808 800 4040"),
        ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000"),
        (116123, "116123"),
        (999.0, "999"),
        ("-", ""),
        (None, ""),
    ],
)
def test_phone_numbers_as_people_type_them(cell: object, phone: str) -> None:
    assert one("A", "B", cell) == phone


def test_every_fault_of_a_row_is_told_and_the_others_stand() -> None:
    found = csv("Name,About,Phone,Hours\nA,,x,y\nB,c,111,\n,,,\nC,d,,\n")
    assert [row.row for row in found.rows] == [3, 5]
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "Phone"), (2, "Hours")]


@pytest.mark.parametrize(
    ("file", "data", "words"),
    [
        ("w.csv", b"", "empty"),
        ("w.csv", b"a,b\n1,2\n", "no row of headings with a Name. Write Name, About"),
        ("w.csv", b"Name,Phone\n", "no contacts below"),
        ("w.csv", b'Name,Phone\nA,"111\nB,2\n', "Row 2 cannot be read: a quotation mark"),
        ("w.csv", b"Name\n" + b"x\n" * limits.MOST_ROWS, "more than 5,000 rows"),
        ("w.csv", b"Name\n" + b"x" * (limits.MOST_CELL + 1), "Row 2 has a cell of more than"),
        ("w.csv", b"x" * (limits.MOST_CSV_BYTES + 1), "is the most"),
        ("w.csv", b"PK\x03\x04", "an office document"),
        ("w.xlsx", b"Name,Phone", "damaged, or it is not an Excel workbook"),
        ("w.xlsx", docx(paragraph("x")), "a Word document, not an Excel workbook"),
        ("w.xlsx", zipped({"xl/workbook.xml": "<a/>"}), "damaged"),
        ("w.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("w.ods", zipped({"mimetype": "x"}), "OpenDocument"),
        ("w.png", b"x", "Only Excel"),
    ],
)
def test_a_file_without_contacts_says_why(file: str, data: bytes, words: str) -> None:
    with pytest.raises(ImportingError, match=rf"(?s)^{file}: .*{words}"):
        read_contacts(file, data)


NURSES = ContactRow(0, "Ward nurses", "Ask them.", "0808 800 4040", WEEK, "p01")
DOCTOR = ContactRow(0, "The doctor's room", "Ask.", "", (), "p02")
DESK = ContactRow(0, "Desk", "Ask.", "01632 960 000", (), "p03")
THERE = (NURSES, DOCTOR, DESK)


def test_what_would_change_is_told_field_by_field() -> None:
    rows = (
        ContactRow(2, "Ward nurses", None, "0808 800 4041", (Hours(6, 6, "10:00", "12:00"),)),
        ContactRow(3, "THE DOCTOR\u2019S  ROOM"),
        ContactRow(4, "Front desk", phone="+44 1632 960000"),
        ContactRow(5, "Ward sister", "About her.", None, None, "p02"),
        ContactRow(6, "Porter", "He helps."),
    )
    found = changes((rows[0], *rows[2:]), THERE)
    assert [(change.kind, change.match, change.contact.id) for change in found] == [
        (ChangeKind.CHANGED, Match.NAME, "p01"),
        (ChangeKind.CHANGED, Match.PHONE, "p03"),
        (ChangeKind.CHANGED, Match.ID, "p02"),
        (ChangeKind.NEW, Match.NONE, ""),
    ]
    assert found[0].fields == (
        FieldChange("Phone", "0808 800 4040", "0808 800 4041"),
        FieldChange("Hours", "Mon-Fri 09:00-17:00", "Sat 10:00-12:00"),
    )
    assert found[0].contact.about == "Ask them."
    assert found[1].fields[0] == FieldChange("Name", "Desk", "Front desk")
    assert found[3].contact == ContactRow(6, "Porter", "He helps.", "", ())
    (renamed,) = changes((rows[1],), THERE)
    assert (renamed.match, renamed.contact.id) == (Match.NAME, "p02")


def test_the_same_hours_said_otherwise_change_nothing() -> None:
    hours = tuple(Opening(day, time(9), time(17)) for day in range(1, 6))
    there = known(Contact("p01", "Ward nurses", "Ask them.", "0808 800 4040", hours))
    assert there == NURSES
    row = ContactRow(2, "Ward nurses", "Ask them.", "0808 800 4040", (*WEEK, *WEEK))
    (change,) = changes((row,), (there,))
    assert (change.kind, change.fields) == (ChangeKind.SAME, ())


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((ContactRow(2, "X", "y", id="p09"),), "There is no contact p09"),
        ((ContactRow(2, "New"),), "needs words in About"),
        ((ContactRow(2, "New", "a"), ContactRow(3, "new", "b")), "Row 2 has this name already"),
        (
            (ContactRow(2, "Desk"), ContactRow(3, "Other", "b", id="p03")),
            "Row 3 is about “Desk” already",
        ),
    ],
)
def test_an_unclear_row_says_why(rows: tuple[ContactRow, ...], problem: str) -> None:
    unclear = [c for c in changes(rows, THERE) if c.kind is ChangeKind.UNCLEAR]
    assert len(unclear) == 1
    assert problem in unclear[0].problem


def test_two_contacts_of_one_name_need_an_id() -> None:
    twins = (DESK, ContactRow(0, "desk", "Ask.", "", (), "p04"))
    (change,) = changes((ContactRow(2, "Desk", phone="111"),), twins)
    assert change.problem == "2 contacts have this name (p03, p04). Add a column ID."


def test_a_number_that_several_share_matches_none_of_them() -> None:
    twins = (DESK, ContactRow(0, "Ward", "Ask.", "01632 960000", (), "p04"))
    (change,) = changes((ContactRow(2, "Porter", "He helps.", "01632 960 000"),), twins)
    assert change.kind is ChangeKind.NEW


def test_nothing_is_ever_deleted() -> None:
    assert changes((), THERE) == []
