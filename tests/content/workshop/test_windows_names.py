"""How SQLite is told of a file, also of one on a share of Windows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PureWindowsPath

import pytest

from app.content.database.connection import sqlite_uri


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (PureWindowsPath(r"C:\ward 4\content.db"), "file:///C:/ward%204/content.db?mode=ro"),
        (PureWindowsPath(r"\\server\wards\a#b.db"), "file:////server/wards/a%23b.db?mode=ro"),
        (PurePath("/ward/what?.db"), "file:///ward/what%3F.db?mode=ro"),
    ],
)
def test_a_drive_a_share_and_a_folder(file: PurePath, uri: str) -> None:
    assert sqlite_uri(file, "mode=ro") == uri


def test_sqlite_opens_what_it_is_reported_of(tmp_path: Path) -> None:
    file = tmp_path / "what? a #4 100 %.db"
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE here (one)")
    shared = sqlite_uri(file, "mode=ro").replace("file:///", "file:////")  # as of a share
    for uri in (sqlite_uri(file, "mode=ro"), shared):
        with closing(sqlite3.connect(uri, uri=True)) as opened:
            assert opened.execute("SELECT count(*) FROM here").fetchone() == (0,)
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect("file://server/wards/content.db?mode=ro", uri=True)
