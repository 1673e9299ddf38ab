"""A library file for the preview: what families see, with the text that is being typed in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from app.content.checks.findings import Finding
from app.content.database.connection import Boundary
from app.content.items.approved import apply_approved
from app.content.items.item import CITED, Content
from app.content.items.write import put
from app.content.publishing.edition import make_edition
from app.content.workshop import Workshop
from app.content.workshop.sandbox import (
    fill_in_missing,
    mark_as_signed,
    pictures_in,
    referenced_by,
)
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey, ItemKind


class PreviewFiles:
    """Library files in which texts can be seen as families would see them."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._made = 0
        self._base = ""

    def preview_file(self, folder: Path, *contents: Content) -> Path:
        """A new library file in `folder` in which these texts stand as if they were signed.

        The rest is what families see now. May be asked from another thread. ContentError where a
        text lacks something that every text of its kind has.
        """
        base = self._current_base(folder)
        self._made += 1
        file = folder / f"preview-{self._made}.db"
        shutil.copyfile(base, file)
        with Boundary(file), closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN")
            drafts = tuple(self._drafts_named_by(contents))
            self._add_pictures(connection, (*drafts, *contents))
            for draft in drafts:
                connection.execute("SAVEPOINT draft")
                try:
                    _show(connection, draft)
                except ContentError:  # it is not written yet: the link leads nowhere
                    connection.execute("ROLLBACK TO draft")
            for content in contents:
                _show(connection, content)
            connection.execute("COMMIT")
        return file

    def _drafts_named_by(self, contents: Sequence[Content]) -> Iterator[Content]:
        """What these texts lead to and families do not see yet, as far as it is written."""
        items = self._workshop.items
        shown = {content.key for content in contents}
        for content in contents:
            for kind, item in sorted(referenced_by(content)):
                key = ItemKey(ItemKind(kind), item, content.key.language)
                if key not in shown and items.row(key) and items.signed_content(key) is None:
                    shown.add(key)
                    yield items.content(key)

    def _add_pictures(self, connection: sqlite3.Connection, contents: Sequence[Content]) -> None:
        """Put those in that only these texts use: families do not see them yet."""
        pictures = self._workshop.pictures
        there = {digest for (digest,) in connection.execute("SELECT digest FROM picture")}
        used = {digest for content in contents for digest in pictures_in(content)}
        names = pictures.names() if used - there else {}
        for digest in sorted(used - there):
            if picture := pictures.get(digest):
                connection.execute(
                    "INSERT INTO picture (digest, name, media_type, width, height, data)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        *(digest, names[digest], picture.media_type),
                        *(picture.width, picture.height, picture.data),
                    ),
                )

    def findings(self, content: Content) -> tuple[Finding, ...]:
        """What the checks say of a text. May be asked from another thread."""
        return self._workshop.checks.findings(content)

    def _current_base(self, folder: Path) -> Path:
        """What families see now, made again when the library has changed."""
        base = folder / f"base-{self._workshop.changes}.db"
        if base.name == self._base and base.exists():
            return base
        whole = folder / "whole.db"
        base = folder / f"base-{self._workshop.copy_to(whole)}.db"
        made = folder / "made.db"
        made.unlink(missing_ok=True)
        apply_approved(whole)
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
                f"INSERT OR REPLACE INTO source (id, position, {', '.join(CITED)})"
                f" VALUES (?, 0, {', '.join('?' for _ in CITED)})",
                (item, *(words.get(name, "") for name in CITED)),
            )
        put(connection, content)
        mark_as_signed(connection, content)
        fill_in_missing(connection, content)
    except sqlite3.IntegrityError as error:
        problem = f"{key.id} lacks something that it needs: {error}."
        hint = "Fill in every field that needs words."
        raise ContentError(ContentCode.FAULTY, problem, hint) from error
