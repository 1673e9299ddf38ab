"""What stands beside a library, and would hold whoever opens it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from app.content.checks.gate import checked_library
from app.domain.errors import ContentCode, ContentError

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_what_is_no_file_beside_a_library_is_named(content: Path, end: str, kind: str) -> None:
    beside = content.with_name(content.name + end)
    if kind == "pipe":
        os.mkfifo(beside)
    elif kind == "folder":
        beside.mkdir()
    else:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(beside))
    with pytest.raises(ContentError) as raised, checked_library(content):
        pass
    assert raised.value.code is ContentCode.UNREADABLE
    assert str(beside) in raised.value.problem
    assert beside.name in raised.value.hint


def test_a_pipe_in_place_of_a_library_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "content.db")
    with pytest.raises(ContentError, match="is no file"), checked_library(tmp_path / "content.db"):
        pass
