"""A content.db that is open: what is known of its texts, and whole changes to it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from app.content.database.snapshot import see_file
from app.content.items import item, signatures
from app.content.items.item import Content
from app.content.workshop import reading, writing
from app.content.workshop.file import LibraryFile, finish, see_format
from app.content.workshop.foreign_keys import Lost, lost, lost_of
from app.content.workshop.lock import WriterLock
from app.content.workshop.row_cache import RowCache, Touched
from app.domain.errors import RuleViolationError
from app.domain.governance import ItemKey, ItemStatus, Person, status_of


def utc_now() -> datetime:
    """The time, as the history writes it down."""
    return datetime.now(UTC)


class Changing:
    """The file, the stock of its texts, and the one way in which anything in it is changed."""

    def __init__(
        self,
        file: Path,
        person: Person,
        *,
        now: Callable[[], datetime] = utc_now,
        read_only: bool = False,
        icons: Collection[str] | None = None,
    ) -> None:
        """Open a library; InUse where somebody else works on it and `read_only` is not asked."""
        self.file = file
        self.person = person
        self.read_only = read_only
        self._now = now
        self.icons = icons
        self._digests: dict[ItemKey, str] = {}
        self._strange: dict[ItemKey, str] = {}
        self._has_row_cache = False
        self._row_cache = RowCache()
        self._guard = threading.RLock()
        self.changes = 0
        see_file(file)
        self._lock = None if read_only else WriterLock(file, person.name, now())
        try:
            if not read_only:
                finish(file)
            see_format(file)
            self._file = LibraryFile(file, read_only=read_only)
            with self._reading() as connection:
                self._language = reading.settings(connection).language
        except BaseException:
            self._release()
            raise

    def close(self) -> None:
        """Let go of the file, and let the next person have it."""
        self._file.close()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    # -- how it stands ---------------------------------------------------------------------------

    def verify(self) -> None:
        """Look for damage in the whole file; ContentError names it. For a thread of its own."""
        see_format(self.file, whole=True)

    def fill_row_cache(self) -> None:
        """See what each text says now; what another program changed goes into the history.

        With 10,000 texts it takes a second or two: for a thread of its own.
        """
        while True:
            before = self.changes
            # Read apart, so that whoever works meanwhile does not wait.
            with closing(LibraryFile(self.file, read_only=True)) as apart, apart.reading() as rows:
                found = list(item.every_content(rows))
                known = {digest for (digest,) in rows.execute("SELECT digest FROM version")}
            digests = {content.key: content.digest for content in found}
            with self._guard:
                if self.changes == before:
                    self._put_row_cache(found, digests, known)
                    return

    def _put_row_cache(
        self, found: Sequence[Content], digests: dict[ItemKey, str], known: Collection[str]
    ) -> None:
        self._has_row_cache = True
        self._digests = digests
        self._row_cache.forget()
        strange = [content for content in found if content.digest not in known]
        if self.read_only:
            self._strange = {content.key: content.digest for content in strange}
        if self.read_only or not strange:
            return
        with self._changing() as connection:
            for content in strange:
                signatures.keep_version(connection, content)
                self._note(
                    connection, "found", content.key, digest=content.digest, person=Person("")
                )
                writing.set_state(connection, content.key, ItemStatus.DRAFT)

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since this was last asked; then look again."""
        with self._guard:
            changed = self._file.changed_elsewhere()
            self.changes += changed
        if changed:
            self.fill_row_cache()
        return changed

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard, self._file.reading() as connection:
            yield connection

    @contextmanager
    def _changing(
        self,
        *tables: str,
        item: ItemKey | None = None,
        added: Sequence[ItemKey] | None = None,
        touched: Touched | None = None,
    ) -> Iterator[sqlite3.Connection]:
        """A change. Where it is known whose rows it writes, those alone are looked through.

        `item` is the one it writes; `added` are those it adds, filled in meanwhile. What it touched
        is read again when it is next asked for; if it does not say, everything.
        """
        if self.read_only:
            raise RuleViolationError(
                "It is open for reading only.", "Close it and open it to change it."
            )
        written = [item] if item is not None else added

        def check(connection: sqlite3.Connection) -> Lost | None:
            if written is None:
                return lost(connection, tables or None)
            return next(filter(None, (lost_of(connection, key) for key in written)), None)

        with self._guard, self._file.changing(check) as connection:
            if touched is not None or written is not None:
                self._row_cache.touch((*(touched or ()), *(written or ())))
            else:
                self._row_cache.forget()
            yield connection
        self.changes += 1

    def _at(self) -> str:
        return f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def today(self) -> date:
        """The day, where the library is worked on."""
        return self._now().astimezone().date()

    def _note(  # noqa: PLR0913 - a line of the history has these parts
        self,
        connection: sqlite3.Connection,
        act: str,
        key: ItemKey | None = None,
        *,
        digest: str | None = None,
        why: str = "",
        person: Person | None = None,
    ) -> None:
        writing.note(
            connection,
            at=self._at(),
            person=self.person if person is None else person,
            act=act,
            key=key,
            digest=digest,
            why=why,
        )

    def _settle(self, connection: sqlite3.Connection, content: Content, act: str, why: str) -> None:
        """Keep a text as a version, with its line in the history and its state."""
        key = content.key
        signatures.keep_version(connection, content)
        self._note(connection, act, key, digest=content.digest, why=why)
        steps = signatures.signatures_of(connection, key)
        writing.set_state(connection, key, status_of(content.digest, steps))
        self._digests[key] = content.digest
        self._row_cache.touch((key,))
