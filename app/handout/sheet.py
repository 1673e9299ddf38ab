"""From what a family takes away to the data that the Typst template lays out.

A sheet is one or more leaves. A leaf begins on a page of its own, has the foot that stands on each
of its pages, and is a list of elements in their order: another kind of handout is another list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.handout.handout_ports import PhoneCode
from app.domain.handout.summary import (
    Collection,
    Document,
    QuestionSheet,
    Summary,
    TrialPage,
)
from app.domain.library.markup import Block, BlockKind, Run
from app.handout import elements, frame, room, wording
from app.handout.collection import collection_leaves
from app.handout.elements import Data
from app.handout.phone import phone_codes
from app.handout.site import Site
from app.handout.text import plain

BODY_POINTS = {False: 14, True: 18}
"""Standard and large print. Source: the project's standards, after clear-print practice."""


def sheet(document: Document, site: Site, today: date, *, large: bool) -> Data:
    """Everything that the template is given."""
    codes = phone_codes(document, site, today)
    if isinstance(document, Collection):
        leaves = list(collection_leaves(document, site, today, codes, large=large))
        if document.blank:
            leaves.append(_question_sheet(document.blank, site, (), large=large, goes_along=True))
    elif isinstance(document, QuestionSheet):
        leaves = [_question_sheet(document, site, codes, large=large)]
    elif isinstance(document, TrialPage):
        leaves = [frame.leaf(frame.foot(document.library), _trial_page(site))]
    else:
        if document.from_walkthrough:
            sides = [_for_the_talk(document, site, large=large)]
            sides.append(_for_the_family(document, site, today, codes))
        else:
            sides = [_topic(document, site, today, codes, large=large)]
        leaves = [frame.leaf(frame.foot_of(document, site, today), side) for side in sides]
    points = BODY_POINTS[large]
    return frame.framed(_file_title(document), document.library, site, points, leaves)


def _file_title(document: Document) -> str:
    """The title that a file shows of itself: nothing of what a family answered or chose."""
    if isinstance(document, Collection):
        return wording.COLLECTION_TITLE
    if isinstance(document, QuestionSheet):
        return plain(wording.blank_title(document.library))
    if isinstance(document, TrialPage):
        return wording.TRIAL_TITLE
    if document.from_walkthrough:
        return plain(wording.private_title(document.library))
    return frame.title_of(document)


# -- one topic ----------------------------------------------------------------------------------


def _topic(
    summary: Summary, site: Site, today: date, codes: tuple[PhoneCode, ...], *, large: bool
) -> Iterator[Data]:
    yield from frame.masthead(site, summary.library)
    yield {"element": "title", "text": frame.title_of(summary)}
    yield from frame.warning(summary, site, today, also=frame.sample(summary.library))
    if not summary.withheld:
        explained = frozenset(term.id for term in summary.terms)
        yield from elements.body(summary, explained, room.on_a_topic(summary, large=large))
        yield from elements.terms(summary.terms)
    yield frame.closing(summary.contacts, frame.sources([summary], today), codes, site)


# -- one outcome --------------------------------------------------------------------------------


def _for_the_talk(summary: Summary, site: Site, *, large: bool) -> Iterator[Data]:
    """A page to be read from a desk in ten seconds; the rest is overleaf."""
    yield from frame.masthead(site, summary.library)
    yield {"element": "title", "text": frame.title_of(summary)}
    yield elements.child()
    yield from elements.answers(summary)
    room_for_each = room.on_the_page_of_answers(summary, large=large)
    yield from elements.questions(summary, room_for_each)


def _for_the_family(
    summary: Summary, site: Site, today: date, codes: tuple[PhoneCode, ...]
) -> Iterator[Data]:
    explained = frozenset(term.id for term in summary.terms)
    yield from frame.warning(summary, site, today, also=frame.sample(summary.library))
    yield from elements.blocks(summary.blocks, explained)
    yield from elements.walk(summary, explained)
    yield from elements.terms(summary.terms)
    yield frame.closing(summary.contacts, frame.sources([summary], today), codes, site)


# -- a sheet to write on ------------------------------------------------------------------------


def _question_sheet(
    blank: QuestionSheet,
    site: Site,
    codes: tuple[PhoneCode, ...],
    *,
    large: bool,
    goes_along: bool = False,
) -> Data:
    def content() -> Iterator[Data]:
        yield from frame.masthead(site, blank.library)
        yield {"element": "title", "text": plain(wording.blank_title(blank.library))}
        yield from frame.sample_banner(blank.library)
        yield {"element": "lead", "text": wording.BLANK_LEAD}
        # Two sides of one sheet of paper, in either print.
        yield elements.blanks(max(1, blank.room - 2) if large else blank.room)
        # Pages that it goes along with have said whom to ask.
        yield frame.closing(None if goes_along else blank.contacts, [], codes, site)

    return frame.leaf(frame.foot(blank.library), content())


# -- a page for staff ---------------------------------------------------------------------------


def _trial_page(site: Site) -> Iterator[Data]:
    yield from frame.masthead(site)
    yield {"element": "title", "text": wording.TRIAL_TITLE}
    yield {"element": "lead", "text": wording.TRIAL_LEAD}
    yield elements.heading(wording.TRIAL_CHECKS)
    lines = tuple(Block(BlockKind.BULLET, (Run(line),)) for line in wording.TRIAL_LINES)
    yield from elements.blocks(lines, frozenset())
