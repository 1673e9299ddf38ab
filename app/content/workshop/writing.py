"""Changes to a library that is worked on, each inside a transaction of its caller's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from app.content.items.fields import heading_of, new_texts
from app.content.items.item import TABLES, Cells, Content
from app.content.items.write import put
from app.content.workshop.values import SectionRow, Settings, SourceRow
from app.domain.expected import ExpectedCase
from app.domain.governance import ItemKey, ItemKind, ItemStatus, Person

PREFIXES = {
    ItemKind.TOPIC: "t",
    ItemKind.WALKTHROUGH: "w",
    ItemKind.CONTACT: "p",
    ItemKind.TERM: "g",
}
_LONG = 18
"""An id of so many letters is nobody's count: its number may not fit a column."""
_ICONS = {ItemKind.TOPIC: "book-open", ItemKind.WALKTHROUGH: "map"}


def note(  # noqa: PLR0913 - a line of the history has these parts
    connection: sqlite3.Connection,
    *,
    at: str,
    person: Person,
    act: str,
    key: ItemKey | None,
    digest: str | None,
    why: str,
) -> None:
    """Write a line of the history; without a key it is about the library as a whole."""
    kind, item, language = (key.kind, key.id, key.language) if key else ("library", "", "")
    connection.execute(
        "INSERT INTO history (at, name, role, act, kind, item_id, language, digest, why)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, person.name, person.role, act, kind, item, language, digest, why),
    )


def set_state(connection: sqlite3.Connection, key: ItemKey, reached: ItemStatus) -> None:
    """Say in the text's own row whether it is signed as it stands."""
    words = TABLES[key.kind][1]
    connection.execute(
        f"UPDATE {words.name} SET state = ? WHERE {words.owner} = ? AND language = ?",  # noqa: S608
        (
            "approved" if reached in (ItemStatus.SIGNED, ItemStatus.LIVE) else "draft",
            key.id,
            key.language,
        ),
    )


def new_id(connection: sqlite3.Connection, table: str, prefix: str) -> str:
    """An id that nothing has now or ever had: "t12" after "t11"."""
    number = f"substr(id, {len(prefix) + 1})"
    (highest,) = connection.execute(
        f"SELECT max(CAST({number} AS INTEGER)) FROM (SELECT id FROM {table}"  # noqa: S608
        " UNION ALL SELECT item_id FROM history WHERE kind = ?1"
        " UNION ALL SELECT item_id FROM signature WHERE kind = ?1)"
        f" WHERE id GLOB ?2 AND {number} NOT GLOB '*[^0-9]*' AND length(id) < {_LONG}",
        (table, f"{prefix}[0-9]*"),
    ).fetchone()
    return f"{prefix}{(highest or 0) + 1:02}"


def blank(key: ItemKey, title: str) -> Content:
    """A text that has a title alone."""
    own, words = (part.name for part in TABLES[key.kind][:2])
    icon = {"icon": _ICONS[key.kind]} if key.kind in _ICONS else {}
    return Content(key, {own: (icon,), words: (new_texts(key.kind, title),)}, {})


def place(connection: sqlite3.Connection, topic_id: str, section_id: str) -> None:
    """Put a topic at the end of a section."""
    connection.execute(
        "UPDATE topic SET section_id = ?, position ="
        " (SELECT coalesce(max(position) + 1, 0) FROM topic WHERE section_id = ?) WHERE id = ?",
        (section_id, section_id, topic_id),
    )


def retitled(content: Content, title: str) -> Content:
    """The same with another title."""
    table = TABLES[content.key.kind][1].name
    words: Cells = {**content.words, heading_of(content.key.kind).column: title}
    return Content(content.key, {**content.rows, table: (words,)}, content.cites)


def moved(content: Content, key: ItemKey) -> Content:
    """The same words under another id."""
    return Content(key, content.rows, content.cites)


def delete(connection: sqlite3.Connection, key: ItemKey) -> None:
    """Take an item's rows out, in this language; with its last language it is gone."""
    words = TABLES[key.kind][1]
    others = connection.execute(
        f"SELECT 1 FROM {words.name} WHERE {words.owner} = ? AND language <> ?",  # noqa: S608
        (key.id, key.language),
    ).fetchone()
    for part in TABLES[key.kind]:
        if part.in_language:
            connection.execute(
                f"DELETE FROM {part.name} WHERE {part.owner} = ? AND language = ?",  # noqa: S608
                (key.id, key.language),
            )
        elif not others:
            connection.execute(f"DELETE FROM {part.name} WHERE {part.owner} = ?", (key.id,))  # noqa: S608
    if not others and key.kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        connection.execute(
            f"DELETE FROM staff_note_{key.kind} WHERE {key.kind}_id = ?",  # noqa: S608
            (key.id,),
        )
    if not others and key.kind is ItemKind.WALKTHROUGH:
        for table in ("expected_answer", "expected_case"):
            connection.execute(f"DELETE FROM {table} WHERE walkthrough_id = ?", (key.id,))  # noqa: S608


def places(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """The section of each topic, and its position there."""
    rows = connection.execute("SELECT id, section_id, position FROM topic")
    return {item: (section, position) for item, section, position in rows}


def arrange(
    connection: sqlite3.Connection,
    order: Mapping[str, Sequence[str]],
    stand: Mapping[str, tuple[str, int]],
) -> None:
    """Put the sections, and the topics in them, in this order; `stand` is where they are."""
    for number, (section, topics) in enumerate(order.items()):
        connection.execute("UPDATE section SET position = ? WHERE id = ?", (number, section))
        connection.executemany(
            "UPDATE topic SET section_id = ?, position = ? WHERE id = ?",
            [
                (section, position, topic)
                for position, topic in enumerate(topics)
                if stand[topic] != (section, position)
            ],
        )


def arrange_kind(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> None:
    """Put the items of a list in this order."""
    connection.executemany(
        f"UPDATE {table} SET position = ?1 WHERE id = ?2 AND position <> ?1",  # noqa: S608
        [(position, item) for position, item in enumerate(ids)],
    )


def put_section(connection: sqlite3.Connection, section: SectionRow, language: str) -> str:
    """Add a section, or give one its title; returns its id."""
    item = section.id or new_id(connection, "section", "s")
    connection.execute(
        "INSERT INTO section (id, position) VALUES"
        " (?, (SELECT coalesce(max(position) + 1, 0) FROM section)) ON CONFLICT DO NOTHING",
        (item,),
    )
    connection.execute(
        "INSERT INTO section_text (section_id, language, title) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET title = excluded.title",
        (item, language, section.title),
    )
    return item


def _date(value: date | None) -> str | None:
    return value.isoformat() if value else None


def put_source(connection: sqlite3.Connection, source: SourceRow) -> str:
    """Add a source or change one; returns its id."""
    item = source.id or new_id(connection, "source", "r")
    connection.execute(
        "INSERT INTO source (id, position, publisher, title, address, authors, dated, permission,"
        " read_on, changed_on) VALUES (?, (SELECT coalesce(max(position) + 1, 0) FROM source),"
        " ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET publisher = excluded.publisher,"
        " title = excluded.title, address = excluded.address, authors = excluded.authors,"
        " dated = excluded.dated, permission = excluded.permission,"
        " read_on = excluded.read_on, changed_on = excluded.changed_on",
        (
            *(item, source.publisher, source.title, source.address, source.authors),
            *(source.dated, source.permission, _date(source.read_on), _date(source.changed_on)),
        ),
    )
    return item


def put_settings(connection: sqlite3.Connection, settings: Settings) -> None:
    """Change the library's own row. The edition only grows, and not by hand."""
    connection.execute(
        "UPDATE library SET title = ?, language = ?, sample = ?, sample_notice = ?,"
        " people_to_sign = ?, take_down_after = ?",
        (
            *(settings.title, settings.language, settings.sample, settings.sample_notice),
            *(settings.people_to_sign, settings.take_down_after),
        ),
    )
    connection.execute("DELETE FROM plain_name")
    connection.executemany(
        "INSERT INTO plain_name (position, name) VALUES (?, ?)",
        list(enumerate(dict.fromkeys(settings.plain_names))),
    )


def put_cases(
    connection: sqlite3.Connection, walkthrough_id: str, cases: Sequence[ExpectedCase]
) -> None:
    """Put these expected cases in the place of a walkthrough's."""
    for table in ("expected_answer", "expected_case"):
        connection.execute(f"DELETE FROM {table} WHERE walkthrough_id = ?", (walkthrough_id,))  # noqa: S608
    for number, case in enumerate(cases):
        connection.execute(
            "INSERT INTO expected_case VALUES (?, ?, ?, ?, ?)",
            (walkthrough_id, case.id, number, case.about, case.outcome_id),
        )
        connection.executemany(
            "INSERT INTO expected_answer VALUES (?, ?, ?, ?, ?)",
            [
                (walkthrough_id, case.id, place, question, choice)
                for place, (question, choice) in enumerate(case.answers)
            ],
        )


def save(connection: sqlite3.Connection, content: Content, own_language: str) -> None:
    """Write a text's rows."""
    put(connection, content, shared=content.key.language == own_language)
