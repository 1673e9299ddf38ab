"""The one object that QML is given: everything else hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.bridge.library_reloader import LibraryReloader
from app.bridge.pages.appearance import LibraryAppearance
from app.bridge.pages.collecting import CollectionScreen
from app.bridge.pages.helpful import HelpfulQuestion
from app.bridge.pages.helpline import Helpline
from app.bridge.pages.home import HomeScreen, SectionScreen
from app.bridge.pages.printing import PrintScreen
from app.bridge.pages.screens import FamilyScreens
from app.bridge.pages.takeaway import TakeawayScreen
from app.bridge.pages.ticking import TickedQuestions
from app.bridge.pages.topic import TopicScreen
from app.bridge.pages.walking import WalkScreen
from app.bridge.poller import Lazy, SpoolerPoller
from app.bridge.staff.editions import EditionsController
from app.bridge.staff.staff import StaffDoor
from app.bridge.staff.testpage import StaffPrinter
from app.bridge.window.pictures import HandoutPictures
from app.bridge.window.standby import Standby
from app.domain.handout.handout_ports import HandoutMaker
from app.domain.kiosk.clock import LibraryDay
from app.domain.kiosk.hours import ALWAYS, ScreenHours
from app.domain.kiosk.panel import Panel
from app.domain.library.direction import from_the_right
from app.domain.library.library import ANY_TEAM, date_in_words
from app.domain.ports import Editions, LastHelpline, Library, LibrarySource
from app.domain.session.idle import Idle
from app.domain.session.session import Screen
from app.domain.withholding import as_shown
from app.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from app.domain.kiosk.counts import Counting
    from app.domain.kiosk.door import StaffPin
    from app.domain.library.library import LibraryInfo
    from app.domain.printing.printing import PrintSpooler

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


NOT_COUNTED = "It is not counted on this kiosk."


@dataclass(frozen=True, slots=True)
class Setting:
    """What the configuration says of where the kiosk stands.

    `screen_width_mm` of 0 stands for a 24-inch panel, either way up. `pages_a_job` is of paper.
    """

    site: str
    ward: str
    who_to_ask: str
    screen_width_mm: float
    distance_mm: float
    idle: Idle
    jobs_a_session: int
    pages_a_job: int
    poll_every_minutes: float = 0
    polls_at_once: bool = True
    usb: bool = False
    low_reach_from_mm: float | None = None
    hours: ScreenHours = ALWAYS
    asks_if_helpful: bool = False

    def panel(self, width: float, height: float) -> Panel:
        """The panel that a window of this size fills."""
        return Panel(width, height, self.screen_width_mm, self.distance_mm, self.low_reach_from_mm)


@QmlElement
class Kiosk(QObject):
    """Joins the families' screens, the printers, the staff's door, and the library on show."""

    libraryChanged = Signal()
    warmed = Signal()
    closing = Signal()
    pageExpected = Signal(str)
    """The page of this name may be wanted next; it can be made before there is anything on it."""

    def __init__(  # noqa: PLR0913 - main hands it everything it stands on
        self,
        setting: Setting,
        library_source: LibrarySource,
        maker: Callable[[], HandoutMaker],
        spooler: Callable[..., PrintSpooler],
        *,
        pin: StaffPin,
        clock: Callable[[], float],
        wall: Callable[[], float],
        today: LibraryDay,
        editions: Editions | None = None,
        last_helpline: LastHelpline | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self.today = today
        self.clock = clock
        self.wall = wall
        self.about_itself: Callable[[], list[str]] = list
        self.counter: Counting | None = None
        self.handout_pictures = HandoutPictures()
        self.session = FamilySession(setting.idle, clock, self)
        self.reloader = LibraryReloader(library_source, self._in_session, self._as_shown, self)
        maker = Lazy(maker)
        self._takeaway = TakeawayScreen(maker, self.handout_pictures, self)
        self.screens = FamilyScreens(
            self.session,
            self.reloader,
            self._takeaway,
            pages_a_job=setting.pages_a_job,
            today=today,
            parent=self,
        )
        self._ticked = TickedQuestions(self.session, self)
        self.helpful_question = HelpfulQuestion(
            self.session, asks=setting.asks_if_helpful, parent=self
        )
        self._appearance = LibraryAppearance(self)
        self._helpline = Helpline(wall, today.is_believed, last_helpline, self)
        self.print_poller = SpoolerPoller(partial(spooler, for_staff=False), self)
        self.staff_poller = SpoolerPoller(partial(spooler, for_staff=True), self)
        self._printing = PrintScreen(
            self.print_poller,
            self._takeaway,
            jobs_a_session=setting.jobs_a_session,
            pages_a_job=setting.pages_a_job,
            parent=self,
        )
        self.editions = EditionsController(
            editions,
            self.reloader,
            every_minutes=setting.poll_every_minutes,
            at_once=setting.polls_at_once,
            usb=setting.usb,
            parent=self,
        )
        self._staff_printer = StaffPrinter(
            self.print_poller, self.staff_poller, maker, self._info, clock, parent=self
        )
        self.door = StaffDoor(
            pin,
            clock,
            wall,
            self.editions,
            self._staff_printer,
            self._report,
            self._counted,
            parent=self,
        )
        self.standby = Standby(
            setting.hours,
            self.session,
            clock=clock,
            wall=wall,
            clock_is_believed=today.is_believed,
            parent=self,
        )
        self.session.ended.connect(self._printing.end_session)
        self.session.ended.connect(self.door.shut)
        self.session.ended.connect(self.reloader.poll)
        self.reloader.changed.connect(self._show_library)
        self.libraryChanged.connect(self.door.refresh)
        if editions is not None:
            from app.bridge.staff.trial import Trial  # noqa: PLC0415 - only a kiosk that is updated

            self._trial = Trial(editions, self.reloader, today, self)
            self._trial.passed.connect(self.editions.passed)

    def open(self) -> None:
        """Take the library and show the first screen."""
        self.reloader.open()

    def warm(self) -> None:
        """Get ready, behind the first screen, for what a family may ask for next."""
        self._takeaway.warm()
        self._printing.warm()
        self.editions.begin()
        if library := self.reloader.library:
            library.blocks("-")  # loads what reads the pages' text
        self.warmed.emit()

    def show_preview(self, library: Library) -> None:
        """Show the same screen as another library has it, in the middle of a session: a preview."""
        before = self._spoken_of()
        self.reloader.exchange(library)
        self.screens.guarded(lambda: self.screens.home.show(library))
        self.screens.guarded(lambda: self._helpline.show(library))
        self.screens.guarded(lambda: self._appearance.show(library))
        self.screens.fill(self.session.route)
        if before != self._spoken_of():
            self.libraryChanged.emit()

    def close(self) -> None:
        """Give up what is done beside the screen: the kiosk closes."""
        self.closing.emit()
        self.reloader.stop()
        self.editions.stop()
        for worker in (self._takeaway, self.print_poller, self.staff_poller, self._staff_printer):
            worker.close()

    def _in_session(self) -> bool:
        return self.session.route.screen is not Screen.ATTRACT

    @Slot()
    def _show_library(self) -> None:
        if self.reloader.library is None:
            self.session.end()
        self.screens.show_library()
        self.screens.guarded(lambda: self._helpline.show(self.reloader.library))
        self.screens.guarded(lambda: self._appearance.show(self.reloader.library))
        self.screens.guarded(self._speak_its_language)
        self.libraryChanged.emit()

    @Slot(str)
    def read_ahead(self, topic_id: str) -> None:
        """A finger is on a topic's card: read it, so that it stands as soon as the finger lifts."""
        if self.reloader.library is not None:
            self.screens.topic.read_ahead(self.reloader.library, topic_id)
            self.pageExpected.emit("Topic")

    @Slot(str)
    def read_walkthrough_ahead(self, walkthrough_id: str) -> None:
        """The same for a walkthrough's card."""
        if self.reloader.library is not None:
            self.screens.walk.read_ahead(self.reloader.library, walkthrough_id)
            self.pageExpected.emit("Walkthrough")

    def _speak_its_language(self) -> None:
        if info := self._info():
            QLocale.setDefault(QLocale(info.language))  # a screen reader chooses its voice by it

    @Slot(float, float, result=float)
    def pixels_per_mm(self, width: float, height: float) -> float:
        """How many pixels a millimetre has in a window of this size."""
        return self.setting.panel(width, height).pixels_per_mm

    @Slot(float, float, result=float)
    def out_of_reach(self, width: float, height: float) -> float:
        """How many pixels from its top are too high for what is pressed."""
        panel = self.setting.panel(width, height)
        return panel.out_of_reach_mm * panel.pixels_per_mm

    @Slot(float, float, result=float)
    def scale(self, width: float, height: float) -> float:
        """How much larger or smaller everything is there than on a 24-inch panel."""
        return self.setting.panel(width, height).scale

    def _info(self) -> LibraryInfo | None:
        return self.reloader.library.info() if self.reloader.library else None

    def _as_shown(self, library: Library) -> Library:
        self.today.learn(library.info().latest_day)
        return as_shown(library, self.today)

    def _report(self) -> list[str]:
        lines = []
        if info := self._info():
            lines.append(f"{info.title}, edition {info.edition}")
        if error := self.reloader.error:
            lines.append(str(error))
        if not self.today.is_believed():
            clock, day = map(date_in_words, (self.today.clock(), self.today()))
            lines.append(
                f"This machine's clock says {clock}, which cannot be: the library knows {day}."
                " Dates are shown as on that day. Set the clock."
            )
        return [*lines, *self.about_itself()]

    def _counted(self) -> list[str]:
        return self.counter.sentences() if self.counter else [NOT_COUNTED]

    def _is_resting(self) -> bool:
        return self.reloader.library is None

    def _is_mirrored(self) -> bool:
        """Whether the library's language is written from the right."""
        info = self._info()
        return info is not None and from_the_right(info.language)

    def _code(self) -> str:
        return str(self.reloader.error.code) if self.reloader.error else ""

    def _sample_notice(self) -> str:
        info = self._info()
        return info.sample_notice if info and info.sample else ""

    def _whom_to_ask(self) -> str:
        info = self._info()
        return info.asked if info else ANY_TEAM

    def _welcome(self) -> str:
        info = self._info()
        return info.welcome_text if info else ""

    def _spoken_of(self) -> tuple[object, ...]:
        """What `libraryChanged` is for."""
        return (
            self._is_resting(),
            self._is_mirrored(),
            self._sample_notice(),
            self._whom_to_ask(),
            self._welcome(),
        )

    family = Property(FamilySession, attrgetter("session"), constant=True)
    home = Property(HomeScreen, attrgetter("screens.home"), constant=True)
    section = Property(SectionScreen, attrgetter("screens.section"), constant=True)
    topic = Property(TopicScreen, attrgetter("screens.topic"), constant=True)
    walk = Property(WalkScreen, attrgetter("screens.walk"), constant=True)
    takeaway = Property(TakeawayScreen, attrgetter("_takeaway"), constant=True)
    printing = Property(PrintScreen, attrgetter("_printing"), constant=True)
    collection = Property(CollectionScreen, attrgetter("screens.collection"), constant=True)
    ticked = Property(TickedQuestions, attrgetter("_ticked"), constant=True)
    helpful = Property(HelpfulQuestion, attrgetter("helpful_question"), constant=True)
    staff = Property(StaffDoor, attrgetter("door"), constant=True)
    screen = Property(Standby, attrgetter("standby"), constant=True)
    helpline = Property(Helpline, attrgetter("_helpline"), constant=True)
    appearance = Property(LibraryAppearance, attrgetter("_appearance"), constant=True)
    resting = Property(bool, _is_resting, notify=libraryChanged)
    mirrored = Property(bool, _is_mirrored, notify=libraryChanged)
    code = Property(str, _code, notify=libraryChanged)
    sampleNotice = Property(str, _sample_notice, notify=libraryChanged)
    whomToAsk = Property(str, _whom_to_ask, notify=libraryChanged)
    welcome = Property(str, _welcome, notify=libraryChanged)
    site = Property(str, attrgetter("setting.site"), constant=True)
    ward = Property(str, attrgetter("setting.ward"), constant=True)
    whoToAsk = Property(str, attrgetter("setting.who_to_ask"), constant=True)
    distanceMm = Property(float, attrgetter("setting.distance_mm"), constant=True)
