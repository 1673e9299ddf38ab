"""After an upgrade of the program: the library and the editions it has taken are older than it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.content.database.schema import VERSION
from app.content.reader.library import ContentLibrary
from app.content.updates.edition_files import read_record, version_of
from app.content.updates.edition_store import EditionSource
from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import TransientError
from app.domain.kiosk.edition_record import BASE, State
from tests.content.editions import library_source_of, on_show, prove, publish, show_next, title_of
from tests.content.first_version import make_kept_older, make_older

OLDER = range(1, VERSION)
BASE_SEEN = (3, "A small library")


def seen(number: int) -> tuple[int, str]:
    """What a family sees of an edition of the sample."""
    return number, title_of(number)


@pytest.fixture
def store(tmp_path: Path, built: Path) -> Path:
    """The editions of a kiosk that shows the second, and has no network any more."""
    share = tmp_path / "share"
    source = library_source_of(tmp_path, built)
    on_show(source)
    for number in (12, 13):
        publish(built, share, number)
        show_next(source)
        prove(source)
    shutil.rmtree(share)
    store = tmp_path / "state" / "editions"
    assert [e.state for e in read_record(store).entries] == [State.GOOD, State.GOOD]
    return store


def started(tmp_path: Path, built: Path) -> EditionSource:
    """The kiosk as it starts: what takes long is done beside the screen."""
    source = library_source_of(tmp_path, built)
    if source.slow():
        source.prepare()
    return source


@pytest.mark.parametrize("version", OLDER)
def test_a_library_of_an_older_version_is_shown_from_a_copy_of_this_one(
    tmp_path: Path, built: Path, version: int
) -> None:
    file = tmp_path / "older.db"
    shutil.copy(built, file)
    make_older(file, version)
    before = file.read_bytes()
    with (
        closing(ContentSource(file, tmp_path / "state").open()) as library,
        closing(ContentLibrary(built)) as expected,
    ):
        assert library.sections() == expected.sections()
        assert library.topic("t01") == expected.topic("t01")
    assert file.read_bytes() == before


@pytest.mark.parametrize("version", OLDER)
def test_what_was_on_show_stays_there_after_an_upgrade(
    tmp_path: Path, built: Path, store: Path, version: int
) -> None:
    make_kept_older(store, version)
    source = started(tmp_path, built)
    assert on_show(source) == seen(13)
    assert not source.changed()
    kept = source.record().entries
    assert [version_of(store / edition.file) for edition in kept] == [VERSION, VERSION]
    # And the one to fall back on; a second start has nothing to do.
    source.select(kept[0].file)
    assert on_show(source) == seen(12)
    assert not library_source_of(tmp_path, built).slow()


def test_what_was_put_back_when_it_was_taken_is_still_said(
    tmp_path: Path, built: Path, store: Path
) -> None:
    make_kept_older(store, VERSION - 1, ["topic t01 (en)"])
    with closing(started(tmp_path, built).open()) as library:
        assert library.info().put_back == ("topic t01 (en)",)


def test_one_that_was_damaged_in_the_meantime_is_dropped(
    tmp_path: Path, built: Path, store: Path
) -> None:
    make_kept_older(store, VERSION - 1)
    showing = read_record(store).showing
    assert showing is not None
    with (store / showing.file).open("r+b") as stream:
        stream.seek(showing.size // 2)
        stream.write(bytes(64))
    source = started(tmp_path, built)
    assert on_show(source) == seen(12)
    assert "edition 13 was damaged" in source.record().rejections[-1].problem


def test_a_full_disk_is_said_and_tried_once_a_start(
    tmp_path: Path, built: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_kept_older(store, VERSION - 1)

    def full(*_: object) -> None:
        raise TransientError("The kiosk's disk is full.", "Make room.")

    monkeypatch.setattr("app.content.updates.fetching.fetch.require_space", full)
    source = started(tmp_path, built)
    assert not source.slow()
    assert "disk is full" in source.problem()
    assert on_show(source) == BASE_SEEN
    assert source.record().on_show == BASE
