"""The paths of a walkthrough as the rows of a table, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.handout.summary import GivenAnswer
from app.domain.walkthrough.endings import NOWHERE, Ends, Path, choice_of
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough


@dataclass(frozen=True, slots=True)
class PathRow:
    """One path: its number (from 1), its answers in words and as ids, and how it ends.

    `outcome_id` is "" where it ends nowhere; `outcome_title` then says so.
    """

    number: int
    given: tuple[GivenAnswer, ...]
    answers: Answers
    outcome_id: str
    outcome_title: str
    notes: tuple[str, ...]


def path_row(walkthrough: Walkthrough, number: int, path: Path) -> PathRow:
    """One path as a row."""
    outcome = walkthrough.outcome(path.outcome_id)
    shown = Ends(walkthrough).of(path).notes
    return PathRow(
        number,
        answers_in_words(walkthrough, path.answers),
        path.answers,
        path.outcome_id,
        outcome.title if outcome else NOWHERE,
        tuple(note.title for note in walkthrough.notes if note.id in shown),
    )


def answers_in_words(walkthrough: Walkthrough, answers: Answers) -> tuple[GivenAnswer, ...]:
    """Answers in a family's words; an id stands for what is not there any more."""
    given = []
    for question_id, choice_id in answers:
        question = walkthrough.question(question_id)
        choice = choice_of(walkthrough, question_id, choice_id)
        given.append(
            GivenAnswer(
                question.text if question else question_id, choice.label if choice else choice_id
            )
        )
    return tuple(given)


def matching(walkthrough: Walkthrough, paths: Sequence[Path], text: str) -> list[int]:
    """The indexes of the paths that have each word of `text` in an answer or the outcome's title.

    An id counts as a word of what it names. Upper and lower case are the same.
    """
    found = list(range(len(paths)))
    for word in text.casefold().split():
        pairs = {
            (question.id, choice.id)
            for question in walkthrough.questions
            for choice in question.choices
            if word in choice.label.casefold() or word in (choice.id, question.id)
        }
        ends = {
            outcome.id
            for outcome in walkthrough.outcomes
            if word in outcome.title.casefold() or word == outcome.id
        } | ({""} if word in NOWHERE else set())
        found = [
            index
            for index in found
            if paths[index].outcome_id in ends or not pairs.isdisjoint(paths[index].answers)
        ]
    return found
