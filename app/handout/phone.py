"""On my phone: the codes of a handout.

A camera that reads bare words offers to search the web for them, and nobody should be led to search
for a child's illness. So one code calls the helpline, and another opens a message that holds the
words, for the family to send to themselves; neither needs a network to be read. Where the pages are
on a site of the hospital's own, a link to the page takes the message's place.

A code of a walkthrough holds no answer, and no question that says one: the screen promises so.
"""

from __future__ import annotations

import re
from collections.abc import Collection as Collected
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from app.domain.handout.handout_ports import CodeKind, PhoneCode
from app.domain.handout.summary import Collection, Document, QuestionSheet, Summary, TrialPage
from app.domain.library.library import Contact, LibraryInfo, helpline, hours_in_words
from app.domain.library.review import ReviewState
from app.handout import wording
from app.handout.qr import MOST_BYTES, code, size
from app.handout.site import Site
from app.handout.text import one_line

_LINE_BYTES = 160
_NUMBER = re.compile(r"\+?[\d\s().-]*\d")
_NATIONAL_ZERO = re.compile(r"^(\+\d+)\s*\(0\)")

_Carried = Summary | Collection | QuestionSheet
"""What a family takes away."""


def phone_codes(document: Document, site: Site, today: date) -> tuple[PhoneCode, ...]:
    """The codes of a handout: to call the helpline, and to take the words or the page along."""
    if isinstance(document, TrialPage):
        return ()
    link = _link(document, site) if isinstance(document, Summary) else ""
    page = code(link, CodeKind.LINK) if link else message(*_parts(document, site, today))
    call = tuple(_call(document))
    # A blank sheet has nothing to take along but whom to call.
    return call if call and isinstance(document, QuestionSheet) else (page, *call)


def _call(document: _Carried) -> Iterator[PhoneCode]:
    """The code that calls the helpline, or the first who has a telephone."""
    contact = helpline(document.contacts, document.library.helpline_id)
    if contact and (number := dialled(contact.phone)):
        yield code(f"tel:{number}", CodeKind.CALL, _reached(contact))


def dialled(phone: str) -> str:
    """A number as a telephone dials it: what stands before any words of it, without its spaces."""
    found = _NUMBER.match(_NATIONAL_ZERO.sub(r"\1", one_line(phone)))
    return re.sub(r"[^\d+]", "", found[0]) if found else ""


def message(
    title: str, lines: Sequence[str], questions: Sequence[str], telling: Collected[str] = ()
) -> PhoneCode:
    """The code that opens a message: its title, its lines, and as many questions as fit.

    Lines that do not fit go after the last question has gone, from the end. `telling` questions
    are among those there are, and not in it.
    """
    every = dict.fromkeys(questions)
    asked = list(dict.fromkeys(_shortened(q) for q in every if q not in telling))
    head = [_shortened(line) for line in lines]
    less = [(len(head), count) for count in range(len(asked), -1, -1)]
    less += [(whole, 0) for whole in range(len(head) - 1, -1, -1)]
    for whole, count in less:
        made = _fitting(_shortened(title), [*head[:whole], *_numbered(asked[:count])])
        if made is not None:
            there = len(asked) + sum(question in telling for question in every)
            return replace(made, questions=count, of_questions=there)
    raise ValueError("a title always fits")


def _fitting(title: str, lines: Iterable[str]) -> PhoneCode | None:
    body = "\n".join(lines)
    # RFC 6068; a line's end as one sign is understood too, and takes half the room.
    text = f"mailto:?subject={quote(title, safe=_PLAIN)}&body={quote(body, safe=_PLAIN)}"
    if size(text) > MOST_BYTES:
        return None
    return code(text, shows="\n".join(filter(None, (title, body))))


_PLAIN = "/?:,;@!$'()*"
"""What may stand as it is in a part of a mailto address."""


def _shortened(line: str) -> str:
    """A line of at most _LINE_BYTES, with dots where it was cut."""
    if len(line.encode()) <= _LINE_BYTES:
        return line
    return line.encode()[: _LINE_BYTES - 4].decode(errors="ignore").rstrip() + " ..."


def _numbered(questions: Iterable[str]) -> Iterator[str]:
    """The questions, numbered. What they are stands above the first."""
    for number, question in enumerate(questions, start=1):
        if number == 1:
            yield f"{wording.ASK}:"
        yield f"{number}. {question}"


def _link(summary: Summary, site: Site) -> str:
    """The page's address, if it has one and that fits."""
    if not (site.public_address and summary.topic_id) or summary.from_walkthrough:
        return ""
    link = f"{site.public_address.rstrip('/')}/{quote(summary.topic_id, safe='')}"
    return link if size(link) <= MOST_BYTES else ""


def _parts(
    document: _Carried, site: Site, today: date
) -> tuple[str, list[str], list[str], frozenset[str]]:
    """A message's title, its lines, its questions, and which of those say an answer."""
    title, *lines = _lines_of(document, site, today)
    found = [line for line in map(one_line, lines) if line]
    telling = frozenset(map(one_line, _telling(document)))
    return title, found, list(_questions(document)), telling


def _lines_of(document: _Carried, site: Site, today: date) -> Iterator[str]:
    sample = _sample(document.library)
    if isinstance(document, QuestionSheet):
        yield from (wording.blank_title(document.library), *_people(document.contacts), sample)
    elif isinstance(document, Collection):
        yield from (wording.COLLECTION_TITLE, *_people(document.contacts), sample)
        for summary in document.summaries:
            yield f"{_title(summary)}. {_dates(summary, today)} {_link(summary, site)}"
    else:
        yield from (_title(document), *_people(document.contacts))
        yield f"{_dates(document, today)} {sample}"
        if document.from_walkthrough:
            yield wording.NO_VERDICT_SHORT


def _title(summary: Summary) -> str:
    if summary.from_walkthrough:
        return one_line(wording.private_title(summary.library))
    return one_line(summary.title) or wording.NO_TITLE


def _sample(library: LibraryInfo) -> str:
    return (library.sample_notice or wording.SAMPLE) if library.sample else ""


def _dates(summary: Summary, today: date) -> str:
    """The dates in few signs: a code has little room."""
    if summary.withheld:
        return f"{wording.WITHHELD}."
    is_overdue = summary.review.state(today) is ReviewState.OVERDUE
    of_source = summary.library.dates_are_the_sources
    return (
        wording.PAST
        if is_overdue
        else wording.dates(summary.review, is_overdue=False, of_source=of_source)
    )


def _people(contacts: tuple[Contact, ...]) -> Iterator[str]:
    """Who has a telephone; where nobody has, who there is."""
    if not any(contact.phone for contact in contacts):
        names = "; ".join(contact.name for contact in contacts)
        if names:
            yield f"{wording.CONTACTS}: {names}"
        return
    yield from (_reached(contact) for contact in contacts if contact.phone)


def _reached(contact: Contact) -> str:
    """Who answers, at which number, and when."""
    reached = (contact.phone, hours_in_words(contact.hours))
    return one_line(f"{contact.name}: {', '.join(filter(None, reached))}")


def _telling(document: _Carried) -> Iterator[str]:
    if isinstance(document, Collection):
        for summary in document.summaries:
            yield from summary.telling
    elif isinstance(document, Summary):
        yield from document.telling


def _questions(document: _Carried) -> Iterator[str]:
    if isinstance(document, Collection):
        for summary in document.summaries:
            yield from _questions(summary)
    elif isinstance(document, Summary):
        yield from filter(None, map(one_line, document.questions))
