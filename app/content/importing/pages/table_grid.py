"""The grid of a table: each cell keeps its place, also where cells are empty or merged."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from app.content.importing.pages.css import text_of
from app.content.importing.pages.html_tags import LOST, inside
from app.content.importing.pages.import_warnings import Tally, WarningKind

EMPTY = "\u2014"
_MOST_CELLS = 2_000
_MOST_LOOKED_AT = 200
_MOST_SPAN = 100
_MOST_REPEATED = 500
_CELLS = ("td", "th")

_Row = list[tuple[int, Tag]]


def fill_grid(table: Tag, tally: Tally, line: int) -> None:
    """Put a dash into each empty cell, and say of a merged one how far it reaches.

    A cell that goes on in the rows below is said in each of them: a row is read by itself.
    """
    rows = [(row, list(cells_of(row))) for row in own_rows(table)]
    if sum(len(cells) for _, cells in rows) > _MOST_CELLS:
        tally.note(WarningKind.UNCLEAR_ROW, line)
        return
    grid = _Grid(tally, line)
    laid_out = [grid.lay_out(row, cells) for row, cells in rows]
    for cells in laid_out:
        empty = [cell for column, cell in cells if column in grid.used and not _has_words(cell)]
        if len(empty) == len(cells):
            continue
        for cell in empty:
            if any(isinstance(below, Tag) and below.name in LOST for below in _own(cell)):
                tally.note(WarningKind.UNCLEAR_ROW, line)
            cell.insert(0, NavigableString(EMPTY))


class _Grid:
    """Numbers the columns of one row after the other."""

    def __init__(self, tally: Tally, line: int) -> None:
        self.used: set[int] = set()
        self._tally = tally
        self._line = line
        self._room = _MOST_CELLS
        # The cells that go on in rows to come, by their column, and in how many.
        self._hanging: dict[int, tuple[Tag, int]] = {}

    def lay_out(self, row: Tag, cells: list[Tag]) -> _Row:
        """The cells of a row with their columns, those from above among them."""
        waiting, laid_out, column = list(cells), _Row(), 0
        hanging = {at: (cell, left - 1) for at, (cell, left) in self._hanging.items() if left > 1}
        while waiting or column in self._hanging:
            if column in self._hanging and self._room > 0:
                cell = self._repeat(self._hanging[column][0])
                if waiting:
                    waiting[0].insert_before(cell)
                else:
                    row.append(cell)
            elif waiting:
                cell = waiting.pop(0)
                self._note_spans(cell)
                if (height := span(cell, "rowspan")) > 1:
                    hanging[column] = cell, height - 1
            else:
                break
            width = span(cell, "colspan")
            if _has_words(cell):
                self.used.update(range(column, column + width))
            laid_out.append((column, cell))
            column += width
        self._hanging = hanging
        return laid_out

    def _repeat(self, cell: Tag) -> Tag:
        self._room -= 1
        if len(cell.get_text()) > _MOST_REPEATED:
            made = Tag(name=cell.name, attrs=dict(cell.attrs))
            made.append(NavigableString("(as in the row above)"))
            return made
        made = copy.copy(cell)
        for nested in made.find_all(_CELLS, limit=1):
            nested.decompose()  # of a cell that was not closed
        return made

    def _note_spans(self, cell: Tag) -> None:
        width, height = span(cell, "colspan"), span(cell, "rowspan")
        if not _has_words(cell) or (width == height == 1):
            return
        self._tally.note(WarningKind.MERGED, self._line)
        if width > 1:
            reach = NavigableString(f" (across {width} columns)")
            nested = next((one for one in cell.contents if _is_cell(one)), None)
            if nested is None:
                cell.append(reach)
            else:
                nested.insert_before(reach)


def own_rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table, without those of tables in it."""
    for child in table.contents:
        if isinstance(child, Tag) and child.name in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.contents if isinstance(row, Tag) and row.name == "tr")
        elif isinstance(child, Tag) and child.name == "tr":
            yield child


def _is_cell(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name in _CELLS


def cells_of(row: Tag) -> Iterator[Tag]:
    """The cells of a row; one that is not closed holds the next."""
    waiting = [one for one in row.contents if _is_cell(one)]
    found = 0
    while waiting and found < _MOST_CELLS:
        cell = waiting.pop(0)
        assert isinstance(cell, Tag)  # noqa: S101 - `_is_cell` says so
        found += 1
        yield cell
        waiting[:0] = [one for one in cell.contents if _is_cell(one)]


def _own(cell: Tag) -> Iterator[PageElement]:
    """What is in a cell, up to a cell that it holds because it was not closed."""
    for below in inside(cell, _MOST_LOOKED_AT):
        if _is_cell(below):
            return
        yield below


def _has_words(cell: Tag) -> bool:
    return any(isinstance(one, NavigableString) and bool(one.strip()) for one in _own(cell))


def span(cell: Tag, name: str) -> int:
    """Over how many columns ("colspan") or rows ("rowspan") a cell reaches."""
    value = text_of(cell, name).strip()
    return min(max(int(value[:4]), 1), _MOST_SPAN) if value.isascii() and value.isdecimal() else 1
