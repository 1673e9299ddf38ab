"""Where a page stands between its last review and its next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.library.review import SOON, Review, ReviewState

DUE = date(2024, 11, 4)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (DUE + timedelta(days=1), ReviewState.OVERDUE),
        (DUE, ReviewState.DUE_SOON),
        (DUE - SOON, ReviewState.DUE_SOON),
        (DUE - SOON - timedelta(days=1), ReviewState.CURRENT),
        (date.max, ReviewState.OVERDUE),
        (date.min, ReviewState.CURRENT),
    ],
)
def test_a_page_is_overdue_from_the_day_after_it_was_due(today: date, state: ReviewState) -> None:
    assert Review(date(2021, 11, 4), DUE).state(today) is state


@pytest.mark.parametrize(
    ("days", "take_down_after", "withheld"),
    [
        (90, 90, False),
        (91, 90, True),
        (0, 0, False),
        (1, 0, True),
        (-5, 0, False),
        (9999, None, False),
    ],
)
def test_a_page_is_withheld_when_it_is_overdue_for_more_days_than_the_library_says(
    days: int, take_down_after: int | None, withheld: bool
) -> None:
    review = Review(date(2021, 11, 4), DUE)
    assert review.withheld(DUE + timedelta(days=days), take_down_after) is withheld
