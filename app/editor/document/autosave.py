"""Writing down what was typed as one goes, so that nobody waits for the disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance import ItemKey

Jobs = Mapping[ItemKey, Content | None]
"""The texts to save; None where a text is as it was saved, so that there is nothing to write."""


@dataclass(frozen=True, slots=True)
class SaveProblem:
    """What did not work, in words for the bar above the page.

    With `stays`, they stand there until it is over; else until somebody goes on.
    """

    problem: str
    hint: str
    stays: bool = False


class Autosave(QObject):
    """Writes on a thread of its own, one thing after the other. `saved` follows each."""

    saved = Signal(object, object)
    """The Jobs, and a SaveProblem or None."""

    def __init__(self, workshop: Workshop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._writer = ThreadPoolExecutor(1, "unfinished")
        self._writing: Future[SaveProblem | None] | None = None

    def save_soon(self, jobs: Jobs) -> None:
        """Write these down soon."""
        self._writing = self._writer.submit(self.write, jobs)
        self._writing.add_done_callback(lambda done: self.saved.emit(jobs, done.result()))

    def wait(self) -> None:
        """Until what is being written is written."""
        if self._writing is not None:
            self._writing.result()

    def write(self, jobs: Jobs) -> SaveProblem | None:
        """Write these down now; what went wrong, or None."""
        try:
            for key, content in jobs.items():
                if content is None:
                    self._workshop.unfinished.drop(key)
                else:
                    self._workshop.unfinished.save(content)
        except KioskError as error:
            return SaveProblem(error.problem, error.hint)
        except OSError as error:
            return SaveProblem(f"{self._workshop.file} cannot be written: {error}.", "")
        return None

    def close(self) -> None:
        """Let the thread end."""
        self._writer.shutdown()
