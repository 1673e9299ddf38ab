"""The library as it would be with the words just typed: made behind the typing, newest first."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from app.content.checks.findings import Finding, Kind, Level
from app.content.items.item import Content
from app.content.reader.library import ContentLibrary
from app.domain.errors import ContentError
from app.domain.governance.governance import ItemKind
from app.domain.handout.summary import topic_summary
from app.domain.ports import Library
from app.editor.preview.showcase import staged
from app.editor.texts.required import in_one_sentence, missing

AFTER_MS = 100
"""How long nobody has typed before a picture is made, on top of what the window waits."""

_LATER = frozenset({Kind.SOURCE, Kind.REVIEW})
"""What a text still lacks while it is written, and its page can do without."""

_CANNOT = "This text cannot be shown as it is. What you typed is not lost."
_log = logging.getLogger(__name__)


class Source(Protocol):
    """What the preview asks of the library that staff work on; both from a thread of its own."""

    def preview_file(self, folder: Path, *contents: Content) -> Path:
        """A new file in a folder, in which these texts stand as if they were signed."""

    def findings(self, content: Content) -> tuple[Finding, ...]:
        """What the checks say of this text."""


@dataclass(frozen=True, slots=True)
class Made:
    """A library to look at and the page of it, if there is one, and what keeps it from families.

    The same comes twice: a second time when the checks have had their say.
    """

    content: Content
    library: Library | None = None
    about: str = ""
    problem: str = ""


class _Fleeting(ContentLibrary):
    """A library whose file goes when it is closed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        super().__init__(file)

    def close(self) -> None:
        """Let go of the file, and remove it."""
        super().close()
        self._file.unlink(missing_ok=True)


class Previews(QObject):
    """Makes one library at a time; of texts that come in the meantime, the last one counts."""

    made = Signal(object)
    """A Made."""
    _done = Signal(object, bool)

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.folder = Path(tempfile.mkdtemp(prefix="clinic-preview-"))
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._waiting: Content | None = None
        self._is_busy = False
        self._closed = False
        self._undelivered: list[Library] = []
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self._start)
        self._done.connect(self._next)

    def ask(self, content: Content, *, at_once: bool = False) -> None:
        """Make a library with this text, when nobody has typed for a moment."""
        self._waiting = content
        self._later.start(0 if at_once else AFTER_MS)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being made or waits to be."""
        return not self._is_busy and self._waiting is None

    def close(self) -> None:
        """Make nothing more, and remove what was made. What was told of is closed already."""
        self._closed = True
        self._later.stop()
        self._pool.waitForDone()
        for library in self._undelivered:  # Windows removes no file that is open
            library.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @Slot()
    def _start(self) -> None:
        content = self._waiting
        if content is None or self._is_busy or self._closed:
            return
        self._waiting, self._is_busy = None, True

        def work() -> None:
            found = self._make(content)
            if found.library is not None:
                self._undelivered.append(found.library)
            with suppress(RuntimeError):  # raised where the window was closed in the meantime
                self._done.emit(found, False)
                # Nobody waits for the checks to see what they typed.
                self._done.emit(replace(found, problem=self._problem_of(found)), True)

        self._pool.start(work)

    @Slot(object, bool)
    def _next(self, found: Made, is_over: bool) -> None:
        if self._closed:
            return
        if is_over:
            self._is_busy = False
        elif found.library is not None:
            self._undelivered.remove(found.library)
        self.made.emit(found)
        if is_over and self._waiting is not None and not self._later.isActive():
            self._start()

    def _make(self, content: Content) -> Made:
        library: Library | None = None
        try:
            library = _Fleeting(self._source.preview_file(self.folder, content))
            library, about = staged(library, content)
            _rehearse(library, content, about)
        except Exception as error:  # of whatever kind: whoever types must not lose a word to it
            if library is not None:
                library.close()
            if lacks := missing(content):
                return Made(content, problem=" ".join(in_one_sentence(lacks)).strip())
            if isinstance(error, ContentError):
                return Made(content, problem=f"{error.problem} {error.hint}")
            if not isinstance(error, KeyError):  # something that the text names is not there
                _log.error("A preview could not be made (%s).", type(error).__name__)
            return Made(content, problem=_CANNOT)
        return Made(content, library, about)

    def _problem_of(self, found: Made) -> str:
        """Why families would not be shown this, and the mend: what the checks say comes first."""
        if found.problem and missing(found.content):
            return found.problem
        with suppress(ContentError):
            for finding in self._source.findings(found.content):
                if finding.level is Level.ERROR and finding.kind not in _LATER:
                    return f"{finding.problem} {finding.hint}"
        return found.problem


def _rehearse(library: Library, content: Content, about: str) -> None:
    """Read everything that the screens will read, here where an error hurts nobody."""
    if content.key.kind is ItemKind.WALKTHROUGH:
        for text in _texts_of_walk(library, about):
            for block in library.blocks(text):
                for term_id in block.term_ids:
                    library.term(term_id)
    else:
        topic_summary(library, library.topic(about))


def _texts_of_walk(library: Library, walkthrough_id: str) -> Iterator[str]:
    walkthrough = library.walkthrough(walkthrough_id)
    yield walkthrough.opening
    for note in walkthrough.notes:
        yield note.body
    for outcome in walkthrough.outcomes:
        yield outcome.body
        for topic_id in outcome.topic_ids:
            library.card(topic_id)
