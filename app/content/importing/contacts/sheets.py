"""Spreadsheets and CSV files to rows of cells."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.importing.contacts.workbook import (
    CellPosition,
    SheetFacts,
    SheetName,
    beside,
    column_letters,
    facts,
    sheet_names,
    struck_styles,
)
from app.content.importing.decoding import GUESSED, decoded
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_CELL, MOST_COLUMNS, MOST_CSV_BYTES, MOST_ROWS
from app.content.importing.ooxml import EXCEL, checked_parts, packed

_MOST_NAMED = 20
_SAVE_AGAIN = "Open it in Excel, and save it again as .xlsx."

Cell = object
"""What a cell holds: words, a number, a date, a time, a `Flaw` or None."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that is not what one sees in it: what is wrong, and the hint."""

    problem: str
    hint: str
    value: str = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that are not empty, each with its number in the file, and what should be known."""

    file: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    notes: tuple[str, ...] = ()


def sheet_in(
    file: str, data: bytes, known: Callable[[Sequence[Cell]], int], name: str = ""
) -> Sheet:
    """The cells of a .csv or .xlsx file; of a workbook, the first sheet or the one of that name.

    `known` counts the headings in a row: the best separator of a CSV gives the most.
    """
    ending = Path(file).suffix.lower()
    if ending in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"):
        return _workbook(file, data, name)
    if ending in (".csv", ".tsv", ".txt"):
        return _csv(file, data, known)
    problem = "Only Excel workbooks (.xlsx) and .csv files can become contacts."
    raise ImportingError(file, problem, "Save it as one of those.")


def _csv(file: str, data: bytes, known: Callable[[Sequence[Cell]], int]) -> Sheet:
    text, guessed = decoded(file, data, MOST_CSV_BYTES)
    first, _, rest = text.partition("\n")
    separators = ",;\t"
    begins = 1
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # noqa: PLR2004
        separators, text, begins = first.strip()[4], rest, 2  # Excel's own way to say it
    best: tuple[int, tuple[tuple[int, tuple[Cell, ...]], ...]] | None = None
    problem: ImportingError | None = None
    for separator in separators:
        try:
            rows = tuple(_limited(file, _csv_rows(file, text, separator, begins)))
        except ImportingError as error:
            problem = problem or error
            continue
        score = max((known(cells) for _, cells in rows[:10]), default=0)
        if best is None or score > best[0]:
            best = (score, rows)
    if best is None or (problem is not None and not best[0]):
        raise problem or ImportingError(file, "This is no CSV.", "Save it again.")
    return Sheet(file, best[1], (GUESSED,) if guessed else ())


def _csv_rows(
    file: str, text: str, separator: str, begins: int
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    number = begins - 1
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            yield number, tuple(row[:MOST_COLUMNS])
    except (csv.Error, TypeError, ValueError) as error:
        problem = f"Row {number + 1} cannot be read: a quotation mark is not closed, perhaps."
        raise ImportingError(file, problem, "Mend that row, or save the file again.") from error


def _workbook(file: str, data: bytes, name: str) -> Sheet:
    parts = checked_parts(file, data, EXCEL)
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes a while, and CSV does without

    notes: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and rules that mean nothing here
            sheets = sheet_names(parts)
            sheet = _chosen(file, sheets, name, notes)
            found = facts(parts[sheet.part], MOST_ROWS)
            if found.last_row > MOST_ROWS:
                problem = f"There are more than {MOST_ROWS:,} rows."
                raise ImportingError(file, problem, "Split it into several files.")
            book = load_workbook(packed(parts), read_only=True, data_only=True)
            cells = book[sheet.name].iter_rows(
                max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
            )
            numbered = ((n, tuple(row)) for n, row in enumerate(cells, start=1))
            rows = _judged(_limited(file, numbered), found, struck_styles(parts))
            notes += _notes(found, parts)
    except ImportingError:
        raise
    # A damaged workbook makes the library stumble in ways of its own.
    except Exception as error:
        raise ImportingError(file, "This workbook is damaged.", _SAVE_AGAIN) from error
    return Sheet(file, rows, tuple(notes))


def _chosen(file: str, sheets: list[SheetName], name: str, notes: list[str]) -> SheetName:
    """The sheet of a name, or the first that one sees."""
    if not sheets:
        raise ImportingError(file, "This workbook is damaged: it has no sheets.", _SAVE_AGAIN)
    there = [sheet for sheet in sheets if (sheet.name == name if name else not sheet.is_hidden)]
    if not there:
        names = ", ".join(f"{s.name}{' (hidden)' * s.is_hidden}" for s in sheets) or "none"
        problem = f"There is no sheet “{name}”. There are: {names}."
        if not name:
            problem = f"All sheets are hidden: {names}."
        raise ImportingError(file, problem, "Choose one of those.")
    others = [sheet for sheet in sheets if sheet is not there[0]]
    if others and not name:
        named = ", ".join(f"“{s.name}”{' (hidden)' * s.is_hidden}" for s in others)
        notes.append(f"Only the sheet “{there[0].name}” is read; there are also {named}.")
    return there[0]


def _judged(
    rows: Iterable[tuple[int, tuple[Cell, ...]]], found: SheetFacts, struck: set[int]
) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """The rows that one sees, without the cells that one does not; flaws in their places."""
    return tuple(
        (number, tuple(_cell(cell, (number, n), found, struck) for n, cell in enumerate(cells, 1)))
        for number, cells in rows
        if number not in found.hidden_rows
    )


def _cell(cell: Cell, position: CellPosition, found: SheetFacts, struck: set[int]) -> Cell:
    if position[1] in found.hidden_columns:
        return None
    if position in found.without_value:
        return Flaw("This is a formula without a value.", "Open the file in Excel, and save it.")
    if position in found.below_merged:
        return Flaw("This is part of a merged cell.", "Unmerge it, and write it in each row.")
    if cell not in (None, "") and found.styles.get(position) in struck:
        return Flaw("is struck out.", "Take it out, or take the line away.", str(cell))
    return cell


def _notes(found: SheetFacts, parts: Mapping[str, bytes]) -> Iterator[str]:
    """What of the workbook is not read, with its words."""
    hidden = sorted(row for row in found.hidden_rows if row <= found.last_row)
    if hidden:
        yield f"Hidden rows are left out: {_some(hidden)}. Show them to bring them in."
    columns = [column_letters(n) for n in sorted(found.hidden_columns) if n <= found.last_column]
    if columns:
        yield f"Hidden columns are left out: {_some(columns)}. Show them to bring them in."
    if found.last_column > MOST_COLUMNS:
        yield f"Only the first {MOST_COLUMNS} columns are read."
    for words in found.edges:
        yield f"A header or footer (“{words}”) is left out."
    for kind, words in beside(parts):
        yield f"Words in {kind} (“{words}”) are left out."


def _some(found: Sequence[object]) -> str:
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return ", ".join(map(str, found[:_MOST_NAMED])) + more


def _limited(
    file: str, rows: Iterator[tuple[int, tuple[Cell, ...]]]
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in rows:
        if number > MOST_ROWS:
            if any(cell not in (None, "") for cell in cells):
                problem = f"There are more than {MOST_ROWS:,} rows."
                raise ImportingError(file, problem, "Split it into several files.")
            continue
        for cell in cells:
            if isinstance(cell, str) and len(cell) > MOST_CELL:
                problem = f"Row {number} has a cell of more than {MOST_CELL:,} letters."
                raise ImportingError(file, problem, "Make it shorter.")
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield number, cells
