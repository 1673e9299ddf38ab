"""The history: who did what to a library, when and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime

from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, Event
from app.domain.governance.governance import ItemKey, ItemKind, Person


def utc_now() -> datetime:
    """The time, as the history writes it down."""
    return datetime.now(UTC)


class History:
    """What was done, newest first; and who works on the library now."""

    def __init__(
        self, transactions: Transactions, person: Person, now: Callable[[], datetime]
    ) -> None:
        self.person = person
        self._transactions = transactions
        self._now = now

    def at(self) -> str:
        """The moment, as it is written down."""
        return f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def today(self) -> date:
        """The day, where the library is worked on."""
        return self._now().astimezone().date()

    def note(
        self,
        connection: sqlite3.Connection,
        act: Act,
        key: ItemKey | None = None,
        digest: str | None = None,
    ) -> None:
        """Write a line of the history; without a key it is about the library as a whole."""
        kind, item, language = (key.kind, key.id, key.language) if key else ("library", "", "")
        person = self.person if act.by is None else act.by
        connection.execute(
            "INSERT INTO history (at, name, role, act, kind, item_id, language, digest, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.at(), person.name, person.role, act.name, kind, item, language, digest, act.why),
        )

    def events(self, key: ItemKey | None = None, limit: int = 1000) -> tuple[Event, ...]:
        """The history of one text or of the library, newest first."""
        where, values = "", list[str]()
        if key is not None and key.kind is ItemKind.LIBRARY:
            # What was arranged is a change to it, and says no more of it than that.
            where, values = "WHERE kind = ?", [key.kind]
        elif key is not None:
            where = "WHERE (kind, item_id, language) = (?, ?, ?)"
            values = [key.kind, key.id, key.language]
        with self._transactions.reading() as connection:
            rows = connection.execute(
                "SELECT number, at, name, role, act, kind, item_id, language,"
                f" coalesce(digest, ''), why FROM history {where} ORDER BY number DESC LIMIT ?",
                (*values, limit),
            )
            return tuple(
                Event(n, at, Person(name, role), *rest) for n, at, name, role, *rest in rows
            )
