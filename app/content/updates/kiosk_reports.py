"""What a kiosk that went back leaves in the folder of editions, for whoever publishes there.

A folder that kiosks only read gets none of it. Nothing of families is in it. Anybody may write
there, so no link and no pipe is opened: a kiosk would write over its own files, or wait for ever.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from app.content.updates.edition_files import Files, kiosk_name
from app.domain.errors import TransientError

FOLDER = "kiosks"
"""Below the folder of editions: kiosks may write there, and need not write anywhere else."""

_MOST_REPORTS = 1000
_MOST_BYTES = 4000
_MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class WentBack:
    """A kiosk shows an edition, `shows`, and not the later one that it went back from, `back`.

    `why` is what it could not show, or "" where staff chose so; `at` is when, `kiosk` where it is.
    """

    shows: int
    back: int
    why: str = ""
    at: str = ""
    kiosk: str = ""


def make_reports_folder(folder: Path) -> None:
    """Make the place for it, where one may."""
    with suppress(OSError):
        (folder / FOLDER).mkdir(exist_ok=True)


def leave_report(source: str, store: Path, report: Mapping[str, Any], files: Files) -> None:
    """Say it in a folder that may be written, once; where it may not, nothing is done."""
    went_back = WentBack(**report)
    folder = Path(source) / FOLDER
    # Where it does not work, the kiosk's own log and status page still say it.
    with suppress(OSError, TransientError):
        if not went_back.back or folder.is_symlink() or not folder.is_dir():
            return
        name = sha256(kiosk_name(store, files).encode()).hexdigest()[:16]
        file, data = folder / f"{name}.json", json.dumps(asdict(went_back)).encode()
        if _content(file) == data:
            return
        temporary = file.with_suffix(".part")
        files.remove(temporary)
        files.write_new(temporary, data)
        files.replace(temporary, file)


def _content(file: Path) -> bytes:
    """What a small plain file holds; nothing of any other."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(file, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    with os.fdopen(handle, "rb") as stream:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST_BYTES:
            return b""
        return stream.read(_MOST_BYTES)


def reports_in(folder: Path) -> list[WentBack]:
    """The kiosks that show an earlier edition than one they went back from, the latest first."""
    try:
        found = list(_read(folder / FOLDER))
    except OSError:
        return []
    return sorted(found, key=lambda report: (report.at, report.kiosk), reverse=True)


def _read(folder: Path) -> Iterator[WentBack]:
    for file in islice(folder.glob("*.json"), _MOST_REPORTS):
        try:
            row = json.loads(_content(file))
            report = WentBack(
                int(row["shows"]),
                int(row["back"]),
                *(str(row[name])[:_MOST_LETTERS] for name in ("why", "at", "kiosk")),
            )
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            continue  # anybody may write there
        if report.shows < report.back:
            yield report
