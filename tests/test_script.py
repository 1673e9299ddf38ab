"""The one script, as a person types it.

Most tests run it in a house of its own: the real script and lock files, beside a stand-in for
Python that writes down what it was asked to do. Nothing is installed, and no screen is opened.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = (
    "test",
    "tour",
    "edit",
    "content",
    "bench",
    "soak",
    "build",
    "package",
    "set-up",
    "lock",
)
NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
A_DISPLAY = {"DISPLAY": ":0"}
# Several run at once, so each writes its line in one go.
STAND_IN = """#!/bin/bash
line="$(basename "$0")$(printf ' %s' "$@")"
printf '%s\\n' "$line" >>"$KIOSK_TEST_LOG"
"""


def type_in(
    *words: str | Path, cwd: Path = ROOT, env: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    """Run a command as someone without a display and without a terminal."""
    unset = (*NO_DISPLAY, "KIOSK_YES")
    clean = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        words,
        cwd=cwd,
        env=clean | dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass
class House:
    """A checkout with nothing in it but the script, its lock files and a stand-in for Python."""

    root: Path
    log: Path

    def run(
        self, *words: str | Path, cwd: Path | None = None, env: Mapping[str, str] = {}
    ) -> subprocess.CompletedProcess[str]:
        """Run a command whose stand-ins write into this house's log."""
        return type_in(*words, cwd=cwd or self.root, env={"KIOSK_TEST_LOG": str(self.log), **env})

    def kiosk(self, *words: str, cwd: Path | None = None, env: Mapping[str, str] = {}) -> str:
        """Run its script, which has to go well, and give all that it said."""
        done = self.run(self.root / "kiosk", *words, cwd=cwd, env=env)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def asked(self) -> list[str]:
        """What was asked of the stand-ins since the last look."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house that is set up. Debian's tools are stand-ins too: every package is there."""
    root = tmp_path / "a house"
    tools = tmp_path / "tools"
    stand_ins = [root / ".venv/bin/python", tools / "apt-get", tools / "sudo"]
    for stand_in in stand_ins:
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text(STAND_IN)
        stand_in.chmod(0o755)
    asker = tools / "dpkg-query"
    asker.write_text("#!/bin/bash\nprintf ' installed '\n")
    asker.chmod(0o755)
    for name in ("kiosk", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, root)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    made = House(root, tmp_path / "log")
    made.kiosk("set-up")
    assert any("pip install" in line for line in made.asked())
    return made


def test_all_tests_are_run_once_those_of_printing_beside_the_others(house: House) -> None:
    said = house.kiosk("test")
    runs = sorted(line for line in house.asked() if "-m pytest" in line)
    two = "python -m pytest -n 2 --dist loadfile"
    again = "--reruns 1 --max-suite-reruns 3 --rerun-show-tracebacks"
    assert runs == [
        f"{two} --ignore tests/printing --ignore tests/editor --ignore tests/packaging {again}",
        f"{two} tests/editor {again}",
        f"python -m pytest tests/printing {again}",
    ]
    assert "steps: 8 passed, 0 failed" in said


def test_a_test_of_printing_that_fails_fails_the_run(house: House) -> None:
    stand_in = house.root / ".venv/bin/python"
    stand_in.write_text(f'{STAND_IN}[[ " $* " != *" pytest tests/printing "* ]] || exit 1\n')
    done = house.run(house.root / "kiosk", "test")
    assert done.returncode == 1
    assert "failed: Tests of printing (pytest)" in done.stdout


def test_a_machine_that_cannot_hold_a_container_says_so_and_fails_nothing(house: House) -> None:
    stand_in = house.root / ".venv/bin/python"
    cannot = "echo no root here; exit 1"
    stand_in.write_text(
        f'{STAND_IN}[[ " $* " != *" tests.packaging.container "* ]] || {{ {cannot}; }}\n'
    )
    said = house.kiosk("test", "container")
    assert "LEFT OUT: this machine cannot hold a container: no root here" in said
    assert [line for line in house.asked() if "-m pytest" in line] == []


@pytest.mark.parametrize("arguments", [(), ("--help",), ("../elsewhere",)])
def test_another_debian_has_to_be_named(house: House, arguments: tuple[str, ...]) -> None:
    done = house.run(house.root / "kiosk", "test", "--in", *arguments)
    assert done.returncode == 1
    assert "./kiosk test --in trixie" in done.stderr
    assert house.asked() == []


def test_another_debian_is_asked_for_the_same_tests(house: House) -> None:
    script = house.root / "tests/in_debian.sh"
    script.parent.mkdir()
    script.write_text(STAND_IN)
    script.chmod(0o755)
    house.kiosk("test", "--in", "trixie", "tests/domain", "-k", "walk", env={"KIOSK_YES": "1"})
    [asked] = house.asked()
    assert asked.endswith("in_debian.sh trixie tests/domain -k walk")


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_names_every_command(word: str) -> None:
    said = type_in(ROOT / "kiosk", word)
    assert said.returncode == 0
    assert [name for name in COMMANDS if f"./kiosk {name}" not in said.stdout] == []


def test_unknown_command_is_named_with_those_that_there_are() -> None:
    said = type_in(ROOT / "kiosk", "tset")
    assert said.returncode == 2
    assert '"tset"' in said.stderr
    assert [name for name in COMMANDS if name not in said.stderr] == []


def test_second_start_sets_nothing_up(house: House) -> None:
    said = house.kiosk("--windowed", env=A_DISPLAY)
    assert said == ""
    assert house.asked() == ["python -P -m app.main --windowed"]


def test_changed_lock_is_set_up_again(house: House) -> None:
    with (house.root / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    said = house.kiosk(env=A_DISPLAY)
    assert "requirements.lock" in said
    assert any("--require-hashes" in line for line in house.asked())
    house.kiosk(env=A_DISPLAY)
    assert house.asked() == ["python -P -m app.main"]


def test_set_up_for_tests_serves_the_kiosk_too(house: House) -> None:
    (house.root / ".venv/requirements.lock.done").unlink()
    house.kiosk("bench", "--quick")
    asked = house.asked()
    assert sum("-r" in line.split() for line in asked) == 1
    assert asked[-1] == "python -P -m bench --quick"
    house.kiosk(env=A_DISPLAY)
    assert house.asked() == ["python -P -m app.main"]


def test_without_a_display_it_says_so_in_a_line_and_writes_the_tour(
    house: House, tmp_path: Path
) -> None:
    said = house.kiosk(cwd=tmp_path)
    assert len(said.splitlines()) == 1
    assert "no display" in said
    assert house.asked() == [f"python -P -m tests.shots.tour --out {tmp_path}/tour"]


@pytest.mark.parametrize("name", NO_DISPLAY)
def test_any_kind_of_display_will_do(house: House, name: str) -> None:
    assert house.kiosk(env={name: "something"}) == ""
    assert house.asked() == ["python -P -m app.main"]


def test_picture_needs_no_display(house: House) -> None:
    assert house.kiosk("--picture", "home.png") == ""
    assert house.asked() == ["python -P -m app.main --picture home.png"]


def test_content_is_the_staffs_commands(house: House) -> None:
    house.kiosk("content", "check", "my library.db", "--json")
    assert house.asked() == ["python -P -m app.cli.main check my library.db --json"]


def test_it_works_from_elsewhere_through_links(house: House, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "first").symlink_to(house.root / "kiosk")
    (elsewhere / "second").symlink_to("first")
    said = house.run("./second", "content", "--help", cwd=elsewhere)
    assert said.returncode == 0, said.stderr
    assert house.asked() == ["python -P -m app.cli.main --help"]


def test_missing_debian_packages_are_installed_or_asked_for(house: House, tmp_path: Path) -> None:
    (tmp_path / "tools/dpkg-query").write_text("#!/bin/bash\nexit 1\n")
    (house.root / ".venv/requirements.lock.done").unlink()
    said = house.run(house.root / "kiosk", "set-up")
    assert "installed from Debian: libegl1" in said.stderr
    asked = house.asked()
    if os.geteuid() == 0:
        assert said.returncode == 0
        assert any(line.startswith("apt-get install") for line in asked)
    else:
        assert said.returncode == 1
        assert "An administrator can do it with: apt-get install libegl1" in said.stderr
        assert asked == []
