"""The signed list of editions in a folder, from the side of those who sign it.

A new list is written beside the old one: editions first, then the list, the snapshot, and last the
timestamp, which is what kiosks look at. Until it has as many signatures as the root asks for, it
waits in the folder `pending`, and kiosks see nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from app.content.signing.published_list import (
    PENDING,
    PENDING_TARGETS,
    PublishedList,
)
from app.content.signing.trustees import (
    Trustees,
    appoint,
    problem_with,
    read_metadata,
    verify,
    writing,
)
from app.content.updates.copy_manifest import digest_of
from app.content.updates.edition_files import Files
from app.content.updates.fetching.delta import fits, make_delta
from app.content.updates.fetching.layout import (
    SIGNED_ON,
    TIMESTAMP,
    Entry,
    custom_of,
    delta_file,
    edition_file,
    entry_of,
)

_END = ".pending"  # a stick with the whole folder on it holds one list, not two
LISTED = 5
"""How many editions a list holds; the files of older ones are removed."""

ROOT_DAYS, LIST_DAYS, TIMESTAMP_DAYS = 3650, 400, 90
"""How long signatures hold. A timestamp's is what tells a kiosk that its list is old."""

_OLD_LISTS = 3


class Repository(PublishedList):
    """The list in a folder, to be signed."""

    def __init__(
        self,
        folder: Path,
        files: Files | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        pinned: bytes = b"",
    ) -> None:
        super().__init__(folder, pinned=pinned)
        self._files = files or Files()
        self._now = now

    # -- the root -----------------------------------------------------------------------------

    def create(self, trustees: Trustees, signers: Sequence[CryptoSigner]) -> Path:
        """Begin a list: its first root, signed by enough of the root's keys."""
        if self.exists:
            problem = f"{self.folder} has a root already."
            raise problem_with(problem, "`clinic-content keys replace` changes keys.")
        root = Root(version=1, expires=self._in_days(ROOT_DAYS), consistent_snapshot=True)
        appoint(root, trustees)
        return self._write_root(Metadata(root), None, signers)

    def change_keys(self, trustees: Trustees, signers: Sequence[CryptoSigner]) -> Path:
        """A new root with other keys, signed by enough of the old root's and of its own.

        Lists that were signed by a key that is no longer in it do not count from then on.
        """
        before = self.root()
        root = Root(
            version=before.signed.version + 1,
            expires=self._in_days(ROOT_DAYS),
            consistent_snapshot=True,
        )
        appoint(root, trustees)
        return self._write_root(Metadata(root), before, signers)

    def exchange_key(
        self, old: str, new: SSlibKey | None, signers: Sequence[CryptoSigner], *, stolen: bool
    ) -> bool:
        """Put another key in the place of one, or none; sign the list anew.

        False where the list still needs signatures. What the old key signed counts no more. Where
        it was stolen, nobody knows who signed what: the list begins without an edition.
        """
        before = self.trustees()
        after = before.with_other(before.named(old), new)
        self._require(after.desk.keyid, signers)
        targets = self._next_targets(trusted=not stolen)
        self.change_keys(after, signers)
        return self._sign_list(targets, signers)

    def _write_root(
        self,
        root: Metadata[Any],
        before: Metadata[Any] | None,
        signers: Sequence[CryptoSigner],
    ) -> Path:
        able = {*root.signed.roles[Root.type].keyids}
        able |= {*before.signed.roles[Root.type].keyids} if before else set()
        for signer in signers:
            if signer.public_key.keyid in able:
                root.sign(signer, append=True)
        for old in (before or root, root):
            verify(old, Root.type, root, "the root")
        file = self.folder / f"{root.signed.version}.root.json"
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(file, root.to_bytes())
        return file

    # -- the list -----------------------------------------------------------------------------

    def add_edition(self, made: Path, entry: Entry, signers: Sequence[CryptoSigner]) -> bool:
        """Add an edition to the list. False where it still needs signatures: it is pending."""
        with writing(self.folder):
            name = edition_file(entry.number)
            temporary = self.folder / f".{name}.part"
            self._files.copy(made, temporary, lambda _: None)
            self._files.flush(temporary)
            self._files.replace(temporary, self.folder / name)
        target = self._target(name)
        target.unrecognized_fields["custom"] = custom_of(entry)
        targets = self._next_targets()
        before = max((_numbers(targets)), default=0)
        targets.targets[name] = target
        if before and (delta := self._delta(entry.number, before)) is not None:
            targets.targets[delta.path] = delta
        return self._sign_list(_newest_of(targets), signers)

    def _target(self, name: str) -> TargetFile:
        return TargetFile.from_file(name, str(self.folder / name), ["sha256"])

    def _delta(self, number: int, before: int) -> TargetFile | None:
        """What is new in an edition, where that is much less than all of it."""
        old, new = self.folder / edition_file(before), self.folder / edition_file(number)
        if not old.is_file() or not fits(old, new):
            return None
        data = make_delta(old, new)
        if len(data) > new.stat().st_size // 2:
            return None
        with writing(self.folder):
            self._write(self.folder / delta_file(number, before), data)
        return self._target(delta_file(number, before))

    def set_stage(self, number: int, stage: float, signers: Sequence[CryptoSigner]) -> bool:
        """Offer an edition to another share of the kiosks."""
        targets = self._next_targets()
        target = targets.targets.get(edition_file(number))
        entry = entry_of(edition_file(number), target.custom) if target else None
        if target is None or entry is None:
            raise problem_with(f"The list has no edition {number}.", "Publish it first.")
        staged = Entry(number, entry.title, entry.published, stage)
        target.unrecognized_fields["custom"] = custom_of(staged)
        return self._sign_list(targets, signers)

    def renew(self, signers: Sequence[CryptoSigner]) -> bool:
        """Sign the list anew as it is, so that it does not run out."""
        return self._sign_list(self._next_targets(), signers)

    def renew_timestamp(self, signers: Sequence[CryptoSigner]) -> None:
        """Sign only the snapshot and the timestamp anew: what the desk's key can do by itself."""
        for metadata, file in self._following(self.signed_list().signed, signers):
            self._write(self.folder / file, metadata.to_bytes())
        if self.pending() is not None:  # what is pending comes after this one
            self._write_pending(self._following(self._next_targets(), signers))

    def sign_pending(self, signers: Iterable[CryptoSigner]) -> bool:
        """Add signatures to what is pending. True where that was enough, and kiosks see it now."""
        pending = self.pending()
        if pending is None:
            raise problem_with(f"Nothing in {self.folder} waits for a signature.", "Publish first.")
        able = self.root().signed.roles[Targets.type].keyids
        self._compare_files(pending.signed)
        if pending.signed.version != self._next_targets().version:
            problem = f"What is pending in {self.folder} does not come after the list there."
            raise problem_with(problem, "Do not sign. Publish again.")
        for signer in signers:
            if signer.public_key.keyid not in able:
                problem = "This key may not sign the list."
                raise problem_with(problem, "`clinic-content keys show` says whose may.")
            pending.sign(signer, append=True)
        with writing(self.folder):
            self._write(self.folder / PENDING / PENDING_TARGETS, pending.to_bytes())
        return self._release() if not self.missing_signatures() else False

    def _compare_files(self, targets: Targets) -> None:
        """Nobody signs for a file that is not the one in the list."""
        for name, target in targets.targets.items():
            try:
                same = digest_of(self.folder / name) == target.hashes["sha256"]
            except OSError:
                same = False
            if not same:
                problem = f"{self.folder / name} is not the file that the list names."
                raise problem_with(problem, "Do not sign. Publish again.")

    def _next_targets(self, *, trusted: bool = True) -> Targets:
        versions = self.versions(self.folder, Targets.type)
        if not versions:
            return Targets(version=1, expires=self._in_days(LIST_DAYS))
        if not trusted:
            return Targets(version=versions[-1] + 1, expires=self._in_days(LIST_DAYS))
        targets: Targets = self.signed_list().signed
        targets.version += 1
        targets.expires = self._in_days(LIST_DAYS)
        return targets

    def _sign_list(self, targets: Targets, signers: Sequence[CryptoSigner]) -> bool:
        metadata = Metadata(targets)
        able = self.root().signed.roles[Targets.type].keyids
        for signer in signers:
            if signer.public_key.keyid in able:
                metadata.sign(signer, append=True)
        following = list(self._following(targets, signers))
        with writing(self.folder):
            (self.folder / PENDING).mkdir(exist_ok=True)
            self._write(self.folder / PENDING / PENDING_TARGETS, metadata.to_bytes())
        self._write_pending(following)
        return self._release() if not self.missing_signatures() else False

    def _write_pending(self, following: Iterable[tuple[Metadata[Any], str]]) -> None:
        waiting = self.folder / PENDING
        with writing(self.folder):
            for old in waiting.glob(f"*.snapshot.json{_END}"):
                self._files.remove(old)
            for signed, name in following:
                self._write(waiting / f"{name}{_END}", signed.to_bytes())

    def _following(
        self, targets: Targets, signers: Sequence[CryptoSigner]
    ) -> Iterator[tuple[Metadata[Any], str]]:
        """The snapshot and the timestamp that name a list, signed by the desk's key."""
        versions = self.versions(self.folder, Snapshot.type)
        number = versions[-1] + 1 if versions else 1
        snapshot = Metadata(
            Snapshot(
                version=number,
                expires=self._in_days(LIST_DAYS),
                meta={"targets.json": MetaFile(version=targets.version)},
            )
        )
        timestamp = Metadata(
            Timestamp(
                version=self._timestamp_version() + 1,
                expires=self._in_days(TIMESTAMP_DAYS),
                snapshot_meta=MetaFile(version=number),
                unrecognized_fields={SIGNED_ON: f"{self._now():%Y-%m-%d}"},
            )
        )
        parts: tuple[tuple[Metadata[Any], str], ...] = (
            (snapshot, f"{number}.snapshot.json"),
            (timestamp, TIMESTAMP),
        )
        for metadata, name in parts:
            role = metadata.signed.type
            able = self.root().signed.roles[role].keyids
            for signer in signers:
                if signer.public_key.keyid in able:
                    metadata.sign(signer, append=True)
            verify(self.root(), role, metadata, "the timestamp")
            yield metadata, name

    def _timestamp_version(self) -> int:
        file = self.folder / TIMESTAMP
        return int(read_metadata(file).signed.version) if file.is_file() else 0

    def _release(self) -> bool:
        """Give what is pending its place, the timestamp last."""
        waiting = self.folder / PENDING
        targets: Metadata[Any] = read_metadata(waiting / PENDING_TARGETS)
        with writing(self.folder):
            version = targets.signed.version
            self._files.replace(waiting / PENDING_TARGETS, self.folder / f"{version}.targets.json")
            for file in sorted(waiting.glob(f"*.snapshot.json{_END}")):
                self._files.replace(file, self.folder / file.name.removesuffix(_END))
            self._files.flush_folder(self.folder)
            self._files.replace(waiting / f"{TIMESTAMP}{_END}", self.folder / TIMESTAMP)
            self._files.flush_folder(self.folder)
            waiting.rmdir()
            self._tidy(targets.signed)
        return True

    def _tidy(self, targets: Targets) -> None:
        """Remove editions and lists that no kiosk asks for any more."""
        for file in self.folder.glob("edition-*.*"):
            if file.name not in targets.targets:
                self._files.remove(file)
        for role in (Targets.type, Snapshot.type):
            for version in self.versions(self.folder, role)[:-_OLD_LISTS]:
                self._files.remove(self.folder / f"{version}.{role}.json")

    def _write(self, file: Path, data: bytes) -> None:
        temporary = file.with_name(f".{file.name}.part")
        self._files.write(temporary, data)
        self._files.flush(temporary)
        self._files.replace(temporary, file)
        self._files.flush_folder(file.parent)

    def _in_days(self, days: int) -> datetime:
        return (self._now() + timedelta(days=days)).replace(microsecond=0)


def _numbers(targets: Targets) -> list[int]:
    found = (entry_of(name, target.custom) for name, target in targets.targets.items())
    return sorted(entry.number for entry in found if entry)


def _newest_of(targets: Targets) -> Targets:
    """The newest editions of a list, each with its delta."""
    listed = {edition_file(number) for number in _numbers(targets)[-LISTED:]}
    for name in list(targets.targets):
        if f"{name.partition('.')[0]}.db" not in listed:
            del targets.targets[name]
    return targets
