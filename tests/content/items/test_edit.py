"""Changing the value of a text: what is changed back is what it was."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.content.items.edit import (
    among,
    find,
    row_of,
    rows,
    with_group,
    with_own,
    with_row,
    with_rows,
    with_texts,
    without,
)
from app.content.items.item import Content


@pytest.fixture
def topic(starter: Mapping[str, Content]) -> Content:
    return starter["t01"]


@pytest.fixture
def walkthrough(starter: Mapping[str, Content]) -> Content:
    return starter["w01"]


def test_what_is_changed_back_is_signed_as_before(topic: Content) -> None:
    other = with_texts(with_own(topic, stands_out=1), title="Another")
    assert other.digest != topic.digest
    back = with_texts(with_own(other, stands_out=0), title=topic.title)
    assert back.digest == topic.digest


def test_a_table_without_rows_is_left_out(topic: Content) -> None:
    without_questions = with_rows(topic, "topic_question", ())
    assert "topic_question" not in without_questions.rows
    assert rows(without_questions, "topic_question") == ()
    again = with_rows(without_questions, "topic_question", rows(topic, "topic_question"))
    assert again.digest == topic.digest


def test_an_empty_cell_is_left_out(topic: Content) -> None:
    assert "source_id" not in with_own(topic, source_id="").own
    assert row_of(a="", b=0, c=None, d="x") == {"d": "x"}


def test_a_group_of_rows_keeps_its_position(walkthrough: Content) -> None:
    named = {"outcome_id": "o02"}
    before = among(walkthrough, "outcome_topic", **named)
    emptied = with_group(walkthrough, "outcome_topic", named, ())
    assert among(emptied, "outcome_topic", **named) == ()
    assert with_group(emptied, "outcome_topic", named, before).digest == walkthrough.digest


def test_a_row_is_found_changed_added_and_taken_out(walkthrough: Content) -> None:
    assert find(walkthrough, "choice_text", choice_id="c01")["label"] == "England"
    other = with_row(walkthrough, "choice_text", {"choice_id": "c01"}, label="Jersey")
    assert find(other, "choice_text", choice_id="c01")["label"] == "Jersey"
    added = with_row(other, "note_outcome", {"note_id": "n01", "outcome_id": "o02"})
    assert find(added, "note_outcome", outcome_id="o02")["note_id"] == "n01"
    taken = without(added, "note_outcome", lambda row: row["outcome_id"] == "o02")
    assert rows(taken, "note_outcome") == rows(walkthrough, "note_outcome")
