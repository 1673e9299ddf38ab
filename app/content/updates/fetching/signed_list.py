"""The signed list of editions of one source, verified as The Update Framework has it.

What this kiosk has seen of any list stands in a folder of its own (`trust`), so that no source can
go back behind it: neither the stick nor the share nor the server. Work is done on a copy of it, and
each file that has become newer is put back flushed, so that it outlives a power cut.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tuf.api import exceptions
from tuf.api.metadata import Metadata, TargetFile, Targets, Timestamp
from tuf.ngclient import Updater, UpdaterConfig

from app.content.updates.edition_files import Files, writing_to
from app.content.updates.fetching.layout import SIGNED_ON, TIMESTAMP, Entry, entry_of
from app.content.updates.fetching.transport import NOT_FOUND, Fetcher, fetcher_for
from app.domain.errors import TransientError

TRUST = "trust"
"""The folder in the store for what was seen of lists."""

_CONFIG = UpdaterConfig(
    root_max_length=100_000,
    timestamp_max_length=16_384,
    snapshot_max_length=100_000,
    targets_max_length=2_000_000,
    prefix_targets_with_hash=False,
)
_HISTORY = "root_history"
_TARGETS = "targets.json"
_KEPT = (TIMESTAMP, "snapshot.json", _TARGETS)  # in the order in which they follow each other
_DAY = timedelta(days=1)
_COPY_AGAIN = "Copy the whole folder of editions there again."
_ASK = "What is on show stays. Ask whoever publishes whether it is theirs."


class SignedList:
    """A verified list: what it holds, and how its files are got."""

    def __init__(self, fetcher: Fetcher, targets: Targets, timestamp: Timestamp) -> None:
        self._fetcher = fetcher
        self._targets = targets
        self._timestamp = timestamp

    @property
    def source(self) -> str:
        """The folder or the address that it came from."""
        return self._fetcher.source

    def entries(self) -> Iterator[tuple[Entry, TargetFile]]:
        """Its editions."""
        for name, target in self._targets.targets.items():
            entry = entry_of(name, target.custom)
            if entry is not None and "sha256" in target.hashes:
                yield entry, target

    def target(self, name: str) -> TargetFile | None:
        """What was signed of a file."""
        return self._targets.targets.get(name)

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, whatever they are."""
        return self._fetcher.stream(name)

    def size(self, name: str) -> int | None:
        """How long a file says it is, if it says so."""
        return self._fetcher.size(name)

    def warning(self, now: datetime) -> str:
        """What is to be said of the kiosk's clock, or ""."""
        signed_on = self._signed_on()
        if signed_on is None or now + _DAY >= signed_on:
            return ""
        return (
            f"The kiosk's clock says {now:%Y-%m-%d}, before the list of editions was signed"
            f" ({signed_on:%Y-%m-%d}): whether the list is old cannot be told. Set the clock."
        )

    def _signed_on(self) -> datetime | None:
        try:
            day = datetime.fromisoformat(str(self._timestamp.unrecognized_fields[SIGNED_ON]))
        except (KeyError, ValueError):
            return None
        return day.replace(tzinfo=UTC)


def read_list(source: str, root: Path, store: Path, files: Files, query: str = "") -> SignedList:
    """The list of a source; TransientError says in a sentence why there is none to be trusted."""
    trust = store / TRUST
    first_root = _root_of(root)
    fetcher = fetcher_for(source, query)
    with TemporaryDirectory(prefix="clinic-kiosk-") as name:
        work = Path(name)
        if trust.is_dir():
            shutil.copytree(trust, work, dirs_exist_ok=True)
        try:
            updater = Updater(
                str(work), source, fetcher=fetcher, config=_CONFIG, bootstrap=first_root
            )
        except exceptions.RepositoryError as error:
            problem = f"{root} is no root of trust."
            hint = "Put the 1.root.json there that belongs to the list of editions."
            raise TransientError(problem, hint) from error
        try:
            updater.refresh()
        except (exceptions.RepositoryError, exceptions.DownloadError) as error:
            raise _explained(error, fetcher) from error
        except OSError as error:
            problem = f"The kiosk has no room to read a list in: {error.strerror}."
            raise TransientError(problem, f"Make room on the disk of {work.parent}.") from error
        finally:
            _put_back(work, trust, files)
        targets = Metadata[Targets].from_file(str(work / _TARGETS)).signed
        timestamp = Metadata[Timestamp].from_file(str(work / TIMESTAMP)).signed
        return SignedList(fetcher, targets, timestamp)


def _root_of(root: Path) -> bytes:
    try:
        return root.read_bytes()
    except OSError as error:
        problem = f"The root of trust {root} cannot be read: {error.strerror}."
        hint = (
            "[updates] root in the configuration names it; docs/updates.md says where it is from."
        )
        raise TransientError(problem, hint) from error


def _put_back(work: Path, trust: Path, files: Files) -> None:
    """Put what has become newer into the kiosk's own folder, each file whole and flushed."""
    history = sorted(f.relative_to(work) for f in (work / _HISTORY).glob("*.root.json"))
    for name in (*history, *map(Path, _KEPT)):
        new, old = work / name, trust / name
        data = new.read_bytes() if new.is_file() else b""
        if not data or (old.is_file() and old.read_bytes() == data):
            continue
        with writing_to(trust):
            old.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = old.with_name(f"{old.name}.part")
            files.write(temporary, data)
            files.flush(temporary)
            files.replace(temporary, old)
            files.flush_folder(old.parent)


def _explained(error: Exception, fetcher: Fetcher) -> TransientError:
    """The sentence for staff: which list, what is wrong with it, what to do."""
    where, file, hint = f"The list of editions in {fetcher.source}", fetcher.last, _ASK
    match error:
        case exceptions.DownloadHTTPError() if error.status_code == NOT_FOUND:
            missing = f"There is no list of editions in {fetcher.source}."
            problem = missing if file == TIMESTAMP else f"{where} is not whole: {file} is missing."
            hint = _COPY_AGAIN
        case exceptions.DownloadLengthMismatchError():
            problem = f"{where} is refused: {file} is longer than it may be."
        case exceptions.DownloadError():
            problem = f"{where} cannot be read: {error}."
            hint = "See that it is connected and that the kiosk may read it."
        case exceptions.ExpiredMetadataError():
            problem = f"{where} is old: it should have been renewed, or the kiosk's clock is wrong."
            hint = "What is on show stays. Publish, or renew the list."
        case exceptions.BadVersionNumberError():
            older = f"{where} is older than one that this kiosk has seen."
            mixed = f"{where} is refused: its files are of different lists."
            problem = older if file == TIMESTAMP else mixed
        case exceptions.UnsignedMetadataError():
            problem = f"{where} is refused: {file} is not signed by enough of the keys that count."
        case _:
            problem = f"{where} is refused: {file} is damaged or was changed."
    return TransientError(problem, hint)
