"""Reading one walkthrough, whole, into the domain's values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.content.database.connection import Database, Row
from app.domain.library.library import Contact, Source
from app.domain.library.review import Review
from app.domain.walkthrough.walkthrough import (
    Choice,
    Note,
    Outcome,
    Question,
    Target,
    Unless,
    Walkthrough,
)


def read_walkthrough(
    database: Database,
    walkthrough_id: str,
    language: str,
    source_of: Callable[[str], Source],
    contacts: tuple[Contact, ...],
) -> Walkthrough:
    """The walkthrough with this id, if its words in this language are approved; else KeyError."""
    row = database.one(
        "SELECT title, opening, source_id, last_reviewed, next_review FROM walkthrough"
        " JOIN walkthrough_text ON walkthrough_id = id"
        " WHERE id = ? AND language = ? AND state = 'approved'",
        (walkthrough_id, language),
    )
    if row is None:
        raise KeyError(walkthrough_id)
    title, opening, source_id, last, due = row
    components = _Components(database, walkthrough_id, language)
    questions = components.questions()
    return Walkthrough(
        walkthrough_id,
        title,
        opening,
        questions[0].id if questions else "",
        questions,
        components.outcomes(),
        components.notes(),
        source_of(source_id),
        Review(date.fromisoformat(last), date.fromisoformat(due)),
        contacts,
    )


def _target(to_question: str | None, to_outcome: str | None) -> Target:
    return Target(to_question or "", to_outcome or "")


class _Components:
    """The rows below one walkthrough, in one language."""

    def __init__(self, database: Database, walkthrough_id: str, language: str) -> None:
        self._database = database
        self._key = {"walkthrough": walkthrough_id, "language": language}

    def _rows(self, sql: str) -> list[Row]:
        return self._database.rows(sql, self._key)

    def _grouped(self, sql: str) -> dict[str, list[Row]]:
        """The rows of a query by their first column, which is left out of them."""
        groups: dict[str, list[Row]] = {}
        for first, *rest in self._rows(sql):
            groups.setdefault(first, []).append(tuple(rest))
        return groups

    def questions(self) -> tuple[Question, ...]:
        choices = self._choices()
        rows = self._rows(
            "SELECT q.id, text, why FROM question AS q JOIN question_text AS t"
            " ON t.walkthrough_id = q.walkthrough_id AND t.question_id = q.id"
            " WHERE q.walkthrough_id = :walkthrough AND language = :language"
            " ORDER BY q.position, q.id"
        )
        return tuple(
            Question(item, text, why, tuple(choices.get(item, ()))) for item, text, why in rows
        )

    def _choices(self) -> dict[str, list[Choice]]:
        unless = self._grouped(
            "SELECT choice_id, after_choice, to_question, to_outcome FROM choice_unless"
            " WHERE walkthrough_id = :walkthrough ORDER BY choice_id, position"
        )
        by_question = self._grouped(
            "SELECT c.question_id, c.id, label, to_question, to_outcome, situation, ask, not_sure"
            " FROM choice AS c JOIN choice_text AS t"
            " ON t.walkthrough_id = c.walkthrough_id AND t.choice_id = c.id"
            " WHERE c.walkthrough_id = :walkthrough AND language = :language"
            " ORDER BY c.position, c.id"
        )
        return {
            question_id: [_choice(row, unless.get(row[0], [])) for row in rows]
            for question_id, rows in by_question.items()
        }

    def outcomes(self) -> tuple[Outcome, ...]:
        questions = self._grouped(
            "SELECT outcome_id, text FROM outcome_question"
            " WHERE walkthrough_id = :walkthrough AND language = :language"
            " ORDER BY outcome_id, position"
        )
        topics = self._grouped(
            "SELECT outcome_id, o.topic_id FROM outcome_topic AS o JOIN topic_text AS t"
            " ON t.topic_id = o.topic_id AND language = :language AND state = 'approved'"
            " WHERE walkthrough_id = :walkthrough ORDER BY outcome_id, position, o.topic_id"
        )
        rows = self._rows(
            "SELECT o.id, title, body, shows_situations, takes_answers_along"
            " FROM outcome AS o JOIN outcome_text AS t"
            " ON t.walkthrough_id = o.walkthrough_id AND t.outcome_id = o.id"
            " WHERE o.walkthrough_id = :walkthrough AND language = :language"
            " ORDER BY o.position, o.id"
        )
        return tuple(
            Outcome(
                outcome_id,
                title,
                body,
                questions=tuple(text for (text,) in questions.get(outcome_id, ())),
                topic_ids=tuple(topic for (topic,) in topics.get(outcome_id, ())),
                shows_situations=bool(shows),
                takes_answers_along=bool(takes),
            )
            for outcome_id, title, body, shows, takes in rows
        )

    def notes(self) -> tuple[Note, ...]:
        choices = self._grouped(
            "SELECT note_id, choice_id FROM note_choice WHERE walkthrough_id = :walkthrough"
        )
        outcomes = self._grouped(
            "SELECT note_id, outcome_id FROM note_outcome WHERE walkthrough_id = :walkthrough"
        )
        rows = self._rows(
            "SELECT n.id, title, body FROM note AS n JOIN note_text AS t"
            " ON t.walkthrough_id = n.walkthrough_id AND t.note_id = n.id"
            " WHERE n.walkthrough_id = :walkthrough AND language = :language"
            " ORDER BY n.position, n.id"
        )
        return tuple(
            Note(
                item,
                title,
                body,
                choice_ids=frozenset(choice for (choice,) in choices.get(item, ())),
                outcome_ids=frozenset(outcome for (outcome,) in outcomes.get(item, ())),
            )
            for item, title, body in rows
        )


def _choice(row: Row, unless: list[Row]) -> Choice:
    choice_id, label, to_question, to_outcome, situation, ask, not_sure = row
    return Choice(
        choice_id,
        label,
        _target(to_question, to_outcome),
        unless=tuple(Unless(after, _target(*to)) for after, *to in unless),
        situation=situation,
        ask=ask,
        not_sure=bool(not_sure),
    )
