"""What names an item: so that nothing is deleted that a page still leads to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from app.content.items.contact_words import HOURS, NUMBER
from app.content.items.fields import Form, every_field, heading_of
from app.content.workshop.values import Mention
from app.domain.governance.governance import LIBRARY_KEY, TEXT_KINDS, ItemKey, ItemKind


def mentions(connection: sqlite3.Connection, key: ItemKey) -> tuple[Mention, ...]:
    """What names an item, so that deleting it would leave a hole."""
    found: dict[tuple[ItemKind, str, str], None] = {}
    every = [(kind, field) for kind in TEXT_KINDS for _, field in every_field(kind)]
    for kind, field in every:
        if field.is_list and field.refers_to == key.kind:
            sql = f"SELECT {kind}_id FROM {field.table} WHERE {field.column} = ?"
            for (item,) in connection.execute(sql, (key.id,)):
                found[kind, item, field.label.lower()] = None
    for link, where in _links_to(key):
        for kind, field in every:
            if field.form is Form.COMMONMARK:
                sql = f"SELECT {kind}_id FROM {field.table} WHERE instr({field.column}, ?)"
                for (item,) in connection.execute(sql, (link,)):
                    found[kind, item, where] = None
    by_items = [
        Mention(ItemKey(kind, item, key.language), _title(connection, kind, item), where)
        for kind, item, where in found
        if item != key.id
    ]
    return (*by_items, *_by_the_library(connection, key))


def _links_to(key: ItemKey) -> Iterator[tuple[str, str]]:
    """What stands in a text that leads to an item, and how staff call that."""
    if key.kind is ItemKind.CONTACT:
        for says in (NUMBER, HOURS):
            yield f"({says}:{key.id})", f"its {says} in the text"
    else:
        yield f"({key.kind}:{key.id})", "a link in the text"


def _by_the_library(connection: sqlite3.Connection, key: ItemKey) -> Iterator[Mention]:
    """Where the contact is the library's helpline."""
    sql = "SELECT title FROM library WHERE helpline_id = ?"
    if key.kind is ItemKind.CONTACT:
        for (title,) in connection.execute(sql, (key.id,)):
            yield Mention(LIBRARY_KEY, str(title), "the helpline, in the library's settings")


def _title(connection: sqlite3.Connection, kind: ItemKind, item: str) -> str:
    row = connection.execute(
        f"SELECT {heading_of(kind).column} FROM {kind}_text WHERE {kind}_id = ?",
        (item,),
    ).fetchone()
    return str(row[0]) if row else item
