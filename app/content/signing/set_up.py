"""The small set-up in one step: the desk's key, the root's on a stick, and a list of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.content.signing.keys import make_key, pin_root, read_signer
from app.content.signing.repository import Repository
from app.content.signing.trustees import Trustees, problem_with

DESK, ROOT = "desk.pem", "envelope.pem"


@dataclass(frozen=True, slots=True)
class NewKey:
    """The folder that a new key goes into, and its passphrase."""

    folder: Path
    passphrase: str


def set_up_small(editions: Path, desk: NewKey, root: NewKey) -> Path:
    """Make both keys, and begin a list in a folder; gives its root of trust.

    ContentError says what stands in the way; keys that were made by then stay where they are.
    """
    if Repository(editions).exists:
        problem = f"{editions} is set up already."
        raise problem_with(problem, "Publish there, or name another folder.")
    if desk.folder.resolve() == root.folder.resolve():
        problem = "Both keys would lie in one folder."
        hint = "The other goes onto a stick: it is for when the first is lost or stolen."
        raise problem_with(problem, hint)
    root_key = make_key(root.folder / ROOT, root.passphrase).key
    desk_key = make_key(desk.folder / DESK, desk.passphrase).key
    signer = read_signer(root.folder / ROOT, root.passphrase)
    trustees = Trustees((root_key,), (desk_key,), desk_key)
    first = Repository(editions).create(trustees, [signer])
    for file in (desk.folder / DESK, root.folder / ROOT):
        pin_root(file, first.read_bytes())
    return first
