"""The sources of a library that is worked on, and what stands on each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from app.content.items.item import TABLES
from app.content.workshop.reading import day
from app.content.workshop.values import SourceRow
from app.domain.governance import ItemKind


def sources(connection: sqlite3.Connection) -> tuple[SourceRow, ...]:
    """The sources, in order."""
    rows = connection.execute(
        "SELECT id, publisher, title, address, authors, dated, read_on, permission, changed_on"
        " FROM source ORDER BY position, id"
    )
    return tuple(
        SourceRow(
            item,
            publisher,
            title,
            address,
            authors,
            dated,
            read_on=day(read),
            permission=permission,
            changed_on=day(changed),
        )
        for item, publisher, title, address, authors, dated, read, permission, changed in rows
    )


def on_sources(connection: sqlite3.Connection) -> dict[tuple[ItemKind, str], tuple[str, ...]]:
    """The sources that each item stands on, its own first."""
    found: dict[tuple[ItemKind, str], dict[str, None]] = {}
    for kind in ItemKind:
        rows = connection.execute(
            f"SELECT id, source_id FROM {kind} WHERE source_id IS NOT NULL"  # noqa: S608
        )
        for item, source in rows:
            found[kind, item] = {source: None}
    rows = connection.execute(
        "SELECT topic_id, source_id FROM topic_reference ORDER BY position, source_id"
    )
    for item, source in rows:
        found.setdefault((ItemKind.TOPIC, item), {})[source] = None
    return {item: tuple(sources) for item, sources in found.items()}


def on_source(connection: sqlite3.Connection, source_id: str) -> set[tuple[ItemKind, str]]:
    """The items that stand on one source."""
    return {
        (kind, item)
        for kind in ItemKind
        for (item,) in connection.execute(
            f"SELECT item FROM ({_pairs(kind)}) WHERE source_id = ?",  # noqa: S608
            (source_id,),
        )
    }


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many texts stand on each source that any stands on."""
    found: dict[str, int] = defaultdict(int)
    for kind, (_, words, *_) in TABLES.items():
        rows = connection.execute(
            f"SELECT source_id, count(*) FROM ({_pairs(kind)}) JOIN {words.name}"  # noqa: S608
            f" ON {words.owner} = item WHERE source_id IS NOT NULL GROUP BY source_id"
        )
        for source, count in rows:
            found[source] += count
    return dict(found)


def _pairs(kind: ItemKind) -> str:
    own = f"SELECT id AS item, source_id FROM {kind}"  # noqa: S608
    references = (  # that name another than its own
        " UNION ALL SELECT topic_id, r.source_id FROM topic_reference AS r JOIN topic AS t"
        " ON t.id = topic_id WHERE r.source_id IS NOT t.source_id"
    )
    return own + references if kind is ItemKind.TOPIC else own
