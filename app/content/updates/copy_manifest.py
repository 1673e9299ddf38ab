"""What the kiosk remembers of a copy that it has checked, so that the next start is quick."""

from __future__ import annotations

import os
from dataclasses import astuple, dataclass
from pathlib import Path

from app.content.database.schema import VERSION

CHECKS = 2
"""Goes up when the checks become stricter, so that every kiosk checks its copy again."""

CHECKED = f"{VERSION}.{CHECKS}"
"""What a copy was checked for: the schema's version and the checks'."""

_MARK = f"clinic-kiosk copy {CHECKED}"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CopyManifest:
    """The file that was copied, by its signature; the copy's name, size and SHA-256."""

    signature: str
    copy: str
    size: int
    digest: str


def signature_of(file: Path) -> str:
    """The file as the file system knows it, with the write-ahead log that may stand beside it."""
    log = file.with_name(file.name + "-wal")
    return f"{_look(file)} {_look(log, is_log=True)}"


def _look(file: Path, *, is_log: bool = False) -> str:
    try:
        seen = file.stat()
    except (OSError, ValueError):
        return "-"
    if not seen.st_size:
        # An empty log is what a reader may leave behind; it changes nothing.
        return "0"
    # SQLite sets a log's owner again each time it is opened, which changes its ctime alone.
    changed = 0 if is_log else seen.st_ctime_ns
    return f"{seen.st_dev}.{seen.st_ino}.{seen.st_size}.{seen.st_mtime_ns}.{changed}"


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which a start can do without

    total = sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def read_stamp(file: Path) -> CopyManifest | None:
    """The stamp in a file, or None where there is none of this version."""
    try:
        mark, signature, copy, size, digest = file.read_text(encoding="utf-8").splitlines()
        name_is_plain = copy == os.path.basename(copy)  # noqa: PTH119 - a text, not yet a path
        return (
            CopyManifest(signature, copy, int(size), digest)
            if mark == _MARK and name_is_plain
            else None
        )
    except (OSError, ValueError):
        return None


def write_stamp(file: Path, stamp: CopyManifest) -> None:
    """Put the stamp in place, at once."""
    beside = file.with_name(f"{file.name}.part")
    beside.write_text("\n".join((_MARK, *map(str, astuple(stamp)))) + "\n", encoding="utf-8")
    beside.replace(file)
