"""The elements that sheets are made of, as data for the Typst template.

The template draws each element by its name and knows nothing of kinds of handout. Text travels as
data, so nothing in it can be read as Typst's own marks. A heading's depth counts from the title of
its leaf, which is 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from app.domain.library import Contact, Source, Term, hours_in_words
from app.domain.markup import Block, BlockKind, Run
from app.domain.summary import Summary
from app.handout import wording
from app.handout.text import LONGEST_WORD, LONGEST_WORD_IN_CELL, breakable, plain, printable

Data = dict[str, Any]
"""JSON to be."""

_ROOMY = 3
"""Up to so many questions, each has three lines to write on, and more have two."""


def walk(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    """What a walkthrough found, and what was answered."""
    if summary.situations:
        yield heading(wording.SITUATIONS)
        yield paragraph(wording.situations_hint(summary.source), stays_with_next=True)
        yield {"element": "bullets", "items": [[_plain_run(s)] for s in summary.situations]}
    for notice in summary.notices:
        if plain(notice.title):
            yield heading(notice.title)
        yield from blocks(notice.blocks, explained)
    yield {
        "element": "important",
        "label": wording.IMPORTANT,
        "runs": [_plain_run(wording.NO_VERDICT)],
    }
    if summary.answers:
        yield heading(wording.ANSWERS)
        yield {
            "element": "answers",
            "head": [wording.QUESTION, wording.ANSWER],
            "rows": [
                [plain(a.question, LONGEST_WORD_IN_CELL), plain(a.answer, LONGEST_WORD_IN_CELL)]
                for a in summary.answers
            ],
        }


def questions(asked: tuple[str, ...], *, ticks: bool) -> Iterator[Data]:
    """Questions with room to write, each with a strip for the consultant if there are `ticks`."""
    if asked:
        yield heading(wording.ASK)
        if ticks:
            yield paragraph(wording.TICKS_HINT, stays_with_next=True)
        yield {
            "element": "questions",
            "items": [plain(question) for question in asked],
            "room": 3 if len(asked) <= _ROOMY else 2,
            "ticks_label": wording.TICKS,
            "ticks": list(wording.TICKS_LABELS) if ticks else [],
        }


def blanks(room: int) -> Data:
    """Room for questions of one's own, and for the answers."""
    return {
        "element": "blanks",
        "fields": list(wording.BLANK_FIELDS),
        "count": room,
        "question": wording.BLANK_QUESTION,
        "answer": wording.BLANK_ANSWER,
    }


def terms(explained: tuple[Term, ...]) -> Iterator[Data]:
    """The glossary words."""
    if explained:
        yield heading(wording.TERMS)
        yield paragraph(wording.TERMS_HINT, stays_with_next=True)
        yield {
            "element": "terms",
            "items": [[plain(term.term), plain(term.meaning)] for term in explained],
        }


def contacts(people: tuple[Contact, ...]) -> Iterator[Data]:
    """Who to talk to."""
    if people:
        yield {
            "element": "contacts",
            "heading": wording.CONTACTS,
            "people": [_contact(contact) for contact in people],
        }


def _contact(contact: Contact) -> Data:
    return {
        "name": plain(contact.name),
        "about": plain(contact.about),
        "phone": plain(f"{wording.PHONE} {contact.phone}") if contact.phone else "",
        "hours": plain(hours_in_words(contact.hours)),
    }


def source(summary: Summary, *, is_overdue: bool) -> Data:
    """Where a page comes from, and when it was reviewed."""
    of_source = summary.library.dates_are_the_sources
    dates = wording.dates(summary.review, is_overdue=is_overdue, of_source=of_source)
    return {
        "element": "source",
        "heading": wording.SOURCE,
        "work": _work(summary.source),
        "review_line": plain(
            f"{dates} {summary.library.title}. {wording.edition(summary.library)}."
        ),
        "references_label": wording.REFERENCES,
        "references": [_work(reference) for reference in summary.references],
    }


def _work(source: Source) -> Data:
    return {"words": plain(wording.source_line(source)), "address": plain(source.address)}


def blocks(blocks: Iterable[Block], explained: frozenset[str]) -> Iterator[Data]:
    """Blocks as elements: the items of a list come together, and headings never skip a level."""
    level = 1
    items: list[Block] = []
    waiting = [block for block in blocks if plain(block.text)]
    for block, after in zip_longest(waiting, waiting[1:]):
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), level + 1)
            yield heading(block.text, level)
        elif block.kind is BlockKind.PARAGRAPH:
            is_before_list = after is not None and _is_item(after)
            yield {
                "element": "paragraph",
                "runs": _runs(block, explained),
                "stays_with_next": is_before_list,
            }
        elif block.kind is BlockKind.IMPORTANT:
            runs = _runs(block, explained)
            yield {"element": "important", "label": wording.IMPORTANT, "runs": runs}
        else:
            items.append(block)
            if after is None or not _goes_on(block, after):
                yield {
                    "element": "numbers" if block.kind is BlockKind.NUMBERED else "bullets",
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


def heading(text: str, depth: int = 2) -> Data:
    """A heading."""
    return {"element": "heading", "text": plain(text), "depth": depth}


def paragraph(text: str, *, stays_with_next: bool = False) -> Data:
    """A paragraph of plain words."""
    return {"element": "paragraph", "runs": [_plain_run(text)], "stays_with_next": stays_with_next}


def _runs(block: Block, explained: frozenset[str]) -> list[Data]:
    return [_run(run, run.term_id in explained) for run in block.runs]


def _run(run: Run, is_explained: bool) -> Data:
    return {
        "text": breakable(printable(run.text), LONGEST_WORD),
        "strong": run.strong,
        "emphasis": run.emphasis,
        "explained": is_explained,
    }


def _plain_run(text: str) -> Data:
    return {"text": plain(text), "strong": False, "emphasis": False, "explained": False}


def run(text: str, *, strong: bool = False, emphasis: bool = False) -> Data:
    """Some words of a line or a cell. Spaces at their ends are kept."""
    shown = breakable(printable(text), LONGEST_WORD_IN_CELL)
    return {"text": shown, "strong": strong, "emphasis": emphasis, "explained": False}
