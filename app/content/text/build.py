"""From the library's text to content.db: the same bytes each time, or a list of what to correct."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlite_utils

from app.content.checks import rules
from app.content.checks.findings import Finding
from app.content.database import checksums, schema
from app.content.database.integrity import check_file
from app.content.items.fields import COMPONENTS, every_field, key_column
from app.content.items.item import TABLES, every_content
from app.content.items.library_item import library_content
from app.content.items.signatures import add_signature, add_version
from app.content.text.library import TextLibrary
from app.content.text.mapping import Problem, Problems
from app.content.text.reader import Rows
from app.domain.errors import ContentError, KioskError
from app.domain.governance.governance import TEXT_KINDS, ItemKind, Signature


class BuildError(KioskError):
    """A text that cannot be built, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


Reference = tuple[str, str, tuple[str, ...], str]
"""A table and its column that refers, the columns that say whose it is, and what it refers to."""


def _references() -> Iterator[Reference]:
    for kind in TEXT_KINDS:
        for owner, field in every_field(kind):
            if field.refers_to:
                key = key_column(owner, field)
                columns = ("walkthrough_id", key) if owner in COMPONENTS else (key,)
                yield field.table, field.column, columns, field.refers_to
    for kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        yield f"staff_note_{kind}", f"{kind}_id", ("staff_note_id",), kind


def build(folder: Path, file: Path, icons: Collection[str] | None = None) -> None:
    """Build `file` from the text in `folder`, whole or not at all, or raise a BuildError."""
    if not folder.is_dir():
        raise BuildError(
            (Problem(str(folder), 0, "This is no folder.", "Name the text's folder."),)
        )
    library = TextLibrary(folder)
    library.read()
    for problem in _unknown(library.rows, library.problems):
        library.problems.found.append(problem)
    _raise(library.problems)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".content-") as beside:
            made = Path(beside) / "content.db"
            _write(library.rows, made, library.signed_by)
            _check(made, library.problems, icons)
            _put(made, file)
    except OSError as error:
        why = f"It cannot be written: {error.strerror}."
        raise BuildError(
            (Problem(str(file), 0, why, "See that the folder may be written."),)
        ) from error


def _raise(problems: Problems) -> None:
    if problems.found:
        found = dict.fromkeys(problems.found)
        raise BuildError(tuple(sorted(found, key=lambda p: (p.file, p.line))))


def _unknown(rows: Rows, problems: Problems) -> Iterator[Problem]:
    """References to ids that are not there."""
    for table, column, owner, named in _references():
        scoped = named in COMPONENTS
        known = {_key(row, ("walkthrough_id", "id") if scoped else ("id",)) for row in rows[named]}
        for row in rows[table]:
            value = row[column]
            wanted = (row["walkthrough_id"], value) if scoped else (value,)
            if value is not None and wanted not in known:
                item = "/".join(_key(row, owner))
                file, line = problems.homes.get(item, ("", 0))
                problem = f"{item} names the {named} {value}, which is not there."
                yield Problem(file, line, problem, "Mend the id, or take it out.")


def _key(row: dict[str, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _write(rows: Rows, file: Path, signed_by: Signature) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        schema.create(connection)
        connection.execute("PRAGMA foreign_keys = OFF")  # checked once, when all is there
        database = sqlite_utils.Database(connection)
        for table in schema.table_names(connection):
            try:
                database.table(table).insert_all(rows[table])
            except sqlite3.IntegrityError as error:
                hint = "Compare its text with docs/content.md."
                problem = f"The rows of {table} do not fit: {error}."
                raise BuildError((Problem("library", 0, problem, hint),)) from error
        with connection:
            _sign(connection, signed_by)
            checksums.set_checksums(connection)
        connection.execute("VACUUM")


def _sign(connection: sqlite3.Connection, signed_by: Signature) -> None:
    """What the text calls approved is signed by whoever it names. Drafts are versions too.

    The library itself is signed where it is not called a sample.
    """
    for content in every_content(connection):
        texts = TABLES[content.key.kind][1]
        (state,) = connection.execute(
            f"SELECT state FROM {texts.name} WHERE {texts.owner} = ? AND language = ?",
            (content.key.id, content.key.language),
        ).fetchone()
        digest = add_version(connection, content)
        if state == "approved":
            add_signature(connection, content.key, replace(signed_by, digest=digest))
    library = library_content(connection)
    if library is not None and not library.own.get("sample"):
        digest = add_version(connection, library)
        add_signature(connection, library.key, replace(signed_by, digest=digest))


def _check(file: Path, problems: Problems, icons: Collection[str] | None) -> None:
    try:
        check_file(file)
    except ContentError as error:  # what the reading of the text should have found
        problem = error.problem.removeprefix(str(file)).removeprefix(": ")
        raise BuildError((Problem("library", 0, problem, error.hint),)) from error
    for finding in rules.errors_in(file, icons):
        name, line = _home(finding, problems)
        problem = f"{finding.location}: {finding.problem}"
        problems.add(name, line, problem, finding.hint)
    _raise(problems)


def _home(finding: Finding, problems: Problems) -> tuple[str, int]:
    """The file that a finding is about, and the line where its item begins."""
    at = finding.location
    home = problems.homes.get(f"{at.item}/{at.component}") or problems.homes.get(at.item)
    return home or ("library.yaml", 0)


def _put(made: Path, file: Path) -> None:
    """Put the new file over the old one, at once."""
    with made.open("rb+") as stream:
        os.fsync(stream.fileno())
    made.chmod(0o644)
    made.replace(file)
