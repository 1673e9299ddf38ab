"""Killed at any moment, nothing that was saved is lost and the kiosk has a good edition.

`KIOSK_CRASHES` is the number of rounds; the deeper run asks for 2,000.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import paths
from app.content.checks.gate import checked_library
from app.content.publishing.publish import publish
from app.content.workshop import Workshop
from app.domain.governance.governance import Person
from tests.content.workshop import crashing

CRASHES = int(os.environ.get("KIOSK_CRASHES", "100"))
LONGEST = 0.25
"""Seconds that a worker lives at most, which is some saves and a publication or two."""


class Foundry:
    """The process that forks workers."""

    def __init__(self, temporary: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.content.workshop.crashing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
            env=os.environ | {"TMPDIR": str(temporary)},  # a killed worker tidies nothing
        )

    def round(self, library: Path, edition: Path, seed: int) -> list[list[str]]:
        """Let a worker work for a while, kill it, and say what it said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(library), str(edition), seed]) + "\n")
        self._process.stdin.flush()
        reports: list[list[str]] = []
        worker = 0
        for line in self._process.stdout:
            words = line.split()
            if words[0] == "ended":
                break
            if words[0] == "worker":
                worker = int(words[1])
            else:
                reports.append(words)
            if worker and (reports or not seed % 10):
                # The moment itself is what is tried.
                time.sleep(random.Random(seed).random() * LONGEST)
                os.kill(worker, signal.SIGKILL)
                worker = 0
        return reports

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()


@pytest.fixture
def foundry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foundry]:
    made = Foundry(tmp_path_factory.mktemp("temporary"))
    yield made
    made.close()


def last(reports: list[list[str]], how: str, what: str) -> int | None:
    numbers = [int(words[2]) for words in reports if words[:2] == [how, what]]
    return numbers[-1] if numbers else None


def number_of(title: str) -> int | None:
    head, _, number = title.partition(" ")
    return int(number) if head == "Number" else None


def test_killed_at_any_moment(foundry: Foundry, tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    edition = tmp_path / "edition.db"
    with closing(Workshop.open(library, Person("Ann"))) as workshop:
        publish(workshop, edition)
    reports_in_all = 0
    for seed in range(CRASHES):
        reports = foundry.round(library, edition, seed)
        reports_in_all += len(reports)
        with closing(Workshop.open(library, Person("Ann"))) as workshop:
            workshop.verify()
            tried, did = last(reports, "try", "saved"), last(reports, "did", "saved")
            title = number_of(workshop.items.content(crashing.T05).title)
            if did is not None:
                assert title in {did, tried}, f"round {seed}: {reports[-4:]}"
            typed = last(reports, "did", "typed")
            if typed is not None and typed != tried:
                assert workshop.unfinished.content(crashing.T05) is not None
            number = workshop.settings.read().edition
        with checked_library(edition) as shown:
            published = last(reports, "did", "published")
            if published is not None:
                seen = number_of(shown.topic("t05").title)
                assert seen is not None
                assert seen >= published
            assert shown.info().edition <= number
    assert reports_in_all > CRASHES, "the workers were killed before they did anything"
    left = {path.name for path in tmp_path.iterdir()} - {"content.db", "edition.db"}
    assert left <= {".edition.db.part", "content.db.lock", "content.db.open", "content.db-journal"}


FULL = """
import resource, signal, sys
from pathlib import Path
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.domain.governance.governance import Person
from tests.content.workshop.crashing import T05, titled
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workshop = Workshop.open(Path(sys.argv[1]), Person("Ann"))
text = titled(workshop, 7)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    workshop.items.save(text)
except ContentError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
assert workshop.items.content(T05).title != "Number 7"
workshop.items.save(text)
print("saved")
workshop.close()
"""


def test_no_room_is_reported_and_nothing_is_lost(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    ended = subprocess.run(
        [sys.executable, "-c", FULL, str(library)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    problem, saved = ended.stdout.splitlines()
    assert "Nothing was" in problem
    assert saved == "saved"
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
