"""Spreadsheets and CSV files to rows of cells."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.importing.decoding import GUESSED, decoded
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_CELL, MOST_COLUMNS, MOST_CSV_BYTES, MOST_ROWS
from app.content.importing.ooxml import EXCEL, checked_parts, packed

Cell = object
"""What a cell holds: words, a number, a date, a time or None."""


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
            book = load_workbook(packed(parts), read_only=True, data_only=True)
            names = [sheet.title for sheet in book.worksheets]
            if not names or (name and name not in names):
                there = ", ".join(names) or "none"
                problem = f"There is no sheet “{name}”. There are: {there}."
                raise ImportingError(file, problem, "Choose one of those.")
            sheet = book[name] if name else book.worksheets[0]
            if len(names) > 1 and not name:
                others = ", ".join(f"“{other}”" for other in names[1:])
                notes.append(f"Only the sheet “{names[0]}” is read; there are also {others}.")
            found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            numbered = ((n, tuple(row)) for n, row in enumerate(found, start=1))
            rows = tuple(_limited(file, numbered))
    except ImportingError:
        raise
    # A damaged workbook makes the library stumble in ways of its own.
    except Exception as error:
        problem, hint = "This workbook is damaged.", "Open it in Excel, and save it again as .xlsx."
        raise ImportingError(file, problem, hint) from error
    return Sheet(file, rows, tuple(notes))


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
