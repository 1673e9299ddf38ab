"""The tables refuse nonsense, whoever writes; and they can grow."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app import paths
from app.content.database import schema
from app.content.database.checksums import broken_checksums, edited_tables
from app.content.reports.schema_page import page
from tests.content.first_version import first_version

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]


@pytest.fixture
def editor(content: Path, writing: Writing) -> Iterator[sqlite3.Connection]:
    with writing(content) as connection:
        yield connection


_NONSENSE = [
    "UPDATE topic SET next_review = '2020-01-01' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = '2025-02-30' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = '2025-2-3' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = 'soon' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = '' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = 'now' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = '2460000' WHERE id = 't01'",
    "UPDATE topic SET next_review = NULL WHERE id = 't01'",
    "UPDATE topic SET source_id = 'r99' WHERE id = 't01'",
    "UPDATE topic SET section_id = NULL WHERE id = 't01'",
    "UPDATE topic SET icon = '../../etc/passwd' WHERE id = 't01'",
    "UPDATE topic SET stands_out = 2 WHERE id = 't01'",
    "UPDATE topic SET position = -1 WHERE id = 't01'",
    "UPDATE topic SET position = 'first' WHERE id = 't01'",
    "UPDATE topic SET id = 'T 1' WHERE id = 't01'",
    "UPDATE topic_text SET title = '  ' WHERE topic_id = 't01'",
    "UPDATE topic_text SET title = NULL WHERE topic_id = 't01'",
    "UPDATE topic_text SET state = 'published' WHERE topic_id = 't01'",
    "UPDATE topic_text SET language = '../x' WHERE topic_id = 't01' AND language = 'cy'",
    "UPDATE topic_text SET body = x'00' WHERE topic_id = 't01'",
    "INSERT INTO topic_related VALUES ('t01', 't01', 9)",
    "INSERT INTO topic_question VALUES ('t02', 'cy', 0, 'A question without its page?')",
    "UPDATE contact SET phone = 'ring us' WHERE id = 'p01'",
    "UPDATE contact SET phone = '--' WHERE id = 'p01'",
    "UPDATE contact_hours SET opens = '25:00'",
    "UPDATE contact_hours SET opens = '9:00'",
    "UPDATE contact_hours SET closes = opens",
    "UPDATE contact_hours SET first_day = 0",
    "UPDATE contact_hours SET last_day = 8",
    "UPDATE contact_hours SET first_day = 7, last_day = 1",
    "UPDATE library SET edition = 0",
    "UPDATE library SET sample_notice = ''",
    "UPDATE library SET language = 'English'",
    "INSERT INTO library (id, title, language, edition) VALUES (2, 'Another', 'en', 1)",
    "UPDATE choice SET to_outcome = NULL WHERE id = 'c04' AND walkthrough_id = 'w01'",
    "UPDATE choice SET to_question = 'q01' WHERE id = 'c04' AND walkthrough_id = 'w01'",
    "UPDATE choice SET to_question = 'q01' WHERE id = 'c01' AND walkthrough_id = 'w01'",
    "UPDATE choice SET to_outcome = 'o09' WHERE id = 'c04' AND walkthrough_id = 'w01'",
    "UPDATE choice SET to_outcome = 'o02' WHERE walkthrough_id = 'w02'",
    "UPDATE choice_unless SET to_outcome = NULL",
    "UPDATE choice_unless SET after_choice = 'c99'",
    "UPDATE choice_unless SET after_choice = choice_id",
    "UPDATE note_choice SET choice_id = 'c99' WHERE choice_id = 'c02'",
    "DELETE FROM source WHERE id = 'r01'",
    "DELETE FROM outcome WHERE id = 'o01' AND walkthrough_id = 'w01'",
    "UPDATE seal SET digest = 'fine'",
]


@pytest.mark.parametrize("sql", _NONSENSE)
def test_nonsense_is_refused(editor: sqlite3.Connection, sql: str) -> None:
    with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)) as refused:
        editor.execute(sql)
    assert re.search("constraint|CHECK|cannot store", str(refused.value))


_SENSE = [
    "UPDATE topic SET last_reviewed = '2024-02-29', next_review = '2024-02-29' WHERE id = 't01'",
    "UPDATE topic SET last_reviewed = NULL, next_review = NULL WHERE id = 't01'",
    "UPDATE contact SET phone = '999' WHERE id = 'p01'",
    "UPDATE contact SET phone = '+44 (0)808 800 4040' WHERE id = 'p01'",
    "UPDATE contact_hours SET opens = '00:00', closes = '23:59'",
    "UPDATE topic_text SET body = '' WHERE topic_id = 't01'",
    "DELETE FROM topic_text WHERE topic_id = 't01'",
    "DELETE FROM walkthrough WHERE id = 'w01'",
]


@pytest.mark.parametrize("sql", _SENSE)
def test_sense_is_accepted(editor: sqlite3.Connection, sql: str) -> None:
    editor.execute(sql)


def test_an_edit_breaks_the_checksum_of_its_table_alone(editor: sqlite3.Connection) -> None:
    assert edited_tables(editor) == ()
    editor.execute("UPDATE contact SET phone = '0300 111 222' WHERE id = 'p01'")
    assert edited_tables(editor) == ("contact",)
    editor.execute("DELETE FROM topic_question")
    editor.execute("INSERT INTO plain_name VALUES ('Another', 9)")
    assert edited_tables(editor) == ("contact", "plain_name", "topic_question")
    assert broken_checksums(editor) == ()


@pytest.mark.parametrize("table", ["topic_text", "contact", "choice", "library"])
def test_a_change_past_the_triggers_shows(editor: sqlite3.Connection, table: str) -> None:
    editor.execute(f"DROP TRIGGER {table}_delete_breaks_seal")
    editor.execute("PRAGMA foreign_keys = OFF")
    editor.execute(f"DELETE FROM {table}")
    assert broken_checksums(editor) == (table,)


def test_a_checksum_that_is_gone_shows(editor: sqlite3.Connection) -> None:
    editor.execute("DELETE FROM seal WHERE table_name = 'topic'")
    assert broken_checksums(editor) == ("topic",)


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_creation_is_the_first_migration(empty: sqlite3.Connection) -> None:
    assert schema.migrate(empty) == 0
    assert _version(empty) == schema.VERSION == schema.migrations()[-1].version
    assert empty.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert schema.schema_of(empty) == schema.expected_schema()
    assert schema.migrate(empty) == schema.VERSION


def test_the_first_version_becomes_this_one_with_all_that_it_held(
    empty: sqlite3.Connection,
) -> None:
    first_version(empty)
    empty.execute(
        "INSERT INTO library (id, title, language, edition, take_down_after)"
        " VALUES (1, 'Ours', 'en-GB', 7, 90)"
    )
    signed = ("topic", "t01", "en-GB", "0" * 64, "signed", "Ann", "Nurse", "2026-11-01")
    empty.execute(f"INSERT INTO signature VALUES (3, {', '.join('?' * 8)})", signed)
    assert schema.migrate(empty) == 1
    assert schema.schema_of(empty) == schema.expected_schema()
    held = empty.execute("SELECT title, edition, take_down_after, whom_to_ask FROM library")
    assert held.fetchall() == [("Ours", 7, 90, "")]
    assert empty.execute("SELECT * FROM signature").fetchall() == [(3, *signed)]
    assert broken_checksums(empty) == ()
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        empty.execute("DELETE FROM signature")


def test_migrations_run_from_where_the_file_is(empty: sqlite3.Connection) -> None:
    steps = [
        *schema.migrations(),
        schema.Migration(schema.VERSION + 1, "CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT;"),
        schema.Migration(schema.VERSION + 2, "INSERT INTO two (id) VALUES (3);"),
    ]
    schema.create(empty)
    assert schema.migrate(empty, steps) == schema.VERSION
    assert _version(empty) == schema.VERSION + 2
    assert empty.execute("SELECT id FROM two").fetchall() == [(3,)]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE two (id INTEGER); INSERT INTO nowhere VALUES (1);",
        "CREATE TABLE two (id INTEGER); INSERT INTO section_text VALUES ('s99', 'en', 'Lost');",
    ],
)
def test_a_migration_that_fails_changes_nothing(empty: sqlite3.Connection, script: str) -> None:
    schema.create(empty)
    with pytest.raises(sqlite3.Error):
        schema.migrate(empty, [schema.Migration(schema.VERSION + 1, script)])
    assert _version(empty) == schema.VERSION
    assert schema.schema_of(empty) == schema.expected_schema()
    assert empty.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_page_on_the_schema_is_true() -> None:
    assert (paths.ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == page()


def test_the_page_names_every_table() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.create(connection)
        for table in (*schema.table_names(connection), "seal"):
            assert f"\n## {table}\n" in page()
    finally:
        connection.close()
