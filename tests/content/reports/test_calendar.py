"""The calendar of reviews, read as a calendar program does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from icalendar import Calendar

from app.content.reports.calendar import calendar
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.governance.reviews import Reviewed
from app.domain.library.review import Review

TODAY = date(2026, 11, 22)
PAGE = Reviewed(
    ItemKey(ItemKind.TOPIC, "t05", "en-GB"),
    "CAR T-cell therapy; what, and why",
    "Patient information, Ward 4",
    Review(date(2021, 11, 4), date(2027, 1, 4)),
)


def events(*texts: Reviewed, library: str = "A library", day: date = TODAY) -> list[Any]:
    return list(Calendar.from_ical(calendar(library, texts, day)).walk("VEVENT"))


def test_a_review_is_an_event_on_its_day_with_its_owner() -> None:
    (event,) = events(PAGE)
    assert event["summary"] == "Review due: CAR T-cell therapy; what, and why"
    assert event["dtstart"].dt == date(2027, 1, 4)
    assert event["dtend"].dt == date(2027, 1, 5)
    assert "Owner: Patient information, Ward 4" in event["description"]


def test_an_event_is_the_same_when_its_page_is_renamed_and_its_date_moves() -> None:
    (before,) = events(PAGE)
    moved = replace(PAGE, title="Another", review=Review(date(2026, 1, 1), date(2028, 1, 1)))
    (after,) = events(moved, day=date(2026, 12, 24))
    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt != after["dtstart"].dt


def test_two_libraries_have_two_events() -> None:
    assert events(PAGE)[0]["uid"] != events(PAGE, library="Another ward's")[0]["uid"]


def test_a_text_without_a_date_has_none_and_without_an_owner_says_so() -> None:
    (event,) = events(replace(PAGE, review=None), replace(PAGE, owner=""))
    assert "It has no owner yet." in event["description"]


def test_the_file_is_the_same_for_the_same_day() -> None:
    assert calendar("A library", [PAGE], TODAY) == calendar("A library", [PAGE], TODAY)


def test_it_names_nobody_but_the_owner() -> None:
    (event,) = events(PAGE)
    assert not {"organizer", "attendee", "contact"} & {name.lower() for name in event}
