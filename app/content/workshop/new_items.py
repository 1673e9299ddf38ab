"""New texts, under ids that nothing ever had; and the rows of one that goes."""

from __future__ import annotations

import sqlite3

from app.content.items.fields import heading_of, new_texts
from app.content.items.item import TABLES, Cells, Content
from app.content.workshop.storage.tables import table
from app.domain.governance.governance import ItemKey, ItemKind

_PREFIXES = {
    ItemKind.TOPIC: "t",
    ItemKind.WALKTHROUGH: "w",
    ItemKind.CONTACT: "p",
    ItemKind.TERM: "g",
}
_LONG = 18
"""An id of so many letters is nobody's count: its number may not fit a column."""
_ICONS = {ItemKind.TOPIC: "book-open", ItemKind.WALKTHROUGH: "map"}


def new_id(connection: sqlite3.Connection, table: str, prefix: str) -> str:
    """An id that nothing has now or ever had: "t12" after "t11"."""
    number = f"substr(id, {len(prefix) + 1})"
    (highest,) = connection.execute(
        f"SELECT max(CAST({number} AS INTEGER)) FROM (SELECT id FROM {table}"
        " UNION ALL SELECT item_id FROM history WHERE kind = ?1"
        " UNION ALL SELECT item_id FROM signature WHERE kind = ?1)"
        f" WHERE id GLOB ?2 AND {number} NOT GLOB '*[^0-9]*' AND length(id) < {_LONG}",
        (table, f"{prefix}[0-9]*"),
    ).fetchone()
    return f"{prefix}{(highest or 0) + 1:02}"


def new_key(connection: sqlite3.Connection, kind: ItemKind, language: str) -> ItemKey:
    """The key of a new item."""
    return ItemKey(kind, new_id(connection, kind, _PREFIXES[kind]), language)


def blank(key: ItemKey, title: str) -> Content:
    """A text that has a title alone."""
    own, text = (part.name for part in TABLES[key.kind][:2])
    icon = {"icon": _ICONS[key.kind]} if key.kind in _ICONS else {}
    return Content(key, {own: (icon,), text: (new_texts(key.kind, title),)}, {})


def retitled(content: Content, title: str) -> Content:
    """The same with another title."""
    name = TABLES[content.key.kind][1].name
    words: Cells = {**content.texts, heading_of(content.key.kind).column: title}
    return Content(content.key, {**content.rows, name: (words,)}, content.cites)


def with_key(content: Content, key: ItemKey) -> Content:
    """The same text under another id."""
    return Content(key, content.rows, content.cites)


def beside(kind: ItemKind) -> tuple[str, ...]:
    """The tables that say something of an item of a kind that is no part of the text."""
    notes = (f"staff_note_{kind}",) if kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH) else ()
    cases = ("expected_case", "expected_answer") if kind is ItemKind.WALKTHROUGH else ()
    return (*notes, *cases)


def delete_rows(connection: sqlite3.Connection, key: ItemKey) -> None:
    """Take an item's rows out, in this language; with its last language it is gone."""
    text = TABLES[key.kind][1]
    elsewhere = f"{text.owner} = ? AND language <> ?"
    is_last = not table(connection, text.name).count_where(elsewhere, (key.id, key.language))
    for part in TABLES[key.kind]:
        rows = table(connection, part.name)
        if part.in_language:
            rows.delete_where(f"{part.owner} = ? AND language = ?", (key.id, key.language))
        elif is_last:
            rows.delete_where(f"{part.owner} = ?", (key.id,))
    for name in reversed(beside(key.kind)) if is_last else ():
        table(connection, name).delete_where(f"{key.kind}_id = ?", (key.id,))
