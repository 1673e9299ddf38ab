"""What a library holds, as frozen values. The content room fills them from a content.db."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from app.domain.library.appearance import USUAL, Appearance
from app.domain.library.review import Review
from app.lazy_dataclass import dataclass

ANY_TEAM = "the team that looks after your child"
"""Whom families ask where a library names nobody."""


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """The library as a whole. `sample` marks content that no clinician has approved for use.

    `take_down_after` is how many days a page may be overdue and shown; None is any number.
    `latest_day` is the last on which something of it was published, signed or reviewed, if known.
    `whom_to_ask` completes "Ask ...", as in "the asthma nurse"; `helpline_id` is the contact
    whose number is always in sight. `put_back` names the texts that are shown as they were signed
    last, since nobody saved by the editor what stood in their place.
    """

    title: str
    language: str
    edition: int
    sample: bool
    sample_notice: str
    take_down_after: int | None = None
    latest_day: date | None = None
    welcome: str = ""
    whom_to_ask: str = ""
    helpline_id: str = ""
    appearance: Appearance = USUAL
    put_back: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """Whom families ask; people of any clinic, where the library does not say."""
        return self.whom_to_ask or ANY_TEAM

    @property
    def welcome_text(self) -> str:
        """The main words of the first screen."""
        return self.welcome or self.title

    @property
    def dates_are_the_sources(self) -> bool:
        """Whether nobody has reviewed its own words yet, so that dates are those of the source."""
        return self.sample


@dataclass(frozen=True, slots=True)
class Section:
    """A group of topics on the home screen."""

    id: str
    title: str
    topic_count: int


@dataclass(frozen=True, slots=True)
class Card:
    """What the home screen shows of a topic: an icon's name, a title and a line."""

    topic_id: str
    title: str
    line: str
    icon: str
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class WalkthroughCard:
    """What the home screen shows of a walkthrough."""

    walkthrough_id: str
    title: str
    line: str
    icon: str


@dataclass(frozen=True, slots=True)
class Source:
    """A page or a document that facts come from. `address` is words to print, never a link."""

    id: str
    publisher: str
    title: str
    address: str = ""
    authors: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a contact answers, on one day of the week (1 is Monday, 7 is Sunday)."""

    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to talk to. A contact without a telephone is met in person."""

    id: str
    name: str
    about: str
    phone: str = ""
    hours: tuple[Opening, ...] = ()


def helpline(contacts: Sequence[Contact], chosen: str) -> Contact | None:
    """The contact whose number is always in sight: the chosen one, or the first with a number."""
    with_number = [contact for contact in contacts if contact.phone]
    first = with_number[0] if with_number else None
    return next((contact for contact in with_number if contact.id == chosen), first)


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word and what it means."""

    id: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One page. `body` is CommonMark; `questions` are for a family to take along.

    A page that is `withheld` says nothing: it is overdue for too long, and being checked.
    """

    id: str
    section_id: str
    title: str
    line: str
    summary: str
    body: str
    icon: str
    source: Source
    review: Review
    references: tuple[Source, ...] = ()
    related: tuple[Card, ...] = ()
    questions: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    stands_out: bool = False
    withheld: bool = False


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_MIDDAY = time(12)
_MIDNIGHT = time(0)


def weekday_name(day: int) -> str:
    """The name of a day of the week: 1 is Monday, 7 is Sunday."""
    return _DAYS[day - 1]


def clock_words(at: time) -> str:
    """A time of day as it is said: "9am", "midday"."""
    if at in (_MIDDAY, _MIDNIGHT):
        return "midday" if at == _MIDDAY else "midnight"
    hour = at.hour % 12 or 12
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at < _MIDDAY else 'pm'}"


def hours_in_words(hours: tuple[Opening, ...]) -> str:
    """Opening hours as a family would say them: "Monday to Friday, 9am to 5pm"."""
    spans: list[tuple[int, int, time, time]] = []
    for opening in sorted(set(hours), key=lambda o: (o.opens, o.closes, o.day)):
        if spans and spans[-1][1:] == (opening.day - 1, opening.opens, opening.closes):
            spans[-1] = (spans[-1][0], opening.day, opening.opens, opening.closes)
        else:
            spans.append((opening.day, opening.day, opening.opens, opening.closes))
    words = []
    for first, last, opens, closes in sorted(spans):
        days = _DAYS[first - 1] if first == last else f"{_DAYS[first - 1]} to {_DAYS[last - 1]}"
        words.append(f"{days}, {clock_words(opens)} to {clock_words(closes)}")
    return "; ".join(words)


NO_DATE = date(9000, 1, 1)
"""Stands in a preview where a page has no review date yet: nobody makes one up for it."""


def date_in_words(day: date) -> str:
    """A date as it is printed: "4 November 2021"."""
    if day == NO_DATE:
        return "not set yet"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
