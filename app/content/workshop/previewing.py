"""A library file for the preview: what families see, with the text that is being typed in it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from app.content.copying import copy_database
from app.content.database import Boundary
from app.content.edition import make_edition
from app.content.items import CITED, PARTS, Content
from app.content.itemwriting import put
from app.content.settling import settle_for_families
from app.content.workshop.opened import Opened
from app.domain.errors import ContentCode, ContentError


class Previewing(Opened):
    """An open library whose texts can be seen as families would see them."""

    _previews = 0
    _base = ""

    def preview_file(self, folder: Path, *contents: Content) -> Path:
        """A new library file in `folder` in which these texts stand as if they were signed.

        The rest is what families see now. May be asked from another thread. ContentError where a
        text lacks something that every text of its kind has.
        """
        base = self._preview_base(folder)
        self._previews += 1
        file = folder / f"preview-{self._previews}.db"
        shutil.copyfile(base, file)
        with Boundary(file), closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN")
            for content in contents:
                _show(connection, content)
            connection.execute("COMMIT")
        return file

    def _preview_base(self, folder: Path) -> Path:
        """What families see now, made again when the library has changed."""
        with self._guard:
            base = folder / f"base-{self.changes}.db"
            if base.name == self._base and base.exists():
                return base
            whole = folder / "whole.db"
            with Boundary(self.file):
                copy_database(self.file, whole)
        made = folder / "made.db"
        made.unlink(missing_ok=True)
        settle_for_families(whole)
        make_edition(whole, made, number=1, day=None)
        whole.unlink()
        made.replace(base)
        if self._base and self._base != base.name:
            (folder / self._base).unlink(missing_ok=True)
        self._base = base.name
        return base


def _show(connection: sqlite3.Connection, content: Content) -> None:
    key = content.key
    try:
        connection.execute(
            "INSERT INTO section (id, position) SELECT 's', 0 WHERE NOT EXISTS"
            " (SELECT 1 FROM section)"
        )
        for item, words in content.cites.items():
            connection.execute(
                f"INSERT OR REPLACE INTO source (id, position, {', '.join(CITED)})"  # noqa: S608
                f" VALUES (?, 0, {', '.join('?' for _ in CITED)})",
                (item, *(words.get(name, "") for name in CITED)),
            )
        put(connection, content)
        words_of = PARTS[key.kind][1]
        connection.execute(
            f"UPDATE {words_of.table} SET state = 'approved'"  # noqa: S608
            f" WHERE {words_of.owner} = ? AND language = ?",
            (key.id, key.language),
        )
        _complete(connection, content)
    except sqlite3.IntegrityError as error:
        problem = f"{key.id} lacks something that it needs: {error}."
        mend = "Fill in every field that needs words."
        raise ContentError(ContentCode.FAULTY, problem, mend) from error


def _complete(connection: sqlite3.Connection, content: Content) -> None:
    """Let a source and dates stand in for those that a page still lacks, so that it can be seen."""
    table = PARTS[content.key.kind][0].table
    if not content.own.get("source_id"):
        connection.execute(
            "INSERT OR IGNORE INTO source (id, position, publisher, title)"
            " VALUES ('nosource', 0, 'No source yet', 'No source yet')"
        )
        connection.execute(
            f"UPDATE {table} SET source_id = 'nosource' WHERE id = ?",  # noqa: S608
            (content.key.id,),
        )
    if not content.own.get("last_reviewed"):
        connection.execute(
            f"UPDATE {table} SET last_reviewed = '2000-01-01', next_review = '2000-01-01'"  # noqa: S608
            " WHERE id = ?",
            (content.key.id,),
        )
