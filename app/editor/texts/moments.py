"""Moments as the library writes them (UTC, ISO 8601), said by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.library.library import date_in_words

_DAY = len("2026-11-23")


def day_of(at: str) -> date:
    """The day of a moment, as it is written."""
    return date.fromisoformat(at[:_DAY])


def when_in_words(at: str) -> str:
    """A moment as one says it: 23 November 2026 at 09:00; what is no moment stays as it is."""
    try:
        then = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return f"{date_in_words(then.date())} at {then:%H:%M}"


def short_moment(at: str) -> str:
    """A moment in a table: 23 Nov 2026, 09:00; a day alone is said in full."""
    if len(at) == _DAY:
        return date_in_words(date.fromisoformat(at))
    then = datetime.fromisoformat(at).astimezone()
    return f"{then.day} {then:%b %Y, %H:%M}"
