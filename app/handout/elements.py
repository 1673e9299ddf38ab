"""The elements that sheets are made of, as data for the Typst template.

The template draws each element by its name and knows nothing of kinds of handout. Text travels as
data, so nothing in it can be read as Typst's own marks. A heading's depth counts from the title of
its leaf, which is 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any

from app.domain.handout.summary import Summary
from app.domain.library.library import Contact, Source, Term, hours_in_words
from app.domain.library.markup import Block, BlockKind, Cell, PictureUse, Run, Table
from app.domain.library.review import ReviewState
from app.handout import wording
from app.handout.text import LONGEST_WORD, LONGEST_WORD_IN_CELL, breakable, plain, printable

Data = dict[str, Any]
"""JSON to be."""


def body(summary: Summary, explained: frozenset[str], room_for_each: int = 0) -> Iterator[Data]:
    """What a page says itself: lead, text, questions."""
    if summary.lead:
        yield {"element": "lead", "text": plain(summary.lead)}
    yield from blocks(summary.blocks, explained)
    yield from questions(summary, room_for_each)


def child() -> Data:
    """Lines for the child's name and the day, to fill in by hand: the kiosk knows neither."""
    return {"element": "fields", "fields": list(wording.CHILD_FIELDS)}


def answers(summary: Summary) -> Iterator[Data]:
    """What was answered, each in a line."""
    if summary.answers:
        yield heading(wording.ANSWERS)
        yield {
            "element": "answers",
            "items": [[plain(a.question), plain(a.answer)] for a in summary.answers],
        }


def walk(summary: Summary, explained: frozenset[str]) -> Iterator[Data]:
    """What a walkthrough found."""
    if summary.situations:
        yield paragraph(wording.situations(summary.source), stays_with_next=True)
        yield {"element": "bullets", "items": [[_plain_run(s)] for s in summary.situations]}
    for notice in summary.notices:
        if plain(notice.title):
            yield heading(notice.title)
        yield from blocks(notice.blocks, explained)
    yield {
        "element": "paragraph",
        "runs": [run(plain(wording.no_verdict(summary.library)), strong=True)],
        "stays_with_next": False,
    }


def questions(summary: Summary, room: int) -> Iterator[Data]:
    """Questions, each with a box to tick and `room` lines to write on, and perhaps an empty one."""
    if summary.questions:
        yield heading(wording.ASK)
        items = [plain(question) for question in summary.questions]
        own = wording.ASK_OWN if summary.has_empty_line else ""
        yield {"element": "questions", "items": items, "room": room, "own": own}


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
        yield {
            "element": "terms",
            "items": [[plain(term.term), plain(term.meaning)] for term in explained],
        }


def contacts(people: tuple[Contact, ...], who_to_ask: str) -> Data:
    """Who to talk to, and who to ask on the spot."""
    return {
        "element": "contacts",
        "heading": wording.CONTACTS,
        "people": [_contact(contact) for contact in people],
        "here": plain(wording.ask_here(who_to_ask)),
    }


def _contact(contact: Contact) -> Data:
    return {
        "name": plain(contact.name),
        "about": plain(contact.about),
        "phone": plain(f"{wording.PHONE} {contact.phone}") if contact.phone else "",
        "hours": plain(hours_in_words(contact.hours)),
    }


def source(summaries: Iterable[Summary], today: date) -> Data:
    """Where pages come from, and when they were reviewed: what is the same is said once."""
    found = list(summaries)
    library = found[0].library
    of_source = library.dates_are_the_sources
    entries: dict[Source, dict[str, list[str]]] = {}
    for summary in found:
        titles = entries.setdefault(summary.source, {}).setdefault(dates(summary, today), [])
        titles.append(summary.title)
    is_one = sum(map(len, entries.values())) == 1
    references = dict.fromkeys(r for summary in found for r in summary.references)
    return {
        "element": "source",
        "heading": wording.SOURCE,
        "entries": [
            {
                # A date of the source's own that the next line says would stand there twice.
                "work": _work(replace(source, dated="") if of_source else source),
                "dates": [
                    ["" if is_one else plain("; ".join(titles)), plain(when)]
                    for when, titles in by_date.items()
                ],
            }
            for source, by_date in entries.items()
        ],
        "edition": plain(f"{library.title}. {wording.edition(library)}."),
        "references_label": wording.REFERENCES,
        "references": [_work(reference) for reference in references],
    }


def dates(summary: Summary, today: date) -> str:
    """The two dates of a page."""
    return wording.dates(
        summary.review,
        is_overdue=summary.review.state(today) is ReviewState.OVERDUE,
        of_source=summary.library.dates_are_the_sources,
    )


def _work(source: Source) -> Data:
    return {"words": plain(wording.source_line(source)), "address": plain(source.address)}


def blocks(blocks: Iterable[Block], explained: frozenset[str]) -> Iterator[Data]:
    """Blocks as elements: the items of a list come together, and headings never skip a level."""
    level = 1
    items: list[Block] = []
    beside: list[Block] = []
    waiting = [block for block in blocks if plain(block.text) or _is_shown(block)]
    for block, after in zip_longest(waiting, waiting[1:]):
        if _is_shown(block):
            beside.append(block)
            if after is None or not _is_shown(after):
                yield _pictures(beside)
                beside = []
        elif block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), level + 1)
            yield heading(block.text, level)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.PICTURE):
            is_before_list = after is not None and _is_item(after)
            yield {
                "element": "paragraph",
                "runs": _runs(block, explained),
                "stays_with_next": is_before_list,
            }
        elif block.kind is BlockKind.IMPORTANT:
            runs = _runs(block, explained)
            yield {"element": "important", "label": wording.IMPORTANT, "runs": runs}
        elif block.table is not None:
            yield _table(block.table, explained)
        else:
            items.append(block)
            if after is None or not _goes_on(block, after):
                yield {
                    "element": "numbers" if block.kind is BlockKind.NUMBERED else "bullets",
                    "first": items[0].number or 1,
                    "items": [_runs(item, explained) for item in items],
                }
                items = []


def _is_shown(block: Block) -> bool:
    """Whether it is a picture that is there."""
    return block.picture is not None and block.picture.picture is not None


def _pictures(blocks: Iterable[Block]) -> Data:
    """Pictures that follow each other stand beside each other."""
    return {"element": "pictures", "items": [picture(block.picture) for block in blocks]}


def picture(use: PictureUse | None) -> Data:
    """A picture that is there."""
    assert use is not None  # noqa: S101 - only what is shown comes here
    assert use.picture is not None  # noqa: S101
    return {
        "alt": plain(use.alt),
        "caption": plain(use.caption),
        "rights": plain(use.rights),
        "format": use.picture.media_type.removeprefix("image/").replace("jpeg", "jpg"),
        "ratio": use.picture.width / use.picture.height,
        "data": list(use.picture.data),
    }


def _table(table: Table, explained: frozenset[str]) -> Data:
    rows = (table.head, *table.rows)
    return {
        "element": "grid",
        "rows": [[_cell(cell, explained) for cell in row] for row in rows],
    }


def _cell(cell: Cell, explained: frozenset[str]) -> list[Data]:
    runs = [
        run(r.text, strong=r.strong, emphasis=r.emphasis) | {"explained": r.term_id in explained}
        for r in cell
    ]
    return runs or [run(wording.EMPTY_CELL)]


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
