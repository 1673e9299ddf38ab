"""When a page was last reviewed, and when it is due."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.lazy_dataclass import dataclass

SOON = timedelta(days=60)


class ReviewState(StrEnum):
    """Where a page stands on a given day."""

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Review:
    """The two dates that every page carries. The next review is never before the last."""

    last: date
    due: date

    def state(self, today: date) -> ReviewState:
        """Where the page stands today: overdue from the day after it was due."""
        if today > self.due:
            return ReviewState.OVERDUE
        return ReviewState.DUE_SOON if self.due - today <= SOON else ReviewState.CURRENT

    def withheld(self, today: date, take_down_after: int | None) -> bool:
        """Whether the page is overdue for too long to be shown: by more days than the library says.

        None is never: then an overdue page is shown, and says that it is overdue.
        """
        return take_down_after is not None and (today - self.due).days > take_down_after
