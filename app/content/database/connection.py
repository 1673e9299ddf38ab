"""Opening a database file that nobody has to trust, with one boundary for all that can go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any

from app.domain.errors import ContentCode, ContentError

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]

IMMUTABLE = "mode=ro&immutable=1"
SHARED = "mode=ro"
"""For a file that another program may be writing to."""

PRIVATE = "mode=rw"
"""For a private copy: SQLite looks at CHECK constraints only where it may write. It does not."""

MAX_STEPS = 50_000_000
"""How many steps of SQLite's machine one query may take before it is stopped."""

_STEPS_A_CALL = 10_000

# SQLite's advice for files one does not trust: limits well above what our own queries need.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 16_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 250_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 20,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}

REPLACE_IT = "Put a good copy of the file in its place; see docs/content.md."
CLOSE_EDITOR = "Close the program that is editing it and save the changes there; then try again."

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNFINISHED = sqlite3.SQLITE_READONLY
_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})


def sqlite_uri(file: PurePath, how: str) -> str:
    """The name that SQLite knows a whole path by; `how` is to open it, such as "mode=ro".

    A share of Windows (file://server/…) stands in the path: SQLite refuses a host in a name.
    """
    name = file.as_uri()
    if not name.startswith("file:///"):
        name = name.replace("file://", "file:////", 1)
    return f"{name}?{how}"


class Boundary:
    """Turns what reading `file` can raise into one ContentError. A KeyError passes: it is ours."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, _EXPECTED) and not isinstance(error, (KeyError, UnicodeEncodeError)):
            raise content_error(self._file, error) from error


# A damaged file may claim sizes that raise MemoryError or, an ArithmeticError, OverflowError.
_EXPECTED = (
    sqlite3.Error,
    OSError,
    UnicodeError,
    ArithmeticError,
    MemoryError,
    ValueError,
    TypeError,
    LookupError,
    RecursionError,
)


def content_error(file: Path, error: BaseException) -> ContentError:
    """What an error from reading `file` means to staff."""
    if isinstance(error, sqlite3.Error):
        # Errors of the sqlite3 module itself carry no code of SQLite's.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _BUSY:
            return ContentError(ContentCode.LOCKED, f"{file} is being changed.", CLOSE_EDITOR)
        if code == _UNFINISHED:
            problem = f"A change to {file} was not finished: its -journal file stands beside it."
            hint = "Open it with the program that edits it, and close that again; then try again."
            return ContentError(ContentCode.LOCKED, problem, hint)
        if code == sqlite3.SQLITE_NOTADB:
            problem = f"{file} is not a library: it is no SQLite database."
            return ContentError(ContentCode.NOT_A_DATABASE, problem, REPLACE_IT)
        if code in _DISK:
            return ContentError(ContentCode.UNREADABLE, f"{file} cannot be read: {error}.", ALLOW)
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        return ContentError(ContentCode.UNREADABLE, f"{file} cannot be read: {why}.", ALLOW)
    return ContentError(ContentCode.DAMAGED, f"{file} is damaged: {error}.", REPLACE_IT)


ALLOW = "See that the disk has room and that the kiosk's user may read the file."


class Database:
    """A read-only connection with limits. Everything is read at once; nothing is left open."""

    def __init__(self, file: Path, *, max_steps: int = MAX_STEPS, mode: str = IMMUTABLE) -> None:
        self.file = file
        self._max_calls = max_steps // _STEPS_A_CALL
        self._calls = 0
        with Boundary(file):
            self._connection = _open(file, mode)
            self._connection.set_progress_handler(self._too_long, _STEPS_A_CALL)

    def _too_long(self) -> int:
        self._calls += 1
        return int(self._calls > self._max_calls)

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        self._calls = 0
        with Boundary(self.file):
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, one by one, for more of them than memory should hold."""
        self._calls = 0
        with Boundary(self.file):
            # Not `yield from`: that would close the cursor, maybe of a file that is closed already.
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def number(self, sql: str, values: Values = ()) -> int:
        """The one number that a query gives."""
        row = self.one(sql, values)
        return int(row[0]) if row else 0

    def scratch(self, script: str) -> None:
        """Run statements that make temporary tables beside the file; the file stays as it is."""
        self._calls = 0
        with Boundary(self.file):
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.executescript(script)
            self._connection.execute("PRAGMA query_only = ON")

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for functions that also serve connections that write."""
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _open(file: Path, mode: str) -> sqlite3.Connection:
    uri = sqlite_uri(file.resolve(), mode)
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection
