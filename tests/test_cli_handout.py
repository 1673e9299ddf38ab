"""`clinic-content handout`, as staff type it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from app import paths
from app.cli import main


@pytest.fixture(autouse=True)
def _own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('[site]\nname = "St Anne\'s"\n[handout]\npaper = "letter"\n')
    monkeypatch.setenv("CLINIC_KIOSK_CONFIG", str(config))


def handout(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["handout", *map(str, arguments)])


@pytest.mark.parametrize("large", [False, True])
def test_a_topic_becomes_a_pdf_on_the_sites_own_paper(tmp_path: Path, large: bool) -> None:
    output = tmp_path / "handout.pdf"
    result = handout(paths.CONTENT, "t05", "-o", output, *(["--large"] if large else []))
    assert result.exit_code == 0, result.output
    with pikepdf.open(output) as pdf:
        assert f"{len(pdf.pages)} page" in result.output
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == [612, 792]


def test_large_print_takes_more_paper(tmp_path: Path) -> None:
    pages = []
    for large in ([], ["--large"]):
        handout(paths.CONTENT, "t06", "-o", tmp_path / "a.pdf", *large)
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            pages.append(len(pdf.pages))
    assert pages[0] < pages[1]


def test_an_unknown_topic_names_those_that_there_are(tmp_path: Path) -> None:
    result = handout(paths.CONTENT, "t99", "-o", tmp_path / "a.pdf")
    assert result.exit_code == 2
    assert "no topic t99" in result.output
    assert "t01" in result.output
    assert not (tmp_path / "a.pdf").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    result = handout(paths.CONTENT, "t01", "-o", tmp_path / "nowhere" / "a.pdf")
    assert result.exit_code == 1
    assert "nowhere" in result.output


def test_a_broken_library_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "content.db"
    broken.write_bytes(b"not a library at all")
    result = handout(broken, "t01", "-o", tmp_path / "a.pdf")
    assert result.exit_code == 2
    assert "content.db" in result.output
    assert "Traceback" not in result.output
