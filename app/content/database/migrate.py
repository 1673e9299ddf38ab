"""Bringing an older content.db up to the version that this program reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.content.database import schema
from app.content.database.checksums import broken_checksums
from app.content.database.connection import REPLACE_IT, Boundary, sqlite_uri
from app.domain.errors import ContentCode, ContentError


def migrate_copy(made: Path) -> int:
    """Bring a copy up to this version, where it is of an older one; the version that it was of."""
    with Boundary(made), closing(sqlite3.connect(made)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version in range(1, schema.VERSION):
        migrate_file(made)
    return int(version)


def migrate_file(file: Path) -> tuple[int, int]:
    """Migrate a file of ours in its place; the versions before and after."""
    if not file.is_file():
        raise ContentError(ContentCode.MISSING, f"{file} is not there.", "Name a content.db.")
    uri = sqlite_uri(file.resolve(), "mode=rw")
    with (
        Boundary(file),
        closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection,
    ):
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if mark != schema.APPLICATION_ID:
            problem = f"{file} is a database of another program."
            raise ContentError(ContentCode.FOREIGN, problem, REPLACE_IT)
        if version > schema.VERSION:
            problem = f"{file} is of version {version}; this program writes {schema.VERSION}."
            raise ContentError(ContentCode.NEWER, problem, "Update the program first.")
        if version < schema.VERSION and (broken := broken_checksums(connection)):
            problem = f"{file} is damaged: words have changed in {', '.join(broken)}."
            raise ContentError(ContentCode.DAMAGED, problem, REPLACE_IT)
        before = schema.migrate(connection)
        return before, max(before, schema.VERSION)
