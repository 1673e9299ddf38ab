"""An item's fields, read from a mapping of its text and written to one, by the table of fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.content.items.edit import Row, rows_of
from app.content.items.field_values import WEEKDAYS, is_phone
from app.content.items.fields import FIELDS, Field, Form, in_text_order
from app.content.items.item import Content, empty_cells, table_named
from app.content.text.mapping import MappingReader
from app.content.text.reader import TextReader
from app.content.text.yaml_form import Value
from app.domain.governance.governance import ItemKind

_ICON = re.compile("[a-z0-9-]+")


def keys(owner: str) -> tuple[str, ...]:
    """The keys of an item or a component in the text, in their order."""
    return tuple(field.name for field in in_text_order(owner))


def is_in_language(kind: ItemKind, field: Field) -> bool:
    """Whether a field has words of its own in each language."""
    return table_named(kind, field.table).in_language


# -- from the text


def read_cells(mapping: MappingReader, owner: str, table: str) -> dict[str, Any]:
    """The cells of an item's or a component's row in a table."""
    return {
        field.column: _read(mapping, field)
        for field in FIELDS[owner]
        if field.table == table and field.column and not field.is_list
    }


def _read(mapping: MappingReader, field: Field) -> str | int | None:
    match field.form:
        case Form.FLAG:
            return mapping.flag(field.name)
        case Form.DATE:
            return mapping.date(field.name)
        case Form.ID:
            return mapping.id(field.name, needed=False) or None
    value = mapping.text(field.name, needed=field.is_required or field.form is Form.ICON)
    if value and field.form is Form.ICON and not _ICON.fullmatch(value):
        hint = "Choose one of resources/icons, without .svg."
        mapping.wrong(field.name, f"{value!r} is no icon.", hint)
    if value and field.form is Form.PHONE and not is_phone(value):
        mapping.wrong(field.name, f"{value!r} is no number.", "Use digits and spaces.")
    return value.removesuffix("\n") if field.form is Form.COMMONMARK else value


def add_lists(
    reader: TextReader, kind: ItemKind, owner: str, key: Mapping[str, str], mapping: MappingReader
) -> None:
    """Add the rows of an item's or a component's lists, each of which begins with `key`.

    With a language in it, the lists that have words in it; without, those that all share.
    """
    for field in FIELDS[owner]:
        if not field.is_list or field.form not in (Form.TEXT, Form.ID):
            continue
        table = table_named(kind, field.table)
        if table.in_language is not ("language" in key):
            continue
        values = mapping.texts(field.name) if field.is_text else mapping.ids(field.name)
        is_ordered = "position" in empty_cells(table)
        for position, value in enumerate(values):
            order = {"position": position} if is_ordered else {}
            reader.add(field.table, **key, **{field.column: value}, **order)


def check_dates(mapping: MappingReader) -> None:
    """See that there are both review dates or none, and that they are in order."""
    last, due = mapping.date("last_reviewed"), mapping.date("next_review")
    if (last is None) != (due is None):
        missing = "next_review" if due is None else "last_reviewed"
        mapping.wrong(missing, "One date is there without the other.", f"Add {missing}.")
    elif last and due and due < last:
        mapping.wrong("next_review", "It is before the last review.", "Mend one of the dates.")


# -- to the text


def written(
    content: Content, owner: str, component: str = "", unsigned: Row | None = None
) -> dict[str, Value]:
    """The mapping of an item, or of a component of it. `unsigned` are the cells beside it."""
    found: dict[str, Value] = {}
    for field in in_text_order(owner):
        if field.is_signed:
            found[field.name] = _value(field, rows_of(content, field, owner, component))
        else:
            found[field.name] = (unsigned or {}).get(field.column, "")
    return found


def _value(field: Field, rows: Sequence[Row]) -> Value:
    if field.is_list:
        return [_entry(field, row) for row in rows]
    row = rows[0] if rows else {}
    value = row.get(field.column, "")
    match field.form:
        case Form.TARGET:
            return _target(row)
        case Form.FLAG:
            return bool(value) or (None if field.only_if_true else False)
        case Form.COMMONMARK:
            return f"{value}\n"
    return str(value)


def _entry(field: Field, row: Row) -> Value:
    match field.form:
        case Form.HOURS:
            return _hours(row)
        case Form.UNLESS:
            return {"after": row[field.column], "leads_to": _target(row)}
    return str(row[field.column])


def _target(row: Row) -> str:
    return str(row.get("to_question") or row.get("to_outcome") or "")


def _hours(row: Row) -> dict[str, Value]:
    first, last = WEEKDAYS[row["first_day"] - 1], WEEKDAYS[row["last_day"] - 1]
    days = first if first == last else f"{first}-{last}"
    return {"days": days, "opens": row["opens"], "closes": row["closes"]}
