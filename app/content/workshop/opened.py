"""An open library: how it stands, what it says, and whole changes to it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from app.content import items, signatures
from app.content.copying import see_file
from app.content.findings import Finding, Kind, Level
from app.content.items import Content
from app.content.workshop import alone, reading, writing
from app.content.workshop.file import LibraryFile, finish, see_format
from app.content.workshop.lock import WriterLock
from app.content.workshop.references import Lost, lost, lost_of
from app.content.workshop.values import (
    Event,
    ItemRow,
    Mention,
    Refused,
    SectionRow,
    Settings,
    SourceRow,
    Unfinished,
)
from app.domain.errors import ContentCode, ContentError
from app.domain.expected import ExpectedCase
from app.domain.governance import (
    ItemKey,
    ItemKind,
    Life,
    Person,
    Refusal,
    Signature,
    life,
    on_show,
)
from app.domain.walkthrough import Walkthrough

_UNFIT = ("Something is not filled in yet.", "Fill in every field that is empty.")


def utc_now() -> datetime:
    """The time, as the history writes it down."""
    return datetime.now(UTC)


class Opened:
    """A content.db that is open to be worked on: what it says, and how it is changed."""

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
        self._has_stock = False
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

    def take_stock(self) -> None:
        """See what each text says now; what another program changed goes into the history.

        With 10,000 texts it takes a second or two: for a thread of its own.
        """
        while True:
            before = self.changes
            # Read apart, so that whoever works meanwhile does not wait.
            with closing(LibraryFile(self.file, read_only=True)) as apart, apart.reading() as rows:
                found = list(items.every_content(rows))
                known = {digest for (digest,) in rows.execute("SELECT digest FROM version")}
            digests = {content.key: content.digest for content in found}
            with self._guard:
                if self.changes == before:
                    self._put_stock(found, digests, known)
                    return

    def _put_stock(
        self, found: Sequence[Content], digests: dict[ItemKey, str], known: Collection[str]
    ) -> None:
        self._has_stock = True
        self._digests = digests
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
                writing.set_state(connection, content.key, Life.DRAFT)

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since this was last asked; then look again."""
        with self._guard:
            changed = self._file.changed_elsewhere()
            self.changes += changed
        if changed:
            self.take_stock()
        return changed

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard, self._file.reading() as connection:
            yield connection

    @contextmanager
    def _changing(self, *tables: str, item: ItemKey | None = None) -> Iterator[sqlite3.Connection]:
        """A change. Where it is known whose rows it writes, those alone are looked through."""
        if self.read_only:
            raise Refused(
                Refusal("It is open for reading only.", "Close it and open it to change it.")
            )
        check: Callable[[sqlite3.Connection], Lost | None]
        check = partial(lost_of, key=item) if item else partial(lost, tables=tables or None)
        with self._guard, self._file.changing(check) as connection:
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
        writing.set_state(connection, key, life(content.digest, steps))
        self._digests[key] = content.digest

    # -- reading ---------------------------------------------------------------------------------

    def settings(self) -> Settings:
        """The library as a whole."""
        with self._reading() as connection:
            return reading.settings(connection)

    def items(self, kind: ItemKind | None = None, *, quickly: bool = False) -> tuple[ItemRow, ...]:
        """Every text, or those of one kind, in the library's order.

        `quickly`, before stock was taken, a row is taken at its word for being signed.
        """
        if not self._has_stock and not quickly:
            self.take_stock()
        digests = self._digests if self._has_stock else None
        with self._reading() as connection:
            steps = signatures.every_signature(connection)
            live = reading.published(connection)
            kinds = ItemKind if kind is None else (kind,)
            return tuple(
                row for one in kinds for row in reading.items(connection, one, digests, steps, live)
            )

    def item(self, key: ItemKey) -> ItemRow | None:
        """One text as a list shows it; it takes no longer in a big library."""
        with self._reading() as connection:
            found = items.content(connection, key)
            if found is None:
                return None
            steps = {key: signatures.signatures_of(connection, key)}
            live = reading.published(connection, key)
            rows = reading.items(connection, key.kind, {key: found.digest}, steps, live, key.id)
            return next(row for row in rows if row.key == key)

    def strange(self) -> dict[ItemKey, str]:
        """What another program wrote and nobody wrote down: texts, and the digests they have."""
        if not self._has_stock:
            self.take_stock()
        return dict(self._strange)

    def strange_of(self, key: ItemKey) -> dict[ItemKey, str]:
        """The same of one text."""
        with self._reading() as connection:
            found = items.content(connection, key)
            if found is None or signatures.version(connection, found.digest) is not None:
                return {}
            return {key: found.digest}

    def titles(self) -> dict[tuple[ItemKind, str], str]:
        """What each item is called, in the library's own language where it has words in it."""
        with self._reading() as connection:
            return reading.titles(connection, self._language)

    def sections(self) -> tuple[SectionRow, ...]:
        """The sections, in order."""
        with self._reading() as connection:
            return reading.sections(connection, self._language)

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources, in order."""
        with self._reading() as connection:
            return reading.sources(connection)

    def on_sources(self) -> dict[tuple[ItemKind, str], tuple[str, ...]]:
        """The sources that each item stands on, its own first."""
        with self._reading() as connection:
            return reading.on_sources(connection)

    def content(self, key: ItemKey) -> Content:
        """A text as its rows stand; KeyError where it is not there."""
        with self._reading() as connection:
            found = items.content(connection, key)
        if found is None:
            raise KeyError(key)
        return found

    def signatures(self, key: ItemKey) -> tuple[Signature, ...]:
        """Who checked and signed a text, oldest first."""
        with self._reading() as connection:
            return signatures.signatures_of(connection, key)

    def signed_content(self, key: ItemKey) -> Content | None:
        """What families see of a text, if anything."""
        with self._reading() as connection:
            shown = on_show(signatures.signatures_of(connection, key))
            return signatures.version(connection, shown) if shown else None

    def version(self, digest: str) -> Content | None:
        """A version that was kept."""
        with self._reading() as connection:
            return signatures.version(connection, digest)

    def history(self, key: ItemKey | None = None, limit: int = 1000) -> tuple[Event, ...]:
        """The history of one text or of the library, newest first."""
        with self._reading() as connection:
            return reading.history(connection, key, limit)

    def mentions(self, key: ItemKey) -> tuple[Mention, ...]:
        """What names an item, so that deleting it would leave a hole."""
        with self._reading() as connection:
            return reading.mentions(connection, key)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """What was typed and not saved, newest first."""
        with self._reading() as connection:
            return reading.unfinished(connection)

    def unfinished_content(self, key: ItemKey) -> Content | None:
        """What was typed of one text and not saved."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT content FROM unfinished WHERE kind = ? AND item_id = ? AND language = ?",
                (key.kind, key.id, key.language),
            ).fetchone()
        return items.from_text(row[0]) if row else None

    def cases(self, walkthrough_id: str) -> tuple[ExpectedCase, ...]:
        """The expected cases of a walkthrough, in order."""
        with self._reading() as connection:
            return reading.cases(connection, walkthrough_id)

    def walkthrough(self, content: Content) -> Walkthrough:
        """The walkthrough that a text says; ContentError where it cannot be read as one."""
        try:
            with self._reading() as connection:
                return alone.walkthrough_of(content, connection)
        except alone.UnfitError as error:
            problem, mend = _UNFIT
            raise ContentError(ContentCode.FAULTY, problem, mend) from error

    def findings(self, content: Content) -> tuple[Finding, ...]:
        """What the checks say of a text as if it were signed. May be asked from another thread."""
        try:
            with ExitStack() as stack:
                with self._reading() as connection:
                    file = stack.enter_context(alone.standing_alone(content, connection))
                # Nobody waits for the library while the checks run.
                found = list(alone.findings_in(file, content, self.today(), self.icons))
        except alone.UnfitError:
            problem, mend = _UNFIT
            return (Finding(Level.ERROR, Kind.LIBRARY, content.key.id, problem, mend),)
        if writing.TO_WRITE in content.text:
            problem = f"There are words still to be written: “{writing.TO_WRITE}”"
            mend = "Write them."
            found.insert(0, Finding(Level.ERROR, Kind.LIBRARY, content.key.id, problem, mend))
        return tuple(found)
