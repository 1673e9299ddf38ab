"""Every passage of words in a library, for the checks to go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.content.database.connection import Database
from app.content.items.fields import COMPONENTS, FIELDS, Field, Form, owners
from app.domain.governance import ItemKind


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words: whose they are, and the field that holds them."""

    item: str
    field: Field
    language: str
    approved: bool
    text: str

    @property
    def is_commonmark(self) -> bool:
        """Whether they are CommonMark."""
        return self.field.form is Form.COMMONMARK

    def where(self, line: int = 0) -> str:
        """The passage as a person finds it."""
        return f"{self.item} {self.field.name}" + (f", line {line}" if line else "")


# Pages first: what is checked of them is counted.
_KINDS = (ItemKind.TOPIC, ItemKind.TERM, ItemKind.CONTACT, ItemKind.WALKTHROUGH)


def passages(database: Database) -> Iterator[Passage]:
    """Every passage that families read, in every language; pages first."""
    for kind in _KINDS:
        for owner in owners(kind):
            for table, fields in passage_fields(owner).items():
                for item, language, state, *texts in database.each(_sql(kind, owner, table)):
                    for field, text in zip(fields, texts, strict=True):
                        if text:
                            yield Passage(item, field, language, state == "approved", text)


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
    """Rows of (item, language, state, one column for each field)."""
    columns = ", ".join(f"x.{field.column}" for field in passage_fields(owner)[table])
    item = f"x.{kind}_id" + (f" || '/' || x.{owner}_id" if owner in COMPONENTS else "")
    is_list = passage_fields(owner)[table][0].is_list
    # Names of our own schema alone.
    return (
        f"SELECT {item}, x.language, t.state, {columns} FROM {table} AS x"  # noqa: S608
        f" JOIN {kind}_text AS t ON t.{kind}_id = x.{kind}_id AND t.language = x.language"
        f" ORDER BY {item}, x.language{', x.position' if is_list else ''}"
    )
