"""What a library says, piece by piece: where each piece stands, and what staff call that place."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.content.items.fields import (
    COMPONENTS,
    FIELDS,
    Field,
    Form,
    fields_with,
    heading_of,
    owners,
)
from app.content.items.item import TABLES, Content
from app.domain.governance import ItemKind


@dataclass(frozen=True, slots=True)
class Place:
    """What says something: a text by its kind, or a section, a source, or the library itself."""

    kind: str
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Some words. `part` is the question, answer, outcome or note, and `field` the form's field.

    Without a field, they stand beside the text: in a note for staff, or in an older version.
    """

    part: str
    field: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns of words, each with its field and its name; {} in a name is the part's id."""

    name: str
    part: str
    columns: tuple[tuple[str, str, str], ...]


def _tables(kind: ItemKind) -> Iterator[_Table]:
    """The tables of a kind of item in which words stand."""
    for owner in owners(kind):
        found: dict[str, list[tuple[str, str, str]]] = {}
        for field in FIELDS[owner]:
            if field.is_signed and (field.is_text or field.form is Form.PHONE):
                cell = (field.column, field.name, _label(owner, field))
                found.setdefault(field.table, []).append(cell)
        component = f"{owner}_id" if owner in COMPONENTS else ""
        for table, columns in found.items():
            yield _Table(table, component, tuple(columns))


def _label(owner: str, field: Field) -> str:
    label = field.entry or field.label
    if owner not in COMPONENTS:
        return label
    name = f"{'Answer' if owner == 'choice' else owner.capitalize()} {{}}"
    return name if field.is_heading else f"{name}, {label}"


_TABLES: Mapping[ItemKind, tuple[_Table, ...]] = {kind: tuple(_tables(kind)) for kind in ItemKind}

TITLE_FIELDS = frozenset(heading_of(kind).name for kind in ItemKind)
"""The fields that hold what an item is called; with a part they hold something else."""

_WITH_MARKS = frozenset(field.name for field in fields_with(Form.COMMONMARK))
_LINK = re.compile(r"\[([^\]]*)\]\([a-z]+:[a-z0-9]+\)")
_MARK = re.compile(r"\*+|^ {0,3}(?:#{1,6}|>|[-+]|\d{1,3}[.)]) +", re.MULTILINE)


def plain(text: str) -> str:
    """CommonMark without its marks: what a family reads."""
    return _MARK.sub("", _LINK.sub(r"\1", text) if "](" in text else text)


def _words(field: str, text: str) -> str:
    return plain(text) if field in _WITH_MARKS else text


def of_content(content: Content) -> Iterator[Said]:
    """What a text says."""
    for table in _TABLES[content.key.kind]:
        for row in content.rows.get(table.name, ()):
            part = str(row.get(table.part, "")) if table.part else ""
            for column, field, name in table.columns:
                if text := row.get(column):
                    yield Said(part, field, name.format(part), _words(field, str(text)))


def of_library(connection: sqlite3.Connection) -> Iterator[tuple[Place, Said]]:
    """What everything in a library says, as its rows stand, with the notes for staff."""
    for kind in ItemKind:
        for table in _TABLES[kind]:
            yield from _of_table(connection, kind, table)
        yield from _of_people(connection, kind)
    yield from _of_notes(connection)
    yield from _around(connection)


def _of_table(
    connection: sqlite3.Connection, kind: ItemKind, table: _Table
) -> Iterator[tuple[Place, Said]]:
    own, words = TABLES[kind][:2]
    columns = ", ".join(f"s.{column}" for column, _, _ in table.columns)
    part = f"s.{table.part}" if table.part else "''"
    if table.name == own.name:  # said in each language that it has words in
        rows = f"{own.name} AS s JOIN {words.name} AS w ON w.{words.owner} = s.id"
        owner, language = "s.id", "w.language"
    else:
        rows, owner, language = f"{table.name} AS s", f"s.{words.owner}", "s.language"
    order = next(part.order for part in TABLES[kind] if part.name == table.name)
    # Names of our own schema alone.
    sql = f"SELECT {owner}, {language}, {part}, {columns} FROM {rows} ORDER BY {owner}, {order}"  # noqa: S608
    for item, spoken, part_id, *texts in connection.execute(sql):
        place = Place(kind, item, spoken)
        for (_, field, name), text in zip(table.columns, texts, strict=True):
            if text:
                yield place, Said(part_id, field, name.format(part_id), _words(field, text))


def _of_people(connection: sqlite3.Connection, kind: ItemKind) -> Iterator[tuple[Place, Said]]:
    words = TABLES[kind][1]
    for field in (field for field in FIELDS[kind] if not field.is_signed):
        rows = connection.execute(
            f"SELECT i.id, language, i.{field.column} FROM {kind} AS i JOIN {words.name}"  # noqa: S608
            f" ON {words.owner} = i.id WHERE i.{field.column} <> ''"
        )
        for item, language, text in rows:
            yield Place(kind, item, language), Said("", field.name, field.label, text)


def _of_notes(connection: sqlite3.Connection) -> Iterator[tuple[Place, Said]]:
    """Notes for staff stand with the pages they are about; those about none, with the library."""
    for kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        rows = connection.execute(
            f"SELECT {kind}_id, language, note FROM staff_note AS n"  # noqa: S608
            f" JOIN staff_note_{kind} ON staff_note_id = n.id"
            f" JOIN {kind}_text USING ({kind}_id) ORDER BY n.position"
        )
        for item, language, text in rows:
            yield Place(kind, item, language), Said("", "", "Note for staff", plain(text))
    rows = connection.execute(
        "SELECT note FROM staff_note WHERE id NOT IN (SELECT staff_note_id FROM staff_note_topic"
        " UNION SELECT staff_note_id FROM staff_note_walkthrough) ORDER BY position"
    )
    for (text,) in rows:
        yield Place("library"), Said("", "", "Note for staff", plain(text))


def _around(connection: sqlite3.Connection) -> Iterator[tuple[Place, Said]]:
    language, title, notice = connection.execute(
        "SELECT language, title, sample_notice FROM library"
    ).fetchone()
    yield Place("library"), Said("", "title", "Title of the library", title)
    if notice:
        yield Place("library"), Said("", "sample_notice", "Notice on every screen", notice)
    for (name,) in connection.execute("SELECT name FROM plain_name ORDER BY position"):
        yield Place("library"), Said("", "plain_names", "Name that readability leaves apart", name)
    sections = "SELECT section_id, title FROM section_text WHERE language = ?"
    for item, text in connection.execute(sections, (language,)):
        yield Place("section", item), Said("", "title", "Title", text)
    names = ("publisher", "title", "address", "authors", "dated", "permission")
    for item, *texts in connection.execute(f"SELECT id, {', '.join(names)} FROM source"):  # noqa: S608
        for name, text in zip(names, texts, strict=True):
            if text:
                yield Place("source", item), Said("", name, name.capitalize(), text)
