"""Characters and lengths of single cells: refused before a family could meet them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from app.content.checks.cells import (
    LIMITS,
    MOST_ENTRIES,
    MOST_IN_A_WORD,
    MOST_ON_HOME,
    MOST_ROWS,
    NEEDED,
)
from app.content.checks.findings import Kind, Level
from app.content.checks.gate import checked_library
from app.content.checks.rules import check
from app.content.database.schema import tables_script
from app.content.items.fields import MOST_OF_COMMONMARK
from app.content.reader import markup
from app.domain.errors import ContentError
from tests.content.signing import change_and_sign

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
DAY = date(2026, 11, 29)
_TITLE = "UPDATE topic_text SET title = ? WHERE topic_id = 't01'"
_PHONE = "UPDATE contact_text SET name = ? WHERE contact_id = 'p01'"


def found(file: Path, kind: Kind) -> list[str]:
    """What the check says of a kind of error: where, and what."""
    return [
        f"{f.location}: {f.problem}"
        for f in check(file, DAY)
        if f.kind is kind and f.level is Level.ERROR
    ]


@pytest.mark.parametrize("planted", ["\u202e", "\x9b", "\ufdd0", "\uf0b3", "Z" + "\u0301" * 40])
def test_a_character_that_cannot_be_seen_is_named(
    content: Path, writing: Writing, planted: str
) -> None:
    with writing(content) as connection:
        connection.execute(_PHONE, (f"Nurses {planted}0808",))
    [one] = found(content, Kind.CHARACTER)
    assert one.startswith("contact_text name: It holds a ")
    assert "U+" in one
    assert "Nurses" in one


@pytest.mark.parametrize(
    ("sql", "text", "said"),
    [
        (
            _TITLE,
            "word " * 20_000,
            "topic_text title: In the row of t01 it is 100,000 letters long",
        ),
        (_TITLE, "x" * 101, "topic_text title: In the row of t01 a word has 101 letters: 'xxx"),
        (
            "UPDATE choice_text SET label = ? WHERE choice_id = (SELECT min(id) FROM choice)",
            "An answer. " * 9_000,
            "choice_text label: In the row of w01 it is 99,000 letters long; 250 are the most.",
        ),
        (
            "UPDATE topic_text SET body = ? WHERE topic_id = 't01'",
            "Long. " * 10_000,
            "topic_text body: In the row of t01 it is 60,000 letters long; 20,000 are the most.",
        ),
    ],
)
def test_a_text_that_would_hold_the_screen_is_named(
    content: Path, writing: Writing, sql: str, text: str, said: str
) -> None:
    with writing(content) as connection:
        connection.execute(sql, (text,))
    assert any(one.startswith(said) for one in found(content, Kind.LIMIT)), found(
        content, Kind.LIMIT
    )


def test_thousands_of_sections_are_named(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        connection.executemany(
            "INSERT INTO section (id, position) VALUES (?, 9)", [(f"x{n}",) for n in range(5_000)]
        )
    said = f"rows; {MOST_ROWS['section']} are the most."
    assert any(one.endswith(said) for one in found(content, Kind.LIMIT))


@pytest.mark.parametrize("blank", ["\u00a0\u3000", "\u200d\u3164"])
@pytest.mark.parametrize("cell", sorted(NEEDED - {("staff_note", "note"), ("plain_name", "name")}))
def test_words_that_nobody_can_see_are_none(
    content: Path, writing: Writing, cell: tuple[str, str], blank: str
) -> None:
    table, column = cell
    with writing(content) as connection:
        connection.execute("INSERT OR REPLACE INTO appearance VALUES ('logo_alt', 'Ours')")
        connection.execute(f"UPDATE {table} SET {column} = ?", (blank,))
    assert any(
        one.startswith(f"{table} {column}: In the row of")
        and one.endswith("it holds nothing that one can see.")
        for one in found(content, Kind.CHARACTER)
    )


def test_what_the_schema_will_not_have_blank_is_what_the_check_will_not() -> None:
    sql = tables_script()
    tables = re.findall(r"^CREATE TABLE (\w+) \((.*?)^\)", sql, re.MULTILINE | re.DOTALL)
    assert {
        (table, column)
        for table, columns in tables
        for column in re.findall(r"trim\((\w+)\) <> ''", columns)
    } == NEEDED | {("signature", "name")}, "whoever signs is asked before it is written"


@pytest.mark.parametrize("kind", ["walkthrough", "topic"])
def test_a_first_screen_that_would_hold_a_kiosk_is_named(
    content: Path, writing: Writing, kind: str
) -> None:
    """A thousand cards took three seconds."""
    with writing(content) as connection:
        rows = [(f"x{number}",) for number in range(MOST_ON_HOME + 1)]
        if kind == "walkthrough":
            connection.executemany("INSERT INTO walkthrough (id, icon) VALUES (?, 'info')", rows)
        else:
            connection.executemany(
                "INSERT INTO topic (id, section_id, position, icon, stands_out)"
                " SELECT ?, min(id), 9, 'info', 1 FROM section",
                rows,
            )
    [one] = found(content, Kind.LIMIT)
    assert one.startswith(kind)
    assert one.endswith(f"{MOST_ON_HOME} are the most.")


def test_hundreds_of_questions_are_named(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        connection.executemany(
            "INSERT INTO topic_question VALUES ('t01', 'en-GB', ?, 'Why?')",
            [(number,) for number in range(100, 101 + MOST_ENTRIES)],
        )
    [one] = found(content, Kind.LIMIT)
    assert one.startswith("topic_question: t01 has ")


def test_an_address_may_be_long_and_a_word_at_the_limit_is_none_too_long(
    content: Path, writing: Writing
) -> None:
    with writing(content) as connection:
        connection.execute("UPDATE source SET address = ?", ("www.example.org/" + "a" * 400,))
        connection.execute(_TITLE, ("x" * MOST_IN_A_WORD,))
    assert found(content, Kind.LIMIT) == []


def test_what_staff_keep_of_earlier_days_may_be_long(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        connection.execute(
            "INSERT INTO history (at, name, act, kind, item_id, language, why)"
            " VALUES ('2026-11-29T10:00:00Z', 'Ann', 'arranged', 'library', '', '', ?)",
            ("why " * 5_000,),
        )
    assert found(content, Kind.LIMIT) == []


def test_every_text_that_families_read_has_a_limit() -> None:
    assert LIMITS["topic_text", "title"] < LIMITS["topic_text", "summary"]
    assert LIMITS["topic_text", "summary"] < LIMITS["topic_text", "body"]


@pytest.mark.parametrize("body", ["<!--" * 300_000, "[" * 545_000], ids=["comments", "brackets"])
def test_what_would_hold_commonmark_for_minutes_is_never_read(
    content: Path, writing: Writing, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    read: list[int] = []
    reading = markup.read

    def watched(text: str) -> markup.Reading:
        read.append(len(text))
        assert len(text) <= MOST_OF_COMMONMARK, "this would take minutes"
        return reading(text)

    monkeypatch.setattr(markup, "read", watched)
    with writing(content) as connection:
        change_and_sign(connection, "UPDATE topic_text SET body = ? WHERE topic_id = 't01'", body)
    with pytest.raises(ContentError, match="letters long"), checked_library(content):
        pass
    assert found(content, Kind.LIMIT)
    assert max(read, default=0) <= MOST_OF_COMMONMARK
