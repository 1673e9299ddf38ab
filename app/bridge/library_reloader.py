"""The library on show: exchanged between two sessions, never under a family's eyes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from app.domain.errors import ContentCode, ContentError
from app.domain.ports import Library, LibrarySource

POLL_EVERY_MS = 2000
WAIT_AT_START_MS = 5000
"""How long the first picture waits for a check: most take half a second, and none comes twice."""

_log = logging.getLogger(__name__)

CHECKING = ContentError(
    ContentCode.CHECKING, "The library is being checked.", "Nothing: it shows when that is done."
)

_NAMES_A_PAGE = (ContentCode.DAMAGED, ContentCode.FAULTY)
"""The errors whose sentence may say what was being read. The others are of the whole file."""


def without_page(error: ContentError) -> ContentError:
    """The same for staff, without the page that a family had open.

    It is a new one, for the frames that the old one came through still hold the family's session.
    """
    if error.code not in _NAMES_A_PAGE:
        return ContentError(error.code, error.problem, error.hint)
    problem = "The library failed while a family read it. What they read is not written down."
    hint = "`clinic-content check` finds the place."
    return ContentError(error.code, problem, hint)


class LibraryReloader(QObject):
    """Holds the library on show, if there is one, and loads a new one when nobody is reading."""

    changed = Signal()
    prepared = Signal()
    dropped = Signal(object)

    def __init__(
        self,
        library_source: LibrarySource,
        in_session: Callable[[], bool],
        as_shown: Callable[[Library], Library],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library_source = library_source
        self._in_session = in_session
        self.library: Library | None = None
        self.error: ContentError | None = None
        self._as_shown = as_shown
        self.is_discreet = True
        """Whether an error hides what a family had open. A trial has no family."""
        self._dropped = False
        self._loading = False
        self._preparing = False
        self._pool: QThreadPool | None = None
        self.prepared.connect(self._prepared)
        self._timer = QTimer(self, interval=POLL_EVERY_MS)
        self._timer.timeout.connect(self.poll)

    def open(self) -> None:
        """Load the first library, and poll for another from then on."""
        self._timer.start()
        self._load()
        if self._preparing and self._pool is not None and self._pool.waitForDone(WAIT_AT_START_MS):
            self._prepared()

    @property
    def at_work(self) -> bool:
        """Whether a file is being checked beside the screen."""
        return self._preparing

    def stop(self) -> None:
        """Poll no more, give up a check and close the library: the kiosk closes."""
        self._timer.stop()
        self._library_source.stop()
        if self._pool is not None:
            self._pool.waitForDone()
        if self.library is not None:
            self.library.close()
            self.library = None

    @Slot()
    def poll(self) -> None:
        """Load the file if it has changed and no family is here; a refused one is tried again.

        While a family is here it is only checked, so that the next one sees it.
        """
        # Whoever hears of a change may poll at once: a locked file would go round for ever.
        if self._loading or self._preparing:
            return
        if self.library is not None and self._in_session():
            if self._library_source.changed() and self._library_source.slow():
                self._prepare()
            return
        locked = self.error is not None and self.error.code is ContentCode.LOCKED
        if locked or self._dropped or self._library_source.changed():
            self._load()

    def exchange(self, library: Library) -> None:
        """Put another library in the place of the one on show, unannounced: for a preview."""
        before, self.library, self.error = self.library, library, None
        if before is not None and before is not library:
            before.close()

    @Slot(object)
    def drop(self, error: ContentError) -> None:
        """Put the library on show away: it failed while it was read. The next poll loads one."""
        if self.is_discreet and self._in_session():
            error = without_page(error)
        self.put_away(error)

    def put_away(self, error: ContentError) -> None:
        """The same where nobody read it: the error is told of as it is."""
        _log.error("%s", error)
        self.dropped.emit(error)
        self._put(None, error)
        # Not before: whoever hears of it may poll at once, and that would go round for ever.
        self._dropped = self.library is None

    def _prepare(self) -> None:
        """Have a long check made off the screen's thread; what is on show stays there."""
        self._preparing = True
        if self._pool is None:
            self._pool = QThreadPool(self, maxThreadCount=1)
        if self.library is None and self.error is None:
            self._put(None, CHECKING)

        def work() -> None:
            self._library_source.prepare()
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self.prepared.emit()

        self._pool.start(work)

    @Slot()
    def _prepared(self) -> None:
        if not self._preparing or not self._timer.isActive():
            return  # the start has waited for it, or the kiosk closes
        self._preparing = False
        if self.library is None or not self._in_session():
            self._load()

    def _load(self) -> None:
        if self._library_source.slow():
            self._prepare()
            return
        self._dropped = False
        self._loading = True
        try:
            library = self._as_shown(self._library_source.open())
        except ContentError as error:
            # A file that stays locked is tried every two seconds, and logged once.
            if str(error) != str(self.error):
                _log.error("%s", error)
            # A good library stays on show when the one that should follow it is bad.
            self._put(self.library, error)
        else:
            self._put(library, None)
        finally:
            self._loading = False

    def _put(self, library: Library | None, error: ContentError | None) -> None:
        before, self.library, self.error = self.library, library, error
        self.changed.emit()
        if before is not None and before is not library:
            before.close()
