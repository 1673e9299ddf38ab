"""What a summary to take away says, before anyone lays it out on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.library import Contact, LibraryInfo, Source, Term, Topic
from app.domain.markup import Block
from app.domain.review import Review
from app.domain.walkthrough import Position, Walkthrough

if TYPE_CHECKING:  # ports names Summary, so importing it for real would go round in a circle
    from app.domain.ports import Library


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A line of "your answers": the question and the words of the choice."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A note with a title of its own, set apart from the text."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One handout: a topic, or a walkthrough's outcome with its answers and questions."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    source: Source
    review: Review
    library: LibraryInfo
    situations: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    questions: tuple[str, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    references: tuple[Source, ...] = ()
    from_walkthrough: bool = False


def topic_summary(library: Library, topic: Topic) -> Summary:
    """The handout of one page."""
    blocks = library.blocks(topic.body)
    return Summary(
        title=topic.title,
        lead=topic.summary,
        blocks=blocks,
        source=topic.source,
        review=topic.review,
        library=library.info(),
        questions=topic.questions,
        terms=_terms(library, blocks),
        contacts=topic.contacts or library.contacts(),
        references=topic.references,
    )


def walk_summary(library: Library, walkthrough: Walkthrough, position: Position) -> Summary:
    """The handout of an outcome, with the answers that led to it.

    A way that has not reached an outcome is a ValueError: there is nothing to take along yet.
    """
    if position.outcome is None:
        raise ValueError("the way has not reached an outcome")
    blocks = library.blocks(position.outcome.body)
    notices = tuple(Notice(note.title, library.blocks(note.body)) for note in position.notes)
    return Summary(
        title=position.outcome.title,
        lead="",
        blocks=blocks,
        source=walkthrough.source,
        review=walkthrough.review,
        library=library.info(),
        situations=position.situations,
        notices=notices,
        questions=position.questions_to_ask,
        answers=tuple(GivenAnswer(a.question.text, a.choice.label) for a in position.way),
        terms=_terms(library, (*blocks, *(b for notice in notices for b in notice.blocks))),
        contacts=walkthrough.contacts or library.contacts(),
        from_walkthrough=True,
    )


def _terms(library: Library, blocks: Iterable[Block]) -> tuple[Term, ...]:
    """The glossary words that the blocks mark, once each, as in a dictionary."""
    ids = dict.fromkeys(term_id for block in blocks for term_id in block.term_ids)
    return tuple(sorted((library.term(i) for i in ids), key=lambda term: term.term.casefold()))
