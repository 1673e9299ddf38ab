"""Find and replace: words that people see change, and nothing else does."""

from __future__ import annotations

import pytest

from app.content.items.item import Content
from app.content.reader import markup
from app.content.workshop.replace import Replacement, changes, replaced
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus
from tests.content.workshop.conftest import Open
from tests.content.workshop.test_workshop import T05, with_texts

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def body(text: str, find: str, put: str, **how: bool) -> str:
    """A page's text after it."""
    rows = {"topic": ({"id": "t05"},), "topic_text": ({"title": "A title", "body": text},)}
    content = Content(T05, rows, {})
    return str(replaced(content, Replacement(find, put, **how))[0].texts["body"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask the nurse.", "Ask the doctor."),
        ("Nurse Bell. A nurse.", "Doctor Bell. A doctor."),
        ("A [nurse](term:nurse1) and **nurse**", "A [doctor](term:nurse1) and **doctor**"),
        ("Nurses", "Doctors"),
        ("- nurse\n- nurse", "- doctor\n- doctor"),
        ("![a nurse](picture:nurse1)", "![a doctor](picture:nurse1)"),
    ],
)
def test_words_are_replaced_and_targets_stay(before: str, after: str) -> None:
    assert body(before, "nurse", "doctor") == after


def test_words_are_found_as_people_write_them() -> None:
    assert body("the asthma\n  nurse", "asthma nurse", "team") == "the team"
    assert body("asthma\n\nnurse", "asthma nurse", "team") == "asthma\n\nnurse"
    assert body(f"it{APOSTROPHE}s late", "it's", "it is") == "it is late"
    assert body("2\\*3 (a.b)", "2*3 (a.b)", "six") == "six"


def test_capitals_and_whole_words_can_be_asked_for() -> None:
    assert body("Car CAR scar", "CAR", "T") == "T T sT"
    assert body("Car CAR scar", "CAR", "T", match_case=True) == "Car T scar"
    assert body("car cars scar", "car", "van", whole_words=True) == "van cars scar"


def test_what_would_be_a_mark_is_written_as_a_word() -> None:
    after = body("Take one daily.", "one daily", "*1* [a](b) _c_ <d>")
    (block,) = markup.blocks(after)
    assert block.text == "Take *1* [a](b) _c_ <d>."


@pytest.mark.parametrize(("find", "put"), [("Call", "- Call"), ("Call us", ""), ("Call", "## C")])
def test_a_line_does_not_become_something_else(find: str, put: str) -> None:
    assert body("Call us\n\nNow", find, put) == "Call us\n\nNow"


def test_nothing_to_find_changes_nothing() -> None:
    assert not Replacement("  ", "x").changes_something
    assert not Replacement("x", "x").changes_something
    assert Replacement("x", "").changes_something


def test_every_kind_of_text_is_looked_through(open_as: Open) -> None:
    workshop = open_as()
    found = changes(workshop, Replacement("0808 800 4040", "020 7946 0000"))
    assert {change.before.key.id for change in found} == {"p02", "t10"}
    kinds = {c.before.key.kind for c in changes(workshop, Replacement("child", "person"))}
    assert {ItemKind.TOPIC, ItemKind.WALKTHROUGH, ItemKind.TERM} <= kinds


def test_all_or_none_are_saved_and_become_drafts(open_as: Open) -> None:
    workshop = open_as()
    found = changes(workshop, Replacement("0808 800 4040", "020 7946 0000"))
    workshop.items.save_all([change.after for change in found], "A new number")
    assert changes(workshop, Replacement("0808 800 4040", "x")) == ()
    phone = ItemKey(ItemKind.CONTACT, "p02", "en-GB")
    row = workshop.items.row(phone)
    assert row is not None
    assert row.status is ItemStatus.DRAFT
    assert workshop.history.events(phone)[0].why == "A new number"
    workshop.items.save_all([change.before for change in found], "Undone")
    row = workshop.items.row(phone)
    assert row is not None
    assert row.status is not ItemStatus.DRAFT


def test_one_that_cannot_be_saved_stops_all(open_as: Open) -> None:
    workshop = open_as()
    good = with_texts(workshop.items.content(T05), title="Better")
    nowhere = Content(ItemKey(ItemKind.TOPIC, "t05", "en-GB"), {}, {})
    with pytest.raises(Exception, match=r".*"):
        workshop.items.save_all([good, nowhere])
    assert workshop.items.content(T05).title != "Better"
