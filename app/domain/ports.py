"""What the bridge may ask of rooms it does not know: the library, and where editions come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.errors import ContentError
    from app.domain.kiosk.edition_record import Offer, Record
    from app.domain.library.library import (
        Card,
        Contact,
        LibraryInfo,
        Section,
        Term,
        Topic,
        WalkthroughCard,
    )
    from app.domain.library.markup import Block, Picture
    from app.domain.walkthrough.walkthrough import Walkthrough


class Library(Protocol):
    """A checked library, open for reading. Every method raises ContentError if the file fails it.

    An unknown id is a KeyError: ids come from the library itself, so one is a fault of ours.
    """

    def info(self) -> LibraryInfo:
        """The library as a whole."""

    def sections(self) -> tuple[Section, ...]:
        """The sections, in order, without those that have no topic to show."""

    def cards(self, section_id: str, offset: int = 0, limit: int = -1) -> tuple[Card, ...]:
        """The cards of a section, in order, `limit` of them from `offset`; -1 is all."""

    def standouts(self) -> tuple[Card, ...]:
        """The cards that stand out on the home screen, in order."""

    def overdue(self, day: date) -> int:
        """How many topics and walkthroughs are past their review date on a day."""

    def walkthroughs(self) -> tuple[WalkthroughCard, ...]:
        """The cards of the walkthroughs, in order."""

    def topic(self, topic_id: str) -> Topic:
        """One page."""

    def walkthrough(self, walkthrough_id: str) -> Walkthrough:
        """One walkthrough, whole."""

    def card(self, topic_id: str) -> Card:
        """The card of one topic."""

    def term(self, term_id: str) -> Term:
        """A glossary word."""

    def contacts(self) -> tuple[Contact, ...]:
        """Everyone to talk to, in order."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Read CommonMark into blocks. A mark outside the small set comes back as its words."""

    def picture(self, digest: str) -> Picture | None:
        """A picture, or None where it is not there to the letter."""

    def release(self) -> None:
        """Let go of what was read and is kept for the next time."""

    def close(self) -> None:
        """Let go of the file."""


class LibrarySource(Protocol):
    """Where the library on show comes from."""

    def changed(self) -> bool:
        """Whether the file differs from when it was last opened or rejected. Cheap."""

    def slow(self) -> bool:
        """Whether a long check stands before `open`, so that `prepare` has to come first."""

    def prepare(self) -> None:
        """Have the file checked ahead of `open`. For a worker thread."""

    def open(self) -> Library:
        """A checked private copy of the file, open; ContentError says why there is none."""

    def stop(self) -> None:
        """Give up whatever is being checked: the kiosk closes."""


class LastHelpline(Protocol):
    """The helpline of the library that was last on show, for when none can be read."""

    def read(self) -> Contact | None:
        """It, if there was one."""

    def save(self, contact: Contact | None) -> None:
        """Keep it over a restart, where there is room for it."""


class Editions(Protocol):
    """The editions that the kiosk holds. What waits for a disk or a share is for a worker thread.

    TransientError says what stands in the way for now.
    """

    def record(self) -> Record:
        """What is remembered of them, as it stands."""

    @property
    def unsigned(self) -> bool:
        """Whether this kiosk takes editions that nobody signed."""

    def problem(self) -> str:
        """What stood in the way at the last poll, or ""."""

    def poll(self, *, asked: bool = False) -> None:
        """Look where editions come from, and take a newer one. For a worker thread."""

    def stick_offers(self) -> Sequence[Offer]:
        """What is on the sticks. For a worker thread."""

    def fetch(self, offer: Offer) -> None:
        """Take what staff have chosen, whatever its number. For a worker thread."""

    def tidy(self) -> None:
        """Remove what is no longer needed, and look at a big copy. For a worker thread."""

    def select(self, file: str) -> None:
        """What staff have chosen comes next: an edition by its id, or BASE."""

    def confirm(self) -> None:
        """Staff have looked at the edition on show, and it is right."""

    def trial_passed(self, file: str) -> None:
        """This edition is good: its screens have shown. For a worker thread."""

    def failed(self, error: ContentError) -> None:
        """The library on show failed while it was read."""
