"""Reads files and the clipboard in a process of their own, with limits of time and memory."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import app
from app.content.importing.errors import ImportingError
from app.content.importing.worker import LENGTH, send
from app.domain.progress import CancelledError

if TYPE_CHECKING:
    from app.content.importing.contacts.rows import ContactSheet
    from app.content.importing.pages.html import Pasted
    from app.content.importing.pages.page import Page

SECONDS = 60.0
"""The longest that a file may take: ten times what the largest that is allowed takes."""

PASTE_SECONDS = 15.0
PICTURE_SECONDS = 20.0
COMMAND = "read-documents"
"""The built program becomes the reading process by this command of clinic-content."""

_CLIPBOARD = "The clipboard"
# Nothing but these comes out of the process.
_VALUES = {
    ("app.content.importing.errors", "ImportingError"),
    ("app.content.importing.pages.page", "Page"),
    ("app.content.importing.pages.html", "Pasted"),
    ("app.content.importing.pages.import_warnings", "PageWarning"),
    ("app.domain.library.markup", "Picture"),
    ("app.content.importing.contacts.rows", "ContactSheet"),
    ("app.content.importing.contacts.rows", "ContactRow"),
    ("app.content.importing.contacts.rows", "RowFault"),
    ("app.content.importing.contacts.hours", "Hours"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
}


class ReadingProcess:
    """One reading process, begun at its first task. For a worker thread: it waits.

    ImportingError says why a file cannot be read, CancelledError that `stop` was called.
    """

    def __init__(self, seconds: float = SECONDS, paste_seconds: float = PASTE_SECONDS) -> None:
        self._seconds = seconds
        self._picture_seconds = min(seconds, PICTURE_SECONDS)
        self._paste_seconds = paste_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def page(self, file: str, data: bytes) -> Page:
        """The page that a file's bytes hold."""
        found: Page = self._ask("page", file, (file, data), self._seconds)
        return found

    def contacts(self, file: str, data: bytes, sheet: str = "") -> ContactSheet:
        """The contacts of a spreadsheet."""
        found: ContactSheet = self._ask("contacts", file, (file, data, sheet), self._seconds)
        return found

    def paste(self, html: str) -> Pasted:
        """What a clipboard's HTML says, as a part of a page."""
        found: Pasted = self._ask("paste", _CLIPBOARD, (_CLIPBOARD, html), self._paste_seconds)
        return found

    def picture(self, file: str, data: bytes) -> bytes:
        """A picture, decoded and written anew."""
        found: bytes = self._ask("picture", file, (file, data), self._picture_seconds)
        return found

    def stop(self) -> None:
        """Give up on what is being read. From any thread."""
        self._is_stopped = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        if (process := self._process) is not None:
            self._process = None
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)

    def _ask(self, kind: str, file: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        process = self._started(file)
        answers: list[Any] = []
        task = (kind, arguments)
        exchange = threading.Thread(target=_exchange, args=(process, task, answers), daemon=True)
        exchange.start()
        exchange.join(seconds)
        late = exchange.is_alive()
        if late or not answers:
            process.kill()
            exchange.join()
            self.close()
        if self._is_stopped:
            raise CancelledError
        if late:
            problem = f"This takes longer than {seconds:.0f} seconds to read."
            raise ImportingError(file, problem, "Take over a part of it at a time.")
        if not answers:
            problem = "Reading this needs more memory than it may have, or it broke off."
            raise ImportingError(file, problem, "Take over a part of it at a time.")
        if isinstance(answers[0], ImportingError):
            raise answers[0]
        return answers[0]

    def _started(self, file: str) -> subprocess.Popen[bytes]:
        if self._is_stopped:
            raise CancelledError
        if self._process is None:
            root = str(Path(app.__file__).parents[1])
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    _command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": root},
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
                )
            except OSError as error:
                problem = f"The process that reads files cannot start: {error.strerror}."
                raise ImportingError(file, problem, "See that there is memory to spare.") from error
        return self._process


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        own = Path(sys.executable)
        return [str(own.with_name(f"clinic-content{own.suffix}")), COMMAND]
    return [sys.executable, "-P", "-m", "app.content.importing.worker"]


def _exchange(process: subprocess.Popen[bytes], task: object, answers: list[Any]) -> None:
    """Send a task and wait for its answer; none comes where the process ends."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        send(process.stdin, task)
        head = process.stdout.read(LENGTH.size)
        if len(head) == LENGTH.size:
            answers.append(_ours(process.stdout.read(LENGTH.unpack(head)[0])))
    except (OSError, ValueError, EOFError, pickle.UnpicklingError):
        return


def _ours(data: bytes) -> Any:
    return _Values(io.BytesIO(data)).load()


class _Values(pickle.Unpickler):
    """Makes nothing but our own values."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _VALUES:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
        return super().find_class(module, name)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was not sent cannot be, any more
        return
