"""Whether each row refers to rows that are there, in the whole library or in what changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache

from app.content.database import schema
from app.content.items.item import TABLES
from app.domain.governance import ItemKey

Lost = tuple[str, str]
"""A table with a row that refers to nothing, and the table where that is missing."""


def lost(connection: sqlite3.Connection, tables: Sequence[str] | None = None) -> Lost | None:
    """The first row of these tables, or of any, that refers to a row that is not there."""
    for table in [""] if tables is None else [f"({table})" for table in tables]:
        row = connection.execute(f"PRAGMA foreign_key_check{table}").fetchone()
        if row is not None:
            return row[0], row[2]
    return None


def lost_of(connection: sqlite3.Connection, key: ItemKey) -> Lost | None:
    """The same of the rows of one item: it takes no longer in a big library."""
    for part in TABLES[key.kind]:
        for other, same in _references()[part.name]:
            there = " AND ".join(f"x.{mine} IS NOT NULL" for mine, _ in same)
            found = " AND ".join(f"o.{theirs} = x.{mine}" for mine, theirs in same)
            row = connection.execute(
                f"SELECT 1 FROM {part.name} AS x WHERE {part.owner} = ? AND {there}"
                f" AND NOT EXISTS (SELECT 1 FROM {other} AS o WHERE {found}) LIMIT 1",
                (key.id,),
            ).fetchone()
            if row is not None:
                return part.name, other
    return None


@cache
def _references() -> Mapping[str, Sequence[tuple[str, Sequence[tuple[str, str]]]]]:
    """What each table of our schema refers to: a table, and pairs of its columns with those."""
    found: dict[str, dict[tuple[int, str], list[tuple[str, str]]]] = defaultdict(dict)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        for table in schema.table_names(connection):
            rows = connection.execute(
                'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?)', (table,)
            )
            for number, other, mine, theirs in rows:
                found[table].setdefault((number, other), []).append((mine, theirs))
    return {
        part.name: tuple((other, same) for (_, other), same in found[part.name].items())
        for parts in TABLES.values()
        for part in parts
    }
