"""Writing an item's rows from its value: what was signed comes back, what was typed is saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from app.content.items.item import TABLES, Cells, Content, ItemTable, columns, empty_cells
from app.domain.governance.governance import ItemKey, ItemKind


def put(connection: sqlite3.Connection, content: Content, *, shared: bool = True) -> None:
    """Write an item's rows over those that are there; its position in a list stays.

    Without `shared`, the rows that all its languages share are left alone. Foreign keys must be
    off on this connection, and checked before the transaction ends.
    """
    key = content.key
    for table in TABLES[key.kind]:
        if not table.in_language and not shared:
            continue
        rows = content.rows.get(table.name, ())
        names = columns(table)
        if table.owner == "id":
            _put_own(connection, table, key, rows[0], names)
        elif table.name == TABLES[key.kind][1].name:
            _put_texts(connection, table, key, rows[0], names)
        else:
            _put_list(connection, table, key, rows, names)


def _values(cells: Cells, names: Sequence[str], empty: Cells) -> list[Any]:
    return [cells.get(name, empty[name]) for name in names]


# Tables and columns below are those of our own schema.
def _put_own(
    connection: sqlite3.Connection, table: ItemTable, key: ItemKey, row: Cells, names: Sequence[str]
) -> None:
    sets = ", ".join(f"{name} = ?" for name in names)
    changed = connection.execute(
        f"UPDATE {table.name} SET {sets} WHERE id = ?",
        (*_values(row, names, empty_cells(table)), key.id),
    )
    if changed.rowcount == 0:
        _insert_own(connection, table, key, row, names)


def _insert_own(
    connection: sqlite3.Connection, table: ItemTable, key: ItemKey, row: Cells, names: Sequence[str]
) -> None:
    placed: dict[str, str] = {}
    if key.kind is not ItemKind.WALKTHROUGH:
        placed["position"] = f"(SELECT coalesce(max(position) + 1, 0) FROM {table.name})"
    if key.kind is ItemKind.TOPIC:
        placed["section_id"] = "(SELECT id FROM section ORDER BY position, id LIMIT 1)"
    columns = ", ".join(("id", *names, *placed))
    placeholders = ", ".join(("?", *("?" for _ in names), *placed.values()))
    connection.execute(
        f"INSERT INTO {table.name} ({columns}) VALUES ({placeholders})",
        (key.id, *_values(row, names, empty_cells(table))),
    )


def _put_texts(
    connection: sqlite3.Connection, table: ItemTable, key: ItemKey, row: Cells, names: Sequence[str]
) -> None:
    columns = ", ".join((table.owner, "language", *names))
    placeholders = ", ".join("?" for _ in (0, 1, *names))
    sets = ", ".join(f"{name} = excluded.{name}" for name in names)
    connection.execute(
        f"INSERT INTO {table.name} ({columns}) VALUES ({placeholders})"
        f" ON CONFLICT DO UPDATE SET {sets}",
        (key.id, key.language, *_values(row, names, empty_cells(table))),
    )


def _put_list(
    connection: sqlite3.Connection,
    table: ItemTable,
    key: ItemKey,
    rows: Sequence[Cells],
    names: Sequence[str],
) -> None:
    language = " AND language = ?" if table.in_language else ""
    owner: tuple[str, ...] = (key.id, key.language) if table.in_language else (key.id,)
    connection.execute(
        f"DELETE FROM {table.name} WHERE {table.owner} = ?{language}",
        owner,
    )
    ordered = "position" in empty_cells(table)
    columns = [table.owner, *(["language"] if table.in_language else []), *names]
    columns += ["position"] if ordered else []
    placeholders = ", ".join("?" for _ in columns)
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({placeholders})",
        [
            (*owner, *_values(row, names, empty_cells(table)), *((position,) if ordered else ()))
            for position, row in enumerate(rows)
        ],
    )
