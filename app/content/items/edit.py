"""Changes to the value of a text: each gives a new value, in the form the library keeps it in.

A cell that is empty is left out of its row, and a table without rows out of the value, so that
a text that was changed and changed back is the one it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from app.content.items.fields import Field, key_column
from app.content.items.item import TABLES, Cells, Content
from app.domain.governance.governance import ItemKind

Row = Mapping[str, Any]


def row_of(**cells: Any) -> Row:
    """A row without its empty cells."""
    return {name: value for name, value in cells.items() if value not in ("", None, 0)}


def changed(row: Row, **cells: Any) -> Row:
    """A row with some of its cells changed."""
    return row_of(**{**row, **cells})


def rows(content: Content, table: str) -> tuple[Cells, ...]:
    """The rows of a table, in order."""
    return content.rows.get(table, ())


def with_rows(content: Content, table: str, new: Iterable[Row]) -> Content:
    """The same with other rows in a table."""
    found = tuple(new)
    if columns := _sorted_by(content.key.kind, table):
        found = tuple(sorted(found, key=lambda row: [row[column] for column in columns]))
    others = {name: cells for name, cells in content.rows.items() if name != table}
    return replace(content, rows={**others, table: found} if found else others)


@cache
def _sorted_by(kind: ItemKind, table: str) -> tuple[str, ...]:
    """The columns that a table below an item is in the order of, before any order of its own."""
    found = next((each for each in TABLES[kind][2:] if each.name == table), None)
    columns = found.order.split(", ") if found else []
    return tuple(columns[: columns.index("position")] if "position" in columns else columns)


def own_table(content: Content) -> str:
    """The table with the item's one row."""
    return TABLES[content.key.kind][0].name


def text_table(content: Content) -> str:
    """The table with its words in a language."""
    return TABLES[content.key.kind][1].name


def with_own(content: Content, **cells: Any) -> Content:
    """The same with other cells in the item's own row."""
    return with_rows(content, own_table(content), (changed(content.own, **cells),))


def with_texts(content: Content, **cells: Any) -> Content:
    """The same with other words."""
    return with_rows(content, text_table(content), (changed(content.texts, **cells),))


def find(content: Content, table: str, **named: str) -> Row:
    """The first row whose cells are `named`, or an empty one."""
    fits = (row for row in rows(content, table) if _fits(row, named))
    return next(fits, {})


def rows_of(
    content: Content, field: Field, owner: str = "", component: str = ""
) -> tuple[Row, ...]:
    """The rows that hold a field: of the item, or of the component of the kind `owner`."""
    if not component:
        return rows(content, field.table)
    return among(content, field.table, **{key_column(owner, field): component})


def among(content: Content, table: str, **named: str) -> tuple[Row, ...]:
    """The rows whose cells are `named`."""
    return tuple(row for row in rows(content, table) if _fits(row, named))


def with_row(content: Content, table: str, named: Mapping[str, str], **cells: Any) -> Content:
    """The same with other cells in the row that is `named`, which is added if it is not there."""
    found = rows(content, table)
    if not any(_fits(row, named) for row in found):
        return with_rows(content, table, (*found, row_of(**{**named, **cells})))
    return with_rows(
        content, table, (changed(row, **cells) if _fits(row, named) else row for row in found)
    )


def with_group(
    content: Content, table: str, named: Mapping[str, str], new: Iterable[Row]
) -> Content:
    """The same with other rows instead of those that are `named`."""
    mine = [row_of(**{**named, **row}) for row in new]
    found = rows(content, table)
    at = next((n for n, row in enumerate(found) if _fits(row, named)), len(found))
    before = [row for row in found[:at] if not _fits(row, named)]
    after = [row for row in found[at:] if not _fits(row, named)]
    return with_rows(content, table, (*before, *mine, *after))


def without(content: Content, table: str, fits: Callable[[Row], bool]) -> Content:
    """The same without the rows that fit."""
    return with_rows(content, table, (row for row in rows(content, table) if not fits(row)))


def _fits(row: Row, named: Mapping[str, str]) -> bool:
    return all(row.get(name, "") == value for name, value in named.items())
