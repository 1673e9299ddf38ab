"""The library itself as an item: what families see that stands on no page of its own.

Its title, language, notice and settings, the sections and their titles, the pages in each and
the order of everything are one value, which is checked, signed and compared as a page is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.content.items import item
from app.content.items.item import Content
from app.content.items.signatures import version
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.comparing import ComparedField, Role
from app.domain.governance.governance import (
    LIBRARY_KEY,
    ItemKey,
    ItemKind,
    RuleViolation,
    Signature,
    on_show,
)
from app.domain.library.appearance import ICON, PICTURES

SETTINGS: Mapping[str, str] = {
    "title": "Title of the library",
    "language": "Language",
    "sample": "Sample, not approved for use",
    "sample_notice": "Sample notice",
    "welcome": "Words of the first screen",
    "whom_to_ask": "Whom families ask",
    "helpline_id": "Helpline",
    "people_to_sign": "How many people a signature takes",
    "take_down_after": "Days until an overdue page is taken down",
}
"""The columns of the library's row that are signed, as staff call them. The rest is no words."""

APPEARANCE: Mapping[str, str] = {
    "accent": "Accent",
    "drawing": "Drawing of the first screen",
    "drawing_alt": "What the drawing shows",
    "logo": "Logo",
    "logo_alt": "What the logo says",
}
"""The rows of its appearance, as staff call them."""

_DAMAGED = "The signed words of the library itself (title, sections, order) are damaged or missing."
_UNSIGNED = RuleViolation(
    "Nobody has signed the library itself: its title, its sections, their order, its settings.",
    "Have it checked and signed: in the editor's Library menu, “Title, order and settings”, or with"
    " `clinic-content sign FILE library`.",
)


def content_of(connection: sqlite3.Connection, key: ItemKey) -> Content | None:
    """A text, or the library itself; None where it is not there."""
    if key.kind is ItemKind.LIBRARY:
        return library_content(connection)
    return item.content(connection, key)


def library_content(connection: sqlite3.Connection) -> Content | None:
    """What the library says of itself; None where it says nothing at all."""
    row = connection.execute(f"SELECT {', '.join(SETTINGS)} FROM library").fetchone()
    if row is None:
        return None
    topics: dict[str, list[str]] = {}
    for section, topic in connection.execute(
        "SELECT section_id, id FROM topic ORDER BY section_id, position, id"
    ):
        topics.setdefault(section, []).append(topic)
    rows: dict[str, tuple[dict[str, Any], ...]] = {
        # A 0 is a value here: pages may be taken down at once.
        "library": (_filled(zip(SETTINGS, row, strict=True)),),
        "appearance": tuple(
            {"name": name, "value": value}
            for name, value in connection.execute("SELECT name, value FROM appearance ORDER BY 1")
        ),
        "section": tuple(
            {"id": section, "topics": " ".join(topics.get(section, ()))}
            for (section,) in connection.execute("SELECT id FROM section ORDER BY position, id")
        ),
        "section_text": tuple(
            {"section_id": section, "language": language, "title": title}
            for section, language, title in connection.execute(
                "SELECT section_id, language, title FROM section_text ORDER BY 1, 2"
            )
        ),
        "contact": tuple(
            {"id": contact}
            for (contact,) in connection.execute("SELECT id FROM contact ORDER BY position, id")
        ),
    }
    return Content(LIBRARY_KEY, {table: found for table, found in rows.items() if found}, {})


def _filled(cells: Any) -> dict[str, Any]:
    return {name: value for name, value in cells if value not in ("", None)}


def unsigned_violation(
    connection: sqlite3.Connection, steps: Sequence[Signature]
) -> RuleViolation | None:
    """Why families may not see a library whose own words nobody signed, or None.

    A sample may be seen: it says on every screen that nobody has approved it. Not where it was
    signed before, as its history says, and the signature has gone.
    """
    if on_show(steps):
        return None
    was_signed = connection.execute(
        "SELECT 1 FROM history WHERE kind = 'library' AND act = 'signed'"
    ).fetchone()
    sample = connection.execute("SELECT 1 FROM library WHERE sample = 1").fetchone()
    if connection.execute("SELECT 1 FROM library").fetchone() is None:
        return None  # the checks say that it says nothing of itself
    return None if sample is not None and was_signed is None else _UNSIGNED


def signed_library(
    connection: sqlite3.Connection, now: Content, steps: Sequence[Signature]
) -> Content | None:
    """The signed version, where it is not what stands there now; None where nothing is to be done.

    ContentError where it was signed, and neither fits the signature.
    """
    shown = on_show(steps)
    if not shown or shown == now.digest:
        return None
    signed = version(connection, shown)
    if signed is None or signed.key != LIBRARY_KEY:
        raise ContentError(
            ContentCode.DAMAGED, _DAMAGED, "Put back an earlier copy, or have it signed again."
        )
    return signed


# -- writing


def put_library(connection: sqlite3.Connection, content: Content) -> None:
    """Make the library say of itself what a version says."""
    put_settings(connection, content)
    put_order(connection, content)


def put_settings(connection: sqlite3.Connection, content: Content) -> None:
    """Write the title, the language, the notice and the settings."""
    cells = content.own
    empty = {"sample": 0, "take_down_after": None, "helpline_id": None}
    sets = ", ".join(f"{name} = ?" for name in SETTINGS)
    connection.execute(
        f"UPDATE library SET {sets}",
        [cells.get(name, empty.get(name, "")) for name in SETTINGS],
    )
    connection.execute("DELETE FROM appearance")
    connection.executemany(
        "INSERT INTO appearance (name, value) VALUES (?, ?)",
        [(row["name"], row["value"]) for row in content.rows.get("appearance", ())],
    )


def put_order(connection: sqlite3.Connection, content: Content) -> None:
    """Write the sections, and put the pages and the contacts in their order.

    A page that the version does not name stands behind those of its section that it does.
    """
    rows = content.rows
    sections: dict[str, list[str]] = {
        row["id"]: str(row.get("topics", "")).split() for row in rows.get("section", ())
    }
    named = {topic for topics in sections.values() for topic in topics}
    for topic, section in connection.execute(
        "SELECT topic.id, section_id FROM topic LEFT JOIN section ON section.id = section_id"
        " ORDER BY section.position, topic.position, topic.id"
    ).fetchall():
        if topic not in named and sections:
            sections.get(section, next(iter(sections.values()))).append(topic)
    connection.executemany(
        "INSERT INTO section (id, position) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        [(section, place) for place, section in enumerate(sections)],
    )
    connection.executemany(
        "UPDATE topic SET section_id = ?1, position = ?2"
        " WHERE id = ?3 AND (section_id, position) <> (?1, ?2)",
        [
            (section, place, topic)
            for section, topics in sections.items()
            for place, topic in enumerate(topics)
        ],
    )
    connection.execute("DELETE FROM section_text")
    connection.executemany(
        "INSERT INTO section_text (section_id, language, title) VALUES (?, ?, ?)",
        [(r["section_id"], r["language"], r["title"]) for r in rows.get("section_text", ())],
    )
    gone = [
        (section,)
        for (section,) in connection.execute("SELECT id FROM section")
        if section not in sections
    ]
    connection.executemany("DELETE FROM section WHERE id = ?", gone)
    _put_contacts(connection, [row["id"] for row in rows.get("contact", ())])


def _put_contacts(connection: sqlite3.Connection, first: Sequence[str]) -> None:
    known = set(first)
    rest = connection.execute("SELECT id FROM contact ORDER BY position, id")
    order = [*first, *(contact for (contact,) in rest if contact not in known)]
    connection.executemany(
        "UPDATE contact SET position = ?1 WHERE id = ?2 AND position <> ?1",
        list(enumerate(order)),
    )


# -- comparing


def compared_settings(
    content: Content, titles: Mapping[tuple[ItemKind, str], str]
) -> Iterator[ComparedField]:
    """Everything that the library says of itself, under the labels that staff know."""
    cells = content.own
    for name, label in SETTINGS.items():
        value = cells.get(name)
        if text := _shown(name, value, titles):
            yield ComparedField(name, label, text, str(value))
    for row in content.rows.get("appearance", ()):
        name, value = str(row["name"]), str(row["value"])
        label = APPEARANCE.get(name, f"Icon “{name.removeprefix(ICON)}”")
        yield ComparedField(f"appearance {name}", label, _looks(name, value), value)
    language = cells.get("language")
    called: dict[str, str] = {
        row["section_id"]: str(row["title"])
        for row in content.rows.get("section_text", ())
        if row["language"] == language
    }
    for row in content.rows.get("section", ()):
        section = str(row["id"])
        text = called.get(section, section)
        yield ComparedField("order section", "Order of the sections", text, section, Role.ORDER)
    for row in content.rows.get("section_text", ()):
        key = f"section {row['section_id']} {row['language']}"
        in_language = "" if row["language"] == language else f" ({row['language']})"
        yield ComparedField(key, f"Section {row['section_id']}{in_language}", str(row["title"]))
    for row in content.rows.get("section", ()):
        section = str(row["id"])
        home = called.get(section, section)
        for topic in str(row.get("topics", "")).split():
            title = titles.get((ItemKind.TOPIC, topic), topic)
            yield ComparedField(f"home {topic}", f"Section of “{title}”", home, section)
            label = f"Order of the pages in “{home}”"
            yield ComparedField(f"order {section}", label, title, topic, Role.ORDER)
    for row in content.rows.get("contact", ()):
        title = titles.get((ItemKind.CONTACT, row["id"]), row["id"])
        yield ComparedField("order contact", "Order of the contacts", title, row["id"], Role.ORDER)


def _looks(name: str, value: str) -> str:
    return f"picture {value[:12]}…" if name in PICTURES or name.startswith(ICON) else value


def _shown(name: str, value: Any, titles: Mapping[tuple[ItemKind, str], str]) -> str:
    if name == "sample":
        return "yes" if value else "no"
    if name == "helpline_id" and value:
        return titles.get((ItemKind.CONTACT, value), value)
    if value is None:
        return "never" if name == "take_down_after" else ""
    return str(value)
