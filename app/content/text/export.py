"""From content.db to the library's text, in the one form that a build gives back to the letter."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from app.content.database.connection import Database
from app.content.database.integrity import check_file
from app.content.database.snapshot import private_copy
from app.content.items.approved import update_states
from app.content.text.export_files import texts
from app.content.text.pictures import picture_files
from app.domain.errors import KioskError

_FILES = ("library", "sections", "glossary", "sources", "contacts", "staff-notes")
_FOLDERS = {
    "topics": re.compile(r"[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)?\.md"),
    "walkthroughs": re.compile(r"[a-z][a-z0-9-]*\.yaml"),
    "pictures": re.compile(r"[a-z][a-z0-9-]*\.(?:png|jpg)"),
}


class ExportError(KioskError):
    """A folder that the text may not be put into, with a hint."""


def export(file: Path, folder: Path) -> None:
    """Write the text of `file` into `folder`: a new one, an empty one, or an earlier export."""
    stale = _earlier(folder)
    with private_copy(file) as made:
        check_file(made)
        update_states(made)
        with closing(Database(made)) as database:
            files = {name: text.encode() for name, text in texts(database)}
            files |= picture_files(database)
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        for name in stale - files.keys():
            (folder / name).unlink()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from error


def _earlier(folder: Path) -> set[str]:
    """The files of an earlier export in this folder; ExportError if anything else is there."""
    if not folder.exists():
        return set()
    hint = "Name a folder that is new, empty, or an earlier export."
    if not folder.is_dir():
        raise ExportError(f"{folder} is no folder.", hint)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    strangers = sorted(name for name in found if not _is_ours(name))
    if strangers or (found and "library.yaml" not in found):
        named = f": {', '.join(strangers[:3])}" if strangers else ""
        raise ExportError(f"{folder} holds files that are no library{named}.", hint)
    return found


def _is_ours(name: str) -> bool:
    head, _, rest = name.rpartition("/")
    if head:
        return head in _FOLDERS and bool(_FOLDERS[head].fullmatch(rest))
    return name in {f"{stem}.yaml" for stem in _FILES}


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)
