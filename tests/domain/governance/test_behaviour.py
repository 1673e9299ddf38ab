"""What behaves differently between two versions of a walkthrough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.governance.behaviour import BehaviourChange, Kind, behaviour_change
from app.domain.governance.behaviour_text import groups, now_in_words, sentence, was_in_words
from app.domain.walkthrough import endings
from app.domain.walkthrough.endings import TooManyPathsError, every_path, path_of
from app.domain.walkthrough.paths import faults, paths
from app.domain.walkthrough.walkthrough import Choice, Note, Walkthrough, walk
from tests.domain.walkthroughs import (
    any_at_all,
    choice,
    outcome,
    question,
    to,
    walkthrough,
    well_formed,
)

OLD = walkthrough(
    (
        question("q1", choice("a", "q2"), choice("b", "o1"), choice("q1?", "q2", sure=False)),
        question("q2", choice("c", "o1", ("a", "o2")), choice("q2?", "o1", sure=False)),
    ),
    (outcome("o1", shows=True), outcome("o2", takes=True)),
    (Note("n1", "Title of n1", "Body.", frozenset({"a"}), frozenset({"o2"})),),
)


def with_choice(of: Walkthrough, choice_id: str, **new: object) -> Walkthrough:
    """The same walkthrough, with one choice changed."""

    def changed(one: Choice) -> Choice:
        return replace(one, **new) if one.id == choice_id else one  # type: ignore[arg-type]

    return replace(
        of,
        questions=tuple(
            replace(q, choices=tuple(changed(one) for one in q.choices)) for q in of.questions
        ),
    )


def with_outcome(of: Walkthrough, outcome_id: str, **new: object) -> Walkthrough:
    """The same walkthrough, with one outcome changed."""
    changed = (
        replace(o, **new) if o.id == outcome_id else o  # type: ignore[arg-type]
        for o in of.outcomes
    )
    return replace(of, outcomes=tuple(changed))


def reworded(of: Walkthrough) -> Walkthrough:
    """Every word of it changed, and no id; what was empty stays empty."""
    return replace(
        of,
        title="New",
        opening="New.",
        questions=tuple(
            replace(
                q,
                text="New?",
                why="New.",
                choices=tuple(
                    replace(c, label="New", situation=c.situation and "New", ask=c.ask and "New?")
                    for c in q.choices
                ),
            )
            for q in of.questions
        ),
        outcomes=tuple(
            replace(o, title="New", body="New.", questions=("New?",)) for o in of.outcomes
        ),
        notes=tuple(replace(n, title="New", body="New.") for n in of.notes),
    )


def seen(change: BehaviourChange) -> list[tuple[str, tuple[str, ...]]]:
    """The changes in short: the kind, and the choices."""
    return [(one.kind.name, tuple(c for _, c in one.answers)) for one in change.changes]


# -- every path ---------------------------------------------------------------------------------


@given(any_at_all())
def test_the_paths_that_end_are_those_of_the_proof(of: Walkthrough) -> None:
    listed = [(path.answers, path.outcome_id) for path in every_path(of) if path.outcome_id]
    assert listed == [(path.answers, path.outcome.id) for path in paths(of) if path.outcome]


@given(any_at_all())
def test_walking_the_answers_of_a_path_comes_to_its_end(of: Walkthrough) -> None:
    for path in every_path(of):
        assert path_of(of, path.answers) == path
        assert path_of(of, path.answers[::-1]) == path


@given(any_at_all())
def test_answers_that_are_not_enough_make_no_path(of: Walkthrough) -> None:
    for path in every_path(of):
        fewer = path.answers[:-1]
        assert path_of(of, fewer) is None
        assert walk(of, fewer).question is not None


@given(well_formed())
def test_a_path_gives_what_the_walker_gives(of: Walkthrough) -> None:
    of = replace(
        with_choice(of, "c0_0", situation="S", ask="A?"),
        notes=(Note("n1", "N", "B", frozenset({"c0_0"}), frozenset({"o0"})),),
        outcomes=tuple(
            replace(o, shows_situations=True, takes_answers_along=True) for o in of.outcomes
        ),
    )
    ends = endings.Ends(of)
    for path in every_path(of):
        position, end = walk(of, path.answers), ends.of(path)
        assert end.notes == {note.id for note in position.notes}
        assert len(end.situations) == len(position.situations)
        assert len(end.asks) == len(position.questions_to_ask)


def test_too_many_paths_are_refused_at_once() -> None:
    lines = tuple(
        question(f"q{n}", *(choice(f"c{n}_{k}", f"q{n + 1}") for k in range(4))) for n in range(60)
    )
    many = walkthrough((*lines, question("q60", choice("c", "o1"))), (outcome("o1"),))
    with pytest.raises(TooManyPathsError, match="It has too many paths to list"):
        every_path(many)


# -- what changes and what does not -------------------------------------------------------------


@given(any_at_all())
def test_the_same_walkthrough_does_not_change(of: Walkthrough) -> None:
    change = behaviour_change(of, of)
    assert not change
    assert change.before == change.after == len(every_path(of))


@given(any_at_all())
def test_new_words_change_no_path(of: Walkthrough) -> None:
    assert behaviour_change(of, reworded(of)).changes == ()


def test_new_words_change_no_path_with_notes_situations_and_questions() -> None:
    rich = with_choice(OLD, "a", situation="S.", ask="A?")
    assert reworded(rich) != rich
    assert not behaviour_change(rich, reworded(rich))


@given(well_formed(), st.data())
def test_a_choice_that_leads_elsewhere_changes_the_paths_through_it_and_no_other(
    of: Walkthrough, data: st.DataObject
) -> None:
    last = of.questions[-1]
    moved = data.draw(st.sampled_from(last.choices))
    other = outcome("o_other")
    new = with_choice(of, moved.id, target=to("o_other"), unless=())
    new = replace(new, outcomes=(*new.outcomes, other))
    change = behaviour_change(of, new)
    through = {path.answers for path in every_path(of) if (last.id, moved.id) in path.answers}
    assert {one.answers for one in change.changes} == through
    assert {one.kind for one in change.changes} <= {Kind.ELSEWHERE}
    assert all(one.now and one.now.outcome_id == "o_other" for one in change.changes)


@given(well_formed(), st.data())
def test_a_choice_that_cuts_the_path_short_changes_only_paths_through_it(
    of: Walkthrough, data: st.DataObject
) -> None:
    asked = data.draw(st.sampled_from(of.questions))
    moved = data.draw(st.sampled_from(asked.choices))
    assume(not moved.target.outcome_id or moved.unless)
    new = with_choice(of, moved.id, target=to("o0"), unless=())
    pair = (asked.id, moved.id)
    change = behaviour_change(of, new)
    assert all(pair in one.answers for one in change.changes)
    gone = {one.answers for one in change.of(Kind.GONE)}
    assert change.before - len(gone) + len(change.of(Kind.NEW)) == change.after
    ends = {path.answers: path.outcome_id for path in every_path(of)}
    untouched = {a: o for a, o in ends.items() if pair not in a}
    assert untouched.items() <= {p.answers: p.outcome_id for p in every_path(new)}.items()


@given(any_at_all(), any_at_all())
def test_any_two_versions_add_up(old: Walkthrough, new: Walkthrough) -> None:
    change, back = behaviour_change(old, new), behaviour_change(new, old)
    assert change.before + len(change.of(Kind.NEW)) == change.after + len(change.of(Kind.GONE))
    assert len(change.changes) == len(back.changes)
    assert len(change.of(Kind.GONE)) == len(back.of(Kind.NEW))
    assert sum(group.count for group in groups(change)) == len(change.changes)


def test_a_path_may_come_to_a_dead_end() -> None:
    change = behaviour_change(OLD, with_choice(OLD, "b", target=to("q9")))
    assert seen(change) == [("ELSEWHERE", ("b",))]
    assert now_in_words(change, change.changes[0]) == "nowhere: a dead end"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (replace(OLD, notes=()), "“Title of o2”. It no longer shows the note “Title of n1”."),
        (
            with_choice(OLD, "c", ask="A?"),
            "“Title of o2”. It now shows the question of “Label of c”.",
        ),
        (
            with_outcome(OLD, "o2", topic_ids=("t05",)),
            "“Title of o2”. It now shows a link to “page t05”.",
        ),
    ],
)
def test_the_same_outcome_may_give_something_else(new: Walkthrough, words: str) -> None:
    change = behaviour_change(OLD, new)
    assert seen(change) == [("GIVES", ("a", "c"))]
    assert was_in_words(change, change.changes[0]) == "“Title of o2”"
    assert now_in_words(change, change.changes[0]) == words
    assert sentence(change) == (
        "1 of 5 paths now ends differently. "
        "That is: 1 at the same outcome, which now gives something else."
    )


def test_a_situation_is_listed_only_where_the_outcome_lists_them() -> None:
    change = behaviour_change(OLD, with_choice(OLD, "a", situation="S."))
    assert seen(change) == [("GIVES", ("a", "q2?"))]


def test_an_order_of_its_own_is_reported_apart_from_another_end() -> None:
    one = question("q1", choice("a", "q2"))
    two = question("q2", choice("b", "o1"))
    old = walkthrough((one, two), (outcome("o1"),))
    turned = (question("q2", choice("b", "q1")), question("q1", choice("a", "o1")))
    change = behaviour_change(old, walkthrough(turned, (outcome("o1"),)))
    assert seen(change) == [("ORDER", ("b", "a"))]
    assert now_in_words(change, change.changes[0]) == "“Title of o1”, asked in another order"
    assert "1 of 1 path asks its questions in another order." in sentence(change)


def test_a_question_put_in_between_says_where_the_same_answers_led() -> None:
    between = question("q3", choice("d", "o1"), choice("e", "o2"))
    new = with_choice(replace(OLD, questions=(*OLD.questions, between)), "b", target=to("q3"))
    change = behaviour_change(OLD, new)
    assert seen(change) == [("NEW", ("b", "d")), ("NEW", ("b", "e")), ("GONE", ("b",))]
    assert was_in_words(change, change.changes[0]) == (
        "There was no such path. The same answers ended at “Title of o1”, with fewer questions."
    )
    assert now_in_words(change, change.changes[1]) == "“Title of o2”"
    assert now_in_words(change, change.changes[2]) == "There is no such path any more."
    assert sentence(change) == (
        "None of 5 paths now ends differently. 1 of 5 paths is gone. 2 paths are new. "
        "There are now 6 paths."
    )
    back = behaviour_change(new, OLD)
    assert now_in_words(back, back.of(Kind.GONE)[0]) == (
        "There is no such path any more. Fewer questions lead to “Title of o1”."
    )


def test_a_first_version_is_all_new() -> None:
    change = behaviour_change(None, OLD)
    assert sentence(change) == "There is no earlier version. All of its paths are new: 5."
    assert {one.kind for one in change.changes} == {Kind.NEW}
    assert was_in_words(change, change.changes[0]) == "There was no such path."


# -- in words -----------------------------------------------------------------------------------


def test_nothing_changed_is_said_too() -> None:
    change = behaviour_change(OLD, OLD)
    assert sentence(change) == "No path has changed: all 5 end as they did before."
    assert groups(change) == ()


def test_a_group_says_which_paths_by_the_answers_they_share() -> None:
    change = behaviour_change(OLD, with_choice(OLD, "q2?", target=to("o2")))
    assert sentence(change) == "2 of 5 paths now end differently."
    (group,) = groups(change)
    assert (group.was, group.now, group.count) == ("“Title of o1”", "“Title of o2”", 2)
    assert [(g.question, g.answer) for g in group.shared] == [("Text of q2?", "Label of q2?")]
    assert group.is_all


def test_a_group_that_shares_its_answers_with_others_says_so() -> None:
    turned = with_choice(OLD, "c", unless=())
    (group,) = groups(behaviour_change(OLD, turned))
    assert [g.answer for g in group.shared] == ["Label of a", "Label of c"]
    assert group.is_all
    both = with_choice(with_choice(OLD, "b", target=to("o2")), "c", target=to("o2"))
    (group,) = groups(behaviour_change(OLD, both))
    assert (group.count, group.shared, group.is_all) == (2, (), False)


def test_the_faulty_version_is_compared_as_well() -> None:
    circle = with_choice(OLD, "c", target=to("q1"), unless=())
    assert faults(circle)
    assert {c for _, c in seen(behaviour_change(OLD, circle))} == {("a", "c"), ("q1?", "c")}
