"""Opening hours as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.importing.contacts.hours import (
    Hours,
    HoursError,
    each_day,
    hours_in,
    in_words,
    time_in,
)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00"),
        ("Monday to Friday, 9am to 5pm", "Mon-Fri 09:00-17:00"),
        ("9.30am to 5pm, Monday to Friday", "Mon-Fri 09:30-17:00"),
        ("MONDAY \u2013 FRIDAY: 09.00 \u2013 17.30", "Mon-Fri 09:00-17:30"),
        ("Mon-Fri 09:00-17:00; Sat 10:00-12:00", "Mon-Fri 09:00-17:00; Sat 10:00-12:00"),
        ("Mon-Thu 9am-5pm, Fri 9am-4.30pm", "Mon-Thu 09:00-17:00; Fri 09:00-16:30"),
        ("Tues 10.00-12.00\nThurs 14.00-16.00", "Tue 10:00-12:00; Thu 14:00-16:00"),
        (
            "Mon & Wed 9am to noon and 1pm to 5pm",
            "Mon 09:00-12:00; Mon 13:00-17:00; Wed 09:00-12:00; Wed 13:00-17:00",
        ),
        ("weekdays 0900-1700", "Mon-Fri 09:00-17:00"),
        ("Every day from 8 a.m. until 8 p.m.", "Mon-Sun 08:00-20:00"),
        ("Sat-Mon 10:00-16:00", "Mon 10:00-16:00; Sat-Sun 10:00-16:00"),
        ("Mon 9am-5pm, Sun closed", "Mon 09:00-17:00"),
        ("closed", ""),
        ("", ""),
    ],
)
def test_hours_are_understood(text: str, hours: str) -> None:
    assert in_words(hours_in(text)) == hours


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("Mon-Fri 9-5", "“9” may be in the morning", "Write 9am or 9pm"),
        ("Mon 1:00-4:00", "“1:00” may be in the morning", "Write 1am"),
        ("Mon-Fri 9:30-5:00", "“5:00” may be", "Write 5am or 5pm"),
        ("Mon-Fri 17:00-09:00", "09:00 is not after 17:00", "Write 17:00 or 5pm"),
        ("Mon 9am", "A time stands alone", "Write it as"),
        ("9am-5pm", "No days", "Write it as"),
        ("Mon-Fri", "No times", "Write it as"),
        ("24 hours", "“Always” cannot be said", "in About"),
        ("24/7", "“Always”", "in About"),
        ("by appointment", "“by appointment” is not understood", "Write it as"),
        ("Mon 9am-5pm except bank holidays", "“except bank holidays”", "Write it as"),
        ("Mon 13pm-14pm", "“13pm” is no time", "Write it as 09:00"),
        ("Mon 9:70-10:00", "09:70 is no time", "from 00:00"),
    ],
)
def test_hours_that_are_not_clear_say_why(text: str, problem: str, hint: str) -> None:
    with pytest.raises(HoursError) as found:
        hours_in(text)
    assert found.value.problem.startswith(problem)
    assert hint in found.value.hint


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (time(9), "09:00"),
        (time(16, 59, 59, 999000), "17:00"),
        (datetime(1899, 12, 30, 17, 30), "17:30"),
        (0.375, "09:00"),
        (timedelta(hours=9), "09:00"),
        ("9am", "09:00"),
        ("17:00", "17:00"),
        ("0900", "09:00"),
    ],
)
def test_a_cell_with_a_time(cell: object, words: str) -> None:
    assert time_in(cell) == words


@pytest.mark.parametrize(
    "cell", [date(2026, 5, 9), 9, "nine", "", None, 1.5, True, time(23, 59, 59)]
)
def test_a_cell_without_a_time(cell: object) -> None:
    with pytest.raises(HoursError):
        time_in(cell)


_DAY = st.integers(1, 7)
_MINUTE = st.integers(0, 24 * 60 - 1)
_HOURS = st.builds(
    lambda days, minutes: Hours(
        *sorted(days), *(f"{m // 60:02}:{m % 60:02}" for m in sorted(minutes))
    ),
    st.tuples(_DAY, _DAY),
    st.sets(_MINUTE, min_size=2, max_size=2),
)


@given(st.lists(_HOURS, max_size=4))
def test_what_is_said_is_understood(hours: list[Hours]) -> None:
    assert each_day(hours_in(in_words(hours))) == each_day(hours)


@given(st.one_of(st.text(), st.text(alphabet="monfrisatu 019:.apm-to,;&24/", max_size=30)))
def test_any_words_give_hours_or_the_error(text: str) -> None:
    try:
        found = hours_in(text)
    except HoursError:
        return
    for hours in found:
        assert 1 <= hours.first_day <= hours.last_day <= 7
        assert "00:00" <= hours.opens < hours.closes <= "23:59"
