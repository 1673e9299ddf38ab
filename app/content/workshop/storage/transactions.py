"""Every reading and every change of a library goes through here, one at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from app.content.database.connection import Boundary
from app.content.database.snapshot import copy_database
from app.content.workshop.storage.file import LibraryFile
from app.content.workshop.storage.foreign_keys import (
    DanglingReference,
    first_dangling,
    first_dangling_of,
)
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind

Touched = Iterable[ItemKey | ItemKind]
"""What a change writes: texts, and kinds whose order or sections it changes."""


class Cache(Protocol):
    """Whatever remembers what stands in the file."""

    def touch(self, touched: Touched) -> None:
        """These are changed, or about to be."""

    def forget(self) -> None:
        """Everything may be otherwise than it was."""


class Transactions:
    """A library's file, which several threads may use, and what they changed in it so far."""

    def __init__(self, file: LibraryFile, cache: Cache) -> None:
        self.guard = threading.RLock()
        """Held while the file is read or changed, and while what is known of it is replaced."""
        self.changes = 0
        """How often the file was changed since it was opened, by us or by another program."""
        self.read_only = file.read_only
        self._file = file
        self._cache = cache

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What is read in here is of one moment."""
        with self.guard, self._file.reading() as connection:
            yield connection

    @contextmanager
    def changing(
        self,
        *tables: str,
        item: ItemKey | None = None,
        added: Sequence[ItemKey] | None = None,
        touched: Touched | None = None,
    ) -> Iterator[sqlite3.Connection]:
        """A change. Where it is known whose rows it writes, those alone are looked through.

        `item` is the one it writes; `added` are those it adds, filled in meanwhile. What it touched
        is read again when it is next asked for; if it does not say, everything.
        """
        if self.read_only:
            raise RuleViolationError(
                "It is open for reading only.", "Close it and open it to change it."
            )
        written = [item] if item is not None else added

        def check(connection: sqlite3.Connection) -> DanglingReference | None:
            if written is None:
                return first_dangling(connection, tables or None)
            return next(filter(None, (first_dangling_of(connection, key) for key in written)), None)

        with self.guard, self._file.changing(check) as connection:
            if touched is not None or written is not None:
                self._cache.touch((*(touched or ()), *(written or ())))
            else:
                self._cache.forget()
            yield connection
        self.changes += 1

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to the file since this was last asked."""
        with self.guard:
            changed = self._file.changed_elsewhere()
            self.changes += changed
        return changed

    def copy_to(self, copy: Path) -> int:
        """Copy the file as it stands; returns how many changes are in the copy."""
        with self.guard, Boundary(self._file.file):
            copy_database(self._file.file, copy)
            return self.changes
