"""Opening hours and dates as a family would say them."""

from __future__ import annotations

import locale
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.library.library import Opening, date_in_words, hours_in_words


def openings(days: str, opens: time = time(9), closes: time = time(17)) -> tuple[Opening, ...]:
    """The same hours on some days: "125" is Monday, Tuesday and Friday."""
    return tuple(Opening(int(day), opens, closes) for day in days)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        ((), ""),
        (openings("1"), "Monday, 9am to 5pm"),
        (openings("12345"), "Monday to Friday, 9am to 5pm"),
        (openings("54321"), "Monday to Friday, 9am to 5pm"),
        (openings("1234567"), "Monday to Sunday, 9am to 5pm"),
        (openings("124"), "Monday to Tuesday, 9am to 5pm; Thursday, 9am to 5pm"),
        (openings("135"), "Monday, 9am to 5pm; Wednesday, 9am to 5pm; Friday, 9am to 5pm"),
        (openings("71"), "Monday, 9am to 5pm; Sunday, 9am to 5pm"),
        (
            openings("12345") + openings("6", time(10, 30), time(13)),
            "Monday to Friday, 9am to 5pm; Saturday, 10.30am to 1pm",
        ),
        (
            openings("12", time(9), time(12)) + openings("12", time(13), time(17, 5)),
            "Monday to Tuesday, 9am to midday; Monday to Tuesday, 1pm to 5.05pm",
        ),
        (
            openings("24") + openings("3", time(9), time(20)),
            "Tuesday, 9am to 5pm; Wednesday, 9am to 8pm; Thursday, 9am to 5pm",
        ),
        (openings("1", time(0), time(12, 30)), "Monday, midnight to 12.30pm"),
        (openings("1", time(0, 15), time(23, 59)), "Monday, 12.15am to 11.59pm"),
        (openings("123") + openings("23"), "Monday to Wednesday, 9am to 5pm"),
    ],
)
def test_hours_in_words(hours: tuple[Opening, ...], text: str) -> None:
    assert hours_in_words(hours) == text


@given(st.sets(st.integers(1, 7)).flatmap(lambda days: st.permutations(sorted(days))))
def test_the_days_said_are_the_days_open(days: list[int]) -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    text = hours_in_words(tuple(Opening(day, time(9), time(17)) for day in days))
    found: set[int] = set()
    for span in filter(None, text.split("; ")):
        ends = [names.index(name) + 1 for name in span.partition(",")[0].split(" to ")]
        found |= set(range(ends[0], ends[-1] + 1))
    assert found == set(days)


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@pytest.mark.parametrize(("month", "name"), list(enumerate(MONTHS, start=1)))
def test_date_in_words_in_every_month(month: int, name: str) -> None:
    assert date_in_words(date(2021, month, 4)) == f"4 {name} 2021"


def test_date_in_words_asks_no_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert date_in_words(date(2024, 3, 31)) == "31 March 2024"
    finally:
        locale.setlocale(locale.LC_TIME, before)
