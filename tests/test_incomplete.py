"""A kiosk that lacks files of its own ends and says so: a blank screen would tell nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.service.process import INCOMPLETE

PROGRAM = """
import sys
from pathlib import Path
from app import main, paths
setattr(paths, sys.argv[1], Path(sys.argv[2]))
sys.exit(main.main(sys.argv[3:]))
"""


def start(state: Path, name: str, folder: Path) -> tuple[int, str]:
    """Start a kiosk that has one of its folders elsewhere; its exit code and its log."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(folder), "--size", "640x480", paths.CONTENT],
        env=os.environ | {"STATE_DIRECTORY": str(state), "PYTHONPATH": str(paths.ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", ["FONTS", "ICONS", "QML"])
def test_without_a_folder_it_ends_and_names_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    code, log = start(tmp_path / "state", name, folder)
    assert code == INCOMPLETE
    assert f"CRITICAL kiosk: {folder}" in log
    assert "Install the kiosk again." in log
    assert "Traceback" not in log


def test_without_one_of_its_screens_it_ends_and_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "qml"
    shutil.copytree(paths.QML, folder)
    (folder / "Kiosk" / "Main.qml").unlink()
    code, log = start(tmp_path / "state", "QML", folder)
    assert code == INCOMPLETE
    assert "Main.qml" in log
    assert "CRITICAL kiosk: The screens cannot be loaded." in log
    assert "Traceback" not in log
