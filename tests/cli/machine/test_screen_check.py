"""clinic-kiosk screen-check: what a screen holds, and the line for the configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.cli.machine.screen_check import main, report
from app.domain.kiosk.panel import Panel
from tests.panels import PANELS
from tests.panels import Panel as Bought


def no_screen() -> tuple[int, int]:
    """Pixels that nobody may ask for."""
    raise AssertionError("the screen was opened")


def run(
    words: list[str], capsys: pytest.CaptureFixture[str], measured: float = 0
) -> tuple[int, str, str]:
    """The exit code and what is printed, on a screen of 1366 by 768 pixels."""
    with pytest.raises(SystemExit) as ended:
        main(words, lambda: (1366, 768), lambda: measured)
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration of a 15.6-inch screen."""
    file = tmp_path / "kiosk.toml"
    file.write_text("[screen]\nwidth_mm = 344\n", "utf-8")
    return file


@pytest.mark.parametrize("bought", PANELS.values(), ids=PANELS)
def test_every_panel_shows_twelve_cards_and_says_its_capitals(bought: Bought) -> None:
    lines = "\n".join(report(Panel(*bought.size, bought.width_mm)))
    assert "twelve stand on one screen" in lines
    assert f"{Panel(*bought.size, bought.width_mm).capital_mm:.1f} mm high at 100 %" in lines


def test_a_screen_of_seven_inches_is_too_small_for_twelve() -> None:
    assert "may not stand on one screen" in "\n".join(report(Panel(800, 480, 154)))


def test_it_says_what_the_configured_screen_holds(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(["--report", "--config", str(config)], capsys)
    assert code == 0
    assert "1366 by 768 pixels, 344 by 193 mm" in out
    assert "step 4 of 6, 70 % of the standard" in out
    assert "width_mm" not in out


def test_what_was_measured_is_a_line_for_the_configuration(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(["--config", str(config)], capsys, measured=476.04)
    assert code == 0
    lines = out[out.index("[screen]") :].split("\n\n")[0]
    assert tomllib.loads(lines) == {"screen": {"width_mm": 476.0}}
    assert out.index("344 by 193 mm") < out.index("476 by 268 mm")


@pytest.mark.parametrize(
    ("hung", "said"),
    [
        ("width_mm = 398", None),
        ('width_mm = 398\nreach = "low"', "the upper 288 mm of the screen"),
        ('width_mm = 398\nreach = "low"\nbottom_mm = 1000', "hangs too high"),
    ],
)
def test_it_says_what_low_reach_comes_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hung: str, said: str | None
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f"[screen]\n{hung}\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["--report", "--config", str(config)], lambda: (1080, 1920), lambda: 0)
    out = capsys.readouterr().out
    assert said in out if said else "Reach:" not in out


def test_a_width_that_nobody_measured_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "kiosk.toml"
    empty.write_text("", "utf-8")
    _, out, _ = run(["--config", str(empty)], capsys)
    assert "width_mm is not set" in out
    assert "Nothing was measured." in out


def test_a_wrong_configuration_opens_no_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "kiosk.toml"
    wrong.write_text("[screen]\nwidth_mm = -1\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(wrong)], no_screen, lambda: 0)
    assert ended.value.code == 2
    assert "line 2, screen.width_mm" in capsys.readouterr().err
