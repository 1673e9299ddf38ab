"""The library on show: a checked private copy, or a reason for not having one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from app.content.checks import gate
from app.content.database import schema
from app.content.reader.library import ContentLibrary
from app.content.updates import trusted_copy
from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey
from app.domain.ports import Library
from tests.content.signing import change_and_sign, sign_everything

PHONE = "UPDATE contact SET phone = '0300 111 222' WHERE id = 'p01'"

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
Everything = Callable[[Library], list[object]]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def library_source(content: Path, state: Path) -> ContentSource:
    return ContentSource(content, state)


@pytest.fixture
def expected(built: Path, everything: Everything) -> list[object]:
    with closing(ContentLibrary(built)) as library:
        return everything(library)


def _rejection(library_source: ContentSource) -> ContentError:
    with pytest.raises(ContentError) as raised:
        library_source.open().close()
    assert raised.value.problem
    assert raised.value.hint
    return raised.value


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
    library_source: ContentSource, everything: Everything, expected: list[object]
) -> None:
    with closing(library_source.open()) as library:
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
    library_source: ContentSource, content: Path, state: Path
) -> None:
    library_source.open().close()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert len(list(state.glob("*.db"))) == 1
    with sqlite3.connect(content) as connection:
        connection.execute("UPDATE contact SET phone = '0300 111 222' WHERE id = 'p01'")
    connection.close()
    library_source.open().close()
    names = sorted(path.name for path in state.iterdir())
    assert len([name for name in names if name.endswith(".db")]) == 1
    assert len(names) == 2


def test_nothing_is_left_beside_the_file(library_source: ContentSource, content: Path) -> None:
    before = content.read_bytes()
    library_source.open().close()
    assert content.read_bytes() == before
    assert {path.name for path in content.parent.iterdir()} == {"content.db", "state"}


def test_changed_tells_an_edit_from_none(
    library_source: ContentSource, content: Path, writing: Writing
) -> None:
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert not library_source.changed()
        with writing(content) as connection:
            change_and_sign(connection, PHONE)
        assert library_source.changed()
        with closing(library_source.open()) as edited:
            assert edited.contacts()[0].phone == "0300 111 222"
        # The one before is whole until it is closed.
        assert library.contacts()[0].phone == "0808 800 4040"
    assert not library_source.changed()


def test_a_file_that_is_replaced_is_taken(
    library_source: ContentSource, content: Path, built: Path, writing: Writing
) -> None:
    library_source.open().close()
    other = content.with_name("other.db")
    shutil.copy(built, other)
    with writing(other) as connection:
        connection.execute("UPDATE library SET edition = 9")
    other.replace(content)
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert library.info().edition == 9


def test_a_bad_file_is_refused_once_and_the_library_on_show_stays(
    library_source: ContentSource, content: Path, everything: Everything, expected: list[object]
) -> None:
    good = content.read_bytes()
    with closing(library_source.open()) as library:
        content.write_bytes(good[: len(good) // 2])
        assert library_source.changed()
        assert _rejection(library_source).code is ContentCode.DAMAGED
        assert not library_source.changed()
        assert everything(library) == expected
    content.write_bytes(good)
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert everything(library) == expected


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
    library_source: ContentSource, content: Path, harm: Callable[[Path], None], code: ContentCode
) -> None:
    harm(content)
    error = _rejection(library_source)
    assert error.code is code
    assert str(content) in error.problem
    assert "incoming-" not in str(error)
    assert not library_source.changed()


def test_an_older_version_says_what_to_do(
    library_source: ContentSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    error = _rejection(library_source)
    assert error.code is ContentCode.OLDER
    assert "migrate" in error.hint


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_change_that_is_not_finished_is_never_shown(
    library_source: ContentSource, content: Path, writing: Writing, kind: str
) -> None:
    with writing(content) as connection:
        connection.execute(f"BEGIN {kind}")
        change_and_sign(connection, PHONE)
        if kind == "EXCLUSIVE":
            assert _rejection(library_source).code is ContentCode.LOCKED
        else:
            with closing(library_source.open()) as library:
                assert library.contacts()[0].phone == "0808 800 4040"
        connection.execute("COMMIT")
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"


def test_a_change_that_broke_off_is_never_shown(
    library_source: ContentSource, content: Path, tmp_path: Path, writing: Writing
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
    error = _rejection(broken_off)
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
    library_source: ContentSource, logged: sqlite3.Connection
) -> None:
    with closing(library_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"
    assert not library_source.changed()
    logged.execute("BEGIN")
    change_and_sign(logged, "UPDATE contact SET phone = '0300 999 999' WHERE id = 'p01'")
    with closing(library_source.open()) as library:
        assert library.contacts()[0].phone == "0300 111 222"
    logged.execute("COMMIT")
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert library.contacts()[0].phone == "0300 999 999"
    # From the manifest, too: the copy is one that needs no log.
    with closing(library_source.open()) as library:
        assert library.contacts()[0].phone == "0300 999 999"


def test_a_damaged_copy_is_taken_again(
    library_source: ContentSource,
    state: Path,
    everything: Everything,
    expected: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library_source.open().close()
    checked = _counting(monkeypatch)
    (copy,) = state.glob("content-*.db")
    data = bytearray(copy.read_bytes())
    data[data.index(b"It has come back")] ^= 1
    copy.write_bytes(data)
    with closing(library_source.open()) as library:
        assert everything(library) == expected
    assert len(checked) == 1


def test_a_big_copy_is_verified_later(
    library_source: ContentSource, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusted_copy, "AT_ONCE", 0)
    library_source.verify()
    library_source.open().close()
    library_source.verify()
    (copy,) = state.glob("content-*.db")
    data = bytearray(copy.read_bytes())
    data[data.index(b"It has come back")] ^= 1
    copy.write_bytes(data)
    with pytest.raises(ContentError) as raised:
        library_source.verify()
    assert raised.value.code is ContentCode.DAMAGED
    assert library_source.changed()
    with closing(library_source.open()) as library:
        assert library.term("g02").meaning == "It has come back."


@pytest.mark.parametrize("manifest", [b"", b"nonsense", b"\xff\xfe", b"a\nb\nc\nd\ne\n"])
def test_a_manifest_that_cannot_be_read_is_none(
    library_source: ContentSource, state: Path, manifest: bytes
) -> None:
    library_source.open().close()
    (state / "content.manifest").write_bytes(manifest)
    library_source.open().close()
    assert b"content-" in (state / "content.manifest").read_bytes()


def test_a_copy_that_is_gone_is_made_again(library_source: ContentSource, state: Path) -> None:
    library_source.open().close()
    (copy,) = state.glob("content-*.db")
    copy.unlink()
    library_source.open().close()
    assert copy.exists()


def test_a_state_that_cannot_be_written_is_no_hindrance(
    content: Path, tmp_path: Path, everything: Everything, expected: list[object]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    library_source = ContentSource(content, in_the_way / "state")
    with closing(library_source.open()) as library:
        assert everything(library) == expected
    with closing(library_source.open()) as library:
        assert everything(library) == expected


def test_a_name_with_marks_of_an_address_is_a_name(built: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a b?mode=rw&x#%41é.db"
    shutil.copy(built, odd)
    with closing(ContentSource(odd, tmp_path / "st?ate#").open()) as library:
        assert library.info().edition == 3
