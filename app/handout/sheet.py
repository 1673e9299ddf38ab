"""From a summary to the data that the Typst template lays out.

The template draws a list of parts in their order and knows nothing of kinds of handout: another
kind is another list. Text travels as data, so nothing in it can be read as Typst's own marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from app.domain.library import Contact, Source, hours_in_words
from app.domain.markup import Block, BlockKind, Run
from app.domain.review import ReviewState
from app.domain.summary import Summary
from app.handout import wording
from app.handout.site import Site

BODY_POINTS = {False: 14, True: 18}
"""Standard and large print. Source: the project's standards, after clear-print practice."""

Data = dict[str, Any]
"""JSON to be."""

_LONGEST_WORD = 30
_LONGEST_WORD_IN_CELL = 20
_MAY_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
_UNPRINTABLE = {"Cc", "Cs", "Cn"}
_LEFT_OUT = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))


def sheet(summary: Summary, site: Site, today: date, *, large: bool) -> Data:
    """Everything that the template is given."""
    language, _, region = summary.library.language.partition("-")
    private = summary.from_walkthrough
    return {
        "title": wording.PRIVATE_TITLE if private else _title(summary),
        "language": language or "en",
        "region": region or None,
        "paper": {"a4": "a4", "letter": "us-letter"}[site.paper],
        "points": BODY_POINTS[large],
        "foot": _foot(summary, site, today),
        "parts": list(_parts(summary, site, today)),
    }


def _foot(summary: Summary, site: Site, today: date) -> Data:
    is_overdue = _is_overdue(summary, today)
    return {
        "overdue": _plain(wording.overdue_on_each_page(site.who_to_ask)) if is_overdue else "",
        "sample": _plain(_sample(summary)),
        "source": _plain(
            f"{summary.source.publisher}. {wording.dates(summary.review, is_overdue=is_overdue)}"
        ),
        "edition": wording.edition(summary.library),
        "page": wording.page_of("{page}", "{pages}"),
    }


def _is_overdue(summary: Summary, today: date) -> bool:
    return summary.review.state(today) is ReviewState.OVERDUE


def _title(summary: Summary) -> str:
    return _plain(summary.title) or wording.NO_TITLE


def _sample(summary: Summary) -> str:
    if not summary.library.sample:
        return ""
    return summary.library.sample_notice.strip() or f"{wording.SAMPLE}."


def _parts(summary: Summary, site: Site, today: date) -> Iterator[Data]:
    if site.name or site.ward:
        yield {"part": "masthead", "name": _plain(site.name), "ward": _plain(site.ward)}
    yield {"part": "title", "text": _title(summary)}
    if _is_overdue(summary, today):
        text = _plain(wording.overdue(summary.review, site.who_to_ask))
        yield {"part": "warning", "label": wording.OVERDUE, "text": text}
    if sample := _sample(summary):
        yield {"part": "mark", "text": _plain(sample)}
    if lead := summary.lead or (wording.WALK_LEAD if summary.from_walkthrough else ""):
        yield {"part": "lead", "text": _plain(lead)}
    explained = frozenset(term.id for term in summary.terms)
    yield from _blocks(summary.blocks, explained)
    if summary.from_walkthrough:
        yield from _walk(summary, explained)
    yield from _questions(summary.questions)
    yield from _terms(summary)
    yield from _contacts(summary.contacts)
    yield from _source(summary, today)


def _walk(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    if summary.situations:
        yield _heading(wording.SITUATIONS)
        yield _paragraph(wording.situations_hint(summary.source), stays_with_next=True)
        yield {"part": "bullets", "items": [[_words(s)] for s in summary.situations]}
    for notice in summary.notices:
        if _plain(notice.title):
            yield _heading(notice.title)
        yield from _blocks(notice.blocks, explained)
    yield {
        "part": "important",
        "label": wording.IMPORTANT,
        "runs": [_words(wording.NO_VERDICT)],
    }
    if summary.answers:
        yield _heading(wording.ANSWERS)
        yield {
            "part": "answers",
            "head": [wording.QUESTION, wording.ANSWER],
            "rows": [
                [_plain(a.question, _LONGEST_WORD_IN_CELL), _plain(a.answer, _LONGEST_WORD_IN_CELL)]
                for a in summary.answers
            ],
        }


def _questions(questions: tuple[str, ...]) -> Iterator[Data]:
    if questions:
        yield _heading(wording.ASK)
        yield _paragraph(wording.ASK_HINT, stays_with_next=True)
        yield {"part": "questions", "items": [_plain(question) for question in questions]}


def _terms(summary: Summary) -> Iterator[Data]:
    if summary.terms:
        yield _heading(wording.TERMS)
        yield _paragraph(wording.TERMS_HINT, stays_with_next=True)
        yield {
            "part": "terms",
            "items": [[_plain(term.term), _plain(term.meaning)] for term in summary.terms],
        }


def _contacts(contacts: tuple[Contact, ...]) -> Iterator[Data]:
    if contacts:
        yield _heading(wording.CONTACTS)
    for contact in contacts:
        yield {
            "part": "contact",
            "name": _plain(contact.name),
            "about": _plain(contact.about),
            "phone": _plain(f"{wording.PHONE} {contact.phone}") if contact.phone else "",
            "hours": _plain(hours_in_words(contact.hours)),
        }


def _source(summary: Summary, today: date) -> Iterator[Data]:
    is_overdue = _is_overdue(summary, today)
    yield {
        "part": "source",
        "heading": wording.SOURCE,
        "work": _work(summary.source),
        "lines": [
            wording.dates(summary.review, is_overdue=is_overdue),
            _plain(f"{summary.library.title}. {wording.edition(summary.library)}."),
        ],
        "references_label": wording.REFERENCES,
        "references": [_work(source) for source in summary.references],
    }


def _work(source: Source) -> Data:
    return {"words": _plain(wording.source_line(source)), "address": _plain(source.address)}


def _blocks(blocks: Iterable[Block], explained: frozenset[str]) -> Iterator[Data]:
    """Blocks as parts: the items of a list come together, and headings never skip a level."""
    level = 1
    items: list[Block] = []
    waiting = [block for block in blocks if _plain(block.text)]
    for block, after in zip_longest(waiting, waiting[1:]):
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), level + 1)
            yield _heading(block.text, level)
        elif block.kind is BlockKind.PARAGRAPH:
            is_before_list = after is not None and _is_item(after)
            yield {
                "part": "paragraph",
                "runs": _runs(block, explained),
                "stays_with_next": is_before_list,
            }
        elif block.kind is BlockKind.IMPORTANT:
            runs = _runs(block, explained)
            yield {"part": "important", "label": wording.IMPORTANT, "runs": runs}
        else:
            items.append(block)
            if after is None or not _goes_on(block, after):
                yield {
                    "part": "numbers" if block.kind is BlockKind.NUMBERED else "bullets",
                    "first": items[0].number or 1,
                    "items": [_runs(item, explained) for item in items],
                }
                items = []


def _is_item(block: Block) -> bool:
    return block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)


def _goes_on(block: Block, after: Block) -> bool:
    """Whether `after` is the next item of the same list."""
    if block.kind is BlockKind.NUMBERED:
        return after.kind is block.kind and after.number == block.number + 1
    return after.kind is block.kind


def _heading(text: str, level: int = 2) -> Data:
    return {"part": "heading", "text": _plain(text), "level": level}


def _paragraph(text: str, *, stays_with_next: bool = False) -> Data:
    return {"part": "paragraph", "runs": [_words(text)], "stays_with_next": stays_with_next}


def _runs(block: Block, explained: frozenset[str]) -> list[Data]:
    return [_run(run, run.term_id in explained) for run in block.runs]


def _run(run: Run, is_explained: bool) -> Data:
    return {
        "text": _breakable(_printable(run.text), _LONGEST_WORD),
        "strong": run.strong,
        "emphasis": run.emphasis,
        "explained": is_explained,
    }


def _words(text: str) -> Data:
    return {"text": _plain(text), "strong": False, "emphasis": False, "explained": False}


def _plain(text: str, longest_word: int = _LONGEST_WORD) -> str:
    return _breakable(" ".join(_printable(text).split(" ")).strip(), longest_word)


def _printable(text: str) -> str:
    """Line ends and other controls become spaces; byte order and turn-round marks go."""
    spaced = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return re.sub(r" {2,}", " ", "".join(spaced).translate(_LEFT_OUT))


def _breakable(text: str, longest_word: int) -> str:
    """A word too long for the line may break anywhere: better broken than off the paper."""
    return re.sub(
        rf"[^\s/-]{{{longest_word + 1},}}", lambda word: _MAY_BREAK_HERE.join(word[0]), text
    )
