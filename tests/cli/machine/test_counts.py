"""`clinic-kiosk counts`: what was read, as a table and as CSV, and how it is deleted."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from app import main
from app.domain.kiosk.counts import Count, CountRecord, Kind
from app.service.counts import NAME, CountsFile

TODAY = date(2026, 11, 23)
LAST_WEEK, LONG_AGO = TODAY - timedelta(days=7), TODAY - timedelta(days=200)


class Calendar(date):
    """On which it is TODAY, whenever the tests are run: midnight may come between two lines."""

    @classmethod
    def today(cls) -> Calendar:
        return cls(TODAY.year, TODAY.month, TODAY.day)


def of(day: date, kind: Kind, page: str, number: int) -> Count:
    return Count(day, day, kind, page, number)


RECORD = CountRecord(
    (LONG_AGO, LAST_WEEK, TODAY),
    (
        of(LONG_AGO, Kind.VISITS, "", 99),
        of(LAST_WEEK, Kind.VISITS, "", 31),
        of(TODAY, Kind.VISITS, "", 20),
        of(TODAY, Kind.TOPIC, "t03", 12),
        of(TODAY, Kind.TOPIC, "gone", 10),
        of(TODAY, Kind.WALKTHROUGH, "w01", 11),
    ),
)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state directory of this machine, and a configuration that has pages counted."""
    monkeypatch.setattr("app.cli.machine.counts.date", Calendar)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    monkeypatch.setenv("CLINIC_KIOSK_CONFIG", str(tmp_path / "kiosk.toml"))
    (tmp_path / "kiosk.toml").write_text("[counts]\npages = true\n")
    return tmp_path / "state"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(["counts", *words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_table_of_the_last_four_weeks(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CountsFile(state).save(RECORD)
    assert run() == 0
    first, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith(f"From {TODAY - timedelta(days=27)} to {TODAY}.")
    assert [row.split(maxsplit=1) for row in rows] == [
        ["51", "visits"],
        ["12", "topic opened        t03   What treatments are there?"],
        ["10", "topic opened        gone"],
        ["11", "walkthrough opened  w01   Prepare to talk about CAR T-cell therapy"],
    ]


def test_another_time(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CountsFile(state).save(RECORD)
    assert run("--days", "366") == 0
    assert "150  visits" in capsys.readouterr().out
    assert run("--days", "1") == 0
    assert "20  visits" in capsys.readouterr().out
    assert run("--days", "0") == 2


def test_everything_as_csv(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CountsFile(state).save(RECORD)
    assert run("--csv") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(rows) == len(RECORD.counts)
    assert rows[0] == {
        "first day": str(LONG_AGO),
        "last day": str(LONG_AGO),
        "what": "visits",
        "page": "",
        "title": "",
        "number": "99",
    }
    assert {row["title"] for row in rows if row["page"] == "t03"} == {"What treatments are there?"}


@pytest.mark.parametrize(
    ("record", "config", "line"),
    [
        (CountRecord(), "", "Nothing is counted on this kiosk"),
        (CountRecord(), "[counts]\npages = true\n", "There is nothing yet."),
        (CountRecord((LAST_WEEK, TODAY)), "[counts]\npages = true\n", "in 2 days of counting."),
        (RECORD, "", "Nothing is counted on this kiosk"),
    ],
)
def test_it_says_why_there_is_nothing(
    state: Path, capsys: pytest.CaptureFixture[str], record: CountRecord, config: str, line: str
) -> None:
    CountsFile(state).save(record)
    (state.parent / "kiosk.toml").write_text(config)
    assert run() == 0
    assert line in capsys.readouterr().out


def test_it_is_deleted(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CountsFile(state).save(RECORD)
    assert run("--delete") == 0
    assert capsys.readouterr().out.startswith("Deleted: 6 numbers.")
    assert not (state / NAME).exists()
    assert run("--delete") == 0


def test_a_damaged_file_is_named_and_can_be_deleted(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state.mkdir()
    (state / NAME).write_text("{")
    assert run() == 1
    assert f"{state / NAME} is damaged." in capsys.readouterr().err
    assert run("--delete") == 0
    assert not (state / NAME).exists()


def test_a_file_that_cannot_be_read_is_named(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (state / NAME).mkdir(parents=True)
    assert run() == 1
    assert f"{state / NAME} cannot be read" in capsys.readouterr().err
