"""Families see what was signed, whatever else the library says by now."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
import sqlite_utils

from app import paths
from app.content.checks.gate import checked_library
from app.content.items.item import Content, every_content, from_text
from app.content.items.signatures import add_signature, add_version
from app.content.items.write import put
from app.content.reader.library import ContentLibrary
from app.domain.errors import ContentError
from app.domain.governance.governance import ItemKey, ItemKind, Signature, Step
from tests.content.signing import change_and_sign

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
T01 = ItemKey(ItemKind.TOPIC, "t01", "en-GB")


@pytest.fixture(params=["starter", "sample"])
def either(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Path:
    """The starter library and the sample, to change."""
    file = paths.CONTENT if request.param == "starter" else built
    return Path(shutil.copy(file, tmp_path / "either.db"))


def _all(file: Path) -> dict[ItemKey, Content]:
    with closing(sqlite3.connect(file)) as connection:
        return {content.key: content for content in every_content(connection)}


def test_every_item_comes_back_from_its_text(either: Path) -> None:
    for content in _all(either).values():
        again = from_text(content.text)
        assert again == content
        assert again.digest == content.digest


def test_every_item_can_be_written_again_without_a_change(either: Path) -> None:
    before = _all(either)
    with closing(sqlite3.connect(either, isolation_level=None)) as connection:
        for content in before.values():
            put(connection, content)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    assert _all(either) == before


def test_every_item_can_be_written_where_it_is_not(either: Path, tmp_path: Path) -> None:
    before = _all(either)
    with closing(sqlite3.connect(either, isolation_level=None)) as connection:
        for key in before:
            connection.execute(f"DELETE FROM {key.kind} WHERE id = ?", (key.id,))
            connection.execute(
                f"DELETE FROM {key.kind}_text WHERE {key.kind}_id = ?",
                (key.id,),
            )
    assert not _all(either)
    with closing(sqlite3.connect(either, isolation_level=None)) as connection:
        for content in before.values():
            put(connection, content)
    assert _all(either) == before


def test_what_another_program_changes_is_not_shown(content: Path) -> None:
    database = sqlite_utils.Database(content)
    database.table("topic_text").update(("t01", "en-GB"), {"title": "Nobody signed this"})
    database.table("contact").update("p01", {"phone": "0300 999 999"})
    database.close()
    with checked_library(content) as library:
        assert library.topic("t01").title == "A page"
        assert library.contacts()[0].phone == "0808 800 4040"


def test_a_state_that_another_program_sets_shows_nothing(content: Path, writing: Writing) -> None:
    with checked_library(content) as library:
        shown = [c.topic_id for s in library.sections() for c in library.cards(s.id)]
    assert "t04" not in shown
    with writing(content) as connection:
        connection.execute("UPDATE topic_text SET state = 'approved' WHERE topic_id = 't04'")
    with checked_library(content) as library:
        assert [c.topic_id for s in library.sections() for c in library.cards(s.id)] == shown


def test_a_signature_shows_the_change(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        change_and_sign(connection, "UPDATE topic_text SET title = 'Signed' WHERE topic_id = 't01'")
    with checked_library(content) as library:
        assert library.topic("t01").title == "Signed"


def test_a_page_that_was_taken_down_is_gone(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        digest = _all(content)[T01].digest
        add_signature(connection, T01, Signature(Step.WITHDRAWN, digest, "A tester"))
    with checked_library(content) as library:
        assert "t01" not in [c.topic_id for s in library.sections() for c in library.cards(s.id)]


def test_a_source_shows_the_words_that_were_signed(content: Path, writing: Writing) -> None:
    with checked_library(content) as library:
        before = library.topic("t01").source
    with writing(content) as connection:
        connection.execute("UPDATE source SET publisher = 'Somebody else'")
    with checked_library(content) as library:
        assert library.topic("t01").source == before


def test_its_position_is_not_signed(content: Path, writing: Writing) -> None:
    before = _all(content)[T01].digest
    with writing(content) as connection:
        connection.execute("UPDATE topic SET position = 7, owner = 'Ward 3', author = 'A. Person'")
    assert _all(content)[T01].digest == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE topic_text SET body = body || ' More.' WHERE topic_id = 't01'",
        "UPDATE topic SET next_review = '2030-01-01' WHERE id = 't01'",
        "UPDATE topic_question SET text = 'Another?' WHERE topic_id = 't01'",
        "UPDATE topic SET stands_out = 1 - stands_out WHERE id = 't01'",
        "DELETE FROM topic_contact WHERE topic_id = 't01'",
    ],
)
def test_everything_that_families_see_is_signed(content: Path, writing: Writing, sql: str) -> None:
    before = _all(content)[T01].digest
    with writing(content) as connection:
        connection.execute(sql)
    assert _all(content)[T01].digest != before


def test_what_was_signed_and_done_cannot_be_changed(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        for sql in ("UPDATE signature SET name = 'X'", "DELETE FROM version"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(sql)


def test_a_version_that_was_tampered_with_is_damage(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        connection.execute("UPDATE topic_text SET title = 'Draft' WHERE topic_id = 't01'")
        # As a hand with another tool could: the version behind a signature is another one.
        forged = from_text(_all(content)[T01].text)
        add_version(connection, forged)
        signed = connection.execute(
            "SELECT digest FROM signature WHERE item_id = 't01'"
        ).fetchone()[0]
        connection.execute("DROP TRIGGER version_update_refused")
        connection.execute("UPDATE version SET content = ? WHERE digest = ?", (forged.text, signed))
        connection.execute(
            "CREATE TRIGGER version_update_refused BEFORE UPDATE ON version\nBEGIN\n"
            "    SELECT RAISE(ABORT, 'rows of version are never changed');\nEND"
        )
    with pytest.raises(ContentError, match="signed text of topic t01"), checked_library(content):
        pass


def test_an_unsettled_copy_is_as_it_was(content: Path) -> None:
    with closing(ContentLibrary(content)) as direct, checked_library(content) as settled:
        assert direct.topic("t01") == settled.topic("t01")
