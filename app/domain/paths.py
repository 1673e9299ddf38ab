"""Every way through a walkthrough, and the proof that each of them ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.walk import Answers
from app.domain.walkthrough import Position, Target, Walkthrough, target_of, walk


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a walkthrough: where (an id), what, and the mend."""

    where: str
    problem: str
    mend: str


def paths(walkthrough: Walkthrough) -> Iterator[Position]:
    """Every way through that ends in an outcome, in the order of the questions and choices."""
    for answers, target in _ends(walkthrough):
        if target is not None and walkthrough.outcome(target.outcome_id) is not None:
            yield walk(walkthrough, answers)


def _ends(walkthrough: Walkthrough) -> Iterator[tuple[Answers, Target | None]]:
    """Where each way stops: at an outcome's target, at an unknown id, or (None) in a circle."""
    waiting: list[tuple[Answers, Target]] = [
        ((), Target(question_id=walkthrough.first_question_id))
    ]
    while waiting:
        answers, target = waiting.pop()
        question = walkthrough.question(target.question_id)
        if question is None:
            yield answers, target
        elif any(asked == question.id for asked, _ in answers):
            yield answers, None
        else:
            given = frozenset(choice_id for _, choice_id in answers)
            waiting += [
                ((*answers, (question.id, choice.id)), target_of(choice, given))
                for choice in reversed(question.choices)
            ]


def faults(walkthrough: Walkthrough) -> tuple[Fault, ...]:
    """What keeps a walkthrough from families: each way must end, and each page be reached."""
    found: list[Fault] = []
    reached: set[str] = set()
    circles: set[str] = set()
    for answers, target in _ends(walkthrough):
        reached.update(question_id for question_id, _ in answers)
        last = answers[-1][0] if answers else walkthrough.id
        if target is None:
            circles.add(last)
        elif walkthrough.outcome(target.outcome_id) is not None:
            reached.add(target.outcome_id)
        else:
            unknown = target.outcome_id or target.question_id
            found.append(
                Fault(last, f"An answer leads to {unknown}, which is not there.", _LEAD_ON)
            )
    for where in sorted(circles):
        found.append(Fault(where, "An answer leads round in a circle.", _LEAD_ON))
    for question in walkthrough.questions:
        if question.id not in reached:
            found.append(Fault(question.id, "No answer leads to this question.", _REACH))
        if not any(choice.not_sure for choice in question.choices):
            found.append(
                Fault(question.id, 'It has no "not sure" answer.', "Add one and mark it not_sure.")
            )
    for outcome in walkthrough.outcomes:
        if outcome.id not in reached:
            found.append(Fault(outcome.id, "No answer leads to this outcome.", _REACH))
    return tuple(dict.fromkeys(found))


_LEAD_ON = "Lead it to a question that comes later, or to an outcome."
_REACH = "Lead an answer to it, or delete it."
