"""When a family has gone it is as if they had not been: on disk, in logs, in memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.content.reader.library import ContentLibrary
from tests.journeys.visit import MARK, marked_library

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": "home/state",
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose answers, questions, situations and pages hold a word of their own."""
    return marked_library(tmp_path_factory.mktemp("marked"))


def run_visit(content: Path, base: Path, ending: str) -> tuple[dict[str, Any], str]:
    """A visit in a program and folders of its own: what is left, and what it said."""
    folders = {name: base / rect for name, rect in FOLDERS.items()}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.visit", content, ending],
        cwd=ROOT,
        env=os.environ
        | {name: str(folder) for name, folder in folders.items()}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *said, left = done.stdout.splitlines()
    return json.loads(left), "\n".join((*said, done.stderr))


def traces_on_disk(base: Path) -> list[str]:
    """Files that hold a marked word, but for the kiosk's copy of the library itself."""
    return [
        str(file.relative_to(base))
        for file in sorted(base.rglob("*"))
        if file.is_file()
        and not re.fullmatch(r"content-[0-9a-f]+\.db", file.name)
        and (MARK.encode() in file.read_bytes() or MARK in file.name)
    ]


@pytest.mark.parametrize("ending", ["finish", "idle"])
def test_nothing_of_a_visit_is_left(marked: Path, tmp_path: Path, ending: str) -> None:
    left, said = run_visit(marked, tmp_path, ending)
    assert left.pop("saw") >= 8, "the visit met too few marked words to mean anything"
    assert left.pop("screen") == "attract"
    assert {what: found for what, found in left.items() if found} == {}
    assert MARK not in said
    assert traces_on_disk(tmp_path) == []


def test_a_visit_writes_nothing_but_the_copy_of_the_library(marked: Path, tmp_path: Path) -> None:
    run_visit(marked, tmp_path, "finish")
    written = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    ours = re.compile(r"content-[0-9a-f]+\.db|content\.manifest")
    kept = {name for name in written if ours.fullmatch(name)}
    assert len(kept) == 2
    # The last day that was sure, for a clock that goes wrong: a date, whoever has been there.
    [day] = tmp_path.rglob("last-day")
    date.fromisoformat(day.read_text().strip())
    kept.add(day.name)
    # Whom the resting screen names where the library cannot be read: nothing of a family.
    [helpline] = tmp_path.rglob("helpline.json")
    found = json.loads(helpline.read_text())
    with closing(ContentLibrary(marked)) as library:
        assert found["phone"] in {contact.phone for contact in library.contacts()}
    assert set(found) == {"name", "phone", "hours"}
    kept.add(helpline.name)
    # Qt keeps the screens themselves, compiled, so that they load sooner.
    assert {name for name in written - kept if not re.fullmatch(r"[0-9a-f]+\.qmlc", name)} == set()


def test_a_visit_that_has_not_ended_would_be_found(marked: Path, tmp_path: Path) -> None:
    left, _ = run_visit(marked, tmp_path, "stay")
    assert left["screen"] == "summary"
    for what in ("words", "sessions", "collected", "handout", "pictures", "codes"):
        assert left[what], what
    (tmp_path / "home" / "notes").write_text(f"the answer was {MARK}", encoding="utf-8")
    assert traces_on_disk(tmp_path) == ["home/notes"]
