"""One field of an item set by its name in docs/content.md, so that a script can correct it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.items.edit import with_own, with_rows, with_texts
from app.content.items.field_values import WEEKDAYS, FieldError, day, flag
from app.content.items.fields import Field, Form, signed_fields
from app.content.items.item import Cells, Content
from app.content.items.set_component_field import with_component_field
from app.domain.governance.governance import ItemKind

_HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d:\d\d)-(\d\d:\d\d)")


def with_field(content: Content, name: str, value: str) -> Content:
    """The content with one field set. FieldError where the kind of item has no such field.

    A component of a walkthrough is named by its id: `q02.text`, `c07.leads_to`, `o01.topics`. A
    list of ids is parted by commas, a list of questions by line ends. An empty value takes the
    field out.
    """
    kind = content.key.kind
    if "." in name and kind is ItemKind.WALKTHROUGH:
        component, _, field_name = name.partition(".")
        return with_component_field(content, component, field_name, value)
    field = next((field for field in signed_fields(kind) if field.name == name), None)
    if field is None:
        raise FieldError(f"A {kind} has no field {name}. It has: {', '.join(field_names(kind))}.")
    if field.form is Form.HOURS:
        return with_rows(content, field.table, tuple(_hours(value)))
    if field.is_list:
        entries = value.splitlines() if field.is_text else value.split(",")
        rows = tuple({field.column: entry.strip()} for entry in entries if entry.strip())
        return with_rows(content, field.table, rows)
    if field.is_text:
        return with_texts(content, **{field.column: value})
    return with_own(content, **{field.column: _cell(field, value)})


def field_names(kind: ItemKind) -> tuple[str, ...]:
    """What can be set of an item, but for the components of a walkthrough."""
    return tuple(sorted(field.name for field in signed_fields(kind)))


def _cell(field: Field, value: str) -> str | int:
    if field.form is Form.FLAG:
        return flag(field.name, value)
    if field.form is Form.DATE and value.strip():
        return day(field.name, value).isoformat()
    return value.strip()


def _hours(value: str) -> Iterator[Cells]:
    for span in filter(None, (span.strip() for span in re.split("[;\n]", value))):
        found = _HOURS.fullmatch(span)
        days = [found[1], found[2] or found[1]] if found else []
        if not found or not set(days) <= set(WEEKDAYS):
            raise FieldError(f"hours are such as “Mon-Fri 09:00-17:00; Sat 10:00-12:00”: “{span}”.")
        first, last = (WEEKDAYS.index(name) + 1 for name in days)
        yield {"first_day": first, "last_day": last, "opens": found[3], "closes": found[4]}
