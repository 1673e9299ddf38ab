"""The file of the counts: what it says, who may read it, and a disk that gives or takes nothing."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from app.domain.kiosk.counts import Count, CountRecord, Kind
from app.service.counts import NAME, CountsFile, load
from tests.test_surroundings import disk, fill, read_only

DAY = date(2026, 11, 23)
RECORD = CountRecord(
    (DAY, date(2026, 11, 24)),
    (
        Count(DAY, DAY, Kind.VISITS, "", 31),
        Count(DAY, date(2026, 11, 29), Kind.TOPIC, "t05", 12),
    ),
)
root_alone = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can make such disks"
)


def test_it_comes_back_over_a_restart_and_is_nobody_elses(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert CountsFile(state).read() == CountRecord()
    assert not state.exists()
    assert CountsFile(state).save(RECORD)
    assert CountsFile(state).read() == RECORD
    assert [file.name for file in state.iterdir()] == [NAME]
    assert (state / NAME).stat().st_mode & 0o777 == 0o600


def test_it_holds_days_pages_and_numbers_and_nothing_else(tmp_path: Path) -> None:
    CountsFile(tmp_path).save(RECORD)
    assert json.loads((tmp_path / NAME).read_text()) == {
        "days": ["2026-11-23", "2026-11-24"],
        "counts": [
            ["2026-11-23", "2026-11-23", "visits", "", 31],
            ["2026-11-23", "2026-11-29", "topic-opened", "t05", 12],
        ],
    }


def test_where_nothing_is_left_there_is_no_file(tmp_path: Path) -> None:
    file = CountsFile(tmp_path)
    file.save(RECORD)
    assert file.save(CountRecord())
    assert list(tmp_path.iterdir()) == []
    assert file.save(CountRecord())


@pytest.mark.parametrize(
    "damaged",
    [
        *(
            b"",
            b"[]",
            b"{}",
            b"\xff",
            b'{"days": 4, "counts": []}',
            b'{"days": ["x"]}',
            b"[" * 99_999,
        ),
        b'{"days": [], "counts": [["2026-11-23", "2026-11-23", "name", "", 31]]}',
        b'{"days": [], "counts": [["2026-11-23", "2026-11-23", "visits", "", null]]}',
        b'{"days": [], "counts": [["2026-11-23"]]}',
    ],
)
def test_a_damaged_one_is_begun_anew_and_said(
    tmp_path: Path, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).write_bytes(damaged)
    with pytest.raises(ValueError, match=r".*"):
        load(tmp_path / NAME)
    assert CountsFile(tmp_path).read() == CountRecord()
    assert "counts begin anew" in caplog.text


def test_a_small_number_that_somebody_put_there_is_not_read(tmp_path: Path) -> None:
    small = CountRecord(RECORD.days, (*RECORD.counts, Count(DAY, DAY, Kind.NO, "t01", 4)))
    CountsFile(tmp_path).save(small)
    assert CountsFile(tmp_path).read() == RECORD


@root_alone
def test_a_full_disk_leaves_the_file_of_before(tmp_path: Path) -> None:
    with disk(tmp_path, "size=64k"):
        file = CountsFile(tmp_path)
        assert file.save(RECORD)
        fill(tmp_path)
        more = CountRecord(RECORD.days, RECORD.counts * 400)
        assert not file.save(more)
        assert file.read() == RECORD


@root_alone
def test_a_disk_that_may_only_be_read_is_borne(tmp_path: Path) -> None:
    with disk(tmp_path, "size=64k"):
        file = CountsFile(tmp_path)
        file.save(RECORD)
        read_only(tmp_path)
        assert not file.save(CountRecord())
        assert not file.save(CountRecord(RECORD.days))
        assert file.read() == RECORD


def test_a_disk_that_gives_nothing_is_no_empty_record(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    file = CountsFile(tmp_path / "state")
    assert file.read() is None
    assert not file.save(RECORD)
