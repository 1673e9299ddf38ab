"""A contact's number or hours change: every text that still holds the old ones is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from app import paths
from app.content.checks import old_numbers
from app.content.checks.findings import Finding, Kind, Level
from app.content.checks.gate import check_whole
from app.content.checks.passages import Passage, Rows, passages
from app.content.checks.rules import check
from app.content.items.edit import with_own
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person

NURSES = ItemKey(ItemKind.CONTACT, "p02", "en-GB")
T10 = ItemKey(ItemKind.TOPIC, "t10", "en-GB")
DAY = date(2022, 6, 1)
NUMBER, OTHER = "0808 800 4040", "020 7946 0000"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


@pytest.fixture
def workshop(file: Path) -> Iterator[Workshop]:
    with closing(Workshop.open(file, Person("Ann Ward"))) as opened:
        yield opened


def of_numbers(found: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in found if finding.kind is Kind.NUMBER]


def with_hours(content: Content, opens: str, closes: str) -> Content:
    hours = tuple(
        {**row, "opens": opens, "closes": closes} for row in content.rows["contact_hours"]
    )
    return Content(content.key, {**content.rows, "contact_hours": hours}, content.cites)


def test_nothing_is_said_while_nothing_changes(workshop: Workshop) -> None:
    assert of_numbers(workshop.checks.findings(workshop.items.content(NURSES))) == []


def test_a_number_that_is_typed_lists_the_pages_with_the_old_one(workshop: Workshop) -> None:
    typed = with_own(workshop.items.content(NURSES), phone=OTHER)
    found = of_numbers(workshop.checks.findings(typed))
    assert {finding.location.item for finding in found} == {"p02"}
    assert {finding.level for finding in found} == {Level.ADVICE}
    problems = [finding.problem for finding in found]
    assert f"“Someone to talk to” (text) still says {NUMBER}." in problems
    assert f"“Someone to talk to” (summary) still says {NUMBER}." in problems


def test_the_number_is_found_however_it_is_written(workshop: Workshop) -> None:
    page = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
    content = workshop.items.content(page)
    body = {**content.texts, "body": "Call **0808-8004040** now, or 10808 800 4040."}
    workshop.items.save(Content(page, {**content.rows, "topic_text": (body,)}, content.cites))
    typed = with_own(workshop.items.content(NURSES), phone=OTHER)
    found = [f.problem for f in of_numbers(workshop.checks.findings(typed))]
    assert f"“{content.title}” (text) still says {NUMBER}." in found


def test_hours_are_looked_for_as_people_write_them(workshop: Workshop) -> None:
    content = workshop.items.content(NURSES)
    (row,) = content.rows["contact_hours"]
    assert (row["opens"], row["closes"]) == ("09:00", "17:00")
    found = of_numbers(workshop.checks.findings(with_hours(content, "08:00", "16:00")))
    assert "“Someone to talk to” (text) still says 09:00 to 17:00." in [
        finding.problem for finding in found
    ]


def test_what_another_contact_still_has_is_nothing_old(workshop: Workshop) -> None:
    other = ItemKey(ItemKind.CONTACT, "p01", "en-GB")
    workshop.items.save(with_own(workshop.items.content(other), phone=NUMBER))
    typed = with_own(workshop.items.content(NURSES), phone=OTHER)
    assert of_numbers(workshop.checks.findings(typed)) == []


def test_the_check_names_the_pages_that_still_hold_it(file: Path, workshop: Workshop) -> None:
    assert of_numbers(check_whole(file, DAY)) == []
    workshop.items.save(with_own(workshop.items.content(NURSES), phone=OTHER))
    found = of_numbers(check(file, DAY))
    assert {finding.location.item for finding in found} == {"t10"}
    problem = f"It says {NUMBER}, which “Cancer Research UK nurses” (p02) had before."
    assert found[0].problem == problem


def test_nobody_waits_for_the_library_while_texts_are_looked_through(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def looked_through(rows: Rows) -> Iterator[Passage]:
        for passage in passages(rows):
            if not read:  # somebody else reads a page in the middle of it
                other = Thread(target=lambda: read.append(workshop.items.content(T10).title))
                other.start()
                other.join(60)
                assert read, "the library is held"
            yield passage

    monkeypatch.setattr(old_numbers, "passages", looked_through)
    contact = workshop.items.content(NURSES)
    assert workshop.checks.old_numbers(with_own(contact, phone="020 7946 0000"))
    assert read
