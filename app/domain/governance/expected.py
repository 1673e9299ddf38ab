"""Expected cases: "given these answers, expect this outcome", saved with a walkthrough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.governance.path_table import answers_in_words
from app.domain.walkthrough.endings import NOWHERE, choice_of, outcome_in_words, path_of
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough, walk


@dataclass(frozen=True, slots=True)
class ExpectedCase:
    """What somebody expects of a walkthrough, whatever becomes of it; `about` says why."""

    id: str
    about: str
    answers: Answers
    outcome_id: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run: whether it holds, and a plain sentence."""

    case: ExpectedCase
    passed: bool
    sentence: str


def run(walkthrough: Walkthrough, case: ExpectedCase) -> CaseResult:
    """Walk the case's answers. It holds if all of them are asked for and they end as expected."""
    problem = _not_there(walkthrough, case) or _ends_otherwise(walkthrough, case)
    if problem:
        return CaseResult(case, False, problem)
    expected = outcome_in_words(walkthrough, case.outcome_id)
    return CaseResult(case, True, f"{_given(walkthrough, case)}, it ends at {expected}.")


def run_all(walkthrough: Walkthrough, cases: Iterable[ExpectedCase]) -> tuple[CaseResult, ...]:
    """Run each case, in order."""
    return tuple(run(walkthrough, case) for case in cases)


def new_case_id(cases: Iterable[ExpectedCase]) -> str:
    """An id that no case has: "k11" after "k10"."""
    used = {case.id for case in cases}
    return next(name for n in range(1, len(used) + 2) if (name := f"k{n:02}") not in used)


def _not_there(walkthrough: Walkthrough, case: ExpectedCase) -> str:
    """What the case names and the walkthrough no longer has, or ""."""
    for question_id, choice_id in case.answers:
        question = walkthrough.question(question_id)
        if question is None:
            return f"Question {question_id} is no longer there."
        if choice_of(walkthrough, question_id, choice_id) is None:
            return f"Choice {choice_id} is no longer there, at the question “{question.text}”."
    if walkthrough.outcome(case.outcome_id) is None:
        return f"Outcome {case.outcome_id}, which is expected, is no longer there."
    return ""


def _ends_otherwise(walkthrough: Walkthrough, case: ExpectedCase) -> str:
    expected = outcome_in_words(walkthrough, case.outcome_id)
    so_far = f"{_given(walkthrough, case)}, expected {expected}, but it"
    path = path_of(walkthrough, case.answers)
    if path is None:
        question = walk(walkthrough, case.answers).question
        asks = f"stops at the question “{question.text}”" if question else f"ends {NOWHERE}"
        return f"{so_far} {asks}."
    if path.outcome_id != case.outcome_id:
        ends = "ends" if not path.outcome_id else "ends at"
        return f"{so_far} {ends} {outcome_in_words(walkthrough, path.outcome_id)}."
    asked = {question_id for question_id, _ in path.answers}
    for question_id, _ in case.answers:
        question = walkthrough.question(question_id)
        if question_id not in asked and question is not None:
            return (
                f"{_given(walkthrough, case)}, it ends at {expected}, "
                f"but no longer asks “{question.text}”."
            )
    return ""


def _given(walkthrough: Walkthrough, case: ExpectedCase) -> str:
    given = (f"“{given.answer}”" for given in answers_in_words(walkthrough, case.answers))
    return f"Given {', '.join(given)}" if case.answers else "Given no answers"
