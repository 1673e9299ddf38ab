"""What goes wrong around the editor: a disk that is full, another program at the file."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def no_room() -> Iterator[None]:
    """Nothing can be written to a disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def change_elsewhere(file: Path, phone: str = "111 222 333") -> None:
    """Another program writes another number into the file."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE contact SET phone = ? WHERE id = 'p02'", (phone,))
