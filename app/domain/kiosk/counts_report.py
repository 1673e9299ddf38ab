"""What was counted, as staff read it behind their PIN."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from app.domain.kiosk.counts import (
    RELEASED_FROM,
    Cell,
    CountRecord,
    CountsState,
    Kind,
    sorted_by_number,
)
from app.domain.library.library import date_in_words

DAYS = 28
MOST_PAGES = 12
"""Pages that are named; `clinic-kiosk counts` names all."""

NOT_SAVED = (
    "It is counted, and cannot be saved. IT: see that there is room in the state directory, and"
    " that the kiosk may write there."
)
NOTHING_YET = "It is counted. The numbers of a day come when it is over, and there are none yet."
PageTitle = Callable[[Cell], str]
"""The title of a page that was counted, or "" where the library has none of that name."""


def sentences(record: CountRecord, state: CountsState, today: date, title: PageTitle) -> list[str]:
    """The last four weeks, in plain words."""
    lines = [NOT_SAVED] if state is CountsState.NOT_SAVED else []
    first = today - timedelta(days=DAYS - 1)
    lately = record.between(first, today)
    if lately.state() is CountsState.NOTHING_YET:
        return [*lines, NOTHING_YET]
    of = f"From {date_in_words(first)} to {date_in_words(today)}"
    if lately.state() is CountsState.TOO_FEW:
        return [*lines, f"{of} too few came to show: a number is shown from {RELEASED_FROM}."]
    explained = (
        f"{of}. Each number is a little wrong on purpose, so that no family can be found in it."
        f" Days and weeks in which one was under {RELEASED_FROM} are not in it."
    )
    return [*lines, explained, *_visits(lately.totals()), *_pages(lately.totals(), title)]


def _visits(totals: Mapping[Cell, int]) -> Iterator[str]:
    visits, handouts = (totals.get(Cell(kind)) for kind in (Kind.VISITS, Kind.HANDOUTS))
    printed = f"in about {handouts} something was printed" if handouts else "few printed anything"
    if visits:
        yield f"About {visits} visits; {printed}."
    elif handouts:
        yield f"In about {handouts} visits something was printed."


def _pages(totals: Mapping[Cell, int], title: PageTitle) -> Iterator[str]:
    pages = [
        (number, Cell(kind, page))
        for kind in (Kind.TOPIC, Kind.WALKTHROUGH)
        for page, number in sorted_by_number(totals, kind)
    ]
    pages.sort(key=lambda one: -one[0])
    for number, cell in pages[:MOST_PAGES]:
        yield f"{_named(cell, title)}: opened in about {number} visits."
    if len(pages) > MOST_PAGES:
        yield "The other pages, and other times: clinic-kiosk counts."


def _named(cell: Cell, title: PageTitle) -> str:
    found = title(cell)
    return f"“{found}”" if found else f"A page that is no longer there ({cell.page})"
