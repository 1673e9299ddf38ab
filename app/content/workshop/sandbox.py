"""One text in a small library of its own, with stand-ins for what it names, to look at it there.

So checking a text while somebody types takes as long in a library of 10,000 as in one of ten.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from app.content.checks.findings import Finding, Kind
from app.content.items.contact_words import HOURS, NUMBER
from app.content.items.fields import heading_of, item_lists, owners
from app.content.items.item import TABLES, Content
from app.content.items.signatures import signatures_of
from app.content.items.write import put
from app.content.reader.library import ContentLibrary
from app.content.reader.pictures import references
from app.content.workshop.storage.file import empty_library
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey, ItemKind, on_show
from app.domain.library.library import NO_DATE
from app.domain.walkthrough.paths import NOT_YET
from app.domain.walkthrough.walkthrough import Walkthrough

_LINK = re.compile(r"\((topic|term|number|hours):([a-z][a-z0-9]*)\)")
_LINKED = {"topic": "topic", "term": "term", NUMBER: "contact", HOURS: "contact"}

_STAND_INS = {
    "topic": (
        "INSERT INTO topic (id, section_id, position, icon) VALUES (?, 's', 0, 'circle')",
        "INSERT INTO topic_text (topic_id, language, state, title, line, summary, body)"
        " VALUES (?, ?, ?, ?, 'x', 'x', 'x')",
    ),
    "term": (
        "INSERT INTO term (id, position) VALUES (?, 0)",
        "INSERT INTO term_text (term_id, language, state, term, meaning) VALUES (?, ?, ?, ?, 'x')",
    ),
    "contact": (
        "INSERT INTO contact (id, position) VALUES (?, 0)",
        "INSERT INTO contact_text (contact_id, language, state, name, about)"
        " VALUES (?, ?, ?, ?, 'x')",
    ),
}


class UnfitError(ContentError):
    """A text that lacks what every text of its kind has, or says it twice."""

    def __init__(self) -> None:
        problem = "Something is not filled in yet."
        super().__init__(ContentCode.FAULTY, problem, "Fill in every field that is empty.")


def referenced_by(content: Content) -> set[tuple[str, str]]:
    """The (kind, id) of every topic, glossary word and contact that a text names."""
    found: set[tuple[str, str]] = set()
    for rows in content.rows.values():
        for value in (value for row in rows for value in row.values()):
            if isinstance(value, str):
                found.update((_LINKED[link], item) for link, item in _LINK.findall(value))
    for field in (field for owner in owners(content.key.kind) for field in item_lists(owner)):
        rows = content.rows.get(field.table, ())
        found.update((field.refers_to, row[field.column]) for row in rows)
    return found - {(str(content.key.kind), content.key.id)}


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory(prefix="clinic-content-") as folder:
        return empty_library(Path(folder)).read_bytes()


@contextmanager
def sandbox_library(
    content: Content, around: sqlite3.Connection, *, complete: bool = False
) -> Iterator[Path]:
    """A library file with this text as if it were signed, and what it names from `around`.

    With `complete`, a source and dates stand in for those that are missing.
    """
    folder = Path(tempfile.mkdtemp(prefix="clinic-content-"))
    try:
        file = folder / "content.db"
        file.write_bytes(_template())
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN")
            _add_references(connection, content, around)
            try:
                put(connection, content)
            except sqlite3.IntegrityError as error:
                raise UnfitError from error
            mark_as_signed(connection, content)
            if complete:
                fill_in_missing(connection, content)
            connection.execute("COMMIT")
        yield file
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _add_references(
    connection: sqlite3.Connection, content: Content, around: sqlite3.Connection
) -> None:
    language = content.key.language
    connection.execute(
        "INSERT INTO library (id, title, language, edition) VALUES (1, 'x', ?, 1)", (language,)
    )
    connection.executemany(
        "INSERT INTO plain_name VALUES (?, ?)",
        around.execute("SELECT name, position FROM plain_name").fetchall(),
    )
    connection.executemany(
        "INSERT INTO appearance VALUES (?, ?)",
        around.execute("SELECT name, value FROM appearance WHERE name LIKE 'icon:%'").fetchall(),
    )
    connection.execute("INSERT INTO section VALUES ('s', 0)")
    connection.execute("INSERT INTO section_text VALUES ('s', ?, 'x')", (language,))
    for source in (row for rows in content.rows.values() for row in rows):
        item = source.get("source_id")
        if item:
            row = around.execute("SELECT publisher, title FROM source WHERE id = ?", (item,))
            text_row = row.fetchone()
            if text_row:
                connection.execute(
                    "INSERT OR IGNORE INTO source (id, position, publisher, title)"
                    " VALUES (?, 0, ?, ?)",
                    (item, *text_row),
                )
    _add_pictures(connection, content, around)
    for kind, item in sorted(referenced_by(content)):
        heading = heading_of(kind)
        row = around.execute(
            f"SELECT {heading.column} FROM {heading.table} WHERE {kind}_id = ? AND language = ?",
            (item, language),
        ).fetchone()
        if row is None:
            continue
        key = ItemKey(ItemKind(kind), item, language)
        shown = on_show(signatures_of(around, key))
        own, text_sql = _STAND_INS[kind]
        connection.execute(own, (item,))
        connection.execute(text_sql, (item, language, "approved" if shown else "draft", *row))
        if kind == "contact":
            _add_number_and_hours(connection, item, around)


def _add_number_and_hours(
    connection: sqlite3.Connection, contact: str, around: sqlite3.Connection
) -> None:
    """A text may say them, and has to say them right."""
    (phone,) = around.execute("SELECT phone FROM contact WHERE id = ?", (contact,)).fetchone()
    connection.execute("UPDATE contact SET phone = ? WHERE id = ?", (phone, contact))
    connection.executemany(
        "INSERT INTO contact_hours (contact_id, position, first_day, last_day, opens, closes)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        around.execute(
            "SELECT contact_id, position, first_day, last_day, opens, closes FROM contact_hours"
            " WHERE contact_id = ?",
            (contact,),
        ),
    )


def _add_pictures(
    connection: sqlite3.Connection, content: Content, around: sqlite3.Connection
) -> None:
    for digest in sorted(pictures_in(content)):
        connection.executemany(
            "INSERT INTO picture (digest, name, media_type, width, height, data)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            around.execute(
                "SELECT digest, name, media_type, width, height, data FROM picture"
                " WHERE digest = ?",
                (digest,),
            ),
        )


def pictures_in(content: Content) -> set[str]:
    """What the pictures that a text uses are named by."""
    cells = (value for rows in content.rows.values() for row in rows for value in row.values())
    return {name for value in cells if isinstance(value, str) for name in references(value)}


def mark_as_signed(connection: sqlite3.Connection, content: Content) -> None:
    """Say of a text's words that they are signed."""
    table = TABLES[content.key.kind][1]
    connection.execute(
        f"UPDATE {table.name} SET state = 'approved' WHERE {table.owner} = ? AND language = ?",
        (content.key.id, content.key.language),
    )


def fill_in_missing(connection: sqlite3.Connection, content: Content) -> None:
    """Let stand-ins say that a source and dates are still to come, so that a page can be seen."""
    table = TABLES[content.key.kind][0].name
    if not content.own.get("source_id"):
        connection.execute(
            "INSERT OR IGNORE INTO source (id, position, publisher, title)"
            " VALUES ('nosource', 0, 'to be chosen', 'no source yet')"
        )
        connection.execute(
            f"UPDATE {table} SET source_id = 'nosource' WHERE id = ?",
            (content.key.id,),
        )
    if not content.own.get("last_reviewed"):
        connection.execute(
            f"UPDATE {table} SET last_reviewed = ?, next_review = ? WHERE id = ?",
            (NO_DATE.isoformat(), NO_DATE.isoformat(), content.key.id),
        )


def findings_in(
    file: Path, content: Content, today: date, icons: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """What the checks say of a text in the `file` where it stands alone."""
    from app.content.checks import rules  # noqa: PLC0415 - they read CommonMark, which takes a while

    item = content.key.id
    found = (
        # These are found by their column, and nothing else stands here.
        replace(f, location=replace(f.location, item=item))
        if f.kind in (Kind.CHARACTER, Kind.LIMIT)
        else f
        for f in rules.check(file, today, icons)
    )
    own = (finding for finding in found if finding.location.item == item)
    if content.key.kind is ItemKind.TERM:  # whether a page uses it cannot be seen here
        own = (finding for finding in own if finding.kind is not Kind.GLOSSARY)
    return tuple(own)


def walkthrough_of(content: Content, around: sqlite3.Connection) -> Walkthrough:
    """The walkthrough that a text says, dead ends and all; ContentError if it cannot be read."""
    with (
        sandbox_library(_with_targets(content), around, complete=True) as file,
        closing(ContentLibrary(file)) as library,
    ):
        return library.walkthrough(content.key.id)


def _with_targets(content: Content) -> Content:
    """Let answers that lead nowhere yet lead to a question that is not there."""
    led = tuple(
        row if row.get("to_question") or row.get("to_outcome") else {**row, "to_question": NOT_YET}
        for row in content.rows.get("choice", ())
    )
    return replace(content, rows={**content.rows, "choice": led})
