"""The library on show: a checked, private copy of content.db, copied anew when the file changes.

The file itself belongs to its editors, who may write to it at any time. The copy is made through
SQLite's own backup, under its lock, so it is never half of a change.
"""

from __future__ import annotations

import os
import shutil
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.content.database.connection import ALLOW, Boundary
from app.content.database.snapshot import check_is_file, copy_database, error_of_original
from app.content.reader.library import ContentLibrary
from app.content.reader.reading_order import complete
from app.content.updates.copy_manifest import (
    CopyManifest,
    digest_of,
    fingerprint_of,
    read_manifest,
    write_manifest,
)
from app.domain.errors import ContentCode, ContentError, TransientError

if TYPE_CHECKING:
    from app.content.updates.worker_client import Checker
    from app.domain.governance.governance import ItemKey

AT_ONCE = 16_000_000
"""Copies up to this many bytes are compared with their digest at each start; bigger ones later."""

CHECKING = ContentError(
    ContentCode.CHECKING, "The library is being checked.", "Nothing: it shows when that is done."
)

_ROOM_FACTOR = 1.25
"""The reading order, which is added to a copy, takes less than a quarter of it."""

_MANIFEST = "content.manifest"


class ContentSource:
    """The LibrarySource of a content.db; `state` is a private directory for the copy.

    With a `checker`, no file is read in this process before the checking process has made a good
    copy of it, however small it is.

    Where `state` cannot be written or is full, a temporary directory serves until the program ends.
    """

    def __init__(self, file: Path, state: Path, checker: Checker | None = None) -> None:
        self._file = file
        self._state = state
        self._checker = checker
        self._prepared: tuple[str, ContentError | None] = ("", None)
        self._private: Path | None = None
        self._fingerprint: str | None = None
        self._on_show: CopyManifest | None = None

    def changed(self) -> bool:
        """Whether the file differs from when it was last opened or rejected. Cheap."""
        return fingerprint_of(self._file) != self._fingerprint

    def open(self) -> ContentLibrary:
        """A checked private copy of the file, open; ContentError says why there is none."""
        self._fingerprint = fingerprint_of(self._file)
        fingerprint, rejected = self._prepared
        self._prepared = ("", None)  # an answer counts once: the next try has it checked again
        is_answered = fingerprint == self._fingerprint
        if rejected is not None and is_answered:
            raise rejected
        with Boundary(self._file):
            check_is_file(self._file)
            known = self._known(self._private or self._state)
            if known is not None:
                return known
            if self._checker is None:
                return self._copy_anew(self._home())
        # The copy is gone or was changed since it was made: the next poll has another one made.
        self._fingerprint = None
        with suppress(OSError):
            (self._home() / _MANIFEST).unlink()
        if is_answered:
            problem = f"The copy of {self._file} could not be opened after its check."
            raise ContentError(ContentCode.UNREADABLE, problem, "See that the disk has room.")
        raise CHECKING

    def slow(self) -> bool:
        """Whether the file is not checked yet: `prepare` it, then open it."""
        if self._checker is None:
            return False
        fingerprint = fingerprint_of(self._file)
        if fingerprint == self._prepared[0] or not self._file.exists():
            return False
        manifest = read_manifest((self._private or self._state) / _MANIFEST)
        return manifest is None or manifest.fingerprint != fingerprint

    def prepare(self) -> None:
        """Have the checking process copy and check the file. For a worker thread."""
        if self._checker is None:
            return
        fingerprint, rejected = fingerprint_of(self._file), None
        try:
            state = str(self._home())
            self._checker.ask({"do": "content", "file": str(self._file), "state": state})
        except ContentError as error:
            rejected = error
        except TransientError as problem:
            rejected = ContentError(ContentCode.UNREADABLE, problem.problem, problem.hint)
        self._prepared = (fingerprint, rejected)

    def stop(self) -> None:
        """Give up a check that is being made."""
        if self._checker is not None:
            self._checker.stop()

    def verify(self) -> None:
        """Compare the copy on show with its digest: for a big library, on a thread of its own.

        ContentError, when they differ: open the library again.
        """
        manifest, home = self._on_show, self._private
        if manifest is None or home is None or manifest.size <= AT_ONCE:
            return
        with Boundary(home / manifest.copy):
            same = digest_of(home / manifest.copy) == manifest.digest
        if not same:
            (home / _MANIFEST).unlink(missing_ok=True)
            self._fingerprint = None
            problem = f"The copy of {self._file} on show is damaged."
            raise ContentError(ContentCode.DAMAGED, problem, "Nothing: the kiosk takes it again.")

    def _home(self) -> Path:
        """The private directory, made and tried once."""
        if self._private is None:
            room = 0.0
            with suppress(OSError):
                room = self._file.stat().st_size * _ROOM_FACTOR
            self._private = _writable(self._state, room) or _temporary(self)
        return self._private

    def _known(self, home: Path) -> ContentLibrary | None:
        """The copy from an earlier start, if the file is the one that was checked then."""
        manifest = read_manifest(home / _MANIFEST)
        if manifest is None or manifest.fingerprint != self._fingerprint:
            return None
        copy = home / manifest.copy
        try:
            if copy.stat().st_size != manifest.size:
                return None
            if manifest.size <= AT_ONCE and digest_of(copy) != manifest.digest:
                return None
            library = ContentLibrary(copy)
        except (OSError, ContentError):
            return None
        self._private, self._on_show = home, manifest
        return library

    def _copy_anew(self, home: Path) -> ContentLibrary:
        made = _temporary_in(home)
        try:
            copy_database(self._file, made)
            complete(made, self._check(made))
            manifest = self._store_copy(home, made)
        finally:
            made.unlink(missing_ok=True)
        library = ContentLibrary(home / manifest.copy)
        self._on_show = manifest
        _clear(home, manifest.copy)
        return library

    def _check(self, made: Path) -> tuple[ItemKey, ...]:
        # Not at the top: a start on a copy that has been checked needs none of it.
        from app.content.checks.gate import check_use  # noqa: PLC0415
        from app.content.database.migrate import migrate_copy  # noqa: PLC0415

        try:
            migrate_copy(made)
            return check_use(made)
        except ContentError as error:
            raise error_of_original(error, made, self._file) from error

    def _store_copy(self, home: Path, made: Path) -> CopyManifest:
        """Give the copy its name for good, and remember what it is a copy of."""
        digest = digest_of(made)
        copy = f"content-{digest[:16]}.db"
        manifest = CopyManifest(self._fingerprint or "", copy, made.stat().st_size, digest)
        made.replace(home / copy)
        write_manifest(home / _MANIFEST, manifest)
        return manifest


def _temporary_in(home: Path) -> Path:
    from tempfile import mkstemp  # noqa: PLC0415 - as above

    handle, name = mkstemp(prefix="incoming-", suffix=".db", dir=home)
    os.close(handle)
    return Path(name)


def _clear(home: Path, except_name: str) -> None:
    """Remove copies that are no longer wanted. One that is still open goes when it is closed."""
    for path in (*home.glob("content-*.db"), *home.glob("incoming-*.db")):
        if path.name != except_name:
            with suppress(OSError):
                path.unlink()


def _writable(state: Path, room: float) -> Path | None:
    """The state directory, where it can be written to and has so many bytes free."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        state.chmod(0o700)
        _temporary_in(state).unlink()
        if shutil.disk_usage(state).free < room:
            return None
    except OSError:
        return None
    return state


def _temporary(owner: object) -> Path:
    from tempfile import mkdtemp  # noqa: PLC0415 - as above

    try:
        home = mkdtemp(prefix="clinic-kiosk-")
    except OSError as error:
        problem = f"There is no room for a copy of the library: {error.strerror}."
        raise ContentError(ContentCode.UNREADABLE, problem, ALLOW) from error
    weakref.finalize(owner, shutil.rmtree, home, ignore_errors=True)
    return Path(home)
