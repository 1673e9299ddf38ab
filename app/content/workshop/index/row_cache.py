"""The row of every text: read once, and then kept up row by row as the library changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.content.items import signatures
from app.content.workshop.index import item_rows
from app.content.workshop.index.item_rows import Versions
from app.content.workshop.storage.transactions import Touched
from app.content.workshop.values import ItemRow
from app.domain.governance.governance import ItemKey, ItemKind


class RowCache:
    """The rows of each kind, in order. What a change touches is read again, and that alone."""

    def __init__(self) -> None:
        self._rows: dict[ItemKind, dict[ItemKey, ItemRow]] = {}
        self._stale: set[ItemKey] = set()
        self._reordered: set[ItemKind] = set()
        self._version = -1

    def forget(self) -> None:
        """Everything may be otherwise than it was."""
        self._rows, self._stale, self._reordered = {}, set(), set()

    def touch(self, touched: Touched) -> None:
        """These are changed, or about to be."""
        for one in touched:
            if isinstance(one, ItemKind):
                self._reordered.add(one)
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
        self._fill([kind for kind in kinds if kind not in self._rows], connection, digests)
        for key in sorted(self._stale):
            self._refresh(key, connection, digests)
        for kind in self._reordered:
            self._put_in_order(kind, connection)
        self._stale, self._reordered = set(), set()
        return tuple(row for kind in kinds for row in self._rows[kind].values())

    def _fill(
        self,
        kinds: list[ItemKind],
        connection: sqlite3.Connection,
        digests: Mapping[ItemKey, str],
    ) -> None:
        if kinds:
            versions = Versions(
                digests, signatures.every_signature(connection), item_rows.published(connection)
            )
            for kind in kinds:
                rows = item_rows.items(connection, kind, versions)
                self._rows[kind] = {row.key: row for row in rows}

    def _refresh(
        self, key: ItemKey, connection: sqlite3.Connection, digests: Mapping[ItemKey, str]
    ) -> None:
        """Read an item in each of its languages: they share its dates and its people."""
        known = self._rows.get(key.kind)
        if known is None:
            return
        keys = item_rows.languages(connection, key)
        steps = {one: signatures.signatures_of(connection, one) for one in keys}
        published: dict[ItemKey, str] = {}
        for one in keys:
            published |= item_rows.published(connection, one)
        versions = Versions(digests, steps, published)
        rows = item_rows.items(connection, key.kind, versions, key.id)
        found = {row.key: row for row in rows}
        if found.keys() <= known.keys() and key in found:
            known.update(found)
        else:  # one came, or went
            known.pop(key, None)
            known.update(found)
            self._reordered.add(key.kind)

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
