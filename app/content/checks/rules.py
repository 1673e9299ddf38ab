"""The checks on what a library says: errors, which keep it from families, and advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from app.content.checks import wording
from app.content.checks.cells import cells_in
from app.content.checks.findings import (
    WHOLE_LIBRARY,
    Finding,
    Kind,
    Level,
    Location,
    advice_at,
    error_at,
)
from app.content.checks.glyphs import glyphs_in
from app.content.checks.languages import is_language
from app.content.checks.library import length_advice, settings_advice
from app.content.checks.old_numbers import old_numbers_in
from app.content.checks.passages import Passage, passages
from app.content.checks.pictures import KnownPictures
from app.content.database import checksums
from app.content.database.connection import Boundary, Database
from app.content.items.contact_words import HOURS, NUMBER, OwnWords, marks_in, words_of
from app.content.items.fields import item_lists, owners
from app.content.reader import markup
from app.content.reader.library import ContentLibrary
from app.domain.governance.governance import TEXT_KINDS
from app.domain.kiosk.editions import MOST_NUMBER
from app.domain.library.appearance import ICON
from app.domain.library.library import date_in_words
from app.domain.library.review import Review, ReviewState
from app.domain.progress import NO_PROGRESS, SubProgress
from app.domain.walkthrough.paths import faults

MAX_STEPS = 20_000_000_000


def check(file: Path, today: date, icons: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Everything to correct in a library that `check_file` has passed, errors first.

    Without `icons`, the names of the icons that there are, icons are not checked.
    """
    found = _each(file, lambda database: _errors(database, icons))
    if not any(finding.kind is Kind.LIMIT for finding in found):
        found += _each(file, lambda database: _advice(database, today))
    return tuple(sorted(found, key=lambda f: f.level is not Level.ERROR))


def errors_in(
    file: Path, icons: Collection[str] | None = None, progress: SubProgress = NO_PROGRESS
) -> tuple[Finding, ...]:
    """The errors alone: what the kiosk asks before it shows a library."""
    found = _each(file, lambda database: _errors(database, icons, progress))
    return tuple(finding for finding in found if finding.level is Level.ERROR)


def _each(file: Path, find: Callable[[Database], Iterator[Finding]]) -> list[Finding]:
    database = Database(file, max_steps=MAX_STEPS)
    try:
        with Boundary(file):
            return list(find(database))
    finally:
        database.close()


def _errors(
    database: Database, icons: Collection[str] | None, progress: SubProgress = NO_PROGRESS
) -> Iterator[Finding]:
    yield from _library(database)
    cells = list(cells_in(database, progress.sub(0.0, 0.4)))
    yield from cells
    if any(finding.kind is Kind.LIMIT for finding in cells):
        return  # what is too long is not read: CommonMark of a certain kind takes minutes
    yield from _pages(database, icons)
    pictures = KnownPictures(database)
    yield from pictures.faults()
    yield from pictures.of_appearance(icons)
    known = _Known(database, pictures)
    for passage in _reported(database, progress.sub(0.4, 1.0)):
        for finding in (*known.links_of(passage), *wording.verdicts_in(passage)):
            yield finding if passage.approved else replace(finding, level=Level.ADVICE)
    yield from _walkthroughs(database)


def _reported(database: Database, progress: SubProgress) -> Iterator[Passage]:
    """Every passage; the progress says how many pages were checked, which come first."""
    pages = database.number("SELECT count(*) FROM topic_text")
    found = passages(database)
    first = groupby(found, lambda passage: (passage.item, passage.language))
    for _, of_item in progress.each(first, pages, "Checking page"):
        yield from of_item


def _library(database: Database) -> Iterator[Finding]:
    if (said := database.one("SELECT language, edition FROM library")) is None:
        hint = "Build the library again, with a library.yaml."
        yield error_at(Kind.LIBRARY, WHOLE_LIBRARY, "It says nothing of itself.", hint)
        return
    language, edition = said
    if edition > MOST_NUMBER:
        problem = f"Its edition has the number {edition:,}; {MOST_NUMBER:,} is the most."
        yield error_at(Kind.LIMIT, WHOLE_LIBRARY, problem, "Publish it from the library itself.")
    if not is_language(language):
        problem = f"Its language “{language}” is none that is known."
        hint = "Set the language of the library, such as en-GB, cy, pl or pa-Arab."
        yield error_at(Kind.LIBRARY, WHOLE_LIBRARY, problem, hint)
    shown = database.one(
        "SELECT 1 FROM library JOIN topic_text USING (language) WHERE state = 'approved' LIMIT 1"
    )
    if shown is None:
        hint = "Set the state of a page to approved, in the language of the library."
        yield error_at(Kind.LIBRARY, WHOLE_LIBRARY, "There is no page to show.", hint)
    untitled = database.rows(
        "SELECT id FROM section WHERE id NOT IN (SELECT section_id FROM section_text"
        " WHERE language = (SELECT language FROM library))"
    )
    for (section,) in untitled:
        hint = "Give it a title in the language of the library."
        yield error_at(Kind.LIBRARY, Location(section), "The section has no title.", hint)


_APPROVED = """
SELECT id, icon, source_id, last_reviewed,
    EXISTS (SELECT 1 FROM {table}_text WHERE {table}_id = id AND state = 'approved')
FROM {table} ORDER BY id
"""


def _pages(database: Database, icons: Collection[str] | None) -> Iterator[Finding]:
    if icons is not None:
        own = database.rows("SELECT name FROM appearance WHERE name LIKE 'icon:%'")
        icons = {*icons, *(name.removeprefix(ICON) for (name,) in own)}
    for table in ("topic", "walkthrough"):
        for item, icon, source, reviewed, approved in database.each(_APPROVED.format(table=table)):
            level = Level.ERROR if approved else Level.ADVICE
            if source is None:
                yield Finding(
                    level, Kind.SOURCE, Location(item), "It has no source.", "Add its source."
                )
            if reviewed is None:
                hint = "Say when it was last reviewed, and when it is due next."
                yield Finding(level, Kind.REVIEW, Location(item), "It has no review dates.", hint)
            if icons is not None and icon not in icons:
                hint = "Choose one of resources/icons, without .svg."
                yield Finding(level, Kind.ICON, Location(item), f"There is no icon {icon}.", hint)


class _Known:
    """What a mark may name: ids in each language, approved ones and the others, and pictures."""

    def __init__(self, database: Database, pictures: KnownPictures) -> None:
        self._pictures = pictures
        self._approved: dict[tuple[str, str], bool] = {}
        for kind, links in (
            ("topic", ("topic",)),
            ("term", ("term",)),
            ("contact", (NUMBER, HOURS)),
        ):
            # `kind` is one of three fixed words.
            rows = database.each(f"SELECT {kind}_id, language, state FROM {kind}_text")
            for item, language, state in rows:
                for link in links:
                    self._approved[f"{link}:{item}", language] = state == "approved"
        self._contacts = _own_words(database)

    def links_of(self, passage: Passage) -> Iterator[Finding]:
        """Marks and links in a passage that a page may not have."""
        if not passage.is_commonmark:
            return
        yield from self._out_of_step(passage)
        easy = markup.easy_links(passage.text)
        if easy is not None:
            for line, link in easy:
                yield from self._dead(link, passage, line)
            return
        reading = markup.read(passage.text)
        for violation in reading.violations:
            where = passage.location(violation.line)
            yield error_at(Kind.MARKUP, where, violation.problem, violation.hint)
        for block, line in zip(reading.blocks, reading.lines, strict=True):
            if block.picture is not None:
                yield from self._pictures.missing(block.picture, passage.location(line))
            for run in block.runs:
                if run.target:
                    yield from self._dead(run.target, passage, line)

    def _out_of_step(self, passage: Passage) -> Iterator[Finding]:
        """Words that are said to be a contact's, and are not."""
        for mark in marks_in(passage.text) if "](" in passage.text else ():
            own = self._contacts.get(mark.contact)
            if own is None or own[mark.says] == mark.words:
                continue
            if own[mark.says]:
                problem = f"It says {mark.words}; {mark.contact} says {own[mark.says]}."
            else:
                problem = f"It says {mark.words}; {mark.contact} has no {mark.says}."
            hint = "“Update what texts say of contacts” in the menu Edit mends it; then sign both."
            is_shown = self._approved.get((mark.target, passage.language), False)
            where = passage.location(mark.line)
            yield (error_at if is_shown else advice_at)(Kind.NUMBER, where, problem, hint)

    def _dead(self, link: str, passage: Passage, line: int) -> Iterator[Finding]:
        state = self._approved.get((link, passage.language))
        if state is None:
            problem, hint = (
                f"A link to {link}, which is not there.",
                "Mend the id, or write the words alone.",
            )
            yield error_at(Kind.DEAD_LINK, passage.location(line), problem, hint)
        elif not state:
            problem, hint = (
                f"A link to {link}, which is a draft.",
                "Approve it, or write the words alone.",
            )
            yield error_at(Kind.DEAD_LINK, passage.location(line), problem, hint)


def _own_words(database: Database) -> dict[str, OwnWords]:
    spans: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for item, *span in database.each(
        "SELECT contact_id, first_day, last_day, opens, closes FROM contact_hours"
    ):
        spans[item].append(tuple(span))
    phones = database.each("SELECT id, phone FROM contact")
    return {item: words_of(phone, spans[item]) for item, phone in phones}


def _walkthroughs(database: Database) -> Iterator[Finding]:
    if database.one("SELECT 1 FROM library") is None:
        return
    library = ContentLibrary(database.file)
    try:
        for card in library.walkthroughs():
            if database.one(_COMPLETE, (card.walkthrough_id,)) is None:
                continue  # its missing source or dates are reported already
            for fault in faults(library.walkthrough(card.walkthrough_id)):
                where = Location(card.walkthrough_id, fault.where)
                yield error_at(Kind.WALKTHROUGH, where, fault.problem, fault.hint)
    finally:
        library.close()


_COMPLETE = (
    "SELECT 1 FROM walkthrough WHERE id = ? AND source_id IS NOT NULL AND last_reviewed IS NOT NULL"
)


def _advice(database: Database, today: date) -> Iterator[Finding]:
    yield from settings_advice(database)
    yield from length_advice(database)
    yield from _reviews(database, today)
    yield from _drafts_named(database)
    yield from _wording(database)
    yield from glyphs_in(database)
    yield from old_numbers_in(database.connection)
    yield from KnownPictures(database).advice()
    if tables := checksums.edited_tables(database.connection):
        problem = f"Edited since it was built: {', '.join(tables)}."
        hint = "Nothing has to be done: families see what was signed."
        yield advice_at(Kind.EDITED, WHOLE_LIBRARY, problem, hint)


def _reviews(database: Database, today: date) -> Iterator[Finding]:
    hint = "Review it, and put the new dates in."
    for table in ("topic", "walkthrough"):
        rows = database.rows(
            f"SELECT id, last_reviewed, next_review FROM {table}"
            " WHERE next_review IS NOT NULL ORDER BY id"
        )
        for item, last, due in rows:
            review = Review(date.fromisoformat(last), date.fromisoformat(due))
            state = review.state(today)
            if state is not ReviewState.CURRENT:
                was = "was" if state is ReviewState.OVERDUE else "is"
                problem = f"Its review {was} due on {date_in_words(review.due)}."
                yield advice_at(Kind.REVIEW, Location(item), problem, hint)


_DRAFTS = """
SELECT DISTINCT x.{kind}_id, x.{field.column} FROM {field.table} AS x
WHERE NOT EXISTS (SELECT 1 FROM {field.refers_to}_text AS t
    WHERE t.{field.refers_to}_id = x.{field.column} AND t.state = 'approved'
    AND t.language = (SELECT language FROM library))
ORDER BY 1, 2
"""


def _drafts_named(database: Database) -> Iterator[Finding]:
    """Lists that name a draft: families see the list without it."""
    for kind in TEXT_KINDS:
        for field in (field for owner in owners(kind) for field in item_lists(owner)):
            sql = _DRAFTS.format(kind=kind, field=field)
            for item, draft in database.each(sql):
                problem = f"It names {draft}, which is a draft and is not shown."
                yield advice_at(Kind.DEAD_LINK, Location(item), problem, f"Approve {draft}.")


def _wording(database: Database) -> Iterator[Finding]:
    names = [name for (name,) in database.rows("SELECT name FROM plain_name")]
    topics = {item for (item,) in database.rows("SELECT id FROM topic")}
    pages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    used: set[str] = set()
    for passage in passages(database):
        yield from wording.advice_on(passage)
        if passage.is_commonmark:
            used.update(term for b in markup.read(passage.text).blocks for term in b.term_ids)
        if passage.item in topics:
            pages[passage.item, passage.language].append(passage)
    for (item, language), page in pages.items():
        yield from wording.readability_of(item, language, page, names)
    for item, term in database.rows("SELECT term_id, min(term) FROM term_text GROUP BY term_id"):
        if item not in used:
            hint = f"Mark the word on a page as [words](term:{item}), or take it out."
            yield advice_at(Kind.GLOSSARY, Location(item), f"No page uses “{term}”.", hint)
