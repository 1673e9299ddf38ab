"""Making an edition: a library file with what was signed, and nothing of how it came to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.content.database import checksums, schema
from app.content.items.fields import Form, fields_with
from app.content.items.item import TABLES, every_content
from app.content.items.library_item import library_content
from app.content.items.signatures import every_signature
from app.content.reader.pictures import references
from app.domain.governance.governance import ItemKey, Person, on_show
from app.domain.progress import NO_PROGRESS, SubProgress

LEFT_OUT = frozenset(
    {
        *("version", "signature", "history", "unfinished", "publication", "publication_item"),
        *("expected_case", "expected_answer"),
        *("staff_note", "staff_note_topic", "staff_note_walkthrough"),
    }
)
"""The tables that families have no use for. Of the history, an edition has its own imprint."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who published an edition, when, and in a line what it changed: kiosks show it to staff."""

    by: Person
    at: str
    summary: str


def make_edition(  # noqa: PLR0913 - what goes in, and what is said of it
    approved: Path,
    made: Path,
    *,
    number: int,
    day: date | None,
    imprint: Imprint | None = None,
    held_back: Mapping[ItemKey, str] | None = None,
    progress: SubProgress = NO_PROGRESS,
) -> None:
    """Write an edition into a new file, from a settled copy without what families do not see.

    `held_back` are the digests of texts that are in it as they were signed before they were last.
    """
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        schema.create(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH ? AS whole", (str(approved),))
        connection.execute("BEGIN")
        names = [n for n in schema.table_names(connection) if n not in LEFT_OUT]
        for table in progress.sub(0.0, 0.3).each(names, len(names), "Writing table"):
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM whole.{table}")
        shown = " UNION ALL ".join(
            f"SELECT '{kind}', {text.owner}, language FROM main.{text.name}"
            for kind, (_, text, *_) in TABLES.items()
        )
        shown += " UNION ALL VALUES ('library', 'library', '')"
        _drop_unused_pictures(connection)
        connection.execute(
            "CREATE TEMP TABLE held (kind TEXT, item_id TEXT, language TEXT, digest TEXT)"
        )
        connection.executemany(
            "INSERT INTO held VALUES (?, ?, ?, ?)",
            ((k.kind, k.id, k.language, digest) for k, digest in (held_back or {}).items()),
        )
        connection.execute(_SIGNATURES.format(shown=shown))
        _save_signed(connection)
        connection.execute(
            "UPDATE library SET edition = ?, published_on = ?",
            (number, day.isoformat() if day else ""),
        )
        if imprint is not None:
            connection.execute(
                "INSERT INTO history (at, name, role, act, kind, item_id, language, why)"
                " VALUES (?, ?, ?, 'published', 'library', '', '', ?)",
                (imprint.at, imprint.by.name, imprint.by.role, imprint.summary),
            )
        for kind in TABLES:
            connection.execute(f"UPDATE {kind} SET owner = '', author = ''")
        checksums.set_checksums(connection, progress.sub(0.3, 0.9))
        connection.execute("COMMIT")
        connection.execute("DETACH whole")
        progress.at(0.9, "Packing")
        connection.execute("VACUUM")


def _drop_unused_pictures(connection: sqlite3.Connection) -> None:
    """Leave out the pictures that only drafts, or earlier texts, have a use for."""
    used = {
        digest
        for field in fields_with(Form.COMMONMARK)
        for (text,) in connection.execute(f"SELECT {field.column} FROM main.{field.table}")
        for digest in references(text)
    }
    used.update(value for (value,) in connection.execute("SELECT value FROM main.appearance"))
    there = [digest for (digest,) in connection.execute("SELECT digest FROM main.picture")]
    unused = [(digest,) for digest in there if digest not in used]
    connection.executemany("DELETE FROM main.picture WHERE digest = ?", unused)


def _save_signed(connection: sqlite3.Connection) -> None:
    """Take the signed versions along of texts that an edition cannot show to the letter.

    A link to what is not shown is left out of them, and a page that is not shown out of the order,
    so they do not fit their signature any more.
    """
    signatures = every_signature(connection)
    library = library_content(connection)
    for text in (*([library] if library else []), *every_content(connection)):
        digest = on_show(signatures.get(text.key, ()))
        if digest != text.digest:
            connection.execute(
                "INSERT OR IGNORE INTO main.version SELECT * FROM whole.version WHERE digest = ?",
                (digest,),
            )


# The steps that brought each text to families. Who comes last comes first in the search.
_SIGNATURES = """
INSERT INTO main.signature (kind, item_id, language, digest, step, name, role, day)
SELECT kind, item_id, language, digest, step, name, role, day FROM whole.signature AS s
WHERE (kind, item_id, language) IN ({shown}) AND step <> 'withdrawn' AND digest = coalesce(
    (
        SELECT digest FROM held
        WHERE held.kind = s.kind AND held.item_id = s.item_id AND held.language = s.language
    ),
    (
        SELECT digest FROM whole.signature AS last
        WHERE last.kind = s.kind AND last.item_id = s.item_id AND last.language = s.language
            AND last.step IN ('signed', 'reviewed')
        ORDER BY number DESC LIMIT 1
    )
)
ORDER BY number
"""
