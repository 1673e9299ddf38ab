"""The check of the set-up, on a real CUPS: silent on a good one, exact on each that is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.handout.printing.check import PrintFinding, Weight, printer_check, report
from tests.printing.shop import CUPSD_CONF, QUEUE, Shop, free_port

GOOD = CUPSD_CONF.format(port=631)


def check(shop: Shop, folder: Path, conf: str = GOOD) -> tuple[PrintFinding, ...]:
    (folder / "cupsd.conf").write_text(conf)
    return printer_check(shop.queue, folder)


def test_the_documented_set_up_has_no_findings(shop: Shop, tmp_path: Path) -> None:
    assert check(shop, tmp_path) == ()
    assert printer_check(shop.queue, shop.cups / "etc") == ()
    assert report(()) == ("The kiosk can print with this set-up.", 0)


@pytest.mark.parametrize(
    ("good", "bad", "about"),
    [
        ("PreserveJobFiles No", "", "PreserveJobFiles"),
        ("PreserveJobFiles No", "PreserveJobFiles 1d", "PreserveJobFiles"),
        ("PreserveJobHistory 300", "", "PreserveJobHistory"),
        ("PreserveJobHistory 300", "PreserveJobHistory No", "PreserveJobHistory"),
        ("PreserveJobHistory 300", "PreserveJobHistory 1w", "PreserveJobHistory"),
        ("MaxJobTime 300", "", "MaxJobTime"),
        ("MaxJobTime 300", "MaxJobTime 0", "MaxJobTime"),
        ("LogLevel info", "LogLevel debug2", "LogLevel"),
        ("LogLevel info", "IdleExitTimeout 60", "IdleExitTimeout"),
    ],
)
def test_each_wrong_line_is_named(
    shop: Shop, tmp_path: Path, good: str, bad: str, about: str
) -> None:
    (found,) = check(shop, tmp_path, GOOD.replace(good, bad))
    assert (found.weight, found.about) == (Weight.FAULT, about)
    assert f'Put the line "{about} ' in found.hint
    words, code = report((found,))
    assert code == 1
    assert found.problem in words
    assert found.hint in words


def test_the_same_time_in_minutes_will_do(shop: Shop, tmp_path: Path) -> None:
    conf = GOOD.replace("MaxJobTime 300", "maxjobtime 5m")
    assert check(shop, tmp_path, conf) == ()


def test_settings_that_cannot_be_read_are_a_fault(shop: Shop, tmp_path: Path) -> None:
    (found,) = printer_check(shop.queue, tmp_path / "nowhere")
    assert "cupsd.conf" in found.about


def test_a_queue_that_refuses_or_stands_is_named(shop: Shop, tmp_path: Path) -> None:
    shop.run("cupsdisable", QUEUE)
    shop.run("cupsreject", QUEUE)
    try:
        mends = [found.hint for found in check(shop, tmp_path)]
        assert f"Run: cupsaccept {QUEUE}" in mends
        assert f"Run: cupsenable {QUEUE}" in mends
    finally:
        shop.run("cupsaccept", QUEUE)


def test_another_error_policy_is_named(shop: Shop, tmp_path: Path) -> None:
    shop.run("lpadmin", "-p", QUEUE, "-o", "printer-error-policy=retry-job")
    try:
        (found,) = check(shop, tmp_path)
        assert "retry-job" in found.problem
        assert found.hint == f"Run: lpadmin -p {QUEUE} -o printer-error-policy=abort-job"
    finally:
        shop.run("lpadmin", "-p", QUEUE, "-o", "printer-error-policy=abort-job")


def test_a_printer_that_is_off_is_named(shop: Shop, tmp_path: Path) -> None:
    shop.switch_off()
    (found,) = check(shop, tmp_path)
    assert "does not answer" in found.problem


def test_a_printer_that_cannot_tell_is_advice(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "cupsd.conf").write_text(GOOD)
    found = printer_check(replace(shop.queue, name="Silent"), tmp_path)
    assert [f.weight for f in found if "whether paper came" in f.problem] == [Weight.ADVICE]


def test_no_such_queue_says_how_to_make_one(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "cupsd.conf").write_text(GOOD)
    (found,) = printer_check(replace(shop.queue, name="Nobody"), tmp_path)
    assert "lpadmin -p Nobody" in found.hint


def test_no_cups_says_how_to_start_it(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "cupsd.conf").write_text(GOOD)
    nowhere = replace(shop.queue, server=f"127.0.0.1:{free_port()}")
    (found,) = printer_check(nowhere, tmp_path)
    assert found.hint == "Run: systemctl enable --now cups"


def test_programs_that_are_missing_are_named(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cupsd.conf").write_text(GOOD)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    found = printer_check(shop.queue, tmp_path)
    assert [f.about for f in found if "apt-get install" in f.hint] == ["lp", "ipptool"]
    assert found[-1].problem == "CUPS's program ipptool is not installed."
