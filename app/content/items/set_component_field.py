"""One field of a component of a walkthrough, set by its name in docs/content.md."""

from __future__ import annotations

from app.content.items import components
from app.content.items.edit import find, with_group
from app.content.items.field_values import FieldError, flag, lines, listed
from app.content.items.fields import COMPONENTS, FIELDS, Field, Form
from app.content.items.item import Cells, Content


def with_component_field(content: Content, component: str, name: str, value: str) -> Content:
    """The same with one field of a component set. FieldError where there is none."""
    owner = components.table_of(content, component)
    if not owner:
        raise FieldError(f"{content.key.id} has no part {component}.")
    known = {field.name: field for field in FIELDS[owner]}
    if name not in known:
        raise FieldError(f"{component} has no field {name}. It has: {', '.join(sorted(known))}.")
    field = known[name]
    if field.is_list:
        rows = (
            _unless(content, field, value)
            if field.form is Form.UNLESS
            else _list(content, field, value)
        )
        return with_group(content, field.table, {f"{owner}_id": component}, rows)
    if field.form is Form.TARGET:
        target = _target(content, value.strip())
        return components.set_own(content, owner, component, **target)
    if field.form is Form.FLAG:
        return components.set_own(content, owner, component, **{field.column: flag(name, value)})
    return components.set_texts(content, owner, component, **{field.column: value})


def _list(content: Content, field: Field, value: str) -> list[Cells]:
    entries = lines(value) if field.is_text else listed(value)
    if field.refers_to in COMPONENTS:
        for entry in entries:
            _see_that_there(content, field.refers_to, entry)
    return [{field.column: entry} for entry in entries]


def _unless(content: Content, field: Field, value: str) -> list[Cells]:
    """`c03>o01, c04>q02`: after the answer c03 it leads to o01 instead, after c04 to q02."""
    rows: list[Cells] = []
    for pair in listed(value):
        after, arrow, target = (each.strip() for each in pair.partition(">"))
        if not arrow:
            raise FieldError(f"{field.name} is such as “c03>o01, c04>q02”, not “{pair}”.")
        _see_that_there(content, field.refers_to, after)
        rows.append({field.column: after, **_target(content, target)})
    return rows


def _target(content: Content, target: str) -> dict[str, str]:
    if not any(find(content, table, id=target) for table in ("question", "outcome")):
        raise FieldError(
            f"{content.key.id} has no question and no outcome {target or 'without an id'}."
        )
    return components.target_cells(content, target)


def _see_that_there(content: Content, table: str, item: str) -> None:
    if not find(content, table, id=item):
        what = "answer" if table == "choice" else table
        raise FieldError(f"{content.key.id} has no {what} {item or 'without an id'}.")
