"""Expected cases: what they say when they hold, and when they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.domain.governance.expected import ExpectedCase, run, run_all
from app.domain.walkthrough.endings import every_path
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough
from tests.domain.walkthroughs import choice, outcome, question, to, walkthrough, well_formed

OF = walkthrough(
    (
        question("q1", choice("a", "q2"), choice("b", "o1"), choice("q1?", "q9", sure=False)),
        question("q2", choice("c", "o1", ("a", "o2")), choice("q2?", "o1", sure=False)),
    ),
    (outcome("o1"), outcome("o2")),
)


def case(outcome_id: str, *answers: tuple[str, str]) -> ExpectedCase:
    return ExpectedCase("e01", "Why.", answers, outcome_id)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            case("o1", ("q1", "a"), ("q2", "c")),
            "Given “Label of a”, “Label of c”, expected “Title of o1”, "
            "but it ends at “Title of o2”.",
        ),
        (
            case("o1", ("q1", "a")),
            "Given “Label of a”, expected “Title of o1”, "
            "but it stops at the question “Text of q2?”.",
        ),
        (
            case("o1"),
            "Given no answers, expected “Title of o1”, but it stops at the question “Text of q1?”.",
        ),
        (
            case("o1", ("q1", "q1?")),
            "Given “Label of q1?”, expected “Title of o1”, but it ends nowhere: a dead end.",
        ),
        (
            case("o1", ("q1", "b"), ("q2", "c")),
            "Given “Label of b”, “Label of c”, it ends at “Title of o1”, "
            "but no longer asks “Text of q2?”.",
        ),
        (
            case("o1", ("q1", "c05")),
            "Choice c05 is no longer there, at the question “Text of q1?”.",
        ),
        (case("o1", ("q7", "a")), "Question q7 is no longer there."),
        (case("o9", ("q1", "b")), "Outcome o9, which is expected, is no longer there."),
    ],
)
def test_a_case_that_does_not_hold_says_why(one: ExpectedCase, sentence: str) -> None:
    result = run(OF, one)
    assert not result.passed
    assert result.sentence == sentence


def test_a_case_that_holds_says_so_whatever_the_order_of_its_answers() -> None:
    answers: Answers = (("q2", "c"), ("q1", "a"))
    results = run_all(OF, [case("o2", *answers), case("o2", *answers[::-1])])
    assert [result.passed for result in results] == [True, True]
    assert results[1].sentence == "Given “Label of a”, “Label of c”, it ends at “Title of o2”."


@given(well_formed())
def test_each_path_holds_as_a_case_until_its_last_answer_leads_elsewhere(of: Walkthrough) -> None:
    last = of.questions[-1]
    closed = tuple(replace(c, target=to("o_new"), unless=()) for c in last.choices)
    new = replace(
        of,
        questions=(*of.questions[:-1], replace(last, choices=closed)),
        outcomes=(*of.outcomes, outcome("o_new")),
    )
    for path in every_path(of):
        one = case(path.outcome_id, *path.answers)
        assert run(of, one).passed
        assert run(new, one).passed is (path.answers[-1][0] != last.id)
