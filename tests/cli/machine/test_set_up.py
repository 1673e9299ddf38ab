"""`clinic-kiosk set-up`: answers in, a configuration out, and the old one never lost."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.machine.set_up import QUESTIONS, STEPS, set_up
from app.config_file import load
from app.pin import DEFAULT_PIN, pin_matches

EXAMPLE = Path(__file__).parents[3] / "docs/kiosk.toml"
ANSWERS = """site = "Ysbyty Tŷ"
ward = 'Ward "4"'
who_to_ask = "the nurse"
width_mm = 344.2
printer = "Kiosk"
editions = "/srv/editions"
root = "/etc/clinic-kiosk/root.json"
hours = "Mon-Fri 07:30-20:00; Sat,Sun 09:00-17:00"
counts = true
pin = "970135"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The configuration that a new kiosk comes with."""
    file = tmp_path / "etc" / "kiosk.toml"
    file.parent.mkdir()
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def run(config: Path, typed: str = "", **files: str) -> Result:
    """Run the command with the answers in a file, or typed."""
    words = ["--config", str(config), "--root", str(config.parent / "no-machine")]
    for name, text in files.items():
        file = config.parent.parent / f"{name}.toml"
        file.write_text(text, encoding="utf-8")
        words += [f"--{name}", str(file)]
    return CliRunner().invoke(set_up, words, input=typed)


def test_answers_in_a_file_are_the_configuration(config: Path) -> None:
    done = run(config, answers=ANSWERS)
    assert done.exit_code == 0, done.output
    found = load(config)
    assert (found.site.name, found.site.ward) == ("Ysbyty Tŷ", 'Ward "4"')
    assert found.site.who_to_ask == "the nurse"
    assert (found.screen.width_mm, found.printing.printer) == (344.2, "Kiosk")
    assert (found.updates.folder, found.updates.root) == (
        "/srv/editions",
        "/etc/clinic-kiosk/root.json",
    )
    assert found.hours.on == ("Mon-Fri 07:30-20:00", "Sat,Sun 09:00-17:00")
    assert (found.counts.pages, found.counts.faces) == (True, False)
    assert pin_matches("970135", found.staff.pin_hash)
    assert "970135" not in config.read_text()


def test_remarks_and_order_stay_and_so_does_the_old_file(config: Path) -> None:
    config.chmod(0o640)
    before = config.read_text()
    done = run(config, answers=ANSWERS)
    lines = config.read_text().splitlines()
    assert [line for line in lines if line.startswith(("#", "["))] == [
        line for line in before.splitlines() if line.startswith(("#", "["))
    ]
    assert config.stat().st_mode & 0o777 == 0o640
    old = config.with_name("kiosk.toml.old-1")
    assert old.read_text() == before
    assert str(old) in done.output
    run(config, answers='ward = "Ward 5"')
    assert old.read_text() == before
    assert load(config.with_name("kiosk.toml.old-2")).site.ward == 'Ward "4"'
    assert load(config).site.ward == "Ward 5"
    assert pin_matches("970135", load(config).staff.pin_hash)
    assert sorted(file.name for file in config.parent.iterdir()) == [
        *("kiosk.toml", "kiosk.toml.old-1", "kiosk.toml.old-2")
    ]


def test_it_is_asked_at_the_terminal(config: Path) -> None:
    typed = "St. Mary's\nWard 4\nthe nurse\n531\n\nnone\n\n\n970135\n970135\n"
    done = run(config, typed)
    assert done.exit_code == 0, done.output
    asked = re.findall(r"^(\d) of 5: (.+)$", done.output, re.MULTILINE)
    assert asked == [(str(n), about) for n, about in enumerate(STEPS.values(), 1)]
    found = load(config)
    assert (found.site.name, found.screen.width_mm) == ("St. Mary's", 531)
    assert not found.updates.wanted
    assert (found.hours.on, found.counts.pages) == ((), False), "nothing is counted unasked"
    assert pin_matches("970135", found.staff.pin_hash)
    again = run(config, "\n\nthe doctor\n\nMon-Sun 08:00-20:00\nnone\nusb\n/etc/root.json\ny\n\n")
    assert again.exit_code == 0, again.output
    found = load(config)
    assert (found.site.name, found.site.who_to_ask) == ("St. Mary's", "the doctor")
    assert (found.printing.jobs_a_session, found.updates.usb) == (0, True)
    assert (found.hours.on, found.counts.pages) == (("Mon-Sun 08:00-20:00",), True)
    assert pin_matches("970135", found.staff.pin_hash)
    assert run(config, "-\n\n\n\n-\n-\n-\nn\n\nn\n").exit_code == 0
    found = load(config)
    assert (found.site.name, found.printing.jobs_a_session) == ("", 3)
    assert (found.hours.on, found.counts.pages) == ((), False)
    assert not found.updates.wanted


def test_a_pin_that_will_not_do_is_asked_for_again(config: Path) -> None:
    pins = f"{DEFAULT_PIN}\n123456\n970135\n970153\n970135\n970135\n"
    done = run(config, f"S\nW\nN\n531\n\nnone\n\n\n{pins}")
    assert done.exit_code == 0, done.output
    assert done.output.count("A PIN has 6 to 12 digits") == 2
    assert done.output.count("The two are not the same.") == 1
    assert pin_matches("970135", load(config).staff.pin_hash)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('site = "S"', "pin: There is none."),
        (ANSWERS.replace("970135", DEFAULT_PIN), "pin: This PIN will not do."),
        (ANSWERS.replace("970135", "123456"), "pin: This PIN will not do."),
        (ANSWERS + 'sight = "S"', "sight: There is no such answer."),
        (ANSWERS.replace("344.2", '"wide"'), "width_mm: 'wide' will not do."),
        (ANSWERS.replace("344.2", "9000"), "screen.width_mm: 9000 will not do."),
        (ANSWERS.replace('"/srv/editions"', '"editions"'), "updates.folder"),
        (ANSWERS.replace("Mon-Fri", "Weekdays"), "hours.on"),
        (ANSWERS.replace("counts = true", 'counts = "yes"'), "counts: 'yes' will not do."),
        (ANSWERS.replace("counts = true", "counts = 1"), "counts: 1 will not do."),
        ("site = ", "answers.toml: the file"),
    ],
)
def test_a_wrong_answer_is_named_and_changes_nothing(config: Path, answers: str, said: str) -> None:
    before = config.read_text()
    done = run(config, answers=answers)
    assert done.exit_code == 2
    assert said in done.output
    assert "Nothing was changed." in done.output
    assert config.read_text() == before
    assert list(config.parent.iterdir()) == [config]


@pytest.mark.parametrize("text", ['site = {name = "S"}\n', 'site.name = "S"\n'])
def test_a_file_in_another_form_is_left_alone(config: Path, text: str) -> None:
    config.write_text(text)
    done = run(config, answers=ANSWERS)
    assert done.exit_code == 2
    assert "site.name; site.ward" in done.output
    assert config.read_text() == text


def test_without_a_file_one_is_made(config: Path) -> None:
    config.unlink()
    assert run(config, answers=ANSWERS).exit_code == 0
    assert load(config).site.name == "Ysbyty Tŷ"
    assert list(config.parent.iterdir()) == [config]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_on_a_full_disk_the_file_is_as_it_was(config: Path) -> None:
    folder = str(config.parent)
    disk = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", folder]
    subprocess.run(disk, check=True)
    try:
        config.write_text('[site]\nname = "S"\n')
        (config.parent / "full").write_bytes(b"x" * 4096)
        done = run(config, answers=ANSWERS)
        assert done.exit_code == 1
        assert "No space left on device. Nothing was changed." in done.output
        assert config.read_text() == '[site]\nname = "S"\n'
        assert {file.name for file in config.parent.iterdir()} == {"kiosk.toml", "full"}
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S607


def test_the_answers_in_the_guide_are_taken(config: Path) -> None:
    guide = (EXAMPLE.parent / "installing.md").read_text(encoding="utf-8")
    answers = guide.partition("```toml\n")[2].partition("```")[0]
    assert run(config, answers=answers).exit_code == 0
    assert load(config).site.ward == "Ward 4"
    assert set(tomllib.loads(answers)) == {*QUESTIONS, "pin", "test_page"}
