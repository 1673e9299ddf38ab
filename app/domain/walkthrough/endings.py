"""Every path through a walkthrough, one by one, and what a family is given at the end of it.

A path is its answers, by their ids. Here, unlike in paths.py, those that end nowhere count as
well: whoever edits a walkthrough has to see them. Proofs that need no list are in paths.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import KioskError
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Choice, Walkthrough, target_of

MOST_ANSWERS = 2_000_000
"""The answers of all paths together: 100,000 paths of 20 questions are half a second's work."""

NOWHERE = "nowhere: a dead end"


class TooManyPathsError(KioskError):
    """A walkthrough with more paths than can be listed, or than somebody can read."""


@dataclass(frozen=True, slots=True)
class Path:
    """One path: the answers, in the order they are asked, and how it ends.

    `outcome_id` is "" where it ends nowhere: in a circle, or at something that is not there.
    """

    answers: Answers
    outcome_id: str


@dataclass(frozen=True, slots=True)
class End:
    """What a family is given at the end of a path, by ids alone: words are content.

    Situations and questions to take along have no ids; they go by the choices that bring them.
    """

    outcome_id: str = ""
    notes: frozenset[str] = frozenset()
    situations: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()


def every_path(walkthrough: Walkthrough) -> tuple[Path, ...]:
    """Every path, in the order of the questions and choices; TooManyPathsError if too many."""
    found: list[Path] = []
    answers_left = MOST_ANSWERS
    waiting: list[tuple[str, Answers]] = [(walkthrough.first_question_id, ())]
    while waiting:
        question_id, answers = waiting.pop()
        question = walkthrough.question(question_id)
        goes_on = question is not None and not any(question_id == one for one, _ in answers)
        if question is not None and goes_on and question.choices:
            given = frozenset(choice_id for _, choice_id in answers)
            for choice in reversed(question.choices):
                target = target_of(choice, given) if choice.unless else choice.target
                on = (*answers, (question_id, choice.id))
                if target.outcome_id:
                    waiting.append((_ENDED + target.outcome_id, on))
                else:
                    waiting.append((target.question_id, on))
        elif answers:
            answers_left -= len(answers)
            if answers_left < 0:
                raise TooManyPathsError("It has too many paths to list.", _FEWER)
            ended = question_id.removeprefix(_ENDED) if question_id.startswith(_ENDED) else ""
            known = ended and walkthrough.outcome(ended) is not None
            found.append(Path(answers, ended if known else ""))
    return tuple(found)


_ENDED = "\0"
"""Before an outcome's id, where a question's would stand."""

_FEWER = "Use fewer questions, or make two walkthroughs of it."


def path_of(walkthrough: Walkthrough, answers: Answers) -> Path | None:
    """Where a family comes with these answers; those that nobody asks for are left out.

    None where a question is still open, or where no question is asked at all.
    """
    given = dict(answers)
    asked: dict[str, str] = {}
    question_id = walkthrough.first_question_id
    while (question := walkthrough.question(question_id)) is not None:
        if question_id in asked or not question.choices:
            break
        choice = question.choice(given.get(question_id, ""))
        if choice is None:
            return None
        target = target_of(choice, frozenset(asked.values())) if choice.unless else choice.target
        asked[question_id] = choice.id
        if target.outcome_id:
            known = walkthrough.outcome(target.outcome_id)
            return Path(tuple(asked.items()), known.id if known else "")
        question_id = target.question_id
    return Path(tuple(asked.items()), "") if asked else None


@dataclass(frozen=True, slots=True)
class Giving:
    """What an outcome gives, whichever path ends there: equal ones give the same for each path.

    Notes come with the choices that call for them; situations and asks are those of any path.
    """

    notes: frozenset[tuple[str, frozenset[str]]]
    situations: frozenset[str]
    asks: frozenset[str]
    topics: frozenset[str]


class Ends:
    """What the outcomes of one walkthrough give, ready to be asked for many paths."""

    def __init__(self, walkthrough: Walkthrough) -> None:
        choices = [choice for question in walkthrough.questions for choice in question.choices]
        situations = frozenset(choice.id for choice in choices if choice.situation)
        asks = frozenset(choice.id for choice in choices if choice.ask)
        self.givings = {
            outcome.id: Giving(
                frozenset(
                    (note.id, note.choice_ids)
                    for note in walkthrough.notes
                    if outcome.id in note.outcome_ids
                ),
                situations if outcome.shows_situations else frozenset(),
                asks if outcome.takes_answers_along else frozenset(),
                frozenset(outcome.topic_ids),
            )
            for outcome in walkthrough.outcomes
        }

    def of(self, path: Path) -> End:
        """What a family is given at the end of `path`, which is one of the walkthrough's own."""
        giving = self.givings.get(path.outcome_id)
        if giving is None:
            return End()
        given = frozenset(choice_id for _, choice_id in path.answers)
        return End(
            path.outcome_id,
            frozenset(note_id for note_id, choices in giving.notes if given & choices),
            given & giving.situations,
            given & giving.asks,
            giving.topics,
        )


def choice_of(walkthrough: Walkthrough, question_id: str, choice_id: str) -> Choice | None:
    """The choice of an answer, or None if it is not there."""
    question = walkthrough.question(question_id)
    return question.choice(choice_id) if question else None


def outcome_in_words(walkthrough: Walkthrough, outcome_id: str) -> str:
    """An outcome's title in quotation marks, or that the path ends nowhere."""
    outcome = walkthrough.outcome(outcome_id)
    return f"“{outcome.title}”" if outcome else NOWHERE
