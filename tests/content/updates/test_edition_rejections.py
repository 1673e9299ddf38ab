"""Files that are no edition, or none that a kiosk takes: each is named, and the old one stays."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.content.updates.edition_store import EditionSource
from tests.content.editions import (
    BASE_SEEN,
    library_source_of,
    publish,
    rejections,
    seen,
    show_next,
    title_of,
)


def test_a_damaged_edition_is_refused_once_and_the_old_one_stays(
    library_source: EditionSource,
    built: Path,
    share: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    good = publish(built, tmp_path / "elsewhere", 13).read_bytes()
    file = share / "library-13.db"
    file.write_bytes(good[: len(good) // 2])
    assert show_next(library_source) == seen(12)
    told = len(caplog.messages)
    assert show_next(library_source) == seen(12)
    assert len(caplog.messages) == told, "a file that stays as it is is told of once"
    assert str(file) in next(rejections(library_source))
    file.write_bytes(good)
    assert show_next(library_source) == seen(13)
    assert list(rejections(library_source)) == []


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bits_are_refused_or_harmless(
    seed: int, built: Path, share: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    library_source = library_source_of(tmp_path, built)
    file = publish(built, share, 12)
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 1, 5, 40])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    assert show_next(library_source) in (BASE_SEEN, seen(12))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("DELETE FROM section_text", "clinic-content check"),
        ("PRAGMA user_version = 99", "of version 99; this program reads"),
    ],
    ids=["errors", "a newer program"],
)
def test_an_edition_that_cannot_be_shown_is_refused_and_says_why(
    library_source: EditionSource, built: Path, share: Path, change: str, why: str
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(change)
    assert show_next(library_source) == BASE_SEEN
    assert why in next(rejections(library_source))


def test_a_library_that_is_worked_on_is_no_edition(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    shutil.copy(built, share / "content.db")
    assert show_next(library_source) == BASE_SEEN
    assert "worked on, not an edition. Publish it" in next(rejections(library_source))


def test_a_file_that_is_being_edited_is_refused_until_it_is_not(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE library SET edition = 13")
        assert show_next(library_source) == BASE_SEEN
        assert "is being edited" in next(rejections(library_source))
    assert show_next(library_source) == (13, title_of(12))


@pytest.mark.parametrize("words", [b"", b"These are words.", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_edition_is_told_of(
    library_source: EditionSource, share: Path, words: bytes
) -> None:
    (share / "other.db").write_bytes(words)
    assert show_next(library_source) == BASE_SEEN
    assert "other.db" in next(rejections(library_source))
