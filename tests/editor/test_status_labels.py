"""Where an item stands, in words, and what keeps it from being saved."""

from __future__ import annotations

from datetime import date

import pytest

from app.content.items.edit import with_own, with_rows, with_texts
from app.content.workshop import Workshop
from app.content.workshop.values import ItemRow
from app.domain.governance.governance import ItemKind, ItemStatus
from app.domain.library.review import Review
from app.editor.fields.readability_meter import measures
from app.editor.texts.required import missing
from app.editor.texts.status_labels import Filter, passes, status_label
from tests.editor.staff import key

TODAY = date(2026, 11, 23)

DUE = Review(date(2026, 1, 1), date(2026, 12, 24))
OVERDUE = Review(date(2024, 1, 1), date(2026, 1, 1))
CURRENT = Review(date(2026, 1, 1), date(2028, 1, 1))


def row(status: ItemStatus, review: Review | None = CURRENT, **more: bool) -> ItemRow:
    return ItemRow(key(ItemKind.TOPIC, "t01"), "A page", status, review, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (row(ItemStatus.DRAFT), "Draft"),
        (row(ItemStatus.CHECKED), "To sign"),
        (row(ItemStatus.SIGNED), "Signed"),
        (row(ItemStatus.LIVE), "Live"),
        (row(ItemStatus.LIVE, DUE), "Due soon"),
        (row(ItemStatus.LIVE, OVERDUE), "Overdue"),
        (row(ItemStatus.DRAFT, OVERDUE), "Draft, overdue"),
        (row(ItemStatus.LIVE, None, unfinished=True), "Not saved, live"),
    ],
)
def test_a_state_is_two_words_and_an_icon(found: ItemRow, words: str) -> None:
    status = status_label(found, TODAY)
    assert status.label == words
    assert status.icon


def test_a_state_says_what_families_see() -> None:
    assert "Families do not see it" in status_label(row(ItemStatus.DRAFT), TODAY).sentence
    beside = status_label(row(ItemStatus.DRAFT, has_signed_version=True), TODAY).sentence
    assert beside == "Families see the version that was signed before."
    assert "1 January 2026" in status_label(row(ItemStatus.LIVE, OVERDUE), TODAY).sentence
    changed = status_label(row(ItemStatus.LIVE, source_changed=True), TODAY).sentence
    assert changed.endswith("A source that it stands on has changed.")


def test_filters_let_through_what_they_say() -> None:
    every = [
        row(ItemStatus.DRAFT),
        row(ItemStatus.CHECKED),
        row(ItemStatus.LIVE, DUE),
        row(ItemStatus.LIVE, OVERDUE),
        row(ItemStatus.SIGNED),
        row(ItemStatus.LIVE, source_changed=True),
    ]
    shown = [[n for n, r in enumerate(every) if passes(r, f, TODAY)] for f in Filter]
    assert shown == [[0, 1, 2, 3, 4, 5], [0], [1], [4], [2], [3], [5]]
    assert passes(row(ItemStatus.LIVE, unfinished=True), Filter.DRAFTS, TODAY)


def test_nothing_of_the_starter_library_is_missing(workshop: Workshop) -> None:
    for item in workshop.items.rows():
        assert missing(workshop.items.content(item.key)) == ()


def test_what_is_missing_is_told_by_its_field(workshop: Workshop) -> None:
    contact = workshop.items.content(key(ItemKind.CONTACT, "p02"))
    wrong = with_own(with_texts(contact, name=" "), phone="12", last_reviewed="2026-02-01")
    wrong = with_own(wrong, next_review="2026-01-01")
    hours = [{"first_day": 5, "last_day": 1, "opens": "17:00", "closes": "09:00"}]
    wrong = with_rows(wrong, "contact_hours", hours)
    assert [m.field for m in missing(wrong)] == ["name", "review", "phone", "hours", "hours"]
    assert [m.field for m in missing(with_own(contact, phone="ext. 12"))] == ["phone"]
    # Nor does it say more with what nobody can see: a joiner, the filler of another script.
    assert [m.field for m in missing(with_texts(contact, name="\u200d\u3164"))] == ["name"]


def test_meters_count_words_and_sentences() -> None:
    hard = measures("One two three. " * 4, is_commonmark=True)
    assert (hard.words, hard.longest_sentence, hard.longest_paragraph) == (12, 3, 4)
    assert "⚠ sentences in a paragraph: 4 of 3" in str(hard)
    assert not hard.is_easy
    assert measures("One two three.", is_commonmark=True).is_easy
    assert str(measures("")) == "No words yet"
    assert measures("## One\n\n- two\n- three", is_commonmark=True).words == 3


def test_meters_know_what_is_easy_in_a_language() -> None:
    words = {"en": "to be below 30", "fi-FI": "to be below 43", "ur": ""}
    for language, limit in words.items():
        found = measures("Sensible words are.", is_commonmark=True, language=language)
        assert found.is_easy is (language != "en")
        assert ("reading level" in str(found)) is bool(limit)
        assert limit in str(found)
