"""Whether a folder is signed into, and the key for it: known before what signs is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key, and what opens it."""

    file: Path
    passphrase: str

    def signer(self) -> CryptoSigner:
        """The key, opened; ContentError where this is not its passphrase."""
        from app.content.signing.keys import read_signer  # noqa: PLC0415 - it takes 0.2 s

        return read_signer(self.file, self.passphrase)


def signed_folder(target: Path) -> Path | None:
    """The folder of a signed list that a target is, or lies in; None where nobody signs."""
    for folder in (target, target.parent):
        if any(folder.glob("*.root.json")):
            return folder
    return None
