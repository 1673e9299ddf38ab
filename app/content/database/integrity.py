"""The check before use: whether a file is a whole, undamaged library of ours, fit for families."""

from __future__ import annotations

from pathlib import Path

from app.content.database import checksums, schema
from app.content.database.connection import PRIVATE, REPLACE_IT, SHARED, Boundary, Database
from app.domain.errors import ContentCode, ContentError
from app.domain.progress import NO_PROGRESS, SubProgress

_STEPS = 20_000_000_000
"""The whole file is read here, so a query may be long; it may not be endless."""

_NEWER_HINT = "Update the kiosk's program first, or put a library of its own version in its place."
_OLDER_HINT = "Bring it up to date with `clinic-content migrate FILE`."
_OTHER_HINT = "Put a content.db in its place that `clinic-content build` made."


def check_file(file: Path, progress: SubProgress = NO_PROGRESS) -> None:
    """Raise a ContentError if the file, a private copy, is not a whole library of ours, undamaged.

    The words in it are not judged here; `app.content.checks.rules` does that.
    """
    _check_size(file)
    database = Database(file, max_steps=_STEPS, mode=PRIVATE)
    try:
        with Boundary(file):
            check_header(database)
            _check_schema(database)
            progress.at(0, "Looking for damage")
            _check_integrity(database)
            _check_checksums(database, progress.sub(0.2, 1.0))
            _check_references(database)
    finally:
        database.close()


def check_form(file: Path) -> None:
    """Raise a ContentError if a file that others may be writing to is no library of this form."""
    _check_size(file)
    database = Database(file, mode=SHARED)
    try:
        with Boundary(file):
            check_header(database)
            _check_schema(database)
    finally:
        database.close()


def _check_size(file: Path) -> None:
    with Boundary(file):
        if file.stat().st_size == 0:
            raise ContentError(ContentCode.EMPTY, f"{file} is empty.", REPLACE_IT)


def check_header(database: Database) -> None:
    """Raise a ContentError if an open file is no library of the version that we read."""
    file = database.file
    mark = database.number("PRAGMA application_id")
    version = database.number("PRAGMA user_version")
    if not database.number("SELECT count(*) FROM sqlite_schema"):
        raise ContentError(ContentCode.EMPTY, f"{file} is a database without tables.", REPLACE_IT)
    if mark != schema.APPLICATION_ID or version < 1:
        problem = f"{file} is a database of another program."
        raise ContentError(ContentCode.FOREIGN, problem, _OTHER_HINT)
    if version > schema.VERSION:
        problem = f"{file} is of version {version}; this program reads {schema.VERSION}."
        raise ContentError(ContentCode.NEWER, problem, _NEWER_HINT)
    if version < schema.VERSION:
        problem = f"{file} is of version {version}; this program reads {schema.VERSION}."
        raise ContentError(ContentCode.OLDER, problem, _OLDER_HINT)


def _check_schema(database: Database) -> None:
    found = schema.schema_of(database.connection)
    expected = schema.expected_schema()
    if found != expected:
        names = sorted({row[1] for row in found ^ expected})
        problem = f"{database.file} has another structure than ours: see {', '.join(names[:5])}."
        raise ContentError(ContentCode.FOREIGN, problem, _OTHER_HINT)


def _check_integrity(database: Database) -> None:
    rows = database.rows("PRAGMA integrity_check(3)")
    if rows != [("ok",)]:
        words = "; ".join(str(row[0]) for row in rows).replace("\n", " ")
        problem = f"{database.file} is damaged: {words}."
        raise ContentError(ContentCode.DAMAGED, problem, REPLACE_IT)


def _check_references(database: Database) -> None:
    for table, _, other, _ in database.rows("PRAGMA foreign_key_check"):
        problem = f"{database.file}: a row of {table} refers to a row of {other} that is not there."
        hint = "Add that row, or take the reference away."
        raise ContentError(ContentCode.FAULTY, problem, hint)


def _check_checksums(database: Database, progress: SubProgress) -> None:
    broken = checksums.broken_checksums(database.connection, progress)
    if broken:
        problem = f"{database.file} is damaged: words have changed in {', '.join(broken)}."
        raise ContentError(ContentCode.DAMAGED, problem, REPLACE_IT)
