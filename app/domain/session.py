"""One family's session, as a frozen value: ending it is putting a new one in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.walk import Walk

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


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, what it is about (an id, or ""), and how far down it was read (0 is the top)."""

    screen: Screen
    about: str = ""
    read_to: float = 0.0


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that is known of the family at the screen. Nothing of it outlives the session.

    `trail` is the way back, the screen on show last; it is never empty. `collected` is the ids of
    the topics for the family's own summary, in their order, once each.
    """

    trail: tuple[Place, ...] = (Place(Screen.ATTRACT),)
    text_size: int = TEXT_SIZES[0]
    theme: Theme = Theme.PAPER
    walks: Mapping[str, Walk] = field(default_factory=lambda: MappingProxyType({}))
    large_print: bool = False
    collected: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The screen on show."""
        return self.trail[-1]

    @property
    def begun(self) -> bool:
        """Whether a family is here, so that there is something to end."""
        return self != Session()

    def walk(self, walkthrough_id: str) -> Walk:
        """The way through this walkthrough so far."""
        return self.walks.get(walkthrough_id, Walk())


def start(session: Session) -> Session:
    """From the attract screen to the home screen."""
    return replace(session, trail=(Place(Screen.HOME),))


def go(session: Session, screen: Screen, about: str = "", *, left_at: float = 0.0) -> Session:
    """Show a screen. `left_at` is how far down the one before was read, for the way back.

    The home screen looks the same each time that somebody asks for it: from its top.
    """
    if screen is Screen.HOME:
        return start(session)
    here = replace(session.place, read_to=left_at)
    there = Place(screen, about)
    trail = (*session.trail[:-1], here, there)
    return (
        session if (screen, about) == (here.screen, here.about) else replace(session, trail=trail)
    )


def back(session: Session) -> Session:
    """The screen before; the home screen has none before it."""
    return replace(session, trail=session.trail[:-1]) if len(session.trail) > 1 else session


def with_walk(session: Session, walkthrough_id: str, walk: Walk) -> Session:
    """Put a walk in place of the one before."""
    return replace(session, walks=MappingProxyType({**session.walks, walkthrough_id: walk}))


def collect(session: Session, topic_id: str) -> Session:
    """Put a topic at the end of the family's summary, if it is not in there yet."""
    if topic_id in session.collected:
        return session
    return replace(session, collected=(*session.collected, topic_id))


def uncollect(session: Session, topic_id: str) -> Session:
    """Take a topic out of the family's summary."""
    return replace(session, collected=tuple(i for i in session.collected if i != topic_id))


def move_collected(session: Session, topic_id: str, places: int) -> Session:
    """Move a topic of the family's summary: -1 is one up, 1 one down. It stops at the ends."""
    if topic_id not in session.collected:
        return session
    others = [i for i in session.collected if i != topic_id]
    place = max(0, session.collected.index(topic_id) + places)
    return replace(session, collected=(*others[:place], topic_id, *others[place:]))
