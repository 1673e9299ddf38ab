"""The sources, and what is based on each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import asdict, fields
from datetime import date

from app.content.items.item import TABLES, Cells
from app.content.workshop.index.item_index import ItemIndex
from app.content.workshop.new_items import new_id
from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import (
    Snapshot,
    next_position,
    put_back,
    snapshot_of,
    table,
)
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, SourceRow
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import TEXT_KINDS, ItemKind

_COLUMNS = tuple(field.name for field in fields(SourceRow))
_DAYS = ("read_on", "changed_on")


class Sources:
    """The sources of a library. What a source is called is part of what pages sign."""

    def __init__(self, transactions: Transactions, history: History, index: ItemIndex) -> None:
        self._transactions = transactions
        self._history = history
        self._index = index

    def rows(self) -> tuple[SourceRow, ...]:
        """The sources, in order."""
        with self._transactions.reading() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM source ORDER BY position, id"
            )
            return tuple(_source(dict(zip(_COLUMNS, row, strict=True))) for row in rows)

    def of_items(self) -> dict[tuple[ItemKind, str], tuple[str, ...]]:
        """The sources of each item, its own first."""
        found: dict[tuple[ItemKind, str], dict[str, None]] = {}
        with self._transactions.reading() as connection:
            for kind in TEXT_KINDS:
                rows = connection.execute(
                    f"SELECT id, source_id FROM {kind} WHERE source_id IS NOT NULL"
                )
                for item, source in rows:
                    found[kind, item] = {source: None}
            rows = connection.execute(
                "SELECT topic_id, source_id FROM topic_reference ORDER BY position, source_id"
            )
            for item, source in rows:
                found.setdefault((ItemKind.TOPIC, item), {})[source] = None
        return {item: tuple(sources) for item, sources in found.items()}

    def items_of(self, source_id: str) -> set[tuple[ItemKind, str]]:
        """The items that are based on one source."""
        with self._transactions.reading() as connection:
            return {
                (kind, item)
                for kind in TEXT_KINDS
                for (item,) in connection.execute(
                    f"SELECT item FROM ({_pairs(kind)}) WHERE source_id = ?",
                    (source_id,),
                )
            }

    def counts(self) -> dict[str, int]:
        """How many texts are based on each source that any is based on."""
        found: dict[str, int] = defaultdict(int)
        with self._transactions.reading() as connection:
            for kind, (_, text, *_) in TABLES.items():
                rows = connection.execute(
                    f"SELECT source_id, count(*) FROM ({_pairs(kind)}) JOIN {text.name}"
                    f" ON {text.owner} = item WHERE source_id IS NOT NULL GROUP BY source_id"
                )
                for source, count in rows:
                    found[source] += count
        return dict(found)

    def save(self, source: SourceRow) -> str:
        """Add a source (its id is ""), or change one; returns its id."""
        with self._transactions.changing() as connection:
            item = _write(connection, source)
            self._history.note(connection, Act("arranged", f"Source {item}: {source.title}"))
        self._index.fill()
        return item

    def delete(self, source_id: str) -> None:
        """Take a source out; RuleViolationError while something is based on it."""
        with self._transactions.changing(touched=()) as connection:
            owners = (*((str(kind), "id") for kind in TEXT_KINDS), ("topic_reference", "topic_id"))
            for name, owner in owners:
                rows = table(connection, name).rows_where("source_id = ?", (source_id,), limit=1)
                for row in rows:
                    raise RuleViolationError(
                        f"{row[owner]} stands on it.", "Give that another source first."
                    )
            table(connection, "source").delete(source_id)
            self._history.note(connection, Act("arranged", f"Source {source_id} is gone"))

    def snapshot(self, source_id: str) -> Snapshot:
        """The row of a source, to be put back once it was deleted."""
        with self._transactions.reading() as connection:
            return snapshot_of(connection, ("source", "id = ?", (source_id,)))

    def put_back(self, source_id: str, snapshot: Snapshot) -> None:
        """Put a deleted source back as it stood, at its place."""
        with self._transactions.changing() as connection:
            put_back(connection, snapshot)
            self._history.note(connection, Act("arranged", f"Source {source_id} is back"))


def _source(cells: Cells) -> SourceRow:
    days = {name: cells[name] and date.fromisoformat(cells[name]) for name in _DAYS}
    return SourceRow(**{**cells, **days})


def _pairs(kind: ItemKind) -> str:
    own = f"SELECT id AS item, source_id FROM {kind}"
    references = (  # that name another than its own
        " UNION ALL SELECT topic_id, r.source_id FROM topic_reference AS r JOIN topic AS t"
        " ON t.id = topic_id WHERE r.source_id IS NOT t.source_id"
    )
    return own + references if kind is ItemKind.TOPIC else own


def _write(connection: sqlite3.Connection, source: SourceRow) -> str:
    sources = table(connection, "source")
    item = source.id or new_id(connection, "source", "r")
    cells = {**asdict(source), "id": item}
    if sources.count_where("id = ?", (item,)):
        sources.update(item, cells)
    else:
        sources.insert({**cells, "position": next_position(connection, "source")})
    return item
