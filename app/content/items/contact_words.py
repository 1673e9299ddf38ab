"""A contact's number and hours where a text says them: said once, signed in both places.

In a text's CommonMark, `[020 7946 0000](number:p02)` is the number of the contact p02, and
`[Monday to Friday, 9am to 5pm](hours:p02)` its hours. The words stand in the text, so that what
families see is what was signed; they are kept in step with the contact. Where the two were not
signed together, families see the last versions that agree, of the contact and of each such text.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from app.content.items.edit import changed, rows, with_rows
from app.content.items.fields import FIELDS, Form, fields_with, owners
from app.content.items.item import TABLES, Content
from app.content.items.signatures import version
from app.domain.governance.governance import SHOWN, ItemKey, ItemKind, Signature, Step
from app.domain.library.library import Opening, hours_in_words

NUMBER, HOURS = "number", "hours"
_MARK = re.compile(r"\[([^\[\]]*)\]\((number|hours):([a-z][a-z0-9]*)\)")

OwnWords = Mapping[str, str]
"""What a contact says of itself, by `number` and `hours`; "" where it has none."""


@dataclass(frozen=True, slots=True)
class ContactMark:
    """A mark in a text: what of which contact it says, in which words, in which line from 1."""

    says: str
    contact: str
    words: str
    line: int

    @property
    def target(self) -> str:
        """Where the link leads, as it is written."""
        return f"{self.says}:{self.contact}"


def marks_in(text: str) -> Iterator[ContactMark]:
    """The marks of a text, in order."""
    for match in _MARK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield ContactMark(match[2], match[3], " ".join(match[1].split()), line)


def mark_of(target: str, words: str) -> str:
    """The mark that says some words of a contact."""
    return f"[{words}]({target})"


def own_words(contact: Content) -> OwnWords:
    """What a contact says of itself."""
    names = ("first_day", "last_day", "opens", "closes")
    spans = [tuple(row[name] for name in names) for row in contact.rows.get("contact_hours", ())]
    return words_of(str(contact.own.get("phone", "")), spans)


def words_of(phone: str, spans: Iterable[tuple[Any, ...]]) -> OwnWords:
    """What a contact with this number says, and with these (first day, last day, from, to)."""
    openings = tuple(
        Opening(day, time.fromisoformat(opens), time.fromisoformat(closes))
        for first, last, opens, closes in spans
        for day in range(first, last + 1)
    )
    return {NUMBER: phone, HOURS: hours_in_words(openings)}


def marks_of(content: Content) -> Iterator[ContactMark]:
    """The marks in all of an item's texts."""
    for owner in owners(content.key.kind):
        for field in FIELDS[owner]:
            if field.form is Form.COMMONMARK:
                for row in rows(content, field.table):
                    yield from marks_in(str(row.get(field.column, "")))


def in_step(content: Content, contact: str, own: OwnWords) -> Content:
    """A text in which every mark of a contact says what that says of itself now."""

    def put(match: re.Match[str]) -> str:
        words = own[match[2]]
        if match[3] != contact or not words or " ".join(match[1].split()) == words:
            return match[0]
        return mark_of(f"{match[2]}:{match[3]}", words)

    for owner in owners(content.key.kind):
        for field in FIELDS[owner]:
            if field.form is not Form.COMMONMARK:
                continue
            found = rows(content, field.table)
            texts = [_MARK.sub(put, str(row.get(field.column, ""))) for row in found]
            if texts != [str(row.get(field.column, "")) for row in found]:
                pairs = zip(found, texts, strict=True)
                new = [changed(row, **{field.column: text}) for row, text in pairs]
                content = with_rows(content, field.table, new)
    return content


def texts_that_say(connection: sqlite3.Connection, contact: str = "") -> tuple[ItemKey, ...]:
    """The texts that have such a mark: of one contact, or of any."""
    wanted = [f"]({says}:{contact}{')' if contact else ''}" for says in (NUMBER, HOURS)]
    found: dict[ItemKey, None] = {}
    for kind, parts in TABLES.items():
        columns = {f.table: f.column for f in fields_with(Form.COMMONMARK)}
        for part in (part for part in parts if part.name in columns):
            column = columns[part.name]
            rows_found = connection.execute(
                f"SELECT DISTINCT {part.owner}, language FROM {part.name}"
                f" WHERE instr({column}, ?) OR instr({column}, ?) ORDER BY 1, 2",
                wanted,
            )
            found |= {ItemKey(kind, item, language): None for item, language in rows_found}
    return tuple(found)


# -- which versions agree


def held_back(
    connection: sqlite3.Connection,
    signatures: Mapping[ItemKey, Sequence[Signature]],
    language: str,
) -> dict[ItemKey, Content]:
    """Older versions that families see until a contact and the texts that say it agree again.

    Empty where all agree, and for what was never signed in agreement: the check names that.
    """
    texts: dict[ItemKey, list[Content]] = {}
    for key in texts_that_say(connection):
        if found := _versions(connection, signatures.get(key, ())):
            texts[key] = found
    named = {mark.contact for found in texts.values() for mark in marks_of(found[0])}
    chosen: dict[ItemKey, Content] = {}
    for contact in sorted(named):
        key = ItemKey(ItemKind.CONTACT, contact, language)
        about = {k: v for k, v in texts.items() if contact in {m.contact for m in marks_of(v[0])}}
        for number, candidate in enumerate(_versions(connection, signatures.get(key, ()))):
            own = own_words(candidate)
            agreeing = {k: [v for v in f if _agrees(v, contact, own)] for k, f in about.items()}
            if all(agreeing.values()):
                texts |= agreeing
                if number:
                    chosen[key] = candidate
                break
    newest = {k: next(iter(_versions(connection, signatures.get(k, ())))) for k in texts}
    moved = {k: v[0] for k, v in texts.items() if v[0].digest != newest[k].digest}
    return chosen | moved


def _versions(connection: sqlite3.Connection, steps: Sequence[Signature]) -> list[Content]:
    """What families saw of a text since it was last taken down, the newest first."""
    digests: dict[str, None] = {}
    for step in reversed(steps):
        if step.step is Step.WITHDRAWN:
            break
        if step.step in SHOWN:
            digests[step.digest] = None
    found = (version(connection, digest) for digest in digests)
    return [content for content in found if content is not None]


def _agrees(text: Content, contact: str, own: OwnWords) -> bool:
    """Whether a text says the contact as that says itself. One that does not say it is no pair."""
    mine = [mark for mark in marks_of(text) if mark.contact == contact]
    return bool(mine) and all(mark.words == own[mark.says] for mark in mine)
