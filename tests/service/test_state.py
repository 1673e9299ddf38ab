"""The staff's PIN, wrong tries at it, and the helpline, over a restart."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from app.config import StaffConfig
from app.domain.kiosk.door import DoorRecord, PinProblem
from app.domain.library.library import Contact, Opening
from app.pin import DEFAULT_PIN, hash_pin
from app.service.state import DayFile, HelplineFile, PinFile

FROM_BOX = StaffConfig().pin_hash
OWN = "970135"


def test_the_pin_from_the_box_has_to_be_changed_however_it_is_hashed(tmp_path: Path) -> None:
    for hashed in (FROM_BOX, hash_pin(DEFAULT_PIN)):
        pin = PinFile(tmp_path, hashed, guarded=True)
        assert pin.matches(DEFAULT_PIN)
        assert pin.must_change(DEFAULT_PIN)
        assert not PinFile(tmp_path, hashed, guarded=False).must_change(DEFAULT_PIN)


def test_a_chosen_pin_holds_over_a_restart_and_can_be_read_by_nobody_else(tmp_path: Path) -> None:
    assert PinFile(tmp_path / "state", FROM_BOX, guarded=True).choose(OWN)
    again = PinFile(tmp_path / "state", FROM_BOX, guarded=True)
    assert again.matches(OWN)
    assert not again.matches(DEFAULT_PIN)
    files = list((tmp_path / "state").iterdir())
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
    assert OWN not in files[0].read_text()


def test_a_pin_in_the_configuration_has_the_last_word(tmp_path: Path) -> None:
    PinFile(tmp_path, FROM_BOX, guarded=True).choose(OWN)
    pin = PinFile(tmp_path, hash_pin("315790"), guarded=True)
    assert pin.matches("315790")
    assert not pin.matches(OWN)


def test_wrong_tries_hold_over_a_restart(tmp_path: Path) -> None:
    PinFile(tmp_path, FROM_BOX, guarded=True).remember(DoorRecord(6, 1000.0))
    assert PinFile(tmp_path, FROM_BOX, guarded=True).record() == DoorRecord(6, 1000.0)


@pytest.mark.parametrize("damaged", [b"", b"[]", b'{"wrong": null}', b"\xff", b'{"wrong": "x"}'])
def test_a_damaged_record_is_none(
    tmp_path: Path, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "staff-tries.json").write_bytes(damaged)
    assert PinFile(tmp_path, FROM_BOX, guarded=True).record() == DoorRecord()
    assert "could not be read" in caplog.text


def test_where_nothing_can_be_saved_it_says_so_and_holds_until_the_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    pin = PinFile(tmp_path / "file" / "state", FROM_BOX, guarded=True)
    assert not pin.choose(OWN)
    pin.remember(DoorRecord(5, 1.0))
    assert pin.record() == DoorRecord(5, 1.0)
    assert "not remembered over a restart" in caplog.text


def test_a_pin_that_may_not_be_chosen(tmp_path: Path) -> None:
    assert PinFile(tmp_path, FROM_BOX, guarded=True).problem("123456") is PinProblem.TOO_SIMPLE


def test_the_last_day_holds_over_a_restart_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    assert DayFile(tmp_path).last() is None
    DayFile(tmp_path).save(date(2026, 11, 29))
    assert DayFile(tmp_path).last() == date(2026, 11, 29)
    (tmp_path / "last-day").write_bytes(b"\xff")
    assert DayFile(tmp_path).last() is None


NURSES = Contact("", "The nürses", "", "020 7946 0002", (Opening(1, time(8), time(16, 30)),))


def test_the_helpline_holds_over_a_restart(tmp_path: Path) -> None:
    assert HelplineFile(tmp_path / "state").read() is None
    HelplineFile(tmp_path / "state").save(NURSES)
    kept = HelplineFile(tmp_path / "state")
    assert kept.read() == NURSES
    kept.save(None)
    assert kept.read() is None
    assert HelplineFile(tmp_path / "state").read() is None


@pytest.mark.parametrize(
    "damaged",
    [b"", b"[]", b"7", b'{"name": 3}', b"\xff", b'{"name": "x", "phone": "1", "hours": [[1, 2]]}'],
)
def test_a_damaged_helpline_is_none(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "helpline.json").write_bytes(damaged)
    assert HelplineFile(tmp_path).read() is None


def test_a_helpline_that_cannot_be_saved_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    helpline = HelplineFile(tmp_path / "file")
    helpline.save(NURSES)
    assert helpline.read() == NURSES
