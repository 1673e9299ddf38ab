"""What the check reports: errors keep a library from families, advice does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs. A review that is overdue is advice: the page says so itself."""

    ERROR = "error"
    ADVICE = "advice"


class Kind(StrEnum):
    """What a finding is about."""

    LIBRARY = "library"
    DEAD_LINK = "dead link"
    UNKNOWN_ID = "unknown id"
    MARKUP = "markup"
    CHARACTER = "character"
    LIMIT = "limit"
    GLYPH = "sign"
    SOURCE = "source"
    REVIEW = "review"
    WALKTHROUGH = "walkthrough"
    VERDICT = "verdict"
    ICON = "icon"
    PICTURE = "picture"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    READABILITY = "readability"
    GLOSSARY = "glossary"
    EDITED = "edited"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is: an item, a component of it and a field, with the line from 1; or a cell.

    As a string it is what people read: "w01/q02 why, line 3".
    """

    item: str = ""
    component: str = ""
    field: str = ""
    line: int = 0
    table: str = ""
    column: str = ""

    def __str__(self) -> str:
        whose = f"{self.item}/{self.component}" if self.component else self.item
        found = " ".join(filter(None, (whose, self.table, self.column, self.field)))
        return f"{found}, line {self.line}" if self.line else found


WHOLE_LIBRARY = Location("library")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, and where it is."""

    level: Level
    kind: Kind
    location: Location
    problem: str
    hint: str


def error_at(kind: Kind, location: Location, problem: str, hint: str) -> Finding:
    """What keeps a library from families."""
    return Finding(Level.ERROR, kind, location, problem, hint)


def advice_at(kind: Kind, location: Location, problem: str, hint: str) -> Finding:
    """What could be better."""
    return Finding(Level.ADVICE, kind, location, problem, hint)
