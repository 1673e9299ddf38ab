"""What a summary to take away says, before anyone lays it out on paper."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.library import Contact, LibraryInfo, Source, Term
from app.domain.markup import Block
from app.domain.review import Review


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
