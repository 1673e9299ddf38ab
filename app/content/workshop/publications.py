"""What was published: which editions there were, and what each of them showed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import table
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act
from app.domain.governance.governance import ItemKey


class Publications:
    """The editions that were made of a library."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def last_edition(self) -> int:
        """The number of the last edition, or 0."""
        with self._transactions.reading() as connection:
            (edition,) = connection.execute(
                "SELECT coalesce(max(edition), 0) FROM publication"
            ).fetchone()
            return int(edition)

    def rearranged_since(self) -> bool:
        """Whether the order, the sections, the sources or the settings were changed since."""
        with self._transactions.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM history WHERE act = 'arranged' AND kind = 'library' AND number >"
                " (SELECT coalesce(max(number), 0) FROM history WHERE act = 'published') LIMIT 1"
            ).fetchone()
            return row is not None

    @contextmanager
    def number_taken(self, edition: int) -> Iterator[None]:
        """Take a number for an edition that gets its name within; if that fails, give it back.

        A machine that stops in between leaves it taken: it is never given twice.
        """
        with self._transactions.reading() as connection:
            (before,) = connection.execute("SELECT edition FROM library").fetchone()
        self._set_number(edition)
        try:
            yield
        except Exception:
            self._set_number(int(before))
            raise

    def _set_number(self, edition: int) -> None:
        with self._transactions.changing("library", touched=()) as connection:
            connection.execute("UPDATE library SET edition = ?", (edition,))

    def record(self, edition: int, digest: str, shown: Mapping[ItemKey, str], why: str) -> None:
        """Write down that an edition was published, and which version of each text it shows."""
        with self._transactions.changing("publication_item") as connection:
            at, name = self._history.at(), self._history.person.name
            table(connection, "publication").insert(
                {"edition": edition, "at": at, "name": name, "digest": digest}
            )
            table(connection, "publication_item").insert_all(
                {"edition": edition, "kind": key.kind, "item_id": key.id}
                | {"language": key.language, "digest": version}
                for key, version in shown.items()
            )
            self._history.note(connection, Act("published", f"Edition {edition}. {why}".strip()))
