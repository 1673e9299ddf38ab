"""The walkthrough: questions, answers, and where they lead.

A walkthrough is data and the walker is a pure function of (walkthrough, answers): replaying the
answers says where a family is. Going back and changing an answer need no code of their own kind.
It prepares a talk with whom families ask. It holds no rule about who may have a treatment.
"""

from __future__ import annotations

from dataclasses import field

from app.domain.library.library import Contact, Source
from app.domain.library.review import Review
from app.domain.walkthrough.walk import Answers, Walk
from app.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer leads: to one question or to one outcome, never both."""

    question_id: str = ""
    outcome_id: str = ""

    def __post_init__(self) -> None:
        if bool(self.question_id) == bool(self.outcome_id):
            raise ValueError("a target names either a question or an outcome")


@dataclass(frozen=True, slots=True)
class Unless:
    """Another target, where an earlier question was answered with this choice."""

    choice_id: str
    target: Target


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a family can give.

    `situation` is the source's own situation that the choice stands for, in words for the
    outcome page, or "". `ask` is a question to take along because of this answer, or "".
    The first of `unless` whose choice was given wins over `target`.
    """

    id: str
    label: str
    target: Target
    unless: tuple[Unless, ...] = ()
    situation: str = ""
    ask: str = ""
    not_sure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with why it is asked."""

    id: str
    text: str
    why: str
    choices: tuple[Choice, ...]

    def choice(self, choice_id: str) -> Choice | None:
        """The choice with this id, or None."""
        return next((c for c in self.choices if c.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a family leads up to: words, questions to take along, pages to read. No verdict.

    `body` is CommonMark. With `shows_situations` the page lists the situations that the answers
    match; with `takes_answers_along` each answer's own question joins the outcome's questions.
    """

    id: str
    title: str
    body: str
    questions: tuple[str, ...]
    topic_ids: tuple[str, ...] = ()
    shows_situations: bool = False
    takes_answers_along: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph added to some outcomes when one of some choices was given."""

    id: str
    title: str
    body: str
    choice_ids: frozenset[str]
    outcome_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """A set of questions, where they lead, and the page that opens them (`opening`: CommonMark).

    One that is `withheld` asks nothing: it is overdue for too long, and being checked.
    """

    id: str
    title: str
    opening: str
    first_question_id: str
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    source: Source
    review: Review
    contacts: tuple[Contact, ...] = ()
    withheld: bool = False
    _question_by_id: dict[str, Question] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _outcome_by_id: dict[str, Outcome] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._question_by_id.update((q.id, q) for q in self.questions)
        self._outcome_by_id.update((o.id, o) for o in self.outcomes)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return self._question_by_id.get(question_id)

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome with this id, or None."""
        return self._outcome_by_id.get(outcome_id)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question on the path here, with the choice that was given."""

    question: Question
    choice: Choice


@dataclass(frozen=True, slots=True)
class Position:
    """Where some answers lead: those on the path there, then the next question or the outcome.

    Both are None only in a faulty walkthrough, which the check keeps from families.
    """

    answered: tuple[Answered, ...]
    question: Question | None
    outcome: Outcome | None
    notes: tuple[Note, ...] = ()

    @property
    def answers(self) -> Answers:
        """The answers that count, in the order of their questions."""
        return tuple((a.question.id, a.choice.id) for a in self.answered)

    @property
    def situations(self) -> tuple[str, ...]:
        """The source's situations that the answers match, if the outcome shows them."""
        if self.outcome is None or not self.outcome.shows_situations:
            return ()
        return tuple(a.choice.situation for a in self.answered if a.choice.situation)

    @property
    def questions_to_ask(self) -> tuple[str, ...]:
        """What to ask: the outcome's questions, then those the answers bring."""
        if self.outcome is None:
            return ()
        return tuple(dict.fromkeys((*self.outcome.questions, *self.questions_that_tell)))

    @property
    def questions_that_tell(self) -> tuple[str, ...]:
        """Those that the answers bring: each says what was answered."""
        if self.outcome is None or not self.outcome.takes_answers_along:
            return ()
        asked = dict.fromkeys(a.choice.ask for a in self.answered if a.choice.ask)
        return tuple(ask for ask in asked if ask not in self.outcome.questions)


def target_of(choice: Choice, given: frozenset[str]) -> Target:
    """Where `choice` leads after the choices `given` on the path to it."""
    for other in choice.unless:
        if other.choice_id in given:
            return other.target
    return choice.target


def walk(walkthrough: Walkthrough, answers: Answers) -> Position:
    """Replay `answers`. Those that are not on the path are left out, not an error.

    A circular walkthrough stops at the question that would come twice.
    """
    given = dict(answers)
    answered: list[Answered] = []
    question = walkthrough.question(walkthrough.first_question_id)
    while question is not None:
        if any(a.question.id == question.id for a in answered):
            return Position(tuple(answered), None, None)
        choice = question.choice(given.get(question.id, ""))
        if choice is None:
            return Position(tuple(answered), question, None)
        target = target_of(choice, frozenset(a.choice.id for a in answered))
        answered.append(Answered(question, choice))
        if target.outcome_id:
            outcome = walkthrough.outcome(target.outcome_id)
            return Position(tuple(answered), None, outcome, _notes(walkthrough, answered, outcome))
        question = walkthrough.question(target.question_id)
    return Position(tuple(answered), None, None)


def _notes(
    walkthrough: Walkthrough, answered: list[Answered], outcome: Outcome | None
) -> tuple[Note, ...]:
    if outcome is None:
        return ()
    given = {a.choice.id for a in answered}
    return tuple(
        note
        for note in walkthrough.notes
        if outcome.id in note.outcome_ids and given & note.choice_ids
    )


def begin(walkthrough: Walkthrough, state: Walk) -> Walk:
    """From the opening page to the first question; answers given before stay marked."""
    return Walk(state.answers, walkthrough.first_question_id, begun=True)


def start_again(walkthrough: Walkthrough) -> Walk:
    """The first question, with no answer given."""
    return begin(walkthrough, Walk())


def answer(walkthrough: Walkthrough, state: Walk, choice_id: str) -> Walk:
    """Answer the question on the screen, then show the next that has no answer yet, or the review.

    Other answers stay where their question is on the path or may yet come, and are dropped where
    it cannot. An unknown choice changes nothing.
    """
    question = walkthrough.question(state.at)
    if question is None or question.choice(choice_id) is None:
        return state
    others = tuple(pair for pair in state.answers if pair[0] != question.id)
    position = walk(walkthrough, (*others, (question.id, choice_id)))
    ahead = _ahead(walkthrough, position)
    answers = (*position.answers, *(pair for pair in others if pair[0] in ahead))
    return Walk(answers, position.question.id if position.question else "", begun=True)


def _ahead(walkthrough: Walkthrough, position: Position) -> frozenset[str]:
    """The questions that may come after the one that is open, whatever is answered."""
    ahead: set[str] = set()
    waiting = [position.question]
    while waiting:
        question = waiting.pop()
        for choice in question.choices if question else ():
            for target in (choice.target, *(other.target for other in choice.unless)):
                if target.question_id and target.question_id not in ahead:
                    ahead.add(target.question_id)
                    waiting.append(walkthrough.question(target.question_id))
    open_now = {position.question.id} if position.question else set()
    return frozenset(ahead - open_now - {a.question.id for a in position.answered})


def back(walkthrough: Walkthrough, state: Walk) -> Walk:
    """One page back; from the opening page, the same page again. Answers stay marked."""
    if not state.begun:
        return state
    if state.seen:
        return Walk(state.answers, begun=True)
    answered = [a.question.id for a in walk(walkthrough, state.answers).answered]
    before = answered[: answered.index(state.at)] if state.at in answered else answered
    return Walk(state.answers, before[-1], begun=True) if before else Walk(state.answers)


def change(walkthrough: Walkthrough, state: Walk, question_id: str) -> Walk:
    """From the review to one question, to answer it again."""
    answered = [a.question.id for a in walk(walkthrough, state.answers).answered]
    return Walk(state.answers, question_id, begun=True) if question_id in answered else state


def see_outcome(walkthrough: Walkthrough, state: Walk) -> Walk:
    """From the review to the outcome. Where a question is still open, nothing changes."""
    if state.at or walk(walkthrough, state.answers).outcome is None:
        return state
    return Walk(state.answers, begun=True, seen=True)
