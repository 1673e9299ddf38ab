"""The table of fields holds every column that a person fills in, and none that is not there."""

from __future__ import annotations

import pytest

from app.content.items.fields import COMPONENTS, FIELDS, Form, heading_of, key_column, owners
from app.content.items.item import TABLES, columns, empty_cells, table_named
from app.domain.governance.governance import TEXT_KINDS, ItemKind

# What holds a walkthrough's components together.
_TIES = {"id", "question_id", "choice_id", "outcome_id", "note_id"}
_TARGETS = {"to_question", "to_outcome"}
_HOURS = {"first_day", "last_day", "opens", "closes"}


def _field_columns(kind: ItemKind) -> set[tuple[str, str]]:
    """The tables and the columns of the signed fields of a kind."""
    found = set()
    for owner in owners(kind):
        for field in (field for field in FIELDS[owner] if field.is_signed):
            named = {field.column} - {""}
            if field.form in (Form.TARGET, Form.UNLESS):
                named |= _TARGETS
            if field.form is Form.HOURS:
                named |= _HOURS
            found |= {(field.table, column) for column in named}
    return found


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_every_column_of_an_item_is_a_field(kind: ItemKind) -> None:
    known = _field_columns(kind)
    for table in TABLES[kind]:
        for column in columns(table):
            tied = column in _TIES and (table.name, column) not in known
            assert tied or (table.name, column) in known, f"{table.name}.{column}"


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_every_field_has_its_column(kind: ItemKind) -> None:
    for owner in owners(kind):
        for field in FIELDS[owner]:
            cells = empty_cells(table_named(kind, field.table))
            assert {field.column, key_column(owner, field)} - {""} <= set(cells), field


@pytest.mark.parametrize("owner", FIELDS)
def test_one_field_is_what_staff_call_it_by(owner: str) -> None:
    assert [field for field in FIELDS[owner] if field.is_heading] == [heading_of(owner)]
    assert heading_of(owner).is_required
    names = [field.name for field in FIELDS[owner]]
    assert len(names) == len(set(names))
    assert all(field.label for field in FIELDS[owner] if owner not in COMPONENTS)
