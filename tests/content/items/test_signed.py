"""A signed text that is damaged, or only looks signed, is never silently gone and never shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.content.checks.gate import checked_library
from app.content.database.checksums import edited_tables, set_checksums
from app.content.database.snapshot import private_copy
from app.content.items.approved import apply_approved
from app.content.items.item import every_content
from app.content.items.signatures import every_signature
from app.content.publishing.edition import make_edition
from app.content.reader.library import ContentLibrary
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey, ItemKind, Person, on_show

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
T01 = ItemKey(ItemKind.TOPIC, "t01", "en-GB")


def titles(file: Path) -> dict[str, str]:
    """What a kiosk would show of a file: the titles of its cards."""
    with checked_library(file) as library:
        return {c.topic_id: c.title for s in library.sections() for c in library.cards(s.id)}


def shown(file: Path) -> set[ItemKey]:
    """The texts that a kiosk would show."""
    with private_copy(file) as made:
        apply_approved(made)
        with closing(sqlite3.connect(made)) as connection:
            return {content.key for content in every_content(connection)}


def digest_anew(connection: sqlite3.Connection) -> None:
    """Make the digests of the tables fit, as whoever can write a file can do."""
    set_checksums(connection)


def flip(file: Path, words: bytes) -> None:
    """Change one byte of some words, wherever the file holds them."""
    data = bytearray(file.read_bytes())
    at = data.find(words)
    assert at >= 0
    while at >= 0:
        data[at] ^= 1
        at = data.find(words)
    file.write_bytes(data)


@pytest.fixture
def edited(content: Path) -> Path:
    """A library in which staff have changed a page since it was signed."""
    with closing(Workshop.open(content, Person("Ann Ward"))) as workshop:
        page = workshop.items.content(T01)
        texts = tuple({**row, "title": "A draft of it"} for row in page.rows["topic_text"])
        workshop.items.save(replace(page, rows={**page.rows, "topic_text": texts}))
    return content


def test_a_digest_that_fits_does_not_make_a_text_signed(content: Path, writing: Writing) -> None:
    before = titles(content)
    with writing(content) as connection:
        connection.execute("UPDATE topic_text SET title = 'Forged' WHERE topic_id = 't01'")
        digest_anew(connection)
    assert titles(content) == before


def test_a_signed_text_that_somebody_took_out_comes_back(content: Path, writing: Writing) -> None:
    before = titles(content)
    with writing(content) as connection:
        connection.execute("DELETE FROM topic_text WHERE topic_id = 't01'")
        digest_anew(connection)
    assert titles(content) == before


def test_one_changed_byte_in_an_edited_library_is_damage(edited: Path) -> None:
    assert titles(edited)["t01"] == "A page"
    # The signed version is saved as JSON; the words that were signed stand nowhere else.
    flip(edited, b'"title":"A page"')
    with pytest.raises(ContentError) as shown:
        titles(edited)
    assert shown.value.code is ContentCode.DAMAGED
    assert "topic t01 (en-GB)" in shown.value.problem


def put_back(file: Path) -> tuple[str, ...]:
    """What staff are told is shown as it was signed last."""
    state = file.with_name("state")
    state.mkdir(exist_ok=True)
    with closing(ContentSource(file, state).open()) as library:
        return library.info().put_back


def test_what_comes_back_is_told_of(content: Path, writing: Writing) -> None:
    assert put_back(content) == ()
    with writing(content) as connection:
        connection.execute("UPDATE topic_text SET title = 'Forged' WHERE topic_id = 't01'")
        digest_anew(connection)
    assert put_back(content) == ("topic t01 (en-GB)",)
    with writing(content) as connection:
        connection.execute("DELETE FROM topic_text WHERE topic_id = 't01'")
    assert put_back(content) == ("topic t01 (en-GB)",)
    assert put_back(content) == ("topic t01 (en-GB)",), "at each start, of the copy too"


def test_a_draft_is_nothing_to_tell_of(edited: Path) -> None:
    with closing(Workshop.open(edited, Person("Ann Ward"))) as workshop:
        settings = workshop.settings.read()
        workshop.settings.save(replace(settings, title="Another title"))
        workshop.sections.save(replace(workshop.sections.rows()[0], title="A heading of ours"))
        source = workshop.sources.rows()[0]
        workshop.sources.save(replace(source, title="Another paper"))
    assert put_back(edited) == ()
    # One byte of the draft, which SQLite does not miss.
    flip(edited, b"A draft of it")
    assert put_back(edited) == ("topic t01 (en-GB)",)
    assert titles(edited)["t01"] == "A page"


def test_what_staff_deleted_is_no_damage(content: Path) -> None:
    with closing(Workshop.open(content, Person("Ann Ward"))) as workshop:
        signed = shown(content)
        keys = [row.key for row in workshop.items.rows() if row.key in signed]
        free = next(key for key in keys if not workshop.items.mentions(key))
        workshop.items.delete(free)
    assert free not in shown(content)
    assert T01 in shown(content)


def edition_of(content: Path) -> Path:
    """An edition of a library, as publishing writes it."""
    apply_approved(content)
    made = content.with_name("edition.db")
    make_edition(content, made, number=7, day=date(2026, 11, 28))
    return made


def test_an_edition_is_compared_with_its_signatures(content: Path, writing: Writing) -> None:
    made = edition_of(content)
    with writing(made) as connection:
        saved = {d for (d,) in connection.execute("SELECT digest FROM version")}
        topic = next(
            key.id
            for key, steps in every_signature(connection).items()
            if key.kind is ItemKind.TOPIC and on_show(steps) not in saved
        )
        connection.execute("UPDATE topic_text SET title = 'Forged' WHERE topic_id = ?", (topic,))
        digest_anew(connection)
    with pytest.raises(ContentError, match=f"signed text of topic {topic}"):
        titles(made)


def test_an_edition_without_signatures_shows_nothing(content: Path, writing: Writing) -> None:
    made = edition_of(content)
    with writing(made) as connection:
        for trigger in ("signature_update_refused", "signature_delete_refused"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute("DELETE FROM signature")
        digest_anew(connection)
    with pytest.raises(ContentError):
        titles(made)


def test_an_edition_with_a_link_to_what_is_not_shown_holds(content: Path, writing: Writing) -> None:
    with closing(Workshop.open(content, Person("Ann Ward"))) as workshop:
        page = workshop.items.content(T01)
    assert "(topic:" in page.text or "(term:" in page.text
    with writing(content) as connection:
        hidden = next(key for key in every_signature(connection) if f"term:{key.id}" in page.text)
        connection.execute(
            "INSERT INTO signature (kind, item_id, language, digest, step, name)"
            " SELECT kind, item_id, language, digest, 'withdrawn', 'Ann' FROM signature"
            " WHERE kind = 'term' AND item_id = ?",
            (hidden.id,),
        )
    made = edition_of(content)
    with checked_library(made) as library, closing(ContentLibrary(made)) as direct:
        assert library.topic("t01") == direct.topic("t01")
        assert f"term:{hidden.id}" not in library.topic("t01").body
    with closing(sqlite3.connect(made)) as connection:
        changed = [c.key for c in every_content(connection)]
        saved = connection.execute("SELECT count(*) FROM version").fetchone()[0]
    assert 0 < saved < len(changed)


def test_one_changed_byte_of_what_no_signature_covers_is_damage_too(content: Path) -> None:
    with closing(Workshop.open(content, Person("Ann Ward"))) as workshop:
        section = workshop.sections.rows()[0]
        workshop.sections.save(replace(section, title="A heading of ours"))
    with checked_library(content) as library:
        assert "A heading of ours" in {section.title for section in library.sections()}
    flip(content, b"A heading of ours")
    with pytest.raises(ContentError, match="words have changed in section_text"):
        titles(content)


def test_what_another_program_edits_says_so_and_stays_guarded_by_signatures(
    content: Path, writing: Writing
) -> None:
    with writing(content) as connection:
        connection.execute("UPDATE section_text SET title = 'By another program'")
    with closing(Workshop.open(content, Person("Ann Ward"))) as workshop:
        workshop.sections.save(workshop.sections.rows()[0])
    with closing(sqlite3.connect(content)) as connection:
        assert "section_text" in edited_tables(connection)
