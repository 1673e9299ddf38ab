"""What stands round the text of each sheet: masthead, notices, foot, the end with its codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.handout.handout_ports import QUIET, CodeKind, PhoneCode
from app.domain.handout.summary import Summary
from app.domain.library.direction import from_the_right
from app.domain.library.library import Contact, LibraryInfo
from app.domain.library.review import ReviewState
from app.handout import elements, wording
from app.handout.direction import isolated_in, language_and_region
from app.handout.elements import Data
from app.handout.qr import svg
from app.handout.site import Site
from app.handout.text import plain

_TOP = 0
"""How deep a leaf's own title is: the handout's title, or a heading below it."""


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


def leaf(at_foot: Data, content: Iterable[Data], depth: int = _TOP) -> Data:
    """Elements that begin on a page of their own, with the foot of their pages."""
    return {"foot": at_foot, "depth": depth, "elements": list(content)}


def foot(library: LibraryInfo) -> Data:
    """What stands on each page, whatever it is about."""
    return {
        "overdue": "",
        "sample": plain(sample(library)),
        "source": "",
        "edition": wording.edition(library),
        "page": wording.page_of("{page}", "{pages}"),
    }


def foot_of(summary: Summary, site: Site, today: date) -> Data:
    """The same, with what is to be known of one summary."""
    if summary.withheld:
        notice = plain(wording.withheld_on_each_page(site.who_to_ask))
        return foot(summary.library) | {"overdue": notice}
    is_past = is_overdue(summary, today)
    notice = wording.overdue_on_each_page(site.who_to_ask) if is_past else ""
    of_source = summary.library.dates_are_the_sources
    dates = wording.source_and_dates(
        summary.source, summary.review, is_overdue=is_past, of_source=of_source
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


def warning(summary: Summary, site: Site, today: date, also: str = "") -> Iterator[Data]:
    """What a family has to know first of a page: that it is withheld, overdue or a sample."""
    if summary.withheld:
        text = plain(wording.withheld(site.who_to_ask))
        yield {"element": "warning", "label": wording.WITHHELD, "text": text, "also": plain(also)}
    elif is_overdue(summary, today):
        who = site.who_to_ask
        short = summary.from_walkthrough
        text = plain(wording.ask_first(who) if short else wording.overdue(summary.review, who))
        yield {"element": "warning", "label": wording.OVERDUE, "text": text, "also": plain(also)}
    elif also:
        yield {"element": "sample", "text": plain(also)}


def sample_banner(library: LibraryInfo) -> Iterator[Data]:
    """What says that the content is a sample, if it is."""
    if notice := sample(library):
        yield {"element": "sample", "text": plain(notice)}


def sample(library: LibraryInfo) -> str:
    """What says that the content is a sample, or ""."""
    if not library.sample:
        return ""
    return library.sample_notice.strip() or f"{wording.SAMPLE}."


def sources(summaries: Iterable[Summary], today: date) -> list[Data]:
    """Where the pages that are shown come from."""
    shown = [summary for summary in summaries if not summary.withheld]
    return [elements.source(shown, today)] if shown else []


def closing(
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
        "call": [code_figure(code) for code in codes if code.kind is CodeKind.CALL],
        "phone": [
            {
                "heading": wording.ON_THE_PHONE,
                "code": code_figure(code),
                "address": plain(code.text) if code.kind is CodeKind.LINK else "",
            }
            for code in carried
        ],
    }


def code_figure(code: PhoneCode) -> Data:
    """A code for a phone, with its words."""
    return {
        "svg": svg(code),
        "squares": len(code.rows) + 2 * QUIET,
        "alt": plain(wording.code_alt(code)),
        "caption": wording.code_text(code),
    }


def is_overdue(summary: Summary, today: date) -> bool:
    """Whether a page that is shown is past its review."""
    return not summary.withheld and summary.review.state(today) is ReviewState.OVERDUE


def title_of(summary: Summary) -> str:
    """A page's title; one that has none says so."""
    return plain(summary.title) or wording.NO_TITLE
