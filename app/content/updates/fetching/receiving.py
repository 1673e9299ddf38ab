"""Getting an edition as it was signed, to the letter: by what is new in it, or whole.

The last edition that came stands in the store as it was published, `published-000012.db`: what is
new in the next one is said by way of it. Where it is lost or does not fit, the whole file is got.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from tuf.api.exceptions import DownloadError
from tuf.api.metadata import TargetFile

from app.content.updates.edition_files import Files, writing_to
from app.content.updates.fetching.delta import apply_delta, fits
from app.content.updates.fetching.fetch import temporary_in
from app.content.updates.fetching.layout import delta_file, edition_file
from app.content.updates.fetching.signed_list import SignedList
from app.domain.errors import TransientError

_PUBLISHED = re.compile(r"published-(\d{6,9})\.db")
_log = logging.getLogger(__name__)


def receive(listing: SignedList, number: int, temporary: Path, store: Path, files: Files) -> None:
    """Get an edition; TransientError where what is there is not what was signed."""
    name = edition_file(number)
    target = listing.target(name)
    assert target is not None  # noqa: S101 - the caller has looked
    for before, old in _published(store):
        delta = listing.target(delta_file(number, before))
        if delta is None:
            continue
        try:
            _receive_delta((listing, delta), old, target, temporary, files)
        except (TransientError, ValueError) as error:
            _log.warning("%s is got whole: %s", name, error)
        else:
            return
    _receive(listing, target, temporary, files)


def _receive_delta(
    source: tuple[SignedList, TargetFile],
    old: Path,
    target: TargetFile,
    temporary: Path,
    files: Files,
) -> None:
    listing, delta = source
    downloaded = temporary_in(temporary.parent)
    try:
        _receive(listing, delta, downloaded, files)
        _write(
            apply_delta(old, downloaded), target, temporary, files, f"{old.name} with {delta.path}"
        )
    finally:
        files.remove(downloaded)


def _receive(listing: SignedList, target: TargetFile, temporary: Path, files: Files) -> None:
    """Get a file of a list. It is never read further than it is long."""
    where = f"{target.path} in {listing.source}"
    size = listing.size(target.path)
    if size is not None and size != target.length:
        raise _differs(where, size, target.length)
    try:
        _write(listing.stream(target.path), target, temporary, files, where)
    except DownloadError as error:
        problem = f"{where} could not be read to its end: {error}."
        hint = "See that the stick, the share or the network stays until the kiosk has it."
        raise TransientError(problem, hint) from error


def _write(
    chunks: Iterator[bytes], target: TargetFile, temporary: Path, files: Files, where: str
) -> None:
    digest, size = files.receive(chunks, temporary, target.length)
    if size != target.length:
        raise _differs(where, size, target.length)
    if digest != target.hashes["sha256"]:
        problem = f"{where} is not the file that was signed."
        raise TransientError(problem, "Copy it there again; if this comes back, ask who did it.")


def _differs(where: str, size: int, signed: int) -> TransientError:
    how = "longer" if size > signed else "shorter"
    problem = f"{where} is {how} than the file that was signed."
    return TransientError(problem, "Let the copying end, or copy it there again.")


def _published(store: Path) -> list[tuple[int, Path]]:
    """The editions that stand there as they were published, the newest first."""
    found = ((_PUBLISHED.fullmatch(file.name), file) for file in store.glob("published-*.db"))
    return sorted(((int(name[1]), file) for name, file in found if name), reverse=True)


def copy_published(temporary: Path, store: Path, files: Files) -> Path | None:
    """A copy of an edition as it was published, if it is small enough for the next one's sake."""
    if not fits(temporary):
        return None
    copy = temporary_in(store)
    files.copy_hashed(temporary, copy)
    return copy


def keep_published(copy: Path, number: int, store: Path, files: Files) -> None:
    """Put such a copy in the place of the one before."""
    with writing_to(store):
        files.replace(copy, store / f"published-{number:06}.db")
    for _, old in _published(store)[1:]:
        files.remove(old)
