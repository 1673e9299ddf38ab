"""Notes that staff write each other on a page: in its history, and never in an edition."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass

from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.library.library import date_in_words

NOTE, RESOLVED, OPENED_AGAIN = "Note: ", "Note resolved: ", "Note opened again: "
"""How a line of the history begins that is about a note."""

KINDS = (ItemKind.TOPIC, ItemKind.WALKTHROUGH)
"""What may have notes."""

_MOST_LETTERS = 2_000


@dataclass(frozen=True, slots=True)
class StaffNote:
    """A note that is open: CommonMark, which says who wrote it and when."""

    id: str
    text: str


class StaffNotes:
    """The open notes of each page and walkthrough."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def of(self, key: ItemKey) -> tuple[StaffNote, ...]:
        """The open notes on an item, the oldest first."""
        if key.kind not in KINDS:
            return ()
        with self._transactions.reading() as connection:
            rows = connection.execute(
                f"SELECT n.id, n.note FROM staff_note AS n JOIN staff_note_{key.kind}"
                f" ON staff_note_id = n.id WHERE {key.kind}_id = ? ORDER BY n.position, n.id",
                (key.id,),
            )
            return tuple(StaffNote(*row) for row in rows)

    def add(self, key: ItemKey, words: str) -> StaffNote:
        """Write a note on an item, with one's name and the day."""
        words = words.strip()
        if not words or len(words) > _MOST_LETTERS:
            problem = f"A note has 1 to {_MOST_LETTERS:,} letters; this one has {len(words):,}."
            raise RuleViolationError(problem, "Write it shorter.")
        by = f"**{self._history.person.name}, {date_in_words(self._history.today())}.** "
        with self._changing(key) as connection:
            note = StaffNote(_new_id(connection), by + words)
            self._insert(connection, key, note)
            self._history.note(connection, Act("arranged", NOTE + words), key)
        return note

    def resolve(self, key: ItemKey, note: StaffNote) -> None:
        """Take a note away from an item: the history keeps it."""
        with self._changing(key) as connection:
            connection.execute(
                f"DELETE FROM staff_note_{key.kind} WHERE staff_note_id = ? AND {key.kind}_id = ?",
                (note.id, key.id),
            )
            elsewhere = " UNION ".join(f"SELECT staff_note_id FROM staff_note_{k}" for k in KINDS)
            connection.execute(
                f"DELETE FROM staff_note WHERE id = ? AND id NOT IN ({elsewhere})", (note.id,)
            )
            self._history.note(connection, Act("arranged", RESOLVED + note.text), key)

    def put_back(self, key: ItemKey, note: StaffNote) -> None:
        """Let a note that was resolved be open again."""
        with self._changing(key) as connection:
            self._insert(connection, key, note)
            self._history.note(connection, Act("arranged", OPENED_AGAIN + note.text), key)

    def _changing(self, key: ItemKey) -> AbstractContextManager[sqlite3.Connection]:
        tables = ("staff_note", *(f"staff_note_{kind}" for kind in KINDS))
        return self._transactions.changing(*tables, touched=(key,))

    @staticmethod
    def _insert(connection: sqlite3.Connection, key: ItemKey, note: StaffNote) -> None:
        (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM staff_note").fetchone()
        connection.execute(
            "INSERT OR IGNORE INTO staff_note (id, position, note) VALUES (?, ?, ?)",
            (note.id, last + 1, note.text),
        )
        connection.execute(
            f"INSERT OR IGNORE INTO staff_note_{key.kind} (staff_note_id, {key.kind}_id, position)"
            " VALUES (?, ?, 0)",
            (note.id, key.id),
        )


def _new_id(connection: sqlite3.Connection) -> str:
    found = [item for (item,) in connection.execute("SELECT id FROM staff_note")]
    numbers = [int(item[1:]) for item in found if item[:1] == "a" and item[1:].isdigit()]
    return f"a{max(numbers, default=0) + 1:02}"
