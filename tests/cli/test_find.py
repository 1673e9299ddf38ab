"""The command that finds words, as staff type it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app import paths
from app.cli.main import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The starter library, to look into."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


def run(file: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["find", str(file), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == code, result.output
    return result.output


def data(file: Path, *words: str) -> Any:
    return json.loads(run(file, *words, "--json"))


def test_a_number_is_found_without_its_spaces(file: Path) -> None:
    lines = run(file, "08088004040").splitlines()
    assert [line.split()[0] for line in lines] == ["t10", "t10", "p02"]
    assert lines[2].split(maxsplit=1)[1] == "Telephone number  0808 800 4040"
    found = data(file, "08088004040")
    assert found["count"] == 2
    (contact,) = (one for one in found["found"] if one["kind"] == "contact")
    assert (contact["id"], contact["language"], contact["title"]) == (
        "p02",
        "en-GB",
        "Cancer Research UK nurses",
    )
    (hit,) = contact["hits"]
    assert (hit["field"], hit["name"], hit["found"]) == (
        "phone",
        "Telephone number",
        ["0808 800 4040"],
    )


def test_a_part_of_a_walkthrough_is_named(file: Path) -> None:
    (found,) = (one for one in data(file, "where", "child", "live")["found"] if one["id"] == "w01")
    assert found["hits"][0]["part"] == "q01"
    assert found["hits"][0]["name"] == "Question q01"
    assert "w01  Question q01" in run(file, "where", "child", "live")


def test_a_title_is_reported_by_itself(file: Path) -> None:
    assert "t08  Title" in run(file, "clinical", "trials")


def test_nothing_is_reported_as_nothing(file: Path) -> None:
    assert run(file, "zebra") == "Nothing has all of these words in it.\n"
    assert data(file, "zebra") == {"count": 0, "found": []}


def test_what_is_no_library_is_named(tmp_path: Path) -> None:
    file = tmp_path / "content.db"
    file.write_bytes(b"no library" * 200)
    assert str(file) in run(file, "words", code=2)


def replace(file: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["replace", str(file), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == code, result.output
    return result.output


def test_what_would_be_replaced_is_printed_first(file: Path) -> None:
    before = file.read_bytes()
    printed = replace(file, "0808 800 4040", "020 7946 0000")
    assert "0808 800 4040 → 020 7946 0000" in printed
    assert printed.splitlines()[-1] == "3 places in 2 texts. Nothing was changed: --yes does it."
    assert file.read_bytes() == before


def test_words_are_replaced_by_somebody(file: Path) -> None:
    said = ("0808 800 4040", "020 7946 0000", "--yes", "--name", "Ann Ward")
    assert "They are drafts now." in replace(file, *said, "--in", "p02")
    assert data(file, "020", "7946", "0000")["count"] == 1
    found = json.loads(replace(file, *said, "--json"))
    assert found["changed"] is True
    assert [(one["id"], one["places"]) for one in found["texts"]] == [("t10", 2)]
    assert replace(file, *said) == "It stands nowhere.\n"


def test_words_to_replace_need_words(file: Path) -> None:
    assert "Say what to find" in replace(file, "x", "x", code=2)
    assert "Say who you are" in replace(file, "child", "person", "--yes", code=1)
