"""Editions on one kiosk's disk: taken, switched, proved and kept."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from app.content.updates.edition_files import RECORD, read_record
from app.content.updates.edition_store import EditionSource
from app.domain.kiosk.edition_record import BASE, State
from tests.content.editions import (
    BASE_SEEN,
    DAMAGED,
    copies,
    library_source_of,
    on_show,
    prove,
    publish,
    rejections,
    seen,
    show_next,
    store,
)


def test_an_edition_is_taken_switched_to_and_proved(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    assert not library_source.changed()
    file = publish(built, share, 12)
    library_source.poll()
    assert library_source.changed()
    assert library_source.record().on_show == BASE
    assert on_show(library_source) == seen(12)
    assert not library_source.changed()
    edition = library_source.record().showing
    assert edition is not None
    assert (edition.state, edition.origin) == (State.TRIAL, str(file))
    prove(library_source)
    assert library_source.record().showing is not None
    assert [e.state for e in library_source.record().entries] == [State.GOOD]


def test_what_an_edition_says_of_its_making_comes_along(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO history (at, name, act, kind, item_id, language, why) VALUES"
            " ('2026-11-21T10:00:00Z', 'R. Price', 'published', 'library', '', '', ?)",
            (f"2 pages changed: {'long ' * 100}",),
        )
    show_next(library_source)
    edition = library_source_of(tmp_path, built).record().showing
    assert edition is not None
    assert edition.by == "R. Price"
    assert edition.summary.startswith("2 pages changed: long")
    assert len(edition.summary) == 200


def test_the_next_start_shows_it_without_a_check(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    shutil.rmtree(share)
    again = library_source_of(tmp_path, built)
    assert on_show(again) == seen(12)
    assert not again.changed()


def test_the_highest_number_is_taken_and_the_last_three_are_kept(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    for number in (12, 11, 14, 13, 15, 16):
        publish(built, share, number)
        show_next(library_source)
    assert on_show(library_source) == seen(16)
    assert copies(tmp_path) == [14, 15, 16]


def test_a_waiting_edition_gives_way_to_a_newer_one(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    for number in (12, 13):
        publish(built, share, number)
        library_source.poll()
    library_source.tidy()
    assert copies(tmp_path) == [13]
    assert on_show(library_source) == seen(13)


def test_the_same_number_with_other_words_is_refused(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    publish(built, share, 12, "Other words")
    assert show_next(library_source) == seen(12)
    assert "another edition 12" in next(rejections(library_source))


def test_staff_bring_one_from_a_stick_and_go_back(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    assert list(library_source.stick_offers()) == []
    publish(built, tmp_path / "media" / "STICK", 9)
    (offer,) = library_source.stick_offers()
    assert (offer.number, offer.problem) == (9, "")
    library_source.fetch(offer)
    assert on_show(library_source) == seen(9)
    prove(library_source)
    assert show_next(library_source) == seen(9)
    newest = next(e.file for e in library_source.record().entries if e.number == 12)
    library_source.select(newest)
    assert on_show(library_source) == seen(12)


def test_one_that_fails_its_trial_goes_and_is_not_tried_again(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    publish(built, share, 13)
    library_source.poll()
    assert on_show(library_source) == seen(13)
    library_source.failed(DAMAGED)
    assert on_show(library_source) == seen(12)
    assert show_next(library_source) == seen(12)
    assert copies(tmp_path) == [12]
    assert next(rejections(library_source)).startswith(
        "It is damaged. The kiosk went back by itself."
    )


def test_a_good_one_that_fails_stays_if_its_copy_is_whole(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    library_source.failed(DAMAGED)
    assert on_show(library_source) == seen(12)


def test_what_was_shown_and_what_staff_did_is_logged(
    library_source: EditionSource,
    built: Path,
    share: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    file = publish(built, share, 12)
    show_next(library_source)
    library_source.confirm()
    library_source.confirm()
    newer = publish(built, share, 13)
    library_source.poll()
    on_show(library_source)
    library_source.failed(DAMAGED)
    library_source.select(BASE)
    on_show(library_source)
    stick = publish(built, tmp_path / "media" / "STICK", 12)
    library_source.fetch(next(iter(library_source.stick_offers())))
    on_show(library_source)
    stick.unlink()
    older = publish(built, tmp_path / "media" / "STICK", 9)
    library_source.fetch(next(iter(library_source.stick_offers())))
    assert caplog.messages == [
        f"Edition 12 waits. It is the newest: {file}.",
        "On show now: edition 12.",
        "Good: edition 12.",
        "Staff confirmed edition 12.",
        f"Edition 13 waits. It is the newest: {newer}.",
        "On show now: edition 13.",
        "On show now: edition 12.",
        "Edition 13 failed its trial: the kiosk went back.",
        "Staff chose the library that it was set up with.",
        "On show now: the library that it was set up with.",
        "Staff chose edition 12.",
        "On show now: edition 12.",
        f"Edition 9 waits. Staff chose it: {older}.",
    ]


def harm(file: Path) -> None:
    """Flip a bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def test_a_copy_that_is_damaged_on_the_disk_is_never_opened(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    for number in (11, 12):
        publish(built, share, number)
        show_next(library_source)
    (copy,) = store(tmp_path).glob("edition-000012-*.db")
    harm(copy)
    again = library_source_of(tmp_path, built)
    assert on_show(again) == seen(11)
    assert "was damaged" in next(rejections(again))
    # It is in the share, so it comes again.
    assert show_next(again) == seen(12)


def test_every_copy_damaged_leaves_the_library_it_was_set_up_with(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path
) -> None:
    for number in (11, 12):
        publish(built, share, number)
        show_next(library_source)
    for copy in store(tmp_path).glob("edition-*.db"):
        harm(copy)
    assert on_show(library_source_of(tmp_path, built)) == BASE_SEEN


@pytest.mark.parametrize("record", [None, b"", b"nonsense", b"\xff\xfe\n{}"])
def test_a_record_that_is_lost_is_made_anew_of_the_copies(
    library_source: EditionSource, built: Path, share: Path, tmp_path: Path, record: bytes | None
) -> None:
    for number in (11, 12):
        publish(built, share, number)
        show_next(library_source)
    file = store(tmp_path) / RECORD
    file.unlink()
    if record is not None:
        file.write_bytes(record)
    again = library_source_of(tmp_path, built)
    assert on_show(again) == seen(12)
    assert show_next(again) == seen(12)
    assert list(rejections(again)) == []
    assert read_record(store(tmp_path)) == again.record()


def test_a_record_of_another_program_is_read_as_lost(tmp_path: Path) -> None:
    store(tmp_path).mkdir(parents=True)
    for words in ("{}", "[]", '{"form": 3}', '{"form": 2, "entries": [{"file": "../x"}]}'):
        digest = sha256(words.encode()).hexdigest()
        (store(tmp_path) / RECORD).write_text(f"{digest}\n{words}")
        assert read_record(store(tmp_path)).entries == ()
