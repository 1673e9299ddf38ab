"""Each way of spoiling the starter walkthrough shows in the behaviour change, or is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from app.content.updates.trusted_copy import ContentSource
from app.domain.governance.behaviour import behaviour_change
from app.domain.governance.expected import ExpectedCase, run_all
from app.domain.walkthrough.endings import every_path
from app.domain.walkthrough.paths import faults
from app.domain.walkthrough.walkthrough import Choice, Target, Unless, Walkthrough

CONTENT = Path(__file__).parents[3] / "content.db"

Mutation = tuple[str, Walkthrough]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walkthrough]:
    library = ContentSource(CONTENT, tmp_path_factory.mktemp("state")).open()
    yield library.walkthrough("w01")
    library.close()


def choices(of: Walkthrough) -> Iterator[Choice]:
    return chain.from_iterable(question.choices for question in of.questions)


def instead(of: Walkthrough, one: Choice, *others: Choice) -> Walkthrough:
    """The same walkthrough, with `others` in the place of a choice."""
    return replace(
        of,
        questions=tuple(
            replace(
                question,
                choices=tuple(
                    chain.from_iterable(others if c is one else (c,) for c in question.choices)
                ),
            )
            for question in of.questions
        ),
    )


def targets(of: Walkthrough) -> list[Target]:
    return [
        *(Target(question_id=q.id) for q in of.questions),
        *(Target(outcome_id=o.id) for o in of.outcomes),
        Target(outcome_id="o99"),
    ]


def leading_elsewhere(of: Walkthrough) -> Iterator[Mutation]:
    for one in choices(of):
        for target in targets(of):
            if target != one.target:
                yield f"{one.id} to {target}", instead(of, one, replace(one, target=target))


def exceptions_changed(of: Walkthrough) -> Iterator[Mutation]:
    for one in choices(of):
        for position, other in enumerate(one.unless):
            rest = (*one.unless[:position], *one.unless[position + 1 :])
            yield f"{one.id} without {other}", instead(of, one, replace(one, unless=rest))
            for target in targets(of):
                if target != other.target:
                    changed = (
                        *one.unless[:position],
                        Unless(other.choice_id, target),
                        *rest[position:],
                    )
                    new = instead(of, one, replace(one, unless=changed))
                    yield f"{one.id} after {other.choice_id} to {target}", new


def parts_gone(of: Walkthrough) -> Iterator[Mutation]:
    for one in choices(of):
        yield f"without {one.id}", instead(of, one)
        yield f"{one.id} by another id", instead(of, one, replace(one, id="c99"))
    for question in of.questions:
        rest = tuple(q for q in of.questions if q is not question)
        yield f"without {question.id}", replace(of, questions=rest)
        yield f"from {question.id}", replace(of, first_question_id=question.id)
    for outcome in of.outcomes:
        yield (
            f"without {outcome.id}",
            replace(of, outcomes=tuple(o for o in of.outcomes if o is not outcome)),
        )


def other_gifts(of: Walkthrough) -> Iterator[Mutation]:
    yield "without notes", replace(of, notes=())
    (note,) = of.notes
    for choice_id in note.choice_ids:
        fewer = replace(note, choice_ids=note.choice_ids - {choice_id})
        yield f"note without {choice_id}", replace(of, notes=(fewer,))
    for outcome in of.outcomes:
        turned = replace(note, outcome_ids=note.outcome_ids ^ {outcome.id})
        yield f"note and {outcome.id}", replace(of, notes=(turned,))
        for changed in (
            replace(outcome, takes_answers_along=not outcome.takes_answers_along),
            replace(outcome, topic_ids=outcome.topic_ids[1:]),
        ):
            new = tuple(changed if o is outcome else o for o in of.outcomes)
            yield f"{outcome.id} gives otherwise", replace(of, outcomes=new)


def mutations(of: Walkthrough) -> list[Mutation]:
    made = (leading_elsewhere, exceptions_changed, parts_gone, other_gifts)
    return [mutation for make in made for mutation in make(of) if mutation[1] != of]


def test_every_mutation_shows_in_the_behaviour_change_or_is_a_fault(starter: Walkthrough) -> None:
    planted = [m for m in mutations(starter) if m[0] != f"from {starter.first_question_id}"]
    assert len(planted) >= 100
    missed = [
        name for name, new in planted if not behaviour_change(starter, new) and not faults(new)
    ]
    assert missed == []


def test_expected_cases_see_every_choice_that_leads_elsewhere(starter: Walkthrough) -> None:
    cases = [
        ExpectedCase(f"e{number}", "", path.answers, path.outcome_id)
        for number, path in enumerate(every_path(starter))
    ]
    assert all(result.passed for result in run_all(starter, cases))
    for name, new in leading_elsewhere(starter):
        assert not all(result.passed for result in run_all(new, cases)), name
