"""Tables that are plain enough to stay tables: nothing in them can come into another column."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import Tag
from bs4.element import NavigableString

from app.content.importing.pages.html_tags import LISTS
from app.content.importing.pages.table_grid import cells_of, own_rows, span
from app.content.reader.table_form import MOST_COLUMNS, MOST_ROWS

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_IN_A_CELL = [*LISTS, *_HEADINGS, "table", "td", "th", "blockquote", "pre"]
_AROUND = ["table", "td", "th", "li", "blockquote"]
_BOLD = ["b", "strong", "th"]

Rows = Sequence[Sequence[Tag]]


def plain_rows(table: Tag) -> Rows | None:
    """The cells of a table that can be kept as one, or None.

    It has a head, as many cells in each row, none of them merged, and says in its first column
    what a row is about. Without a head nobody can tell what a column means.
    """
    if table.find_parent(_AROUND) is not None or _has_other_words(table):
        return None
    rows: list[list[Tag]] = []
    for row in own_rows(table):
        if len(rows) > MOST_ROWS:
            return None
        rows.append(list(cells_of(row)))
    if len(rows) < 2 or not all(map(_is_plain, (cell for row in rows for cell in row))):  # noqa: PLR2004 - a head and a row
        return None
    columns = len(rows[0])
    is_even = 1 < columns <= MOST_COLUMNS and all(len(row) == columns for row in rows)
    return rows if is_even and _has_head(rows) else None


def _has_other_words(table: Tag) -> bool:
    """Whether something beside the rows would be lost, as a caption."""
    parts = [table, *(part for part in table.contents if _is_group(part))]
    return any(
        not (
            isinstance(child, Tag) and (child.name in ("tr", "colgroup", "col") or _is_group(child))
        )
        and child.get_text().strip()
        for part in parts
        if isinstance(part, Tag)
        for child in part.contents
    )


def _is_group(part: object) -> bool:
    return isinstance(part, Tag) and part.name in ("thead", "tbody", "tfoot")


def _is_plain(cell: Tag) -> bool:
    is_single = span(cell, "colspan") == span(cell, "rowspan") == 1
    return is_single and cell.find(_NOT_IN_A_CELL) is None


def _has_head(rows: Rows) -> bool:
    """Whether the first row names the columns: by its tags, in bold above others, or by its gap."""
    head, *others = rows
    if all(cell.name == "th" for cell in head):
        return True
    if len(head) > 2 and not _words(head[0]) and all(map(_words, head[1:])):  # noqa: PLR2004 - two values beside each other
        return True
    return all(map(_is_bold, head)) and not any(all(map(_is_bold, row)) for row in others)


def _words(cell: Tag) -> str:
    return cell.get_text().strip()


def _is_bold(cell: Tag) -> bool:
    """Whether every word of a cell stands in bold."""
    words = [one for one in cell.descendants if isinstance(one, NavigableString) and one.strip()]
    return bool(words) and all(one.find_parent(_BOLD) is not None for one in words)
