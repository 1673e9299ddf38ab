"""What the journal is sent, and what is written where there is none."""

from __future__ import annotations

import logging
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.service import journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no journal")


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    """Where the journal would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as found:
        found.bind(str(tmp_path / "journal"))
        found.settimeout(20)
        yield found


def fields(data: bytes) -> dict[str, str]:
    """The fields of a message in the journal's own form."""
    found = {}
    while data:
        name, _, rest = data.partition(b"\n")
        (length,) = struct.unpack("<Q", rest[:8])
        found[name.decode()] = rest[8 : 8 + length].decode()
        assert rest[8 + length : 9 + length] == b"\n"
        data = rest[9 + length :]
    return found


def record(level: int, text: str, **extra: str) -> logging.LogRecord:
    return logging.makeLogRecord({"levelno": level, "msg": text, "name": "kiosk", **extra})


@pytest.mark.parametrize(
    ("level", "priority"),
    [
        (logging.CRITICAL, "2"),
        (logging.ERROR, "3"),
        (logging.WARNING, "4"),
        (logging.INFO, "6"),
        (logging.DEBUG, "7"),
    ],
)
def test_a_level_is_one_of_syslogs(ear: socket.socket, level: int, priority: str) -> None:
    journal.JournalHandler(str(ear.getsockname())).emit(record(level, "é\nPRIORITY=0"))
    found = fields(ear.recv(65536))
    assert found["PRIORITY"] == priority
    assert found["MESSAGE"] == "kiosk: é\nPRIORITY=0"
    assert "MESSAGE_ID" not in found


def test_an_event_has_its_id(ear: socket.socket) -> None:
    journal.JournalHandler(str(ear.getsockname())).emit(
        record(logging.CRITICAL, "x", **journal.SAFE_MODE)
    )
    assert fields(ear.recv(65536))["MESSAGE_ID"] == journal.SAFE_MODE["message_id"]


def test_the_level_stands_before_each_line_where_the_journal_does_not_hear(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal.JournalHandler(str(tmp_path / "nobody")).emit(record(logging.ERROR, "one\ntwo"))
    assert capsys.readouterr().err == "<3>kiosk: one\n<3>two\n"


PROGRAM = """
import os, logging
from app.service import journal
found = os.fstat(2)
journal.begin({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"} if %s else {})
print(type(logging.getLogger().handlers[0]).__name__)
"""


@pytest.mark.parametrize(
    ("is_journal", "handler"), [(True, "JournalHandler"), (False, "StreamHandler")]
)
def test_the_journal_is_used_where_the_words_go_there(is_journal: bool, handler: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % is_journal],
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == handler


def test_each_event_is_explained_in_the_packages_catalogue() -> None:
    catalogue = (paths.ROOT / "packaging/kiosk/clinic-kiosk.catalog").read_text()
    events = [value for value in vars(journal).values() if isinstance(value, dict)]
    ids = [event["message_id"] for event in events if set(event) == {"message_id"}]
    assert len(set(ids)) == len(ids) == 6
    assert [name for name in ids if f"-- {name}\n" not in catalogue] == []
