"""Every passage of words in a library, for the checks to go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.database.connection import Database


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words: whose they are, which part of it, and how they are read.

    `sums_up` are words that an outcome shows beside the answers: a verdict must not be in them.
    """

    item: str
    part: str
    language: str
    approved: bool
    text: str
    is_commonmark: bool = False
    sums_up: bool = False

    def where(self, line: int = 0) -> str:
        """The passage as a person finds it."""
        return f"{self.item} {self.part}" + (f", line {line}" if line else "")


@dataclass(frozen=True, slots=True)
class _Query:
    """Rows of (item, language, state, one column for each part)."""

    sql: str
    parts: tuple[str, ...]
    commonmark: frozenset[str] = frozenset()
    sums_up: frozenset[str] = frozenset()


# Fixed words, put into the fixed queries below.
_OF_WALKTHROUGH = (
    "JOIN walkthrough_text AS w ON w.walkthrough_id = x.walkthrough_id AND w.language = x.language"
)

_QUERIES = (
    _Query(
        "SELECT topic_id, language, state, line, summary, body FROM topic_text ORDER BY topic_id",
        ("line", "summary", "body"),
        commonmark=frozenset({"body"}),
    ),
    _Query(
        "SELECT x.topic_id, x.language, t.state, x.text FROM topic_question AS x"
        " JOIN topic_text AS t ON t.topic_id = x.topic_id AND t.language = x.language"
        " ORDER BY x.topic_id, x.language, x.position",
        ("questions",),
    ),
    _Query(
        "SELECT term_id, language, state, meaning FROM term_text ORDER BY term_id",
        ("meaning",),
    ),
    _Query(
        "SELECT contact_id, language, state, about FROM contact_text ORDER BY contact_id",
        ("about",),
    ),
    _Query(
        "SELECT walkthrough_id, language, state, line, opening FROM walkthrough_text"
        " ORDER BY walkthrough_id",
        ("line", "opening"),
        commonmark=frozenset({"opening"}),
    ),
    _Query(
        "SELECT x.walkthrough_id || '/' || question_id, x.language, w.state, text, why"  # noqa: S608
        " FROM question_text AS x " + _OF_WALKTHROUGH + " ORDER BY 1",
        ("text", "why"),
    ),
    _Query(
        "SELECT x.walkthrough_id || '/' || choice_id, x.language, w.state, label, situation, ask"  # noqa: S608
        " FROM choice_text AS x " + _OF_WALKTHROUGH + " ORDER BY 1",
        ("label", "situation", "ask"),
        sums_up=frozenset({"situation"}),
    ),
    _Query(
        "SELECT x.walkthrough_id || '/' || outcome_id, x.language, w.state, x.title, body"  # noqa: S608
        " FROM outcome_text AS x " + _OF_WALKTHROUGH + " ORDER BY 1",
        ("title", "body"),
        commonmark=frozenset({"body"}),
        sums_up=frozenset({"title", "body"}),
    ),
    _Query(
        "SELECT x.walkthrough_id || '/' || outcome_id, x.language, w.state, text"  # noqa: S608
        " FROM outcome_question AS x " + _OF_WALKTHROUGH + " ORDER BY 1, x.position",
        ("questions",),
        sums_up=frozenset({"questions"}),
    ),
    _Query(
        "SELECT x.walkthrough_id || '/' || note_id, x.language, w.state, x.title, body"  # noqa: S608
        " FROM note_text AS x " + _OF_WALKTHROUGH + " ORDER BY 1",
        ("title", "body"),
        commonmark=frozenset({"body"}),
        sums_up=frozenset({"title", "body"}),
    ),
)


def passages(database: Database) -> Iterator[Passage]:
    """Every passage that families read, in every language; pages first."""
    for query in _QUERIES:
        for item, language, state, *texts in database.each(query.sql):
            for part, text in zip(query.parts, texts, strict=True):
                if text:
                    yield Passage(
                        item,
                        part,
                        language,
                        state == "approved",
                        text,
                        is_commonmark=part in query.commonmark,
                        sums_up=part in query.sums_up,
                    )
