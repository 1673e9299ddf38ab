"""Another key in the place of one, or none: what staff do when a key is lost or stolen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.signing.keys import (
    back_up,
    make_key,
    pin_root,
    pinned_root,
    read_public,
    read_signer,
)
from app.content.signing.repository import Repository
from app.content.signing.trustees import name_of

OpenKey = tuple[Path, str]
"""A key's file, and its passphrase."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A key that is to count no more, what comes in its place, and whether it was stolen."""

    old: str
    new: OpenKey | None
    stolen: bool


def names_of_keys(folder: Path) -> list[str]:
    """What the keys are called that may sign in a folder."""
    return [name_of(key) for key in Repository(folder).trustees().all]


def copy_key(key: OpenKey, folder: Path) -> Path:
    """Copy a key, still encrypted, to another folder: one that its passphrase opens."""
    read_signer(*key)  # a copy that nobody can open is none
    return back_up(key[0], folder)[0]


def exchange(folder: Path, wanted: Exchange, keys: Sequence[OpenKey]) -> int:
    """Do it, and sign the list anew; gives how many signatures the list still waits for.

    A new key is made where there is none of its name yet. It signs too.
    """
    files = [file for file, _ in keys]
    repository = Repository(folder, pinned=pinned_root(files))
    signers = [read_signer(*key) for key in keys]
    new = None
    if wanted.new is not None:
        file, passphrase = wanted.new
        if not file.exists():
            make_key(file, passphrase)
        new = read_public(file).key
        signers.append(read_signer(file, passphrase))
    first = pinned_root(files) or (folder / "1.root.json").read_bytes()
    done = repository.exchange_key(wanted.old, new, signers, stolen=wanted.stolen)
    if wanted.new is not None:
        pin_root(wanted.new[0], first)
    return 0 if done else repository.missing_signatures()
