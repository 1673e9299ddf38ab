"""The status on the disk: for `clinic-kiosk status`, and for Prometheus' node exporter."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from app import paths
from app.domain.kiosk.status import Status, prometheus, values
from app.service.state import write_whole

JSON, TEXT = "status.json", "clinic-kiosk.prom"
"""Their names: the second is one that the exporter's textfile collector takes."""


def folder(named: str = "") -> Path:
    """Where the kiosk writes its status: what the configuration names, or its runtime directory."""
    if named:
        return Path(named)
    if base := os.environ.get("RUNTIME_DIRECTORY"):
        return Path(base.split(":")[0])
    return paths.state_dir()


def places(named: str = "") -> tuple[Path, ...]:
    """Where somebody at the terminal may find it, the first found counting."""
    return (folder(named), paths.SERVICE_RUN, paths.SERVICE_STATE)


def write(status: Status, to: Path) -> None:
    """Write both files, each whole. Where there is no room, those from before stay."""
    # Not flushed: they are of now, and a disk need not be worn every few seconds.
    if write_whole(to / TEXT, prometheus(status), flush=False):
        with suppress(OSError):
            (to / TEXT).chmod(0o644)  # the exporter is another user
    # Last, so that whoever finds it finds the other too.
    write_whole(to / JSON, json.dumps(values(status)), flush=False)


def read(file: Path) -> Status | None:
    """A status that was written; None where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        raw["put_back"] = tuple(raw.get("put_back", ()))
        return Status(**{f.name: raw[f.name] for f in fields(Status) if f.name in raw})
    return None


def machine(state: Path) -> tuple[int, int]:
    """The free bytes of the disk, and the bytes of memory of this process; 0 where unknown."""
    free = memory = 0
    with suppress(OSError):
        free = shutil.disk_usage(state).free
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE")
    return free, memory
