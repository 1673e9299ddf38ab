"""The files of the editions: few, small steps, so that a power cut after any of them is harmless.

A store is a private folder of `edition-NUMBER-DIGEST.db`, copies that have passed their check, and
one record of them, which is replaced whole, by one rename.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from hashlib import sha256
from io import RawIOBase
from pathlib import Path

from app.content.database.snapshot import name_new
from app.content.updates.copy_manifest import digest_of
from app.domain.errors import TransientError
from app.domain.kiosk.edition_record import Edition, EditionRejection, Record, State

RECORD = "editions.json"
_KIOSK = "kiosk-id"
TEMPORARY_PREFIX = "incoming-"

_FORM = 2
_VERSION = slice(60, 64)
"""Where a file of SQLite has its user_version: https://www.sqlite.org/fileformat.html."""

_CHUNK = 1 << 20
_NAME = re.compile(r"edition-(\d{6,18})-([0-9a-f]{16})\.db")
_DURABLE_FOLDERS = os.name != "nt"


class Files:
    """What is done to files here. Each method is one step, whole or not at all to who looks."""

    def write(self, file: Path, data: bytes) -> None:
        """Write a file that nobody looks at yet. `flush` makes it last."""
        file.write_bytes(data)

    def write_new(self, file: Path, data: bytes) -> None:
        """Write a file where there is none; FileExistsError where there is one, or a link."""
        with file.open("xb") as out:
            out.write(data)

    def copy(self, source: Path, target: Path, progress: Callable[[int], None]) -> None:
        """Copy into a file that nobody looks at yet, reporting how many bytes are there."""
        with source.open("rb") as stream, target.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                progress(out.tell())
                out.write(chunk)

    def copy_hashed(self, source: Path, target: Path) -> str:
        """Copy a file; gives the SHA-256 of what was read. A TransientError says which side."""
        total = sha256()
        with writing_to(target.parent):
            out = target.open("wb", buffering=0)
        with out, _reading(source), source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                total.update(chunk)
                with writing_to(target.parent):
                    _write_all(out, chunk)
        return total.hexdigest()

    def receive(self, chunks: Iterator[bytes], target: Path, most: int) -> tuple[str, int]:
        """Write what comes, up to a little over `most` bytes; gives its SHA-256 and its size."""
        total, size = sha256(), 0
        with writing_to(target.parent):
            out = target.open("wb", buffering=0)
        with out:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    break
                total.update(chunk)
                with writing_to(target.parent):
                    _write_all(out, chunk)
        return total.hexdigest(), size

    def flush(self, file: Path) -> None:
        """Have a file's bytes on the disk before anything else is done."""
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Give a file its name, in the place of what had it."""
        source.replace(target)

    def name_new(self, source: Path, target: Path) -> None:
        """Give a file a name that no other has; FileExistsError where one has it."""
        name_new(source, target)

    def flush_folder(self, folder: Path) -> None:
        """Have a folder's names on the disk. Windows does it by itself."""
        if not _DURABLE_FOLDERS:
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, file: Path) -> None:
        """Take a file away, if it is there and nobody on Windows has it open."""
        try:
            file.unlink(missing_ok=True)
        except PermissionError:
            return


def _write_all(out: RawIOBase, chunk: bytes) -> None:
    remaining = memoryview(chunk)
    while remaining:
        remaining = remaining[out.write(remaining) or 0 :]


@contextmanager
def _failing_as(problem: str, hint: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise TransientError(f"{problem}: {why}.", hint) from error


def _reading(file: Path) -> AbstractContextManager[None]:
    hint = "See that the stick or the share stays until the kiosk has it; then try again."
    return _failing_as(f"{file} could not be read to its end", hint)


def writing_to(folder: Path) -> AbstractContextManager[None]:
    """Turns what goes wrong with writing there into a TransientError."""
    hint = "See that the disk has room and that the kiosk's user may write there."
    return _failing_as(f"The kiosk cannot write to its own folder {folder}", hint)


def version_of(file: Path) -> int:
    """The version of the schema in a database's header; 0 where it cannot be read."""
    try:
        with file.open("rb") as stream:
            header = stream.read(_VERSION.stop)
    except OSError:
        return 0
    return int.from_bytes(header[_VERSION], "big")


def edition_name(number: int, digest: str) -> str:
    """The name of a stored copy, by its number and its own digest."""
    return f"edition-{number:06}-{digest[:16]}.db"


def kiosk_name(store: Path, files: Files) -> str:
    """The name by which chance knows this kiosk: random, and never sent anywhere."""
    file = store / _KIOSK
    try:
        name = file.read_text(encoding="ascii")
    except (OSError, ValueError):
        name = ""
    if not name:
        from secrets import token_hex  # noqa: PLC0415 - once in a kiosk's life

        name = token_hex(16)
        with writing_to(store):
            store.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = file.with_name(f"{_KIOSK}.part")
            files.write(temporary, name.encode())
            files.flush(temporary)
            files.replace(temporary, file)
    return name


def write_record(store: Path, record: Record, files: Files) -> None:
    """Put a record in the place of the one before: the switch, at once and for good."""
    text = json.dumps({"form": _FORM, **asdict(record)}, ensure_ascii=False, indent=1)
    data = text.encode()
    temporary = store / f"{RECORD}.part"
    with writing_to(store):
        files.write(temporary, f"{sha256(data).hexdigest()}\n".encode() + data)
        files.flush(temporary)
        files.replace(temporary, store / RECORD)
        files.flush_folder(store)


def read_record(store: Path) -> Record:
    """The record of a store; where it is lost, one of the copies that are whole."""
    file = store / RECORD
    try:
        digest, _, data = file.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return _recovered(store)
    except OSError as error:
        raise TransientError(
            f"{file} cannot be read: {error.strerror}.", "See to the disk."
        ) from error
    if sha256(data).hexdigest().encode() != digest:
        return _recovered(store)
    try:
        return _record(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _recovered(store)


def _record(raw: dict[str, object]) -> Record:
    if raw.pop("form") != _FORM:
        raise ValueError
    entries = tuple(_edition(row) for row in _rows(raw.pop("entries")))
    rejections = tuple(_rejection(row) for row in _rows(raw.pop("rejections")))
    handled = tuple(str(fingerprint) for fingerprint in _rows(raw.pop("handled")))
    return Record(entries=entries, rejections=rejections, handled=handled, **raw)  # type: ignore[arg-type]


def _rows(value: object) -> Iterable[dict[str, str]]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _rejection(row: dict[str, str]) -> EditionRejection:
    return EditionRejection(**row)  # type: ignore[arg-type]


def _edition(row: dict[str, str]) -> Edition:
    if not _NAME.fullmatch(row["file"]):
        raise ValueError
    return Edition(**{**row, "state": State(row["state"])})  # type: ignore[arg-type]


def _recovered(store: Path) -> Record:
    """A record of the copies in a store whose digest is the one in their name.

    They had that name because they passed their check, and were shown or about to be.
    """
    entries = []
    for file in sorted(store.glob("edition-*.db")):
        named = _NAME.fullmatch(file.name)
        try:
            digest, size = digest_of(file), file.stat().st_size
        except OSError:
            continue
        if named and digest[:16] == named[2]:
            number = int(named[1])
            entries.append(Edition(file.name, number, "", digest, size, state=State.GOOD))
    if not entries:
        return Record()
    newest = replace(entries[-1], state=State.TRIAL)
    return Record(entries=(*entries[:-1], newest), on_show=newest.file)


def tidy(store: Path, record: Record, files: Files) -> None:
    """Remove what the record does not name: older copies, and what a power cut left."""
    for file in (*store.glob("edition-*.db"), *store.glob(f"{TEMPORARY_PREFIX}*")):
        if file.name not in record.files:
            files.remove(file)
