"""The reading process: it reads what others wrote, one task after the other, and is given up on.

`python -m app.content.importing.worker`, or a hidden command of the built program. A task and its
answer are pickles, each behind its length; the parent takes nothing but our own values.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
import threading
import time
from typing import IO, Any

from app.content.importing.errors import ImportingError
from app.memory import forbid_dumps

LENGTH = struct.Struct(">Q")
_MOST_MEMORY = 2_000_000_000


def main() -> None:
    """Answer the tasks on standard input until it ends."""
    forbid_dumps()
    _limit()
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr  # a library's own words are no answer
    while (head := source.read(LENGTH.size)) and len(head) == LENGTH.size:
        kind, arguments = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301 - ours
        send(answers, _answer(kind, arguments))


def send(file: IO[bytes], value: object) -> None:
    """Write a value behind its length."""
    data = pickle.dumps(value)
    file.write(LENGTH.pack(len(data)) + data)
    file.flush()


def _answer(kind: str, arguments: tuple[Any, ...]) -> object:
    try:
        return _task(kind)(*arguments)
    except ImportingError as error:
        return error
    except (MemoryError, RecursionError):
        hint = "Take over a part of it at a time."
        return ImportingError(str(arguments[0]), "This is more than can be read.", hint)


def _task(kind: str) -> Any:
    """The function of a task; only its own libraries are loaded."""
    if kind == "contacts":
        from app.content.importing.contacts.rows import read_contacts  # noqa: PLC0415

        return read_contacts
    if kind == "picture":
        from app.content.importing.pictures.convert import convert  # noqa: PLC0415

        return convert
    if kind == "paste":
        from app.content.importing.pages.html import paste  # noqa: PLC0415

        return lambda file, html: paste(html)
    from app.content.importing.files import page_in  # noqa: PLC0415

    return page_in


def _limit() -> None:
    """Bound the memory, and end with the parent even in the middle of a task."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
