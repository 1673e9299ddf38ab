"""One family's session, as a frozen value: ending it is putting a new one in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.walkthrough.walk import Walk
from app.lazy_dataclass import dataclass

TEXT_SIZES = (100, 125, 150, 200)
"""The steps of text size, in per cent. Source: WCAG 2.2, 1.4.4."""


class Theme(StrEnum):
    """The colours to choose from."""

    PAPER = "paper"
    LIGHT = "light"
    DARK = "dark"


class Screen(StrEnum):
    """The families' screens. WALKTHROUGH is one: what it shows is the walk's own business."""

    ATTRACT = "attract"
    HOME = "home"
    SECTION = "section"
    TOPIC = "topic"
    WALKTHROUGH = "walkthrough"
    SUMMARY = "summary"
    PHONE = "phone"


ONLY_THIS, COLLECTION, QUESTIONS = "this", "collection", "questions"
"""What the summary is of: the page the family came from, what they put together, or
nothing yet, so that they can write. A summary's Route is about one of them."""


@dataclass(frozen=True, slots=True)
class Route:
    """A screen, what it is about (an id, or ""), and how far down it was read (0 is the top)."""

    screen: Screen
    about: str = ""
    read_to: float = 0.0


@dataclass(frozen=True, slots=True)
class Collected:
    """A page of the family's own summary: a topic, or a walkthrough's outcome."""

    screen: Screen
    about: str


AN_EMPTY_LINE = ""
"""In the place of a question: a line to write one's own on."""


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that is known of the family at the screen. Nothing of it outlives the session.

    `trail` is the way back, the screen on show last; it is never empty. `collected` is what is in
    the family's own summary, in their order, once each; `with_questions` puts a blank question
    sheet at its end. `ticked` is what they want to ask, of each page; AN_EMPTY_LINE stands for
    something that is not on the list. `rated` are the topics of which they said whether they
    helped; what they said is nowhere.
    """

    trail: tuple[Route, ...] = (Route(Screen.ATTRACT),)
    text_size: int = TEXT_SIZES[0]
    theme: Theme = Theme.PAPER
    walks: Mapping[str, Walk] = field(default_factory=lambda: MappingProxyType({}))
    collected: tuple[Collected, ...] = ()
    ticked: Mapping[Collected, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    with_questions: bool = False
    rated: frozenset[str] = frozenset()

    @property
    def route(self) -> Route:
        """The screen on show."""
        return self.trail[-1]

    @property
    def begun(self) -> bool:
        """Whether a family is here, so that there is something to end."""
        return self != Session()

    def walk(self, walkthrough_id: str) -> Walk:
        """The way through this walkthrough so far."""
        return self.walks.get(walkthrough_id, Walk())

    def ticked_on(self, page: Collected | None) -> frozenset[str]:
        """The questions that are ticked on a page."""
        return self.ticked.get(page, frozenset()) if page else frozenset()

    @property
    def at_hand(self) -> Collected | None:
        """What can be taken away of where the family is, or of where they asked for a summary."""
        left = (r for r in reversed(self.trail) if r.screen not in (Screen.SUMMARY, Screen.PHONE))
        here = next(left, self.route)
        has_outcome = here.screen is Screen.WALKTHROUGH and self.walk(here.about).seen
        if here.screen is Screen.TOPIC or has_outcome:
            return Collected(here.screen, here.about)
        return None


def start(session: Session) -> Session:
    """From the attract screen to the home screen."""
    return replace(session, trail=(Route(Screen.HOME),))


def go(session: Session, screen: Screen, about: str = "", *, left_at: float = 0.0) -> Session:
    """Show a screen. `left_at` is how far down the one before was read, for the way back.

    The home screen looks the same each time that somebody asks for it: from its top.
    """
    if screen is Screen.HOME:
        return start(session)
    here = replace(session.route, read_to=left_at)
    if (screen, about) == (here.screen, here.about):
        return session
    trail = (*session.trail[:-1], here, Route(screen, about))
    return replace(_reopened(session, screen, about), trail=trail)


def _reopened(session: Session, screen: Screen, about: str) -> Session:
    """Where a walkthrough is opened that was left earlier, its walk says so."""
    walk = session.walk(about)
    if screen is not Screen.WALKTHROUGH or not (walk.begun or walk.answers):
        return session
    return with_walk(session, about, replace(walk, reopened=True))


def back(session: Session) -> Session:
    """The screen before; the home screen has none before it."""
    return replace(session, trail=session.trail[:-1]) if len(session.trail) > 1 else session


def with_walk(session: Session, walkthrough_id: str, walk: Walk) -> Session:
    """Put a walk in place of the one before."""
    return replace(session, walks=MappingProxyType({**session.walks, walkthrough_id: walk}))


def tick(session: Session, page: Collected, question: str) -> Session:
    """Tick a question of a page; take the tick away where there is one."""
    now = session.ticked_on(page) ^ {question}
    return replace(session, ticked=MappingProxyType({**session.ticked, page: now}))


def ask_for_summary(session: Session, *, left_at: float = 0.0) -> Session:
    """Show what was put together, or else the page at hand, or else a sheet for questions."""
    nothing_yet = ONLY_THIS if session.at_hand else QUESTIONS
    of = COLLECTION if session.collected else nothing_yet
    return go(session, Screen.SUMMARY, of, left_at=left_at)


def show_instead(session: Session, about: str) -> Session:
    """Show the same screen about something else, with the same way back."""
    there = Route(session.route.screen, about)
    return replace(session, trail=(*session.trail[:-1], there))


def collect(session: Session, page: Collected) -> Session:
    """Put a page at the end of the family's summary, if it is not in there yet."""
    if page in session.collected:
        return session
    return replace(session, collected=(*session.collected, page))


def uncollect(session: Session, page: Collected) -> Session:
    """Take a page out of the family's summary."""
    return replace(session, collected=tuple(one for one in session.collected if one != page))


def move_collected(session: Session, page: Collected, steps: int) -> Session:
    """Move a page of the family's summary: -1 is one up, 1 one down. It stops at the ends."""
    if page not in session.collected:
        return session
    others = [one for one in session.collected if one != page]
    index = max(0, session.collected.index(page) + steps)
    return replace(session, collected=(*others[:index], page, *others[index:]))
