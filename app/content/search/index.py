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
from app.content.search.fragments import TITLE_FIELDS, Place, Said, of_content, of_library
from app.content.search.normalize import Span, Wanted, Word, fold, numbers
from app.content.workshop.storage.file import LibraryFile
from app.domain.governance import ItemKey, ItemKind, on_show

MOST = 200
"""How many are told of at a time."""

MOST_HITS = 3
"""How many places are told of for each."""

_BEFORE, _AFTER = 16, 100
"""How many letters stand round the first word that was found."""

_FAMILIES = "What families see, "


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: the place, some words round them, and where those stand in these."""

    said: Said
    excerpt: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Something in which every word was found, and the places that tell most of why."""

    place: Place
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
    """What a library says. One thread at a time may ask it."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._rows.execute(
            "CREATE TABLE item (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, language TEXT,"
            " title TEXT, folded TEXT, UNIQUE (kind, id, language))"
        )
        self._rows.execute(
            "CREATE TABLE said (item INTEGER, part TEXT, field TEXT, name TEXT, text TEXT,"
            " folded TEXT, digits TEXT)"
        )
        self._rows.execute("CREATE INDEX said_by_item ON said (item)")

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
        self._rows.execute("DELETE FROM said")
        self._rows.execute("DELETE FROM item")
        numbers_of: dict[Place, int] = {}
        titles: dict[Place, str] = {}

        def rows() -> Iterator[tuple[int | str, ...]]:
            # One by one: a hundred thousand at once would keep other threads waiting.
            for place, said in of_library(connection):
                number = numbers_of.setdefault(place, len(numbers_of) + 1)
                if said.field in TITLE_FIELDS and not said.part:
                    titles.setdefault(place, said.text)
                yield _row(number, said)

        self._rows.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
        self._rows.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, place.kind, place.id, place.language, title, fold(title))
                for place, number in numbers_of.items()
                for title in (titles.get(place, place.id),)
            ),
        )
        for (text,) in connection.execute("SELECT content FROM unfinished").fetchall():
            self.put(from_text(text))
        self._add_what_families_see(connection)

    def _add_what_families_see(self, connection: sqlite3.Connection) -> None:
        """A parent quotes what is on the screen, and there may be a draft in its place already."""
        drafts: list[tuple[ItemKind, str, str]] = []
        for kind in ItemKind:
            rows = connection.execute(
                f"SELECT {kind}_id, language FROM {kind}_text WHERE state = 'draft'"  # noqa: S608
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
            (part, field, text)
            for part, field, text in self._rows.execute(
                "SELECT part, field, text FROM said WHERE item = ?", (number,)
            )
        }
        old = [
            replace(said, field="", name=f"{_FAMILIES}{said.name}")
            for said in of_content(signed)
            if (said.part, said.field, said.text) not in known
        ]
        self._insert(number, old)

    def put(self, content: Content) -> None:
        """Take in what a text says now, in the place of what it said."""
        number = self._number(content.key)
        self._rows.execute(
            "DELETE FROM said WHERE item = ? AND field NOT IN ('owner', 'author', '')", (number,)
        )
        self._insert(number, of_content(content))
        title = content.title
        self._rows.execute(
            "UPDATE item SET title = ?, folded = ? WHERE number = ?", (title, fold(title), number)
        )

    def _number(self, key: ItemKey) -> int:
        place = (key.kind, key.id, key.language)
        self._rows.execute(
            "INSERT OR IGNORE INTO item (kind, id, language, title) VALUES (?, ?, ?, '')", place
        )
        (number,) = self._rows.execute(
            "SELECT number FROM item WHERE (kind, id, language) = (?, ?, ?)", place
        ).fetchone()
        return int(number)

    def _insert(self, number: int, said: Iterable[Said]) -> None:
        rows = [_row(number, one) for one in said]
        self._rows.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    # -- what is found

    def find(
        self, wanted: Wanted, among: Collection[Place] | None = None, most: int = MOST
    ) -> Result:
        """Everything in which each word stands; `among` leaves the rest out."""
        if not wanted.words:
            return Result(0, ())
        each, values = zip(*map(_condition, wanted.words), strict=True)
        sql = " INTERSECT ".join(each)
        title = " AND ".join("(instr(folded, ?) OR id = ?)" for _ in wanted.words)
        in_title = [value for word in wanted.words for value in (word.folded, word.folded)]
        rows = self._rows.execute(
            f"SELECT number, kind, id, language, title, {title} FROM item"  # noqa: S608 - our own
            f" WHERE number IN ({sql}) ORDER BY 6 DESC, number",
            [*in_title, *(value for some in values for value in some)],
        ).fetchall()
        if among is not None:
            rows = [row for row in rows if Place(*row[1:4]) in among]
        found = tuple(
            Found(Place(*place), name, () if is_title else self._hits(number, wanted))
            for number, *place, name, is_title in rows[:most]
        )
        (seen,) = self._rows.execute("SELECT count(*) FROM item").fetchone()
        return Result(len(rows), found, seen)

    def _hits(self, number: int, wanted: Wanted) -> tuple[Hit, ...]:
        rows = self._rows.execute(
            "SELECT part, field, name, text, folded, digits FROM said WHERE item = ?"
            " ORDER BY rowid",
            (number,),
        )
        counted = [
            (sum(word.stands_in(folded, digits) for word in wanted.words), Said(*said))
            for *said, folded, digits in rows
        ]
        best = sorted((pair for pair in counted if pair[0]), key=lambda p: p[0], reverse=True)
        return tuple(hit_in(said, wanted) for _, said in best[:MOST_HITS])


def _row(number: int, said: Said) -> tuple[int, str, str, str, str, str, str]:
    folded = fold(said.text)
    return number, said.part, said.field, said.name, said.text, folded, numbers(folded)


def _condition(word: Word) -> tuple[str, Sequence[str]]:
    by_id = "UNION SELECT number FROM item WHERE id = ?"
    if word.digits:
        sql = "SELECT item FROM said WHERE instr(folded, ?) OR instr(digits, ?)"
        return f"SELECT * FROM ({sql} {by_id})", (word.folded, word.digits, word.folded)  # noqa: S608
    sql = "SELECT item FROM said WHERE instr(folded, ?)"
    return f"SELECT * FROM ({sql} {by_id})", (word.folded, word.folded)  # noqa: S608


def hit_in(said: Said, wanted: Wanted) -> Hit:
    """The words round what was found in a place."""
    text = said.text
    at = wanted.best(text, _AFTER) or (0, 0)
    start, end = max(0, at[0] - _BEFORE), min(len(text), at[1] + _AFTER)
    if start and (space := text.find(" ", start, at[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", at[1], end)) >= 0:
        end = space
    words = " ".join(text[start:end].split())
    before, after = "… " if start else "", " …" if end < len(text) else ""
    excerpt = f"{before}{words}{after}"
    return Hit(said, excerpt, wanted.spans(excerpt))
