"""Editions on one kiosk's disk: taken, switched, proved, kept, and what stands in their way."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from app.content.updates.edition_files import RECORD, read_record
from app.content.updates.edition_store import EditionSource
from app.domain.errors import ContentCode, ContentError, TransientError
from app.domain.kiosk.edition_record import BASE, State
from tests.content.editions import (
    PowerCut,
    Steps,
    library_source_of,
    on_show,
    prove,
    publish,
    rejections,
    show_next,
    title_of,
)

BASE_SEEN = (3, "A small library")
DAMAGED = ContentError(ContentCode.DAMAGED, "It is damaged.", "Replace it.")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def library_source(tmp_path: Path, built: Path, share: Path) -> EditionSource:
    library_source = library_source_of(tmp_path, built)
    assert on_show(library_source) == BASE_SEEN
    return library_source


def copies(tmp_path: Path) -> list[int]:
    """The numbers of the copies that are kept."""
    return sorted(int(f.name.split("-")[1]) for f in store(tmp_path).glob("edition-*.db"))


def store(tmp_path: Path) -> Path:
    return tmp_path / "state" / "editions"


def seen(number: int) -> tuple[int, str]:
    """What a family sees of an edition of the sample."""
    return number, title_of(number)


# -- from the folder to the screen --------------------------------------------------------------


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


# -- what is refused ----------------------------------------------------------------------------


def test_a_damaged_edition_is_refused_once_and_the_old_one_stays(
    library_source: EditionSource,
    built: Path,
    share: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    publish(built, share, 12)
    show_next(library_source)
    good = publish(built, tmp_path / "elsewhere", 13).read_bytes()
    file = share / "library-13.db"
    file.write_bytes(good[: len(good) // 2])
    assert show_next(library_source) == seen(12)
    told = len(caplog.messages)
    assert show_next(library_source) == seen(12)
    assert len(caplog.messages) == told, "a file that stays as it is is told of once"
    assert str(file) in next(rejections(library_source))
    file.write_bytes(good)
    assert show_next(library_source) == seen(13)
    assert list(rejections(library_source)) == []


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bits_are_refused_or_harmless(
    seed: int, built: Path, share: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    library_source = library_source_of(tmp_path, built)
    file = publish(built, share, 12)
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 1, 5, 40])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    assert show_next(library_source) in (BASE_SEEN, seen(12))


def test_an_edition_with_errors_is_refused_with_the_first_of_them(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM section_text")
    assert show_next(library_source) == BASE_SEEN
    assert "clinic-content check" in next(rejections(library_source))


def test_a_library_that_is_worked_on_is_no_edition(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    shutil.copy(built, share / "content.db")
    assert show_next(library_source) == BASE_SEEN
    assert "worked on, not an edition. Publish it" in next(rejections(library_source))


def test_an_edition_of_a_newer_program_says_so(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    assert show_next(library_source) == BASE_SEEN
    assert "of version 99; this program reads" in next(rejections(library_source))


def test_a_file_that_is_being_edited_is_refused_until_it_is_not(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    file = publish(built, share, 12)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE library SET edition = 13")
        assert show_next(library_source) == BASE_SEEN
        assert "is being edited" in next(rejections(library_source))
    assert show_next(library_source) == (13, title_of(12))


@pytest.mark.parametrize("words", [b"", b"These are words.", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_edition_is_told_of(
    library_source: EditionSource, share: Path, words: bytes
) -> None:
    (share / "other.db").write_bytes(words)
    assert show_next(library_source) == BASE_SEEN
    assert "other.db" in next(rejections(library_source))


# -- what stands in the way ---------------------------------------------------------------------


def test_a_share_that_is_away_is_told_of_and_comes_back(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    publish(built, share, 12)
    away = share.rename(share.with_name("away"))
    assert show_next(library_source) == BASE_SEEN
    assert f"The folder {share} cannot be seen" in library_source.problem()
    away.rename(share)
    assert show_next(library_source) == seen(12)
    assert library_source.problem() == ""


def test_a_file_that_goes_while_it_is_copied_is_no_refusal(
    tmp_path: Path, built: Path, share: Path
) -> None:
    class Pulled(Steps):
        def copy_hashed(self, source: Path, target: Path) -> str:
            digest = super().copy_hashed(source, target)
            source.unlink()
            return digest

    library_source = library_source_of(tmp_path, built, Pulled())
    publish(built, share, 12)
    assert show_next(library_source) == BASE_SEEN
    assert "went away, while it was copied" in library_source.problem()
    assert list(rejections(library_source)) == []
    assert copies(tmp_path) == []
    publish(built, share, 12)
    assert show_next(library_source_of(tmp_path, built)) == seen(12)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB at the kiosk's own folder."""
    folder = tmp_path / "state" / "editions"
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


@pytest.mark.usefixtures("small_disk")
def test_a_disk_without_room_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path
) -> None:
    library_source = library_source_of(tmp_path, built)
    publish(built, share, 12)
    assert show_next(library_source) == BASE_SEEN
    assert "The kiosk's disk is full: library-12.db needs" in library_source.problem()
    assert list(rejections(library_source)) == []


@pytest.mark.usefixtures("small_disk")
def test_a_disk_that_fills_while_the_copy_is_made_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.content.updates.fetch.SPARE_BYTES", 0)
    library_source = library_source_of(tmp_path, built)
    file = publish(built, share, 12)
    room = (1 << 20) - 2 * file.stat().st_size - 8192
    (store(tmp_path) / "other").write_bytes(bytes(room))

    class Filling(Steps):
        def copy_hashed(self, source: Path, target: Path) -> str:
            (target.parent / "more").write_bytes(bytes(int(1.5 * file.stat().st_size)))
            return super().copy_hashed(source, target)

    library_source = library_source_of(tmp_path, built, Filling())
    assert show_next(library_source) == BASE_SEEN
    assert "cannot write to its own folder" in library_source.problem()
    assert "No space left" in library_source.problem()
    assert list(rejections(library_source)) == []
    assert copies(tmp_path) == []


class ReadOnly(Steps):
    """A disk that lets nothing be written, from some moment on."""

    shut = True

    def write(self, file: Path, data: bytes) -> None:
        if self.shut:
            raise OSError(30, os.strerror(30))
        super().write(file, data)


def test_a_disk_that_may_not_be_written_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path
) -> None:
    files = ReadOnly()
    files.shut = False
    library_source = library_source_of(tmp_path, built, files)
    for number in (11, 12):
        publish(built, share, number)
        assert show_next(library_source) == seen(number)
    publish(built, share, 13)
    library_source.poll()
    files.shut = True
    assert on_show(library_source) == seen(12)
    assert "Read-only file system" in library_source.problem()
    assert not library_source.changed(), "it is not tried again and again"
    files.shut = False
    assert show_next(library_source) == seen(13)


def test_a_kiosk_whose_folder_cannot_be_made_shows_its_library(
    tmp_path: Path, built: Path, share: Path
) -> None:
    (tmp_path / "state").write_text("in the way")
    publish(built, share, 12)
    library_source = library_source_of(tmp_path, built)
    assert show_next(library_source) == BASE_SEEN
    assert "cannot" in library_source.problem()
    assert str(store(tmp_path)) in library_source.problem()


# -- the power goes -----------------------------------------------------------------------------


def _one_more(home: Path, built: Path, files: Steps) -> None:
    """Start, take a newer edition, switch, prove; the oldest goes."""
    publish(built, home / "share", 13)
    show_next(library_source_of(home, built, files))


def _one_that_fails(home: Path, built: Path, files: Steps) -> None:
    """Start under a trial, which fails."""
    library_source = library_source_of(home, built, files)
    on_show(library_source)
    library_source.failed(DAMAGED)
    on_show(library_source)
    library_source.tidy()


def _going_back(home: Path, built: Path, files: Steps) -> None:
    """Staff go back, while another edition waits."""
    library_source = library_source_of(home, built, files)
    on_show(library_source)
    library_source.select(next(e.file for e in library_source.record().entries if e.number == 11))
    on_show(library_source)
    library_source.tidy()


def _prepare(home: Path, built: Path) -> EditionSource:
    """A kiosk that has shown editions 10, 11 and 12."""
    library_source = library_source_of(home, built)
    for number in (10, 11, 12):
        publish(built, home / "share", number)
        show_next(library_source)
    return library_source


@pytest.fixture(scope="module")
def begun(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Kiosks before something happens: that have three good ones, and that try a fourth."""
    homes = {name: tmp_path_factory.mktemp(name) for name in ("good", "trial")}
    for home in homes.values():
        _prepare(home, built)
    publish(built, homes["trial"] / "share", 13)
    library_source = library_source_of(homes["trial"], built)
    library_source.poll()
    on_show(library_source)
    return homes


@pytest.mark.parametrize("forgets", [False, True], ids=["kept", "lost"])
@pytest.mark.parametrize(
    ("before", "action", "numbers"),
    [
        ("good", _one_more, {12, 13}),
        ("trial", _one_that_fails, {12, 13}),
        ("good", _going_back, {11, 12}),
    ],
)
def test_after_a_power_cut_at_any_step_a_good_edition_shows(  # noqa: PLR0913, PLR0917
    begun: dict[str, Path],
    built: Path,
    tmp_path: Path,
    before: str,
    action: Callable[[Path, Path, Steps], None],
    numbers: set[int],
    forgets: bool,
) -> None:
    home = tmp_path / "home"
    for cut in range(1000):
        shutil.copytree(begun[before], home)
        try:
            action(home, built, Steps(cut, forgets=forgets))
        except PowerCut:
            pass
        else:
            break
        again = library_source_of(home, built)
        number, title = on_show(again)
        assert title == title_of(number), cut
        assert number in numbers, cut
        prove(again)
        assert len(copies(home)) <= 4, cut
        assert list(store(home).glob("incoming-*")) == [], cut
        assert on_show(library_source_of(home, built))[0] in numbers, cut
        shutil.rmtree(home)
    assert cut >= 8


def test_power_cuts_in_a_row_end_a_trial(
    begun: dict[str, Path], built: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(begun["trial"], tmp_path / "home"))
    shown = [on_show(library_source_of(home, built)) for _ in range(3)]
    assert shown == [seen(13), seen(13), seen(12)]
    assert "stopped 3 times" in next(rejections(library_source_of(home, built)))


def test_trouble_is_said_in_one_sentence_and_a_mend() -> None:
    assert str(TransientError("It is away.", "Connect it.")) == "It is away. Connect it."


def test_killed_at_any_moment_it_comes_back_with_a_good_edition(
    built: Path, tmp_path: Path
) -> None:
    # A program of its own, because it makes others out of itself. KIOSK_CRASHES says how many.
    rounds = os.environ.get("KIOSK_CRASHES", "30")
    command = [sys.executable, "-m", "tests.content.updates.edition_crashes"]
    done = subprocess.run(
        [*command, str(tmp_path), str(built), rounds],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    shown = {line.split()[1] for line in done.stdout.splitlines()}
    assert len(shown) > 1, "nothing was taken between the crashes"
