"""The content.db that comes with the kiosk is the one that its text builds."""

from __future__ import annotations

import filecmp
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from app import paths
from app.content.checks.gate import check_whole
from app.content.text.build import build
from app.content.text.export import export

TEXT = paths.RESOURCES / "content"


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        names = ("application_id", "user_version", "encoding", "page_size")
        pragmas = [str(connection.execute(f"PRAGMA {name}").fetchone()) for name in names]
        return [*pragmas, *connection.iterdump()]


def written_by(file: Path) -> bytes:
    """The version of SQLite that wrote a file, as the file itself says."""
    return file.read_bytes()[96:100]


def test_the_text_builds_the_committed_file_byte_for_byte(tmp_path: Path) -> None:
    made = tmp_path / "content.db"
    build(TEXT, made)
    assert dump(made) == dump(paths.CONTENT)
    same = filecmp.cmp(made, paths.CONTENT, shallow=False)
    assert same or written_by(made) != written_by(paths.CONTENT)


def test_the_committed_file_gives_the_text_back(tmp_path: Path) -> None:
    export(paths.CONTENT, tmp_path / "text")
    ours = {file.relative_to(TEXT): file.read_bytes() for file in TEXT.rglob("*.*")}
    given = {
        f.relative_to(tmp_path / "text"): f.read_bytes() for f in (tmp_path / "text").rglob("*.*")
    }
    assert given == ours


def test_it_has_no_error_and_no_word_advice() -> None:
    icons = frozenset(file.stem for file in paths.ICONS.glob("*.svg"))
    found = check_whole(paths.CONTENT, date(2026, 11, 22), icons)
    assert {finding.kind for finding in found} == {"review"}
