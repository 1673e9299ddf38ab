"""What has to be filled in before a text can be saved, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.content.items.components import target, texts_of
from app.content.items.edit import Row, rows
from app.content.items.field_values import FEWEST_DIGITS, PHONE
from app.content.items.fields import COMPONENTS, FIELDS, Field
from app.content.items.item import Content
from app.domain.governance.governance import ItemKind
from app.domain.library.characters import is_blank

_MOST_NAMED = 6
_WRITE_THEM = "Write them before you save."
_TIME = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that keeps a text from being saved; `component_id` is that of a question, or ""."""

    field: str
    problem: str
    hint: str
    component_id: str = ""
    empty: str = ""
    """What staff call the field, where nothing is written in it yet."""


def in_one_sentence(lacks: Sequence[Missing]) -> tuple[str, str]:
    """All that keeps a text from being saved, at once: the problem and the hint."""
    if len(lacks) == 1:
        prefix = f"{lacks[0].component_id}: " if lacks[0].component_id else ""
        return f"{prefix}{lacks[0].problem}", lacks[0].hint
    empty = [_named(lack) for lack in lacks if lack.empty]
    wrong = [in_one_sentence([lack]) for lack in lacks if not lack.empty]
    problems = [f"{problem} {hint}" for problem, hint in wrong]
    if not empty:
        return " ".join(problems), ""
    problems.append(f"Still empty: {_listed(empty)}.")
    return " ".join(problems), "Write it before you save." if len(empty) == 1 else _WRITE_THEM


def _named(lack: Missing) -> str:
    return f"{lack.empty} of {lack.component_id}" if lack.component_id else lack.empty


def _listed(names: Sequence[str]) -> str:
    """Names as one says them: the title, the summary and the text."""
    more = len(names) - _MOST_NAMED
    shown = [f"the {name}" for name in names]
    if more > 0:
        shown = [*shown[:_MOST_NAMED], f"{more} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def missing(content: Content) -> tuple[Missing, ...]:
    """Everything that keeps a text from being saved."""
    return tuple(_missing(content))


def _missing(content: Content) -> Iterator[Missing]:
    kind = content.key.kind
    for field in FIELDS[kind]:
        yield from _blank(field, content.texts)
    yield from _dates(content)
    if kind is ItemKind.CONTACT:
        yield from _phone(str(content.own.get("phone", "")))
        yield from _hours(content)
    if kind is ItemKind.WALKTHROUGH:
        yield from _walkthrough(content)


def _blank(field: Field, row: Row, component_id: str = "") -> Iterator[Missing]:
    if field.is_required and is_blank(str(row.get(field.column, ""))):
        problem = f"The {field.missing} is empty."
        hint = "Write it before you save."
        yield Missing(field.name, problem, hint, component_id, empty=field.missing)


def _dates(content: Content) -> Iterator[Missing]:
    last = str(content.own.get("last_reviewed", ""))
    due = str(content.own.get("next_review", ""))
    if last and due and due < last:
        yield Missing(
            "review", "The next review is before the last one.", "Choose a later day for it."
        )


def _phone(phone: str) -> Iterator[Missing]:
    if phone and not PHONE.fullmatch(phone):
        hint = "Use digits, spaces, + and round brackets alone."
        yield Missing("phone", "This number holds something else than digits.", hint)
    elif phone and sum(c.isdigit() for c in phone) < FEWEST_DIGITS:
        hint = "Write the whole number, or nothing."
        yield Missing("phone", "This number is too short.", hint)


def _hours(content: Content) -> Iterator[Missing]:
    for number, row in enumerate(rows(content, "contact_hours"), start=1):
        wrong = [text for text in (row["opens"], row["closes"]) if not _TIME.fullmatch(text)]
        for text in wrong:
            problem = f"Line {number} of the hours: “{text}” is no time."
            yield Missing("hours", problem, "Write it as 8am, 8:30 or 08:30.")
        if not wrong and row["closes"] <= row["opens"]:
            problem = f"Line {number} of the hours closes before it opens."
            yield Missing("hours", problem, "Choose a later time to close.")
        if row["last_day"] < row["first_day"]:
            problem = f"Line {number} of the hours ends on a day before it begins."
            yield Missing("hours", problem, "Choose a later day, or add a second line.")


def _walkthrough(content: Content) -> Iterator[Missing]:
    for owner in COMPONENTS:
        for row in rows(content, owner):
            item = row["id"]
            for field in FIELDS[owner]:
                yield from _blank(field, texts_of(content, owner, item), item)
            if owner == "choice" and not target(row):
                problem = "This answer leads nowhere."
                yield Missing("leads_to", problem, "Choose a question or an outcome.", item)
