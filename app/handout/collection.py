"""Several pages that a family collected, as one handout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from app.domain.handout.handout_ports import CodeKind, PhoneCode
from app.domain.handout.summary import Collection, Summary
from app.handout import elements, frame, wording
from app.handout.elements import Data
from app.handout.site import Site
from app.handout.text import plain


def collection_leaves(
    collection: Collection, site: Site, today: date, codes: tuple[PhoneCode, ...], *, large: bool
) -> Iterator[Data]:
    """Pages flow on; where the facts at the foot of the page differ, a new page begins.

    In large print the end has no room for two codes: the one that calls stands with whom it calls.
    """
    to_call = [code for code in codes if large and code.kind is CodeKind.CALL]
    codes = tuple(code for code in codes if code not in to_call)
    explained = frozenset(term.id for term in collection.terms)
    numbered = enumerate(collection.summaries)
    groups = [list(g) for _, g in groupby(numbered, lambda n: frame.foot_of(n[1], site, today))]
    is_one = len(groups) == 1
    if not is_one:
        first = frame.foot(collection.library)
        if any(frame.is_overdue(summary, today) for summary in collection.summaries):
            first["overdue"] = plain(wording.some_overdue(site.who_to_ask))
        yield frame.leaf(first, _first_page(collection, site, today, to_call))
    for group in groups:
        content = [*_first_page(collection, site, today, to_call)] if is_one else []
        for number, summary in group:
            content.append(_collected_title(number, summary))
            if summary.withheld or not is_one:
                content += frame.warning(summary, site, today)
            content += _collected(summary, explained)
        if group is groups[-1]:
            content += elements.terms(collection.terms)
            sources = frame.sources(collection.summaries, today)
            content.append(frame.closing(None, sources, codes, site))
        yield frame.leaf(frame.foot_of(group[0][1], site, today), content)


def _first_page(
    collection: Collection, site: Site, today: date, to_call: list[PhoneCode]
) -> Iterator[Data]:
    yield from frame.masthead(site, collection.library)
    yield {"element": "title", "text": wording.COLLECTION_TITLE}
    first, *others = collection.summaries
    sample = frame.sample(collection.library)
    if all((o.review, o.withheld) == (first.review, first.withheld) for o in others):
        yield from frame.warning(first, site, today, also=sample)
    else:
        yield from frame.sample_banner(collection.library)
    yield {"element": "lead", "text": wording.COLLECTION_LEAD}
    yield elements.heading(wording.CONTENTS)
    yield {
        "element": "contents",
        "page": wording.PAGE,
        "items": [
            {
                "anchor": _anchor(number),
                "title": frame.title_of(summary),
                "note": _note(summary, today),
            }
            for number, summary in enumerate(collection.summaries)
        ],
    }
    people = elements.contacts(collection.contacts, site.who_to_ask)
    yield people | {"call": [frame.code_figure(code) for code in to_call]}


def _note(summary: Summary, today: date) -> str:
    """What a line of the contents has to say of a page: nothing of one in good order."""
    if summary.withheld:
        return f"{wording.WITHHELD}."
    return wording.PAST if frame.is_overdue(summary, today) else ""


def _collected_title(number: int, summary: Summary) -> Data:
    return {
        "element": "title",
        "text": frame.title_of(summary),
        "anchor": _anchor(number),
        "below": 1,
    }


def _collected(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    """A page among others: its headings stand below its own title."""
    if summary.withheld:
        return
    content = [*elements.answers(summary), *elements.body(summary, explained)]
    if summary.from_walkthrough:
        content += elements.walk(summary, explained)
    yield from (element | {"below": 1} for element in content)


def _anchor(number: int) -> str:
    return f"page-{number}"
