"""clinic-content publish: what it says, and its exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import paths
from app.cli.main import main
from app.content.checks.gate import checked_library
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind, Person


def _run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["publish", *(str(word) for word in words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


def test_publish_writes_an_edition_and_tells_what_is_new(file: Path, tmp_path: Path) -> None:
    edition = tmp_path / "edition.db"
    first = _run(file, edition, "--name", "Ann")
    assert first.exit_code == 0
    assert "Edition 2 is written" in first.output
    assert "new      t05" in first.output
    second = _run(file, edition, "--name", "Ann")
    assert "Families will see nothing differently." in second.output
    with checked_library(edition) as library:
        assert library.info().edition == 3


def test_into_a_folder_each_edition_is_a_file_beside_the_others(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    would = _run(file, folder, "--dry-run")
    assert f"Edition 2 would be written to {folder / 'edition-2.db'}." in would.output
    for number in (2, 3):
        done = _run(file, folder, "--name", "Ann")
        assert f"Edition {number} is written to {folder / f'edition-{number}.db'}." in done.output
    names = {"edition-2.db", "edition-3.db", "kiosks"}
    assert {found.name for found in folder.iterdir()} == names


def test_a_dry_run_writes_nothing(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    result = _run(file, tmp_path / "edition.db", "--dry-run", "--json")
    assert result.exit_code == 0
    assert json.loads(result.output)["edition"] == 2
    assert file.read_bytes() == before
    assert not (tmp_path / "edition.db").exists()


class Terminal:
    """The command at a terminal of its own: what it says there, and its code."""

    def __init__(self, *words: str | Path) -> None:
        ours, theirs = os.openpty()
        command = [sys.executable, "-m", "app.cli.main", "publish", *map(str, words)]
        with subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE) as process:
            os.close(theirs)
            said = []
            # Linux ends it with an error once the other side is closed.
            with suppress(OSError):
                while data := os.read(ours, 1024):
                    said.append(data)
            assert process.stdout is not None
            self.printed = process.stdout.read().decode()
        os.close(ours)
        self.code, self.said = process.returncode, b"".join(said).decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals")
def test_publish_shows_a_bar_at_a_terminal(file: Path, tmp_path: Path) -> None:
    edition = tmp_path / "edition.db"
    shown = Terminal(file, edition, "--name", "Ann")
    assert shown.code == 0
    assert "100%" in shown.said
    assert "Checking page 7 of" in shown.said
    assert "Edition 2 is written" in shown.printed
    as_json = Terminal(file, edition, "--name", "Ann", "--json")
    assert as_json.said == ""
    assert json.loads(as_json.printed)["edition"] == 3


def test_publish_shows_no_bar_in_a_log(file: Path, tmp_path: Path) -> None:
    assert _run(file, tmp_path / "edition.db", "--name", "Ann").stderr == ""


def test_publish_asks_who(file: Path, tmp_path: Path) -> None:
    result = _run(file, tmp_path / "edition.db")
    assert result.exit_code == 1
    assert "--name" in result.output


def test_publish_refuses_with_reasons(file: Path, tmp_path: Path) -> None:
    with closing(Workshop.open(file, Person("Ann"))) as workshop:
        for row in workshop.items.rows(ItemKind.TOPIC):
            workshop.signing.withdraw(row.key)
        in_use = _run(file, tmp_path / "edition.db", "--name", "Bea")
        assert in_use.exit_code == 1
        assert "Ann has it open" in in_use.output
    result = _run(file, tmp_path / "edition.db", "--name", "Bea")
    assert result.exit_code == 1
    assert "There is no page to show" in result.output
    dry = _run(file, tmp_path / "edition.db", "--dry-run")
    assert dry.exit_code == 1
    assert "It cannot be published" in dry.output


def test_publish_of_no_library(tmp_path: Path) -> None:
    result = _run(tmp_path / "none.db", tmp_path / "edition.db", "--name", "Ann")
    assert result.exit_code == 2
    assert "is not there" in result.output
