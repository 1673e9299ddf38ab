"""An item whole: its rows as one value, which can be signed, compared, kept and put back.

What a family never sees of it (its position in a list, its file's name, its owner) is not in the
value, so changing that breaks no signature. Empty columns are not in it either, so a column that
is added to the schema later breaks none.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.content.database import schema
from app.content.items.fields import FIELDS, heading_of
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind
from app.domain.progress import NO_PROGRESS, SubProgress

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """A table that holds rows of an item: the column with the item's id, and what is left out."""

    name: str
    owner: str
    order: str
    in_language: bool = False
    left_out: frozenset[str] = frozenset()


_ARRANGED = frozenset({"position", "section_id", "file_words"})
_STATE = frozenset({"state"})


def _own(table: str) -> ItemTable:
    unsigned = {field.column for field in FIELDS[table] if not field.is_signed}
    return ItemTable(table, "id", "id", left_out=_ARRANGED | unsigned)


def _texts(table: str) -> ItemTable:
    return ItemTable(f"{table}_text", f"{table}_id", "language", in_language=True, left_out=_STATE)


def _below(table: str, order: str, *, in_language: bool = False) -> ItemTable:
    return ItemTable(table, "walkthrough_id", order, in_language=in_language)


TABLES: Mapping[ItemKind, tuple[ItemTable, ...]] = {
    ItemKind.TOPIC: (
        _own("topic"),
        _texts("topic"),
        ItemTable("topic_question", "topic_id", "position", in_language=True),
        ItemTable("topic_reference", "topic_id", "position, source_id"),
        ItemTable("topic_related", "topic_id", "position, related_id"),
        ItemTable("topic_contact", "topic_id", "position, contact_id"),
    ),
    ItemKind.WALKTHROUGH: (
        _own("walkthrough"),
        _texts("walkthrough"),
        _below("walkthrough_contact", "position, contact_id"),
        _below("question", "position, id"),
        _below("question_text", "question_id", in_language=True),
        _below("outcome", "position, id"),
        _below("outcome_text", "outcome_id", in_language=True),
        _below("outcome_question", "outcome_id, position", in_language=True),
        _below("outcome_topic", "outcome_id, position, topic_id"),
        _below("choice", "position, id"),
        _below("choice_text", "choice_id", in_language=True),
        _below("choice_unless", "choice_id, position"),
        _below("note", "position, id"),
        _below("note_text", "note_id", in_language=True),
        _below("note_choice", "note_id, choice_id"),
        _below("note_outcome", "note_id, outcome_id"),
    ),
    ItemKind.CONTACT: (
        _own("contact"),
        _texts("contact"),
        ItemTable("contact_hours", "contact_id", "position"),
    ),
    ItemKind.TERM: (_own("term"), _texts("term")),
}
"""The tables of each kind; the first holds its one row, the second its texts."""

LIBRARY_TITLE = "Title, sections, order and settings"
"""What staff call the library itself, among its texts."""

CITED = ("publisher", "title", "address", "authors", "dated")
"""The words of a source that families see, which a signature covers too."""


@dataclass(frozen=True)
class Content:
    """What an item says in one language. `rows` are by table, in their order, without `position`.

    `cites` are the words of the sources that it names, by their ids.
    """

    key: ItemKey
    rows: Mapping[str, tuple[Cells, ...]]
    cites: Mapping[str, Cells]

    @cached_property
    def text(self) -> str:
        """The one form in which it is kept and signed: JSON."""
        value = {
            "kind": self.key.kind,
            "id": self.key.id,
            "language": self.key.language,
            "rows": self.rows,
            "cites": self.cites,
        }
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def own(self) -> Cells:
        """The row of the item itself."""
        return self.rows[str(self.key.kind)][0]

    @property
    def texts(self) -> Cells:
        """The row of its texts in this language."""
        return self.rows[TABLES[self.key.kind][1].name][0]

    @property
    def title(self) -> str:
        """What staff call it."""
        if self.key.kind is ItemKind.LIBRARY:
            return LIBRARY_TITLE
        return str(self.texts.get(heading_of(self.key.kind).column) or self.key.id)


def from_text(text: str) -> Content:
    """The content that `Content.text` wrote; ValueError where it is not one."""
    try:
        value = json.loads(text)
        key = ItemKey(ItemKind(value["kind"]), value["id"], value["language"])
        rows = {table: tuple(found) for table, found in value["rows"].items()}
        return Content(key, rows, value["cites"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"No version of an item: {error}") from error


def table_named(kind: ItemKind, name: str) -> ItemTable:
    """The table of this name among those of a kind of item."""
    return next(table for table in TABLES[kind] if table.name == name)


@cache
def _shapes() -> Mapping[str, Mapping[str, Any]]:
    """What each column of each table holds where it is empty: '', 0 or NULL."""
    shapes: dict[str, dict[str, Any]] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        rows = connection.execute(
            'SELECT t.name, c.name, c.type, c."notnull" FROM sqlite_schema AS t,'
            " pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY t.name, c.cid"
        )
        for table, name, kind, needed in rows:
            empty = (0 if kind == "INTEGER" else "") if needed else None
            shapes.setdefault(table, {})[name] = empty
    return shapes


def empty_cells(table: ItemTable) -> Mapping[str, Any]:
    """What each column of a table holds where it is empty."""
    return _shapes()[table.name]


@cache
def columns(table: ItemTable) -> tuple[str, ...]:
    """The columns of a table that are part of the value, in the schema's order."""
    left_out = table.left_out | {table.owner, "language", "position"}
    return tuple(name for name in empty_cells(table) if name not in left_out)


def _cells(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """A row without what is empty: '' and NULL, and the 0 of a flag."""
    return {name: v for name, v in zip(names, values, strict=True) if v not in ("", None, 0)}


def contents(
    connection: sqlite3.Connection, kind: ItemKind, item_id: str | None = None
) -> Iterator[Content]:
    """Every item of a kind in every language that it has texts in, or the one with an id."""
    sources = _sources(connection)
    own, texts, *_ = TABLES[kind]
    below = [(table, _Rows(connection, table, item_id)) for table in TABLES[kind]]
    where = "" if item_id is None else "WHERE id = ?"
    owners = connection.execute(
        f"SELECT id FROM {own.name} {where} ORDER BY id",
        (item_id,) if where else (),
    )
    for (owner,) in owners:
        shared: dict[str, list[dict[str, Any]]] = {}
        spoken: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for table, rows in below:
            for language, cells in rows.of(owner):
                home = spoken.setdefault(language, {}) if table.in_language else shared
                home.setdefault(table.name, []).append(cells)
        for language, found in sorted(spoken.items()):
            if texts.name in found:
                merged = {table: tuple(rows) for table, rows in (shared | found).items()}
                yield Content(ItemKey(kind, owner, language), merged, _cited(merged, sources))


class _Rows:
    """The rows of a table, item after item, as they are asked for."""

    def __init__(
        self, connection: sqlite3.Connection, table: ItemTable, item_id: str | None
    ) -> None:
        self._names = columns(table)
        language = "language" if table.in_language else "''"
        where = "" if item_id is None else f"WHERE {table.owner} = ?"
        # Names of our own schema alone.
        sql = (
            f"SELECT {table.owner}, {language}, {', '.join(self._names)} FROM {table.name}"
            f" {where} ORDER BY {table.owner}, {table.order}"
        )
        rows = connection.execute(sql, (item_id,) if where else ())
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, owner: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The language and the cells of each row of an item; items are asked for in their order."""
        while self._next is not None and self._next[0] < owner:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == owner:
            for _, language, *values in self._next[1]:
                yield language, _cells(self._names, values)
            self._next = next(self._groups, None)


def content(connection: sqlite3.Connection, key: ItemKey) -> Content | None:
    """One item in one language, or None where it has no text in it."""
    found = tuple(contents(connection, key.kind, key.id))
    return next((content for content in found if content.key == key), None)


def every_content(
    connection: sqlite3.Connection, progress: SubProgress = NO_PROGRESS, doing: str = "Reading text"
) -> Iterator[Content]:
    """Everything that carries signatures."""
    counts = (
        connection.execute(f"SELECT count(*) FROM {texts.name}").fetchone()[0]
        for _, texts, *_ in TABLES.values()
    )
    total = sum(counts)
    every = (content for kind in TEXT_KINDS for content in contents(connection, kind))
    yield from progress.each(every, total, doing)


def _sources(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    rows = connection.execute(f"SELECT id, {', '.join(CITED)} FROM source")
    return {item: _cells(CITED, values) for item, *values in rows}


def _cited(rows: Mapping[str, tuple[Cells, ...]], sources: Mapping[str, Cells]) -> dict[str, Cells]:
    named = {row["source_id"] for found in rows.values() for row in found if row.get("source_id")}
    return {source: sources[source] for source in sorted(named) if source in sources}


def with_sources(connection: sqlite3.Connection, changed: Content) -> Content:
    """The same with the words that its sources have now."""
    return Content(changed.key, changed.rows, _cited(changed.rows, _sources(connection)))
