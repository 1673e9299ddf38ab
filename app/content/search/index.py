"""Every word of a library in memory, to be looked through in a few hundredths of a second.

It stands in a small database of its own, because SQLite looks through it while Python does
something else: whoever types meanwhile is not held up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.items import signatures
from app.content.items.item import Content, from_text
from app.content.search.fragments import (
    TITLE_FIELDS,
    Fragment,
    ItemRef,
    fragments_of,
    fragments_of_library,
)
from app.content.search.normalize import Query, Span, Word, fold, numbers
from app.content.workshop.storage.file import LibraryFile
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind, on_show

MOST = 200
"""How many are reported at a time."""

MOST_HITS = 3
"""How many hits are reported for each."""

_BEFORE, _AFTER = 16, 100
"""How many letters there are round the first word that was found."""

_FAMILIES = "What families see, "


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: the fragment, an excerpt of it, and their spans in that."""

    fragment: Fragment
    excerpt: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Something in which every word was found, and the hits that show best why."""

    ref: ItemRef
    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: how many, and the first of them, those with the words in their title first.

    `seen` is the number that was looked through.
    """

    count: int
    found: tuple[Found, ...]
    seen: int = 0


class WordIndex:
    """The texts of a library. One thread at a time may ask it."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._rows.execute(
            "CREATE TABLE item (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, language TEXT,"
            " title TEXT, folded TEXT, UNIQUE (kind, id, language))"
        )
        self._rows.execute(
            "CREATE TABLE fragment (item INTEGER, component TEXT, field TEXT, name TEXT, text TEXT,"
            " folded TEXT, digits TEXT)"
        )
        self._rows.execute("CREATE INDEX fragment_by_item ON fragment (item)")

    def close(self) -> None:
        """Let go of it all."""
        self._rows.close()

    # -- what is in it

    def read(self, file: Path) -> None:
        """Take in a library, with what was typed in it and not saved; ContentError as ever."""
        with (
            closing(LibraryFile(file, read_only=True)) as library,
            library.reading() as connection,
        ):
            self._rows.execute("BEGIN")
            try:
                self._fill(connection)
            finally:
                self._rows.execute("COMMIT")

    def _fill(self, connection: sqlite3.Connection) -> None:
        self._rows.execute("DELETE FROM fragment")
        self._rows.execute("DELETE FROM item")
        numbers_of: dict[ItemRef, int] = {}
        titles: dict[ItemRef, str] = {}

        def rows() -> Iterator[tuple[int | str, ...]]:
            # One by one: a hundred thousand at once would keep other threads waiting.
            for ref, fragment in fragments_of_library(connection):
                number = numbers_of.setdefault(ref, len(numbers_of) + 1)
                if fragment.field in TITLE_FIELDS and not fragment.component:
                    titles.setdefault(ref, fragment.text)
                yield _row(number, fragment)

        self._rows.executemany("INSERT INTO fragment VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
        self._rows.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, ref.kind, ref.id, ref.language, title, fold(title))
                for ref, number in numbers_of.items()
                for title in (titles.get(ref, ref.id),)
            ),
        )
        for (text,) in connection.execute("SELECT content FROM unfinished").fetchall():
            self.put(from_text(text))
        self._add_what_families_see(connection)

    def _add_what_families_see(self, connection: sqlite3.Connection) -> None:
        """A parent quotes what is on the screen, and there may be a draft in its place already."""
        drafts: list[tuple[ItemKind, str, str]] = []
        for kind in TEXT_KINDS:
            rows = connection.execute(
                f"SELECT {kind}_id, language FROM {kind}_text WHERE state = 'draft'"
            )
            drafts += [(kind, *row) for row in rows]
        if not drafts:
            return
        steps = signatures.every_signature(connection)
        for kind, item, language in drafts:
            key = ItemKey(kind, item, language)
            shown = on_show(steps.get(key, ()))
            content = signatures.version(connection, shown) if shown else None
            if content is not None:
                self._add(content)

    def _add(self, signed: Content) -> None:
        number = self._number(signed.key)
        known = {
            (component, field, text)
            for component, field, text in self._rows.execute(
                "SELECT component, field, text FROM fragment WHERE item = ?", (number,)
            )
        }
        old = [
            replace(fragment, field="", name=f"{_FAMILIES}{fragment.name}")
            for fragment in fragments_of(signed)
            if (fragment.component, fragment.field, fragment.text) not in known
        ]
        self._insert(number, old)

    def put(self, content: Content) -> None:
        """Take in what a text says now, in the place of what it said."""
        number = self._number(content.key)
        self._rows.execute(
            "DELETE FROM fragment WHERE item = ? AND field NOT IN ('owner', 'author', '')",
            (number,),
        )
        self._insert(number, fragments_of(content))
        title = content.title
        self._rows.execute(
            "UPDATE item SET title = ?, folded = ? WHERE number = ?", (title, fold(title), number)
        )

    def _number(self, key: ItemKey) -> int:
        ref = (key.kind, key.id, key.language)
        self._rows.execute(
            "INSERT OR IGNORE INTO item (kind, id, language, title) VALUES (?, ?, ?, '')", ref
        )
        (number,) = self._rows.execute(
            "SELECT number FROM item WHERE (kind, id, language) = (?, ?, ?)", ref
        ).fetchone()
        return int(number)

    def _insert(self, number: int, fragments: Iterable[Fragment]) -> None:
        rows = [_row(number, fragment) for fragment in fragments]
        self._rows.executemany("INSERT INTO fragment VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    # -- what is found

    def find(
        self, query: Query, among: Collection[ItemRef] | None = None, most: int = MOST
    ) -> Result:
        """Everything that has each word in it; `among` leaves the rest out."""
        if not query.words:
            return Result(0, ())
        each, values = zip(*map(_condition, query.words), strict=True)
        sql = " INTERSECT ".join(each)
        title = " AND ".join("(instr(folded, ?) OR id = ?)" for _ in query.words)
        in_title = [value for word in query.words for value in (word.folded, word.folded)]
        rows = self._rows.execute(
            f"SELECT number, kind, id, language, title, {title} FROM item"
            f" WHERE number IN ({sql}) ORDER BY 6 DESC, number",
            [*in_title, *(value for some in values for value in some)],
        ).fetchall()
        if among is not None:
            rows = [row for row in rows if ItemRef(*row[1:4]) in among]
        found = tuple(
            Found(ItemRef(*ref), name, () if is_title else self._hits(number, query))
            for number, *ref, name, is_title in rows[:most]
        )
        (seen,) = self._rows.execute("SELECT count(*) FROM item").fetchone()
        return Result(len(rows), found, seen)

    def _hits(self, number: int, query: Query) -> tuple[Hit, ...]:
        rows = self._rows.execute(
            "SELECT component, field, name, text, folded, digits FROM fragment WHERE item = ?"
            " ORDER BY rowid",
            (number,),
        )
        counted = [
            (sum(word.is_in(folded, digits) for word in query.words), Fragment(*cells))
            for *cells, folded, digits in rows
        ]
        best = sorted((pair for pair in counted if pair[0]), key=lambda p: p[0], reverse=True)
        return tuple(hit_in(fragment, query) for _, fragment in best[:MOST_HITS])


def _row(number: int, fragment: Fragment) -> tuple[int, str, str, str, str, str, str]:
    folded = fold(fragment.text)
    cells = (fragment.component, fragment.field, fragment.name, fragment.text)
    return number, *cells, folded, numbers(folded)


def _condition(word: Word) -> tuple[str, Sequence[str]]:
    by_id = "UNION SELECT number FROM item WHERE id = ?"
    if word.digits:
        sql = "SELECT item FROM fragment WHERE instr(folded, ?) OR instr(digits, ?)"
        return f"SELECT * FROM ({sql} {by_id})", (word.folded, word.digits, word.folded)
    sql = "SELECT item FROM fragment WHERE instr(folded, ?)"
    return f"SELECT * FROM ({sql} {by_id})", (word.folded, word.folded)


def hit_in(fragment: Fragment, query: Query) -> Hit:
    """An excerpt round what was found in a fragment."""
    text = fragment.text
    at = query.best(text, _AFTER) or (0, 0)
    start, end = max(0, at[0] - _BEFORE), min(len(text), at[1] + _AFTER)
    if start and (space := text.find(" ", start, at[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", at[1], end)) >= 0:
        end = space
    words = " ".join(text[start:end].split())
    before, after = "… " if start else "", " …" if end < len(text) else ""
    excerpt = f"{before}{words}{after}"
    return Hit(fragment, excerpt, query.spans(excerpt))
