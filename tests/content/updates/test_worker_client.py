"""The checking process: what it says, and what its silence means."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from app.content.updates.fetching.fetch import offers_in
from app.content.updates.trusted_copy import ContentSource
from app.content.updates.worker_client import Checker, parse_answer
from app.domain.errors import ContentCode, ContentError, TransientError
from tests.content.editions import publish
from tests.content.signed import Publisher

FETCH = {"do": "fetch", "offer": {"file": "/share/13.db"}, "store": "", "known": []}
CHECKING = '{"stage": "checking"}\n'


def order(built: Path, tmp_path: Path) -> dict[str, Any]:
    """To bring edition 13 of the sample."""
    publish(built, tmp_path / "share", 13)
    (tmp_path / "store").mkdir()
    (offer,) = offers_in(tmp_path / "share")
    store = str(tmp_path / "store")
    return {"do": "fetch", "offer": asdict(offer), "store": store, "known": []}


def listing(folder: Path) -> dict[str, Any]:
    """To look into a folder for unsigned editions."""
    return {"do": "list", "source": str(folder), "root": "", "store": ""}


def test_it_looks(built: Path, tmp_path: Path) -> None:
    publish(built, tmp_path / "share", 13)
    answer = Checker().ask(listing(tmp_path / "share"))
    assert [offer["number"] for offer in answer["offers"]] == [13]


def test_it_brings_a_copy_and_leaves_nothing_else(built: Path, tmp_path: Path) -> None:
    answer = Checker().ask(order(built, tmp_path))
    assert [f.name for f in (tmp_path / "store").iterdir()] == [answer["edition"]["file"]]


def test_it_stops_at_one_whose_contents_are_known(built: Path, tmp_path: Path) -> None:
    task = order(built, tmp_path)
    source = Checker().ask(task)["edition"]["source"]
    assert Checker().ask({**task, "known": [source]}) == {"known": source}


def test_it_says_why_a_file_is_refused(built: Path, tmp_path: Path) -> None:
    task = order(built, tmp_path)
    with closing(sqlite3.connect(task["offer"]["file"])) as connection, connection:
        connection.execute("DELETE FROM section_text")
    (offer,) = offers_in(tmp_path / "share")
    with pytest.raises(ContentError) as caught:
        Checker().ask({**task, "offer": asdict(offer)})
    assert caught.value.code is ContentCode.FAULTY
    assert task["offer"]["file"] in caught.value.problem
    assert list((tmp_path / "store").iterdir()) == []


def test_it_says_what_stands_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(TransientError, match="cannot be seen"):
        Checker().ask(listing(tmp_path / "away"))


def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # It waits for a writer who never comes, as in a share that does not answer.
    offer = {"file": str(pipe), "fingerprint": ""}
    task = {"do": "fetch", "offer": offer, "store": str(tmp_path), "known": []}
    checker = Checker(fetch_seconds=1)
    with pytest.raises(TransientError, match="took longer than 1 seconds"):
        checker.ask(task)
    with pytest.raises(TransientError, match="cannot be seen"):
        checker.ask(listing(tmp_path / "away"))


def test_one_that_is_stopped_refuses_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    task = {"do": "content", "file": str(pipe), "state": str(tmp_path)}
    checker = Checker()
    checker.stop()
    with pytest.raises(TransientError, match="is closing"):
        checker.ask(task)


@pytest.mark.parametrize(
    ("output", "end", "words"),
    [
        (CHECKING, "stopped by itself (signal 11)", "the check stopped by itself (signal 11)"),
        (CHECKING, "took longer than 9 seconds", "the check took longer than 9 seconds"),
        (f"{CHECKING}half a li", "stopped by itself (signal 9)", "signal 9"),
    ],
)
def test_silence_while_it_checks_is_a_refusal(output: str, end: str, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse_answer(FETCH, output, end)
    assert words in caught.value.problem
    assert "/share/13.db" in caught.value.problem


@pytest.mark.parametrize("output", ["", '{"stage": "copying"}\n', "Killed\n"])
def test_silence_before_that_is_none(output: str) -> None:
    with pytest.raises(TransientError, match=r"/share/13\.db could not be read"):
        parse_answer(FETCH, output, "stopped by itself (signal 9)")


def test_a_check_that_needs_too_much_memory_is_a_refusal(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its own limits, on a small scale: the check has hardly more memory than its start.
    program = "import app.content.updates.worker as c, sys;c.MEMORY = 2_000_000;sys.exit(c.main())"
    monkeypatch.setattr(
        "app.content.updates.worker_client._command", lambda: [sys.executable, "-c", program]
    )
    task = order(built, tmp_path)
    with pytest.raises(ContentError) as caught:
        Checker().ask(task)
    assert task["offer"]["file"] in caught.value.problem


def test_a_check_that_runs_for_ever_is_a_refusal(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import app.content.updates.worker as c, app.content.updates.fetching.fetch as f, sys;"
        "c.CPU_SECONDS = 1;"
        "f.check_use = lambda file: [0 for _ in iter(int, 1)];"
        "sys.exit(c.main())"
    )
    monkeypatch.setattr(
        "app.content.updates.worker_client._command", lambda: [sys.executable, "-c", program]
    )
    with pytest.raises(ContentError, match=f"signal {int(signal.SIGKILL)}|signal 24"):
        Checker().ask(order(built, tmp_path))


def test_a_check_that_may_not_stand_back_checks_all_the_same(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import app.content.updates.worker as c, sys\n"
        "def refuse(by): raise PermissionError(1, 'Operation not permitted')\n"
        "c.os.nice = refuse\n"
        "sys.exit(c.main())"
    )
    monkeypatch.setattr(
        "app.content.updates.worker_client._command", lambda: [sys.executable, "-c", program]
    )
    assert "edition" in Checker().ask(order(built, tmp_path))


# -- the check of the library that a kiosk was set up with --------------------------------------


def prepare(library_source: ContentSource) -> None:
    """Have the checking process check, from a thread as the kiosk does."""
    worker = threading.Thread(target=library_source.prepare)
    worker.start()
    worker.join()


def test_a_small_library_is_checked_by_the_process_and_found_checked(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentSource, "_copy_anew", None)
    library_source = ContentSource(content, tmp_path / "state", Checker())
    assert library_source.slow()
    prepare(library_source)
    assert not library_source.slow()
    library_source.open().close()
    assert not ContentSource(content, tmp_path / "state", Checker()).slow()


def test_a_library_that_is_refused_is_refused_without_another_check(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.write_bytes(content.read_bytes()[:-4096])
    monkeypatch.setattr(ContentSource, "_copy_anew", None)
    library_source = ContentSource(content, tmp_path / "state", Checker())
    library_source.prepare()
    assert not library_source.slow()
    with pytest.raises(ContentError) as caught:
        library_source.open()
    assert caught.value.code is ContentCode.DAMAGED
    content.write_bytes(b"changed")
    assert library_source.slow()


def test_a_file_that_changes_after_its_check_is_not_read_by_the_kiosk(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentSource, "_copy_anew", None)
    library_source = ContentSource(content, tmp_path / "state", Checker())
    library_source.prepare()
    content.write_bytes(b"changed")
    with pytest.raises(ContentError) as caught:
        library_source.open()
    assert caught.value.code is ContentCode.CHECKING
    assert library_source.changed()
    assert library_source.slow()


def test_a_checked_copy_that_was_changed_is_made_anew_by_the_process(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentSource, "_copy_anew", None)
    library_source = ContentSource(content, tmp_path / "state", Checker())
    library_source.prepare()
    (copy,) = (tmp_path / "state").glob("content-*.db")
    copy.write_bytes(copy.read_bytes()[:-1] + b"!")
    again = ContentSource(content, tmp_path / "state", Checker())
    with pytest.raises(ContentError) as caught:
        again.open()
    assert caught.value.code is ContentCode.CHECKING
    assert again.slow()
    prepare(again)
    again.open().close()


def test_a_fifo_in_its_place_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "content.db")
    library_source = ContentSource(tmp_path / "content.db", tmp_path / "state", Checker())
    library_source.prepare()
    with pytest.raises(ContentError, match=r"content\.db"):
        library_source.open()


_KIOSK = """
import os, signal, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE)
child.stdin.write(sys.argv[2].replace("PID", str(os.getpid())).encode())
child.stdin.flush()
sys.stdin.read(1)
os.kill(os.getpid(), signal.SIGKILL)
"""

_HANGS = """
import app.content.updates.worker as worker
worker.work = lambda *about: [print("at work", flush=True), *iter(int, 1)]
worker.main()
"""


def test_the_process_ends_when_the_kiosk_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _KIOSK, _HANGS, '{"do": "content", "file": "", "parent": PID}\n'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as kiosk:
        assert kiosk.stdin is not None
        assert kiosk.stdout is not None
        assert kiosk.stdout.readline() == b"at work\n"
        kiosk.stdin.write(b"!")
        kiosk.stdin.flush()
        # The pipe comes to its end once nobody holds it: neither the kiosk nor its child.
        assert kiosk.stdout.read() == b""
    assert kiosk.returncode == -signal.SIGKILL


def test_the_process_does_nothing_where_the_kiosk_has_gone_before_it_began() -> None:
    task = '{"do": "content", "file": "", "parent": 0}\n'
    done = subprocess.run(
        [sys.executable, "-c", _HANGS], input=task, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""


def test_it_takes_signed_editions_within_its_limits(built: Path, tmp_path: Path) -> None:
    publisher = Publisher(tmp_path / "publisher", built)
    publisher.publish(13)
    asked = {"root": str(publisher.root), "store": str(tmp_path / "store"), "known": []}
    checker = Checker()
    answer = checker.ask({"do": "list", "source": str(publisher.folder), **asked})
    (offer,) = answer["offers"]
    assert (offer["number"], answer["warning"]) == (13, "")
    edition = checker.ask({"do": "fetch", "offer": offer, **asked})["edition"]
    assert (edition["number"], edition["signed"]) == (13, True)
    assert (tmp_path / "store" / edition["file"]).is_file()
