"""Writing down what was typed as one goes, so that nobody waits for the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance.governance import ItemKey

AUTOSAVE_AFTER = 500
"""How long after the last key what was typed is written down, in ms."""

RETRY_AFTER = 5000
"""How long after a failure it is tried again, in ms."""

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


@dataclass(frozen=True, slots=True)
class LastWrite:
    """When a text was written down: as a draft of the library, or as what is still being typed."""

    at: datetime
    is_draft: bool


def local_now() -> datetime:
    """The time on the wall."""
    return datetime.now(UTC).astimezone()


class _Writer(QObject):
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


class Autosave(QObject):
    """Which texts are to be written down: soon after the last key, and again after a failure.

    `unsaved` gives a text as it is typed, or None where it is as it was saved.
    """

    problem = Signal(object)
    """A SaveProblem, or None when it is over."""
    written = Signal(object)
    """The ItemKey of a text that was written down."""

    def __init__(
        self,
        workshop: Workshop,
        unsaved: Callable[[ItemKey], Content | None],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._unsaved, self._clock = unsaved, now
        self._is_read_only = workshop.read_only
        self._waiting: set[ItemKey] = set()
        self._writes: dict[ItemKey, LastWrite] = {}
        self._has_problem = False
        self._writer = _Writer(workshop, self)
        self._writer.saved.connect(self._saved)
        self._timer = QTimer(self, interval=AUTOSAVE_AFTER, singleShot=True)
        self._timer.timeout.connect(self.save)

    def add(self, key: ItemKey) -> None:
        """Write this text down soon."""
        self._waiting.add(key)
        self._timer.start(AUTOSAVE_AFTER)

    def discard(self, key: ItemKey) -> None:
        """This text is gone, or a draft: there is nothing to write down."""
        self._waiting.discard(key)

    def save(self) -> None:
        """Write down what waits; nobody waits for it."""
        self._timer.stop()
        if self._waiting and not self._is_read_only:
            self._writer.save_soon(self._jobs())

    def save_now(self) -> bool:
        """Write it down before anything else happens; False where that failed."""
        self._timer.stop()
        self._writer.wait()
        if self._waiting and not self._is_read_only:
            jobs = self._jobs()
            self._saved(jobs, self._writer.write(jobs))
        return not self._waiting

    def wait(self) -> None:
        """Until what is being written is written."""
        self._writer.wait()

    def _jobs(self) -> Jobs:
        return {key: self._unsaved(key) for key in self._waiting}

    def _saved(self, jobs: Jobs, problem: SaveProblem | None) -> None:
        if problem is not None:
            self.fail(problem.problem, problem.hint)
            return
        for key, content in jobs.items():
            if content is self._unsaved(key):
                self._waiting.discard(key)
            if content is not None:
                self.note_write(key, is_draft=False)
        self.clear_problem()

    def fail(self, problem: str, hint: str) -> None:
        """The disk did not take it: say so, and try again."""
        self._has_problem = True
        self._timer.start(RETRY_AFTER)
        self.problem.emit(
            SaveProblem(problem, f"{hint} Nothing that you typed is lost.".strip(), True)
        )

    def clear_problem(self) -> None:
        """The disk takes it again."""
        if self._has_problem:
            self._has_problem = False
            self.problem.emit(None)

    def note_write(self, key: ItemKey, *, is_draft: bool) -> None:
        """A text was written down just now."""
        self._writes[key] = LastWrite(self._clock(), is_draft)
        self.written.emit(key)

    def last_write(self, key: ItemKey) -> LastWrite | None:
        """When a text was written down last, since the window was opened."""
        return self._writes.get(key)

    def close(self) -> None:
        """Nothing more is written."""
        self._timer.stop()
        self._writer.close()
