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
_FACES = {Kind.YES: "“Yes”", Kind.PARTLY: "“A little”", Kind.NO: "“No”"}
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
    cells = {
        cell if cell.kind is Kind.WALKTHROUGH else Cell(Kind.TOPIC, cell.page)
        for cell in totals
        if cell.page
    }
    in_order = sorted(cells, key=lambda cell: (-totals.get(cell, 0), cell))
    for cell in in_order[:MOST_PAGES]:
        told = [_named(cell, title)]
        if number := totals.get(cell):
            told.append(f"opened in about {number} visits")
        if faces := _faces(totals, cell.page):
            told.append(f"helpful? {faces}")
        yield ": ".join((told[0], "; ".join(told[1:]))) + "."
    if len(in_order) > MOST_PAGES:
        yield "The other pages, and other times: clinic-kiosk counts."


def _faces(totals: Mapping[Cell, int], page: str) -> str:
    numbers = {name: totals.get(Cell(kind, page)) for kind, name in _FACES.items()}
    if not any(numbers.values()):
        return ""
    return ", ".join(
        f"{name} {f'about {number}' if number else 'too few to show'}"
        for name, number in numbers.items()
    )


def _named(cell: Cell, title: PageTitle) -> str:
    found = title(cell)
    return f"“{found}”" if found else f"A page that is no longer there ({cell.page})"
