"""Every way through a walkthrough, and what the proof finds in a faulty one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given

from app.domain.walkthrough import paths as module
from app.domain.walkthrough.paths import faults, path_to, paths
from app.domain.walkthrough.walkthrough import (
    Choice,
    Outcome,
    Question,
    Target,
    Walkthrough,
    target_of,
    walk,
)
from tests.domain.walkthroughs import (
    any_at_all,
    choice,
    outcome,
    question,
    walkthrough,
    well_formed,
)

GOOD = walkthrough(
    (
        question("q1", choice("a", "q2"), choice("b", "o1"), choice("q1?", "q2", sure=False)),
        question("q2", choice("c", "o1", ("a", "o2")), choice("q2?", "o1", sure=False)),
    ),
    (outcome("o1"), outcome("o2")),
)


@dataclass(frozen=True)
class Followed:
    """One way, as a person would follow it: the questions, the choices, and how it ends."""

    asked: tuple[str, ...]
    chosen: tuple[str, ...]
    end: str
    outcome_id: str = ""


def every_followed(of: Walkthrough) -> Iterator[Followed]:
    """Each way, one by one, by plain recursion."""

    def on_from(asked: tuple[str, ...], chosen: tuple[str, ...], to: Target) -> Iterator[Followed]:
        here = of.question(to.question_id)
        if here is None:
            known = of.outcome(to.outcome_id) is not None
            yield Followed(asked, chosen, "outcome" if known else "nowhere", to.outcome_id)
        elif here.id in asked:
            yield Followed(asked, chosen, "circle")
        elif not here.choices:
            yield Followed((*asked, here.id), chosen, "no answers")
        else:
            for one in here.choices:
                target = target_of(one, frozenset(chosen))
                yield from on_from((*asked, here.id), (*chosen, one.id), target)

    if of.first_question_id:
        yield from on_from((), (), Target(of.first_question_id))


def kinds(of: Walkthrough) -> list[tuple[str, str]]:
    """What faults() finds, in short: where, and the problem's first words."""
    return [(fault.where, " ".join(fault.problem.split()[:4])) for fault in faults(of)]


def test_the_paths_come_in_the_order_of_questions_and_choices() -> None:
    found = [
        (tuple(c for _, c in path.answers), path.outcome.id) for path in paths(GOOD) if path.outcome
    ]
    assert found == [
        (("a", "c"), "o2"),
        (("a", "q2?"), "o1"),
        (("b",), "o1"),
        (("q1?", "c"), "o1"),
        (("q1?", "q2?"), "o1"),
    ]


@given(well_formed())
def test_every_path_of_a_good_walkthrough_ends_in_an_outcome_of_its_own(of: Walkthrough) -> None:
    followed = list(every_followed(of))
    assert {path.end for path in followed} == {"outcome"}
    answers = [path.answers for path in paths(of)]
    assert [tuple(c for _, c in path) for path in answers] == [path.chosen for path in followed]
    assert len(set(answers)) == len(answers)
    assert faults(of) == ()


@given(any_at_all())
def test_the_paths_of_any_walkthrough_are_those_that_end(of: Walkthrough) -> None:
    found = [
        (tuple(c for _, c in path.answers), path.outcome.id) for path in paths(of) if path.outcome
    ]
    assert found == [
        (path.chosen, path.outcome_id) for path in every_followed(of) if path.end == "outcome"
    ]


@given(any_at_all())
def test_the_proof_finds_what_following_each_path_would(of: Walkthrough) -> None:
    found = kinds(of)
    circles = {where for where, what in found if what == "An answer leads round"}
    followed = list(every_followed(of))
    assert bool(circles) == any(path.end == "circle" for path in followed)
    if circles:
        return
    every = {q.id for q in of.questions} | {o.id for o in of.outcomes}
    reached = {q for path in followed for q in path.asked}
    reached |= {path.outcome_id for path in followed if path.end == "outcome"}
    nowhere = {path.asked[-1] for path in followed if path.end == "nowhere"}
    dead_ends = {path.asked[-1] for path in followed if path.end == "no answers"}
    unsure = {q.id for q in of.questions if not any(c.not_sure for c in q.choices)}
    assert {where for where, what in found if what == "An answer leads to"} == nowhere
    assert {where for where, what in found if what == "No answer leads to"} == every - reached
    assert {where for where, what in found if what == "It has no answers,"} == dead_ends
    assert {where for where, what in found if what == 'It has no "not'} == unsure


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        ((choice("x", "q9"),), ("q1", "An answer leads to")),
        ((choice("x", "o9"),), ("q1", "An answer leads to")),
        ((choice("x", "q1"),), ("q1", "An answer leads round")),
        ((choice("x", "q3"),), ("q3", "It has no answers,")),
    ],
)
def test_a_planted_fault_is_found(first: tuple[Choice, ...], fault: tuple[str, str]) -> None:
    assert faults(GOOD) == ()
    q1, q2 = GOOD.questions
    broken = replace(
        GOOD, questions=(replace(q1, choices=(*q1.choices, *first)), q2, question("q3"))
    )
    assert fault in kinds(broken)


def test_a_circle_through_an_unless_is_found() -> None:
    q1, q2 = GOOD.questions
    back = choice("back", "o1", ("a", "q1"))
    broken = replace(GOOD, questions=(q1, replace(q2, choices=(*q2.choices, back))))
    assert kinds(broken) == [("q2", "An answer leads round")]


def test_a_circle_through_a_place_that_another_path_passes_safely_is_found() -> None:
    # By a, q2 comes first and its answer keeps q3 from leading back. By b, q3 comes first.
    of = walkthrough(
        (
            question("q1", choice("a", "q2", sure=False), choice("b", "q3")),
            question("q2", choice("m", "q3", sure=False)),
            question("q3", choice("k", "q2", ("m", "o1"), sure=False)),
        ),
        (outcome("o1"),),
    )
    assert kinds(of) == [("q3", "An answer leads round")]


def test_pages_that_no_answer_leads_to_are_found() -> None:
    apart = question("q3", choice("d", "o3", sure=False))
    of = replace(GOOD, questions=(*GOOD.questions, apart), outcomes=(*GOOD.outcomes, outcome("o3")))
    assert kinds(of) == [("q3", "No answer leads to"), ("o3", "No answer leads to")]


def test_a_question_without_not_sure_is_found() -> None:
    q1, q2 = GOOD.questions
    sure = replace(q2, choices=tuple(c for c in q2.choices if not c.not_sure))
    assert kinds(replace(GOOD, questions=(q1, sure))) == [("q2", 'It has no "not')]


def test_a_walkthrough_that_begins_nowhere_is_found() -> None:
    assert kinds(walkthrough((), ())) == [("w01", "It begins with a")]
    assert faults(replace(GOOD, first_question_id="q9"))[0].problem == (
        "It begins with q9, which is not there."
    )


def test_each_fault_says_what_to_do() -> None:
    of = walkthrough((question("q1", choice("a", "q9"), choice("b", "q9")),), (outcome("o1"),))
    found = faults(of)
    assert all(fault.hint.endswith(".") for fault in found)
    assert len({(fault.where, fault.problem) for fault in found}) == len(found)


def long_one(length: int, *, forks: bool) -> Walkthrough:
    """Questions in a line, with four answers to each: far too many ways to follow one by one."""

    def choices(n: int) -> tuple[Choice, ...]:
        on = f"q{n + 1}" if n + 1 < length else "o1"
        made = (choice(f"c{n}_{k}", on, sure=False) for k in range(3))
        watching = [(f"c{m}_0", on) for m in range(n)] if forks else []
        return (*made, choice(f"c{n}_3", on, *watching))

    questions = tuple(question(f"q{n}", *choices(n)) for n in range(length))
    return walkthrough(questions, (outcome("o1"),))


def test_a_long_walkthrough_is_proved_without_following_each_path() -> None:
    assert faults(long_one(2000, forks=False)) == ()


def test_a_walkthrough_with_too_many_paths_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STATES", 500)
    assert faults(long_one(8, forks=True)) == ()
    assert kinds(long_one(12, forks=True)) == [("w01", "It has too many")]


def steps(of: Walkthrough) -> list[Question | Outcome]:
    """Everything that a way may lead to."""
    return [*of.questions, *of.outcomes]


@given(well_formed())
def test_there_is_a_path_to_each_step_and_it_leads_there(of: Walkthrough) -> None:
    for step in steps(of):
        path = path_to(of, step.id)
        assert path is not None
        position = walk(of, path)
        assert (position.question or position.outcome) == step
        assert position.answers == path


@given(any_at_all())
def test_where_a_path_is_found_in_a_faulty_one_it_leads_there(of: Walkthrough) -> None:
    for step in steps(of):
        if (path := path_to(of, step.id)) is not None:
            position = walk(of, path)
            assert (position.question or position.outcome) == step


def test_there_is_no_path_to_what_no_answer_leads_to() -> None:
    lonely = replace(GOOD, outcomes=(*GOOD.outcomes, outcome("o9")))
    assert path_to(lonely, "o9") is None
    assert path_to(GOOD, "q1") == ()
    assert path_to(GOOD, "o2") == (("q1", "a"), ("q2", "c"))
