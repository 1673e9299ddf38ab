"""The sections, and the order in which families find what is in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from app.content.items.item import TABLES
from app.content.workshop.new_items import new_id
from app.content.workshop.settings import LibrarySettings
from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import (
    Snapshot,
    next_position,
    put_back,
    snapshot_of,
    table,
)
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, SectionRow
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.governance.governance import ItemKind

Positions = Mapping[str, Sequence[tuple[Any, ...]]]
"""Where each row of some tables is in its order, to be put back when a move is undone."""

_PAGES = {"section": "id, position", "topic": "id, section_id, position"}


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
            sections = table(connection, "section")
            if not sections.count_where("id = ?", (item,)):
                position = next_position(connection, "section")
                sections.insert({"id": item, "position": position})
            texts = {"language": self._settings.language, "title": section.title}
            table(connection, "section_text").insert({"section_id": item, **texts}, replace=True)
            self._history.note(connection, Act("arranged", f"Section {item}: {section.title}"))
            return item

    def delete(self, section_id: str) -> None:
        """Take an empty section out; RuleViolationError while a page stands in it."""
        with self._transactions.changing("topic", "section_text", touched=()) as connection:
            pages = table(connection, "topic").count_where("section_id = ?", (section_id,))
            if pages:
                raise RuleViolationError(
                    f"{pages} pages stand in it.", "Move them to another section first."
                )
            table(connection, "section_text").delete_where("section_id = ?", (section_id,))
            table(connection, "section").delete_where("id = ?", (section_id,))
            self._history.note(connection, Act("arranged", f"Section {section_id} is gone"))

    def snapshot(self, section_id: str) -> Snapshot:
        """Every row of a section, to be put back once it was deleted."""
        with self._transactions.reading() as connection:
            return snapshot_of(
                connection,
                ("section", "id = ?", (section_id,)),
                ("section_text", "section_id = ?", (section_id,)),
            )

    def put_back(self, section_id: str, snapshot: Snapshot) -> None:
        """Put a deleted section back as it stood, at its place."""
        with self._transactions.changing("section_text", touched=()) as connection:
            put_back(connection, snapshot)
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
        name = TABLES[kind][0].name
        with self._transactions.changing(name, touched=(kind,)) as connection:
            connection.executemany(
                f"UPDATE {name} SET position = ?1 WHERE id = ?2 AND position <> ?1",
                [(position, item) for position, item in enumerate(ids)],
            )
            self._history.note(connection, Act("arranged", f"The order of the {kind}s"))

    def positions(self, kind: ItemKind) -> Positions:
        """Where each item of a kind is; for topics, the sections too."""
        columns = {str(kind): "id, position"} if kind is not ItemKind.TOPIC else _PAGES
        with self._transactions.reading() as connection:
            return {
                name: tuple(connection.execute(f"SELECT {cells} FROM {name}"))
                for name, cells in columns.items()
            }

    def put_back(self, positions: Positions) -> None:
        """Put each item where it was, to the number: what was deleted before finds its place."""
        kinds = [ItemKind(name) for name in positions if name != "section"]
        with self._transactions.changing(*positions, touched=kinds) as connection:
            for name, rows in positions.items():
                _move_back(connection, name, rows)
            self._history.note(connection, Act("arranged", "The order, undone"))


def _move_back(connection: sqlite3.Connection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    columns = _PAGES.get(name, "id, position").split(", ")[1:]
    now = set(connection.execute(f"SELECT id, {', '.join(columns)} FROM {name}"))
    cells = ", ".join(f"{column} = ?" for column in columns)
    connection.executemany(
        f"UPDATE {name} SET {cells} WHERE id = ?",
        [(*cells, item) for item, *cells in rows if (item, *cells) not in now],
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
