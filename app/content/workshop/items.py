"""The texts of a library: read, saved, added and deleted, each with its line in the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.content.items import item, signatures
from app.content.items.contact_words import texts_that_say
from app.content.items.item import TABLES, Content
from app.content.items.library_item import content_of, put_library
from app.content.items.write import put
from app.content.workshop import new_items
from app.content.workshop.arrangement import has_section, move_to_section
from app.content.workshop.index import item_rows, mentions
from app.content.workshop.index.item_index import ItemIndex
from app.content.workshop.index.item_rows import Versions
from app.content.workshop.settings import LibrarySettings
from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import Snapshot, put_back, snapshot_of
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.unfinished import forget_unfinished
from app.content.workshop.values import Act, ItemRow, Mention
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import (
    TEXT_KINDS,
    ItemKey,
    ItemKind,
    ItemStatus,
    on_show,
    status_of,
)

_MOST_NAMED = 5
"""How many of the pages that name an item are listed."""


class Items:
    """Topics, walkthroughs, contacts and glossary words, in each of their languages."""

    def __init__(
        self,
        transactions: Transactions,
        history: History,
        index: ItemIndex,
        settings: LibrarySettings,
    ) -> None:
        self._transactions = transactions
        self._history = history
        self._index = index
        self._settings = settings
        self._titles: dict[tuple[ItemKind, str], str] = {}
        self._titles_of: tuple[object, ...] = ()

    # -- what they say ---------------------------------------------------------------------------

    def rows(self, kind: ItemKind | None = None, *, quickly: bool = False) -> tuple[ItemRow, ...]:
        """Every text, or those of one kind, in the library's order.

        `quickly`, before the index is filled, a row is taken at its word for being signed.
        """
        if not self._index.is_filled and not quickly:
            self._index.fill()
        kinds = TEXT_KINDS if kind is None else (kind,)
        with self._transactions.reading() as connection:
            if self._index.is_filled:
                return self._index.rows(connection, kinds)
            versions = Versions(
                None, signatures.every_signature(connection), item_rows.published(connection)
            )
            return tuple(row for one in kinds for row in item_rows.items(connection, one, versions))

    def row(self, key: ItemKey) -> ItemRow | None:
        """One text as a list shows it; it takes no longer in a big library."""
        with self._transactions.reading() as connection:
            found = content_of(connection, key)
            if found is None:
                return None
            if key.kind is ItemKind.LIBRARY:
                return item_rows.library_row(connection, found)
            versions = Versions(
                {key: found.digest},
                {key: signatures.signatures_of(connection, key)},
                item_rows.published(connection, key),
            )
            rows = item_rows.items(connection, key.kind, versions, key.id)
            return next(row for row in rows if row.key == key)

    def titles(self) -> dict[tuple[ItemKind, str], str]:
        """What each item is called, in the library's own language where it has a text in it.

        They are read anew when anything was written, by us or by another program.
        """
        language = self._settings.language
        with self._transactions.reading() as connection:
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            written = (connection, connection.total_changes, version, language)
            if written != self._titles_of:
                self._titles, self._titles_of = item_rows.titles(connection, language), written
            return dict(self._titles)

    def content(self, key: ItemKey) -> Content:
        """A text as its rows stand; KeyError where it is not there."""
        with self._transactions.reading() as connection:
            found = content_of(connection, key)
        if found is None:
            raise KeyError(key)
        return found

    def signed_content(self, key: ItemKey) -> Content | None:
        """What families see of a text, if anything."""
        with self._transactions.reading() as connection:
            shown = on_show(signatures.signatures_of(connection, key))
            return signatures.version(connection, shown) if shown else None

    def version(self, digest: str) -> Content | None:
        """A version that was kept."""
        with self._transactions.reading() as connection:
            return signatures.version(connection, digest)

    def mentions(self, key: ItemKey) -> tuple[Mention, ...]:
        """What names an item, so that deleting it would leave a hole."""
        if key.kind is ItemKind.LIBRARY:
            return ()
        with self._transactions.reading() as connection:
            return mentions.mentions(connection, key)

    def texts_that_say_contacts(self) -> tuple[ItemKey, ...]:
        """The texts that say a contact's number or hours as the contact's own."""
        with self._transactions.reading() as connection:
            return texts_that_say(connection)

    # -- changing them ---------------------------------------------------------------------------

    def save(self, content: Content, why: str = "", *, act: str = "saved") -> ItemStatus:
        """Make a text the draft of its item; what was unfinished of it is done with."""
        key = content.key
        with self._transactions.changing(item=key) as connection:
            whole = item.with_sources(connection, content)
            if self._index.digest(key) != whole.digest:
                self.write(connection, whole, Act(act, why))
            forget_unfinished(connection, key)
            return status_of(whole.digest, signatures.signatures_of(connection, key))

    def save_all(self, contents: Sequence[Content], why: str = "") -> None:
        """Make texts the drafts of their items, all or none."""
        keys = [content.key for content in contents]
        with self._transactions.changing(added=keys) as connection:
            for content in contents:
                whole = item.with_sources(connection, content)
                if self._index.digest(content.key) != whole.digest:
                    self.write(connection, whole, Act("saved", why))
                forget_unfinished(connection, content.key)

    def write(self, connection: sqlite3.Connection, content: Content, act: Act) -> None:
        """Write a text inside a change: its rows, its version, its line in the history."""
        put(connection, content, shared=content.key.language == self._settings.language)
        self._index.record(connection, content, act)

    def create(self, kind: ItemKind, title: str, section_id: str = "") -> ItemKey:
        """A new draft that has a title alone; a topic stands last in its section."""
        added: list[ItemKey] = []
        with self._transactions.changing(added=added) as connection:
            key = new_items.new_key(connection, kind, self._settings.language)
            added.append(key)
            self._add(connection, new_items.blank(key, title), section_id, Act("saved"))
            return key

    def duplicate(self, key: ItemKey) -> ItemKey:
        """The same text as a new draft, under an id and a title of its own."""
        content = self.content(key)
        added: list[ItemKey] = []
        with self._transactions.changing(added=added) as connection:
            other = new_items.new_key(connection, key.kind, key.language)
            added.append(other)
            copy = new_items.retitled(new_items.with_key(content, other), f"{content.title} (copy)")
            section = connection.execute(
                "SELECT section_id FROM topic WHERE id = ?", (key.id,)
            ).fetchone()
            act = Act("saved", f"A copy of {key.id}")
            self._add(connection, copy, section[0] if section else "", act)
            return other

    def add(self, content: Content, section_id: str = "", why: str = "") -> ItemKey:
        """A text from elsewhere as a new draft; its id is given here."""
        added: list[ItemKey] = []
        with self._transactions.changing(added=added) as connection:
            key = new_items.new_key(connection, content.key.kind, self._settings.language)
            added.append(key)
            text = new_items.with_key(content, key)
            self._add(connection, text, section_id, Act("imported", why))
            return key

    def _add(
        self, connection: sqlite3.Connection, content: Content, section_id: str, act: Act
    ) -> None:
        is_topic = content.key.kind is ItemKind.TOPIC
        if is_topic and not has_section(connection):
            raise RuleViolationError("There is no section to put it in.", "Add a section first.")
        self.write(connection, content, act)
        if section_id and is_topic:
            move_to_section(connection, content.key.id, section_id)

    def delete(self, key: ItemKey, why: str = "") -> None:
        """Take an item out of the library; where something names it, an error says what."""
        self.delete_all((key,), why)

    def delete_all(self, keys: Sequence[ItemKey], why: str = "") -> None:
        """Take items out together, all or none: they may name each other, and nothing else them."""
        for key in keys:
            if key.kind is ItemKind.LIBRARY:
                raise RuleViolationError("The library itself cannot be deleted.", "Name one page.")
            if named := self.mentions_elsewhere(key, keys):
                by = "; ".join(f"{m.key.id} “{m.title}” ({m.where})" for m in named[:_MOST_NAMED])
                more = len(named) - _MOST_NAMED
                more_in_words = f"; and {more} more" if more > 0 else ""
                raise RuleViolationError(
                    f"{key.id} is named by {by}{more_in_words}.", "Take it out there first."
                )
        with self._transactions.changing(touched=tuple(keys)) as connection:
            for key in keys:
                new_items.delete_rows(connection, key)
                forget_unfinished(connection, key)
                self._history.note(connection, Act("deleted", why), key)
                self._index.remove(key)

    def mentions_elsewhere(self, key: ItemKey, going: Sequence[ItemKey]) -> tuple[Mention, ...]:
        """What names an item, but for those that go with it."""
        gone = {(other.kind, other.id) for other in going}
        return tuple(m for m in self.mentions(key) if (m.key.kind, m.key.id) not in gone)

    def restore(self, key: ItemKey, digest: str, why: str = "") -> None:
        """Make an earlier version a new draft; KeyError where there is none."""
        found = self.version(digest)
        if found is None or found.key != key:
            raise KeyError(digest)
        if key.kind is ItemKind.LIBRARY:
            self._restore_library(found, why)
        else:
            self.save(found, why, act="restored")

    def _restore_library(self, content: Content, why: str) -> None:
        """Pages that came since stay, in their section or in the first."""
        with self._transactions.changing("library", "topic", "section_text") as connection:
            put_library(connection, content)
            connection.execute(
                "UPDATE library SET helpline_id = NULL"
                " WHERE helpline_id NOT IN (SELECT id FROM contact)"
            )
            self._history.note(connection, Act("restored", why), content.key, content.digest)
        self._settings.language = self._settings.read().language

    def set_people(self, key: ItemKey, owner: str, author: str) -> None:
        """Say who answers for a text and who wrote it; no signature is lost."""
        with self._transactions.changing(item=key) as connection:
            connection.execute(
                f"UPDATE {TABLES[key.kind][0].name} SET owner = ?, author = ? WHERE id = ?",
                (owner, author, key.id),
            )
            self._history.note(
                connection,
                Act("arranged", f"Owner: {owner}"),
                key,
                self._index.digest(key) or None,
            )

    # -- undoing ---------------------------------------------------------------------------------

    def snapshot(self, key: ItemKey) -> Snapshot:
        """Every row of an item, to be put back once it was deleted."""
        with self._transactions.reading() as connection:
            return snapshot_of(connection, *_rows_of(key))

    def put_back(self, key: ItemKey, snapshot: Snapshot) -> None:
        """Put a deleted item back as it stood; what is there already stays."""
        self.put_back_all({key: snapshot})

    def put_back_all(self, snapshots: Mapping[ItemKey, Snapshot]) -> None:
        """Put items back together, which may name each other."""
        with self._transactions.changing(touched=tuple(snapshots)) as connection:
            for snapshot in snapshots.values():
                put_back(connection, snapshot)
            for key in snapshots:
                content = item.content(connection, key)
                if content is None:
                    raise KeyError(key)
                self._index.record(connection, content, Act("restored", "Undone"))


def _rows_of(key: ItemKey) -> Iterator[tuple[str, str, Iterable[str]]]:
    for part in TABLES[key.kind]:
        yield part.name, f"{part.owner} = ?", (key.id,)
    for name in new_items.beside(key.kind):
        yield name, f"{key.kind}_id = ?", (key.id,)
    where = "kind = ? AND item_id = ? AND language = ?"
    yield "unfinished", where, (key.kind, key.id, key.language)
