"""A machine with the real program on it: started as the service starts it, and killed at will."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app import paths
from app.domain.errors import ContentCode

WITHIN_S = 60.0
CONFIG = """[site]
name = "St. Mary's"
[idle]
seconds = 33
"""


class Machine:
    """A machine with a kiosk on it: where its files are, and its kiosk, when it runs."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.run = folder / "run"
        self.config = folder / "kiosk.toml"
        self.log = folder / "log"
        self.config.write_text(CONFIG)
        self.state.mkdir(mode=0o700)
        self.run.mkdir(mode=0o700)
        self.boot = "the first"
        self.more: dict[str, str] = {}

    def surroundings(self) -> dict[str, str]:
        """What the program is told by its surroundings."""
        return os.environ | {
            "CLINIC_KIOSK_BOOT": self.boot,
            "CLINIC_KIOSK_CONFIG": str(self.config),
            "CUPS_SERVER": "127.0.0.1:9",
            "PYTHONPATH": str(paths.ROOT),
            "RUNTIME_DIRECTORY": str(self.run),
            "STATE_DIRECTORY": f"{self.state}:{self.run}",
            **self.more,
        }

    @contextmanager
    def kiosk(self) -> Iterator[subprocess.Popen[bytes]]:
        """The program as the service starts it: full screen, with nothing said to it."""
        words = [sys.executable, "-c", "import sys; from app.main import main; sys.exit(main())"]
        with (
            self.log.open("ab") as log,
            subprocess.Popen(words, env=self.surroundings(), stdout=log, stderr=log) as process,
        ):
            try:
                yield process
            finally:
                process.kill()

    def status(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        """What a kiosk says of itself, once it does."""
        file = self.run / "status.json"
        file.unlink(missing_ok=True)
        found: dict[str, Any] = {}

        def is_there() -> bool:
            if file.exists():
                found.update(json.loads(file.read_text()))
            return bool(found) and found["code"] != ContentCode.CHECKING

        until(is_there, process, self.log)
        return found

    def crash(self, times: int, *, seen: bool) -> None:
        """Kill the kiosk so often: after its first picture, or before it."""
        for _ in range(times):
            before = self._starts()
            with self.kiosk() as process:
                if seen:
                    self.status(process)
                until(lambda old=before: self._starts() != old, process, self.log)  # type: ignore[misc]
                process.kill()
                process.wait(WITHIN_S)

    def hurry(self) -> None:
        """Have all crashes be of this moment: a machine with much to do takes a minute for six."""
        file = self.state / "starts.json"
        record = json.loads(file.read_text())
        for crash in record["crashes"]:
            crash["at"] = record["at"]
        file.write_text(json.dumps(record))

    def _starts(self) -> str:
        file = self.state / "starts.json"
        return file.read_text() if file.exists() else ""


def until(
    holds: Callable[[], bool], process: subprocess.Popen[bytes], log: Path | None = None
) -> None:
    """Wait for what a program does."""
    end = time.monotonic() + WITHIN_S
    while not holds():
        told = log.read_text() if log else ""
        assert process.poll() is None, told
        assert time.monotonic() < end, told
        time.sleep(0.01)
