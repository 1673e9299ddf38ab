"""What each text says now, and what another program wrote into it that nobody wrote down."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing

from app.content.items import item, signatures
from app.content.items.item import Content
from app.content.workshop.index.item_rows import set_state
from app.content.workshop.index.row_cache import RowCache
from app.content.workshop.storage.file import LibraryFile
from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, ItemRow
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus, Person, status_of


class ItemIndex:
    """The digest and the row of each text: empty until it is filled, and then kept in step."""

    def __init__(
        self, file: LibraryFile, transactions: Transactions, rows: RowCache, history: History
    ) -> None:
        self.is_filled = False
        self._file = file
        self._transactions = transactions
        self._rows = rows
        self._history = history
        self._digests: dict[ItemKey, str] = {}
        self._externally_modified: dict[ItemKey, str] = {}

    def fill(self) -> None:
        """See what each text says now; what another program changed goes into the history.

        With 10,000 texts it takes a second or two: for a thread of its own.
        """
        while True:
            before = self._transactions.changes
            # Read apart, so that whoever works meanwhile does not wait.
            with (
                closing(LibraryFile(self._file.file, read_only=True)) as apart,
                apart.reading() as connection,
            ):
                found = list(item.every_content(connection))
                known = {digest for (digest,) in connection.execute("SELECT digest FROM version")}
            digests = {content.key: content.digest for content in found}
            with self._transactions.guard:
                if self._transactions.changes == before:
                    self._replace(found, digests, known)
                    return

    def _replace(
        self, found: Sequence[Content], digests: dict[ItemKey, str], known: Collection[str]
    ) -> None:
        self.is_filled = True
        self._digests = digests
        self._rows.forget()
        modified = [content for content in found if content.digest not in known]
        if self._transactions.read_only:
            self._externally_modified = {content.key: content.digest for content in modified}
            return
        if not modified:
            return
        with self._transactions.changing() as connection:
            for content in modified:
                signatures.add_version(connection, content)
                self._history.note(
                    connection, Act("found", by=Person("")), content.key, content.digest
                )
                set_state(connection, content.key, ItemStatus.DRAFT)

    def digest(self, key: ItemKey) -> str:
        """The digest of a text as it stands, or "" where that is not known."""
        return self._digests.get(key, "")

    def rows(
        self, connection: sqlite3.Connection, kinds: Iterable[ItemKind]
    ) -> tuple[ItemRow, ...]:
        """The row of each text of these kinds, once it is filled."""
        return self._rows.rows(connection, kinds, self._digests)

    def record(self, connection: sqlite3.Connection, content: Content, act: Act) -> None:
        """Keep a text that was written as a version, with its line in the history and its state."""
        key = content.key
        signatures.add_version(connection, content)
        self._history.note(connection, act, key, content.digest)
        steps = signatures.signatures_of(connection, key)
        set_state(connection, key, status_of(content.digest, steps))
        self._digests[key] = content.digest
        self._rows.touch((key,))

    def remove(self, key: ItemKey) -> None:
        """A text is gone."""
        self._digests.pop(key, None)

    def externally_modified(self, key: ItemKey | None = None) -> dict[ItemKey, str]:
        """What another program wrote and nobody wrote down: texts, or one, with their digests."""
        if key is None:
            if not self.is_filled:
                self.fill()
            return dict(self._externally_modified)
        if key.kind is ItemKind.LIBRARY:
            return {}  # of what was arranged, only what was checked is kept as a version
        with self._transactions.reading() as connection:
            found = item.content(connection, key)
            if found is None or signatures.version(connection, found.digest) is not None:
                return {}
            return {key: found.digest}
