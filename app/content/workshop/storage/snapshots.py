"""Rows as they stood, to be put back when a deletion or a move is undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, whole."""

    table: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


Snapshot = Sequence[Rows]
"""All rows of something, in the order in which they can be put back."""


def rows_where(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[str]
) -> Rows:
    """The rows of a table that meet a condition."""
    found = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)  # noqa: S608
    columns = tuple(column for column, *_ in found.description)
    return Rows(table, columns, tuple(found))


def put_rows(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Put rows back; what is there already stays."""
    for rows in snapshot:
        marks = ", ".join("?" for _ in rows.columns)
        connection.executemany(
            f"INSERT OR IGNORE INTO {rows.table} ({', '.join(rows.columns)})"  # noqa: S608
            f" VALUES ({marks})",
            rows.values,
        )
