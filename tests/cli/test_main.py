"""clinic-content: what it says, and its exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from tests.content.first_version import make_first
from tests.content.signing import change_and_sign

SAMPLE = Path(__file__).parents[1] / "content" / "sample"


def _run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "content.db"
    assert _run("build", SAMPLE, made).exit_code == 0
    return made


def _edit(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        change_and_sign(connection, sql)


def test_build_then_export_gives_the_text_back(file: Path, tmp_path: Path) -> None:
    assert _run("export", file, tmp_path / "out").exit_code == 0
    page = Path("topics") / "t01-a-page.md"
    assert (tmp_path / "out" / page).read_text() == (SAMPLE / page).read_text()


def test_build_names_what_is_wrong(tmp_path: Path) -> None:
    text = Path(shutil.copytree(SAMPLE, tmp_path / "text"))
    (text / "library.yaml").write_text("titel: x\n")
    result = _run("build", text, tmp_path / "content.db")
    assert result.exit_code == 1
    assert "library.yaml, line 1: The key titel is not known here." in result.output
    assert "was not written" in result.output
    assert not (tmp_path / "content.db").exists()


def test_build_of_nothing(tmp_path: Path) -> None:
    assert _run("build", tmp_path / "nowhere", tmp_path / "content.db").exit_code == 1


def test_export_to_a_folder_of_somebody_elses(file: Path, tmp_path: Path) -> None:
    result = _run("export", file, tmp_path)
    assert result.exit_code == 1
    assert "content.db" in result.output


def test_check_without_errors(file: Path) -> None:
    result = _run("check", file, "--today", "2026-11-22")
    assert result.exit_code == 0
    assert "0 errors" in result.output
    assert "was due on 4 November 2024" in result.output


def test_check_with_errors(file: Path) -> None:
    _edit(file, "UPDATE outcome_text SET body = 'You are eligible.'")
    result = _run("check", file, "--json")
    assert result.exit_code == 1
    found = json.loads(result.output)["findings"]
    assert found[0]["level"] == "error"
    assert found[0]["kind"] == "verdict"
    assert found[0]["where"].startswith("w01/o01")


@pytest.mark.parametrize("words", [b"", b"words", None])
@pytest.mark.parametrize("command", ["check", "paths", "migrate"])
def test_a_file_that_cannot_be_read(tmp_path: Path, words: bytes | None, command: str) -> None:
    file = tmp_path / "content.db"
    if words is not None:
        file.write_bytes(words)
    result = _run(command, file)
    assert result.exit_code == 2
    assert str(file) in result.output
    assert result.output.startswith("K-")


def test_check_says_it_in_json_too(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "content.db"), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == "K-01"


def test_paths_in_words(file: Path) -> None:
    result = _run("paths", file)
    assert result.exit_code == 0
    assert "w01  Prepare a talk: 6 ways through" in result.output
    assert "-> o01 Ask about it" in result.output


def test_paths_in_json(file: Path) -> None:
    (found,) = json.loads(_run("paths", file, "w01", "--json").output)["walkthroughs"]
    by_answers = {
        tuple(answer["choice"] for answer in path["answers"]): path for path in found["paths"]
    }
    assert len(by_answers) == 6
    assert by_answers["c01", "c04"]["outcome"] == "o01"
    assert by_answers["c01", "c04"]["situations"] == ["It has come back."]
    assert by_answers["c03", "c04"]["outcome"] == "o02"
    assert by_answers["c02", "c04"]["notes"] == ["n01"]
    assert by_answers["c02", "c05"]["questions"] == ["How do we get there?"]


def test_paths_of_a_walkthrough_that_is_not_there(file: Path) -> None:
    result = _run("paths", file, "w09")
    assert result.exit_code == 2
    assert "w01" in result.output


def test_paths_of_a_library_that_may_not_be_shown(file: Path) -> None:
    _edit(file, "UPDATE choice SET not_sure = 0")
    assert _run("paths", file).exit_code == 1


def test_migrate_has_nothing_to_do(file: Path) -> None:
    before = file.read_bytes()
    result = _run("migrate", file)
    assert result.exit_code == 0
    assert "already" in result.output
    assert file.read_bytes() == before


def test_migrate_says_what_is_to_be_signed_then(file: Path) -> None:
    make_first(file)
    result = _run("migrate", file)
    assert "was of version 1" in result.output
    assert "Nobody has signed the library itself" in result.output
    assert "clinic-content sign FILE library" in result.output


def test_migrate_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE things (id INTEGER)")
    before = file.read_bytes()
    assert _run("migrate", file).exit_code == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["build", "export", "check", "paths", "migrate"])
def test_every_command_explains_itself(command: str) -> None:
    result = _run(command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output
