"""`clinic-content handout`, as staff type it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from click.testing import CliRunner, Result

from app import paths
from app.cli.main import main
from app.domain.errors import HandoutError


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


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_several_topics_make_one_handout_in_their_order(tmp_path: Path) -> None:
    result = handout(paths.CONTENT, "t05", "t01", "-o", tmp_path / "a.pdf")
    assert result.exit_code == 0, result.output
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.docinfo.Title == "Information to take home"
    handout(paths.CONTENT, "t01", "t05", "-o", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "b.pdf").read_bytes()


def test_an_unknown_topic_among_known_ones_is_named(tmp_path: Path) -> None:
    result = handout(paths.CONTENT, "t01", "t98", "t99", "-o", tmp_path / "a.pdf")
    assert result.exit_code == 2
    assert "no topic t98, t99" in result.output
    assert not (tmp_path / "a.pdf").exists()


def test_a_sheet_for_questions(tmp_path: Path) -> None:
    result = handout(paths.CONTENT, "--questions", "-o", tmp_path / "a.pdf")
    assert result.exit_code == 0, result.output
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.docinfo.Title == "Questions for your child's consultant"


def test_a_whole_library_in_both_sizes_and_not_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "made"
    result = handout(paths.CONTENT, "--all", folder, "--large")
    assert result.exit_code == 0, result.output
    assert "22 handouts: 22 written" in result.output
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 22
    assert "t05-car-t-cell-therapy-what-it-is.pdf" in names
    assert "t05-car-t-cell-therapy-what-it-is-large.pdf" in names
    other = folder / "my own.txt"
    other.write_text("mine")
    (folder / names[0]).write_bytes(b"old")
    again = handout(paths.CONTENT, "--all", folder, "--large")
    assert "1 written. 21 files already there" in again.output
    assert other.read_text() == "mine"
    assert pages_of(folder / names[0]) > 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = handout(paths.CONTENT, "--all", tmp_path / "file")
    assert result.exit_code == 1
    assert "file cannot be written" in result.output


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "Say what to make"),
        (["t01"], "Say where it should go"),
        (["t01", "--questions", "-o", "a.pdf"], "one of them"),
        (["t01", "--all", "d"], "one of them"),
        (["--all", "d", "-o", "a.pdf"], "leave out -o"),
        (["--all", "d", "--print"], "leave out -o"),
        (["t01", "-o", "a.pdf", "--copies", "2"], "--copies goes with --print"),
        (["t01", "--copies", "0", "--print"], "copies"),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = handout(paths.CONTENT, *arguments)
    assert result.exit_code == 2
    assert hint in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["kiosk.toml"]


def printing_room(monkeypatch: pytest.MonkeyPatch, problem: str = "") -> list[tuple[object, ...]]:
    """A printing room that takes everything, or fails with a problem."""
    sent: list[tuple[object, ...]] = []

    def print_pdf(pdf: bytes, printer: str | None, copies: int) -> None:
        if problem:
            raise HandoutError(problem)
        sent.append((pdf[:5], printer, copies))

    room = ModuleType("app.handout.printing")
    room.__dict__["print_pdf"] = print_pdf
    monkeypatch.setitem(sys.modules, "app.handout.printing", room)
    return sent


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--print"], (b"%PDF-", None, 1)),
        (["--copies", "3", "--print", "Ward 4"], (b"%PDF-", "Ward 4", 3)),
    ],
)
def test_printing_sends_the_pdf(
    arguments: list[str], expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = printing_room(monkeypatch)
    result = handout(paths.CONTENT, "t01", *arguments)
    assert result.exit_code == 0, result.output
    assert sent == [expected]
    assert "Sent to the printer" in result.output
    assert "rinted" not in result.output


def test_a_printer_that_fails_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    printing_room(monkeypatch, "There is no printer X.")
    result = handout(paths.CONTENT, "t01", "--print", "X")
    assert result.exit_code == 1
    assert "There is no printer X." in result.output
