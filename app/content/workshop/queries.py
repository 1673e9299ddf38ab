"""An open library: what it says."""

from __future__ import annotations

from contextlib import ExitStack

from app.content.checks.findings import Finding, Kind, Level
from app.content.items import item, signatures
from app.content.items.fields import TO_WRITE
from app.content.items.item import Content
from app.content.workshop import reading, sandbox, source_queries
from app.content.workshop.transactions import Changing
from app.content.workshop.values import (
    Event,
    ItemRow,
    Mention,
    SectionRow,
    Settings,
    SourceRow,
    Unfinished,
)
from app.domain.expected import ExpectedCase
from app.domain.governance import ItemKey, ItemKind, Signature, on_show
from app.domain.walkthrough import Walkthrough


class Opened(Changing):
    """A content.db that is open to be worked on, and tells what it says."""

    def settings(self) -> Settings:
        """The library as a whole."""
        with self._reading() as connection:
            return reading.settings(connection)

    def items(self, kind: ItemKind | None = None, *, quickly: bool = False) -> tuple[ItemRow, ...]:
        """Every text, or those of one kind, in the library's order.

        `quickly`, before stock was taken, a row is taken at its word for being signed.
        """
        if not self._has_row_cache and not quickly:
            self.fill_row_cache()
        kinds = tuple(ItemKind) if kind is None else (kind,)
        with self._reading() as connection:
            if self._has_row_cache:
                return self._row_cache.rows(connection, kinds, self._digests)
            steps = signatures.every_signature(connection)
            live = reading.published(connection)
            return tuple(
                row for one in kinds for row in reading.items(connection, one, None, steps, live)
            )

    def item(self, key: ItemKey) -> ItemRow | None:
        """One text as a list shows it; it takes no longer in a big library."""
        with self._reading() as connection:
            found = item.content(connection, key)
            if found is None:
                return None
            steps = {key: signatures.signatures_of(connection, key)}
            live = reading.published(connection, key)
            rows = reading.items(connection, key.kind, {key: found.digest}, steps, live, key.id)
            return next(row for row in rows if row.key == key)

    def strange(self) -> dict[ItemKey, str]:
        """What another program wrote and nobody wrote down: texts, and the digests they have."""
        if not self._has_row_cache:
            self.fill_row_cache()
        return dict(self._strange)

    def strange_of(self, key: ItemKey) -> dict[ItemKey, str]:
        """The same of one text."""
        with self._reading() as connection:
            found = item.content(connection, key)
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
            return source_queries.sources(connection)

    def on_sources(self) -> dict[tuple[ItemKind, str], tuple[str, ...]]:
        """The sources that each item stands on, its own first."""
        with self._reading() as connection:
            return source_queries.on_sources(connection)

    def on_source(self, source_id: str) -> set[tuple[ItemKind, str]]:
        """The items that stand on one source."""
        with self._reading() as connection:
            return source_queries.on_source(connection, source_id)

    def counts_on_sources(self) -> dict[str, int]:
        """How many texts stand on each source that any stands on."""
        with self._reading() as connection:
            return source_queries.counts(connection)

    def content(self, key: ItemKey) -> Content:
        """A text as its rows stand; KeyError where it is not there."""
        with self._reading() as connection:
            found = item.content(connection, key)
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
        return item.from_text(row[0]) if row else None

    def cases(self, walkthrough_id: str) -> tuple[ExpectedCase, ...]:
        """The expected cases of a walkthrough, in order."""
        with self._reading() as connection:
            return reading.cases(connection, walkthrough_id)

    def walkthrough(self, content: Content) -> Walkthrough:
        """The walkthrough that a text says; ContentError where it cannot be read as one."""
        with self._reading() as connection:
            return sandbox.walkthrough_of(content, connection)

    def findings(self, content: Content) -> tuple[Finding, ...]:
        """What the checks say of a text as if it were signed. May be asked from another thread."""
        try:
            with ExitStack() as stack:
                with self._reading() as connection:
                    file = stack.enter_context(sandbox.standing_alone(content, connection))
                # Nobody waits for the library while the checks run.
                found = list(sandbox.findings_in(file, content, self.today(), self.icons))
        except sandbox.UnfitError as error:
            return (Finding(Level.ERROR, Kind.LIBRARY, content.key.id, error.problem, error.hint),)
        if TO_WRITE in content.text:
            problem = f"There are words still to be written: “{TO_WRITE}”"
            hint = "Write them."
            found.insert(0, Finding(Level.ERROR, Kind.LIBRARY, content.key.id, problem, hint))
        return tuple(found)
