"""The checksum of each table: a digest of its rows, so that damage to a word is seen.

SQLite's own check finds a torn page, not a changed letter. An edit with SQL marks a checksum as
edited, by a trigger, which is no fault; one that is not marked and does not fit means damage.
The workshop sets those of what it saves anew, but for texts: each is compared with its signature.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection

from app.content.database.schema import CHECKSUM_TABLE, EDITED, table_names
from app.domain.progress import NO_PROGRESS, SubProgress


def digest(connection: sqlite3.Connection, table: str) -> str:
    """A digest of a table's rows, in the order of their key."""
    columns = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)
    ).fetchall()
    names = ", ".join(name for name, _ in columns)
    key = ", ".join(name for name, pk in sorted(columns, key=lambda c: c[1]) if pk)
    total = hashlib.sha256(f"{table}({names})\n".encode())
    # Tables and columns are those of our own schema.
    for row in connection.execute(f"SELECT {names} FROM {table} ORDER BY {key}"):
        total.update(json.dumps(row, default=_digest_of).encode() + b"\n")
    return total.hexdigest()


def _digest_of(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


def set_checksums(
    connection: sqlite3.Connection,
    progress: SubProgress = NO_PROGRESS,
    tables: Collection[str] | None = None,
) -> None:
    """Set the checksum of every table as it is, or of these."""
    names = [n for n in table_names(connection) if tables is None or n in tables]
    for table in progress.each(names, len(names), "Sealing table"):
        connection.execute(
            f"UPDATE {CHECKSUM_TABLE} SET digest = ? WHERE table_name = ?",
            (digest(connection, table), table),
        )


def broken_checksums(
    connection: sqlite3.Connection, progress: SubProgress = NO_PROGRESS
) -> tuple[str, ...]:
    """The tables whose rows are not those that their checksums are of."""
    checksums = dict(connection.execute(f"SELECT table_name, digest FROM {CHECKSUM_TABLE}"))
    names = table_names(connection)
    return tuple(
        table
        for table in progress.each(names, len(names), "Looking for damage, table")
        if checksums.get(table) != EDITED and checksums.get(table) != digest(connection, table)
    )


def edited_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables that were edited since the build."""
    rows = connection.execute(
        f"SELECT table_name FROM {CHECKSUM_TABLE} WHERE digest = ? ORDER BY table_name",
        (EDITED,),
    )
    return tuple(name for (name,) in rows)
