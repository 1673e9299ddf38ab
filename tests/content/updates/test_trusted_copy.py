"""The library on show: a checked private copy, or a reason for not having one."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from app.content.checks import gate
from app.content.reader.library import ContentLibrary
from app.content.updates import trusted_copy
from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey
from app.domain.ports import Library
from tests.content.signing import change_and_sign
from tests.content.updates.rejected import rejection_of

PHONE = "UPDATE contact SET phone = '0300 111 222' WHERE id = 'p01'"

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
Everything = Callable[[Library], list[object]]


@pytest.fixture
def expected(built: Path, everything: Everything) -> list[object]:
    with closing(ContentLibrary(built)) as library:
        return everything(library)


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are checked from now on."""
    checked: list[Path] = []
    check_use = gate.check_use

    def counted(file: Path) -> tuple[ItemKey, ...]:
        checked.append(file)
        return check_use(file)

    monkeypatch.setattr(gate, "check_use", counted)
    return checked


def test_it_gives_the_library(
    content_source: ContentSource, everything: Everything, expected: list[object]
) -> None:
    with closing(content_source.open()) as library:
        assert everything(library) == expected


def test_the_next_start_does_not_check_again(
    content: Path,
    state: Path,
    everything: Everything,
    expected: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = _counting(monkeypatch)
    for _ in range(3):
        with closing(ContentSource(content, state).open()) as library:
            assert everything(library) == expected
    assert len(checked) == 1


def test_the_copy_is_private_and_alone(
    content_source: ContentSource, content: Path, state: Path
) -> None:
    content_source.open().close()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert len(list(state.glob("*.db"))) == 1
    with sqlite3.connect(content) as connection:
        connection.execute("UPDATE contact SET phone = '0300 111 222' WHERE id = 'p01'")
    connection.close()
    content_source.open().close()
    names = sorted(path.name for path in state.iterdir())
    assert len([name for name in names if name.endswith(".db")]) == 1
    assert len(names) == 2


def test_nothing_is_left_beside_the_file(content_source: ContentSource, content: Path) -> None:
    before = content.read_bytes()
    content_source.open().close()
    assert content.read_bytes() == before
    assert {path.name for path in content.parent.iterdir()} == {"content.db", "state"}


def test_changed_tells_an_edit_from_none(
    content_source: ContentSource, content: Path, writing: Writing
) -> None:
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert not content_source.changed()
        with writing(content) as connection:
            change_and_sign(connection, PHONE)
        assert content_source.changed()
        with closing(content_source.open()) as edited:
            assert edited.contacts()[0].phone == "0300 111 222"
        # The one before is whole until it is closed.
        assert library.contacts()[0].phone == "0808 800 4040"
    assert not content_source.changed()


def test_a_file_that_is_replaced_is_taken(
    content_source: ContentSource, content: Path, built: Path, writing: Writing
) -> None:
    content_source.open().close()
    other = content.with_name("other.db")
    shutil.copy(built, other)
    with writing(other) as connection:
        connection.execute("UPDATE library SET edition = 9")
    other.replace(content)
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert library.info().edition == 9


def test_a_bad_file_is_refused_once_and_the_library_on_show_stays(
    content_source: ContentSource, content: Path, everything: Everything, expected: list[object]
) -> None:
    good = content.read_bytes()
    with closing(content_source.open()) as library:
        content.write_bytes(good[: len(good) // 2])
        assert content_source.changed()
        assert rejection_of(content_source).code is ContentCode.DAMAGED
        assert not content_source.changed()
        assert everything(library) == expected
    content.write_bytes(good)
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert everything(library) == expected


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_change_that_is_not_finished_is_never_shown(
    content_source: ContentSource, content: Path, writing: Writing, kind: str
) -> None:
    with writing(content) as connection:
        connection.execute(f"BEGIN {kind}")
        change_and_sign(connection, PHONE)
        if kind == "EXCLUSIVE":
            assert rejection_of(content_source).code is ContentCode.LOCKED
        else:
            with closing(content_source.open()) as library:
                assert library.contacts()[0].phone == "0808 800 4040"
        connection.execute("COMMIT")
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"


def test_a_change_that_broke_off_is_never_shown(
    content_source: ContentSource, content: Path, tmp_path: Path, writing: Writing
) -> None:
    with writing(content) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE topic_text SET title = 'HALF', body = hex(randomblob(60000))")
        half = tmp_path / "half"
        half.mkdir()
        shutil.copy(content, half / "content.db")
        shutil.copy(f"{content}-journal", half / "content.db-journal")
        connection.execute("ROLLBACK")
    broken_off = ContentSource(half / "content.db", tmp_path / "other-state")
    error = rejection_of(broken_off)
    assert error.code is ContentCode.LOCKED
    assert "-journal" in error.problem
    # An editor that opens the file brings it back.
    with writing(half / "content.db") as connection:
        connection.execute("SELECT count(*) FROM topic").fetchone()
    assert broken_off.changed()
    with closing(broken_off.open()) as library:
        assert library.topic("t01").title == "A page"


@pytest.fixture
def logged(content: Path, writing: Writing) -> Iterator[sqlite3.Connection]:
    """A library in an editor that keeps a write-ahead log, with a change in the log alone."""
    with writing(content) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        change_and_sign(connection, PHONE)
        yield connection


def test_a_write_ahead_log_is_part_of_the_library(
    content_source: ContentSource, logged: sqlite3.Connection
) -> None:
    with closing(content_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"
    assert not content_source.changed()
    logged.execute("BEGIN")
    change_and_sign(logged, "UPDATE contact SET phone = '0300 999 999' WHERE id = 'p01'")
    with closing(content_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"
    logged.execute("COMMIT")
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert library.contacts()[0].phone == "0300 999 999"
    # From the manifest, too: the copy is one that needs no log.
    with closing(content_source.open()) as library:
        assert library.contacts()[0].phone == "0300 999 999"


def test_a_damaged_copy_is_taken_again(
    content_source: ContentSource,
    state: Path,
    everything: Everything,
    expected: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content_source.open().close()
    checked = _counting(monkeypatch)
    (copy,) = state.glob("content-*.db")
    data = bytearray(copy.read_bytes())
    data[data.index(b"It has come back")] ^= 1
    copy.write_bytes(data)
    with closing(content_source.open()) as library:
        assert everything(library) == expected
    assert len(checked) == 1


def test_a_big_copy_is_verified_later(
    content_source: ContentSource, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusted_copy, "AT_ONCE", 0)
    content_source.verify()
    content_source.open().close()
    content_source.verify()
    (copy,) = state.glob("content-*.db")
    data = bytearray(copy.read_bytes())
    data[data.index(b"It has come back")] ^= 1
    copy.write_bytes(data)
    with pytest.raises(ContentError) as raised:
        content_source.verify()
    assert raised.value.code is ContentCode.DAMAGED
    assert content_source.changed()
    with closing(content_source.open()) as library:
        assert library.term("g02").meaning == "It has come back."


@pytest.mark.parametrize("manifest", [b"", b"nonsense", b"\xff\xfe", b"a\nb\nc\nd\ne\n"])
def test_a_manifest_that_cannot_be_read_is_none(
    content_source: ContentSource, state: Path, manifest: bytes
) -> None:
    content_source.open().close()
    (state / "content.manifest").write_bytes(manifest)
    content_source.open().close()
    assert b"content-" in (state / "content.manifest").read_bytes()


def test_a_copy_that_is_gone_is_made_again(content_source: ContentSource, state: Path) -> None:
    content_source.open().close()
    (copy,) = state.glob("content-*.db")
    copy.unlink()
    content_source.open().close()
    assert copy.exists()


def test_a_state_that_cannot_be_written_is_no_hindrance(
    content: Path, tmp_path: Path, everything: Everything, expected: list[object]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    content_source = ContentSource(content, in_the_way / "state")
    with closing(content_source.open()) as library:
        assert everything(library) == expected
    with closing(content_source.open()) as library:
        assert everything(library) == expected


def test_a_name_with_marks_of_an_address_is_a_name(built: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a b?mode=rw&x#%41é.db"
    shutil.copy(built, odd)
    with closing(ContentSource(odd, tmp_path / "st?ate#").open()) as library:
        assert library.info().edition == 3
