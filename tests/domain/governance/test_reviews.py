"""The list of reviews: what is on it, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.governance.reviews import Reviewed, due, summary_line
from app.domain.library.review import Review

TODAY = date(2026, 11, 22)


def text(name: str, days: int | None, *, source_changed: bool = False) -> Reviewed:
    key = ItemKey(ItemKind.TOPIC, name, "en-GB")
    when = None if days is None else Review(date(2021, 1, 1), TODAY + timedelta(days=days))
    return Reviewed(key, name.upper(), "Ward 4", when, source_changed)


def test_what_waits_longest_comes_first_and_what_is_far_off_is_left_out() -> None:
    texts = [text("a", 61), text("b", 60), text("c", -1), text("d", 0), text("e", -700)]
    lines = due(texts, TODAY)
    assert [line.text.key.id for line in lines] == ["e", "c", "d", "b"]
    assert [line.why for line in lines] == [
        "700 days overdue",
        "1 day overdue",
        "due today",
        "due in 60 days",
    ]


def test_a_changed_source_brings_a_page_onto_the_list() -> None:
    texts = [
        text("a", 400, source_changed=True),
        text("b", -2, source_changed=True),
        text("c", 400),
    ]
    lines = due(texts, TODAY)
    assert [(line.text.key.id, line.why) for line in lines] == [
        ("b", "2 days overdue, its source has changed"),
        ("a", "its source has changed"),
    ]


def test_a_page_without_a_date_is_listed_only_for_its_source() -> None:
    assert due([text("a", None)], TODAY) == ()
    (line,) = due([text("a", None, source_changed=True)], TODAY)
    assert (line.why, line.due_in_words) == ("its source has changed", "no date")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], "Nothing is overdue, and nothing is due in 60 days."),
        ([-1, -2, 3], "Overdue: 2. Due in 60 days: 1."),
    ],
)
def test_how_many_there_are_is_a_sentence(days: list[int], expected: str) -> None:
    assert summary_line(due([text(f"t{n}", n) for n in days], TODAY)) == expected
