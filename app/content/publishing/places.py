"""The folder that editions are published into: what they are called there."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.errors import ContentCode, ContentError

_NAME = re.compile(r"edition-(\d{1,9})\.db")


def is_folder(target: Path) -> bool:
    """Whether a target is a folder, there or not, and no file of its own name."""
    return target.is_dir() or target.suffix.lower() != ".db"


def file_in(target: Path, number: int) -> Path:
    """The file of an edition: in a folder it has a name of its own."""
    return target / f"edition-{number}.db" if is_folder(target) else target


def last_number_in(folder: Path) -> int:
    """The highest number that an edition has in a folder, by the names there; 0 without one."""
    try:
        found = [_NAME.fullmatch(file.name) for file in folder.iterdir()]
    except OSError as error:
        problem = f"The folder {folder} cannot be seen: {error.strerror}."
        hint = "See that the share is connected, and that you may read and write there."
        raise ContentError(ContentCode.UNREADABLE, problem, hint) from error
    return max((int(name[1]) for name in found if name), default=0)
