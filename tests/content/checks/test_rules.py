"""What the check finds, and how much it weighs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from app.content.checks import wording
from app.content.checks.findings import Finding, Kind, Level, Location
from app.content.checks.gate import check_whole
from app.content.checks.passages import Passage, passage_fields
from app.content.checks.rules import check, errors_in
from app.domain.errors import ContentCode, ContentError
from app.domain.kiosk.panel import TITLES_ON_ONE_SCREEN

TODAY = date(2026, 11, 22)
Change = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def change(
    content: Path, writing: Callable[[Path], AbstractContextManager[sqlite3.Connection]]
) -> Change:
    """Changes the sample with SQL and gives what is found then and was not before."""
    before = set(check(content, TODAY))

    def changed(sql: str, *values: str) -> tuple[Finding, ...]:
        with writing(content) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(sql, values)
        found = check(content, TODAY)
        return tuple(f for f in found if f not in before and f.kind is not Kind.EDITED)

    return changed


def test_the_sample_has_no_error(built: Path) -> None:
    assert errors_in(built) == ()


def test_reviews_are_advice_and_never_stop_a_page(built: Path) -> None:
    found = {str(f.location): f for f in check(built, TODAY) if f.kind is Kind.REVIEW}
    assert "was due on 4 November 2024" in found["t03"].problem
    assert "is due on 24 December 2026" in found["t02"].problem
    assert "t01" not in found
    assert {f.level for f in found.values()} == {Level.ADVICE}
    assert "t02" not in {
        str(f.location) for f in check(built, date(2026, 10, 24)) if "due" in f.problem
    }


def test_whom_families_ask_and_a_helpline_that_nobody_can_call_are_advice(change: Change) -> None:
    assert change("UPDATE library SET helpline_id = ?", "p01") == ()
    (helpline,) = change("UPDATE library SET helpline_id = ?", "p02")
    assert helpline.problem.startswith("Its helpline, p02, is no contact with a telephone")
    both = change("UPDATE library SET whom_to_ask = ?", " ")
    assert any("“the team that looks after your child”" in f.problem for f in both)
    assert {(f.level, f.kind) for f in both} == {(Level.ADVICE, Kind.LIBRARY)}


def topics_in(section: str, count: int) -> str:
    """SQL that adds so many approved pages to a section."""
    numbers = f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count})"
    return (
        f"{numbers} INSERT INTO topic_text (topic_id, language, state, title, line, summary, body)"
        f" SELECT 'many' || n, language, 'approved', 'Many', 'Many.', 'Many.', 'Many.'"
        f" FROM n, library; {numbers} INSERT INTO topic (id, section_id, position, icon)"
        f" SELECT 'many' || n, '{section}', 100 + n, 'info' FROM n;"
    )


def test_a_section_of_more_pages_than_titles_on_a_screen_is_to_be_split(
    content: Path, writing: Callable[[Path], AbstractContextManager[sqlite3.Connection]]
) -> None:
    with writing(content) as connection:
        section, has = connection.execute(
            "SELECT section_id, COUNT(*) FROM topic JOIN topic_text ON topic_id = id"
            " WHERE state = 'approved' GROUP BY section_id"
        ).fetchone()

    def found_with(count: int) -> list[Finding]:
        with writing(content) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("DELETE FROM topic WHERE id LIKE 'many%'")
            connection.execute("DELETE FROM topic_text WHERE topic_id LIKE 'many%'")
            connection.executescript(topics_in(section, count - has))
        return [f for f in check(content, TODAY) if "titles stand on" in f.problem]

    assert found_with(TITLES_ON_ONE_SCREEN) == []
    (found,) = found_with(TITLES_ON_ONE_SCREEN + 1)
    assert (found.level, found.kind, found.location) == (
        Level.ADVICE,
        Kind.LIBRARY,
        Location(section),
    )
    assert found.problem == "The section has 25 pages; 24 titles stand on a 24-inch screen."
    assert found.hint.startswith("Split the section")


def test_a_home_screen_of_more_cards_than_titles_on_a_screen_is_advice(change: Change) -> None:
    (found,) = [
        f
        for f in change(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30)"
            " INSERT INTO topic (id, section_id, position, icon)"
            " SELECT 'many' || n, 'x' || n, 100, 'info' FROM n"
        )
        if "what stands out" in f.problem
    ]
    assert (found.level, found.location) == (Level.ADVICE, Location("library"))


def test_an_accent_that_cannot_be_read_keeps_a_library_from_families(change: Change) -> None:
    (found,) = change("INSERT INTO appearance VALUES ('accent', '#c8553d')")
    assert (found.level, found.kind) == (Level.ERROR, Kind.LIBRARY)
    assert "has a contrast of 3.6 to 1 with quiet panels" in found.problem
    assert change("UPDATE appearance SET value = '#5b2a6e'") == ()


def test_a_logo_is_there_and_is_said(change: Change) -> None:
    missing, unsaid = change("INSERT INTO appearance VALUES ('logo', ?)", "0" * 64)
    assert missing.problem == "Its logo is no picture of the library."
    assert unsaid.problem == "Its logo has no alternative text."
    assert {f.level for f in (missing, unsaid)} == {Level.ERROR}


def test_a_draft_has_advice_alone(built: Path) -> None:
    found = [f for f in check(built, TODAY) if f.location.item in ("t04", "w02")]
    assert {f.kind for f in found} >= {Kind.SOURCE, Kind.REVIEW, Kind.DEAD_LINK}
    assert {f.level for f in found} == {Level.ADVICE}


def test_a_list_that_names_a_draft(built: Path) -> None:
    problems = [f.problem for f in check(built, TODAY) if str(f.location) == "t01"]
    assert "It names t04, which is a draft and is not shown." in problems


def test_a_term_that_no_page_uses(built: Path) -> None:
    found = [str(f.location) for f in check(built, TODAY) if f.kind is Kind.GLOSSARY]
    assert found == ["g03"]


_BODY = "UPDATE topic_text SET body = ? WHERE topic_id = 't02'"
_SUMMARY = "UPDATE topic_text SET summary = ? WHERE topic_id = 't02'"
_OUTCOME = "UPDATE outcome_text SET body = ? WHERE outcome_id = 'o01' AND walkthrough_id = 'w01'"


@pytest.mark.parametrize(
    ("sql", "value", "level", "kind", "where"),
    [
        (_BODY, "a\n\n[b](term:g99)", Level.ERROR, Kind.DEAD_LINK, "t02 body, line 3"),
        (_BODY, "[b](topic:t04)", Level.ERROR, Kind.DEAD_LINK, "t02 body, line 1"),
        (_BODY, "[b](https://x.org)", Level.ERROR, Kind.MARKUP, "t02 body, line 1"),
        (_BODY, "a\x07b", Level.ERROR, Kind.CHARACTER, "topic_text body"),
        (_SUMMARY, "a\x00b", Level.ERROR, Kind.CHARACTER, "topic_text summary"),
        (_BODY, "word " * 21, Level.ADVICE, Kind.SENTENCE, "t02 body, line 1"),
        (_BODY, "- a\n- " + "word " * 21, Level.ADVICE, Kind.SENTENCE, "t02 body, line 2"),
        (_BODY, "One. Two. Three. Four.", Level.ADVICE, Kind.PARAGRAPH, "t02 body, line 1"),
        (_SUMMARY, "One. Two. Three. Four.", Level.ADVICE, Kind.PARAGRAPH, "t02 summary"),
        (_BODY, "Extraordinarily complicated words.", Level.ADVICE, Kind.READABILITY, "t02"),
        (_OUTCOME, "You qualify.", Level.ERROR, Kind.VERDICT, "w01/o01 body, line 1"),
        (_OUTCOME, "You can\u2019t have it.", Level.ERROR, Kind.VERDICT, "w01/o01 body, line 1"),
        (_OUTCOME, "- a\n- It is UNLIKELY", Level.ERROR, Kind.VERDICT, "w01/o01 body, line 2"),
        (_OUTCOME, "word " * 21, Level.ADVICE, Kind.SENTENCE, "w01/o01 body, line 1"),
        (
            "UPDATE note_text SET body = ?",
            "You will get it.",
            Level.ERROR,
            Kind.VERDICT,
            "w01/n01 body, line 1",
        ),
        (
            "UPDATE choice_text SET situation = ? WHERE choice_id = 'c04'",
            "It is refused.",
            Level.ERROR,
            Kind.VERDICT,
            "w01/c04 situation",
        ),
        (
            "UPDATE choice_text SET ask = ? WHERE choice_id = 'c02'",
            "word " * 21,
            Level.ADVICE,
            Kind.SENTENCE,
            "w01/c02 ask",
        ),
        (
            "UPDATE topic_question SET text = ? WHERE topic_id = 't01' AND language = 'en-GB'",
            "word " * 21,
            Level.ADVICE,
            Kind.SENTENCE,
            "t01 questions",
        ),
        (
            "UPDATE term_text SET meaning = ? WHERE term_id = 'g01'",
            "word " * 21,
            Level.ADVICE,
            Kind.SENTENCE,
            "g01 meaning",
        ),
        (
            "UPDATE contact_text SET about = ? WHERE contact_id = 'p01'",
            "word " * 21,
            Level.ADVICE,
            Kind.SENTENCE,
            "p01 about",
        ),
        (
            "UPDATE choice SET to_question = NULL, to_outcome = ? WHERE question_id = 'q01'"
            " AND walkthrough_id = 'w01'",
            "o01",
            Level.ERROR,
            Kind.WALKTHROUGH,
            "w01/q02",
        ),
        (
            "UPDATE choice SET not_sure = 0 WHERE id = ? AND walkthrough_id = 'w01'",
            "c05",
            Level.ERROR,
            Kind.WALKTHROUGH,
            "w01/q02",
        ),
        (
            "UPDATE topic SET source_id = NULL WHERE id = ?",
            "t02",
            Level.ERROR,
            Kind.SOURCE,
            "t02",
        ),
        (
            "UPDATE topic SET last_reviewed = NULL, next_review = NULL WHERE id = ?",
            "t02",
            Level.ERROR,
            Kind.REVIEW,
            "t02",
        ),
        ("DELETE FROM section_text WHERE section_id = ?", "s01", Level.ERROR, Kind.LIBRARY, "s01"),
        ("DELETE FROM library WHERE id = ?", "1", Level.ERROR, Kind.LIBRARY, "library"),
    ],
)
def test_what_is_found(  # noqa: PLR0913, PLR0917 - a row of the table above
    change: Change, sql: str, value: str, level: Level, kind: Kind, where: str
) -> None:
    found = change(sql, value)
    assert (level, kind, where) in {(f.level, f.kind, str(f.location)) for f in found}, found
    assert all(f.hint for f in found)


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        (_OUTCOME, "Could it be suitable?"),
        (_OUTCOME, "You may ask about eligibly written words."),
        (_BODY, "Some children can have it."),
        (_BODY, "- " + "word " * 20 + "\n- " + "word " * 20),
    ],
)
def test_what_is_let_be(change: Change, sql: str, value: str) -> None:
    kinds = {f.kind for f in change(sql, value)}
    assert not kinds & {Kind.VERDICT, Kind.SENTENCE, Kind.PARAGRAPH}


def test_a_name_that_readability_leaves_apart(change: Change) -> None:
    hard = "UPDATE topic_text SET body = ?, line = 'It', summary = 'It' WHERE topic_id = 't02'"
    found = change(hard, "It is blinatumomab. It is.")
    assert not [f for f in found if f.kind is Kind.READABILITY]


@pytest.mark.parametrize(("language", "is_hard"), [("en-GB", True), ("pl", False), ("ur", False)])
def test_what_is_hard_to_read_depends_on_the_language(language: str, is_hard: bool) -> None:
    field = passage_fields("topic")["topic_text"][-1]
    page = [Passage("t02", "", field, language, approved=True, text="Sensible words are.")]
    found = list(wording.readability_of("t02", language, page, ()))
    assert bool(found) is is_hard
    assert [f.hint[:17] for f in found] == ["Make it less than"] * is_hard


def test_an_edit_is_reported(content: Path, change: Change) -> None:
    change("UPDATE contact SET phone = ?", "999")
    (found,) = [f for f in check(content, TODAY) if f.kind is Kind.EDITED]
    assert "contact" in found.problem


def test_a_finding_carries_where_it_is(change: Change) -> None:
    found = {f.location for f in change(_OUTCOME, "- a\n- It is UNLIKELY")}
    assert Location("w01", component="o01", field="body", line=2) in found
    assert Location(table="topic_text", column="body") in {
        f.location for f in change(_BODY, "a\x07b")
    }


def test_icons_are_checked_where_they_are_known(built: Path) -> None:
    found = check(built, TODAY, {"map", "pill"})
    assert {str(f.location) for f in found if f.kind is Kind.ICON} == {"t03", "t04", "w01"}
    assert found[0].level is Level.ERROR


def test_a_reference_to_nothing_is_a_finding(content: Path, change: Change) -> None:
    change("UPDATE topic SET source_id = ? WHERE id = 't01'", "r99")
    (finding,) = check_whole(content, TODAY)
    assert (finding.level, finding.kind) == (Level.ERROR, Kind.UNKNOWN_ID)
    assert str(content) in finding.problem


def test_a_file_that_cannot_be_read_is_no_finding(content: Path) -> None:
    content.write_bytes(b"words")
    with pytest.raises(ContentError) as raised:
        check_whole(content, TODAY)
    assert raised.value.code is ContentCode.NOT_A_DATABASE
