"""The texts of a library, fragment by fragment: whose each is, and what staff call its field."""

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
from app.domain.governance.governance import TEXT_KINDS, ItemKind


@dataclass(frozen=True, slots=True)
class ItemRef:
    """What a fragment belongs to: an item by its kind, a section, a source, or the library."""

    kind: str
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some text. `component` is the question, answer, outcome or note, `field` the form's field.

    Without a field, it is beside the item: in a note for staff, or in an older version.
    """

    component: str
    field: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns of text, each with its field and its name; {} in a name is the component's id."""

    name: str
    component: str
    columns: tuple[tuple[str, str, str], ...]


def _tables(kind: ItemKind) -> Iterator[_Table]:
    """The tables of a kind of item that have text in them."""
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


_TABLES: Mapping[ItemKind, tuple[_Table, ...]] = {kind: tuple(_tables(kind)) for kind in TEXT_KINDS}

TITLE_FIELDS = frozenset(heading_of(kind).name for kind in TEXT_KINDS)
"""The fields that hold what an item is called; of a component they hold something else."""

_WITH_MARKS = frozenset(field.name for field in fields_with(Form.COMMONMARK))
_LINK = re.compile(r"\[([^\[\]]*)\]\([a-z]+:[a-z0-9]+\)")
_MARK = re.compile(r"\*+|^ {0,3}(?:#{1,6}|>|[-+]|\d{1,3}[.)]) +", re.MULTILINE)


def plain(text: str) -> str:
    """CommonMark without its marks: what a family reads."""
    return _MARK.sub("", _LINK.sub(r"\1", text) if "](" in text else text)


def _visible(field: str, text: str) -> str:
    return plain(text) if field in _WITH_MARKS else text


def fragments_of(content: Content) -> Iterator[Fragment]:
    """The fragments of a text."""
    for table in _TABLES[content.key.kind]:
        for row in content.rows.get(table.name, ()):
            component = str(row.get(table.component, "")) if table.component else ""
            for column, field, name in table.columns:
                if text := row.get(column):
                    visible = _visible(field, str(text))
                    yield Fragment(component, field, name.format(component), visible)


def fragments_of_library(connection: sqlite3.Connection) -> Iterator[tuple[ItemRef, Fragment]]:
    """The fragments of a whole library as its rows are, with the notes for staff."""
    for kind in TEXT_KINDS:
        for table in _TABLES[kind]:
            yield from _of_table(connection, kind, table)
        yield from _of_people(connection, kind)
    yield from _of_notes(connection)
    yield from _around(connection)


def _of_table(
    connection: sqlite3.Connection, kind: ItemKind, table: _Table
) -> Iterator[tuple[ItemRef, Fragment]]:
    own, words = TABLES[kind][:2]
    columns = ", ".join(f"s.{column}" for column, _, _ in table.columns)
    component = f"s.{table.component}" if table.component else "''"
    if table.name == own.name:  # said in each language that it has words in
        rows = f"{own.name} AS s JOIN {words.name} AS w ON w.{words.owner} = s.id"
        owner, language = "s.id", "w.language"
    else:
        rows, owner, language = f"{table.name} AS s", f"s.{words.owner}", "s.language"
    order = next(one.order for one in TABLES[kind] if one.name == table.name)
    # Names of our own schema alone.
    sql = (
        f"SELECT {owner}, {language}, {component}, {columns} FROM {rows} ORDER BY {owner}, {order}"
    )
    for item, spoken, component_id, *texts in connection.execute(sql):
        ref = ItemRef(kind, item, spoken)
        for (_, field, label), text in zip(table.columns, texts, strict=True):
            if text:
                name = label.format(component_id)
                yield ref, Fragment(component_id, field, name, _visible(field, text))


def _of_people(
    connection: sqlite3.Connection, kind: ItemKind
) -> Iterator[tuple[ItemRef, Fragment]]:
    words = TABLES[kind][1]
    for field in (field for field in FIELDS[kind] if not field.is_signed):
        rows = connection.execute(
            f"SELECT i.id, language, i.{field.column} FROM {kind} AS i JOIN {words.name}"
            f" ON {words.owner} = i.id WHERE i.{field.column} <> ''"
        )
        for item, language, text in rows:
            yield ItemRef(kind, item, language), Fragment("", field.name, field.label, text)


def _of_notes(connection: sqlite3.Connection) -> Iterator[tuple[ItemRef, Fragment]]:
    """Notes for staff stand with the pages they are about; those about none, with the library."""
    for kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
        rows = connection.execute(
            f"SELECT {kind}_id, language, note FROM staff_note AS n"
            f" JOIN staff_note_{kind} ON staff_note_id = n.id"
            f" JOIN {kind}_text USING ({kind}_id) ORDER BY n.position"
        )
        for item, language, text in rows:
            yield ItemRef(kind, item, language), Fragment("", "", "Note for staff", plain(text))
    rows = connection.execute(
        "SELECT note FROM staff_note WHERE id NOT IN (SELECT staff_note_id FROM staff_note_topic"
        " UNION SELECT staff_note_id FROM staff_note_walkthrough) ORDER BY position"
    )
    for (text,) in rows:
        yield ItemRef("library"), Fragment("", "", "Note for staff", plain(text))


def _around(connection: sqlite3.Connection) -> Iterator[tuple[ItemRef, Fragment]]:
    language, title, notice = connection.execute(
        "SELECT language, title, sample_notice FROM library"
    ).fetchone()
    yield ItemRef("library"), Fragment("", "title", "Title of the library", title)
    if notice:
        yield ItemRef("library"), Fragment("", "sample_notice", "Notice on every screen", notice)
    for (name,) in connection.execute("SELECT name FROM plain_name ORDER BY position"):
        yield (
            ItemRef("library"),
            Fragment("", "plain_names", "Name that readability leaves apart", name),
        )
    sections = "SELECT section_id, title FROM section_text WHERE language = ?"
    for item, text in connection.execute(sections, (language,)):
        yield ItemRef("section", item), Fragment("", "title", "Title", text)
    names = ("publisher", "title", "address", "authors", "dated", "permission")
    for item, *texts in connection.execute(f"SELECT id, {', '.join(names)} FROM source"):
        for name, text in zip(names, texts, strict=True):
            if text:
                yield ItemRef("source", item), Fragment("", name, name.capitalize(), text)
