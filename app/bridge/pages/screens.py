"""The families' screens, filled and wiped as a family goes from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.bridge.pages.collecting import CollectionScreen
from app.bridge.pages.home import HomeScreen, SectionScreen
from app.bridge.pages.topic import TopicScreen
from app.bridge.pages.walking import WalkScreen
from app.domain.errors import ContentError
from app.domain.session.session import Route, Screen

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.bridge.family import FamilySession
    from app.bridge.library_reloader import LibraryReloader
    from app.bridge.pages.takeaway import TakeawayScreen
    from app.domain.ports import Library


class FamilyScreens:
    """Fills each screen when the family goes there: a SessionListener."""

    def __init__(  # noqa: PLR0913 - what the screens stand on
        self,
        session: FamilySession,
        reloader: LibraryReloader,
        takeaway: TakeawayScreen,
        *,
        pages_a_job: int,
        today: Callable[[], date],
        parent: QObject,
    ) -> None:
        self._session = session
        self._reloader = reloader
        self._today = today
        self.home = HomeScreen(parent)
        self.section = SectionScreen(parent)
        self.topic = TopicScreen(parent)
        self.walk = WalkScreen(session, parent)
        self.takeaway = takeaway
        self.collection = CollectionScreen(session, takeaway, pages_a_job, parent)
        for screen in (self.section, self.topic, self.walk, self.collection):
            screen.failed.connect(reloader.drop)
        session.listen(self)
        session.collectedChanged.connect(self._collected_changed)

    # -- what a session asks ------------------------------------------------------------------

    def words_on_page(self) -> int:
        """How many words there are to read on the page."""
        return max(self.topic.word_count, self.walk.word_count)

    def step_back(self) -> bool:
        """One page back inside a walkthrough; False where there is none."""
        on_walk = self._session.route.screen is Screen.WALKTHROUGH
        return on_walk and self.walk.step_back()

    def fill(self, route: Route) -> None:
        """Fill the screen that comes on show."""
        if library := self._reloader.library:
            self.guarded(lambda: self._fill_from(library, route))

    def wipe_all_but(self, route: Route) -> None:
        """Wipe the screens that are not on show."""
        takes_away = route.screen in (Screen.SUMMARY, Screen.PHONE)
        if route.screen is not Screen.TOPIC and not takes_away:
            self.topic.wipe()
        if route.screen is not Screen.WALKTHROUGH and not takes_away:
            self.walk.wipe()
        if not takes_away:
            self.takeaway.wipe()
        if not self._session.shows_collection:
            self.collection.wipe()
        if route.screen is not Screen.SECTION:
            self.section.show(None, "")

    # -- what the library gives ---------------------------------------------------------------

    def show_library(self) -> None:
        """Another library is on show, or none."""
        self.collection.use(self._reloader.library)
        self.guarded(lambda: self.home.show(self._reloader.library))

    def guarded(self, work: Callable[[], None]) -> None:
        """Do something that reads the library; if the library fails it, put it away."""
        try:
            work()
        except ContentError as error:
            self._reloader.drop(error)

    def _fill_from(self, library: Library, route: Route) -> None:
        if route.screen is Screen.TOPIC:
            self.topic.show(library, route.about, self._today())
        elif route.screen is Screen.SECTION:
            self.section.show(library, route.about)
        elif route.screen is Screen.WALKTHROUGH:
            self.walk.show(library, route.about, self._today())
        elif route.screen is Screen.SUMMARY:
            self._show_summary(library)

    def _show_summary(self, library: Library) -> None:
        from app.domain.session.collecting import document  # noqa: PLC0415 - not for the first screen

        self.takeaway.show(document(library, self._session.session))
        if self._session.shows_collection:
            self.collection.show()

    def _collected_changed(self) -> None:
        library = self._reloader.library
        if library is not None and self._session.shows_collection:
            self.guarded(lambda: self._show_summary(library))
