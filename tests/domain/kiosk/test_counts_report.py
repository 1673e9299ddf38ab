"""What staff read of what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.kiosk.counts import Cell, Count, CountRecord, CountsState, Kind
from app.domain.kiosk.counts_report import DAYS, MOST_PAGES, NOT_SAVED, NOTHING_YET, sentences

TODAY = date(2026, 11, 22)
VISITS, HANDOUTS = Cell(Kind.VISITS), Cell(Kind.HANDOUTS)


def said(
    *numbers: tuple[Cell, int], state: CountsState = CountsState.SHOWN, ago: int = 1
) -> list[str]:
    """What is said where these numbers were released, so many days ago."""
    day = TODAY - timedelta(days=ago)
    record = CountRecord().released(day, (Count(day, day, *cell, n) for cell, n in numbers))
    titles = {"t01": "A page", "w01": "A talk"}
    return sentences(record, state, TODAY, lambda cell: titles.get(cell.page, ""))


def of_pages(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if "opened" in line]


def test_visits_handouts_and_pages_the_most_read_first() -> None:
    explained, *lines = said(
        (VISITS, 40),
        (HANDOUTS, 11),
        (Cell(Kind.TOPIC, "t01"), 12),
        (Cell(Kind.TOPIC, "gone"), 10),
        (Cell(Kind.WALKTHROUGH, "w01"), 14),
    )
    assert explained.startswith("From 26 October 2026 to 22 November 2026. Each number")
    assert lines == [
        "About 40 visits; in about 11 something was printed.",
        "“A talk”: opened in about 14 visits.",
        "“A page”: opened in about 12 visits.",
        "A page that is no longer there (gone): opened in about 10 visits.",
    ]


def test_what_is_hidden_is_called_few() -> None:
    assert "About 40 visits; few printed anything." in said((VISITS, 40))
    assert "In about 11 visits something was printed." in said((HANDOUTS, 11))


def test_faces_stand_beside_their_page_and_alone_where_nothing_else_is_counted() -> None:
    yes, no = Cell(Kind.YES, "t01"), Cell(Kind.NO, "t01")
    faces = "helpful? “Yes” about 20, “A little” too few to show, “No” about 10."
    assert said((Cell(Kind.TOPIC, "t01"), 31), (yes, 20), (no, 10))[1:] == [
        f"“A page”: opened in about 31 visits; {faces}"
    ]
    assert said((yes, 20), (no, 10))[1:] == [f"“A page”: {faces}"]


def test_each_state_has_a_sentence() -> None:
    assert sentences(CountRecord(), CountsState.NOTHING_YET, TODAY, str) == [NOTHING_YET]
    [few] = said()
    assert "too few came to show: a number is shown from 10" in few
    assert said((VISITS, 40), state=CountsState.NOT_SAVED)[0] == NOT_SAVED
    assert said((VISITS, 40), ago=DAYS) == [NOTHING_YET]


def test_a_big_library_says_where_the_rest_is() -> None:
    many = [(Cell(Kind.TOPIC, f"t{n}"), 10 + n) for n in range(40)]
    lines = said(*many)
    assert len(of_pages(lines)) == MOST_PAGES
    assert "(t39)" in of_pages(lines)[0]
    assert lines[-1] == "The other pages, and other times: clinic-kiosk counts."


def test_no_line_has_a_small_number() -> None:
    lines = said((VISITS, 10), (HANDOUTS, 10), (Cell(Kind.TOPIC, "t01"), 10))
    numbers = [int(n) for line in lines[1:] for n in re.findall(r"[Aa]bout (\d+)", line)]
    assert numbers == [10, 10, 10]
