"""What was deleted, put back row by row: as it stood, with its place, its people and its notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.content.items import item, signatures
from app.content.items.item import TABLES
from app.content.workshop import writing
from app.content.workshop.queries import Opened
from app.domain.governance import ItemKey, ItemKind, status_of


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, whole."""

    table: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


Kept = Sequence[Rows]
"""All rows of something, in the order in which they can be put back."""


def _rows(connection: sqlite3.Connection, table: str, where: str, values: Sequence[str]) -> Rows:
    found = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)  # noqa: S608
    columns = tuple(column for column, *_ in found.description)
    return Rows(table, columns, tuple(found))


def _of_item(connection: sqlite3.Connection, key: ItemKey) -> Iterator[Rows]:
    for part in TABLES[key.kind]:
        yield _rows(connection, part.name, f"{part.owner} = ?", (key.id,))
    if key.kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        yield _rows(connection, f"staff_note_{key.kind}", f"{key.kind}_id = ?", (key.id,))
    if key.kind is ItemKind.WALKTHROUGH:
        for table in ("expected_case", "expected_answer"):
            yield _rows(connection, table, "walkthrough_id = ?", (key.id,))
    where = "kind = ? AND item_id = ? AND language = ?"
    yield _rows(connection, "unfinished", where, (key.kind, key.id, key.language))


def _put(connection: sqlite3.Connection, kept: Kept) -> None:
    for rows in kept:
        places = ", ".join("?" for _ in rows.columns)
        connection.executemany(
            f"INSERT OR IGNORE INTO {rows.table} ({', '.join(rows.columns)})"  # noqa: S608
            f" VALUES ({places})",
            rows.values,
        )


_PAGES = (("section", "id, position"), ("topic", "id, section_id, position"))


class PuttingBack(Opened):
    """An open library in which what was deleted or moved can be put back."""

    def kept(self, key: ItemKey) -> Kept:
        """Every row of an item, to be put back once it was deleted."""
        with self._reading() as connection:
            return tuple(_of_item(connection, key))

    def put_back(self, key: ItemKey, kept: Kept) -> None:
        """Bring a deleted item back as it stood; what is there already stays."""
        with self._changing(touched=(key,)) as connection:
            _put(connection, kept)
            content = item.content(connection, key)
            if content is None:
                raise KeyError(key)
            signatures.keep_version(connection, content)
            self._note(connection, "restored", key, digest=content.digest, why="Undone")
            steps = signatures.signatures_of(connection, key)
            writing.set_state(connection, key, status_of(content.digest, steps))
            self._digests[key] = content.digest

    def kept_section(self, section_id: str) -> Kept:
        """Every row of a section, to be put back once it was deleted."""
        with self._reading() as connection:
            return (
                _rows(connection, "section", "id = ?", (section_id,)),
                _rows(connection, "section_text", "section_id = ?", (section_id,)),
            )

    def put_section_back(self, section_id: str, kept: Kept) -> None:
        """Bring a deleted section back as it stood, at its place."""
        with self._changing("section_text", touched=()) as connection:
            _put(connection, kept)
            self._note(connection, "arranged", why=f"Section {section_id} is back")

    def kept_source(self, source_id: str) -> Kept:
        """The row of a source, to be put back once it was deleted."""
        with self._reading() as connection:
            return (_rows(connection, "source", "id = ?", (source_id,)),)

    def put_source_back(self, source_id: str, kept: Kept) -> None:
        """Bring a deleted source back as it stood, at its place."""
        with self._changing() as connection:
            _put(connection, kept)
            self._note(connection, "arranged", why=f"Source {source_id} is back")

    def kept_order(self, kind: ItemKind) -> Kept:
        """Where each item of a kind stands; for topics, the sections too."""
        tables = _PAGES if kind is ItemKind.TOPIC else ((str(kind), "id, position"),)
        with self._reading() as connection:
            return tuple(
                Rows(
                    table,
                    tuple(columns.split(", ")),
                    tuple(connection.execute(f"SELECT {columns} FROM {table}")),  # noqa: S608
                )
                for table, columns in tables
            )

    def put_order_back(self, kept: Kept) -> None:
        """Put each item where it stood, to the number: what was deleted before finds its place."""
        tables = tuple(rows.table for rows in kept)
        kinds = [ItemKind(table) for table in tables if table != "section"]
        with self._changing(*tables, touched=kinds) as connection:
            for rows in kept:
                item, *columns = rows.columns
                stand = set(
                    connection.execute(f"SELECT {', '.join(rows.columns)} FROM {rows.table}")  # noqa: S608
                )
                cells = ", ".join(f"{column} = ?" for column in columns)
                connection.executemany(
                    f"UPDATE {rows.table} SET {cells} WHERE {item} = ?",  # noqa: S608
                    [(*values[1:], values[0]) for values in rows.values if values not in stand],
                )
            self._note(connection, "arranged", why="The order, undone")
