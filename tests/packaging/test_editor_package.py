"""The editor's package on an office PC: its menu entry, its first window, and no service."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.packaging.container import Container, lacking

NAME = "clinic-kiosk-editor"
ENTRY = f"usr/share/applications/{NAME}.desktop"
ICON = f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg"

pytestmark = [
    pytest.mark.container,
    pytest.mark.skipif(bool(reason := lacking()), reason=reason or "it can"),
]


def test_lintian_finds_no_error(package: Path, editor_package: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/lintian", "--fail-on", "error", package, editor_package],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_it_is_in_the_menu(container: Container, editor_package: Path) -> None:
    container.does("dpkg", "-i", f"/packages/{editor_package.name}")
    entry = container.files / ENTRY
    checked = subprocess.run(
        ["/usr/bin/desktop-file-validate", entry], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    keys = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
    assert (keys["Icon"], keys["Exec"].split()[0]) == (NAME, NAME)
    assert not QImage(str(container.files / ICON)).isNull()


def test_it_opens_a_library(container: Container) -> None:
    copy = f"cp /usr/lib/{NAME}/_internal/content.db /srv/ward.db"
    start = f"QT_QPA_PLATFORM=offscreen {NAME} /srv/ward.db --picture /srv/window.png"
    container.does("sh", "-c", f"{copy} && {start}")
    window = QImage(str(container.files / "srv/window.png"))
    assert window.width() >= 1000
    across = range(0, window.width(), 9)
    assert len({window.pixel(x, window.height() // 2) for x in across}) > 5


def test_it_goes_without_a_trace(container: Container) -> None:
    assert container.run("systemctl", "cat", NAME).returncode != 0
    container.does("dpkg", "--purge", NAME)
    for left in (ENTRY, ICON, f"usr/lib/{NAME}"):
        assert not (container.files / left).exists(), left
