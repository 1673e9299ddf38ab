"""The real program on a machine that is not as it should be: the good copy is shown."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app import paths
from tests.machine import CONFIG, WITHIN_S, Machine

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can make such disks"
)


@contextmanager
def disk(folder: Path, options: str) -> Iterator[None]:
    """A small disk of memory in a folder's place."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    subprocess.run(command, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607


def fill(folder: Path) -> None:
    """Leave no byte free."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            pass
        try:
            while True:
                file.write(b"x")
        except OSError:
            pass


def read_only(folder: Path) -> None:
    """Let nobody write to a disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)  # noqa: S607


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def disks(machine: Machine, tmp_path: Path) -> Iterator[Machine]:
    """A machine whose state and whose temporary files are on small disks of their own."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    machine.more["TMPDIR"] = str(temporary)
    with ExitStack() as mounted:
        mounted.enter_context(disk(machine.state, "size=24m,mode=0700"))
        mounted.enter_context(disk(temporary, "size=24m"))
        yield machine


def shows_the_library(machine: Machine) -> None:
    """A start of the kiosk shows families its library, and nothing of ours was raised."""
    with machine.kiosk() as process:
        found = machine.status(process)
        process.terminate()
        assert process.wait(WITHIN_S) == 0
    assert (found["code"], found["mode"]) == ("", "normal")
    assert found["library"]
    assert "Traceback" not in machine.log.read_text()


def test_a_full_disk_at_the_first_start(disks: Machine) -> None:
    fill(disks.state)
    shows_the_library(disks)


def test_a_full_temporary_folder(disks: Machine) -> None:
    fill(Path(disks.more["TMPDIR"]))
    shows_the_library(disks)


def test_a_full_disk_and_a_full_temporary_folder_later_on(disks: Machine) -> None:
    shows_the_library(disks)
    for folder in (disks.state, Path(disks.more["TMPDIR"])):
        fill(folder)
    shows_the_library(disks)


def test_both_are_full_at_the_first_start(disks: Machine) -> None:
    for folder in (disks.state, Path(disks.more["TMPDIR"])):
        fill(folder)
    with disks.kiosk() as process:
        found = disks.status(process)
    # There may be another folder for temporary files, such as /var/tmp; if not, it is named.
    assert found["library"] or "full" in found["problem"] or "space" in found["problem"]
    assert "Traceback" not in disks.log.read_text()


def test_nothing_can_be_written_anywhere(disks: Machine) -> None:
    shows_the_library(disks)
    for folder in (disks.state, Path(disks.more["TMPDIR"])):
        read_only(folder)
    shows_the_library(disks)


def first_screen(folder: Path, fonts: str) -> bytes:
    """A picture of the first screen, where fontconfig reads this."""
    folder.mkdir()
    conf, picture = folder / "fonts.conf", folder / "first.png"
    conf.write_text(f"<fontconfig>{fonts}</fontconfig>")
    done = subprocess.run(
        [sys.executable, "-m", "app.main", "--picture", picture, "--size", "960x540"],
        cwd=paths.ROOT,
        env=os.environ | {"FONTCONFIG_FILE": str(conf), "STATE_DIRECTORY": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return picture.read_bytes()


def test_a_machine_without_fonts(tmp_path: Path) -> None:
    """The kiosk brings its own: each letter is the one that is drawn where there are others."""
    others = first_screen(tmp_path / "some", "<dir>/usr/share/fonts</dir>")
    assert first_screen(tmp_path / "none", "") == others


def test_no_home_and_no_time_zone(machine: Machine) -> None:
    machine.more |= {"HOME": str(machine.config), "TZ": "Nowhere/Land", "USER": "", "LOGNAME": ""}
    shows_the_library(machine)


def test_a_library_with_a_wal_file_in_a_folder_that_is_read_only(
    machine: Machine, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    content = folder / "content.db"
    with disk(folder, "size=24m"):
        shutil.copy(paths.CONTENT, content)
        kept = sqlite3.connect(content)
        kept.execute("PRAGMA journal_mode = WAL")
        kept.execute("UPDATE library SET edition = edition")
        kept.commit()
        assert (folder / "content.db-wal").stat().st_size > 0
        shutil.copytree(folder, tmp_path / "before")
        kept.close()
        shutil.copytree(tmp_path / "before", folder, dirs_exist_ok=True)
        read_only(folder)
        machine.config.write_text(f'{CONFIG}[content]\nfile = "{content}"\n')
        with machine.kiosk() as process:
            found = machine.status(process)
    assert (found["library"] != "", found["code"]) == (True, "")
    assert "Traceback" not in machine.log.read_text()


def test_a_terminal_without_utf_8(machine: Machine) -> None:
    machine.more |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    machine.config.write_text(f'{CONFIG}who_to_ask = "Schwester Zoë"\n', encoding="utf-8")
    with machine.kiosk() as process:
        found = machine.status(process)
        assert "who_to_ask" in found["problem"]
        done = subprocess.run(
            [sys.executable, "-c", "from app.main import main; main()", "status"],
            env=machine.surroundings(),
            capture_output=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"K-13" in done.stdout
