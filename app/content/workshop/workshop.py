"""The Workshop: what the editor and the commands do with a content.db."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.content.items import item, signatures
from app.content.items.item import TABLES, Content
from app.content.workshop import reading, writing
from app.content.workshop.arranging import Arranging
from app.content.workshop.previewing import Previewing
from app.content.workshop.publications import Publications
from app.content.workshop.signing import Signing
from app.content.workshop.transactions import utc_now
from app.content.workshop.undelete import PuttingBack
from app.domain.errors import RuleViolationError
from app.domain.governance import (
    ItemKey,
    ItemKind,
    ItemStatus,
    Person,
    status_of,
)


class Workshop(Signing, Arranging, Publications, Previewing, PuttingBack):
    """A content.db that somebody works on. Every change is whole, and in the history.

    A change raises Refused where a rule forbids it, and ContentError where it cannot be written;
    either way nothing was changed.
    """

    @classmethod
    def open(
        cls,
        file: Path,
        person: Person,
        *,
        now: Callable[[], datetime] = utc_now,
        read_only: bool = False,
        icons: Collection[str] | None = None,
    ) -> Workshop:
        """A library, open; InUse where somebody else works on it."""
        return cls(file, person, now=now, read_only=read_only, icons=icons)

    def save(self, content: Content, why: str = "", *, act: str = "saved") -> ItemStatus:
        """Make a text the draft of its item; what was unfinished of it is done with."""
        key = content.key
        with self._changing(item=key) as connection:
            whole = item.with_sources(connection, content)
            if self._digests.get(key) != whole.digest:
                writing.save(connection, whole, self._language)
                self._settle(connection, whole, act, why)
            self._forget_unfinished(connection, key)
            reached = status_of(whole.digest, signatures.signatures_of(connection, key))
        return reached

    def create(self, kind: ItemKind, title: str, section_id: str = "") -> ItemKey:
        """A new draft that has a title alone; a topic stands last in its section."""
        added: list[ItemKey] = []
        with self._changing(added=added) as connection:
            key = ItemKey(
                kind, writing.new_id(connection, kind, writing.PREFIXES[kind]), self._language
            )
            added.append(key)
            return self._add(connection, writing.blank(key, title), section_id, "")

    def duplicate(self, key: ItemKey) -> ItemKey:
        """The same words as a new draft, under an id and a title of its own."""
        content = self.content(key)
        added: list[ItemKey] = []
        with self._changing(added=added) as connection:
            other = replace(
                key, id=writing.new_id(connection, key.kind, writing.PREFIXES[key.kind])
            )
            added.append(other)
            copy = writing.retitled(writing.moved(content, other), f"{content.title} (copy)")
            section = connection.execute(
                "SELECT section_id FROM topic WHERE id = ?", (key.id,)
            ).fetchone()
            return self._add(connection, copy, section[0] if section else "", f"A copy of {key.id}")

    def add(self, content: Content, section_id: str = "", why: str = "") -> ItemKey:
        """A text from elsewhere as a new draft; its id is given here."""
        kind = content.key.kind
        added: list[ItemKey] = []
        with self._changing(added=added) as connection:
            key = ItemKey(
                kind, writing.new_id(connection, kind, writing.PREFIXES[kind]), self._language
            )
            added.append(key)
            moved = writing.moved(content, key)
            return self._add(connection, moved, section_id, why, act="imported")

    def _add(
        self,
        connection: sqlite3.Connection,
        content: Content,
        section_id: str,
        why: str,
        act: str = "saved",
    ) -> ItemKey:
        if content.key.kind is ItemKind.TOPIC and not reading.sections(connection, self._language):
            raise RuleViolationError("There is no section to put it in.", "Add a section first.")
        writing.save(connection, content, self._language)
        if section_id and content.key.kind is ItemKind.TOPIC:
            writing.place(connection, content.key.id, section_id)
        self._settle(connection, content, act, why)
        return content.key

    def delete(self, key: ItemKey, why: str = "") -> None:
        """Take an item out of the library; Refused, with what names it, where something does."""
        named = self.mentions(key)
        if named:
            places = "; ".join(f"{m.key.id} “{m.title}” ({m.where})" for m in named[:5])
            more = f"; and {len(named) - 5} more" if len(named) > 5 else ""  # noqa: PLR2004
            raise RuleViolationError(
                f"{key.id} is named by {places}{more}.", "Take it out there first."
            )
        with self._changing(touched=(key,)) as connection:
            writing.delete(connection, key)
            self._forget_unfinished(connection, key)
            self._note(connection, "deleted", key, why=why)
            self._digests.pop(key, None)

    def keep_unfinished(self, content: Content) -> None:
        """Keep what is being typed, for the next start to offer back."""
        key = content.key
        with self._changing("unfinished", touched=(key,)) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?, ?, ?, ?)",
                (key.kind, key.id, key.language, self._at(), self.person.name, content.text),
            )

    def drop_unfinished(self, key: ItemKey) -> None:
        """Throw away what was typed of a text and not saved."""
        with self._changing("unfinished", touched=(key,)) as connection:
            self._forget_unfinished(connection, key)

    @staticmethod
    def _forget_unfinished(connection: sqlite3.Connection, key: ItemKey) -> None:
        connection.execute(
            "DELETE FROM unfinished WHERE kind = ? AND item_id = ? AND language = ?",
            (key.kind, key.id, key.language),
        )

    def restore(self, key: ItemKey, digest: str, why: str = "") -> None:
        """Bring an earlier version back as a new draft; KeyError where there is none."""
        found = self.version(digest)
        if found is None or found.key != key:
            raise KeyError(digest)
        self.save(found, why, act="restored")

    def set_people(self, key: ItemKey, owner: str, author: str) -> None:
        """Say who answers for a text and who wrote it; no signature is lost."""
        with self._changing(item=key) as connection:
            connection.execute(
                f"UPDATE {TABLES[key.kind][0].name} SET owner = ?, author = ? WHERE id = ?",  # noqa: S608
                (owner, author, key.id),
            )
            self._note(
                connection, "arranged", key, digest=self._digests.get(key), why=f"Owner: {owner}"
            )
