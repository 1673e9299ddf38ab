"""The form in which a text holds a table, and what violates it.

CommonMark's table form drops a cell that is one too many, adds those that lack, and moves a row
that begins with an empty cell to the left. A dose must not change its column: where a row has not
as many cells as its head, this says so, and the table is read as lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit

from app.domain.library.markup import Table, cell_text

MOST_COLUMNS = 5
MOST_ROWS = 20

_BARS = "Begin and end each row with |, and put one | between two cells."


def form_problems(lines: Sequence[str], first: int) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the form of a table: a line from 1, the problem, and a hint.

    `lines` are the lines of the table, `first` is the number of its head.
    """
    head = _cells(lines[0])
    if ":" in lines[1]:
        yield first + 1, "A table with colons in its second line", "Leave the colons out."
    for number, line in enumerate(lines, start=first):
        shown = line.strip()
        if not (shown.startswith("|") and shown.endswith("|")) or shown.endswith("\\|"):
            yield number, "A row of a table without | at both ends", _BARS
        elif len(cells := _cells(line)) != len(head):
            problem = f"A row with {len(cells)} cells in a table with {len(head)} columns"
            yield number, problem, f"Write {len(head)} cells; an empty one too has its place."


def _cells(line: str) -> list[str]:
    found = escapedSplit(line.strip())
    return found[bool(found and not found[0]) : len(found) - bool(found and not found[-1])]


def table_problems(table: Table, first: int) -> Iterator[tuple[int, str, str]]:
    """What is wrong with what a table holds: a line from 1, the problem, and a hint."""
    columns = len(table.head)
    if columns == 1:
        yield first, "A table of one column", "Make it a list."
    if columns > MOST_COLUMNS:
        problem = f"A table of {columns} columns"
        yield first, problem, f"Make it {MOST_COLUMNS} at most, or two tables."
    if not table.rows:
        yield first, "A table without rows", "Write a row below its head, or leave it out."
    if len(table.rows) > MOST_ROWS:
        problem = f"A table of {len(table.rows)} rows"
        yield first, problem, f"Make it {MOST_ROWS} at most, or two tables."
    if any(not cell_text(cell).strip() for cell in table.head[1:]):
        yield first, "A column without a heading", "Say in the first row what is in it."
    for number, row in enumerate(table.rows, start=first + 2):
        if not cell_text(row[0]).strip():
            hint = "Say in its first cell what the row is about."
            yield number, "A row that does not say what it is about", hint
        elif not any(cell_text(cell).strip() for cell in row[1:]):
            yield number, "A row with its first cell alone", "Fill it in, or leave it out."


def written_table(rows: Sequence[Sequence[str]]) -> str:
    """A table as a text holds it, of the CommonMark of its cells; the first row is its head."""
    head, *others = [_written_row(row) for row in rows]
    return "\n".join((head, _written_row(["---"] * len(rows[0])), *others))


def _written_row(cells: Sequence[str]) -> str:
    shown = (cell.replace("|", "\\|") for cell in cells)
    return "|" + "|".join(f" {cell} " if cell else " " for cell in shown) + "|"
