"""What becomes of a page that is past its review date for longer than the library allows.

Its title and its card stay, so that no link leads nowhere. Its text is not shown on the screen, in
a handout or in a collected summary, and who to ask stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.library.library import (
    Card,
    Contact,
    LibraryInfo,
    Section,
    Term,
    Topic,
    WalkthroughCard,
)
from app.domain.library.review import Review

if TYPE_CHECKING:
    from app.domain.library.markup import Block, Picture
    from app.domain.ports import Library
    from app.domain.walkthrough.walkthrough import Walkthrough


def as_shown(library: Library, today: Callable[[], date]) -> Library:
    """The library as families may see it on the day that it is asked."""
    return library if library.info().take_down_after is None else WithholdingLibrary(library, today)


class WithholdingLibrary:
    """A Library of the ports that withholds what is overdue for too long."""

    def __init__(self, library: Library, today: Callable[[], date]) -> None:
        self._library = library
        self._today = today

    def topic(self, topic_id: str) -> Topic:
        """One page; without its text where that may not be shown."""
        topic = self._library.topic(topic_id)
        if not self._withheld(topic.review):
            return topic
        return replace(
            topic,
            summary="",
            body="",
            references=(),
            questions=(),
            contacts=topic.contacts or self._library.contacts(),
            withheld=True,
        )

    def walkthrough(self, walkthrough_id: str) -> Walkthrough:
        """One walkthrough; without its questions where they may not be asked."""
        walkthrough = self._library.walkthrough(walkthrough_id)
        if not self._withheld(walkthrough.review):
            return walkthrough
        return replace(
            walkthrough,
            opening="",
            first_question_id="",
            questions=(),
            outcomes=(),
            notes=(),
            contacts=walkthrough.contacts or self._library.contacts(),
            withheld=True,
        )

    def _withheld(self, review: Review) -> bool:
        return review.withheld(self._today(), self.info().take_down_after)

    def info(self) -> LibraryInfo:
        """The library as a whole."""
        return self._library.info()

    def sections(self) -> tuple[Section, ...]:
        """The sections, in order, without those that have no topic to show."""
        return self._library.sections()

    def cards(self, section_id: str, offset: int = 0, limit: int = -1) -> tuple[Card, ...]:
        """The cards of a section, in order, `limit` of them from `offset`; -1 is all."""
        return self._library.cards(section_id, offset, limit)

    def overdue(self, day: date) -> int:
        """How many topics and walkthroughs are past their review date on a day."""
        return self._library.overdue(day)

    def standouts(self) -> tuple[Card, ...]:
        """The cards that stand out on the home screen, in order."""
        return self._library.standouts()

    def walkthroughs(self) -> tuple[WalkthroughCard, ...]:
        """The cards of the walkthroughs, in order."""
        return self._library.walkthroughs()

    def card(self, topic_id: str) -> Card:
        """The card of one topic."""
        return self._library.card(topic_id)

    def term(self, term_id: str) -> Term:
        """A glossary word."""
        return self._library.term(term_id)

    def contacts(self) -> tuple[Contact, ...]:
        """Everyone to talk to, in order."""
        return self._library.contacts()

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Read CommonMark into blocks."""
        return self._library.blocks(text)

    def picture(self, digest: str) -> Picture | None:
        """A picture, or None where it is not there to the letter."""
        return self._library.picture(digest)

    def release(self) -> None:
        """Let go of what was read."""
        self._library.release()

    def close(self) -> None:
        """Let go of the file."""
        self._library.close()
