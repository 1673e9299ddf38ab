"""The row of every text: read once, and then kept up row by row as the library changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.content.items import signatures
from app.content.workshop.index import item_rows
from app.content.workshop.storage.transactions import Touched
from app.content.workshop.values import ItemRow
from app.domain.governance import ItemKey, ItemKind


class RowCache:
    """The rows of each kind, in order. What a change touches is read again, and that alone."""

    def __init__(self) -> None:
        self._rows: dict[ItemKind, dict[ItemKey, ItemRow]] = {}
        self._stale: set[ItemKey] = set()
        self._moved: set[ItemKind] = set()
        self._version = -1

    def forget(self) -> None:
        """Everything may be otherwise than it was."""
        self._rows, self._stale, self._moved = {}, set(), set()

    def touch(self, touched: Touched) -> None:
        """These are changed, or about to be."""
        for one in touched:
            if isinstance(one, ItemKind):
                self._moved.add(one)
            else:
                self._stale.add(one)

    def rows(
        self,
        connection: sqlite3.Connection,
        kinds: Iterable[ItemKind],
        digests: Mapping[ItemKey, str],
    ) -> tuple[ItemRow, ...]:
        """Every row of these kinds as it is now; `digests` are what the texts say."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:  # another program wrote
            self.forget()
            self._version = version
        kinds = tuple(kinds)
        self._read([kind for kind in kinds if kind not in self._rows], connection, digests)
        for key in sorted(self._stale):
            self._read_again(key, connection, digests)
        for kind in self._moved:
            self._put_in_order(kind, connection)
        self._stale, self._moved = set(), set()
        return tuple(row for kind in kinds for row in self._rows[kind].values())

    def _read(
        self,
        kinds: list[ItemKind],
        connection: sqlite3.Connection,
        digests: Mapping[ItemKey, str],
    ) -> None:
        if kinds:
            steps = signatures.every_signature(connection)
            live = item_rows.published(connection)
            for kind in kinds:
                rows = item_rows.items(connection, kind, digests, steps, live)
                self._rows[kind] = {row.key: row for row in rows}

    def _read_again(
        self, key: ItemKey, connection: sqlite3.Connection, digests: Mapping[ItemKey, str]
    ) -> None:
        """Read an item in each of its languages: they share its dates and its people."""
        known = self._rows.get(key.kind)
        if known is None:
            return
        keys = item_rows.languages(connection, key)
        steps = {one: signatures.signatures_of(connection, one) for one in keys}
        live = {
            one: digest for k in keys for one, digest in item_rows.published(connection, k).items()
        }
        found = {
            row.key: row
            for row in item_rows.items(connection, key.kind, digests, steps, live, key.id)
        }
        if found.keys() <= known.keys() and key in found:
            known.update(found)
        else:  # one came, or went
            known.pop(key, None)
            known.update(found)
            self._moved.add(key.kind)

    def _put_in_order(self, kind: ItemKind, connection: sqlite3.Connection) -> None:
        if kind not in self._rows:
            return
        known = {(row.key.id, row.key.language): row for row in self._rows[kind].values()}
        ordered = {}
        for item, language, section in item_rows.order(connection, kind):
            row = known[item, language]
            if row.section_id != section:
                row = replace(row, section_id=section)
            ordered[row.key] = row
        self._rows[kind] = ordered
