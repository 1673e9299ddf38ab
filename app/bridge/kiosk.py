"""The one object that QML is given: everything else hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.collecting import CollectionScreen
from app.bridge.editions import EditionsDesk
from app.bridge.family import FamilySession
from app.bridge.home import HomeScreen, SectionScreen
from app.bridge.keeper import LibraryReloader
from app.bridge.pictures import HandoutPictures
from app.bridge.printing import PrintScreen
from app.bridge.rounds import Once, SpoolerPoller
from app.bridge.staff import StaffDoor
from app.bridge.takeaway import TakeawayScreen
from app.bridge.testpage import StaffPrinter
from app.bridge.topic import TopicScreen
from app.bridge.walking import WalkScreen
from app.domain.errors import ContentError
from app.domain.handout_ports import HandoutMaker
from app.domain.idle import Idle
from app.domain.ports import Editions, Library, LibrarySource
from app.domain.session import Place, Screen
from app.domain.withholding import as_shown

if TYPE_CHECKING:
    from app.domain.library import LibraryInfo
    from app.domain.printing import PrintSpooler

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """What the configuration says of the place that the kiosk stands in.

    `screen_width_mm` of 0 stands for a 24-inch panel, either way up. `pages_a_job` is of paper.
    """

    site: str
    ward: str
    who_to_ask: str
    screen_width_mm: float
    distance_mm: float
    idle: Idle
    pin_is_default: bool
    jobs_a_session: int
    pages_a_job: int
    look_every_minutes: float = 0
    usb: bool = False


@QmlElement
class Kiosk(QObject):
    """Puts what each screen shows in its place when the family goes there."""

    libraryChanged = Signal()  # noqa: N815 - a signal's name is QML's
    topicExpected = Signal()  # noqa: N815
    """A topic's page may be wanted next; it can be made before there is anything on it."""

    def __init__(  # noqa: PLR0913 - main hands it everything it stands on
        self,
        setting: Setting,
        library_source: LibrarySource,
        maker: Callable[[], HandoutMaker],
        desk: Callable[..., PrintSpooler],
        *,
        pin_matches: Callable[[str], bool],
        clock: Callable[[], float],
        today: Callable[[], date],
        editions: Editions | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self._today = today
        self.handout_pictures = HandoutPictures()
        self.session = FamilySession(setting.idle, clock, self)
        self.keeper = LibraryReloader(library_source, self._in_session, self)
        self.keeper.as_shown = lambda library: as_shown(library, today)
        self._home = HomeScreen(self)
        self._section = SectionScreen(self)
        self._topic = TopicScreen(self)
        self._walk = WalkScreen(self.session, self)
        maker = Once(maker)
        self._takeaway = TakeawayScreen(maker, self.handout_pictures, self)
        self.print_rounds = SpoolerPoller(partial(desk, for_staff=False), self)
        self.staff_rounds = SpoolerPoller(partial(desk, for_staff=True), self)
        self._printing = PrintScreen(
            self.print_rounds,
            self._takeaway,
            jobs_a_session=setting.jobs_a_session,
            pages_a_job=setting.pages_a_job,
            parent=self,
        )
        printer = StaffPrinter(
            self.print_rounds, self.staff_rounds, maker, self._info, clock, parent=self
        )
        self._collection = CollectionScreen(self.session, self._takeaway, setting.pages_a_job, self)
        self.editions = EditionsDesk(
            editions,
            self.keeper,
            every_minutes=setting.look_every_minutes,
            usb=setting.usb,
            parent=self,
        )
        self.door = StaffDoor(
            pin_matches,
            clock,
            self.editions,
            printer,
            pin_is_default=setting.pin_is_default,
            parent=self,
        )
        self.door.report = self._report
        self._section.failed = self._topic.failed = self._walk.failed = self.keeper.drop
        self._collection.failed = self.keeper.drop
        self.session.words_on_page = self._words_on_page
        self.session.step_back = self._step_back
        self.session.before_place = self._fill
        self.session.after_place = self._wipe_all_but
        self.session.ended.connect(self._printing.end_session)
        self.session.ended.connect(self.door.shut)
        self.session.ended.connect(self.keeper.look)
        self.keeper.changed.connect(self._show_library)
        self.session.collectedChanged.connect(self._collected_changed)
        self.libraryChanged.connect(self.door.refresh)
        if editions is not None:
            from app.bridge.trial import Trial  # noqa: PLC0415 - only a kiosk that is updated

            self._trial = Trial(editions, self.keeper, today, self)
            self._trial.passed.connect(self.editions.passed)

    @property
    def topic_screen(self) -> TopicScreen:
        """The topic's page."""
        return self._topic

    @property
    def walk_screen(self) -> WalkScreen:
        """The walkthrough's pages."""
        return self._walk

    def open(self) -> None:
        """Take the library and show the first screen."""
        self.keeper.open()

    def warm(self) -> None:
        """Get ready, behind the first screen, for what a family may ask for next."""
        self._takeaway.warm()
        self._printing.warm()
        self.editions.begin()
        if library := self.keeper.library:
            library.blocks("-")  # loads what reads the pages' text

    def show_again(self, library: Library) -> None:
        """Show the same place as another library has it, in the middle of a session: a preview."""
        said = (self._get_resting(), self._get_sample())
        self.keeper.exchange(library)
        self._guarded(lambda: self._home.show(library))
        self._fill(self.session.place)
        if said != (self._get_resting(), self._get_sample()):
            self.libraryChanged.emit()

    def close(self) -> None:
        """Give up what is done beside the screen: the kiosk closes."""
        self.keeper.stop()
        self.editions.stop()

    def _in_session(self) -> bool:
        return self.session.place.screen is not Screen.ATTRACT

    def _show_library(self) -> None:
        if self.keeper.library is None:
            self.session.end()
        self._collection.take(self.keeper.library)
        # Asked for again: now that the session is over, the keeper may have taken one.
        self._guarded(lambda: self._home.show(self.keeper.library))
        self.libraryChanged.emit()

    @Slot(str)
    def read_ahead(self, topic_id: str) -> None:
        """A finger is on a topic's card: read it, so that it stands as soon as the finger lifts."""
        if self.keeper.library is not None:
            self._topic.read_ahead(self.keeper.library, topic_id)
            self.topicExpected.emit()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do something that reads the library; if the library fails it, put it away."""
        try:
            work()
        except ContentError as error:
            self.keeper.drop(error)

    def _fill(self, place: Place) -> None:
        """Put what a place shows on its screen."""
        library = self.keeper.library
        if library is not None:
            self._guarded(lambda: self._fill_from(library, place))

    def _wipe_all_but(self, place: Place) -> None:
        """Wipe the screens that are not on show."""
        takes_away = place.screen in (Screen.SUMMARY, Screen.PHONE)
        if place.screen is not Screen.TOPIC and not takes_away:
            self._topic.wipe()
        if place.screen is not Screen.WALKTHROUGH and not takes_away:
            self._walk.wipe()
        if not takes_away:
            self._takeaway.wipe()
        if not self.session.shows_collection:
            self._collection.wipe()
        if place.screen is not Screen.SECTION:
            self._section.show(None, "")

    def _fill_from(self, library: Library, place: Place) -> None:
        if place.screen is Screen.TOPIC:
            self._topic.show(library, place.about, self._today())
        elif place.screen is Screen.SECTION:
            self._section.show(library, place.about)
        elif place.screen is Screen.WALKTHROUGH:
            self._walk.show(library, place.about, self._today())
        elif place.screen is Screen.SUMMARY:
            self._show_summary(library)

    def _show_summary(self, library: Library) -> None:
        from app.domain.collecting import document  # noqa: PLC0415 - not for the first screen

        self._takeaway.show(document(library, self.session.session))
        if self.session.shows_collection:
            self._collection.show()

    @Slot()
    def _collected_changed(self) -> None:
        library = self.keeper.library
        if library is not None and self.session.shows_collection:
            self._guarded(lambda: self._show_summary(library))

    def _words_on_page(self) -> int:
        return max(self._topic.words, self._walk.words)

    def _step_back(self) -> bool:
        on_walk = self.session.place.screen is Screen.WALKTHROUGH
        return on_walk and self._walk.step_back()

    def _info(self) -> LibraryInfo | None:
        return self.keeper.library.info() if self.keeper.library else None

    def _report(self) -> list[str]:
        lines = []
        if info := self._info():
            lines.append(f"{info.title}, edition {info.edition}")
        if error := self.keeper.error:
            lines.append(str(error))
        return lines

    def _get_resting(self) -> bool:
        return self.keeper.library is None

    def _get_code(self) -> str:
        return str(self.keeper.error.code) if self.keeper.error else ""

    def _get_sample(self) -> str:
        library = self.keeper.library
        if library is None:
            return ""
        info = library.info()
        return info.sample_notice if info.sample else ""

    family = Property(FamilySession, attrgetter("session"), constant=True)
    home = Property(HomeScreen, attrgetter("_home"), constant=True)
    section = Property(SectionScreen, attrgetter("_section"), constant=True)
    topic = Property(TopicScreen, attrgetter("_topic"), constant=True)
    walk = Property(WalkScreen, attrgetter("_walk"), constant=True)
    takeaway = Property(TakeawayScreen, attrgetter("_takeaway"), constant=True)
    printing = Property(PrintScreen, attrgetter("_printing"), constant=True)
    collection = Property(CollectionScreen, attrgetter("_collection"), constant=True)
    staff = Property(StaffDoor, attrgetter("door"), constant=True)
    resting = Property(bool, _get_resting, notify=libraryChanged)
    code = Property(str, _get_code, notify=libraryChanged)
    sampleNotice = Property(str, _get_sample, notify=libraryChanged)  # noqa: N815
    site = Property(str, attrgetter("setting.site"), constant=True)
    ward = Property(str, attrgetter("setting.ward"), constant=True)
    whoToAsk = Property(str, attrgetter("setting.who_to_ask"), constant=True)  # noqa: N815
    screenWidthMm = Property(float, attrgetter("setting.screen_width_mm"), constant=True)  # noqa: N815
    distanceMm = Property(float, attrgetter("setting.distance_mm"), constant=True)  # noqa: N815
