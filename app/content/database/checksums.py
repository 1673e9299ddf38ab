"""The checksum of each table: a digest of its rows, so that damage to a word is seen.

SQLite's own check finds a torn page, not a changed letter. An edit with SQL marks a checksum as
edited, by a trigger, which is no fault; one that is not marked and does not fit means damage.
The workshop sets those of what it saves anew, but for texts: each is compared with its signature.
The order of pages and contacts stands in the tables of texts, so it has a digest of its own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection

from app.content.database.schema import CHECKSUM_TABLE, EDITED, table_names
from app.domain.progress import NO_PROGRESS, SubProgress

ORDER = "order"
"""Beside the tables: the order of pages and contacts, as we wrote it last."""

_ORDERS = (
    "SELECT section_id, id FROM topic ORDER BY section_id, position, id",
    "SELECT id FROM contact ORDER BY position, id",
)


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


def order_digest(connection: sqlite3.Connection) -> str:
    """A digest of the order in which pages and contacts stand."""
    order = [connection.execute(sql).fetchall() for sql in _ORDERS]
    return hashlib.sha256(json.dumps(order).encode()).hexdigest()


def set_order_checksum(connection: sqlite3.Connection) -> None:
    """Set the checksum of the order as it is."""
    connection.execute(
        f"INSERT INTO {CHECKSUM_TABLE} (table_name, digest) VALUES (?1, ?2)"
        " ON CONFLICT DO UPDATE SET digest = ?2",
        (ORDER, order_digest(connection)),
    )


def has_order_checksum(connection: sqlite3.Connection) -> bool:
    """Whether there is a checksum of the order: files of before have none."""
    sql = f"SELECT 1 FROM {CHECKSUM_TABLE} WHERE table_name = ?"
    return connection.execute(sql, (ORDER,)).fetchone() is not None


def order_was_edited(connection: sqlite3.Connection) -> bool:
    """Whether pages or contacts stand in another order than we wrote last."""
    sql = f"SELECT digest FROM {CHECKSUM_TABLE} WHERE table_name = ?"
    row = connection.execute(sql, (ORDER,)).fetchone()
    return row is not None and row[0] != order_digest(connection)


def set_checksums(
    connection: sqlite3.Connection,
    progress: SubProgress = NO_PROGRESS,
    tables: Collection[str] | None = None,
) -> None:
    """Set the checksum of every table as it is, and of the order; or of these tables alone."""
    names = [n for n in table_names(connection) if tables is None or n in tables]
    for table in progress.each(names, len(names), "Sealing table"):
        connection.execute(
            f"UPDATE {CHECKSUM_TABLE} SET digest = ? WHERE table_name = ?",
            (digest(connection, table), table),
        )
    if tables is None:
        set_order_checksum(connection)


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
