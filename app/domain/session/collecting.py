"""From where a family is, and what they put together, to what they take away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.handout.summary import (
    Collection,
    Document,
    Summary,
    collection,
    question_sheet,
    topic_summary,
    walk_summary,
)
from app.domain.session.session import (
    AN_EMPTY_LINE,
    ONLY_THIS,
    QUESTIONS,
    Collected,
    Screen,
    Session,
)
from app.domain.walkthrough import walkthrough as engine

if TYPE_CHECKING:
    from app.domain.ports import Library


def summary_of(library: Library, session: Session, page: Collected) -> Summary | None:
    """The summary of a page; None of a walkthrough whose questions are not all answered."""
    summary = _whole_summary_of(library, session, page)
    return summary and _as_ticked(summary, session.ticked_on(page))


def _whole_summary_of(library: Library, session: Session, page: Collected) -> Summary | None:
    if page.screen is Screen.TOPIC:
        return topic_summary(library, library.topic(page.about))
    walkthrough = library.walkthrough(page.about)
    position = engine.walk(walkthrough, session.walk(page.about).answers)
    return walk_summary(library, walkthrough, position) if position.outcome else None


def _as_ticked(summary: Summary, ticked: frozenset[str]) -> Summary:
    """A summary with the questions that are ticked; with all of them where none is."""
    chosen = tuple(question for question in summary.questions if question in ticked)
    return replace(
        summary,
        questions=chosen or summary.questions,
        has_empty_line=bool(summary.questions) and AN_EMPTY_LINE in ticked,
    )


def collected(library: Library, session: Session) -> Collection | None:
    """The handout of what the family put together; None while there is nothing to print."""
    found = (summary_of(library, session, page) for page in session.collected)
    summaries = [summary for summary in found if summary]
    if not summaries:
        return None
    return collection(library, summaries, with_questions=session.with_questions)


def document(library: Library, session: Session) -> Document | None:
    """What the summary on show is of; None while there is nothing to print."""
    of = session.route.about
    if of == QUESTIONS:
        return question_sheet(library)
    if of == ONLY_THIS:
        return summary_of(library, session, session.at_hand) if session.at_hand else None
    return collected(library, session)


def title_of(library: Library, session: Session, page: Collected) -> tuple[str, bool]:
    """What a page is called in the family's list, and whether it can be printed yet."""
    if page.screen is Screen.TOPIC:
        return library.card(page.about).title, True
    walkthrough = library.walkthrough(page.about)
    outcome = engine.walk(walkthrough, session.walk(page.about).answers).outcome
    return (outcome.title, True) if outcome else (walkthrough.title, False)
