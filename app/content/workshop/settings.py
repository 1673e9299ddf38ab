"""The library as a whole: its title, its language, how many people sign."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict

from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import table
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, Settings


class LibrarySettings:
    """What the library's own row says, and changing it."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history
        self.language = self.read().language
        """The library's own language, in which its sections are named."""

    def read(self) -> Settings:
        """The library as a whole."""
        with self._transactions.reading() as connection:
            return _read(connection)

    def save(self, settings: Settings) -> None:
        """Change the library as a whole. Its edition grows by publishing alone."""
        with self._transactions.changing() as connection:
            _write(connection, settings)
            self._history.note(connection, Act("arranged", "The library's settings"))
        self.language = settings.language


def _read(connection: sqlite3.Connection) -> Settings:
    title, language, edition, sample, notice, people, days = connection.execute(
        "SELECT title, language, edition, sample, sample_notice, people_to_sign, take_down_after"
        " FROM library"
    ).fetchone()
    names = connection.execute("SELECT name FROM plain_name ORDER BY position, name")
    return Settings(
        *(title, language, edition, bool(sample), notice, people, days),
        tuple(name for (name,) in names),
    )


def _write(connection: sqlite3.Connection, settings: Settings) -> None:
    cells = asdict(settings)
    names = cells.pop("plain_names")
    cells.pop("edition")  # it grows by publishing alone
    table(connection, "library").update(1, cells)
    plain = table(connection, "plain_name")
    plain.delete_where()
    plain.insert_all(
        {"position": position, "name": name} for position, name in enumerate(dict.fromkeys(names))
    )
