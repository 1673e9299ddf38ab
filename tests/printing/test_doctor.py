"""The printer's line of `clinic-kiosk doctor`, on a real CUPS: good, or what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli.machine.doctor import doctor
from tests.printing.shop import CUPSD_CONF, QUEUE, Shop, free_port

GOOD = CUPSD_CONF.format(port=631)

Look = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def look(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Has the doctor look at the machine of the print shop; its lines about the printer."""
    monkeypatch.setenv("CUPS_SERVER", shop.queue.server)
    config, conf = tmp_path / "kiosk.toml", tmp_path / "etc/cups/cupsd.conf"
    config.write_text(f'[printing]\nprinter = "{QUEUE}"\n')
    conf.parent.mkdir(parents=True)
    conf.write_text(GOOD)
    words = ["--json", "--root", str(tmp_path), "--config", str(config)]

    def look() -> list[dict[str, Any]]:
        found = json.loads(CliRunner().invoke(doctor, words).stdout)["findings"]
        return [one for one in found if one["about"] == "printer"]

    return look


def test_one_that_can_print_is_good(look: Look) -> None:
    (line,) = look()
    assert (line["good"], line["text"]) == (True, f"{QUEUE} can print.")


def test_one_that_cannot_say_whether_paper_came_is_good_and_the_advice_said(
    look: Look, shop: Shop, tmp_path: Path
) -> None:
    (tmp_path / "kiosk.toml").write_text('[printing]\nprinter = "Silent"\n')
    policy = ("lpadmin", "-p", "Silent", "-o")
    shop.run(*policy, "printer-error-policy=abort-job")
    try:
        (line,) = look()
    finally:
        shop.run(*policy, "printer-error-policy=retry-job")
    assert line["good"], line
    assert "Silent can print." in line["text"]
    assert "whether paper came" in line["text"]


def test_a_line_of_cups_that_keeps_what_was_printed_is_named(look: Look, tmp_path: Path) -> None:
    (tmp_path / "etc/cups/cupsd.conf").write_text(GOOD.replace("PreserveJobFiles No", ""))
    (line,) = look()
    assert (line["good"], "PreserveJobFiles" in line["text"]) == (False, True)
    assert 'Put the line "PreserveJobFiles ' in line["hint"]


def test_one_that_is_off_is_named(look: Look, shop: Shop) -> None:
    shop.switch_off()
    (line,) = look()
    assert (line["good"], "does not answer" in line["text"]) == (False, True)


def test_one_that_cups_does_not_know_is_named(look: Look, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('[printing]\nprinter = "Office"\n')
    (line,) = look()
    assert not line["good"]
    assert "lpadmin -p Office" in line["hint"]


def test_without_cups_it_says_how_to_start_it(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    (line,) = look()
    assert (line["good"], line["hint"]) == (False, "Run: systemctl enable --now cups")
