"""Fields set by name: what comes out of it, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.content.items.compare import changes
from app.content.items.edit import among
from app.content.items.field_values import FieldError
from app.content.items.item import Content
from app.content.items.set_field import field_names, with_field


@pytest.mark.parametrize(
    ("item", "field", "value", "changed"),
    [
        ("t05", "title", "Another", ["Title"]),
        ("t05", "stands_out", "true", ["Stands out on the home screen"]),
        ("t05", "next_review", "2031-05-06", ["Next review"]),
        ("t05", "contacts", "p01", ["Contact"]),
        ("t05", "questions", "", [f"Question {number}" for number in range(1, 6)]),
        ("p02", "phone", "0300 123", ["Telephone"]),
        ("p02", "hours", "Mon-Fri 09:00-17:00; Sat 10:00-12:00", ["Opening hours"]),
        ("g01", "meaning", "Short.", ["Meaning"]),
        ("w01", "opening", "Hello.", None),
        ("w01", "q02.text", "Which kind?", ["Question 2"]),
        ("w01", "c07.leads_to", "o04", ["Question 2, answer 2, leads to"]),
        ("w01", "c06.leads_to", "o04", ["Question 2, answer 1, leads to"]),
        ("w01", "c06.not_sure", "true", ["Question 2, answer 1, is “not sure”"]),
        ("w01", "c06.unless", "c01>o04, c02>q03", ["Question 2, answer 1, leads elsewhere to"] * 2),
        ("w01", "o01.title", "Ask", None),
        ("w01", "o01.questions", "How?\nWhen?", None),
        ("w01", "o01.topics", "t05, t06", None),
        ("w01", "n01.choices", "c02", None),
        ("w01", "n01.outcomes", "o02", None),
        ("w01", "o01.shows_situations", "false", None),
    ],
)
def test_a_field_changes_and_nothing_else(
    starter: Mapping[str, Content], item: str, field: str, value: str, changed: list[str] | None
) -> None:
    content = starter[item]
    found = [change.name for change in changes(content, with_field(content, field, value))]
    assert found
    if changed is not None:
        assert found == changed


def test_an_empty_value_takes_the_field_out(starter: Mapping[str, Content]) -> None:
    content = with_field(starter["p02"], "phone", "")
    assert "phone" not in content.own
    assert content.digest == with_field(starter["p02"], "phone", " ").digest


@pytest.mark.parametrize(
    ("item", "field", "value", "expected"),
    [
        ("t05", "heading", "x", "A topic has no field heading. It has: body, contacts"),
        ("t05", "next_review", "4 May", "next_review is a date such as 2026-11-22"),
        ("t05", "stands_out", "perhaps", "stands_out is true or false"),
        ("t05", "q02.text", "x", "A topic has no field q02.text"),
        ("p02", "hours", "always", "hours are such as"),
        ("p02", "hours", "Foo-Fri 09:00-17:00", "hours are such as"),
        ("w01", "q99.text", "x", "w01 has no part q99"),
        ("w01", "q02.label", "x", "q02 has no field label. It has: text, why"),
        ("w01", "c06.unless", "c01", "unless is such as “c03>o01, c04>q02”, not “c01”"),
        ("w01", "c06.unless", "c99>o01", "w01 has no answer c99"),
        ("w01", "c06.unless", "c01>t01", "w01 has no question and no outcome t01"),
        ("w01", "n01.choices", "q01", "w01 has no answer q01"),
        ("w01", "n01.outcomes", "o99", "w01 has no outcome o99"),
        ("w01", "c06.leads_to", "q99", "w01 has no question and no outcome q99"),
        ("w01", "c06.leads_to", "", "no question and no outcome without an id"),
    ],
)
def test_what_cannot_be_set_is_an_error(
    starter: Mapping[str, Content], item: str, field: str, value: str, expected: str
) -> None:
    with pytest.raises(FieldError, match=expected.replace("(", r"\(")):
        with_field(starter[item], field, value)


def test_every_field_that_is_named_can_be_set(starter: Mapping[str, Content]) -> None:
    values = {"next_review": "2031-01-01", "last_reviewed": "2031-01-01", "stands_out": "true"}
    values["hours"] = "Sun 09:00-17:00"
    for item in ("t05", "w01", "p01", "g01"):
        for field in field_names(starter[item].key.kind):
            changed = with_field(starter[item], field, values.get(field, "x99"))
            assert changed.digest != starter[item].digest, field


def test_what_is_set_as_it_was_leaves_a_walkthrough_as_it_was(
    starter: Mapping[str, Content],
) -> None:
    w01 = starter["w01"]
    for field, value in (("o01.topics", "t05"), ("n01.choices", "c02"), ("c06.unless", "c01>o04")):
        part, column = field.split(".")
        table, cell = {
            "topics": ("outcome_topic", "topic_id"),
            "choices": ("note_choice", "choice_id"),
            "unless": ("choice_unless", "after_choice"),
        }[column]
        owner = {"topics": "outcome_id", "choices": "note_id", "unless": "choice_id"}[column]
        was = ", ".join(str(row[cell]) for row in among(w01, table, **{owner: part}))
        other = with_field(w01, field, value)
        assert other.digest != w01.digest
        assert with_field(other, field, was).digest == w01.digest
