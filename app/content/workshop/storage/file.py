"""The connection to a library that is worked on: whole changes or none, and errors in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.content.database import checksums, schema
from app.content.database.connection import CLOSE_EDITOR, Boundary, content_error, sqlite_uri
from app.content.items.item import TABLES
from app.content.workshop.storage.foreign_keys import DanglingReference, first_dangling
from app.domain.errors import ContentCode, ContentError

_GUARDED = frozenset(
    {
        *(table.name for tables in TABLES.values() for table in tables),
        *("version", "signature", "history", "unfinished", "publication_item"),
    }
)
"""Tables whose rows are under signatures, or digests of their own, or no family's: they grow with
the library, so a checksum of them at each save would be felt."""

_REARRANGED = "CREATE TEMP TABLE rearranged (id INTEGER PRIMARY KEY CHECK (id = 1));"
_REARRANGING = """
CREATE TEMP TRIGGER {table}_{number} AFTER {event} ON main.{table}
BEGIN
    INSERT OR IGNORE INTO rearranged VALUES (1);
END;
"""
_NOTE_REARRANGED = _REARRANGED + "".join(
    _REARRANGING.format(table=table, number=number, event=event)
    for table, columns in (("topic", "section_id, position"), ("contact", "position"))
    for number, event in enumerate(("INSERT", "DELETE", f"UPDATE OF {columns}"))
)
"""Notes, on our connection alone, that a change may have moved a page or a contact."""

_WAIT = 5.0
"""How many seconds a change waits for another program's."""

_MAY_WRITE = "See that the disk has room and that you may write there, or ask IT."
_ROOM = "Make room on the disk. What was typed is still here; try again then."


class LibraryFile:
    """A content.db that may be changed. Its format has been checked before."""

    def __init__(self, file: Path, *, read_only: bool) -> None:
        self.file = file
        self.read_only = read_only
        uri = sqlite_uri(file.resolve(), "mode=ro" if read_only else "mode=rw")
        with Boundary(file):
            self.connection = sqlite3.connect(
                uri, uri=True, isolation_level=None, timeout=_WAIT, check_same_thread=False
            )
            self.connection.execute("PRAGMA trusted_schema = OFF")
            self.connection.execute("PRAGMA synchronous = EXTRA")
            # Rows are replaced whole; what they refer to is checked before a change ends.
            self.connection.execute("PRAGMA foreign_keys = OFF")
            if not read_only:
                self.connection.executescript(_NOTE_REARRANGED)
        self._seen = self._data_version()

    def _data_version(self) -> int:
        with Boundary(self.file):
            (version,) = self.connection.execute("PRAGMA data_version").fetchone()
            return int(version)

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to it since this was last asked."""
        before, self._seen = self._seen, self._data_version()
        return self._seen != before

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What is read in here is of one moment."""
        with Boundary(self.file):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def changing(
        self, check: Callable[[sqlite3.Connection], DanglingReference | None] = first_dangling
    ) -> Iterator[sqlite3.Connection]:
        """A change, which is written whole or not at all; ContentError says why not.

        `check` looks for what refers to rows that are not there; without one, everywhere.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            edited_before = set(checksums.edited_tables(self.connection))
            yield self.connection
            self._check_references(check(self.connection))
            self._set_checksums(edited_before)
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, (sqlite3.Error, OSError)):
                raise self._error(error) from error
            raise

    def _set_checksums(self, edited_before: set[str]) -> None:
        """Set those of what this change edited; what another program edited says so for ever."""
        edited = set(checksums.edited_tables(self.connection)) - edited_before - _GUARDED
        if edited:
            checksums.set_checksums(self.connection, tables=edited)
        rearranged = self.connection.execute("DELETE FROM temp.rearranged").rowcount
        if rearranged or not checksums.has_order_checksum(self.connection):
            checksums.set_order_checksum(self.connection)

    @staticmethod
    def _check_references(found: DanglingReference | None) -> None:
        if found is not None:
            problem = f"A row of {found[0]} would refer to a row of {found[1]} that is not there."
            raise ContentError(ContentCode.FAULTY, problem, "Nothing was changed. Mend it first.")

    def _error(self, error: Exception) -> ContentError:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            problem = f"There is no room for a change to {self.file}. Nothing was written."
            return ContentError(ContentCode.UNREADABLE, problem, _ROOM)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            problem = f"Another program is changing {self.file}. Nothing was written."
            return ContentError(ContentCode.LOCKED, problem, CLOSE_EDITOR)
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
            problem = f"{self.file} cannot be written ({error}). Nothing was changed."
            return ContentError(ContentCode.UNREADABLE, problem, _MAY_WRITE)
        if code == sqlite3.SQLITE_CONSTRAINT:
            problem = f"That does not fit a library: {error}. Nothing was changed."
            return ContentError(
                ContentCode.FAULTY,
                problem,
                "Fill in what is missing; see the rules in docs/schema.md.",
            )
        return content_error(self.file, error)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def recover_journal(file: Path) -> None:
    """Have SQLite undo what a crash left half done: its journal beside the file says how."""
    uri = sqlite_uri(file.resolve(), "mode=rw")
    with Boundary(file), closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA schema_version").fetchone()


CHECKED_WHOLE = 16_000_000
"""Files up to this many bytes are checked whole before they are opened."""


def check_format(file: Path, *, whole: bool = False) -> None:
    """Raise a ContentError where this is no library of this version, or is damaged.

    A big file is checked whole only when asked `whole`.
    """
    from app.content.database.integrity import check_file, check_form  # noqa: PLC0415
    from app.content.database.snapshot import check_is_file, private_copy  # noqa: PLC0415 - not for each command

    check_is_file(file)
    with Boundary(file):
        small = file.stat().st_size <= CHECKED_WHOLE
    if not (small or whole):
        check_form(file)
        return
    with private_copy(file) as made:
        check_file(made)


def empty_library(folder: Path) -> Path:
    """A new, empty library file in a folder."""
    file = folder / "content.db"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    schema.create(connection)
    connection.close()
    return file
