"""A library that is not right: calm for families, a small code for staff, and it mends itself."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import paths
from app.bridge.staff.status import StatusReporter
from app.cli.machine.status import status
from app.content.workshop import Workshop
from app.domain.governance.governance import LIBRARY_KEY, Person
from app.domain.kiosk.status import Status
from app.service.status import TEXT, write
from tests.content.signing import change_and_sign
from tests.driver import Driver
from tests.journeys.conftest import Stand
from tests.shots.editions import open_door

RESTING = "This screen is resting"
HOME = "What would you like to know?"
MARK = "A card that was not there before"


def put(file: Path, content: bytes) -> None:
    """Put a file in the place of another, at once, as a careful person does."""
    beside = file.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(file)


def pragma(file: Path, line: str) -> None:
    """Change something in a library's header."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA {line}")


def damage(file: Path, kind: str) -> None:
    """Make a library that cannot be shown."""
    good = paths.CONTENT.read_bytes()
    if kind == "K-01":
        file.unlink(missing_ok=True)
    elif kind == "K-02":
        put(file, b"")
    elif kind == "K-03":
        put(file, b"<html>not a library at all</html>" * 100)
    elif kind == "K-05":
        put(file, good)
        pragma(file, "application_id = 7")
    elif kind == "K-06":
        put(file, good)
        pragma(file, "user_version = 9999")
    elif kind == "K-08":
        put(file, good[: len(good) // 2])


KINDS = ["K-01", "K-02", "K-03", "K-05", "K-06", "K-08"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A library of the test's own."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


def edit(file: Path, words: str) -> None:
    """Change a card's title and have it signed, as staff do."""
    with closing(sqlite3.connect(file)) as connection, connection:
        sql = "UPDATE topic_text SET title = ? WHERE topic_id = 't08'"
        change_and_sign(connection, sql, words)


def look(kiosk: Driver) -> None:
    """The kiosk looks at the file, as it does every two seconds, until it has been checked."""
    kiosk.kiosk.reloader.poll()
    kiosk.await_check()
    kiosk.settle()


def assert_rests(kiosk: Driver, code: str) -> None:
    """The resting screen, with its code, and nothing of any library."""
    names = kiosk.names()
    assert RESTING in names
    assert "Please ask a member of staff if you need something now." in names
    assert f"For staff: {code}" in names
    assert len(names) == 3
    assert not any(seen.is_control for seen in kiosk.everything())


@pytest.mark.parametrize("code", KINDS)
def test_damaged_library_rests_the_screen_until_a_good_one_is_there(
    stand: Stand, content: Path, expected_log: list[str], code: str
) -> None:
    expected_log.append(code)
    damage(content, code)
    kiosk = stand(content=content)
    assert_rests(kiosk, code)
    kiosk.tap_at(900, 500)
    look(kiosk)
    assert_rests(kiosk, code)
    put(content, paths.CONTENT.read_bytes())
    look(kiosk)
    kiosk.start()
    assert kiosk.sees(HOME)


def test_locked_library_is_taken_when_the_lock_is_gone(
    stand: Stand, content: Path, expected_log: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    expected_log.append("K-04")
    with closing(sqlite3.connect(content, isolation_level=None)) as editor:
        editor.execute("BEGIN EXCLUSIVE")
        kiosk = stand(content=content)
        assert_rests(kiosk, "K-04")
        for _ in range(5):
            look(kiosk)
        assert_rests(kiosk, "K-04")
        editor.execute("ROLLBACK")
    assert len(caplog.get_records("call")) == 1, "a file that stays locked is told of once"
    look(kiosk)
    kiosk.start()
    assert kiosk.sees(HOME)


@pytest.mark.parametrize("code", KINDS)
def test_bad_replacement_leaves_the_library_on_show(
    stand: Stand, content: Path, expected_log: list[str], code: str
) -> None:
    expected_log.append(code)
    kiosk = stand(content=content)
    damage(content, code)
    look(kiosk)
    assert not kiosk.sees(RESTING)
    kiosk.start()
    kiosk.tap("Clinical trials")
    assert kiosk.has("Back")


def test_edited_library_is_taken_between_two_sessions(stand: Stand, content: Path) -> None:
    kiosk = stand(content=content)
    kiosk.start()
    kiosk.tap("Clinical trials")
    read = kiosk.names()
    edit(content, MARK)
    look(kiosk)
    assert kiosk.names() == read, "the page changed under the family's eyes"
    kiosk.tap("Back")
    look(kiosk)
    assert kiosk.has("Clinical trials")
    assert not kiosk.has(MARK)
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    kiosk.start()
    kiosk.tap(MARK)
    assert kiosk.sees(MARK)


def test_replaced_library_is_taken_on_the_attract_screen(stand: Stand, content: Path) -> None:
    kiosk = stand(content=content)
    other = Path(shutil.copy(content, content.with_name("other.db")))
    edit(other, MARK)
    other.replace(content)
    look(kiosk)
    kiosk.start()
    assert kiosk.has(MARK)


def test_removed_library_is_still_read_to_the_end(
    stand: Stand, content: Path, expected_log: list[str]
) -> None:
    expected_log.append("K-01")
    kiosk = stand(content=content)
    kiosk.start()
    content.unlink()
    look(kiosk)
    for title in ("Clinical trials", "What treatments are there?"):
        kiosk.tap(title)
        assert kiosk.has("Back")
        kiosk.tap("Back")
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    assert kiosk.has("Touch anywhere to start")


# What is not as it was signed, and what staff read of it on the status page.
UNSIGNED = {
    "changed": (
        (
            "INSERT INTO signature (kind, item_id, language, digest, step, name)"
            f" VALUES ('topic', 't08', 'en-GB', '{'0' * 64}', 'signed', 'Mallory')",
            "UPDATE topic_text SET title = 'Another' WHERE topic_id = 't08'",
        ),
        "The signed text of topic t08 (en-GB) is damaged or missing.",
    ),
    "gone": (
        ("DELETE FROM topic_text WHERE topic_id = 't08'",),
        "refers to a row of topic_text that is not there.",
    ),
    "unsigned": (
        ("UPDATE library SET sample = 0",),
        "Nobody has signed the library itself: its title, its sections",
    ),
}


def spoil(file: Path, *statements: str) -> None:
    """Write into a library as whoever has the file can."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for sql in statements:
            connection.execute(sql)


def test_staff_are_told_what_is_shown_from_its_last_good_version(
    stand: Stand, content: Path, tmp_path: Path
) -> None:
    edit(content, "Clinical trials")  # so that there is a version of it
    spoil(content, "UPDATE topic_text SET title = 'Another' WHERE topic_id = 't08'")
    kiosk = stand(content=content)
    kiosk.start()
    assert kiosk.has("Clinical trials")
    assert not kiosk.has("Another")
    reporter = StatusReporter(kiosk.kiosk, Status(), lambda: (1, 1), partial(write, to=tmp_path))
    reporter.report()
    assert "clinic_kiosk_texts_put_back 1\n" in (tmp_path / TEXT).read_text()
    said = CliRunner().invoke(status, ["--json"], env={"RUNTIME_DIRECTORY": str(tmp_path)})
    assert json.loads(said.output)["put_back"] == ["topic t08 (en-GB)"]
    kiosk.kiosk.session.end()
    kiosk.settle()
    assert "Shown as signed last: topic t08 (en-GB)." in status_page(kiosk)
    reporter.deleteLater()


def test_staff_are_told_of_an_order_that_another_program_changed(
    stand: Stand, content: Path, tmp_path: Path
) -> None:
    sign_the_library(content)
    spoil(content, "UPDATE topic SET position = 99 - position")
    kiosk = stand(content=content)
    reporter = StatusReporter(kiosk.kiosk, Status(), lambda: (1, 1), partial(write, to=tmp_path))
    reporter.report()
    assert "clinic_kiosk_texts_put_back 1\n" in (tmp_path / TEXT).read_text()
    said = CliRunner().invoke(status, ["--json"], env={"RUNTIME_DIRECTORY": str(tmp_path)})
    assert json.loads(said.output)["put_back"] == ["the library itself"]
    assert "Shown as signed last: the library itself." in status_page(kiosk)
    reporter.deleteLater()


def sign_the_library(file: Path) -> None:
    """Have the library itself checked by one person and signed by another."""
    with closing(Workshop.open(file, Person("Ann Ward", "Nurse"))) as workshop:
        workshop.signing.mark_checked(LIBRARY_KEY)
        workshop.person = Person("Bea Price", "Nurse")
        workshop.signing.sign(LIBRARY_KEY)


def status_page(kiosk: Driver) -> str:
    """What staff read behind the PIN."""
    open_door(kiosk)
    return " ".join(kiosk.names())


@pytest.mark.parametrize("kind", UNSIGNED)
def test_staff_are_told_of_a_text_that_nobody_signed_as_it_is(
    stand: Stand, content: Path, expected_log: list[str], kind: str
) -> None:
    statements, sentence = UNSIGNED[kind]
    expected_log.append(sentence)
    spoil(content, *statements)
    kiosk = stand(content=content)
    assert kiosk.sees(RESTING)
    assert sentence in status_page(kiosk)


@pytest.mark.parametrize("kind", UNSIGNED)
def test_staff_are_told_while_the_good_library_stays_on_show(
    stand: Stand, content: Path, expected_log: list[str], kind: str
) -> None:
    statements, sentence = UNSIGNED[kind]
    expected_log.append(sentence)
    kiosk = stand(content=content)
    spoil(content, *statements)
    look(kiosk)
    kiosk.start()
    assert kiosk.has("Clinical trials")
    assert not kiosk.has("Another")
    kiosk.kiosk.session.end()
    kiosk.settle()
    assert sentence in status_page(kiosk)
