"""The programs that are measured: how each is started, what it weighs, and how it is ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
MARK = "KIOSK_BENCH_MARK"
SECONDS = 10.0
OURS, EMPTY, CHROMIUM = "ours", "empty Quick", "Chromium"
_CHROMIUM_FLAGS = (
    *("--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--force-device-scale-factor=1", "--window-position=0,0", "--window-size=1920,1080"),
)


def missing() -> str:
    """The programs to measure that are not here, or ""."""
    return "" if shutil.which("chromium") else "chromium"


@dataclass
class Program:
    """A program with a window, and everything that it starts; known by a mark of their own."""

    name: str
    command: list[str]
    folder: Path
    display: str
    _main: subprocess.Popen[bytes] = field(init=False)
    _mark: str = field(init=False, default_factory=lambda: uuid.uuid4().hex)

    def start(self) -> float:
        """Start it; gives the moment before."""
        environment = {
            "DISPLAY": self.display,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "XDG_RUNTIME_DIR": str(self.folder),
            MARK: self._mark,
        }
        with (self.folder / f"{self.name}.log").open("ab") as log:
            moment = time.perf_counter()
            self._main = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return moment

    def processes(self) -> set[int]:
        """The ids of all its processes: those that bear its mark, and their children.

        The mark finds those that have left the family, the family those that lost the mark.
        """
        mark = f"{MARK}={self._mark}".encode()
        found, parents = {self._main.pid}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            process = int(folder.name)
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.add(process)
                # "pid (name) state parent ...", where a name may hold anything.
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:  # it has ended, or is somebody else's
                continue
            if state != "Z":
                parents[process] = int(parent)
        found &= parents.keys()
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return found

    def megabytes(self) -> float:
        """The memory of all its processes: PSS, what they share counted once."""
        total = 0
        for process in self.processes():
            try:
                lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def stop(self) -> None:
        """End it in order, and what is left of it and of what it started by force.

        A kiosk that is only killed takes each end for a crash, and soon rests.
        """
        self._main.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._main.wait(SECONDS)
        end = time.monotonic() + SECONDS
        while (left := self.processes()) and time.monotonic() < end:
            for process in left:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            self._main.poll()
            time.sleep(0.01)
        self._main.wait(SECONDS)


def program(name: str, folder: Path, display: str, page: Path, number: int = 0) -> Program:
    """One of the three, on a display; each start of Chromium is its first."""
    python = [sys.executable, "-P"]
    profile = folder / f"profile-{number}"
    commands = {
        OURS: [*python, "-m", "app.main", "--start-at", "home"],
        EMPTY: [*python, str(Path(__file__).with_name("empty.py"))],
        CHROMIUM: [
            *("chromium", *_CHROMIUM_FLAGS, f"--user-data-dir={profile}", page.as_uri()),
        ],
    }
    return Program(name, commands[name], folder, display)
