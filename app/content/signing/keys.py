"""Keys in files: encrypted PEM (PKCS 8) for the one who signs, plain PEM for everybody else.

Beside `desk.pem`, which only its passphrase opens, stands `desk.pub`, which may be shown to anyone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from securesystemslib.signer import CryptoSigner, SSlibKey

from app.domain.errors import ContentCode, ContentError

LEAST_PASSPHRASE = 12
"""How many letters a passphrase has at least: whoever copies the file may guess for ever."""

PRIVATE, PUBLIC = ".pem", ".pub"
PINNED = ".root.json"
"""What stands beside a key: the first root of the list that it signs."""

KEY_NAME = "x-clinic-kiosk-name"
"""The field of a public key that says what people call it: the name of its file."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key as others know it: the name of its file, and its id."""

    name: str
    key: SSlibKey

    @property
    def id(self) -> str:
        """The first letters of its id, as people compare them."""
        return self.key.keyid[:16]


def make_key(file: Path, passphrase: str) -> PublicKey:
    """Make a key: FILE.pem, encrypted, and FILE.pub beside it. Never in the place of another."""
    if file.suffix != PRIVATE:
        raise _problem(f"{file} does not end in {PRIVATE}.", "Name it so, as in desk.pem.")
    if len(passphrase) < LEAST_PASSPHRASE:
        problem = f"The passphrase is shorter than {LEAST_PASSPHRASE} letters."
        raise _problem(problem, "Take four or more words that nobody would guess.")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write_new(file, private, mode=0o600)
    _write_new(file.with_suffix(PUBLIC), public, mode=0o644)
    return read_public(file.with_suffix(PUBLIC))


def _write_new(file: Path, data: bytes, *, mode: int) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(handle, "wb") as stream:  # noqa: PTH123 - it is open already
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError as error:
        raise _problem(f"{file} is there already.", "Keys are never written over.") from error
    except OSError as error:
        hint = "See that the folder is there and may be written."
        raise _problem(f"{file} cannot be written: {error.strerror}.", hint) from error


def read_public(file: Path) -> PublicKey:
    """The key in a .pub file, or beside a .pem file."""
    file = file.with_suffix(PUBLIC)
    try:
        key = serialization.load_pem_public_key(_read(file))
        if not isinstance(key, Ed25519PublicKey):
            raise TypeError
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _problem(f"{file} is no public key.", "`clinic-content keys make` makes one.") from (
            error
        )
    public = SSlibKey.from_crypto(key)
    public.unrecognized_fields[KEY_NAME] = file.stem
    return PublicKey(file.stem, public)


def read_signer(file: Path, passphrase: str) -> CryptoSigner:
    """The key in a .pem file, opened by its passphrase."""
    try:
        key = serialization.load_pem_private_key(_read(file), passphrase.encode())
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError
    except TypeError as error:
        problem = f"{file} is no key of ours: it is of another kind, or has no passphrase."
        raise _problem(problem, "`clinic-content keys make` makes one.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        hint = "Type it again. Nobody can tell a forgotten one: then the key counts as lost."
        raise _problem(f"That is not the passphrase of {file}, or it is damaged.", hint) from error
    return CryptoSigner(key)


def pin_root(file: Path, root: bytes) -> None:
    """Put the first root of a list beside a key, so that nobody can put another in its place."""
    pin = file.with_suffix(PINNED)
    if file.suffix == PRIVATE and file.is_file() and not pin.exists():
        _write_new(pin, root, mode=0o644)


def pinned_root(files: Iterable[Path]) -> bytes:
    """The first root that stands beside one of these keys, or nothing."""
    pins = (file.with_suffix(PINNED) for file in files)
    return next((_read(pin) for pin in pins if pin.is_file()), b"")


def back_up(file: Path, folder: Path) -> tuple[Path, Path]:
    """Copy a key, still encrypted, to another folder, and read it back."""
    copies = []
    for source, mode in ((file, 0o600), (file.with_suffix(PUBLIC), 0o644)):
        data, copy = _read(source), folder / source.name
        _write_new(copy, data, mode=mode)
        if copy.read_bytes() != data:
            raise _problem(f"{copy} is not what was written.", "Take another stick.")
        copies.append(copy)
    return copies[0], copies[1]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        hint = "Plug in the stick that it is on, or name another file."
        raise _problem(f"{file} cannot be read: {error.strerror}.", hint) from error


def _problem(problem: str, hint: str) -> ContentError:
    return ContentError(ContentCode.UNREADABLE, problem, hint)
