"""Every path through a walkthrough, and the proof that each of them ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import (
    Choice,
    Position,
    Question,
    Target,
    Walkthrough,
    target_of,
    walk,
)

MOST_STATES = 50_000
"""How many different states a walkthrough may have: more could not be proved in a short time."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a walkthrough: where (an id), what, and the hint."""

    where: str
    problem: str
    hint: str


def paths(walkthrough: Walkthrough) -> Iterator[Position]:
    """Every path that ends in an outcome, in the order of the questions and choices."""
    waiting: list[tuple[Answers, str]] = [((), walkthrough.first_question_id)]
    while waiting:
        answers, question_id = waiting.pop()
        question = walkthrough.question(question_id)
        if question is None or any(asked == question_id for asked, _ in answers):
            position = walk(walkthrough, answers)
            if position.outcome is not None:
                yield position
            continue
        given = frozenset(choice_id for _, choice_id in answers)
        for choice in reversed(question.choices):
            target = target_of(choice, given)
            waiting.append(((*answers, (question_id, choice.id)), target.question_id))


def path_to(walkthrough: Walkthrough, step_id: str) -> Answers | None:
    """A shortest path to a question or an outcome, or None where no answers lead there."""
    looked_for = {
        other.choice_id for q in walkthrough.questions for c in q.choices for other in c.unless
    }
    shortest: dict[_State, Answers] = {(walkthrough.first_question_id, frozenset()): ()}
    waiting = deque(shortest)
    while waiting and len(shortest) <= MOST_STATES:
        state = waiting.popleft()
        question_id, given = state
        if question_id == step_id:
            return shortest[state]
        question = walkthrough.question(question_id)
        if question is None:
            continue
        for choice in question.choices:
            target = target_of(choice, given)
            answers = (*shortest[state], (question_id, choice.id))
            if any(asked == target.question_id for asked, _ in answers):
                continue  # it would lead round in a circle
            after = (
                target.question_id or target.outcome_id,
                given | ({choice.id} & looked_for),
            )
            if after not in shortest:
                shortest[after] = answers
                waiting.append(after)
    return None


def faults(walkthrough: Walkthrough) -> tuple[Fault, ...]:
    """What keeps a walkthrough from families: each path must end, and each page be reached."""
    follower = _PathFollower(walkthrough)
    if not follower.follow():
        return (Fault(walkthrough.id, "It has too many ways through to follow.", _FEWER),)
    found = list(follower.faults)
    for question in walkthrough.questions:
        if question.id not in follower.reached:
            found.append(Fault(question.id, "No answer leads to this question.", _REACH))
        if not any(choice.not_sure for choice in question.choices):
            found.append(
                Fault(
                    question.id,
                    'It has no "not sure" answer.',
                    'Add one, and mark it as the "not sure" answer.',
                )
            )
    for outcome in walkthrough.outcomes:
        if outcome.id not in follower.reached:
            found.append(Fault(outcome.id, "No answer leads to this outcome.", _REACH))
    return tuple(found)


NOT_YET = "nowhere"
"""The id of the question that an answer leads to while somebody has still to choose one."""

_LEAD_ON = "Lead it to a question that comes later, or to an outcome."
_REACH = "Lead an answer to it, or delete it."
_FEWER = 'Use fewer "unless", or make two walkthroughs of it.'

_State = tuple[str, frozenset[str]]
"""A question, and those of the choices given before it that some `unless` looks for."""


@dataclass
class _Step:
    """A question on the path that is being followed, with the choices that are still to try."""

    state: _State
    choices: Iterator[Choice]
    beyond: set[str] = field(default_factory=set)


class _PathFollower:
    """Follows all paths at once: those that cannot differ from here on are followed once."""

    def __init__(self, walkthrough: Walkthrough) -> None:
        self._walkthrough = walkthrough
        self._looked_for = {
            other.choice_id
            for question in walkthrough.questions
            for choice in question.choices
            for other in choice.unless
        }
        self._beyond: dict[_State, set[str]] = {}
        self._open_steps: dict[str, _Step] = {}
        self.reached: set[str] = set()
        self.faults: dict[Fault, None] = {}

    def follow(self) -> bool:
        """Follow every path; False if there are too many to."""
        first = self._walkthrough.first_question_id
        question = self._walkthrough.question(first)
        if question is None:
            name = first or "a first question"
            problem = f"It begins with {name}, which is not there."
            self._add(self._walkthrough.id, problem, "Give it a first question.")
            return True
        self._enter(question, frozenset())
        while self._open_steps and len(self._beyond) <= MOST_STATES:
            step = next(reversed(self._open_steps.values()))
            choice = next(step.choices, None)
            if choice is None:
                self._leave()
            else:
                self._follow(step, choice)
        return not self._open_steps

    def _enter(self, question: Question, given: frozenset[str]) -> None:
        self.reached.add(question.id)
        if not question.choices:
            self._add(question.id, "It has no answers, so no way leads on.", "Give it answers.")
        step = _Step((question.id, given), iter(question.choices))
        self._open_steps[question.id] = step
        self._beyond[step.state] = step.beyond

    def _leave(self) -> None:
        question_id, step = self._open_steps.popitem()
        if self._open_steps:
            before = next(reversed(self._open_steps.values()))
            before.beyond |= step.beyond | {question_id}

    def _follow(self, step: _Step, choice: Choice) -> None:
        question_id, given = step.state
        target = target_of(choice, given)
        question = self._walkthrough.question(target.question_id)
        if question is None:
            self._end(question_id, target)
            return
        if question.id in self._open_steps:
            self._add(question_id, _CIRCLE, _LEAD_ON)
            return
        state = (question.id, given | ({choice.id} & self._looked_for))
        if state not in self._beyond:
            self._enter(question, state[1])
            return
        # Followed before, by another path: it must not come back to a question of this one.
        beyond = self._beyond[state]
        if not beyond.isdisjoint(self._open_steps):
            self._add(question_id, _CIRCLE, _LEAD_ON)
        step.beyond |= beyond | {question.id}

    def _end(self, question_id: str, target: Target) -> None:
        if self._walkthrough.outcome(target.outcome_id) is not None:
            self.reached.add(target.outcome_id)
            return
        unknown = target.outcome_id or target.question_id
        problem = f"An answer leads to {unknown}, which is not there."
        if unknown == NOT_YET:
            problem = "An answer leads nowhere yet."
        self._add(question_id, problem, _LEAD_ON)

    def _add(self, where: str, problem: str, hint: str) -> None:
        self.faults[Fault(where, problem, hint)] = None


_CIRCLE = "An answer leads round in a circle."
