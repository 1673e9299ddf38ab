"""Beginning a library: what it says of itself, and that nothing is written over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.content.database.integrity import check_file
from app.content.workshop import Workshop
from app.content.workshop.new_library import NewLibrary, make_library
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind, Person

ANN = Person("Ann Ward", "Asthma nurse")
ASTHMA = NewLibrary(
    "Living with asthma",
    "en-GB",
    1,
    whom_to_ask="the asthma nurse",
    welcome="Breathing easier",
    helpline="Asthma helpline",
    phone="020 7946 0000",
)


def test_a_new_library_says_whose_it_is_and_has_its_helpline(tmp_path: Path) -> None:
    file = tmp_path / "asthma.db"
    make_library(file, ASTHMA, ANN)
    check_file(file)
    with closing(sqlite3.connect(file)) as connection:
        row = connection.execute(
            "SELECT title, language, people_to_sign, welcome, whom_to_ask, phone, sample"
            " FROM library JOIN contact ON contact.id = helpline_id"
        ).fetchone()
    asked = ("Living with asthma", "en-GB", 1, "Breathing easier", "the asthma nurse")
    assert row == (*asked, "020 7946 0000", 0)
    with closing(Workshop.open(file, ANN)) as workshop:
        (contact,) = workshop.items.rows()
        assert contact.title == "Asthma helpline"
        assert {event.person for event in workshop.history.events()} == {ANN}
    assert [found.name for found in tmp_path.iterdir()] == ["asthma.db"]


def test_it_may_begin_with_the_pages_of_the_sample(tmp_path: Path) -> None:
    file = tmp_path / "asthma.db"
    before = paths.CONTENT.read_bytes()
    make_library(file, ASTHMA, ANN, sample=paths.CONTENT)
    assert paths.CONTENT.read_bytes() == before
    with closing(Workshop.open(file, ANN)) as workshop:
        settings = workshop.settings.read()
        assert (settings.title, settings.people_to_sign) == ("Living with asthma", 1)
        assert settings.sample
        page = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
        assert workshop.items.row(page) is not None


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "asthma.db"
    file.write_text("my notes", encoding="utf-8")
    with pytest.raises(ContentError, match="is there already, and is not written over"):
        make_library(file, ASTHMA, ANN)
    assert file.read_text(encoding="utf-8") == "my notes"
    with pytest.raises(ContentError, match="cannot be written"):
        make_library(tmp_path / "gone" / "asthma.db", ASTHMA, ANN)
    assert [found.name for found in tmp_path.iterdir()] == ["asthma.db"]


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    nothing = NewLibrary("", "klingon", phone="1")
    with pytest.raises(RuleViolationError) as told:
        make_library(tmp_path / "a.db", nothing, ANN)
    assert told.value.problem == (
        "It needs a name, a language, as in en-GB or cy, whom families ask and the helpline's name."
    )
    assert replace(ASTHMA, phone="").missing() == ["the helpline's number"]
    assert list(tmp_path.iterdir()) == []
