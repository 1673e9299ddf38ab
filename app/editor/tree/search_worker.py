"""Finds words beside the window: the newest question alone is answered, and never waited for."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.content.items.item import Content
from app.content.search.fragments import ItemRef
from app.content.search.index import Result, WordIndex
from app.content.search.normalize import Query
from app.domain.errors import ContentError
from app.domain.governance.governance import ItemKey
from app.editor.document.document import LibraryDocument
from app.editor.widgets.background import Job, Progress


class Finder(QObject):
    """Reads the library when it is first asked, and again once it has changed."""

    found = Signal(object, object)
    """What was asked (Wanted), and the Result."""

    def __init__(self, document: LibraryDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.pool = QThreadPool(self, maxThreadCount=1)  # others' work may take a while
        self._index: WordIndex | None = None
        self._is_stale = True
        self._is_busy = self._is_over = False
        self._next: tuple[Query, Collection[ItemRef] | None] | None = None
        self._typed: dict[ItemKey, Content] = {}
        document.changed.connect(self._changed)
        document.rearranged.connect(self._forget)

    def _changed(self, content: Content, _field: str) -> None:
        self._typed[content.key] = content

    def _forget(self) -> None:
        self._is_stale = True

    def ask(self, query: Query, among: Collection[ItemRef] | None = None) -> None:
        """Find what has these words; `among` leaves the rest out."""
        self._next = (query, among)
        self._go_on()

    def prepare(self) -> None:
        """Read the library, so that what is asked soon is answered at once."""
        if self._is_stale and self._next is None:
            self.ask(Query(()))

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self._next = None

    def _go_on(self) -> None:
        if self._is_busy or self._is_over or self._next is None:
            return
        (query, among), self._next = self._next, None
        self._is_busy = True
        if self._is_stale:  # what is typed this moment may not be written down yet
            self._typed = {c.key: c for c in self._document.unsaved()} | self._typed
        reads, self._is_stale = self._is_stale, False
        typed, self._typed = self._typed, {}

        def search(_: Progress) -> Result:
            if self._index is None:
                self._index = WordIndex()
            if reads:
                self._index.read(self._document.workshop.file)
            for content in typed.values():
                self._index.put(content)
            return self._index.find(query, among)

        job = Job(search, self)
        job.done.connect(lambda result: self._done(query, result))
        job.failed.connect(self._failed)
        job.start(self.pool)

    def _done(self, query: Query, result: Result) -> None:
        self._is_busy = False
        if self._is_over:
            return
        if self._next is None:
            self.found.emit(query, result)
        else:
            self._go_on()

    def _failed(self, error: Exception) -> None:
        self._is_busy, self._is_stale = False, True
        if self._is_over:
            return
        if not isinstance(error, ContentError):
            raise error
        self._document.report(error.problem, error.hint)
        self._go_on()

    def close(self) -> None:
        """Let go of the words; a search that runs ends first."""
        self._is_over = True
        self._next = None
        self.pool.waitForDone()
        if self._index is not None:
            self._index.close()
            self._index = None
