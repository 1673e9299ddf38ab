"""What the kiosk remembers of a copy that it has checked, so that the next start is quick."""

from __future__ import annotations

import os
from dataclasses import astuple
from pathlib import Path

from app.content.database.schema import VERSION
from app.lazy_dataclass import dataclass

CHECKS = 3
"""Goes up when the checks become stricter, so that every kiosk checks its copy again."""

CHECKED = f"{VERSION}.{CHECKS}"
"""What a copy was checked for: the schema's version and the checks'."""

_HEADER = f"clinic-kiosk copy {CHECKED}"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CopyManifest:
    """The file that was copied, by its fingerprint; the copy's name, size and SHA-256."""

    fingerprint: str
    copy: str
    size: int
    digest: str


def fingerprint_of(file: Path) -> str:
    """The file as the file system knows it, with the write-ahead log that may stand beside it."""
    log = file.with_name(file.name + "-wal")
    return f"{_file_state(file)} {_file_state(log, is_log=True)}"


def _file_state(file: Path, *, is_log: bool = False) -> str:
    try:
        status = file.stat()
    except (OSError, ValueError):
        return "-"
    if not status.st_size:
        # An empty log is what a reader may leave behind; it changes nothing.
        return "0"
    # SQLite sets a log's owner again each time it is opened, which changes its ctime alone.
    changed = 0 if is_log else status.st_ctime_ns
    return f"{status.st_dev}.{status.st_ino}.{status.st_size}.{status.st_mtime_ns}.{changed}"


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which a start can do without

    total = sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def read_manifest(file: Path) -> CopyManifest | None:
    """The manifest in a file, or None where there is none of this version."""
    try:
        header, fingerprint, copy, size, digest = file.read_text(encoding="utf-8").splitlines()
        name_is_plain = copy == os.path.basename(copy)  # noqa: PTH119 - a text, not yet a path
        return (
            CopyManifest(fingerprint, copy, int(size), digest)
            if header == _HEADER and name_is_plain
            else None
        )
    except (OSError, ValueError):
        return None


def write_manifest(file: Path, manifest: CopyManifest) -> None:
    """Put the manifest in place, at once."""
    temporary = file.with_name(f"{file.name}.part")
    temporary.write_text(
        "\n".join((_HEADER, *map(str, astuple(manifest)))) + "\n", encoding="utf-8"
    )
    temporary.replace(file)
