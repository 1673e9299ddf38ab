"""Notes that staff write each other: on a page, in its history, and in no edition."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.content.publishing.publish import publish
from app.content.reports.status import act_in_words
from app.content.workshop.staff_notes import StaffNote
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind
from tests.content.workshop.conftest import Open
from tests.content.workshop.test_workshop import P01, T05, W01

T12 = ItemKey(ItemKind.TOPIC, "t12", "en-GB")


def test_a_note_says_who_wrote_it_and_when(open_as: Open) -> None:
    workshop = open_as()
    before = workshop.staff_notes.of(T05)
    note = workshop.staff_notes.add(T05, "Is the dose right?")
    assert note.text == "**Ann Ward, 23 November 2026.** Is the dose right?"
    assert workshop.staff_notes.of(T05) == (*before, note)
    assert note not in workshop.staff_notes.of(T12)
    assert workshop.staff_notes.of(P01) == ()


def test_a_note_makes_no_draft_and_stands_in_the_history(open_as: Open) -> None:
    workshop = open_as()
    status = workshop.items.row(W01)
    note = workshop.staff_notes.add(W01, "Ask Bea")
    assert workshop.items.row(W01) == status
    workshop.staff_notes.resolve(W01, note)
    assert note not in workshop.staff_notes.of(W01)
    workshop.staff_notes.put_back(W01, note)
    assert note in workshop.staff_notes.of(W01)
    again, resolved, written, *_ = workshop.history.events(W01)
    assert [event.why for event in (written, resolved, again)] == [
        "Note: Ask Bea",
        f"Note resolved: {note.text}",
        f"Note opened again: {note.text}",
    ]
    assert {act_in_words(e.act, e.why) for e in (written, resolved)} == {"a note to each other"}


def test_a_note_on_several_pages_is_resolved_on_each(open_as: Open) -> None:
    workshop = open_as()
    (shared,) = (note for note in workshop.staff_notes.of(T05) if note.id == "a02")
    workshop.staff_notes.resolve(T05, shared)
    assert shared not in workshop.staff_notes.of(T05)
    assert shared in workshop.staff_notes.of(T12)


@pytest.mark.parametrize("words", ["", "  ", "x" * 2001])
def test_a_note_has_words_and_not_too_many(open_as: Open, words: str) -> None:
    with pytest.raises(RuleViolationError):
        open_as().staff_notes.add(T05, words)


def test_no_edition_has_a_note(open_as: Open, tmp_path: Path) -> None:
    workshop = open_as()
    workshop.staff_notes.add(T05, "Nobody but us")
    made = publish(workshop, tmp_path).file
    with closing(sqlite3.connect(made)) as connection:
        assert "Nobody but us" not in "\n".join(connection.iterdump())


def test_new_notes_have_new_ids(open_as: Open) -> None:
    workshop = open_as()
    made = [workshop.staff_notes.add(T05, word) for word in ("one", "two")]
    known = {note.id for note in workshop.staff_notes.of(W01)}
    assert len({note.id for note in made} | known) == len(made) + len(known)
    assert StaffNote(made[0].id, made[0].text) == made[0]
