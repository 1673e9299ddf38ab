"""The file in which a kiosk remembers its starts, and where state goes that crashes it."""

from __future__ import annotations

import json
import logging
import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from app.domain.kiosk.starts import (
    SAFE_AFTER,
    SET_ASIDE_AFTER,
    Crash,
    StartReason,
    StartRecord,
    in_a_row,
    mode,
    started,
)
from app.service import journal
from app.service.state import write_whole

SET_ASIDE = "set-aside"
_CACHES = ("content.manifest", "content-*.db", "last-day")
"""What is made anew from the library: set aside first."""

_EDITIONS = ("editions/editions.json*",)
"""The record of the editions: set aside when a safe mode ends as well. What the list of editions
is trusted by stays, or an old list could be played to the kiosk again."""

_KEPT = 2
"""So many sets are kept for IT."""

_log = logging.getLogger("kiosk.starts")


class Starts:
    """This start of the kiosk: why, in which mode, and how it ends."""

    def __init__(self, state: Path, *, boot: str = "", now: float | None = None) -> None:
        self._state = state
        self._file = state / "starts.json"
        now = time.monotonic() if now is None else now
        self.record = started(_read(self._file), boot or _boot(), now)
        self.mode = mode(self.record, now)
        self.crashes = in_a_row(self.record, now)
        self.set_aside = ""
        self.set_aside = last_set_aside(state)
        self._save()
        if self.crashes >= SET_ASIDE_AFTER:
            self._put_aside(_CACHES)
        if self.crashes > SAFE_AFTER:
            self._put_aside(_EDITIONS)

    def painted(self) -> None:
        """The first picture is on the screen."""
        self.record = replace(self.record, painted=True)
        self._save()

    def closed(self) -> None:
        """The kiosk ends in order."""
        self.record = replace(self.record, closed=True)
        self._save()

    def _save(self) -> None:
        # Not flushed to the disk: what a loss of power takes is of another start of the machine.
        write_whole(self._file, json.dumps(asdict(self.record)), flush=False)

    def _put_aside(self, patterns: tuple[str, ...]) -> None:
        """Move state that may be why the kiosk crashes, and say so."""
        found = [file for pattern in patterns for file in self._state.glob(pattern)]
        if not found:
            return
        folder = self._state / SET_ASIDE / f"{time.time_ns():020}"
        try:
            folder.mkdir(mode=0o700, parents=True)
            for file in found:
                file.rename(folder / file.name)
        except OSError as error:
            _log.error("State could not be set aside in %s: %s.", folder, error.strerror)
            return
        self.set_aside = str(folder)
        _log.critical(
            "The kiosk ended %s times in a row: what it remembered was set aside in %s.",
            self.crashes,
            folder,
            extra=journal.SET_ASIDE,
        )
        for old in sorted(folder.parent.iterdir())[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def last_set_aside(state: Path) -> str:
    """The newest set that is kept for IT, or ""."""
    with suppress(OSError):
        return str(max((state / SET_ASIDE).iterdir(), default=""))
    return ""


def _boot() -> str:
    """What names this start of the machine; "?" where the system does not say.

    The unit hands it over: what is not of processes is hidden from it in /proc.
    """
    if named := os.environ.get("CLINIC_KIOSK_BOOT"):
        return named
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip() or "?"
    return "?"


def _read(file: Path) -> StartRecord:
    """The record of the start before; as at a first start where it cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        raw = json.loads(file.read_text(encoding="utf-8"))
        crashes = tuple(Crash(float(c["at"]), bool(c["painted"])) for c in raw["crashes"])
        return StartRecord(
            str(raw["boot"]),
            float(raw["at"]),
            StartReason(raw["reason"]),
            bool(raw["closed"]),
            bool(raw["painted"]),
            int(raw["restarts"]),
            crashes,
        )
    return StartRecord()
