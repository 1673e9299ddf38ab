"""Every passage of words in a library, for the checks to go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from app.content.checks.findings import Location
from app.content.items.fields import COMPONENTS, FIELDS, Field, Form, owners
from app.domain.governance.governance import ItemKind


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words: whose they are, and the field that holds them."""

    item: str
    component: str
    field: Field
    language: str
    approved: bool
    text: str

    @property
    def is_commonmark(self) -> bool:
        """Whether they are CommonMark."""
        return self.field.form is Form.COMMONMARK

    def location(self, line: int = 0) -> Location:
        """Where the passage is, or a line of it."""
        return Location(self.item, self.component, self.field.name, line)


# Pages first: what is checked of them is counted.
_KINDS = (ItemKind.TOPIC, ItemKind.TERM, ItemKind.CONTACT, ItemKind.WALKTHROUGH)


class Rows(Protocol):
    """What asks a library."""

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a question."""


def passages(database: Rows) -> Iterator[Passage]:
    """Every passage that families read, in every language; pages first."""
    for kind in _KINDS:
        for owner in owners(kind):
            for table, fields in passage_fields(owner).items():
                for item, component, language, state, *texts in database.each(
                    _sql(kind, owner, table)
                ):
                    for field, text in zip(fields, texts, strict=True):
                        if text:
                            shown = state == "approved"
                            yield Passage(item, component, field, language, shown, text)


@cache
def passage_fields(owner: str) -> Mapping[str, Sequence[Field]]:
    """The fields with words that families read, by their tables; an item's title is none."""
    found: dict[str, list[Field]] = {}
    for field in FIELDS[owner]:
        is_title = field.is_heading and owner not in COMPONENTS
        if field.is_text and field.is_signed and not is_title:
            found.setdefault(field.table, []).append(field)
    return found


def _sql(kind: ItemKind, owner: str, table: str) -> str:
    """Rows of (item, component, language, state, one column for each field)."""
    columns = ", ".join(f"x.{field.column}" for field in passage_fields(owner)[table])
    component = f"x.{owner}_id" if owner in COMPONENTS else "''"
    order = [f"x.{kind}_id", *([component] if owner in COMPONENTS else []), "x.language"]
    order += ["x.position"] if passage_fields(owner)[table][0].is_list else []
    # Names of our own schema alone.
    return (
        f"SELECT x.{kind}_id, {component}, x.language, t.state, {columns} FROM {table} AS x"
        f" JOIN {kind}_text AS t ON t.{kind}_id = x.{kind}_id AND t.language = x.language"
        f" ORDER BY {', '.join(order)}"
    )
