"""Reviews as a calendar file, for the calendars of those who answer for the pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from app.domain.governance.reviews import Reviewed
from app.domain.progress import NO_PROGRESS, SubProgress

_NOTICE = timedelta(days=14)


def calendar(
    library: str, texts: Sequence[Reviewed], today: date, progress: SubProgress = NO_PROGRESS
) -> bytes:
    """One event for each review, on the day that it is due. `library` is the library's title.

    An event keeps its UID when its page is renamed or its date moves, so that importing the file
    again moves the event. It names nobody but the owner, in the library's own words.
    """
    made = Calendar()
    made.add("prodid", "-//Clinic Kiosk//Reviews//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Reviews: {library}")
    timestamp = datetime.combine(today, time(), UTC)
    for text in progress.each(texts, len(texts), "Writing review"):
        if text.review is not None:
            made.add_component(_event(library, text, text.review.due, timestamp))
    return bytes(made.to_ical())


def _event(library: str, text: Reviewed, due: date, timestamp: datetime) -> Event:
    # Two wards may have made their libraries of the same one: then their ids are the same.
    which = hashlib.sha256(library.encode()).hexdigest()[:12]
    key = text.key
    event = Event()
    event.add("uid", f"review-{key.kind}-{key.id}-{key.language}-{which}@clinic-kiosk")
    event.add("dtstamp", timestamp)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", f"Review due: {text.title}")
    owner = f"Owner: {text.owner}" if text.owner else "It has no owner yet."
    event.add("description", f"{owner}\n{library}: {key.kind} {key.id}")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Review due: {text.title}")
    alarm.add("trigger", -_NOTICE)
    event.add_component(alarm)
    return event
