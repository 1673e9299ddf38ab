"""What the library says of itself is signed, and families see what was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.content.checks.gate import check_use, check_whole, checked_library
from app.content.database.checksums import set_checksums
from app.content.database.migrate import migrate_file
from app.content.items.compare import changes
from app.content.publishing.publish import publish
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.content.workshop.values import SectionRow
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.governance.governance import LIBRARY_KEY, ItemKind, ItemStatus, Person
from app.domain.library.library import LibraryInfo
from tests.content.first_version import make_first

ANN, BEA, CEM = (Person(name, "Nurse") for name in ("Ann", "Bea", "Cem"))
TODAY = date(2026, 11, 29)


def _open(file: Path, person: Person = ANN) -> Workshop:
    return Workshop.open(file, person, now=lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))


def sign_library(file: Path) -> None:
    """Have the library itself checked by one person and signed by another."""
    with closing(_open(file, BEA)) as workshop:
        workshop.signing.mark_checked(LIBRARY_KEY)
        workshop.person = CEM
        workshop.signing.sign(LIBRARY_KEY)


@pytest.fixture
def signed(content: Path) -> Path:
    with closing(_open(content)) as workshop:
        settings = workshop.settings.read()
        workshop.settings.save(replace(settings, sample=False, sample_notice=""))
    sign_library(content)
    return content


def _sql(file: Path, *statements: str, sealed: bool = False) -> None:
    """Write as another program does; `sealed`, as one that makes the digests again."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        if sealed:
            set_checksums(connection)


Shown = tuple[LibraryInfo, tuple[tuple[str, str, tuple[str, ...]], ...], tuple[str, ...]]


def _shown(file: Path) -> Shown:
    """Everything of it that is on the screens: the library, its sections with their cards, whom."""
    with checked_library(file) as library:
        return (
            library.info(),
            tuple(
                (s.id, s.title, tuple(c.topic_id for c in library.cards(s.id)))
                for s in library.sections()
            ),
            tuple(contact.id for contact in library.contacts()),
        )


EDITS = {
    "title": "UPDATE library SET title = 'Forged'",
    "language": "UPDATE library SET language = 'cy'",
    "sample": "UPDATE library SET sample = 1, sample_notice = 'Nothing here is true'",
    "words of the first screen": "UPDATE library SET welcome = 'Forged'",
    "whom families ask": "UPDATE library SET whom_to_ask = 'a forger'",
    "the helpline": "UPDATE library SET helpline_id = (SELECT max(id) FROM contact)",
    "the accent": "INSERT INTO appearance VALUES ('accent', '#5b2a6e')",
    "the words of the logo": "INSERT INTO appearance VALUES ('logo_alt', 'Forged')",
    "days of withholding": "UPDATE library SET take_down_after = 0",
    "people to sign": "UPDATE library SET people_to_sign = 1",
    "a section's title": "UPDATE section_text SET title = 'Forged'",
    "a new section": "INSERT INTO section VALUES ('s99', 0); "
    "INSERT INTO section_text VALUES ('s99', 'en-GB', 'Forged'); "
    "UPDATE topic SET section_id = 's99' WHERE id = 't01'",
    "the order of sections": "UPDATE section SET position = 9 - position",
    "the order of pages": "UPDATE topic SET position = 99 - position",
    "a page's section": "UPDATE topic SET section_id = (SELECT max(id) FROM section)",
    "the order of contacts": "UPDATE contact SET position = 99 - position",
}


@pytest.mark.parametrize("sealed", [False, True], ids=["", "digests made again"])
@pytest.mark.parametrize("edit", EDITS)
def test_what_another_program_writes_over_what_was_signed_is_not_shown(
    signed: Path, edit: str, sealed: bool
) -> None:
    before = _shown(signed)
    _sql(signed, *EDITS[edit].split("; "), sealed=sealed)
    assert _shown(signed) == before
    with closing(_open(signed)) as workshop:
        row = workshop.items.row(LIBRARY_KEY)
        assert row is not None
        assert (row.status, row.has_signed_version) == (ItemStatus.DRAFT, True)


@pytest.mark.parametrize(
    "edit",
    [
        "title",
        "a section's title",
        "the order of sections",
        "the order of pages",
        "a page's section",
        "the order of contacts",
    ],
)
def test_staff_are_told_that_it_is_shown_as_it_was_signed(
    signed: Path, tmp_path: Path, edit: str
) -> None:
    def put_back() -> tuple[str, ...]:
        state = tmp_path / "state"
        state.mkdir(exist_ok=True)
        with closing(ContentSource(signed, state).open()) as library:
            return library.info().put_back

    with closing(_open(signed)) as workshop:  # what staff themselves change is no news to them
        workshop.settings.save(replace(workshop.settings.read(), title="A title of ours"))
        workshop.sections.save(replace(workshop.sections.rows()[0], title="A heading of ours"))
        workshop.order.arrange_kind(ItemKind.CONTACT, _contacts(workshop)[::-1])
        workshop.order.arrange(_turned_round(workshop))
        workshop.items.create(ItemKind.TOPIC, "A page of ours", workshop.sections.rows()[-1].id)
    assert put_back() == ()
    _sql(signed, *EDITS[edit].split("; "))
    assert put_back() == ("the library itself",)
    with closing(_open(signed)) as workshop:  # nor does a save of something else hide it
        workshop.items.create(ItemKind.TERM, "A word of ours")
    assert put_back() == ("the library itself",)


def _contacts(workshop: Workshop) -> list[str]:
    return [*dict.fromkeys(row.key.id for row in workshop.items.rows(ItemKind.CONTACT))]


def _turned_round(workshop: Workshop) -> dict[str, list[str]]:
    order: dict[str, list[str]] = {section.id: [] for section in workshop.sections.rows()}
    pages = {page.key.id: page.section_id for page in workshop.items.rows(ItemKind.TOPIC)}
    for page, section in reversed(pages.items()):
        order[section].append(page)
    return order


def test_what_staff_change_is_seen_once_two_people_signed_it(signed: Path) -> None:
    before = _shown(signed)
    with closing(_open(signed)) as workshop:
        first = workshop.sections.rows()[0].id
        workshop.sections.save(SectionRow(first, "Start here"))
    assert _shown(signed) == before
    sign_library(signed)
    assert _shown(signed)[1][0][:2] == (first, "Start here")


def test_a_signed_version_that_has_gone_is_damage(signed: Path) -> None:
    _sql(
        signed,
        "UPDATE library SET title = 'Forged'",
        "DROP TRIGGER version_update_refused",
        "UPDATE version SET content = replace(content, 'title', 'Forged')"
        ' WHERE content LIKE \'%"kind":"library"%\'',
        "CREATE TRIGGER version_update_refused BEFORE UPDATE ON version\nBEGIN\n"
        "    SELECT RAISE(ABORT, 'rows of version are never changed');\nEND",
    )
    with pytest.raises(ContentError, match="damaged or missing") as refused:
        _shown(signed)
    assert refused.value.code is ContentCode.DAMAGED


_STRIP = (
    "DROP TRIGGER signature_delete_refused",
    "DELETE FROM signature WHERE kind = 'library'",
    "CREATE TRIGGER signature_delete_refused BEFORE DELETE ON signature\nBEGIN\n"
    "    SELECT RAISE(ABORT, 'rows of signature are never changed');\nEND",
)


@pytest.mark.parametrize(
    "edit", ["UPDATE library SET title = 'Forged'", EDITS["sample"]], ids=["title", "sample"]
)
def test_a_signature_that_was_taken_away_lets_nothing_pass(signed: Path, edit: str) -> None:
    _sql(signed, edit, *_STRIP, sealed=True)
    with pytest.raises(ContentError, match="Nobody has signed the library itself"):
        _shown(signed)
    assert any("signed the library itself" in f.problem for f in check_whole(signed, TODAY))


def test_a_library_of_before_is_not_shown_before_it_is_brought_up_to_date_and_signed(
    signed: Path,
) -> None:
    """Each refusal names what is to be done next; all of its texts are still signed."""
    before = _shown(signed)
    make_first(signed)
    with pytest.raises(ContentError) as refused:
        _shown(signed)
    assert (refused.value.code, "clinic-content migrate" in refused.value.hint) == (
        ContentCode.OLDER,
        True,
    )
    migrate_file(signed)
    with pytest.raises(ContentError, match="Nobody has signed the library itself") as refused:
        _shown(signed)
    assert "clinic-content sign FILE library" in refused.value.hint
    sign_library(signed)
    info = replace(before[0], welcome="", whom_to_ask="", helpline_id="")  # they came after it
    assert _shown(signed) == (info, *before[1:])


def test_a_sample_that_nobody_signed_is_seen_as_it_stands(content: Path) -> None:
    _sql(content, "UPDATE library SET title = 'Another title'")
    assert _shown(content)[0].title == "Another title"


def test_a_page_that_came_since_stands_behind_those_that_were_signed(signed: Path) -> None:
    sections = _shown(signed)[1]
    _sql(signed, "UPDATE topic SET position = position + 1")
    _sql(
        signed,
        "INSERT INTO topic SELECT 't90', section_id, 0, '', icon, stands_out, owner, author,"
        " source_id, last_reviewed, next_review FROM topic WHERE id = 't01'",
        "INSERT INTO topic_text SELECT 't90', language, 'draft', title, line, summary, body"
        " FROM topic_text WHERE topic_id = 't01'",
    )
    assert _shown(signed)[1] == sections  # nobody signed the page


def test_an_edition_shows_what_was_signed(signed: Path, tmp_path: Path) -> None:
    before = _shown(signed)
    _sql(signed, EDITS["a section's title"], EDITS["the order of pages"])
    with closing(_open(signed)) as workshop:
        made = publish(workshop, tmp_path / "edition.db")
        assert any("library" in draft for draft in made.plan.drafts)
        row = workshop.items.row(LIBRARY_KEY)
        assert row is not None
        assert row.status is ItemStatus.DRAFT
    assert _shown(made.file)[1:] == before[1:]
    _sql(made.file, "UPDATE section_text SET title = 'Forged'")
    assert _shown(made.file)[1:] == before[1:]


def test_nothing_is_published_before_the_library_itself_is_signed(
    content: Path, tmp_path: Path
) -> None:
    _sql(content, "UPDATE library SET sample = 0")
    refused = pytest.raises(RuleViolationError, match="Nobody has signed the library itself")
    with closing(_open(content)) as workshop, refused:
        publish(workshop, tmp_path / "edition.db")
    assert not (tmp_path / "edition.db").exists()
    sign_library(content)
    with closing(_open(content)) as workshop:
        check_use(publish(workshop, tmp_path / "edition.db").file)
        row = workshop.items.row(LIBRARY_KEY)
        assert row is not None
        assert row.status is ItemStatus.LIVE


def test_who_checked_or_arranged_last_does_not_sign(signed: Path) -> None:
    with closing(_open(signed)) as workshop:
        workshop.sections.save(SectionRow(workshop.sections.rows()[0].id, "Start here"))
        workshop.person = BEA
        workshop.signing.mark_checked(LIBRARY_KEY)
        for person in (ANN, BEA):
            workshop.person = person
            with pytest.raises(RuleViolationError, match="wrote or checked it"):
                workshop.signing.sign(LIBRARY_KEY)


def test_one_person_does_not_lower_how_many_sign(signed: Path) -> None:
    """Neither by hand nor as a draft: what was signed says how many people a signature takes."""
    _sql(signed, EDITS["people to sign"])
    with closing(_open(signed)) as workshop:
        workshop.signing.mark_checked(LIBRARY_KEY)
        with pytest.raises(RuleViolationError, match="wrote or checked it"):
            workshop.signing.sign(LIBRARY_KEY)


def test_the_library_is_neither_taken_down_nor_reviewed_nor_deleted(signed: Path) -> None:
    with closing(_open(signed)) as workshop:
        acts: list[Callable[[], None]] = [
            lambda: workshop.signing.withdraw(LIBRARY_KEY),
            lambda: workshop.signing.review(LIBRARY_KEY, date(2030, 1, 1)),
            lambda: workshop.items.delete(LIBRARY_KEY),
        ]
        for act in acts:
            with pytest.raises(RuleViolationError, match="The library itself"):
                act()


def test_an_earlier_version_is_brought_back_as_a_draft(signed: Path) -> None:
    before = _shown(signed)
    with closing(_open(signed)) as workshop:
        was = workshop.items.content(LIBRARY_KEY)
        workshop.sections.save(SectionRow(workshop.sections.rows()[0].id, "Start here"))
        workshop.items.restore(LIBRARY_KEY, was.digest)
        assert workshop.items.content(LIBRARY_KEY).digest == was.digest
    assert _shown(signed) == before


def test_what_the_library_leaves_empty_is_no_line_to_read(signed: Path) -> None:
    with closing(_open(signed)) as workshop:
        workshop.settings.save(replace(workshop.settings.read(), welcome="", sample_notice=""))
        now = workshop.items.content(LIBRARY_KEY)
        first = changes(None, now)
        assert not any(change.unseen for change in first)
        assert "Words of the first screen" not in {change.name for change in first}
        workshop.settings.save(replace(workshop.settings.read(), welcome="Welcome"))
        (found,) = changes(now, workshop.items.content(LIBRARY_KEY))
        assert (found.name, found.now[0].text) == ("Words of the first screen", "Welcome")
