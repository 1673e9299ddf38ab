"""What somebody may do to a library's file: `clinic-content check` names each."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import paths
from app.cli.main import main
from app.content.database.checksums import set_checksums

_TITLE = "UPDATE topic_text SET title = ? WHERE topic_id = 't01'"
_BODY = "UPDATE topic_text SET body = ? WHERE topic_id = 't01'"
_ABOUT = "UPDATE contact_text SET about = ? WHERE contact_id = 'p01'"
_LETTERS = "letters long; {} are the most."

Attack = Callable[[sqlite3.Connection], object]


def says(sql: str, *values: object) -> Attack:
    """Write with another tool, and make the digests again, as whoever knows of them does."""

    def attack(connection: sqlite3.Connection) -> None:
        connection.execute(sql, values)
        set_checksums(connection)

    return attack


def many(sql: str, count: int) -> Attack:
    return lambda connection: connection.executemany(sql, [(f"x{n}",) for n in range(count)])


ATTACKS: dict[str, tuple[Attack, str]] = {
    "a changed text": (says(_TITLE, "Forged"), "no editor saved it so: families see what was"),
    "an edition of far ahead": (
        says("UPDATE library SET edition = ?", 999_999_999_999),
        "Its edition has the number 999,999,999,999",
    ),
    "an edition of the highest number": (
        says("UPDATE library SET edition = ?", 2**63 - 1),
        "Its edition has the number 9,223,372,036,854,775,807",
    ),
    "comments that are not closed": (says(_BODY, "<!--" * 300_000), _LETTERS.format("20,000")),
    "brackets that are not closed": (says(_BODY, "[" * 545_000), _LETTERS.format("20,000")),
    "a word without an end": (says(_TITLE, "w" * 240), "a word has 240 letters"),
    "a title without an end": (says(_TITLE, "w" * 100_000), _LETTERS.format("250")),
    "an answer without an end": (
        says("UPDATE choice_text SET label = ? WHERE choice_id = 'c01'", "word " * 20_000),
        _LETTERS.format("250"),
    ),
    "thousands of sections": (
        many("INSERT INTO section (id, position) VALUES (?, 9)", 5_000),
        "rows; 500 are the most.",
    ),
    "a pile of marks": (says(_TITLE, "Z" + "\u0301" * 40), "a letter with 40 marks on it"),
    "a number turned round": (says(_ABOUT, "\u202e0404 008 8080"), "turns text round (U+202E)"),
    "a second control": (says(_ABOUT, "Call \x9b us"), "a control character (U+009B)"),
    "a character that is none": (says(_ABOUT, "Call \ufdd0"), "cannot be seen (U+FDD0)"),
    "a private letter": (says(_ABOUT, "Call \ue000"), "that only one font has (U+E000)"),
    "a language that is none": (
        says("UPDATE library SET language = ?", "xx-ZZZZ99"),
        "Its language “xx-ZZZZ99” is none that is known.",
    ),
    "no sample any more": (
        says("UPDATE library SET sample = 0, title = ?", '<img src="http://127.0.0.1/x.png">'),
        "Nobody has signed the library itself",
    ),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


def check(file: Path) -> str:
    """What the command prints."""
    return CliRunner().invoke(main, ["check", str(file)]).output


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_on_what_it_says_is_named(content: Path, attack: str) -> None:
    act, named = ATTACKS[attack]
    assert named not in check(content)
    with closing(sqlite3.connect(content)) as connection, connection:
        act(connection)
    assert named in check(content)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", ["content.db", "content.db-journal", "content.db-wal"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_would_hold_whoever_opens_it_is_named(content: Path, name: str, kind: str) -> None:
    held = content.with_name(name)
    held.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(held)
    else:
        held.symlink_to("/dev/zero")
    assert f"{held} is no file" in check(content)


def test_a_byte_that_changed_in_an_edited_library_is_named(content: Path) -> None:
    with closing(sqlite3.connect(content)) as connection, connection:
        connection.execute("UPDATE topic SET position = position + 1")
    data = content.read_bytes()
    content.write_bytes(data.replace(b"It has come back", b"It has come bacj"))
    assert "damaged" in check(content)
