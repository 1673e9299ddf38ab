"""The starter library's walkthrough against the table that its source was read into.

The table is written out here again, in words of its own; nothing of it is read from the library.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content.updates.trusted_copy import ContentSource
from app.domain.walkthrough.paths import faults, paths
from app.domain.walkthrough.walkthrough import Position, Walkthrough, walk

CONTENT = Path(__file__).parents[3] / "content.db"

NOT_SURE = "not sure"
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland", NOT_SURE)
TYPES = ("yes", "no", NOT_SURE)
AGES = ("25 or under", "over 25", NOT_SURE)
# The five situations, in the source's order, by words that only that one uses.
FIVE = {
    "a": "2 cycles of treatment",
    "b": "after a stem cell or bone marrow transplant",
    "c": "twice or more",
    "d": "chemotherapy is not working now",
    "e": "transplant is not possible",
}
SITUATIONS = (*FIVE, "none", NOT_SURE)

# What each outcome is about: by its title.
SITUATION_NAMED = "Ask about CAR T-cell therapy"
NONE_OF_THEM = "Ask about the other options"
WHICH_SITUATION = "Find out which situation it is"
ABOVE_25 = "Ask what is used above the age of 25"
OTHER_TYPE = "Ask about treatments for this type"
WHICH_TYPE = "Find out which type of ALL it is"
WHICH_AGE = "Ask if age makes a difference"
ABOUT_CAR_T = {SITUATION_NAMED, WHICH_SITUATION, WHICH_TYPE, WHICH_AGE}

EVERY_COMBINATION = list(itertools.product(NATIONS, TYPES, AGES, SITUATIONS))


def expected_title(kind: str, age: str, situation: str) -> str:
    """The six rows of the table, then the two that "not sure" about the age adds to it."""
    if kind == "no":
        return OTHER_TYPE
    if kind == NOT_SURE:
        return WHICH_TYPE
    if age == "over 25":
        return ABOVE_25
    if situation == "none":
        return NONE_OF_THEM
    if age == NOT_SURE:
        return WHICH_AGE
    return WHICH_SITUATION if situation == NOT_SURE else SITUATION_NAMED


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walkthrough]:
    library = ContentSource(CONTENT, tmp_path_factory.mktemp("state")).open()
    (card,) = library.walkthroughs()
    yield library.walkthrough(card.walkthrough_id)
    library.close()


def answered(starter: Walkthrough, *values: str) -> Position:
    """Where these four answers lead: the nation, the type, the age, the situation."""
    nation, kind, age, situation = starter.questions
    begins = {
        nation.id: {n: n for n in NATIONS},
        kind.id: {"yes": "Yes", "no": "No,"},
        age.id: {"25 or under": "25 or under", "over 25": "Over 25"},
        situation.id: {
            **{"a": "Newly diagnosed", "b": "It came back after", "c": "It has come back twice"},
            **{"d": "It came back, and", "e": "It came back once", "none": "None of these"},
        },
    }
    answers = []
    for question, value in zip(starter.questions, values, strict=True):
        start = "Not sure" if value == NOT_SURE else begins[question.id][value]
        (one,) = (c.id for c in question.choices if c.label.startswith(start))
        answers.append((question.id, one))
    return walk(starter, tuple(answers))


def test_the_walkthrough_has_no_fault(starter: Walkthrough) -> None:
    assert faults(starter) == ()


def test_it_asks_the_four_things_of_the_table_and_no_other(starter: Walkthrough) -> None:
    assert [len(question.choices) for question in starter.questions] == [5, 3, 3, 7]
    assert starter.first_question_id == starter.questions[0].id


@pytest.mark.parametrize("nation", NATIONS)
def test_every_combination_of_answers_leads_where_the_table_says(
    starter: Walkthrough, nation: str
) -> None:
    for kind, age, situation in itertools.product(TYPES, AGES, SITUATIONS):
        given = (nation, kind, age, situation)
        position = answered(starter, *given)
        assert position.outcome is not None, given
        title = position.outcome.title
        assert title == expected_title(kind, age, situation), given
        noted = title in ABOUT_CAR_T and nation != "England"
        assert len(position.notes) == noted, given
        shown = title in {SITUATION_NAMED, WHICH_AGE} and situation in FIVE
        assert len(position.situations) == shown, given
        if shown:
            assert FIVE[situation] in position.situations[0], given
            others = {words for letter, words in FIVE.items() if letter != situation}
            assert not any(words in position.situations[0] for words in others), given


def test_no_path_through_is_beside_the_table(starter: Walkthrough) -> None:
    of_the_table = {answered(starter, *given).answers for given in EVERY_COMBINATION}
    assert {path.answers for path in paths(starter)} == of_the_table


def test_every_outcome_ends_in_questions_and_pages_and_leaves_the_word_to_the_consultant(
    starter: Walkthrough,
) -> None:
    assert starter.contacts
    for outcome in starter.outcomes:
        assert len(outcome.questions) >= 3
        assert all(question.endswith("?") for question in outcome.questions)
        assert outcome.topic_ids
        assert re.search(r"Only your child's consultant can\s+say", outcome.body)


def test_those_above_25_of_another_type_or_in_no_situation_are_led_to_trials(
    starter: Walkthrough,
) -> None:
    for outcome in starter.outcomes:
        if outcome.title in {NONE_OF_THEM, OTHER_TYPE}:
            assert any("trial" in question for question in outcome.questions)
    above = next(o for o in starter.outcomes if o.title == ABOVE_25)
    assert "above the age of 25" in above.questions[0]


def test_an_unsure_type_takes_what_is_known_along_as_questions(starter: Walkthrough) -> None:
    position = answered(starter, "Wales", NOT_SURE, "over 25", "c")
    asks = " ".join(position.questions_to_ask)
    for known in ("Wales", "over 25", "twice or more"):
        assert known in asks
    assert position.situations == ()


def test_the_note_says_that_they_have_to_travel_to_england(starter: Walkthrough) -> None:
    (note,) = starter.notes
    words = " ".join(note.body.split())
    assert "have to travel to a specialist centre in England" in words
    for nation in ("Scotland", "Wales", "Northern Ireland"):
        assert nation in note.title


def test_no_outcome_gives_a_verdict(starter: Walkthrough) -> None:
    verdict = re.compile(
        r"\b(in)?eligib|\bsuitab|\b(un)?likely|\brefuse|\bqualif|\bentitled|"
        r"your child (can|cannot|could|may|will|should) ",
        re.IGNORECASE,
    )
    for position in paths(starter):
        assert position.outcome is not None
        bodies = (position.outcome.body, *position.situations, *(n.body for n in position.notes))
        for words in (position.outcome.title, *bodies):
            assert not verdict.search(" ".join(words.split())), words
