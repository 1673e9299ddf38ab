"""On the phone instead: what the codes of a handout say.

Without a network a code carries words and no link: title, dates, who to call, the questions. A code
of a walkthrough holds no answer, as the paper may lie on a table for all to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import quote

from app.domain.handout_ports import PhoneCode
from app.domain.library import Contact, LibraryInfo, hours_in_words
from app.domain.review import ReviewState
from app.domain.summary import Collection, Document, QuestionSheet, Summary, TrialPage
from app.handout import wording
from app.handout.qr import MOST_BYTES, code, size
from app.handout.site import Site
from app.handout.text import one_line

MOST_CODES = 2
"""More would have a family hunt for the next one with the camera; the rest is on the paper."""

_LINE_BYTES = 160

_Carried = Summary | Collection | QuestionSheet
"""What a family takes away."""


def phone_codes(document: Document, site: Site, today: date) -> tuple[PhoneCode, ...]:
    """The codes of a handout: its words, or where there is a public address its page's link."""
    if isinstance(document, TrialPage):
        return ()
    if isinstance(document, Summary) and (link := _link(document, site)):
        return (code(link, is_link=True),)
    return tuple(code(text) for text in texts(_lines(document, site, today)))


def texts(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines as one text, or as the texts of MOST_CODES codes, that says what it leaves out."""
    waiting = [_shortened(line) for line in lines]
    if size("\n".join(waiting)) <= MOST_BYTES:
        return ("\n".join(waiting),)
    found = []
    for number in range(1, MOST_CODES + 1):
        head = wording.code_of(number, MOST_CODES)
        found.append(_filled(head, waiting, is_last=number == MOST_CODES))
    return tuple(found)


def _filled(head: str, waiting: list[str], *, is_last: bool) -> str:
    """As many of the lines that wait as fit under a head; they wait no longer."""
    fitting = len(waiting)

    def text() -> str:
        left_out = len(waiting) - fitting
        more = [wording.more_on_paper(left_out)] if is_last and left_out else []
        return "\n".join([head, *waiting[:fitting], *more])

    while size(text()) > MOST_BYTES:
        fitting -= 1
    filled = text()
    del waiting[:fitting]
    return filled


def _shortened(line: str) -> str:
    """A line of at most _LINE_BYTES, with dots where it was cut."""
    if len(line.encode()) <= _LINE_BYTES:
        return line
    return line.encode()[: _LINE_BYTES - 4].decode(errors="ignore").rstrip() + " ..."


def _link(summary: Summary, site: Site) -> str:
    """The page's address, if it has one and that fits."""
    if not (site.public_address and summary.topic_id) or summary.from_walkthrough:
        return ""
    link = f"{site.public_address.rstrip('/')}/{quote(summary.topic_id, safe='')}"
    return link if size(link) <= MOST_BYTES else ""


def _lines(document: _Carried, site: Site, today: date) -> list[str]:
    return [line for line in map(_tidy, _lines_of(document, site, today)) if line]


def _tidy(text: str) -> str:
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


def _lines_of(document: _Carried, site: Site, today: date) -> Iterator[str]:
    sample = _sample(document.library)
    if isinstance(document, QuestionSheet):
        yield wording.BLANK_TITLE
        yield sample
        yield from _people(document.contacts)
        return
    if isinstance(document, Collection):
        yield wording.COLLECTION_TITLE
        yield sample
        yield from _people(document.contacts)
        for summary in document.summaries:
            yield f"{_title(summary)} {_link(summary, site)}\n{_dates(summary, today)}"
        yield from _questions(q for summary in document.summaries for q in summary.questions)
        return
    yield _title(document)
    yield sample
    if document.from_walkthrough:
        yield wording.NO_VERDICT_SHORT
    yield _dates(document, today)
    yield from _people(document.contacts)
    yield from _questions(document.questions)


def _title(summary: Summary) -> str:
    if summary.from_walkthrough:
        return wording.PRIVATE_TITLE
    return one_line(summary.title) or wording.NO_TITLE


def _sample(library: LibraryInfo) -> str:
    return (library.sample_notice or wording.SAMPLE) if library.sample else ""


def _dates(summary: Summary, today: date) -> str:
    is_overdue = summary.review.state(today) is ReviewState.OVERDUE
    return wording.review_line(
        summary.review,
        is_overdue=is_overdue,
        of_source=summary.library.dates_are_the_sources,
        withheld=summary.withheld,
    )


def _people(contacts: tuple[Contact, ...]) -> Iterator[str]:
    """Who has a telephone; where nobody has, who there is."""
    if not any(contact.phone for contact in contacts):
        names = "; ".join(contact.name for contact in contacts)
        if names:
            yield f"{wording.CONTACTS}: {names}"
        return
    for contact in contacts:
        if contact.phone:
            reached = (contact.phone, hours_in_words(contact.hours))
            yield f"{contact.name}: {', '.join(filter(None, reached))}"


def _questions(asked: Iterable[str]) -> Iterator[str]:
    """The questions, numbered, once each. What they are stands above the first."""
    for number, question in enumerate(dict.fromkeys(asked), start=1):
        head = f"{wording.ASK}:\n" if number == 1 else ""
        yield f"{head}{number}. {question}"
