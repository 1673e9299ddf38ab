"""The paths as rows, and which of them a filter keeps."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.domain.governance.path_table import answers_in_words, matching, path_row
from app.domain.handout.summary import GivenAnswer
from app.domain.walkthrough.endings import every_path
from app.domain.walkthrough.walkthrough import Note, Walkthrough
from tests.domain.walkthroughs import any_at_all, choice, outcome, question, walkthrough

OF = walkthrough(
    (
        question("q1", choice("yes", "q2"), choice("no", "o1")),
        question("q2", choice("left", "o1"), choice("right", "q9")),
    ),
    (outcome("o1"), outcome("o2")),
    (Note("n1", "Title of n1", "Body.", frozenset({"yes"}), frozenset({"o1"})),),
)
PATHS = every_path(OF)


def test_a_row_says_the_answers_the_outcome_and_its_notes() -> None:
    row = path_row(OF, 1, PATHS[0])
    assert row.given == (
        GivenAnswer("Text of q1?", "Label of yes"),
        GivenAnswer("Text of q2?", "Label of left"),
    )
    assert (row.number, row.answers) == (1, (("q1", "yes"), ("q2", "left")))
    assert (row.outcome_id, row.outcome_title, row.notes) == ("o1", "Title of o1", ("Title of n1",))
    assert path_row(OF, 3, PATHS[2]).notes == ()


def test_a_row_that_ends_nowhere_says_so() -> None:
    row = path_row(OF, 2, PATHS[1])
    assert (row.outcome_id, row.outcome_title) == ("", "nowhere: a dead end")


def test_what_is_not_there_any_more_is_reported_by_its_id() -> None:
    assert answers_in_words(OF, (("q1", "z"), ("q8", "y"))) == (
        GivenAnswer("Text of q1?", "z"),
        GivenAnswer("q8", "y"),
    )


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("", [0, 1, 2]),
        ("LABEL", [0, 1, 2]),
        ("of YES", [0, 1]),
        ("q2 o1", [0]),
        ("left", [0]),
        ("dead", [1]),
        ("title no", [2]),
        ("title no of", [2]),
        ("zebra", []),
    ],
)
def test_a_filter_keeps_the_paths_with_all_its_words(text: str, matched: list[int]) -> None:
    assert matching(OF, PATHS, text) == matched


@given(any_at_all())
def test_each_path_is_found_by_its_own_ids(of: Walkthrough) -> None:
    paths = every_path(of)
    for index, path in enumerate(paths):
        ids = " ".join(choice_id for _, choice_id in path.answers)
        assert index in matching(of, paths, ids)
