"""Walkthroughs for tests: built by hand in a line each, or at random, whole or broken."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from app.domain.library.library import Source
from app.domain.library.review import Review
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import (
    Choice,
    Note,
    Outcome,
    Question,
    Target,
    Unless,
    Walkthrough,
)

SOURCE = Source("r01", "Publisher", "Page")
REVIEW = Review(date(2021, 11, 4), date(2024, 11, 4))


def to(target_id: str) -> Target:
    """A target by its id: those of outcomes begin with "o"."""
    return Target(outcome_id=target_id) if target_id[0] == "o" else Target(question_id=target_id)


def choice(choice_id: str, target_id: str, *unless: tuple[str, str], sure: bool = True) -> Choice:
    """A choice; each of `unless` is (choice given before, where to go then)."""
    others = tuple(Unless(given, to(instead)) for given, instead in unless)
    return Choice(choice_id, f"Label of {choice_id}", to(target_id), others, not_sure=not sure)


def question(question_id: str, *choices: Choice) -> Question:
    """A question with these choices."""
    return Question(question_id, f"Text of {question_id}?", "Why.", choices)


def outcome(outcome_id: str, *asks: str, shows: bool = False, takes: bool = False) -> Outcome:
    """An outcome with these questions to ask."""
    words = (outcome_id, f"Title of {outcome_id}", "Body.")
    return Outcome(*words, asks, shows_situations=shows, takes_answers_along=takes)


def walkthrough(
    questions: tuple[Question, ...],
    outcomes: tuple[Outcome, ...],
    notes: tuple[Note, ...] = (),
) -> Walkthrough:
    """A walkthrough that begins with the first of its questions."""
    first = questions[0].id if questions else ""
    return Walkthrough(
        "w01", "Title", "Opening.", first, questions, outcomes, notes, SOURCE, REVIEW
    )


@st.composite
def well_formed(draw: st.DrawFn) -> Walkthrough:
    """Each way ends, each page is reached, and each question takes "not sure"."""
    asked = draw(st.integers(1, 5))
    outcome_ids = [f"o{n}" for n in range(draw(st.integers(1, 3)))]
    questions: list[Question] = []
    for n in range(asked):
        last = n == asked - 1
        later = [*(f"q{m}" for m in range(n + 1, asked)), *outcome_ids]
        earlier = [c.id for q in questions for c in q.choices]
        # The first choices keep every page within reach: on to the next, or to each outcome.
        sure_paths = outcome_ids if last else [f"q{n + 1}"]
        choices = [choice(f"c{n}_{k}", path, sure=False) for k, path in enumerate(sure_paths)]
        for k in range(draw(st.integers(0, 2))):
            unless = draw(
                st.lists(st.tuples(st.sampled_from(earlier), st.sampled_from(later)), max_size=2)
                if earlier
                else st.just([])
            )
            choices.append(choice(f"c{n}_x{k}", draw(st.sampled_from(later)), *unless))
        questions.append(question(f"q{n}", *choices))
    return walkthrough(tuple(questions), tuple(outcome(o) for o in outcome_ids))


@st.composite
def any_at_all(draw: st.DrawFn) -> Walkthrough:
    """Whatever a damaged library could hold: circles, ids of nothing, questions without choices."""
    question_ids = [f"q{n}" for n in range(draw(st.integers(0, 4)))]
    outcome_ids = [f"o{n}" for n in range(draw(st.integers(0, 2)))]
    targets = st.sampled_from([*question_ids, *outcome_ids, "q_gone", "o_gone"])
    choice_ids = [f"c{n}_{k}" for n in range(len(question_ids)) for k in range(2)]
    questions = []
    for n, question_id in enumerate(question_ids):
        choices = [
            choice(
                f"c{n}_{k}",
                draw(targets),
                *draw(st.lists(st.tuples(st.sampled_from(choice_ids), targets), max_size=2)),
                sure=draw(st.booleans()),
            )
            for k in range(draw(st.integers(0, 2)))
        ]
        questions.append(question(question_id, *choices))
    return walkthrough(tuple(questions), tuple(outcome(o) for o in outcome_ids))


def answers_to(of: Walkthrough) -> st.SearchStrategy[Answers]:
    """Any answers at all to its questions, some of them to nothing that is there."""
    pairs = [(q.id, c.id) for q in of.questions for c in q.choices]
    return st.lists(st.sampled_from([*pairs, ("q_gone", "c_gone")]), max_size=8).map(tuple)
