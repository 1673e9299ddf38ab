"""What was typed and not saved, for the next start to offer it back."""

from __future__ import annotations

import sqlite3

from app.content.items.item import Content, from_text
from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import UnfinishedText
from app.domain.governance.governance import ItemKey, ItemKind


class Unfinished:
    """Texts that somebody typed and did not save. They are no part of the history."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def rows(self) -> tuple[UnfinishedText, ...]:
        """What was typed and not saved, newest first."""
        with self._transactions.reading() as connection:
            rows = connection.execute(
                "SELECT kind, item_id, language, content, at, name FROM unfinished ORDER BY at DESC"
            )
            return tuple(
                UnfinishedText(
                    ItemKey(ItemKind(kind), item, language), from_text(text).title, at, name
                )
                for kind, item, language, text, at, name in rows
            )

    def content(self, key: ItemKey) -> Content | None:
        """What was typed of one text and not saved."""
        with self._transactions.reading() as connection:
            row = connection.execute(
                "SELECT content FROM unfinished WHERE (kind, item_id, language) = (?, ?, ?)",
                (key.kind, key.id, key.language),
            ).fetchone()
        return from_text(row[0]) if row else None

    def save(self, content: Content) -> None:
        """Write down what is being typed."""
        key = content.key
        with self._transactions.changing("unfinished", touched=(key,)) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(key.kind, key.id, key.language),
                    *(self._history.at(), self._history.person.name, content.text),
                ),
            )

    def drop(self, key: ItemKey) -> None:
        """Throw away what was typed of a text and not saved."""
        with self._transactions.changing("unfinished", touched=(key,)) as connection:
            forget_unfinished(connection, key)


def forget_unfinished(connection: sqlite3.Connection, key: ItemKey) -> None:
    """Nothing of a text is unfinished any more."""
    connection.execute(
        "DELETE FROM unfinished WHERE (kind, item_id, language) = (?, ?, ?)",
        (key.kind, key.id, key.language),
    )
