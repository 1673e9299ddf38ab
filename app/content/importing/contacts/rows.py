"""A spreadsheet of contacts to rows, with each bad row named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.content.importing.cleanup import tidy_line
from app.content.importing.contacts.columns import NAMES, Columns, columns_in, known_in
from app.content.importing.contacts.hours import (
    Hours,
    HoursError,
    hours_in,
    hours_on,
    spans,
    time_in,
)
from app.content.importing.contacts.sheets import Flaw, sheet_in
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_IN_A_LINE, MOST_IN_A_TITLE
from app.content.items.field_values import FEWEST_DIGITS, ID, PHONE, WEEKDAYS
from app.domain.library.characters import called, turning_in

_SHORT_NUMBER = 6
_LONG_NUMBER = (9, 10)
_ONE_NUMBER = "Keep one number here. Write another in About, or in a row of its own."
_MOST_ABROAD = 15
_MOST_AT_HOME = 12
# What stands between two numbers, or begins the other ending of one.
_SEVERAL = re.compile(r"\d\)?\s*(?:[/,;&|\n]|\bor\b|\band\b)\s*\(?\+?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact, of a spreadsheet's row or (row 0) of the library.

    What is None is not said in the sheet, and stays as it is. An empty phone is one met in person.
    """

    row: int
    name: str
    about: str | None = None
    phone: str | None = None
    hours: tuple[Hours, ...] | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row: its number in the sheet, the column, what stands there, the hint."""

    row: int
    column: str
    value: str
    problem: str
    hint: str

    def __str__(self) -> str:
        value = f" “{self.value}”" if self.value else ""
        return f"Row {self.row}, {self.column}:{value} {self.problem} {self.hint}"


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """The rows that are good, what is wrong with the others, and what should be known."""

    rows: tuple[ContactRow, ...]
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...] = ()


def _most_digits(number: str) -> int:
    """How many digits a telephone number has at most; "+44 (0)117" has one more."""
    if number.startswith("+"):
        return _MOST_ABROAD + number.count("(0)")
    return _MOST_ABROAD + 2 if number.startswith("00") else _MOST_AT_HOME


def read_contacts(file: str, data: bytes, sheet: str = "") -> ContactSheet:
    """The contacts of a .csv or .xlsx file. ImportingError where it holds no such table."""
    found = sheet_in(file, data, known_in, sheet)
    columns = columns_in(found.rows)
    if columns is None:
        problem = "There is no row of headings with a Name."
        hint = "Write Name, About, Phone and Hours above the columns."
        raise ImportingError(file, problem, hint)
    rows: list[ContactRow] = []
    faults: list[RowFault] = []
    for number, cells in found.rows[columns.after :]:
        reader = _Row(number, cells, columns)
        row = reader.contact()
        faults += reader.faults
        if not reader.faults:
            rows.append(row)
    if not rows and not faults:
        hint = "Write a row for each contact below the headings."
        raise ImportingError(file, "There are no contacts below the headings.", hint)
    outside = _outside(found.rows, columns)
    return ContactSheet(
        tuple(rows), tuple(faults), (*found.notes, *_column_notes(columns), *outside)
    )


def _outside(rows: Sequence[tuple[int, Sequence[object]]], columns: Columns) -> Iterator[str]:
    """What stands above the headings, and in columns that have none."""
    above = [_shown(cell) for _, cells in rows[: columns.after - 1] for cell in cells]
    if words := " ".join(filter(None, above)):
        yield f"Above the headings stands “{words}”: it is left out."
    headings = rows[columns.after - 1][1]
    for number, cells in rows[columns.after :]:
        lost = [
            _shown(cell)
            for column, cell in enumerate(cells)
            if column >= len(headings) or not _shown(headings[column])
        ]
        if words := " ".join(filter(None, lost)):
            yield f"Row {number} has “{words}” in a column without a heading: it is left out."


def _shown(cell: object) -> str:
    return "" if cell is None else tidy_line(str(cell))


def _column_notes(columns: Columns) -> list[str]:
    known = ", ".join(list(NAMES.values())[:5])
    notes = [
        f"The column “{heading}” is not known and is left out. Known are: {known}."
        for heading in columns.unknown
    ]
    notes += [
        f"The column “{heading}” is there twice; the first is read." for heading in columns.twice
    ]
    return notes


class _Row:
    """Reads one row and gathers what is wrong with it."""

    def __init__(self, number: int, cells: Sequence[object], columns: Columns) -> None:
        self.faults: list[RowFault] = []
        self._number = number
        self._cells = cells
        self._columns = columns.positions

    def contact(self) -> ContactRow:
        """The row's contact, which only counts where there are no faults."""
        identity = self._words("id")
        if identity and not ID.fullmatch(identity):
            self._fault("id", "is no id.", "Leave it empty for a new contact.")
        name = self._words("name")
        if not name:
            self._fault("name", "This is missing.", "Write who they are.")
        about = self._words("about") or None
        phone = self._phone() if "phone" in self._columns else None
        return ContactRow(self._number, name, about, phone, self._hours(), identity)

    def _cell(self, key: str) -> object:
        column = self._columns.get(key)
        if column is None or column >= len(self._cells):
            return None
        return self._cells[column]

    def _fault(self, key: str, problem: str, hint: str) -> None:
        cell = self._cell(key)
        value = "" if cell is None else tidy_line(str(cell))[:80]
        self.faults.append(RowFault(self._number, NAMES[key], value, problem, hint))

    def _words(self, key: str) -> str:
        cell = self._cell(key)
        if isinstance(cell, Flaw):
            self._fault(key, cell.problem, cell.hint)
            return "-"
        if isinstance(cell, str) and cell.startswith("#") and cell.endswith(("!", "?", "/A")):
            self._fault(key, "is an error of the spreadsheet.", "Mend the formula there.")
            return "-"
        if isinstance(cell, str) and (found := turning_in(cell)):
            self._fault(key, f"holds {called(found)}.", "Type it again.")
            return "-"
        if isinstance(cell, (bool, date, datetime, time, timedelta)):
            self._fault(key, "is not words.", "Make the cell's format Text, and type it again.")
            return "-"
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = "" if cell is None else tidy_line(str(cell)).removeprefix("'").strip()
        most = MOST_IN_A_TITLE if key == "name" else MOST_IN_A_LINE
        if len(text) > most:
            self._fault(key, f"has {len(text):,} letters; {most:,} are the most.", "Shorten it.")
        return text

    def _phone(self) -> str:
        cell = self._cell("phone")
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, int) and not isinstance(cell, bool):
            text = str(cell)
            if cell < 0 or not FEWEST_DIGITS <= len(text) <= _SHORT_NUMBER:
                hint = "Make the cell's format Text, and type the whole number again."
                self._fault("phone", "is kept as a number, so a 0 before it would be lost.", hint)
            return text
        text = self._words("phone")
        if text in ("", "-", "\u2013"):
            return ""
        return self._typed_phone(text)

    def _typed_phone(self, text: str) -> str:
        raw = str(self._cell("phone")).strip()
        several = _SEVERAL.search(raw)
        number = " ".join(re.sub(r"(?<=[\d)])[-\u2010-\u2015./ ]+(?=[\d(])", " ", text).split())
        number = re.sub(
            r"^(?:tel(?:ephone)?|phone|call|freephone)?[.: ]+(?=[+\d(])", "", number, flags=re.I
        )
        digits = re.sub(r"\D", "", number)
        plain = "Write digits and spaces alone."
        if re.fullmatch(r"\d[.,]?\d*[eE]\+?\d+", text):
            hint = "Make the cell's format Text, and type the whole number again."
            self._fault("phone", "is a number that the spreadsheet has shortened.", hint)
        elif re.fullmatch(r"[\d +()oO]*[oO][\d +()oO]*", number):
            self._fault("phone", "has a letter o in it.", "Write a 0 where one is meant.")
        elif several:
            self._fault("phone", "may be more than one number.", _ONE_NUMBER)
        elif not PHONE.fullmatch(number) or not number.isascii():
            hint = f"{plain} Other words, such as an extension, belong in About."
            self._fault("phone", "has more than a number in it.", hint)
        elif len(digits) > _most_digits(number):
            problem = f"has {len(digits)} digits: it may be more than one number."
            self._fault("phone", problem, _ONE_NUMBER)
        elif len(digits) < FEWEST_DIGITS:
            self._fault("phone", "is too short for a number.", plain)
        elif number == digits and digits[0] != "0" and len(digits) in _LONG_NUMBER:
            hint = "Write the 0, or write the number with spaces if there is none."
            self._fault("phone", "may have lost a 0 at its beginning.", hint)
        return number

    def _hours(self) -> tuple[Hours, ...] | None:
        """The hours, from whichever columns say them; None where none does."""
        keys = [key for key in ("hours", "opens", *WEEKDAYS) if key in self._columns]
        self._note_times_alone()
        if not keys:
            return None
        found: list[Hours] = []
        for key in keys:
            try:
                found += self._hours_of(key)
            except HoursError as error:
                self._fault(key, error.problem, error.hint)
        return spans(found)

    def _hours_of(self, key: str) -> tuple[Hours, ...]:
        if key == "opens":
            return self._opens_and_closes()
        cell = self._cell(key)
        if isinstance(cell, Flaw):
            raise HoursError(cell.problem, cell.hint)
        if isinstance(cell, (date, datetime, time, timedelta, int, float)):
            hint = "Make the cell's format Text, and type it again."
            raise HoursError("is not words: the spreadsheet has made something else of it.", hint)
        words = tidy_line(cell.replace("\n", ";")) if isinstance(cell, str) else ""
        days = self._cell("days") if key == "hours" else key
        if days is not None and words:
            return hours_on(tidy_line(str(days)), words)
        return hours_in(words)

    def _opens_and_closes(self) -> tuple[Hours, ...]:
        days, opens, closes = (self._cell(key) for key in ("days", "opens", "closes"))
        for cell in (days, opens, closes):
            if isinstance(cell, Flaw):
                raise HoursError(cell.problem, cell.hint)
        if not _is_filled(opens):
            return ()  # a time to close, or days, that stand alone are told of already
        if not _is_filled(closes):
            raise HoursError("No time to close stands beside it.", "Add a column Closes.")
        if not _is_filled(days):
            raise HoursError("No days stand beside it.", "Add a column Days, with Mon-Fri.")
        return hours_on(str(days), f"{time_in(opens)}-{time_in(closes)}")

    def _note_times_alone(self) -> None:
        """Name days and times to close that no time to open, and no hours, stand beside."""
        opens, hours = _is_filled(self._cell("opens")), _is_filled(self._cell("hours"))
        if _is_filled(self._cell("closes")) and not opens:
            self._fault("closes", "No time to open stands beside it.", "Add a column Opens.")
        if _is_filled(self._cell("days")) and not (opens or hours):
            self._fault("days", "No times stand beside it.", "Write them in a column Hours.")


def _is_filled(cell: object) -> bool:
    return isinstance(cell, Flaw) or (cell is not None and bool(str(cell).strip()))
