"""From what a family takes away to the data that the Typst template lays out.

A sheet is one or more leaves. A leaf begins on a page of its own, has the foot that stands on each
of its pages, and is a list of elements in their order: another kind of handout is another list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from app.domain.handout.handout_ports import QUIET, CodeKind, PhoneCode
from app.domain.handout.summary import (
    Collection,
    Document,
    QuestionSheet,
    Summary,
    TrialPage,
)
from app.domain.library.library import Contact, LibraryInfo
from app.domain.library.markup import Block, BlockKind, Run
from app.domain.library.review import ReviewState
from app.handout import elements, room, wording
from app.handout.direction import from_the_right, isolated_in, language_and_region
from app.handout.elements import Data
from app.handout.phone import phone_codes
from app.handout.qr import svg
from app.handout.site import Site
from app.handout.text import plain

BODY_POINTS = {False: 14, True: 18}
"""Standard and large print. Source: the project's standards, after clear-print practice."""

_TOP = 0
"""How deep a leaf's own title is: the handout's title, or a heading below it."""


def sheet(document: Document, site: Site, today: date, *, large: bool) -> Data:
    """Everything that the template is given."""
    codes = phone_codes(document, site, today)
    if isinstance(document, Collection):
        leaves = list(_collection(document, site, today, codes, large=large))
        if document.blank:
            leaves.append(_question_sheet(document.blank, site, (), large=large, goes_along=True))
    elif isinstance(document, QuestionSheet):
        leaves = [_question_sheet(document, site, codes, large=large)]
    elif isinstance(document, TrialPage):
        leaves = [leaf(foot(document.library), _trial_page(site))]
    else:
        if document.from_walkthrough:
            sides = [_for_the_talk(document, site, large=large)]
            sides.append(_for_the_family(document, site, today, codes))
        else:
            sides = [_topic(document, site, today, codes, large=large)]
        leaves = [leaf(_foot_of(document, site, today), side) for side in sides]
    points = BODY_POINTS[large]
    return framed(_file_title(document), document.library, site, points, leaves)


def framed(title: str, library: LibraryInfo, site: Site, points: int, leaves: list[Data]) -> Data:
    """Leaves as a whole file; `title` is what the file shows of itself."""
    language, region = language_and_region(library.language)
    turned = from_the_right(library.language)
    return {
        "title": title,
        "language": language,
        "region": region,
        "paper": {"a4": "a4", "letter": "us-letter"}[site.paper],
        "points": points,
        "direction": "rtl" if turned else "ltr",
        "accent": library.appearance.accent,
        "leaves": isolated_in(leaves) if turned else leaves,
    }


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
    return _title(document)


def leaf(at_foot: Data, content: Iterable[Data], depth: int = _TOP) -> Data:
    """Elements that begin on a page of their own, with the foot of their pages."""
    return {"foot": at_foot, "depth": depth, "elements": list(content)}


# -- one topic ----------------------------------------------------------------------------------


def _topic(
    summary: Summary, site: Site, today: date, codes: tuple[PhoneCode, ...], *, large: bool
) -> Iterator[Data]:
    yield from masthead(site, summary.library)
    yield {"element": "title", "text": _title(summary)}
    yield from _warning(summary, site, today, also=_sample(summary.library))
    if not summary.withheld:
        explained = frozenset(term.id for term in summary.terms)
        yield from _body(summary, explained, room.on_a_topic(summary, large=large))
        yield from elements.terms(summary.terms)
    yield _closing(summary.contacts, _sources([summary], today), codes, site)


def _body(summary: Summary, explained: frozenset[str], room_for_each: int = 0) -> Iterator[Data]:
    """What a page says itself: lead, text, questions."""
    if summary.lead:
        yield {"element": "lead", "text": plain(summary.lead)}
    yield from elements.blocks(summary.blocks, explained)
    yield from elements.questions(summary, room_for_each)


# -- one outcome --------------------------------------------------------------------------------


def _for_the_talk(summary: Summary, site: Site, *, large: bool) -> Iterator[Data]:
    """A page to be read from a desk in ten seconds; the rest is overleaf."""
    yield from masthead(site, summary.library)
    yield {"element": "title", "text": _title(summary)}
    yield elements.child()
    yield from elements.answers(summary)
    room_for_each = room.on_the_page_of_answers(summary, large=large)
    yield from elements.questions(summary, room_for_each)


def _for_the_family(
    summary: Summary, site: Site, today: date, codes: tuple[PhoneCode, ...]
) -> Iterator[Data]:
    explained = frozenset(term.id for term in summary.terms)
    yield from _warning(summary, site, today, also=_sample(summary.library))
    yield from elements.blocks(summary.blocks, explained)
    yield from elements.walk(summary, explained)
    yield from elements.terms(summary.terms)
    yield _closing(summary.contacts, _sources([summary], today), codes, site)


# -- several, collected -------------------------------------------------------------------------


def _collection(
    collection: Collection, site: Site, today: date, codes: tuple[PhoneCode, ...], *, large: bool
) -> Iterator[Data]:
    """Pages flow on; where the facts at the foot of the page differ, a new page begins.

    In large print the end has no room for two codes: the one that calls stands with whom it calls.
    """
    to_call = [code for code in codes if large and code.kind is CodeKind.CALL]
    codes = tuple(code for code in codes if code not in to_call)
    explained = frozenset(term.id for term in collection.terms)
    numbered = enumerate(collection.summaries)
    groups = [list(g) for _, g in groupby(numbered, lambda n: _foot_of(n[1], site, today))]
    is_one = len(groups) == 1
    if not is_one:
        first = foot(collection.library)
        if any(_is_overdue(summary, today) for summary in collection.summaries):
            first["overdue"] = plain(wording.some_overdue(site.who_to_ask))
        yield leaf(first, _first_page(collection, site, today, to_call))
    for group in groups:
        content = [*_first_page(collection, site, today, to_call)] if is_one else []
        for number, summary in group:
            content.append(_collected_title(number, summary))
            if summary.withheld or not is_one:
                content += _warning(summary, site, today)
            content += _collected(summary, explained)
        if group is groups[-1]:
            content += elements.terms(collection.terms)
            sources = _sources(collection.summaries, today)
            content.append(_closing(None, sources, codes, site))
        yield leaf(_foot_of(group[0][1], site, today), content)


def _first_page(
    collection: Collection, site: Site, today: date, to_call: list[PhoneCode]
) -> Iterator[Data]:
    yield from masthead(site, collection.library)
    yield {"element": "title", "text": wording.COLLECTION_TITLE}
    first, *others = collection.summaries
    sample = _sample(collection.library)
    if all((o.review, o.withheld) == (first.review, first.withheld) for o in others):
        yield from _warning(first, site, today, also=sample)
    else:
        yield from sample_banner(collection.library)
    yield {"element": "lead", "text": wording.COLLECTION_LEAD}
    yield elements.heading(wording.CONTENTS)
    yield {
        "element": "contents",
        "page": wording.PAGE,
        "items": [
            {"anchor": _anchor(number), "title": _title(summary), "note": _note(summary, today)}
            for number, summary in enumerate(collection.summaries)
        ],
    }
    people = elements.contacts(collection.contacts, site.who_to_ask)
    yield people | {"call": [_figure(code) for code in to_call]}


def _note(summary: Summary, today: date) -> str:
    """What a line of the contents has to say of a page: nothing of one in good order."""
    if summary.withheld:
        return f"{wording.WITHHELD}."
    return wording.PAST if _is_overdue(summary, today) else ""


def _collected_title(number: int, summary: Summary) -> Data:
    return {"element": "title", "text": _title(summary), "anchor": _anchor(number), "below": 1}


def _collected(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    """A page among others: its headings stand below its own title."""
    if summary.withheld:
        return
    content = [*elements.answers(summary), *_body(summary, explained)]
    if summary.from_walkthrough:
        content += elements.walk(summary, explained)
    yield from (element | {"below": 1} for element in content)


def _anchor(number: int) -> str:
    return f"page-{number}"


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
        yield from masthead(site, blank.library)
        yield {"element": "title", "text": plain(wording.blank_title(blank.library))}
        yield from sample_banner(blank.library)
        yield {"element": "lead", "text": wording.BLANK_LEAD}
        # Two sides of one sheet of paper, in either print.
        yield elements.blanks(max(1, blank.room - 2) if large else blank.room)
        # Pages that it goes along with have said whom to ask.
        yield _closing(None if goes_along else blank.contacts, [], codes, site)

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
    notice = wording.overdue_on_each_page(site.who_to_ask) if is_overdue else ""
    of_source = summary.library.dates_are_the_sources
    dates = wording.source_and_dates(
        summary.source, summary.review, is_overdue=is_overdue, of_source=of_source
    )
    return foot(summary.library) | {
        "overdue": plain(notice),
        "source": plain(dates),
    }


def masthead(site: Site, library: LibraryInfo | None = None) -> Iterator[Data]:
    """The site's name and ward, if it has any, and the library's logo on what families take."""
    logo = library.appearance.logo if library else None
    if site.name or site.ward or (logo and logo.picture):
        yield {
            "element": "masthead",
            "name": plain(site.name),
            "ward": plain(site.ward),
            "logo": [elements.picture(logo)] if logo and logo.picture else [],
            "accent": library.appearance.accent if library else "",
        }


def _warning(summary: Summary, site: Site, today: date, also: str = "") -> Iterator[Data]:
    if summary.withheld:
        text = plain(wording.withheld(site.who_to_ask))
        yield {"element": "warning", "label": wording.WITHHELD, "text": text, "also": plain(also)}
    elif _is_overdue(summary, today):
        who = site.who_to_ask
        short = summary.from_walkthrough
        text = plain(wording.ask_first(who) if short else wording.overdue(summary.review, who))
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


def _sources(summaries: Iterable[Summary], today: date) -> list[Data]:
    """Where the pages that are shown come from."""
    shown = [summary for summary in summaries if not summary.withheld]
    return [elements.source(shown, today)] if shown else []


def _closing(
    people: tuple[Contact, ...] | None,
    sources: list[Data],
    codes: tuple[PhoneCode, ...],
    site: Site,
) -> Data:
    """What stands at the end of a handout, with its codes beside it.

    Whom to ask on the spot is said in a library without contacts too; None was said before.
    """
    contacts = [] if people is None else [elements.contacts(people, site.who_to_ask)]
    carried = [code for code in codes if code.kind is not CodeKind.CALL]
    return {
        "element": "closing",
        "contacts": contacts,
        "sources": sources,
        "call": [_figure(code) for code in codes if code.kind is CodeKind.CALL],
        "phone": [
            {
                "heading": wording.ON_THE_PHONE,
                "code": _figure(code),
                "address": plain(code.text) if code.kind is CodeKind.LINK else "",
            }
            for code in carried
        ],
    }


def _figure(code: PhoneCode) -> Data:
    return {
        "svg": svg(code),
        "squares": len(code.rows) + 2 * QUIET,
        "alt": plain(wording.code_alt(code)),
        "caption": wording.code_text(code),
    }


def _is_overdue(summary: Summary, today: date) -> bool:
    return not summary.withheld and summary.review.state(today) is ReviewState.OVERDUE


def _title(summary: Summary) -> str:
    return plain(summary.title) or wording.NO_TITLE
