"""From what a family takes away to the data that the Typst template lays out.

A sheet is one or more leaves. A leaf begins on a page of its own, has the foot that stands on each
of its pages, and is a list of elements in their order: another kind of handout is another list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.handout_ports import PhoneCode
from app.domain.library import LibraryInfo
from app.domain.markup import Block, BlockKind, Run
from app.domain.review import ReviewState
from app.domain.summary import (
    Collection,
    Document,
    QuestionSheet,
    Summary,
    TrialPage,
    has_questions,
)
from app.handout import elements, wording
from app.handout.elements import Data
from app.handout.phone import phone_codes
from app.handout.qr import svg
from app.handout.site import Site
from app.handout.text import plain

BODY_POINTS = {False: 14, True: 18}
"""Standard and large print. Source: the project's standards, after clear-print practice."""

_TOP, _BELOW = 0, 1
"""How deep a leaf's own title is: the handout's title, or a heading below it."""


def sheet(document: Document, site: Site, today: date, *, large: bool) -> Data:
    """Everything that the template is given."""
    codes = phone_codes(document, site, today)
    if isinstance(document, Collection):
        leaves = list(_collection(document, site, today, codes))
    elif isinstance(document, QuestionSheet):
        leaves = [_question_sheet(document, site, codes)]
    elif isinstance(document, TrialPage):
        leaves = [leaf(foot(document.library), _trial_page(site))]
    else:
        leaves = [leaf(_foot_of(document, site, today), _single(document, site, today, codes))]
    points = BODY_POINTS[large]
    return framed(_file_title(document), document.library, site, points, leaves)


def framed(title: str, library: LibraryInfo, site: Site, points: int, leaves: list[Data]) -> Data:
    """Leaves as a whole file; `title` is what the file shows of itself."""
    language, _, region = library.language.partition("-")
    return {
        "title": title,
        "language": language or "en",
        "region": region or None,
        "paper": {"a4": "a4", "letter": "us-letter"}[site.paper],
        "points": points,
        "leaves": leaves,
    }


def _file_title(document: Document) -> str:
    """The title that a file shows of itself: nothing of what a family answered or chose."""
    if isinstance(document, Collection):
        return wording.COLLECTION_TITLE
    if isinstance(document, QuestionSheet):
        return wording.BLANK_TITLE
    if isinstance(document, TrialPage):
        return wording.TRIAL_TITLE
    return wording.PRIVATE_TITLE if document.from_walkthrough else _title(document)


def leaf(at_foot: Data, content: Iterator[Data], depth: int = _TOP) -> Data:
    """Elements that begin on a page of their own, with the foot of their pages."""
    return {"foot": at_foot, "depth": depth, "elements": list(content)}


# -- one topic, one outcome ---------------------------------------------------------------------


def _single(
    summary: Summary, site: Site, today: date, codes: tuple[PhoneCode, ...]
) -> Iterator[Data]:
    yield from masthead(site)
    yield {"element": "title", "text": _title(summary)}
    yield from _warning(summary, site, today, also=_sample(summary.library))
    yield from _body(summary, frozenset(term.id for term in summary.terms))
    yield from elements.terms(summary.terms)
    if summary.withheld:
        yield _closing([*elements.contacts(summary.contacts)], codes, summary)
        return
    yield from elements.contacts(summary.contacts)
    source = elements.source(summary, is_overdue=_is_overdue(summary, today))
    yield _closing([source], codes, summary)


def _body(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    """What a summary says itself: lead, text, what was answered, questions."""
    if lead := summary.lead or (wording.WALK_LEAD if summary.from_walkthrough else ""):
        yield {"element": "lead", "text": plain(lead)}
    yield from elements.blocks(summary.blocks, explained)
    if summary.from_walkthrough:
        yield from elements.walk(summary, explained)
    yield from elements.questions(summary.questions, ticks=summary.from_walkthrough)


# -- several, collected -------------------------------------------------------------------------


def _collection(
    collection: Collection, site: Site, today: date, codes: tuple[PhoneCode, ...]
) -> Iterator[Data]:
    first_foot = foot(collection.library)
    if any(_is_overdue(summary, today) for summary in collection.summaries):
        first_foot["overdue"] = plain(wording.some_overdue(site.who_to_ask))
    yield leaf(first_foot, _first_page(collection, site, today))
    explained = frozenset(term.id for term in collection.terms)
    for number, summary in enumerate(collection.summaries):
        content = [*_collected(number, summary, site, today, explained)]
        if number + 1 == len(collection.summaries):
            content[-1] = _closing(content[-1:], codes, collection)
        yield leaf(_foot_of(summary, site, today), iter(content), _BELOW)


def _first_page(collection: Collection, site: Site, today: date) -> Iterator[Data]:
    yield from masthead(site)
    yield {"element": "title", "text": wording.COLLECTION_TITLE}
    yield from sample_banner(collection.library)
    yield {"element": "lead", "text": wording.COLLECTION_LEAD}
    yield elements.heading(wording.CONTENTS)
    yield {
        "element": "contents",
        "page": wording.PAGE,
        "items": [
            {
                "anchor": _anchor(number),
                "title": _title(summary),
                "note": wording.review_line(
                    summary.review,
                    is_overdue=_is_overdue(summary, today),
                    of_source=summary.library.dates_are_the_sources,
                    withheld=summary.withheld,
                ),
            }
            for number, summary in enumerate(collection.summaries)
        ],
    }
    yield from elements.contacts(collection.contacts)
    yield from elements.terms(collection.terms)


def _collected(
    number: int, summary: Summary, site: Site, today: date, explained: frozenset[str]
) -> Iterator[Data]:
    yield {"element": "title", "text": _title(summary), "anchor": _anchor(number)}
    yield from _warning(summary, site, today)
    if not summary.withheld:
        yield from _body(summary, explained)
        yield elements.source(summary, is_overdue=_is_overdue(summary, today))


def _anchor(number: int) -> str:
    return f"page-{number}"


# -- a sheet to write on ------------------------------------------------------------------------


def _question_sheet(blank: QuestionSheet, site: Site, codes: tuple[PhoneCode, ...]) -> Data:
    def content() -> Iterator[Data]:
        yield from masthead(site)
        yield {"element": "title", "text": wording.BLANK_TITLE}
        yield from sample_banner(blank.library)
        yield {"element": "lead", "text": wording.BLANK_LEAD}
        yield elements.blanks(blank.room)
        yield _closing([*elements.contacts(blank.contacts)], codes, blank)

    return leaf(foot(blank.library), content())


# -- a page for staff ---------------------------------------------------------------------------


def _trial_page(site: Site) -> Iterator[Data]:
    yield from masthead(site)
    yield {"element": "title", "text": wording.TRIAL_TITLE}
    yield {"element": "lead", "text": wording.TRIAL_LEAD}
    yield elements.heading(wording.TRIAL_CHECKS)
    lines = tuple(Block(BlockKind.BULLET, (Run(line),)) for line in wording.TRIAL_LINES)
    yield from elements.blocks(lines, frozenset())


# -- what kinds share ---------------------------------------------------------------------------


def foot(library: LibraryInfo) -> Data:
    """What stands on each page, whatever it is about."""
    return {
        "overdue": "",
        "sample": plain(_sample(library)),
        "source": "",
        "edition": wording.edition(library),
        "page": wording.page_of("{page}", "{pages}"),
    }


def _foot_of(summary: Summary, site: Site, today: date) -> Data:
    """The same, with what is to be known of one summary."""
    if summary.withheld:
        notice = plain(wording.withheld_on_each_page(site.who_to_ask))
        return foot(summary.library) | {"overdue": notice}
    is_overdue = _is_overdue(summary, today)
    of_source = summary.library.dates_are_the_sources
    dates = wording.dates(summary.review, is_overdue=is_overdue, of_source=of_source)
    return foot(summary.library) | {
        "overdue": plain(wording.overdue_on_each_page(site.who_to_ask)) if is_overdue else "",
        "source": plain(f"{summary.source.publisher}. {dates}"),
    }


def masthead(site: Site) -> Iterator[Data]:
    """The site's name and ward, if it has any."""
    if site.name or site.ward:
        yield {"element": "masthead", "name": plain(site.name), "ward": plain(site.ward)}


def _warning(summary: Summary, site: Site, today: date, also: str = "") -> Iterator[Data]:
    if summary.withheld:
        text = plain(wording.withheld(site.who_to_ask))
        yield {"element": "warning", "label": wording.WITHHELD, "text": text, "also": plain(also)}
    elif _is_overdue(summary, today):
        text = plain(wording.overdue(summary.review, site.who_to_ask))
        yield {"element": "warning", "label": wording.OVERDUE, "text": text, "also": plain(also)}
    elif also:
        yield {"element": "sample", "text": plain(also)}


def sample_banner(library: LibraryInfo) -> Iterator[Data]:
    """What says that the content is a sample, if it is."""
    if sample := _sample(library):
        yield {"element": "sample", "text": plain(sample)}


def _sample(library: LibraryInfo) -> str:
    if not library.sample:
        return ""
    return library.sample_notice.strip() or f"{wording.SAMPLE}."


def _closing(last: list[Data], codes: tuple[PhoneCode, ...], document: Document) -> Data:
    """The last elements of a handout, with its codes."""
    is_only = len(codes) == 1
    text = wording.phone_text(
        is_link=codes[0].is_link, is_only=is_only, has_questions=has_questions(document)
    )
    figures = [
        {
            "svg": svg(code),
            "alt": plain(wording.phone_alt(code.text, is_link=code.is_link)),
            "caption": text if is_only else wording.code_of(number, len(codes)),
        }
        for number, code in enumerate(codes, start=1)
    ]
    phone = {
        "heading": wording.ON_THE_PHONE,
        "text": "" if is_only else text,
        "codes": figures,
        "address": plain(codes[0].text) if codes[0].is_link else "",
    }
    return {"element": "closing", "elements": last, "phone": phone}


def _is_overdue(summary: Summary, today: date) -> bool:
    return not summary.withheld and summary.review.state(today) is ReviewState.OVERDUE


def _title(summary: Summary) -> str:
    return plain(summary.title) or wording.NO_TITLE
