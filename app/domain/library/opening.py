"""Whether a contact answers now, or when they will."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.domain.library.library import Opening, clock_words, weekday_name

_DAYS_AHEAD = 8
_MIDNIGHT = time(0)


def opening_words(hours: tuple[Opening, ...], now: datetime) -> str:
    """How it stands with opening hours: "open now, until 5pm", "opens on Monday at 9am".

    Without hours there is nothing to say.
    """
    for opening in hours:
        is_before_the_end = opening.closes == _MIDNIGHT or now.time() < opening.closes
        if opening.day == now.isoweekday() and opening.opens <= now.time() and is_before_the_end:
            return f"open now, until {clock_words(opening.closes)}"
    following = _next(hours, now)
    if following is None:
        return ""
    days, opening = following
    at = clock_words(opening.opens)
    return f"opens at {at}" if days == 0 else f"opens on {weekday_name(opening.day)} at {at}"


def _next(hours: tuple[Opening, ...], now: datetime) -> tuple[int, Opening] | None:
    """In how many days the next opening comes, and which it is."""
    for days in range(_DAYS_AHEAD):
        day = (now + timedelta(days=days)).isoweekday()
        of_day = [o for o in hours if o.day == day and (days or o.opens > now.time())]
        if of_day:
            return days, min(of_day, key=lambda opening: opening.opens)
    return None
