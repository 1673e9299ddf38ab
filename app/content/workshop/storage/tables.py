"""Rows by the names of their columns: what staff write now and then goes through sqlite-utils.

What is written or read with each save, each letter or each line of a list is SQL of our own: there
a call may take no longer than SQLite itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils.db import Table

Snapshot = Mapping[str, Sequence[dict[str, Any]]]
"""Whole rows of some tables, to be put back when a deletion is undone."""


def table(connection: sqlite3.Connection, name: str) -> Table:
    """A table, to be changed inside a change of the caller's."""
    from sqlite_utils import Database  # noqa: PLC0415 - a tenth of a second, and most never need it

    return Database(connection, recursive_triggers=False, execute_plugins=False).table(name)


def next_position(connection: sqlite3.Connection, name: str) -> int:
    """The position behind the last row of a table."""
    (position,) = connection.execute(
        f"SELECT coalesce(max(position) + 1, 0) FROM {name}"
    ).fetchone()
    return int(position)


def snapshot_of(connection: sqlite3.Connection, *rows: tuple[str, str, Iterable[str]]) -> Snapshot:
    """The rows that are meant: each a table, a condition, and the values in it."""
    return {
        name: list(table(connection, name).rows_where(where, list(values)))
        for name, where, values in rows
    }


def put_back(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Put rows back as they stood; what is there already stays."""
    # sqlite-utils 4.2 fails where it ignores a row of a table WITHOUT ROWID.
    for name, rows in filter(itemgetter(1), snapshot.items()):
        cells = ", ".join(f":{column}" for column in rows[0])
        connection.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({cells})", rows)
