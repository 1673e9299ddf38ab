"""The rows of the texts, as lists of them show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.content.items.fields import heading_of
from app.content.items.item import TABLES, Content
from app.content.items.signatures import signatures_of
from app.content.workshop.values import ItemRow
from app.domain.governance.governance import (
    ItemKey,
    ItemKind,
    ItemStatus,
    Signature,
    on_show,
    status_of,
)
from app.domain.library.review import Review


@dataclass(frozen=True, slots=True)
class Versions:
    """The digests of texts as they are now, as they were signed, and in the last edition.

    Where `now` is None, a row's own state says whether it is what was signed last.
    """

    now: Mapping[ItemKey, str] | None
    signatures: Mapping[ItemKey, tuple[Signature, ...]]
    published: Mapping[ItemKey, str]


def items(
    connection: sqlite3.Connection, kind: ItemKind, versions: Versions, item_id: str | None = None
) -> list[ItemRow]:
    """The rows of a kind, in the library's order, or those of one item."""
    text = TABLES[kind][1]
    where = "" if item_id is None else "WHERE i.id = ?"
    rows = connection.execute(
        f"SELECT i.id, language, {heading_of(kind).column}, last_reviewed, next_review,"
        f" owner, author, {_section(kind)}, state FROM {kind} AS i"
        f" JOIN {text.name} ON {text.owner} = i.id"
        f" {where} ORDER BY {_order(kind)}, language",
        () if item_id is None else (item_id,),
    ).fetchall()
    changed = _on_changed_sources(connection, kind)
    open_still = _unfinished_of(connection, kind)
    found = []
    for item, language, title, last, due, owner, author, section_id, state in rows:
        key = ItemKey(kind, item, language)
        steps = versions.signatures.get(key, ())
        if versions.now is None:
            digest = on_show(steps) if state == "approved" else ""
        else:
            digest = versions.now.get(key, "")
        found.append(
            ItemRow(
                key,
                title,
                status_of(digest, steps, versions.published.get(key, "")),
                _review(last, due) if last else None,
                owner,
                author,
                section_id,
                has_signed_version=bool(on_show(steps)),
                source_changed=item in changed,
                unfinished=(item, language) in open_still,
            )
        )
    return found


def library_row(connection: sqlite3.Connection, now: Content) -> ItemRow:
    """The row of the library itself."""
    key = now.key
    steps = signatures_of(connection, key)
    status = status_of(now.digest, steps, published(connection, key).get(key, ""))
    return ItemRow(key, now.title, status, None, has_signed_version=bool(on_show(steps)))


@lru_cache(maxsize=4096)  # many texts are reviewed on one day
def _review(last: str, due: str) -> Review:
    return Review(date.fromisoformat(last), date.fromisoformat(due))


def _section(kind: ItemKind) -> str:
    return "i.section_id" if kind is ItemKind.TOPIC else "''"


def _order(kind: ItemKind) -> str:
    return {
        ItemKind.TOPIC: "(SELECT position FROM section WHERE id = section_id), i.position, i.id",
        ItemKind.WALKTHROUGH: "i.id",
    }.get(kind, "i.position, i.id")


def order(connection: sqlite3.Connection, kind: ItemKind) -> list[tuple[str, str, str]]:
    """The id, the language and the section of each text of a kind, in the library's order."""
    text = TABLES[kind][1]
    return connection.execute(
        f"SELECT i.id, language, {_section(kind)} FROM {kind} AS i"
        f" JOIN {text.name} ON {text.owner} = i.id ORDER BY {_order(kind)}, language"
    ).fetchall()


def languages(connection: sqlite3.Connection, key: ItemKey) -> tuple[ItemKey, ...]:
    """An item in each language that it has words in."""
    text = TABLES[key.kind][1]
    rows = connection.execute(
        f"SELECT language FROM {text.name} WHERE {text.owner} = ?",
        (key.id,),
    )
    return tuple(ItemKey(key.kind, key.id, language) for (language,) in rows)


def titles(connection: sqlite3.Connection, language: str) -> dict[tuple[ItemKind, str], str]:
    """What each item is called, in this language where it has words in it."""
    return {
        (kind, item): title
        for kind, (_, text, *_) in TABLES.items()
        for item, title in connection.execute(
            f"SELECT {text.owner}, {heading_of(kind).column} FROM {text.name}"
            " ORDER BY language = ?",
            (language,),
        )
    }


def _on_changed_sources(connection: sqlite3.Connection, kind: ItemKind) -> set[str]:
    if connection.execute("SELECT 1 FROM source WHERE changed_on IS NOT NULL").fetchone() is None:
        return set()
    queries = [f"SELECT i.id FROM {kind} AS i JOIN source AS s ON s.id = source_id"]
    if kind is ItemKind.TOPIC:
        queries.append(
            "SELECT topic_id FROM topic_reference AS i JOIN source AS s ON s.id = source_id"
        )
    return {
        item
        for query in queries
        for (item,) in connection.execute(f"{query} WHERE s.changed_on IS NOT NULL")
    }


def _unfinished_of(connection: sqlite3.Connection, kind: ItemKind) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT item_id, language FROM unfinished WHERE kind = ?", (kind,))
    return set(rows)


def published(connection: sqlite3.Connection, key: ItemKey | None = None) -> dict[ItemKey, str]:
    """The digest of each text in the last edition, or of one."""
    one = "" if key is None else " AND (kind, item_id, language) = (?, ?, ?)"
    rows = connection.execute(
        "SELECT kind, item_id, language, digest FROM publication_item"
        f" WHERE edition = (SELECT max(edition) FROM publication){one}",
        () if key is None else (key.kind, key.id, key.language),
    )
    return {
        ItemKey(ItemKind(kind), item, language): digest for kind, item, language, digest in rows
    }


def set_state(connection: sqlite3.Connection, key: ItemKey, reached: ItemStatus) -> None:
    """Say in the text's own row whether it is signed, for who reads it without the signatures."""
    if key.kind is ItemKind.LIBRARY:
        return  # it has no such column
    text = TABLES[key.kind][1]
    connection.execute(
        f"UPDATE {text.name} SET state = ? WHERE {text.owner} = ? AND language = ?",
        (
            "approved" if reached in (ItemStatus.SIGNED, ItemStatus.LIVE) else "draft",
            *(key.id, key.language),
        ),
    )
