"""clinic-content new: a library from nothing, to a page that a kiosk could show."""

from __future__ import annotations

from pathlib import Path

from app.content.checks.gate import checked_library
from tests.cli.commands import ANN, BEA, data, on

ASTHMA = ("--title", "Living with asthma", "--ask", "the asthma nurse")


def test_a_library_is_begun_written_signed_and_published(tmp_path: Path) -> None:
    run = on(tmp_path / "asthma.db")
    assert "is begun" in run("new", *ASTHMA, *ANN).output
    run("add", "section", "Every day", *ANN)
    run("add", "source", "Asthma action plan", *ANN)
    run("set", "r01", "publisher=The asthma clinic", *ANN)
    run("add", "topic", "Your inhaler", *ANN)
    dated = ("source=r01", "last_reviewed=2026-11-01", "next_review=2029-11-01")
    text = ("line=How it works.", "summary=You breathe it in.", "body=Shake it.\n\nBreathe it in.")
    run("set", "t01", *dated, *text, *ANN)
    for item in ("t01", "library"):
        run("checked", item, *ANN)
        run("sign", item, *BEA)
    status = data(run("status", "--json"))
    states = {row["id"]: row["state"] for row in status["items"]}
    assert states == {"library": "signed", "t01": "signed"}
    (tmp_path / "editions").mkdir()
    done = run("publish", tmp_path / "editions", *ANN)
    assert f"written to {tmp_path / 'editions' / 'edition-2.db'}" in done.output
    with checked_library(tmp_path / "editions" / "edition-2.db") as library:
        assert library.info().title == "Living with asthma"
        assert library.topic("t01").title == "Your inhaler"


def test_it_is_never_begun_twice_in_one_file(tmp_path: Path) -> None:
    run = on(tmp_path / "asthma.db")
    run("new", *ASTHMA, *ANN)
    before = (tmp_path / "asthma.db").read_bytes()
    again = run("new", *ASTHMA, *ANN, code=2)
    assert "is there already" in again.output
    assert (tmp_path / "asthma.db").read_bytes() == before


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    run = on(tmp_path / "asthma.db")
    asked = run("new", "--title", "Asthma", "--ask", " ", "--phone", "1", *ANN, code=1)
    assert "It needs whom families ask and the helpline's name." in asked.output
    assert "Say who you are" in run("new", *ASTHMA, code=1).output
    assert not (tmp_path / "asthma.db").exists()


def test_it_may_begin_with_the_sample(tmp_path: Path) -> None:
    run = on(tmp_path / "asthma.db")
    run("new", *ASTHMA, "--sample", *ANN)
    assert len(data(run("status", "--json"))["items"]) > 30
