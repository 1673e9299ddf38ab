"""Whether a contact answers now, or when they will."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from app.domain.library.library import Opening
from app.domain.library.opening import opening_words

OFFICE = tuple(Opening(day, time(9), time(17)) for day in range(1, 6))
SPLIT = (Opening(1, time(9), time(12)), Opening(1, time(13), time(17, 30)))
LATE = (Opening(6, time(18), time(0)),)


@pytest.mark.parametrize(
    ("hours", "now", "words"),
    [
        (OFFICE, "2026-11-23 09:00", "open now, until 5pm"),
        (OFFICE, "2026-11-23 16:59", "open now, until 5pm"),
        (OFFICE, "2026-11-23 17:00", "opens on Tuesday at 9am"),
        (OFFICE, "2026-11-23 08:59", "opens at 9am"),
        (OFFICE, "2026-11-27 17:00", "opens on Monday at 9am"),
        (OFFICE, "2026-11-22 10:00", "opens on Monday at 9am"),
        (SPLIT, "2026-11-23 12:00", "opens at 1pm"),
        (SPLIT, "2026-11-23 13:30", "open now, until 5.30pm"),
        (SPLIT, "2026-11-23 18:00", "opens on Monday at 9am"),
        (LATE, "2026-11-28 23:59", "open now, until midnight"),
        ((), "2026-11-23 09:00", ""),
    ],
)
def test_it_says_until_when_or_from_when(hours: tuple[Opening, ...], now: str, words: str) -> None:
    assert opening_words(hours, datetime.fromisoformat(now)) == words
