"""A contact's number and hours in a text: said once, and families see both as they were signed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import paths
from app.content.checks.findings import Finding, Kind, Level
from app.content.checks.gate import check_whole, checked_library
from app.content.database.snapshot import private_copy
from app.content.items.approved import restore_signed
from app.content.items.contact_words import ContactMark, in_step, marks_in, marks_of, own_words
from app.content.items.edit import with_own, with_texts
from app.content.publishing.publish import plan, publish
from app.content.reader import markup
from app.content.workshop import Workshop
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus, Person
from app.domain.library.markup import Run

PAGE = ItemKey(ItemKind.TOPIC, "t10", "en-GB")
CONTACT = ItemKey(ItemKind.CONTACT, "p02", "en-GB")
OLD, NEW = "0808 800 4040", "0800 123 4567"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The starter library, in which one page says a contact's number and hours."""
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    with closing(Workshop.open(file, Person("Ann Bell"), now=lambda: now)) as opened:
        page = opened.items.content(PAGE)
        dates = {name: page.own[name] for name in ("source_id", "last_reviewed", "next_review")}
        opened.items.save(with_own(opened.items.content(CONTACT), **dates))
        sign(opened, CONTACT)
        say(opened, OLD)
        sign(opened, PAGE)
        yield opened


def body(number: str, hours: str = "Monday to Friday, 9am to 5pm") -> str:
    return f"Call [{number}](number:p02).\n\nThey answer [{hours}](hours:p02)."


def say(workshop: Workshop, number: str) -> None:
    page = workshop.items.content(PAGE)
    workshop.items.save(with_texts(page, body=body(number)))


def sign(workshop: Workshop, *keys: ItemKey) -> None:
    """Two people do."""
    for key in keys:
        workshop.person = Person("Bea Moss")
        workshop.signing.mark_checked(key)
        workshop.person = Person("Cy Dale")
        workshop.signing.sign(key)
        workshop.person = Person("Ann Bell")


def change_number(workshop: Workshop) -> None:
    workshop.items.save(with_own(workshop.items.content(CONTACT), phone=NEW))


def update(workshop: Workshop) -> None:
    own = own_words(workshop.items.content(CONTACT))
    workshop.items.save(in_step(workshop.items.content(PAGE), "p02", own))


def families_see(workshop: Workshop) -> tuple[str, str]:
    """The contact's number, and what the page says."""
    return families_see_in(workshop.file)


def families_see_in(file: Path) -> tuple[str, str]:
    with checked_library(file) as library:
        (contact,) = (c for c in library.contacts() if c.id == "p02")
        return contact.phone, markup.blocks(library.topic("t10").body)[0].text


def dump(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return "\n".join(connection.iterdump())


def check(workshop: Workshop) -> list[Finding]:
    found = check_whole(workshop.file, date(2026, 11, 23))
    return [
        f for f in found if f.location.item == "t10" and f.kind in (Kind.NUMBER, Kind.DEAD_LINK)
    ]


# -- the mark


def test_a_mark_is_the_words_it_says() -> None:
    (block, _) = markup.blocks(body(OLD))
    assert block.runs == (Run("Call "), Run(OLD, contact="number:p02"), Run("."))
    assert block.runs[1].target == "number:p02"
    assert markup.read(body(OLD)).violations == ()
    assert next(marks_in(body(OLD))) == ContactMark("number", "p02", OLD, 1)
    assert [mark.line for mark in marks_in(body(OLD))] == [1, 3]


def test_the_starter_says_its_contact_as_it_says_itself(workshop: Workshop) -> None:
    own = own_words(workshop.items.content(CONTACT))
    assert {mark.says: mark.words for mark in marks_of(workshop.items.content(PAGE))} == own


def test_only_that_contacts_marks_are_brought_into_step(workshop: Workshop) -> None:
    page = with_texts(workshop.items.content(PAGE), body=f"[1](number:p02) [2](number:p01) {OLD}")
    after = in_step(page, "p02", {"number": NEW, "hours": ""})
    assert after.texts["body"] == f"[{NEW}](number:p02) [2](number:p01) {OLD}"
    assert in_step(page, "p02", {"number": "", "hours": ""}) == page


# -- what families see


def test_families_see_the_number_as_plain_words(workshop: Workshop) -> None:
    assert families_see(workshop) == (OLD, f"Call {OLD}.")
    assert check(workshop) == []


def test_a_contact_that_is_signed_alone_waits_for_its_pages(workshop: Workshop) -> None:
    change_number(workshop)
    sign(workshop, CONTACT)
    assert families_see(workshop) == (OLD, f"Call {OLD}.")
    found = plan(workshop)
    assert not found.is_blocked
    (published,) = (d for d in found.differences if d.key == CONTACT)
    before = workshop.items.version(published.now)
    assert before is not None
    assert before.own["phone"] == OLD  # that one is in the history of what went out
    assert [text.split()[0] for text in found.held_back] == ["p02"]
    assert "sign all of them" in found.waits


def test_an_edition_has_the_pair_that_was_signed(workshop: Workshop, tmp_path: Path) -> None:
    change_number(workshop)
    sign(workshop, CONTACT)
    edition = publish(workshop, tmp_path).file
    assert families_see_in(edition) == (OLD, f"Call {OLD}.")
    update(workshop)
    sign(workshop, PAGE)
    assert families_see_in(publish(workshop, tmp_path).file) == (NEW, f"Call {NEW}.")


def test_a_page_that_is_signed_alone_waits_for_its_contact(workshop: Workshop) -> None:
    change_number(workshop)
    update(workshop)
    row = workshop.items.row(PAGE)
    assert row is not None
    assert row.status is ItemStatus.DRAFT
    sign(workshop, PAGE)
    assert families_see(workshop) == (OLD, f"Call {OLD}.")
    assert [text.split()[0] for text in plan(workshop).held_back] == ["t10"]


def test_both_signed_are_seen_together(workshop: Workshop) -> None:
    change_number(workshop)
    update(workshop)
    sign(workshop, CONTACT, PAGE)
    assert families_see(workshop) == (NEW, f"Call {NEW}.")
    found = plan(workshop)
    assert (found.held_back, found.waits) == ((), "")
    assert {CONTACT, PAGE} <= {difference.key for difference in found.differences}


def test_what_is_held_back_stays_so_in_every_copy(workshop: Workshop) -> None:
    change_number(workshop)
    sign(workshop, CONTACT)
    with private_copy(workshop.file) as made:
        restore_signed(made)
        once = dump(made)
        assert f"[{OLD}](number:p02)" in once
        restore_signed(made)
        assert dump(made) == once


# -- the check


def test_words_that_are_not_the_contacts_are_an_error(workshop: Workshop) -> None:
    say(workshop, "0808 800 4041")
    found = workshop.checks.findings(workshop.items.content(PAGE))
    (error,) = [f for f in found if f.kind is Kind.NUMBER]
    assert error.level is Level.ERROR
    assert error.problem == f"It says 0808 800 4041; p02 says {OLD}."
    assert error.location.line == 1
    with pytest.raises(RuleViolationError):
        sign(workshop, PAGE)


def test_hours_that_a_contact_has_no_more_are_an_error(workshop: Workshop) -> None:
    contact = workshop.items.content(CONTACT)
    rows = {name: found for name, found in contact.rows.items() if name != "contact_hours"}
    workshop.items.save(type(contact)(contact.key, rows, contact.cites))
    found = workshop.checks.findings(workshop.items.content(PAGE))
    assert "p02 has no hours" in " ".join(f.problem for f in found)


def test_a_contact_that_is_not_there_is_a_dead_link(workshop: Workshop) -> None:
    page = with_texts(workshop.items.content(PAGE), body="Call [1234](number:p99).")
    found = workshop.checks.findings(page)
    assert [f.kind for f in found if f.level is Level.ERROR] == [Kind.DEAD_LINK]


def test_a_contact_that_a_text_says_cannot_be_deleted(workshop: Workshop) -> None:
    with pytest.raises(RuleViolationError, match=r"p02 is named by"):
        workshop.items.delete(CONTACT)
    where = {mention.where for mention in workshop.items.mentions(CONTACT)}
    assert {"its number in the text", "its hours in the text"} <= where


def test_a_contact_that_is_taken_down_leaves_plain_words(workshop: Workshop) -> None:
    workshop.signing.withdraw(CONTACT, "")
    with checked_library(workshop.file) as library:
        assert library.topic("t10").body.startswith(f"Call {OLD}.")
