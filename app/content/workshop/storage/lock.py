"""One person at a time: who has a library open to change it.

The lock is the operating system's, so it goes with the program that held it, however that ended.
"""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from app.content.workshop.values import InUseError
from app.domain.errors import ContentCode, ContentError


class WriterLock:
    """Held while a library may be changed. Beside it stands who holds it, for the next to read."""

    def __init__(self, file: Path, name: str, now: datetime) -> None:
        """Take the lock; InUseError where somebody else has it."""
        self._who = _who(file)
        self._lock = FileLock(file.with_name(f"{file.name}.lock"), timeout=0)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise _in_use(self._who) from error
        except OSError as error:
            problem = f"{file.parent} cannot be written: {error.strerror}."
            hint = "Open it for reading, or ask IT for the right to write there."
            raise ContentError(ContentCode.UNREADABLE, problem, hint) from error
        holder = {
            "name": name,
            "machine": socket.gethostname(),
            "since": f"{now:%H:%M on %d %B %Y}",
        }
        with suppress(OSError):  # it helps the next person, and is no part of the lock
            self._who.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let the next person have it."""
        with suppress(OSError):
            self._who.unlink()
        # While it is held: whoever opened the file meanwhile sees that its name is gone, and asks
        # anew. Afterwards two could each hold a lock, one of them on a file without a name.
        gone = self._remove()
        self._lock.release()
        if not gone:  # Windows: not while it is open, and then not while another has it
            self._remove()

    def _remove(self) -> bool:
        try:
            Path(self._lock.lock_file).unlink()
        except OSError:
            return False
        return True


def is_held(file: Path) -> bool:
    """Whether somebody has a library open to change it, by what they leave beside it."""
    return _who(file).exists()


def _who(file: Path) -> Path:
    return file.with_name(f"{file.name}.open")


def _in_use(who: Path) -> InUseError:
    try:
        holder = json.loads(who.read_text(encoding="utf-8"))
        return InUseError(str(holder["name"]), str(holder["machine"]), str(holder["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return InUseError("", "another computer", "a moment ago")
