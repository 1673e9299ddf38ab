"""What a root says: whose signatures count for what, and whether there are enough of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from securesystemslib.signer import SSlibKey
from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import Key, Metadata, Root, Snapshot, Targets, Timestamp

from app.content.signing.keys import KEY_NAME
from app.domain.errors import ContentCode, ContentError

_ROLES = (Root.type, Targets.type, Snapshot.type, Timestamp.type)


@dataclass(frozen=True, slots=True)
class Trustees:
    """Who signs: keys for the root and for the list, how many of each, and the desk's own."""

    root: tuple[SSlibKey, ...]
    targets: tuple[SSlibKey, ...]
    desk: SSlibKey
    threshold: int = 1

    @property
    def all(self) -> tuple[SSlibKey, ...]:
        """Every key, once."""
        return tuple({key.keyid: key for key in (*self.root, *self.targets, self.desk)}.values())

    def named(self, name: str) -> SSlibKey:
        """The key of this name, or whose id begins so."""
        found = [k for k in self.all if name_of(k) == name or k.keyid.startswith(name)]
        if len(found) != 1:
            known = ", ".join(name_of(key) for key in self.all)
            raise problem_with(f"No one key is called {name}.", f"There are: {known}.")
        return found[0]

    def with_other(self, old: SSlibKey, new: SSlibKey | None) -> Trustees:
        """The same with another key in the place of one, or with none."""
        root, targets = _exchanged(self.root, old, new), _exchanged(self.targets, old, new)
        desk = new if self.desk.keyid == old.keyid else self.desk
        if desk is None or min(len(root), len(targets)) < self.threshold:
            problem = f"Without {name_of(old)} there would be too few keys."
            raise problem_with(problem, "Make a new key, and put it in its place: keys rotate.")
        return replace(self, root=root, targets=targets, desk=desk)


def _exchanged(
    keys: tuple[SSlibKey, ...], old: SSlibKey, new: SSlibKey | None
) -> tuple[SSlibKey, ...]:
    if old.keyid not in {key.keyid for key in keys}:
        return keys
    others = tuple(key for key in keys if key.keyid != old.keyid)
    return (*others, new) if new else others


def name_of(key: Key) -> str:
    """What people call a key."""
    return str(key.unrecognized_fields.get(KEY_NAME, key.keyid[:16]))


def trustees_of(root: Root) -> Trustees:
    """Who signs, as a root has it."""

    def keys(role: str) -> tuple[Any, ...]:
        return tuple(root.keys[keyid] for keyid in root.roles[role].keyids)

    (desk,) = keys(Timestamp.type)
    return Trustees(keys(Root.type), keys(Targets.type), desk, root.roles[Root.type].threshold)


def appoint(root: Root, trustees: Trustees) -> None:
    """Write into a root whose signatures count for what."""
    keys: dict[str, tuple[Key, ...]] = {
        Root.type: trustees.root,
        Targets.type: trustees.targets,
        Snapshot.type: (trustees.desk,),
        Timestamp.type: (trustees.desk,),
    }
    for role in _ROLES:
        for key in keys[role]:
            root.add_key(key, role)
    for role in (Root.type, Targets.type):
        root.roles[role].threshold = trustees.threshold


def verify(by: Metadata[Any], role: str, metadata: Metadata[Any], what: str) -> None:
    """Raise where a file has not as many signatures as a root asks for."""
    try:
        by.signed.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    except UnsignedMetadataError as error:
        needed = by.signed.roles[role].threshold
        problem = f"The keys that were given are not enough for {what}: it takes {needed}."
        raise problem_with(problem, "`clinic-content keys show` says whose may sign.") from error


def require_signed(by: Metadata[Any], role: str, metadata: Metadata[Any], folder: Path) -> None:
    """Raise where what stands in a folder is not signed as it has to be: somebody changed it."""
    try:
        by.signed.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    except (UnsignedMetadataError, ValueError) as error:
        problem = f"{folder} was changed by somebody without the keys: version"
        problem += f" {metadata.signed.version} of {role}.json is not signed by those who may."
        hint = "Sign nothing there. Begin from a backup of the folder, or in a new one."
        raise problem_with(problem, hint) from error


def read_metadata(file: Path) -> Metadata[Any]:
    """A file of a list, not yet compared with its signatures."""
    try:
        return Metadata.from_file(str(file))
    except (RepositoryError, OSError) as error:
        hint = "Copy it anew from a kiosk's stick or a backup of the folder."
        raise problem_with(f"{file} cannot be read, or is damaged.", hint) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turns what goes wrong with writing there into a sentence."""
    try:
        yield
    except OSError as error:
        hint = "See that the folder is there, has room and may be written."
        raise problem_with(f"{folder} cannot be written: {error.strerror}.", hint) from error


def problem_with(problem: str, hint: str) -> ContentError:
    """An error of the publisher's files."""
    return ContentError(ContentCode.UNREADABLE, problem, hint)
