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
    SOURCE = "source"
    REVIEW = "review"
    WALKTHROUGH = "walkthrough"
    VERDICT = "verdict"
    ICON = "icon"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    READABILITY = "readability"
    GLOSSARY = "glossary"
    EDITED = "edited"


WORD_KINDS = frozenset({Kind.SENTENCE, Kind.PARAGRAPH, Kind.READABILITY, Kind.GLOSSARY})
"""The kinds that advise on words alone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `where` is an id and what of it, such as "t05 body, line 3"."""

    level: Level
    kind: Kind
    where: str
    problem: str
    hint: str

    @property
    def item_id(self) -> str:
        """The id of the page, walkthrough or row that it is about, or ""."""
        return self.where.split(" ", 1)[0].partition("/")[0]
