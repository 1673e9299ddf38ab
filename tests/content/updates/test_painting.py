"""The process that paints an edition's pages before families see it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app import main_trial, paths
from app.content.updates.edition_store import EditionSource
from app.content.updates.trusted_copy import ContentSource
from app.content.updates.worker_client import Checker, parse_answer
from app.domain.errors import ContentCode, ContentError, TransientError
from tests.content.editions import AT, on_show, publish, rejections, unsigned_sources

PAINTING = '{"stage": "painting", "page": "the page “Coming home”"}\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the starter library."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "library.db"))


def trial(file: Path) -> dict[str, Any]:
    return {"do": "paint", "file": str(file), "number": 13}


def change(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(sql)


def test_every_page_of_the_starter_library_is_painted_in_time(library: Path) -> None:
    assert Checker().ask(trial(library)) == {}


def test_a_page_that_takes_too_long_is_named(library: Path) -> None:
    # The check refuses such a text; here it has come past the check.
    heavy = "(SELECT replace(hex(zeroblob(300000)), '00', 'w'))"
    last = "topic_id = (SELECT max(topic_id) FROM topic_text)"
    change(library, f"UPDATE topic_text SET body = {heavy} WHERE {last}")
    with closing(sqlite3.connect(library)) as connection:
        (title,) = connection.execute(f"SELECT title FROM topic_text WHERE {last}").fetchone()
    with pytest.raises(ContentError) as caught:
        Checker().ask(trial(library))
    assert caught.value.problem == (
        f"Edition 13: the page “{title}” could not be painted: the painting took longer than a"
        " second."
    )


def test_a_page_that_cannot_be_read_is_named(library: Path) -> None:
    change(library, "UPDATE topic_text SET body = CAST(x'ff' AS TEXT)")
    with pytest.raises(ContentError, match=r"Edition 13: the page “.*” could not be shown"):
        Checker().ask(trial(library))


_SMALL = """
import app.content.updates.worker as worker
worker.MEMORY = 300_000_000
from app.main_trial import main
main()
"""


def test_a_library_of_many_pages_is_painted_in_little_memory(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page that was painted is let go of before the next: all of them took 800 MB."""
    for number in range(40):
        page = f"SELECT 'x{number}', section_id, 99, '', icon, 1, owner, author, source_id,"
        change(
            library,
            f"INSERT INTO topic {page} last_reviewed, next_review FROM topic WHERE id = 't01'",
        )
        change(
            library,
            f"INSERT INTO topic_text SELECT 'x{number}', language, state, title, line, summary,"
            " body FROM topic_text WHERE topic_id = 't01'",
        )
    monkeypatch.setattr(
        "app.content.updates.worker_client._paint_command",
        lambda: [sys.executable, "-P", "-c", _SMALL],
    )
    assert Checker().ask(trial(library)) == {}


_ENDS = """
import json, os, sys
print(json.dumps({"stage": "painting", "page": "the page “Coming home”"}), flush=True)
os.kill(os.getpid(), int(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (signal.SIGSEGV, "the painting stopped by itself (signal 11)"),
        (signal.SIGPROF, "the painting took longer than a second"),
    ],
)
def test_a_page_that_ends_the_process_is_named(
    library: Path, monkeypatch: pytest.MonkeyPatch, by: int, words: str
) -> None:
    monkeypatch.setattr(
        "app.content.updates.worker_client._paint_command",
        lambda: [sys.executable, "-c", _ENDS, str(int(by))],
    )
    with pytest.raises(ContentError) as caught:
        Checker().ask(trial(library))
    assert caught.value.problem == (
        f"Edition 13: the page “Coming home” could not be painted: {words}."
    )


def test_a_trial_that_does_not_begin_refuses_nothing(library: Path) -> None:
    with pytest.raises(TransientError, match="Edition 13 could not be painted: the trial stopped"):
        parse_answer(trial(library), "", "stopped by itself (code 1)")
    with pytest.raises(ContentError):
        parse_answer(trial(library), PAINTING, "stopped by itself (code 1)")


def test_a_long_title_is_named_by_its_beginning() -> None:
    assert main_trial.named("page", "w" * 100) == f"the page “{'w' * 60}…”"


class Trials(Checker):
    """The real processes; paintings are counted, and refused where a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []
        self.refuses = False

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        if task["do"] == "paint":
            self.painted.append(task["number"])
            assert Path(task["file"]).is_file()
            if self.refuses:
                raise ContentError(ContentCode.FAULTY, "The page “A” could not be painted.", "Ask.")
        return super().ask(task)


def test_an_edition_is_painted_before_families_see_it(built: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    trials = Trials()
    source = EditionSource(
        ContentSource(built, tmp_path / "state"),
        tmp_path / "state" / "editions",
        trials,
        sources=unsigned_sources(tmp_path),
        now=lambda: AT,
        paints=True,
    )
    before = on_show(source)
    publish(built, tmp_path / "share", 12)
    trials.refuses = True
    source.poll()
    assert (trials.painted, on_show(source)) == ([12], before)
    assert list(rejections(source)) == ["The page “A” could not be painted. Ask."]
    source.poll()
    assert trials.painted == [12], "a file that was refused is not tried again"
    publish(built, tmp_path / "share", 13)
    trials.refuses = False
    source.poll()
    assert trials.painted == [12, 13]
    assert on_show(source)[0] == 13
