"""What a printed summary says, before anyone lays it out on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.library.library import Contact, LibraryInfo, Source, Term, Topic
from app.domain.library.markup import Block
from app.domain.library.review import Review
from app.domain.walkthrough.walkthrough import Position, Walkthrough

if TYPE_CHECKING:
    from app.domain.ports import Library


ROOM_FOR_QUESTIONS = 8
"""How many questions a blank sheet has room for: two sides of one sheet of paper."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A line of "your answers": the question and the label of the choice."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A note with a title of its own, set apart from the text."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One handout: a topic, or a walkthrough's outcome with its answers and questions.

    Of a page that is `withheld` it says that, and who to ask, in place of the text. After the
    questions there may be an empty line for one of the family's own. `telling` are those of the
    questions that say what a family answered.
    """

    title: str
    lead: str
    blocks: tuple[Block, ...]
    source: Source
    review: Review
    library: LibraryInfo
    situations: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    questions: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    has_empty_line: bool = False
    answers: tuple[GivenAnswer, ...] = ()
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    references: tuple[Source, ...] = ()
    from_walkthrough: bool = False
    topic_id: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """Several summaries that a family chose, in the family's order, as one handout.

    `blank` is the sheet for questions of their own that goes out with it, or None.
    """

    summaries: tuple[Summary, ...]
    library: LibraryInfo
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    blank: QuestionSheet | None = None

    def __post_init__(self) -> None:
        if not self.summaries:
            raise ValueError("a collection holds at least one summary")


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A sheet with room for a family's own questions and the answers to them."""

    library: LibraryInfo
    contacts: tuple[Contact, ...] = ()
    room: int = ROOM_FOR_QUESTIONS


@dataclass(frozen=True, slots=True)
class TrialPage:
    """A page for staff, to see that the kiosk can print."""

    library: LibraryInfo


Document = Summary | Collection | QuestionSheet | TrialPage
"""Whatever can be laid out on paper."""


def topic_summary(library: Library, topic: Topic) -> Summary:
    """The handout of one page."""
    blocks = library.blocks(topic.body)
    return Summary(
        title=topic.title,
        lead=topic.summary,
        blocks=blocks,
        source=topic.source,
        review=topic.review,
        library=_on_paper(library),
        questions=topic.questions,
        terms=_terms(library, blocks),
        contacts=topic.contacts or library.contacts(),
        references=topic.references,
        topic_id=topic.id,
        withheld=topic.withheld,
    )


def walk_summary(library: Library, walkthrough: Walkthrough, position: Position) -> Summary:
    """The handout of an outcome, with the answers that led to it.

    A path that has not reached an outcome is a ValueError: there is nothing to take along yet.
    """
    if position.outcome is None:
        raise ValueError("the path has not reached an outcome")
    blocks = library.blocks(position.outcome.body)
    notices = tuple(Notice(note.title, library.blocks(note.body)) for note in position.notes)
    return Summary(
        title=position.outcome.title,
        lead="",
        blocks=blocks,
        source=walkthrough.source,
        review=walkthrough.review,
        library=_on_paper(library),
        situations=position.situations,
        notices=notices,
        questions=position.questions_to_ask,
        telling=position.questions_that_tell,
        answers=tuple(GivenAnswer(a.question.text, a.choice.label) for a in position.answered),
        terms=_terms(library, (*blocks, *(b for notice in notices for b in notice.blocks))),
        contacts=walkthrough.contacts or library.contacts(),
        from_walkthrough=True,
    )


def collection(
    library: Library, summaries: Iterable[Summary], *, with_questions: bool = False
) -> Collection:
    """The handout of what a family collected: words explained and contacts come once, at its end.

    The same page twice is there once. Nothing collected is a ValueError.
    """
    unique = tuple(dict.fromkeys(summaries))
    return Collection(
        summaries=tuple(replace(summary, terms=(), contacts=()) for summary in unique),
        library=_on_paper(library),
        terms=_in_order(term for summary in unique for term in summary.terms),
        contacts=_as_the_library_has_them(library, (c for s in unique for c in s.contacts)),
        # Its contacts stand at the end of the pages.
        blank=QuestionSheet(library.info()) if with_questions else None,
    )


def question_sheet(library: Library) -> QuestionSheet:
    """The sheet with room to write."""
    return QuestionSheet(_on_paper(library), library.contacts())


def _on_paper(library: Library) -> LibraryInfo:
    """The library as a whole, with its logo."""
    info = library.info()
    logo = info.appearance.logo
    if logo is None:
        return info
    found = replace(logo, picture=library.picture(logo.digest))
    return replace(info, appearance=replace(info.appearance, logo=found))


def _as_the_library_has_them(library: Library, found: Iterable[Contact]) -> tuple[Contact, ...]:
    """Contacts once each, in the library's order: the family's order of pages is not theirs."""
    ids = {contact.id: contact for contact in found}
    known = [contact.id for contact in library.contacts() if contact.id in ids]
    return tuple(ids[i] for i in dict.fromkeys((*known, *ids)))


def _in_order(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(dict.fromkeys(terms), key=lambda term: term.term.casefold()))


def _terms(library: Library, blocks: Iterable[Block]) -> tuple[Term, ...]:
    """The glossary words that the blocks mark, once each, as in a dictionary."""
    ids = dict.fromkeys(term_id for block in blocks for term_id in block.term_ids)
    return _in_order(library.term(i) for i in ids)
