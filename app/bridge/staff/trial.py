"""The trial of a new edition: its home screen and three topics have to show without an error.

The kiosk makes it by itself right after the switch, with the objects that fill the families' own
screens, one page at a time, so that it never stands in a family's way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge.library_reloader import LibraryReloader
from app.bridge.pages.home import HomeScreen
from app.bridge.pages.topic import TopicScreen
from app.domain.errors import ContentCode, ContentError
from app.domain.kiosk.edition_record import State
from app.domain.ports import Editions, Library

PAGES = 3


class Trial(QObject):
    """Tries the library on show, where that is an edition on trial; `passed` gives its id."""

    passed = Signal(str)

    def __init__(
        self,
        editions: Editions,
        reloader: LibraryReloader,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editions = editions
        self._reloader = reloader
        self._today = today
        self._tried: Library | None = None
        self._steps: list[Callable[[], None]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        reloader.changed.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Another library is on show: try it, if it is on trial."""
        library, edition = self._reloader.library, self._editions.record().showing
        if library is None or library is self._tried:
            return
        self._tried = library
        if edition is not None and edition.state is State.TRIAL:
            self._steps = [lambda: self._show_home(library)]
            self._timer.start()

    def _show_home(self, library: Library) -> None:
        screen = HomeScreen(self)
        screen.show(library)
        screen.deleteLater()
        topics = spread_topics(library, PAGES)
        self._steps += [lambda topic=topic: self._show_topic(library, topic) for topic in topics]  # type: ignore[misc]

    def _show_topic(self, library: Library, topic_id: str) -> None:
        screen = TopicScreen(self)
        screen.show(library, topic_id, self._today())
        screen.deleteLater()

    @Slot()
    def _step(self) -> None:
        if self._reloader.library is not self._tried:
            self._timer.stop()
            return
        try:
            self._steps.pop(0)()
        except Exception as error:  # of whatever kind: no family may be the next to meet it
            self._timer.stop()
            self._reloader.put_away(_as_content_error(error))
            self._reloader.poll()
            return
        if not self._steps:
            self._timer.stop()
            self.passed.emit(self._editions.record().on_show)


def _as_content_error(error: Exception) -> ContentError:
    if isinstance(error, ContentError):
        return error
    problem = f"A page of it could not be shown ({type(error).__name__}: {error})."
    return ContentError(ContentCode.FAULTY, problem, "The kiosk shows the edition before.")


def spread_topics(library: Library, count: int) -> list[str]:
    """The ids of `count` different topics, the first to the last; all where there are fewer."""
    sections = library.sections()
    total = sum(section.topic_count for section in sections)
    indexes = {round(n * (total - 1) / max(count - 1, 1)) for n in range(count)}
    found = []
    for index in sorted(indexes):
        offset = index
        for section in sections:
            if offset < section.topic_count:
                found.append(library.cards(section.id, offset, 1)[0].topic_id)
                break
            offset -= section.topic_count
    return found
