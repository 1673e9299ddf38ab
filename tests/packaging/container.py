"""Debian 13, booted whole in a container, to install the package in.

Its root is made once by mmdebstrap, below build/, and each test starts from a copy of it. As a
program, it says why this machine cannot hold one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = ROOT / "build" / "debian" / "kiosk-trixie"
NEEDS = ("mmdebstrap", "systemd-nspawn", "unshare", "nsenter", "dpkg-deb")
# A system to boot, what the packages depend on, and what takes pictures and turns monitors.
PACKAGES = (
    *("systemd-sysv", "dbus", "udev", "cage", "seatd", "fontconfig", "procps"),
    *("libegl1", "libgl1", "libwayland-cursor0", "libwayland-egl1"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0"),
    *("grim", "wlr-randr", "apparmor"),
)
BOOT = """
umount -l /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup
exec systemd-nspawn -q --register=no --keep-unit --console=pipe -D "$1" --bind-ro="$2":/packages \
    -b systemd.unit=multi-user.target
"""
ENTER = ("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup")


def lacking() -> str:
    """Why this machine cannot hold a container, or ""."""
    if missing := [program for program in NEEDS if shutil.which(program) is None]:
        return f"not installed from Debian: {', '.join(missing)}"
    if os.geteuid() != 0:
        return "only root can boot a container"
    tried = subprocess.run(
        [
            "/usr/bin/unshare",
            "--mount",
            "sh",
            "-c",
            "umount -l /sys/fs/cgroup; mount -t cgroup2 c /mnt",
        ],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "this machine lends no control groups"


def make_root() -> Path:
    """The root that containers are copied from, made the first time."""
    done, packages = MADE.with_suffix(".made"), ",".join(PACKAGES)
    if not done.exists() or done.read_text(encoding="utf-8") != packages:
        shutil.rmtree(MADE, ignore_errors=True)
        MADE.parent.mkdir(parents=True, exist_ok=True)
        mirror = os.environ.get("DEBIAN_MIRROR")
        subprocess.run(
            [
                *("mmdebstrap", "-q", "--variant=important", f"--include={packages}"),
                *("trixie", str(MADE), *((mirror,) if mirror else ())),
            ],
            check=True,
        )
        done.write_text(packages, encoding="utf-8")
    return MADE


class Container:
    """A copy of the root, booted; `packages` stands in it as /packages."""

    def __init__(self, root: Path, packages: Path) -> None:
        subprocess.run(["/usr/bin/cp", "-a", "--reflink=auto", make_root(), root], check=True)
        self._root, self._packages = root, packages
        self.pictures = root.parent
        """Where pictures of a test that failed are put."""
        self.ran: set[str] = set()
        """Every command that was run in it."""
        self._boot()

    def _boot(self) -> None:
        self._nspawn = subprocess.Popen(
            ["/usr/bin/unshare", "--mount", "sh", "-ec", BOOT, "boot", self._root, self._packages],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._init = ""
        try:
            self.wait("the container's own init", self._finds_init)
            self.wait("a system that is up", self._is_up)
        except BaseException:
            self.close()
            raise

    def _is_up(self) -> bool:
        # Degraded: a container lends no devices, so that a unit or two of Debian's own fail.
        return self.says("systemctl", "is-system-running") in {"running", "degraded"}

    def _finds_init(self) -> bool:
        # Another child comes first, which sets the namespaces up.
        nspawn = self._nspawn.pid
        for child in Path(f"/proc/{nspawn}/task/{nspawn}/children").read_text().split():
            if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                self._init = child
        return bool(self._init)

    @property
    def files(self) -> Path:
        """Its file system, as this machine sees it."""
        return Path(f"/proc/{self._init}/root")

    def holds(self, look: Callable[[], bool], within: float) -> bool:
        """Whether something comes to hold in so many seconds."""
        began = time.monotonic()
        while not look():
            assert self._nspawn.poll() is None, "the container ended"
            if time.monotonic() - began > within:
                return False
            time.sleep(0.02)
        return True

    def wait(self, what: str, holds: Callable[[], bool], within: float = 120) -> float:
        """Wait until something holds, and say how many seconds that took."""
        began = time.monotonic()
        assert self.holds(holds, within), f"no {what} in {within:g} seconds"
        return time.monotonic() - began

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in it, as root; with what is typed, where it asks."""
        self.ran.add(" ".join(words))
        return subprocess.run(
            self.inside(*words),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            # Not at the terminal of whoever runs the tests: a PIN is asked for there.
            start_new_session=True,
        )

    def inside(self, *words: str) -> list[str]:
        """The command of this machine that runs a command in it."""
        clean = (
            "env",
            "-i",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND=noninteractive",
        )
        return ["nsenter", "--target", self._init, *ENTER, "--", *clean, *words]

    def write(self, file: str, text: str) -> None:
        """Write a file in it."""
        command = self.inside("sh", "-c", 'cat >"$1"', "write", file)
        subprocess.run(command, input=text, text=True, check=True)

    def says(self, *words: str) -> str:
        """What a command puts out."""
        return self.run(*words).stdout.strip()

    def does(self, *words: str) -> str:
        """What a command puts out that has to go well."""
        done = self.run(*words)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def power_cycle(self) -> None:
        """Shut it down in order, and switch it on again."""
        self.does("systemctl", "--no-block", "poweroff")
        self._nspawn.wait(120)
        self._boot()

    def close(self) -> None:
        """Switch it off."""
        self._nspawn.terminate()
        try:
            self._nspawn.wait(20)
        except subprocess.TimeoutExpired:
            self._nspawn.kill()
            self._nspawn.wait()


if __name__ == "__main__":
    print(lacking())
    sys.exit(1 if lacking() else 0)
