"""The list of reviews as a sheet to print, and to hand to those who answer for the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.governance.reviews import Due, summary_line
from app.domain.handout.handout_ports import Handout
from app.domain.library.library import LibraryInfo, date_in_words
from app.domain.library.review import ReviewState
from app.handout import elements, frame
from app.handout.elements import Data, run
from app.handout.staff.tables import table
from app.handout.text import plain
from app.handout.typesetting import Typesetter

MOST = 2000
"""How many lines a sheet holds: 125 pages, in 2 s. Typst takes ever longer for more in one."""

_POINTS = 11
_TITLE = "Reviews"


def review_sheet(
    typesetter: Typesetter,
    library: LibraryInfo,
    lines: Sequence[Due],
    day: date,
    most: int = MOST,
) -> Handout:
    """What is overdue and what is due, with owners, as a tagged PDF; of so many lines at most."""

    def content() -> Iterator[Data]:
        yield from frame.masthead(typesetter.site)
        yield {"element": "title", "text": f"{_TITLE}: {plain(library.title)}"}
        yield {"element": "lead", "text": f"{date_in_words(day)}. {summary_line(lines)}"}
        if len(lines) > most:
            yield elements.paragraph(
                f"Here are the first {most:,} of {len(lines):,}, the longest overdue first."
                " The reviews in the editor and the calendar file have them all."
            )
        if lines:
            shown = map(_row, lines[:most])
            yield table(("auto", 2, 3, 2), ("Due", "Why", "Page", "Owner"), shown)
        for words in _notes(library):
            yield elements.paragraph(words)

    leaf = frame.leaf(frame.foot(library), content())
    framed = frame.framed(_TITLE, library, typesetter.site, _POINTS, [leaf])
    return typesetter.lay_out(framed)


def _row(line: Due) -> Sequence[str | Sequence[Data]]:
    why = [run(line.why, strong=line.state is ReviewState.OVERDUE)]
    page = f"{line.text.title} ({line.text.key.id})"
    return (line.due_in_words, why, page, line.owner or "nobody yet")


def _notes(library: LibraryInfo) -> Iterator[str]:
    days = library.take_down_after
    if days is None:
        yield "Families see an overdue page with a notice that it is past its review date."
    else:
        yield (
            f"When a page is overdue by more than {days} days, families are not shown its text. "
            "Who to ask stands in its place."
        )
