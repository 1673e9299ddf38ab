"""The walker: where answers lead, and what Back and Change do to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.walkthrough.paths import paths
from app.domain.walkthrough.walk import Answers, Walk
from app.domain.walkthrough.walkthrough import (
    Note,
    Position,
    Target,
    Walkthrough,
    answer,
    back,
    begin,
    change,
    see_outcome,
    target_of,
    walk,
)
from tests.domain.walkthroughs import (
    answers_to,
    any_at_all,
    choice,
    outcome,
    question,
    walkthrough,
    well_formed,
)

# Where do you live, of which type, how long: the second question is left out after "no".
SHORT = walkthrough(
    (
        question("q1", choice("yes", "q2"), choice("no", "q3"), choice("q1?", "q2", sure=False)),
        question("q2", choice("a", "q3"), choice("q2?", "q3", sure=False)),
        question(
            "q3",
            choice("long", "o1", ("a", "o2")),
            choice("q3?", "o1", ("no", "o3"), ("a", "o2"), sure=False),
        ),
    ),
    (outcome("o1"), outcome("o2"), outcome("o3")),
)


def walked(of: Walkthrough, *choice_ids: str) -> Walk:
    """The state after these choices, one after another."""
    state = begin(of, Walk())
    for choice_id in choice_ids:
        state = answer(of, state, choice_id)
    return state


# -- targets ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ids", [("", ""), ("q1", "o1")])
def test_a_target_is_a_question_or_an_outcome(ids: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        Target(*ids)


def test_the_first_unless_that_was_given_wins() -> None:
    fork = choice("c", "o1", ("x", "o2"), ("y", "o3"))
    assert target_of(fork, frozenset()).outcome_id == "o1"
    assert target_of(fork, frozenset({"y"})).outcome_id == "o3"
    assert target_of(fork, frozenset({"x", "y"})).outcome_id == "o2"


# -- walking ------------------------------------------------------------------------------------


def test_no_answers_lead_to_the_first_question() -> None:
    position = walk(SHORT, ())
    assert position.question is SHORT.questions[0]
    assert (position.answered, position.outcome) == ((), None)


def test_an_unless_sees_only_the_answers_on_the_path() -> None:
    assert walk(SHORT, (("q1", "yes"), ("q2", "a"), ("q3", "long"))).outcome == outcome("o2")
    # q2's answer is still there, but "no" leads past q2.
    assert walk(SHORT, (("q1", "no"), ("q2", "a"), ("q3", "long"))).outcome == outcome("o1")


def test_a_choice_of_another_question_is_no_answer() -> None:
    assert walk(SHORT, (("q1", "a"),)).question is SHORT.questions[0]


@given(st.data())
def test_walking_never_raises_and_asks_no_question_twice(data: st.DataObject) -> None:
    of = data.draw(any_at_all())
    position = walk(of, data.draw(answers_to(of)))
    asked = [a.question.id for a in position.answered]
    assert len(asked) == len(set(asked))
    assert position.question is None or position.outcome is None


@given(st.data())
def test_replaying_the_answers_that_count_changes_nothing(data: st.DataObject) -> None:
    of = data.draw(any_at_all())
    position = walk(of, data.draw(answers_to(of)))
    assert walk(of, position.answers) == position


@given(st.data())
def test_the_order_that_answers_were_given_in_does_not_matter(data: st.DataObject) -> None:
    of = data.draw(well_formed())
    end = data.draw(st.sampled_from(list(paths(of))))
    assert walk(of, tuple(data.draw(st.permutations(end.answers)))) == end


def test_a_circle_stops_where_it_would_begin_again() -> None:
    circle = walkthrough((question("q1", choice("c", "q2")), question("q2", choice("d", "q1"))), ())
    position = walk(circle, (("q1", "c"), ("q2", "d")))
    assert position.answers == (("q1", "c"), ("q2", "d"))
    assert (position.question, position.outcome) == (None, None)


def test_an_answer_that_leads_nowhere_leads_to_nothing() -> None:
    broken = walkthrough((question("q1", choice("c", "o9"), choice("d", "q9")),), ())
    for choice_id in ("c", "d"):
        position = walk(broken, (("q1", choice_id),))
        assert (position.question, position.outcome, position.notes) == (None, None, ())


# -- what an outcome says -----------------------------------------------------------------------

SAYING = walkthrough(
    (
        question(
            "q1",
            replace(choice("s", "q2"), situation="It is so.", ask="Why so?"),
            replace(choice("t", "q2"), ask="When?"),
        ),
        question("q2", *(replace(choice(f"to {o}", o), ask="When?") for o in ("o1", "o2"))),
    ),
    (outcome("o1", "How?", "When?", shows=True, takes=True), outcome("o2", "How?")),
    (
        Note("n1", "Both", "", frozenset({"s", "to o1"}), frozenset({"o1", "o2"})),
        Note("n2", "One", "", frozenset({"s"}), frozenset({"o2"})),
    ),
)


def after(*answers: tuple[str, str]) -> Position:
    return walk(SAYING, answers)


def test_an_outcome_names_the_situations_of_the_answers_if_it_shows_them() -> None:
    assert after(("q1", "s"), ("q2", "to o1")).situations == ("It is so.",)
    assert after(("q1", "t"), ("q2", "to o1")).situations == ()
    assert after(("q1", "s"), ("q2", "to o2")).situations == ()
    assert after(("q1", "s")).situations == ()


def test_an_outcome_asks_its_questions_then_those_of_the_answers_once_each() -> None:
    assert after(("q1", "s"), ("q2", "to o1")).questions_to_ask == ("How?", "When?", "Why so?")
    assert after(("q1", "s"), ("q2", "to o2")).questions_to_ask == ("How?",)
    assert after(("q1", "s")).questions_to_ask == ()


def test_notes_come_with_their_choices_and_their_outcomes_only() -> None:
    def titles(*answers: tuple[str, str]) -> list[str]:
        return [note.title for note in after(*answers).notes]

    assert titles(("q1", "s"), ("q2", "to o1")) == ["Both"]
    assert titles(("q1", "t"), ("q2", "to o1")) == ["Both"]
    assert titles(("q1", "s"), ("q2", "to o2")) == ["Both", "One"]
    assert titles(("q1", "t"), ("q2", "to o2")) == []


# -- answering, going back, changing ------------------------------------------------------------


def test_answers_lead_on_to_the_review_and_the_outcome() -> None:
    state = walked(SHORT, "yes", "a")
    assert state.at == "q3"
    state = answer(SHORT, state, "long")
    assert (state.at, state.seen) == ("", False)
    assert see_outcome(SHORT, state) == replace(state, seen=True)


def test_an_unknown_choice_changes_nothing() -> None:
    state = walked(SHORT, "yes")
    assert answer(SHORT, state, "yes") is state
    assert answer(SHORT, state, "gone") is state
    assert answer(SHORT, Walk(), "yes") == Walk()


def test_there_is_no_outcome_to_see_while_a_question_is_open() -> None:
    state = walked(SHORT, "yes")
    assert see_outcome(SHORT, state) is state
    review_of_nothing = Walk(state.answers, begun=True)
    assert see_outcome(SHORT, review_of_nothing) is review_of_nothing


def test_back_goes_through_every_page_and_keeps_the_answers_marked() -> None:
    state = see_outcome(SHORT, walked(SHORT, "yes", "a", "long"))
    answers = state.answers
    pages = []
    for _ in range(7):
        state = back(SHORT, state)
        pages.append((state.begun, state.at, state.seen))
    opening = (False, "", False)
    questions = [(True, q, False) for q in ("q3", "q2", "q1")]
    assert pages == [(True, "", False), *questions, opening, opening, opening]
    assert state.answers == answers


def test_beginning_again_goes_to_the_first_question_with_its_answer_marked() -> None:
    state = begin(SHORT, Walk((("q1", "yes"),)))
    assert state == Walk((("q1", "yes"),), "q1", begun=True)
    assert answer(SHORT, state, "yes").at == "q2"


def test_change_opens_a_question_of_the_path_and_no_other() -> None:
    state = walked(SHORT, "no", "long")
    assert change(SHORT, state, "q1").at == "q1"
    assert change(SHORT, state, "q2") is state
    assert change(SHORT, state, "q9") is state


def test_a_changed_answer_keeps_what_still_counts() -> None:
    state = walked(SHORT, "yes", "a", "long")
    state = answer(SHORT, change(SHORT, state, "q2"), "q2?")
    assert dict(state.answers) == {"q1": "yes", "q2": "q2?", "q3": "long"}
    assert state.at == ""


def test_a_changed_answer_drops_what_the_path_no_longer_comes_by() -> None:
    state = walked(SHORT, "yes", "a", "long")
    state = answer(SHORT, change(SHORT, state, "q1"), "no")
    assert dict(state.answers) == {"q1": "no", "q3": "long"}
    assert state.at == ""
    # q2 was answered once; that is forgotten.
    state = answer(SHORT, change(SHORT, state, "q1"), "yes")
    assert state.at == "q2"
    assert "q2" not in dict(state.answers)


def test_an_answer_past_a_new_question_still_counts() -> None:
    state = walked(SHORT, "no", "long")
    state = answer(SHORT, change(SHORT, state, "q1"), "yes")
    assert state.at == "q2"
    state = answer(SHORT, state, "a")
    assert dict(state.answers) == {"q1": "yes", "q2": "a", "q3": "long"}
    assert state.at == ""


def test_an_answer_that_no_path_on_comes_by_is_dropped_at_once() -> None:
    of = walkthrough(
        (
            question("q1", choice("left", "q2"), choice("right", "q3")),
            question("q2", choice("a", "o1")),
            question("q3", choice("b", "o1")),
        ),
        (outcome("o1"),),
    )
    state = answer(of, change(of, walked(of, "left", "a"), "q1"), "right")
    assert state == Walk((("q1", "right"),), "q3", begun=True)


@given(st.data())
def test_every_path_can_be_walked_and_ends_in_its_outcome(data: st.DataObject) -> None:
    of = data.draw(well_formed())
    end = data.draw(st.sampled_from(list(paths(of))))
    state = walked(of, *(choice_id for _, choice_id in end.answers))
    assert state == Walk(end.answers, begun=True)
    assert walk(of, state.answers) == end
    assert end.outcome is not None
    assert see_outcome(of, state).seen


@given(st.data())
def test_back_undoes_forward(data: st.DataObject) -> None:
    of = data.draw(well_formed())
    end = data.draw(st.sampled_from(list(paths(of))))
    states = [begin(of, Walk())]
    for _, choice_id in end.answers:
        states.append(answer(of, states[-1], choice_id))
    state = see_outcome(of, states[-1])
    for before in reversed(states):
        state = back(of, state)
        assert (state.at, state.begun, state.seen) == (before.at, True, False)
    assert back(of, state) == Walk(end.answers)


@given(st.data())
def test_a_change_keeps_exactly_the_answers_that_may_still_count(data: st.DataObject) -> None:
    of = data.draw(well_formed())
    ends = list(paths(of))
    end = data.draw(st.sampled_from(ends))
    state = Walk(end.answers, begun=True)
    asked, _ = data.draw(st.sampled_from(end.answers))
    changing = of.question(asked)
    assert changing is not None
    new = data.draw(st.sampled_from(changing.choices)).id
    after = answer(of, change(of, state, asked), new)
    others = dict(after.answers)
    assert others[asked] == new
    assert others.items() <= {**dict(end.answers), asked: new}.items()
    # Whatever some way on from here comes by is kept; see the ways that agree up to now.
    now = walk(of, after.answers).answers
    on = {q for path in ends if path.answers[: len(now)] == now for q, _ in path.answers}
    assert on & dict(end.answers).keys() <= others.keys()
    if not after.at:
        assert after.answers == now


# -- any hand at the screen ---------------------------------------------------------------------


class AnyHand(RuleBasedStateMachine):
    """Presses whatever a walkthrough's pages offer, and now and then what they do not."""

    @initialize(of=st.one_of(well_formed(), any_at_all()))
    def stand_before_it(self, of: Walkthrough) -> None:
        self.of = of
        self.state = Walk()

    @rule()
    def begin(self) -> None:
        self.state = begin(self.of, self.state)

    @precondition(lambda self: self.of.question(self.state.at) is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        asked = self.of.question(self.state.at)
        assert asked is not None
        assume(asked.choices)
        given_one = data.draw(st.sampled_from(asked.choices)).id
        self.state = answer(self.of, self.state, given_one)
        assert (asked.id, given_one) in self.state.answers

    @rule(choice_id=st.sampled_from(["c0_0", "c1_1", "gone", ""]))
    def press_something(self, choice_id: str) -> None:
        self.state = answer(self.of, self.state, choice_id)

    @rule()
    def back(self) -> None:
        before = self.state
        self.state = back(self.of, before)
        assert self.state.answers == before.answers
        assert self.state != before or not before.begun

    @rule(question_id=st.sampled_from(["q0", "q1", "q2", "gone", ""]))
    def change(self, question_id: str) -> None:
        before = self.state
        self.state = change(self.of, before, question_id)
        assert self.state.answers == before.answers

    @rule()
    def see_outcome(self) -> None:
        self.state = see_outcome(self.of, self.state)

    @invariant()
    def answers_are_to_questions_once_each(self) -> None:
        asked = [question_id for question_id, _ in self.state.answers]
        assert len(asked) == len(set(asked))
        assert all(self.of.question(question_id) for question_id in asked)

    @invariant()
    def the_page_on_show_is_one_that_there_is(self) -> None:
        position = walk(self.of, self.state.answers)
        on_the_path = {a.question.id for a in position.answered}
        if position.question:
            on_the_path.add(position.question.id)
        assert self.state.at in {*on_the_path, "", self.of.first_question_id}
        if self.state.seen:
            assert position.outcome is not None
            assert self.state.answers == position.answers
        if not self.state.begun:
            assert (self.state.at, self.state.seen) == ("", False)

    @invariant()
    def the_path_is_the_same_when_it_is_walked_again(self) -> None:
        once = walk(self.of, self.state.answers)
        answers: Answers = once.answers
        assert walk(self.of, answers) == once


TestAnyHand = AnyHand.TestCase
