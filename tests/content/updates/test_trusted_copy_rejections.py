"""Files that the kiosk does not take for its library: each is named, with what is wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.content.database import schema
from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import ContentCode
from tests.content.signing import sign_everything
from tests.content.updates.rejected import rejection_of


def _nothing(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _text(file: Path) -> None:
    file.write_text("These are words, and no database. " * 40)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _no_tables(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version = 0")


def _other_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE things (id INTEGER)")


_SIGNED_TOO = ("UPDATE topic SET", "UPDATE choice", "UPDATE outcome", "UPDATE topic_text SET body")


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)
            if statements[-1].startswith(_SIGNED_TOO):
                sign_everything(connection)

    return change


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_nothing, ContentCode.MISSING),
        (_empty, ContentCode.EMPTY),
        (_text, ContentCode.NOT_A_DATABASE),
        (_folder, ContentCode.UNREADABLE),
        (_pipe, ContentCode.UNREADABLE),
        (_no_tables, ContentCode.EMPTY),
        (_other_program, ContentCode.FOREIGN),
        (_truncated, ContentCode.DAMAGED),
        (_sql("PRAGMA application_id = 1"), ContentCode.FOREIGN),
        (_sql("PRAGMA user_version = 99"), ContentCode.NEWER),
        (_sql("PRAGMA user_version = 0"), ContentCode.FOREIGN),
        (_sql("CREATE VIEW v AS SELECT 1"), ContentCode.FOREIGN),
        (_sql("CREATE TABLE t (a)"), ContentCode.FOREIGN),
        (_sql("DROP INDEX topic_by_section"), ContentCode.FOREIGN),
        (
            _sql("CREATE TRIGGER t AFTER INSERT ON topic BEGIN DELETE FROM contact; END"),
            ContentCode.FOREIGN,
        ),
        (_sql("DELETE FROM library"), ContentCode.FAULTY),
        (_sql("UPDATE topic SET source_id = 'r99' WHERE id = 't01'"), ContentCode.FAULTY),
        (_sql("UPDATE topic SET source_id = NULL WHERE id = 't01'"), ContentCode.FAULTY),
        (_sql("UPDATE topic_text SET body = '<b>a</b>'"), ContentCode.FAULTY),
        (_sql("UPDATE choice SET to_question = NULL, to_outcome = 'o02'"), ContentCode.FAULTY),
        (_sql("UPDATE outcome_text SET body = 'He is eligible.'"), ContentCode.FAULTY),
        (
            _sql("PRAGMA ignore_check_constraints = ON", "UPDATE topic_text SET title = ''"),
            ContentCode.DAMAGED,
        ),
    ],
)
def test_what_is_refused(
    content_source: ContentSource, content: Path, harm: Callable[[Path], None], code: ContentCode
) -> None:
    harm(content)
    error = rejection_of(content_source)
    assert error.code is code
    assert str(content) in error.problem
    assert "incoming-" not in str(error)
    assert not content_source.changed()


def test_an_older_version_says_what_to_do(
    content_source: ContentSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    error = rejection_of(content_source)
    assert error.code is ContentCode.OLDER
    assert "migrate" in error.hint
