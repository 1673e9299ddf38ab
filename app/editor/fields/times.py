"""A time of the day as people write it: 8, 8am, 8.30 pm, 08:00."""

from __future__ import annotations

import re

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?(half)m?\.?)",
    re.IGNORECASE,
)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_HOURS, _MINUTES, _NOON = 24, 60, 12


def parse_time(text: str) -> str | None:
    """The time that somebody means, as 08:00; None where it is none."""
    written = text.strip().casefold()
    if written in _NAMED:
        return _NAMED[written]
    match = _TIME.fullmatch(written)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"] == "p" else 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    return f"{hour:02}:{minute:02}"
