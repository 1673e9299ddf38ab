"""The signed list of editions in a folder, as those who sign it read it: verified, like a kiosk.

Whoever can write to the folder can put anything there. Nothing of it is signed again that is not
signed already by those who may, from a root that is known for sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets

from app.content.signing.trustees import (
    Trustees,
    problem_with,
    read_metadata,
    require_signed,
    trustees_of,
)
from app.content.updates.fetching.layout import TIMESTAMP, Entry, entry_of

PENDING = "pending"
PENDING_TARGETS = "targets.json.pending"
_NUMBERED = re.compile(r"(\d+)\.(root|snapshot|targets)\.json")


class PublishedList:
    """The list in a folder. `pinned` is its first root, where that is known for sure."""

    def __init__(self, folder: Path, *, pinned: bytes = b"") -> None:
        self.folder = folder
        self._pinned = pinned

    @property
    def exists(self) -> bool:
        """Whether the folder has a root, so that what is published there is signed."""
        return bool(self.versions(self.folder, Root.type))

    def root(self) -> Metadata[Any]:
        """The newest root, each signed by the one before it, from the one that is known for sure.

        Nobody who can write to the folder may have the desk sign for what others put into a list.
        """
        versions = self.versions(self.folder, Root.type)
        if not versions:
            hint = "`clinic-content keys set-up` begins one; docs/trust.md says how."
            raise problem_with(f"{self.folder} holds no signed list of editions.", hint)
        first = read_metadata(self.folder / f"{versions[0]}.root.json")
        root = Metadata.from_bytes(self._pinned) if self._pinned else first
        require_signed(root, Root.type, root, self.folder)
        for version in versions:
            if version > root.signed.version:
                newer = read_metadata(self.folder / f"{version}.root.json")
                require_signed(root, Root.type, newer, self.folder)
                require_signed(newer, Root.type, newer, self.folder)
                root = newer
        return root

    def signed_list(self) -> Metadata[Any]:
        """The list that kiosks see, signed as the root asks for."""
        versions = self.versions(self.folder, Targets.type)
        if not versions:
            raise problem_with(f"{self.folder} holds no list of editions yet.", "Publish first.")
        targets = read_metadata(self.folder / f"{versions[-1]}.targets.json")
        require_signed(self.root(), Targets.type, targets, self.folder)
        return targets

    def entries(self) -> list[Entry]:
        """The editions in the list that kiosks see."""
        if not self.versions(self.folder, Targets.type):
            return []
        return entries_of(self.signed_list())

    def number(self) -> int:
        """The highest number in the list, pending ones too; 0 where there is none."""
        return max((e.number for e in (*self.entries(), *self.pending_entries())), default=0)

    def missing_signatures(self) -> int:
        """How many more signatures the pending list needs; 0 where nothing is pending."""
        pending = self.pending()
        if pending is None:
            return 0
        role = self.root().signed.roles[Targets.type]
        return max(0, int(role.threshold) - self._valid(pending, Targets.type))

    def _valid(self, metadata: Metadata[Any], role: str) -> int:
        result = self.root().signed.get_verification_result(
            role, metadata.signed_bytes, metadata.signatures
        )
        return len(result.signed)

    def pending(self) -> Metadata[Any] | None:
        """The list that still needs signatures, if there is one. Nobody has compared it yet."""
        file = self.folder / PENDING / PENDING_TARGETS
        return read_metadata(file) if file.is_file() else None

    @staticmethod
    def versions(folder: Path, role: str) -> list[int]:
        """The numbers of the roots, snapshots or lists in a folder."""
        found = (_NUMBERED.fullmatch(file.name) for file in folder.glob(f"*.{role}.json"))
        return sorted(int(name[1]) for name in found if name)

    def trustees(self) -> Trustees:
        """Who signs."""
        return trustees_of(self.root().signed)

    def require_desk(self, signers: Sequence[CryptoSigner]) -> None:
        """Raise where the desk's key is not among those that are to sign."""
        self._require(self.trustees().desk.keyid, signers)

    @staticmethod
    def _require(keyid: str, signers: Sequence[CryptoSigner]) -> None:
        if keyid not in {signer.public_key.keyid for signer in signers}:
            hint = "Give the desk's key too; `clinic-content keys show` says which that is."
            raise problem_with("Without the desk's key no list can be signed.", hint)

    def holds_until(self) -> datetime | None:
        """The day from which kiosks call the list old; None where there is none yet."""
        file = self.folder / TIMESTAMP
        if not file.is_file():
            return None
        metadata = (read_metadata(file), self.signed_list(), self.root())
        until: datetime = min(m.signed.expires for m in metadata)
        return until

    def pending_entries(self) -> list[Entry]:
        """The editions in the list that still needs signatures."""
        pending = self.pending()
        return entries_of(pending) if pending is not None else []


def entries_of(targets: Metadata[Any]) -> list[Entry]:
    """The editions in a list."""
    found = (entry_of(name, t.custom) for name, t in targets.signed.targets.items())
    return sorted((e for e in found if e), key=lambda entry: entry.number)
