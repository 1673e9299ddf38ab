"""What changed between two versions, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.governance.comparing import (
    Change,
    ComparedField,
    DiffOp,
    Role,
    Run,
    compare,
    word_diff,
)

TEXT = st.text(st.sampled_from("ab .-\n1"), max_size=40)


def paragraphs(*texts: str) -> list[ComparedField]:
    return [
        ComparedField("body", f"Text, paragraph {n}", text, role=Role.LIST)
        for n, text in enumerate(texts, start=1)
    ]


def changed(change: Change) -> tuple[str, str, str]:
    out = "|".join(run.text for run in change.runs if run.op is DiffOp.DELETE)
    put = "|".join(run.text for run in change.runs if run.op is DiffOp.INSERT)
    return change.name, out, put


def test_one_word_is_all_that_is_marked() -> None:
    assert word_diff("Ring 0808 800 4040 today.", "Ring 0808 800 4141 today.") == (
        Run(DiffOp.EQUAL, "Ring 0808 800 "),
        Run(DiffOp.DELETE, "4040"),
        Run(DiffOp.INSERT, "4141"),
        Run(DiffOp.EQUAL, " today."),
    )


def test_a_word_with_a_hyphen_is_one_word() -> None:
    assert Run(DiffOp.DELETE, "CAR-T") in word_diff("about CAR-T cells", "about T-cell cells")


def test_neighbouring_changes_read_as_one() -> None:
    runs = word_diff("It is a long road home.", "It was the short road home.")
    assert [run.text for run in runs if run.op is DiffOp.DELETE] == ["is a long"]
    assert [run.text for run in runs if run.op is DiffOp.INSERT] == ["was the short"]


@given(TEXT, TEXT)
def test_each_side_reads_as_it_was_and_as_it_is(old: str, new: str) -> None:
    change = Change("", word_diff(old, new))
    assert "".join(run.text for run in change.was) == old
    assert "".join(run.text for run in change.now) == new


def test_a_field_that_is_the_same_is_left_out() -> None:
    fields = [ComparedField("title", "Title", "Same"), ComparedField("phone", "Telephone", "1")]
    found = compare(fields, [fields[0], ComparedField("phone", "Telephone", "2")])
    assert [changed(change) for change in found] == [("Telephone", "1", "2")]


def test_new_and_gone_fields_stand_in_their_position() -> None:
    old = [ComparedField(key, key, key) for key in ("a", "b", "c")]
    new = [ComparedField(key, key, key) for key in ("a", "d", "c")]
    assert [changed(change) for change in compare(old, new)] == [("b", "b", ""), ("d", "", "d")]


def test_a_paragraph_put_in_between_shifts_no_other() -> None:
    old = paragraphs("One stays.", "Two stays too.", "Three says a thing.")
    new = paragraphs("One stays.", "Something new.", "Two stays too.", "Three says another thing.")
    assert [changed(change) for change in compare(old, new)] == [
        ("Text, paragraph 2", "", "Something new."),
        ("Text, paragraph 4", "a", "another"),
    ]


def test_versions_of_a_paragraph_are_found_among_new_ones() -> None:
    old = paragraphs("The ward rings you on the day before.", "Bring a bag.")
    new = paragraphs("Quite another matter here.", "The ward rings you two days before.")
    assert [changed(change)[0] for change in compare(old, new)] == [
        "Text, paragraph 1",
        "Text, paragraph 2",
        "Text, paragraph 2",
    ]
    assert [bool(change.was and change.now) for change in compare(old, new)] == [False, True, False]


def test_blanks_and_stops_make_no_paragraph_a_version_of_another() -> None:
    old = paragraphs("Bring a bag, a book, a cup.", "The end of it.")
    new = paragraphs("We ring you, or we write, or we visit.", "Now say more.", "The end of it.")
    found = [changed(change)[1:] for change in compare(old, new)]
    assert found == [
        ("Bring a bag, a book, a cup.", ""),
        ("", "We ring you, or we write, or we visit."),
        ("", "Now say more."),
    ]


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_lists_are_reported_whole(old: list[str], new: list[str]) -> None:
    found = compare(paragraphs(*old), paragraphs(*new))
    assert bool(found) == (old != new)
    for now in set(new) - set(old):
        assert any("".join(run.text for run in change.now) == now for change in found)
    for was in set(old) - set(new):
        assert any("".join(run.text for run in change.was) == was for change in found)


def test_an_order_is_reported_only_where_the_same_things_come_otherwise() -> None:
    def order(*items: str) -> list[ComparedField]:
        return [ComparedField("o", "Order", item, role=Role.ORDER) for item in items]

    assert not compare(order("a", "b"), order("a", "c", "b"))
    assert [changed(change) for change in compare(order("a", "b"), order("b", "a"))] == [
        ("Order", "1. a; 2. b", "1. b; 2. a")
    ]


def test_a_change_that_no_word_shows_says_so() -> None:
    (change,) = compare(
        [ComparedField("to", "Leads to", "Home", "q1")],
        [ComparedField("to", "Leads to", "Home", "q2")],
    )
    assert change.unseen
    (change,) = compare([ComparedField("a", "A", "a b")], [ComparedField("a", "A", "a  b")])
    assert change.unseen
    (change,) = compare([ComparedField("a", "A", "a b")], [ComparedField("a", "A", "a c")])
    assert not change.unseen
