"""`clinic-kiosk set-up` on a machine with a printer: it is found and checked, and prints a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.machine.set_up import set_up
from app.config_file import load
from tests.printing.shop import QUEUE, Shop

TYPED = "St. Mary's\nWard 4\nthe nurse\n531\n\n{printer}\n\n\n970135\n970135\n{page}\n"
ANSWERS = 'printer = "{printer}"\npin = "970135"\ntest_page = {page}\n'
OUT = "The test page is out."

Run = Callable[..., Result]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Where the configuration is to be."""
    return tmp_path / "kiosk.toml"


@pytest.fixture
def run(shop: Shop, config: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the machine that the print shop stands on."""
    monkeypatch.setenv("CUPS_SERVER", shop.queue.server)
    words = ["--config", str(config), "--root", str(config.parent)]

    def run(*more: str, typed: str = "") -> Result:
        return CliRunner().invoke(set_up, [*words, *more], input=typed)

    return run


def test_the_printer_is_found_checked_and_prints(run: Run, shop: Shop, config: Path) -> None:
    done = run(typed=TYPED.format(printer=QUEUE, page="y"))
    assert done.exit_code == 0, done.output
    assert f"Printers here: {QUEUE}, " in done.output
    assert load(config).printing.printer == QUEUE
    assert OUT in done.output
    assert len(shop.sheets()) == 1


def test_nothing_is_printed_unasked(run: Run, shop: Shop) -> None:
    done = run(typed=TYPED.format(printer=QUEUE, page=""))
    assert done.exit_code == 0, done.output
    assert OUT not in done.output
    assert shop.sheets() == []


def test_a_file_may_ask_for_the_page(run: Run, shop: Shop, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    for page, sheets in (("false", 0), ("true", 1)):
        answers.write_text(ANSWERS.format(printer=QUEUE, page=page), encoding="utf-8")
        done = run("--answers", str(answers))
        assert done.exit_code == 0, done.output
        assert len(shop.sheets()) == sheets


def test_a_printer_that_is_not_there_is_named_and_the_page_did_not_come(
    run: Run, config: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS.format(printer="Office", page="true"), encoding="utf-8")
    done = run("--answers", str(answers))
    assert done.exit_code == 1
    assert "lpadmin -p Office -E" in done.output
    assert "The test page did not come out" in done.output
    assert load(config).printing.printer == "Office", "what was answered is written all the same"
