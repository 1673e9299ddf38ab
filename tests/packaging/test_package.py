"""The package from its installation to its purge, in a Debian 13 that is booted for it.

The tests stand in the order of a kiosk's life, on one container. `./kiosk test container` runs
them: they need a package that `./kiosk package` made, and a machine that can hold a container.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.packaging.container import ROOT, Container, lacking

DIST = ROOT / "dist"
CONFIG = "/etc/clinic-kiosk/kiosk.toml"
HEADLESS = """WLR_BACKENDS=headless
WLR_RENDERER=pixman
WLR_LIBINPUT_NO_DEVICES=1
QT_QUICK_BACKEND=software
"""
AGAIN_WITHIN_S = 60
"""A kiosk that never comes back fails the test; how soon it comes back is in the test's output."""

pytestmark = [
    pytest.mark.container,
    pytest.mark.skipif(bool(reason := lacking()), reason=reason or "it can"),
]


@pytest.fixture(scope="module")
def package() -> Path:
    """The package that was made last."""
    made = sorted(DIST.glob("clinic-kiosk_*.deb"), key=lambda file: file.stat().st_mtime)
    assert made, "make it first: ./kiosk package"
    return made[-1]


@pytest.fixture(scope="module")
def container(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("container")
    container = Container(folder / "root", DIST)
    try:
        yield container
    finally:
        container.close()
        shutil.rmtree(folder / "root", ignore_errors=True)


def state(container: Container) -> dict[str, str]:
    """What systemd says of the service."""
    names = "ActiveState,MainPID,NRestarts"
    lines = container.does("systemctl", "show", "clinic-kiosk", "-p", names).splitlines()
    return dict(line.split("=", 1) for line in lines)


def wait_for_first_frame(container: Container, *, not_of: str = "") -> float:
    """Wait until the service is up, in another process than before; the seconds that passed."""

    def holds() -> bool:
        now = state(container)
        return now["ActiveState"] == "active" and now["MainPID"] not in {"0", not_of}

    return container.wait("first frame", holds, AGAIN_WITHIN_S)


def program(container: Container) -> str:
    """The process of the kiosk itself, below cage."""
    return container.does("pgrep", "-u", "clinic-kiosk", "-x", "clinic-kiosk").split()[0]


def picture(container: Container) -> QImage:
    """What is on the screen."""
    grim = container.inside(
        *("setpriv", "--reuid=clinic-kiosk", "--clear-groups", "env"),
        *("XDG_RUNTIME_DIR=/run/clinic-kiosk", "WAYLAND_DISPLAY=wayland-0", "grim", "-"),
    )
    drawn = subprocess.run(grim, capture_output=True, check=True).stdout
    return QImage.fromData(drawn)


def colours(drawn: QImage) -> int:
    """How many colours a picture has, seen at every seventh point."""
    width, height = drawn.width(), drawn.height()
    return len({drawn.pixel(x, y) for x in range(0, width, 7) for y in range(0, height, 7)})


def test_lintian_finds_no_error(package: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/lintian", "--fail-on", "error", package],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_it_is_installed_and_shows_its_first_screen(container: Container, package: Path) -> None:
    container.write("/etc/default/clinic-kiosk", HEADLESS)
    container.does("dpkg", "-i", f"/packages/{package.name}")
    wait_for_first_frame(container)
    assert colours(picture(container)) > 50
    assert state(container)["NRestarts"] == "0"


def test_it_is_locked_in(container: Container) -> None:
    said = container.does("systemd-analyze", "security", "--no-pager", "clinic-kiosk.service")
    level = said.splitlines()[-1].split(":")[1].split()[0]
    assert float(level) <= 1.5, said


@pytest.mark.parametrize("what", ["the kiosk", "the compositor"])
def test_it_comes_back_when_it_is_killed(container: Container, what: str) -> None:
    before = state(container)["MainPID"]
    victim = before if what == "the compositor" else program(container)
    container.does("kill", "-KILL", victim)
    print(
        f"{what} killed, first frame again: {wait_for_first_frame(container, not_of=before):.1f} s"
    )
    assert colours(picture(container)) > 50


def test_it_comes_back_when_it_is_frozen(container: Container) -> None:
    before = state(container)["MainPID"]
    container.does("kill", "-STOP", program(container))
    print(f"frozen, first frame again: {wait_for_first_frame(container, not_of=before):.1f} s")
    assert "Watchdog timeout" in container.says("journalctl", "-u", "clinic-kiosk", "--no-pager")
    assert colours(picture(container)) > 50


def test_an_upgrade_leaves_configuration_and_state(container: Container, package: Path) -> None:
    config = container.does("cat", CONFIG).replace('ward = ""', 'ward = "Ward 7"')
    container.write(CONFIG, config)
    copies = container.does("ls", "/var/lib/clinic-kiosk")
    before = state(container)["MainPID"]
    container.does("dpkg", "-i", f"/packages/{package.name}")
    wait_for_first_frame(container, not_of=before)
    assert container.does("cat", CONFIG) == config
    assert set(copies.split()) <= set(container.does("ls", "/var/lib/clinic-kiosk").split())


def test_a_purge_leaves_nothing(container: Container) -> None:
    container.does("dpkg", "--remove", "clinic-kiosk")
    assert container.run("pgrep", "-u", "clinic-kiosk").stdout == ""
    assert "Ward 7" in container.does("cat", CONFIG)
    container.does("dpkg", "--purge", "clinic-kiosk")
    for left in ("/etc/clinic-kiosk", "/var/lib/clinic-kiosk", "/usr/lib/clinic-kiosk"):
        assert container.run("ls", left).returncode != 0, left
    enabled = "/etc/systemd/system/multi-user.target.wants/clinic-kiosk.service"
    assert container.run("ls", "-l", enabled).returncode != 0
