"""The sections, and the order in which families find what is in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from app.content.items.item import TABLES
from app.content.workshop.new_items import new_id
from app.content.workshop.settings import LibrarySettings
from app.content.workshop.storage.history import History
from app.content.workshop.storage.snapshots import Rows, Snapshot, put_rows, rows_where
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, SectionRow
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.governance import ItemKind

_PAGES = (("section", "id, position"), ("topic", "id, section_id, position"))


class Sections:
    """The sections, by their titles in the library's own language."""

    def __init__(
        self, transactions: Transactions, history: History, settings: LibrarySettings
    ) -> None:
        self._transactions = transactions
        self._history = history
        self._settings = settings

    def rows(self) -> tuple[SectionRow, ...]:
        """The sections, in order."""
        with self._transactions.reading() as connection:
            rows = connection.execute(
                "SELECT id, coalesce(title, id) FROM section LEFT JOIN section_text"
                " ON section_id = id AND language = ? ORDER BY position, id",
                (self._settings.language,),
            )
            return tuple(SectionRow(*row) for row in rows)

    def save(self, section: SectionRow) -> str:
        """Add a section (its id is ""), or give one a title; returns its id."""
        with self._transactions.changing("section_text", touched=()) as connection:
            item = section.id or new_id(connection, "section", "s")
            connection.execute(
                "INSERT INTO section (id, position) VALUES (?, (SELECT coalesce(max(position) + 1,"
                " 0) FROM section)) ON CONFLICT DO NOTHING",
                (item,),
            )
            connection.execute(
                "INSERT INTO section_text (section_id, language, title) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET title = excluded.title",
                (item, self._settings.language, section.title),
            )
            self._history.note(connection, Act("arranged", f"Section {item}: {section.title}"))
            return item

    def delete(self, section_id: str) -> None:
        """Take an empty section out; RuleViolationError while a page stands in it."""
        with self._transactions.changing("topic", "section_text", touched=()) as connection:
            (pages,) = connection.execute(
                "SELECT count(*) FROM topic WHERE section_id = ?", (section_id,)
            ).fetchone()
            if pages:
                raise RuleViolationError(
                    f"{pages} pages stand in it.", "Move them to another section first."
                )
            connection.execute("DELETE FROM section_text WHERE section_id = ?", (section_id,))
            connection.execute("DELETE FROM section WHERE id = ?", (section_id,))
            self._history.note(connection, Act("arranged", f"Section {section_id} is gone"))

    def snapshot(self, section_id: str) -> Snapshot:
        """Every row of a section, to be put back once it was deleted."""
        with self._transactions.reading() as connection:
            return (
                rows_where(connection, "section", "id = ?", (section_id,)),
                rows_where(connection, "section_text", "section_id = ?", (section_id,)),
            )

    def put_back(self, section_id: str, snapshot: Snapshot) -> None:
        """Put a deleted section back as it stood, at its place."""
        with self._transactions.changing("section_text", touched=()) as connection:
            put_rows(connection, snapshot)
            self._history.note(connection, Act("arranged", f"Section {section_id} is back"))


class Order:
    """The order of the sections and the topics in them, of the contacts and of the glossary."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def arrange(self, order: Mapping[str, Sequence[str]]) -> None:
        """Put the sections, and every topic in them, in this order."""
        with self._transactions.changing("topic", touched=(ItemKind.TOPIC,)) as connection:
            rows = connection.execute("SELECT id, section_id, position FROM topic")
            before = {topic: (section, position) for topic, section, position in rows}
            named = [topic for topics in order.values() for topic in topics]
            if len(named) != len(before) or set(named) != before.keys():
                raise ContentError(
                    ContentCode.FAULTY, "The order does not name each page once.", "Look again."
                )
            for number, (section, topics) in enumerate(order.items()):
                connection.execute(
                    "UPDATE section SET position = ? WHERE id = ?", (number, section)
                )
                connection.executemany(
                    "UPDATE topic SET section_id = ?, position = ? WHERE id = ?",
                    [
                        (section, position, topic)
                        for position, topic in enumerate(topics)
                        if before[topic] != (section, position)
                    ],
                )
            self._history.note(connection, Act("arranged", "The order of sections and pages"))

    def arrange_kind(self, kind: ItemKind, ids: Sequence[str]) -> None:
        """Put the contacts or the glossary in this order."""
        table = TABLES[kind][0].name
        with self._transactions.changing(table, touched=(kind,)) as connection:
            connection.executemany(
                f"UPDATE {table} SET position = ?1 WHERE id = ?2 AND position <> ?1",  # noqa: S608
                [(position, item) for position, item in enumerate(ids)],
            )
            self._history.note(connection, Act("arranged", f"The order of the {kind}s"))

    def snapshot(self, kind: ItemKind) -> Snapshot:
        """Where each item of a kind stands; for topics, the sections too."""
        tables = _PAGES if kind is ItemKind.TOPIC else ((str(kind), "id, position"),)
        with self._transactions.reading() as connection:
            return tuple(
                Rows(
                    table,
                    tuple(columns.split(", ")),
                    tuple(connection.execute(f"SELECT {columns} FROM {table}")),  # noqa: S608
                )
                for table, columns in tables
            )

    def put_back(self, snapshot: Snapshot) -> None:
        """Put each item where it stood, to the number: what was deleted before finds its place."""
        tables = tuple(rows.table for rows in snapshot)
        kinds = [ItemKind(table) for table in tables if table != "section"]
        with self._transactions.changing(*tables, touched=kinds) as connection:
            for rows in snapshot:
                _move_back(connection, rows)
            self._history.note(connection, Act("arranged", "The order, undone"))


def _move_back(connection: sqlite3.Connection, rows: Rows) -> None:
    item, *columns = rows.columns
    now = set(connection.execute(f"SELECT {', '.join(rows.columns)} FROM {rows.table}"))  # noqa: S608
    cells = ", ".join(f"{column} = ?" for column in columns)
    connection.executemany(
        f"UPDATE {rows.table} SET {cells} WHERE {item} = ?",  # noqa: S608
        [(*values[1:], values[0]) for values in rows.values if values not in now],
    )


def has_section(connection: sqlite3.Connection) -> bool:
    """Whether there is a section to put a topic in."""
    return connection.execute("SELECT 1 FROM section LIMIT 1").fetchone() is not None


def move_to_section(connection: sqlite3.Connection, topic_id: str, section_id: str) -> None:
    """Put a topic at the end of a section."""
    connection.execute(
        "UPDATE topic SET section_id = ?, position ="
        " (SELECT coalesce(max(position) + 1, 0) FROM topic WHERE section_id = ?) WHERE id = ?",
        (section_id, section_id, topic_id),
    )
