"""What is due for review, what is overdue, and what stands on a source that has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.governance.governance import ItemKey
from app.domain.library.counting import count
from app.domain.library.library import date_in_words
from app.domain.library.review import SOON, Review, ReviewState


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A text that families see, its dates, and who answers for it."""

    key: ItemKey
    title: str
    owner: str = ""
    review: Review | None = None
    source_changed: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the list: `days` until the review is due, less than 0 where it is overdue.

    `state` is CURRENT, and `days` may be None, where only a changed source brought it here.
    """

    text: Reviewed
    state: ReviewState
    days: int | None

    @property
    def owner(self) -> str:
        """Who is asked."""
        return self.text.owner

    @property
    def why(self) -> str:
        """Why it is on the list, in a few words."""
        found = []
        if self.days is not None and self.state is ReviewState.OVERDUE:
            found.append(f"{_days(-self.days)} overdue")
        elif self.days is not None and self.state is ReviewState.DUE_SOON:
            found.append("due today" if self.days == 0 else f"due in {_days(self.days)}")
        if self.text.source_changed:
            found.append("its source has changed")
        return ", ".join(found)

    @property
    def due_in_words(self) -> str:
        """The day it is due."""
        return date_in_words(self.text.review.due) if self.text.review else "no date"


def _days(number: int) -> str:
    return count(number, "day")


def due(texts: Iterable[Reviewed], today: date) -> tuple[Due, ...]:
    """What to review, the longest overdue first; then what only stands on a changed source."""
    found = [_due(text, today) for text in texts]
    listed = [d for d in found if d.state is not ReviewState.CURRENT or d.text.source_changed]
    return tuple(sorted(listed, key=_order))


def _due(text: Reviewed, today: date) -> Due:
    if text.review is None:
        return Due(text, ReviewState.CURRENT, None)
    return Due(text, text.review.state(today), (text.review.due - today).days)


def _order(line: Due) -> tuple[bool, int, str, ItemKey]:
    is_current = line.state is ReviewState.CURRENT
    return (is_current, line.days or 0, line.text.title.casefold(), line.text.key)


def summary_line(lines: Iterable[Due]) -> str:
    """How many there are of each, as a sentence."""
    found = tuple(lines)
    overdue = sum(line.state is ReviewState.OVERDUE for line in found)
    soon = sum(line.state is ReviewState.DUE_SOON for line in found)
    changed = sum(line.text.source_changed for line in found)
    if not found:
        return f"Nothing is overdue, and nothing is due in {SOON.days} days."
    on = f" On a changed source: {changed}." if changed else ""
    return f"Overdue: {overdue}. Due in {SOON.days} days: {soon}.{on}"
