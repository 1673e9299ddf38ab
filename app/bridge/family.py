"""The family's session: where they are, how it looks, and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.domain.session import session as sessions
from app.domain.session.idle import Idle, Presence
from app.domain.session.session import (
    COLLECTION,
    TEXT_SIZES,
    Collected,
    Route,
    Screen,
    Session,
    Theme,
)
from app.domain.walkthrough.walk import Walk

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

LEAVING_SECONDS = 20.0
"""How long "I've finished" waits before it clears the screen by itself."""


class SessionListener(Protocol):
    """What a session asks of the screens, and what they are told of it."""

    def words_on_page(self) -> int:
        """How many words there are to read on the page."""

    def step_back(self) -> bool:
        """One page back inside the screen on show; False where there is none."""

    def fill(self, route: Route) -> None:
        """A screen comes on show: fill it, before QML hears of it."""

    def wipe_all_but(self, route: Route) -> None:
        """QML shows this screen: wipe the others."""


class _NoScreens:
    """In the place of a listener until there is one."""

    def words_on_page(self) -> int:
        return 0

    def step_back(self) -> bool:
        return False

    def fill(self, route: Route) -> None:
        pass

    def wipe_all_but(self, route: Route) -> None:
        pass


@QmlElement
class FamilySession(QObject):
    """Everything a family does, held in one frozen Session that the end replaces."""

    routeChanged = Signal()
    styleChanged = Signal()
    warningChanged = Signal()
    warningShown = Signal()
    """A warning has come or gone; `warningChanged` says its seconds too."""

    walkChanged = Signal()
    collectedChanged = Signal()
    tickedChanged = Signal()
    ratedChanged = Signal()
    ended = Signal()

    def __init__(
        self, idle: Idle, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = Session()
        self._idle = idle
        self._clock = clock
        self._touched_at = clock()
        self._leaving_at: float | None = None
        self._seconds_left = 0
        self._warning = False
        self._was_leaving = False
        self._listener: SessionListener = _NoScreens()
        self._timer = QTimer(self, interval=250)
        self._timer.timeout.connect(self.check_time)
        self._timer.start()

    def listen(self, listener: SessionListener) -> None:
        """Ask and tell these screens from now on."""
        self._listener = listener

    # -- where the family is ------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """Everything that is known of the family, as it is now."""
        return self._session

    @property
    def route(self) -> Route:
        """The screen on show, and what it is about."""
        return self._session.route

    @property
    def is_begun(self) -> bool:
        """Whether there is anything of a session."""
        return self._session.begun

    @property
    def is_warning(self) -> bool:
        """Whether a warning stands: the session is about to end."""
        return self._warning

    @property
    def style(self) -> tuple[int, str]:
        """The text size, in per cent, and the theme's name."""
        return self._session.text_size, str(self._session.theme)

    def _put(self, session: Session) -> None:
        before, self._session = self._session, session
        if session.trail != before.trail:
            # The next page is filled before QML is told to show it; then the last is wiped.
            self._listener.fill(session.route)
            if self._session is not session:
                return  # the library failed, and has ended the session
            self.routeChanged.emit()
            self._listener.wipe_all_but(session.route)
        if (session.text_size, session.theme) != (before.text_size, before.theme):
            self.styleChanged.emit()
        if session.walks != before.walks:
            self.walkChanged.emit()
        of, was = ((one.collected, one.with_questions) for one in (session, before))
        if of != was:
            self.collectedChanged.emit()
        if session.ticked != before.ticked:
            self.tickedChanged.emit()
        if session.rated != before.rated:
            self.ratedChanged.emit()

    @Slot()
    def start(self) -> None:
        """From the attract screen to the home screen."""
        self._put(sessions.start(self._session))

    @Slot(float)
    def go_home(self, left_at: float = 0.0) -> None:
        """To the home screen."""
        self._put(sessions.go(self._session, Screen.HOME, left_at=left_at))

    @Slot(str, str, float)
    def go(self, screen: str, about: str = "", left_at: float = 0.0) -> None:
        """To a screen; `left_at` is how far down the one before was read."""
        self._put(sessions.go(self._session, Screen(screen), about, left_at=left_at))

    @Slot()
    def back(self) -> None:
        """To the page before: inside a walkthrough, to the question before."""
        if not self._listener.step_back():
            self._put(sessions.back(self._session))

    @Slot(float)
    def ask_for_summary(self, left_at: float = 0.0) -> None:
        """To the family's summary."""
        self._put(sessions.ask_for_summary(self._session, left_at=left_at))

    @Slot(str)
    def show_instead(self, about: str) -> None:
        """The same screen about something else; Back leads where it led before."""
        self._put(sessions.show_instead(self._session, about))

    # -- what they put together ---------------------------------------------------------------

    @property
    def shows_collection(self) -> bool:
        """Whether the family's own summary is on show."""
        return (self.route.screen, self.route.about) == (Screen.SUMMARY, COLLECTION)

    def collect(self, page: Collected) -> None:
        """Put a page at the end of the family's own summary."""
        self._put(sessions.collect(self._session, page))

    def uncollect(self, page: Collected) -> None:
        """Take a page out of it."""
        self._put(sessions.uncollect(self._session, page))

    def move_collected(self, page: Collected, steps: int) -> None:
        """Move a page of it: -1 is one up, 1 one down."""
        self._put(sessions.move_collected(self._session, page, steps))

    def tick(self, page: Collected, question: str) -> None:
        """Tick a question of a page, or take its tick away."""
        self._put(sessions.tick(self._session, page, question))

    def rate(self, topic_id: str) -> None:
        """They have said whether a topic helped."""
        self._put(replace(self._session, rated=self._session.rated | {topic_id}))

    def toggle_questions(self) -> None:
        """Put a blank question sheet at the end of it, or take it out."""
        with_questions = not self._session.with_questions
        self._put(replace(self._session, with_questions=with_questions))

    # -- how they answered --------------------------------------------------------------------

    def walk(self, walkthrough_id: str) -> Walk:
        """The way through this walkthrough so far."""
        return self._session.walk(walkthrough_id)

    def put_walk(self, walkthrough_id: str, walk: Walk) -> None:
        """Put a walk in place of the one before."""
        self._put(sessions.with_walk(self._session, walkthrough_id, walk))

    # -- how it looks -------------------------------------------------------------------------

    @Slot(int)
    def set_text_size(self, per_cent: int) -> None:
        """Choose one of the text sizes."""
        if per_cent in TEXT_SIZES:
            self._put(replace(self._session, text_size=per_cent))

    @Slot(str)
    def set_theme(self, theme: str) -> None:
        """Choose one of the themes."""
        self._put(replace(self._session, theme=Theme(theme)))

    # -- when it ends -------------------------------------------------------------------------

    @Slot()
    def touched(self) -> None:
        """Somebody is here. While a warning stands, only its own button says so."""
        if self._warning:
            return
        if self._session.begun and self._presence() is Presence.GONE:
            self.end()  # it is this touch that has woken the machine
        self._touched_at = self._clock()

    @Slot()
    def finish(self) -> None:
        """The family says that they have finished: ask, with a short countdown."""
        if not self._session.begun:
            return
        self._leaving_at = self._clock()
        self.check_time()

    @Slot()
    def still_here(self) -> None:
        """Take the warning away and go on."""
        if self._session.begun and self._presence() is Presence.GONE:
            self.end()
            return
        self._leaving_at = None
        self._touched_at = self._clock()
        self.check_time()

    @Slot()
    def end(self) -> None:
        """It is as if it had not been."""
        self._leaving_at = None
        self._touched_at = self._clock()
        self._put(Session())
        self._warn(is_shown=False, seconds_left=0)
        self.ended.emit()

    @Slot()
    def check_time(self) -> None:
        """Warn, or end the session, if it is time."""
        now = self._clock()
        if not self._session.begun:
            self._touched_at = now
            self._warn(is_shown=False, seconds_left=0)
            return
        if self._leaving_at is not None:
            left = LEAVING_SECONDS - (now - self._leaving_at)
            presence = Presence.WARNING if left > 0 else Presence.GONE
        else:
            presence = self._presence()
            left = self._idle.seconds_left(now - self._touched_at, self._listener.words_on_page())
        if presence is Presence.GONE:
            self.end()
        else:
            self._warn(is_shown=presence is Presence.WARNING, seconds_left=-int(-left // 1))

    def _presence(self) -> Presence:
        """What it means how long nobody has touched anything."""
        return self._idle.presence(self._clock() - self._touched_at, self._listener.words_on_page())

    def _warn(self, *, is_shown: bool, seconds_left: int) -> None:
        if not is_shown:
            seconds_left = 0
        before = (self._warning, self._seconds_left, self._was_leaving)
        if (is_shown, seconds_left, self._is_leaving()) != before:
            self._warning, self._seconds_left = is_shown, seconds_left
            self._was_leaving = self._is_leaving()
            self.warningChanged.emit()
            if (is_shown, self._was_leaving) != (before[0], before[2]):
                self.warningShown.emit()

    # -- properties ---------------------------------------------------------------------------

    def _screen(self) -> str:
        return str(self._session.route.screen)

    def _can_go_back(self) -> bool:
        return len(self._session.trail) > 1

    def _theme(self) -> str:
        return str(self._session.theme)

    def _idle_seconds(self) -> int:
        return int(self._idle.limit)

    def _is_leaving(self) -> bool:
        return self._leaving_at is not None

    screen = Property(str, _screen, notify=routeChanged)
    about = Property(str, attrgetter("_session.route.about"), notify=routeChanged)
    readTo = Property(float, attrgetter("_session.route.read_to"), notify=routeChanged)
    canGoBack = Property(bool, _can_go_back, notify=routeChanged)
    textSize = Property(int, attrgetter("_session.text_size"), notify=styleChanged)
    theme = Property(str, _theme, notify=styleChanged)
    warning = Property(bool, attrgetter("_warning"), notify=warningChanged)
    leaving = Property(bool, _is_leaving, notify=warningChanged)
    idleSeconds = Property(int, _idle_seconds, constant=True)
    secondsLeft = Property(int, attrgetter("_seconds_left"), notify=warningChanged)
