"""The record of a kiosk's editions, as it is in a private folder and in memory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from app.content.updates.edition_files import Files, read_record, tidy, write_record
from app.domain.errors import TransientError
from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import Edition, Record, State

_log = logging.getLogger(__name__)


class RecordStore:
    """Reads the record, and changes it under a lock: workers and the screen share it."""

    def __init__(self, folder: Path, files: Files, at: str) -> None:
        """Read the record; the kiosk has started at that time."""
        self.folder = folder
        self.problem = ""
        self._files = files
        self._lock = Lock()
        try:
            self.record = read_record(folder)
            self.change(lambda record: editions.restarted(record, at))
        except TransientError as error:
            self.note_problem(str(error))
            self.record = Record()

    def change(self, change: Callable[[Record], Record]) -> None:
        """Change the record, on the disk first."""
        with self._lock:
            record = change(self.record)
            if record != self.record:
                self.make_folder()
                write_record(self.folder, record, self._files)
                self._remember(record)

    def try_to_change(self, change: Callable[[Record], Record]) -> bool:
        """Change the record in memory even where the disk does not take it; whether it differs."""
        before = self.record
        try:
            self.change(change)
        except TransientError as error:
            self.note_problem(str(error))
            with self._lock:
                self._remember(change(self.record))
        return self.record != before

    def _remember(self, record: Record) -> None:
        """Take the record, and log what a hospital asks for afterwards: what was shown when."""
        before, self.record = self.record, record
        if record.on_show != before.on_show:
            _log.info("On show now: %s.", named(record.showing))
        for edition in record.entries:
            was = before.edition(edition.file)
            if edition.state is State.BAD and was is not None and was.state is not State.BAD:
                _log.info("Edition %d failed its trial: the kiosk went back.", edition.number)

    def make_folder(self) -> None:
        """See that the folder is there; TransientError where it cannot be made."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            problem = f"The kiosk cannot write to its own folder {self.folder}: {error.strerror}."
            hint = "See that the disk has room and that the kiosk's user may write there."
            raise TransientError(problem, hint) from error

    def note_problem(self, problem: str) -> None:
        """Remember what stands in the way, or "", and log it once."""
        if problem and problem != self.problem:
            _log.error("%s", problem)
        self.problem = problem

    def tidy(self) -> None:
        """Remove the files that are no longer needed."""
        with self._lock:
            if self.folder.is_dir():
                tidy(self.folder, self.record, self._files)


def named(edition: Edition | None) -> str:
    """An edition as a log names it; without one, the library that the kiosk was set up with."""
    return f"edition {edition.number}" if edition else "the library that it was set up with"
