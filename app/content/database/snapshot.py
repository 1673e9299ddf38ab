"""Private copies of a content.db, whole, however busy its editors are with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.content.database.connection import REPLACE_IT, Boundary, sqlite_uri
from app.domain.errors import ContentCode, ContentError

_LOCK_WAIT = 0.2
_WAL_FORMAT = slice(18, 20)
_PLAIN_FORMAT = b"\x01\x01"


_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite opens beside a file, by what it adds to the name. Source: sqlite.org, tempfiles."""


def check_is_file(file: Path) -> None:
    """Raise a ContentError where there is no file, in plain words.

    A pipe, a device or a socket would hold whoever opens it for ever, beside the file too.
    """
    with Boundary(file):
        if not file.exists():
            problem = f"{file} is not there."
            raise ContentError(ContentCode.MISSING, problem, "Put a content.db there.")
        if not file.is_file():
            problem = f"{file} is no file."
            raise ContentError(ContentCode.UNREADABLE, problem, "Put a content.db there.")
        if file.stat().st_size == 0:
            raise ContentError(ContentCode.EMPTY, f"{file} is empty.", REPLACE_IT)
        for beside in (file.with_name(file.name + end) for end in _BESIDE):
            if beside.exists() and not beside.is_file():
                problem = f"{beside} is no file, so {file.name} is not opened."
                raise ContentError(ContentCode.UNREADABLE, problem, f"Remove {beside.name}.")


def copy_database(file: Path, made: Path) -> None:
    """Copy a database that others may be writing to, as it stood at one moment.

    SQLite's own backup does it, under its lock, so a copy is never half of a change.
    """
    uri = sqlite_uri(file.resolve(), "mode=ro")
    source = sqlite3.connect(uri, uri=True, timeout=_LOCK_WAIT, isolation_level=None)
    with closing(source):
        # Holding the lock before the backup begins: the backup itself would wait without end.
        source.execute("BEGIN")
        source.execute("PRAGMA schema_version").fetchone()
        with closing(sqlite3.connect(made, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target)
    clear_wal_mode(made)


def clear_wal_mode(made: Path) -> None:
    """A copy needs no write-ahead log, and could not be read without one."""
    with made.open("r+b") as stream:
        header = stream.read(_WAL_FORMAT.stop)
        if header[_WAL_FORMAT] != _PLAIN_FORMAT:
            stream.seek(_WAL_FORMAT.start)
            stream.write(_PLAIN_FORMAT)


def error_of_original(error: ContentError, made: Path, file: Path) -> ContentError:
    """An error of a copy, as one of the file that staff know."""
    return ContentError(error.code, error.problem.replace(str(made), str(file)), error.hint)


@contextmanager
def private_copy(file: Path) -> Iterator[Path]:
    """A copy for as long as it is read, with errors of the file itself."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - a kiosk's start needs none

    check_is_file(file)
    with TemporaryDirectory(prefix="clinic-content-") as beside:
        made = Path(beside) / "content.db"
        try:
            with Boundary(file):
                copy_database(file, made)
            yield made
        except ContentError as error:
            raise error_of_original(error, made, file) from error


def name_new(source: Path, target: Path) -> None:
    """Give a file a name that no other has; FileExistsError where one has it."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a stick or a share without hard links
        if target.exists():
            raise FileExistsError(target) from None
        source.rename(target)
    else:
        source.unlink()
