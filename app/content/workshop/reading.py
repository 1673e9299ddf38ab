"""What a library that is worked on says of itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.content.items.fields import Form, every_field, heading_of
from app.content.items.item import TABLES
from app.content.workshop.values import (
    Event,
    ItemRow,
    Mention,
    SectionRow,
    Settings,
    Unfinished,
)
from app.domain.expected import ExpectedCase
from app.domain.governance import ItemKey, ItemKind, Person, Signature, on_show, status_of
from app.domain.review import Review


def settings(connection: sqlite3.Connection) -> Settings:
    """The library as a whole."""
    title, language, edition, sample, notice, people, days = connection.execute(
        "SELECT title, language, edition, sample, sample_notice, people_to_sign, take_down_after"
        " FROM library"
    ).fetchone()
    names = connection.execute("SELECT name FROM plain_name ORDER BY position, name")
    return Settings(
        *(title, language, edition, bool(sample), notice, people, days),
        tuple(name for (name,) in names),
    )


def sections(connection: sqlite3.Connection, language: str) -> tuple[SectionRow, ...]:
    """The sections, in order."""
    rows = connection.execute(
        "SELECT id, coalesce(title, id) FROM section LEFT JOIN section_text"
        " ON section_id = id AND language = ? ORDER BY position, id",
        (language,),
    )
    return tuple(SectionRow(*row) for row in rows)


def day(text: str | None) -> date | None:
    """A date of the tables."""
    return date.fromisoformat(text) if text else None


def items(  # noqa: PLR0913, PLR0917 - a row is put together of these
    connection: sqlite3.Connection,
    kind: ItemKind,
    digests: Mapping[ItemKey, str] | None,
    signatures: Mapping[ItemKey, tuple[Signature, ...]],
    live: Mapping[ItemKey, str],
    item_id: str | None = None,
) -> list[ItemRow]:
    """The rows of a kind, in the library's order, or those of one item.

    `digests` are what the rows say now, `live` what they say in the last edition. Without digests,
    a row's own state says whether it is what was signed last.
    """
    words = TABLES[kind][1]
    where = "" if item_id is None else "WHERE i.id = ?"
    rows = connection.execute(
        f"SELECT i.id, language, {heading_of(kind).column}, last_reviewed, next_review,"  # noqa: S608
        f" owner, author, {_section(kind)}, state FROM {kind} AS i"
        f" JOIN {words.name} ON {words.owner} = i.id"
        f" {where} ORDER BY {_order(kind)}, language",
        () if item_id is None else (item_id,),
    ).fetchall()
    changed = _on_changed_sources(connection, kind)
    open_still = _unfinished_of(connection, kind)
    found = []
    for item, language, title, last, due, owner, author, section_id, state in rows:
        key = ItemKey(kind, item, language)
        steps = signatures.get(key, ())
        if digests is None:
            digest = on_show(steps) if state == "approved" else ""
        else:
            digest = digests.get(key, "")
        found.append(
            ItemRow(
                key,
                title,
                status_of(digest, steps, live.get(key, "")),
                _review(last, due) if last else None,
                owner,
                author,
                section_id,
                has_signed_version=bool(on_show(steps)),
                source_changed=item in changed,
                unfinished=(item, language) in open_still,
            )
        )
    return found


@lru_cache(maxsize=4096)  # many texts are reviewed on one day
def _review(last: str, due: str) -> Review:
    return Review(date.fromisoformat(last), date.fromisoformat(due))


def _section(kind: ItemKind) -> str:
    return "i.section_id" if kind is ItemKind.TOPIC else "''"


def _order(kind: ItemKind) -> str:
    return {
        ItemKind.TOPIC: "(SELECT position FROM section WHERE id = section_id), i.position, i.id",
        ItemKind.WALKTHROUGH: "i.id",
    }.get(kind, "i.position, i.id")


def order(connection: sqlite3.Connection, kind: ItemKind) -> list[tuple[str, str, str]]:
    """The id, the language and the section of each text of a kind, in the library's order."""
    words = TABLES[kind][1]
    return connection.execute(
        f"SELECT i.id, language, {_section(kind)} FROM {kind} AS i"  # noqa: S608
        f" JOIN {words.name} ON {words.owner} = i.id ORDER BY {_order(kind)}, language"
    ).fetchall()


def languages(connection: sqlite3.Connection, key: ItemKey) -> tuple[ItemKey, ...]:
    """An item in each language that it has words in."""
    words = TABLES[key.kind][1]
    rows = connection.execute(
        f"SELECT language FROM {words.name} WHERE {words.owner} = ?",  # noqa: S608
        (key.id,),
    )
    return tuple(ItemKey(key.kind, key.id, language) for (language,) in rows)


def titles(connection: sqlite3.Connection, language: str) -> dict[tuple[ItemKind, str], str]:
    """What each item is called, in this language where it has words in it."""
    return {
        (kind, item): title
        for kind, (_, words, *_) in TABLES.items()
        for item, title in connection.execute(
            f"SELECT {words.owner}, {heading_of(kind).column} FROM {words.name}"  # noqa: S608
            " ORDER BY language = ?",
            (language,),
        )
    }


def _on_changed_sources(connection: sqlite3.Connection, kind: ItemKind) -> set[str]:
    if connection.execute("SELECT 1 FROM source WHERE changed_on IS NOT NULL").fetchone() is None:
        return set()
    queries = [f"SELECT i.id FROM {kind} AS i JOIN source AS s ON s.id = source_id"]  # noqa: S608
    if kind is ItemKind.TOPIC:
        queries.append(
            "SELECT topic_id FROM topic_reference AS i JOIN source AS s ON s.id = source_id"
        )
    return {
        item
        for query in queries
        for (item,) in connection.execute(f"{query} WHERE s.changed_on IS NOT NULL")
    }


def _unfinished_of(connection: sqlite3.Connection, kind: ItemKind) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT item_id, language FROM unfinished WHERE kind = ?", (kind,))
    return set(rows)


def published(connection: sqlite3.Connection, key: ItemKey | None = None) -> dict[ItemKey, str]:
    """The digest of each text in the last edition, or of one."""
    one = "" if key is None else " AND (kind, item_id, language) = (?, ?, ?)"
    rows = connection.execute(
        "SELECT kind, item_id, language, digest FROM publication_item"  # noqa: S608 - as above
        f" WHERE edition = (SELECT max(edition) FROM publication){one}",
        () if key is None else (key.kind, key.id, key.language),
    )
    return {ItemKey(ItemKind(kind), item, spoken): said for kind, item, spoken, said in rows}


def history(connection: sqlite3.Connection, key: ItemKey | None, limit: int) -> tuple[Event, ...]:
    """The history of one text or of the library, newest first."""
    where, values = ("", ())
    if key is not None:
        where = "WHERE kind = ? AND item_id = ? AND language = ?"
        values = (key.kind, key.id, key.language)  # type: ignore[assignment]
    rows = connection.execute(
        "SELECT number, at, name, role, act, kind, item_id, language, coalesce(digest, ''), why"  # noqa: S608
        f" FROM history {where} ORDER BY number DESC LIMIT ?",
        (*values, limit),
    )
    return tuple(Event(n, at, Person(name, role), *rest) for n, at, name, role, *rest in rows)


def unfinished(connection: sqlite3.Connection) -> tuple[Unfinished, ...]:
    """What was typed and not saved, newest first."""
    from app.content.items.item import from_text  # noqa: PLC0415 - seldom needed

    rows = connection.execute(
        "SELECT kind, item_id, language, content, at, name FROM unfinished ORDER BY at DESC"
    )
    return tuple(
        Unfinished(ItemKey(ItemKind(kind), item, language), from_text(text).title, at, name)
        for kind, item, language, text, at, name in rows
    )


def mentions(connection: sqlite3.Connection, key: ItemKey) -> tuple[Mention, ...]:
    """What names an item, so that deleting it would leave a hole."""
    found: dict[tuple[ItemKind, str, str], None] = {}
    every = [(kind, field) for kind in ItemKind for _, field in every_field(kind)]
    for kind, field in every:
        if field.is_list and field.refers_to == key.kind:
            sql = f"SELECT {kind}_id FROM {field.table} WHERE {field.column} = ?"  # noqa: S608
            for (item,) in connection.execute(sql, (key.id,)):
                found[kind, item, field.label.lower()] = None
    link = f"({key.kind}:{key.id})"
    for kind, field in every:
        if field.form is Form.COMMONMARK:
            sql = f"SELECT {kind}_id FROM {field.table} WHERE instr({field.column}, ?)"  # noqa: S608
            for (item,) in connection.execute(sql, (link,)):
                found[kind, item, "a link in the text"] = None
    return tuple(
        Mention(ItemKey(kind, item, key.language), _title(connection, kind, item), where)
        for kind, item, where in found
        if item != key.id
    )


def _title(connection: sqlite3.Connection, kind: ItemKind, item: str) -> str:
    row = connection.execute(
        f"SELECT {heading_of(kind).column} FROM {kind}_text WHERE {kind}_id = ?",  # noqa: S608
        (item,),
    ).fetchone()
    return str(row[0]) if row else item


def cases(connection: sqlite3.Connection, walkthrough_id: str) -> tuple[ExpectedCase, ...]:
    """The expected cases of a walkthrough, in order."""
    rows = connection.execute(
        "SELECT id, about, outcome_id FROM expected_case WHERE walkthrough_id = ?"
        " ORDER BY position, id",
        (walkthrough_id,),
    ).fetchall()
    found = []
    for case, about, outcome in rows:
        answers = connection.execute(
            "SELECT question_id, choice_id FROM expected_answer"
            " WHERE walkthrough_id = ? AND case_id = ? ORDER BY position",
            (walkthrough_id, case),
        )
        found.append(ExpectedCase(case, about, tuple(answers), outcome))
    return tuple(found)
