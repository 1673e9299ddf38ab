"""Tables that are brought in: their rows become paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bs4 import Tag

from app.content.importing.pages.html_tags import has_words, inside
from app.domain.library.markup import Run

_NOT_IN_A_ROW = ("ul", "ol", "table", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_MOST_LOOKED_AT = 300
_MOST_CELLS = 20
_ENDS = (":", ".", "?", "!", ";", ",", "\u2013", "-")


class RowWords:
    """The words of a table's row: its first cell, a colon, the others with semicolons."""

    def __init__(self) -> None:
        self._is_pending = False
        self._cells = 0

    def begins(self, row: Tag) -> bool:
        """Begin a row: whether it is simple enough for one paragraph."""
        self._is_pending = False
        self._cells = 0
        found = inside(row, _MOST_LOOKED_AT)
        return not any(isinstance(child, Tag) and child.name in _NOT_IN_A_ROW for child in found)

    def next_cell(self) -> None:
        """Begin a cell."""
        self._is_pending = True

    def separator(self, runs: list[Run]) -> str:
        """What stands before the first word of a cell."""
        if not self._is_pending:
            return ""
        self._is_pending = False
        while runs and not runs[-1].text.strip():
            runs.pop()
        if not runs:
            return ""
        before = runs[-1].text.rstrip()
        runs[-1] = replace(runs[-1], text=before)
        self._cells += 1
        if before.endswith(_ENDS if self._cells == 1 else ";"):
            return " "
        return ": " if self._cells == 1 else "; "

    @staticmethod
    def has_columns(table: Tag) -> bool:
        """Whether a table has columns: those that only place a page's parts have one."""
        for row in inside(table, _MOST_LOOKED_AT):
            if isinstance(row, Tag) and row.name == "tr" and sum(map(has_words, _cells(row))) > 1:
                return True
        return False


def _cells(row: Tag) -> Iterator[Tag]:
    """The cells of a row; in one that is not closed, the next."""
    waiting, found = list(row.contents), 0
    while waiting and found < _MOST_CELLS:
        child = waiting.pop(0)
        if isinstance(child, Tag) and child.name in ("td", "th"):
            found += 1
            yield child
            waiting[:0] = child.contents
