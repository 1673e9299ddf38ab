"""Whether each row refers to rows that are there, in the whole library or in what changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache

from app.content.database import schema
from app.content.items.item import TABLES
from app.domain.governance.governance import ItemKey

DanglingReference = tuple[str, str]
"""A table with a row that refers to nothing, and the table where that is missing."""


def first_dangling(
    connection: sqlite3.Connection, tables: Sequence[str] | None = None
) -> DanglingReference | None:
    """The first row of these tables, or of any, that refers to a row that is not there."""
    for name in [""] if tables is None else [f"({name})" for name in tables]:
        row = connection.execute(f"PRAGMA foreign_key_check{name}").fetchone()
        if row is not None:
            return row[0], row[2]
    return None


def first_dangling_of(connection: sqlite3.Connection, key: ItemKey) -> DanglingReference | None:
    """The same of the rows of one item: it takes no longer in a big library."""
    for table in TABLES[key.kind]:
        for other, pairs in _references()[table.name]:
            not_null = " AND ".join(f"x.{mine} IS NOT NULL" for mine, _ in pairs)
            found = " AND ".join(f"o.{theirs} = x.{mine}" for mine, theirs in pairs)
            row = connection.execute(
                f"SELECT 1 FROM {table.name} AS x WHERE {table.owner} = ? AND {not_null}"
                f" AND NOT EXISTS (SELECT 1 FROM {other} AS o WHERE {found}) LIMIT 1",
                (key.id,),
            ).fetchone()
            if row is not None:
                return table.name, other
    return None


@cache
def _references() -> Mapping[str, Sequence[tuple[str, Sequence[tuple[str, str]]]]]:
    """What each table of our schema refers to: a table, and pairs of its columns with those."""
    found: dict[str, dict[tuple[int, str], list[tuple[str, str]]]] = defaultdict(dict)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        for name in schema.table_names(connection):
            rows = connection.execute(
                'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?)', (name,)
            )
            for number, other, mine, theirs in rows:
                found[name].setdefault((number, other), []).append((mine, theirs))
    return {
        table.name: tuple((other, pairs) for (_, other), pairs in found[table.name].items())
        for tables in TABLES.values()
        for table in tables
    }
