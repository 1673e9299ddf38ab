"""Signed editions: what a kiosk takes from a folder, a stick and a server, and what it refuses."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from app.content.signing.repository import Repository
from app.content.signing.trustees import Trustees
from app.content.updates.fetching.layout import Entry
from app.domain.kiosk.edition_record import BASE
from tests.content.editions import PowerCut, Steps, title_of
from tests.content.first_version import make_first
from tests.content.signed import Publisher, Rig, rig_of, seen

BASE_SEEN = (3, "A small library")


@pytest.fixture
def publisher(tmp_path: Path, built: Path) -> Publisher:
    return Publisher(tmp_path / "publisher", built)


@pytest.fixture(params=["folder", "stick", "web"])
def rig(
    request: pytest.FixtureRequest, tmp_path: Path, built: Path, publisher: Publisher
) -> Iterator[Rig]:
    with rig_of(request.param, tmp_path, built, publisher) as made:
        yield made


@pytest.fixture
def folder_rig(tmp_path: Path, built: Path, publisher: Publisher) -> Iterator[Rig]:
    with rig_of("folder", tmp_path, built, publisher) as made:
        yield made


def test_what_was_signed_is_taken(rig: Rig) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    assert rig.kiosk.says().strip() == ""
    edition = rig.kiosk.source.record().showing
    assert edition is not None
    assert edition.signed
    rig.publisher.publish(13)
    assert rig.update() == seen(13)
    assert rig.restart().update() == seen(13)


def test_only_the_list_is_asked_for_where_there_is_nothing_new(
    tmp_path: Path, built: Path, publisher: Publisher
) -> None:
    with rig_of("web", tmp_path, built, publisher) as rig:
        publisher.publish(12)
        assert rig.update() == seen(12)
        rig.server.asked.clear()
        assert rig.kiosk.update() == seen(12)
        root, timestamp = rig.server.asked
        assert root == "2.root.json"
        # What it says of itself: the edition on show, none that it went back from, a chance name.
        assert re.fullmatch(r"timestamp\.json\?shows=12&back=0&name=[0-9a-f]{16}", timestamp)


def test_an_edition_of_before_the_library_itself_was_signed_is_taken(rig: Rig) -> None:
    """The signed list vouches for each of its bytes; it is brought up to date in the copy alone."""
    made = rig.publisher.made(12)
    make_first(made)
    before = made.read_bytes()
    entry = Entry(12, title_of(12), "2026-11-21")
    assert rig.publisher.repository.add_edition(made, entry, [rig.publisher.key])
    assert rig.update() == seen(12)
    assert made.read_bytes() == before
    rig.publisher.publish(13)
    assert rig.update() == seen(13)
    assert rig.restart().update() == seen(13)


# -- what is refused ----------------------------------------------------------------------------


def test_an_older_list_is_refused(rig: Rig) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    before = rig.there.with_name("before")
    shutil.copytree(rig.there, before)
    rig.publisher.publish(13)
    assert rig.update() == seen(13)
    shutil.rmtree(rig.there)
    before.rename(rig.there)
    assert rig.kiosk.update() == seen(13)
    assert "is older than one that this kiosk has seen." in rig.kiosk.says()
    # Nor after a start, when all that is remembered is on the disk.
    assert rig.restart().update() == seen(13)
    assert "is older than one that this kiosk has seen." in rig.kiosk.says()


def test_a_list_that_ran_out_is_old_and_what_is_on_show_stays(rig: Rig) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    rig.publisher.publish(13)
    rig.publisher.run_out()
    assert rig.update() == seen(12)
    assert "is old: it should have been renewed" in rig.kiosk.says()
    assert rig.restart().update() == seen(12)
    rig.publisher.repository.renew_timestamp([rig.publisher.key])
    assert rig.update() == seen(13)


def test_files_of_different_lists_are_refused(rig: Rig) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    rig.publisher.publish(13)
    rig.publisher.publish(14)
    rig.give()
    shutil.copy(rig.there / "2.snapshot.json", rig.there / "3.snapshot.json")
    assert rig.kiosk.update() == seen(12)
    assert "its files are of different lists." in rig.kiosk.says()


@pytest.mark.parametrize("file", ["timestamp.json", "2.targets.json", "2.snapshot.json"])
def test_a_list_without_an_end_is_refused(rig: Rig, file: str) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    rig.publisher.publish(13)
    rig.give()
    if rig.kind == "web":
        rig.server.endless.add(file)
    else:
        # As long as a disk has room for: a file with a hole.
        os.truncate(rig.there / file, 1 << 40)
    assert rig.kiosk.update() == seen(12)
    assert f"{file} is longer than it may be." in rig.kiosk.says()


def test_an_edition_without_an_end_is_refused(rig: Rig) -> None:
    rig.publisher.publish(12)
    rig.give()
    if rig.kind == "web":
        rig.server.endless.add("edition-000012.db")
    else:
        os.truncate(rig.there / "edition-000012.db", 1 << 40)
    assert rig.kiosk.update() == BASE_SEEN
    assert "edition-000012.db" in rig.kiosk.says()
    assert "is longer than the file that was signed." in rig.kiosk.says()


def test_a_list_that_others_signed_is_refused(rig: Rig, tmp_path: Path, built: Path) -> None:
    other = Publisher(tmp_path / "other", built)
    other.publish(13)
    shutil.rmtree(rig.there)
    shutil.copytree(other.folder, rig.there)
    assert rig.kiosk.update() == BASE_SEEN
    assert "timestamp.json is not signed by enough of the keys that count." in rig.kiosk.says()


def test_a_list_with_too_few_signatures_is_refused(rig: Rig) -> None:
    publisher, repository = rig.publisher, rig.publisher.repository
    holders = [CryptoSigner.generate_ed25519() for _ in range(3)]
    keys = tuple(holder.public_key for holder in holders)
    trustees = Trustees(keys, keys, publisher.key.public_key, threshold=2)
    repository.change_keys(trustees, [publisher.root_key, *holders[:2]])

    def sign(number: int, *by: CryptoSigner) -> bool:
        entry = Entry(number, title_of(number), "2026-11-21")
        return repository.add_edition(publisher.made(number), entry, [publisher.key, *by])

    assert sign(12, *holders[1:])
    assert rig.update() == seen(12)
    assert not sign(13, holders[0])
    assert rig.update() == seen(12)
    assert rig.kiosk.says().strip() == ""
    # One who has the folder puts what is pending in its place, with one signature of two.
    pending = rig.there / "pending"
    pending.joinpath("targets.json.pending").replace(rig.there / "2.targets.json")
    for file in pending.iterdir():
        file.replace(rig.there / file.name.removesuffix(".pending"))
    assert rig.kiosk.update() == seen(12)
    assert "2.targets.json is not signed by enough of the keys that count." in rig.kiosk.says()
    # The second holder signs, and all is well again.
    assert repository.sign_pending([holders[1]])
    assert rig.update() == seen(13)


def test_a_root_that_others_signed_is_refused(rig: Rig, tmp_path: Path, built: Path) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    other = Publisher(tmp_path / "other", built)
    other.repository.change_keys(other.trustees(other.key), [other.root_key])
    shutil.copy(other.folder / "2.root.json", rig.there)
    assert rig.kiosk.update() == seen(12)
    assert "2.root.json is not signed by enough of the keys that count." in rig.kiosk.says()


@pytest.mark.parametrize("file", ["timestamp.json", "2.snapshot.json", "2.targets.json"])
@pytest.mark.parametrize("how", ["changed", "half", "nonsense"])
def test_a_list_that_was_changed_is_refused(rig: Rig, file: str, how: str) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    rig.publisher.publish(13)
    rig.give()
    data = (rig.there / file).read_bytes()
    spoiled = {
        "changed": data.replace(b'"version":2', b'"version":3').replace(b"000013", b"000014"),
        "half": data[: len(data) // 2],
        "nonsense": b"\xff\x00nonsense",
    }[how]
    assert spoiled != data
    (rig.there / file).write_bytes(spoiled)
    assert rig.kiosk.update() == seen(12)
    assert f"is refused: {file} is" in rig.kiosk.says()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: data[:100] + b"X" + data[101:], "is not the file that was signed."),
        (lambda data: data[: len(data) // 2], "is shorter than the file that was signed."),
        (lambda data: data + b"more", "is longer than the file that was signed."),
    ],
    ids=["changed", "half", "longer"],
)
def test_an_edition_that_is_not_what_was_signed_is_refused(
    rig: Rig, spoil: Callable[[bytes], bytes], words: str
) -> None:
    rig.publisher.publish(12)
    rig.give()
    file = rig.there / "edition-000012.db"
    data = file.read_bytes()
    file.write_bytes(spoil(data))
    assert rig.kiosk.update() == BASE_SEEN
    assert words in rig.kiosk.says()
    # It may only have been half copied: the next look finds it whole.
    file.write_bytes(data)
    assert rig.kiosk.update() == seen(12)


def test_a_number_that_jumps_is_refused(rig: Rig) -> None:
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    rig.publisher.publish(1013)
    assert rig.update() == seen(12)
    assert "Edition 1013 is more than 1000 after edition 12." in rig.kiosk.says()


def test_an_edition_that_says_another_number_than_its_list_is_refused(rig: Rig) -> None:
    rig.publisher.publish(12)
    entry = Entry(13, "T", "2026-11-21")
    made = rig.publisher.made(11)
    assert rig.publisher.repository.add_edition(made, entry, [rig.publisher.key])
    assert rig.update() in {BASE_SEEN, seen(12)}
    assert "was offered as edition 13, and is edition 11." in rig.kiosk.says()


def test_a_key_that_was_revoked_counts_no_more(rig: Rig) -> None:
    publisher, stolen = rig.publisher, rig.publisher.key
    publisher.publish(12)
    assert rig.update() == seen(12)
    forged = rig.there.with_name("forged")
    shutil.copytree(publisher.folder, forged)
    publisher.key = CryptoSigner.generate_ed25519()
    old, new = stolen.public_key.keyid, publisher.key.public_key
    signers = [publisher.root_key, publisher.key]
    assert publisher.repository.exchange_key(old, new, signers, stolen=False)
    assert rig.update() == seen(12)
    # Who stole the old key can still write lists with it.
    entry = Entry(13, "Forged", "2026-11-21")
    assert Repository(forged).add_edition(publisher.made(13), entry, [stolen])
    shutil.copytree(forged, rig.there, dirs_exist_ok=True)
    assert rig.kiosk.update() == seen(12)
    assert "is not signed by enough of the keys that count." in rig.kiosk.says()
    publisher.publish(13)
    assert rig.update() == seen(13)


def test_a_clock_before_the_list_is_told_of_and_the_list_is_taken(
    rig: Rig,
) -> None:
    # To a clock in 1970, every list is from the future.
    rig.publisher.now += timedelta(days=20_000)
    rig.publisher.publish(12)
    assert rig.update() == seen(12)
    assert "The kiosk's clock says" in rig.kiosk.says()
    assert "Set the clock." in rig.kiosk.says()


def test_an_unsigned_file_is_not_taken(rig: Rig) -> None:
    made = rig.publisher.made(13)
    shutil.copy(made, rig.there / "library-13.db")
    assert rig.kiosk.update() == BASE_SEEN
    assert rig.kiosk.source.record().on_show == BASE
    assert rig.kiosk.says().strip() != ""


@pytest.mark.parametrize("file", ["timestamp.json", "1.targets.json", "edition-000012.db"])
@pytest.mark.parametrize("kind", ["fifo", "socket", "device", "folder", "nothing"])
def test_a_fifo_in_the_place_of_a_file_is_refused(rig: Rig, kind: str, file: str) -> None:
    rig.publisher.publish(12)
    rig.give()
    there = rig.there / file
    good = there.read_bytes()
    there.unlink()
    if kind == "fifo" and rig.kind != "web":  # a server would wait for it, and not a kiosk
        os.mkfifo(there)
    elif kind == "device" and rig.kind != "web":
        there.symlink_to("/dev/zero")
    elif kind == "folder":
        there.mkdir()
    elif kind == "socket":
        # The name of a socket may have 107 letters.
        with socket.socket(socket.AF_UNIX) as made, chdir(rig.there):
            made.bind(file)
    assert rig.kiosk.update() == BASE_SEEN
    assert str(rig.server.address if rig.kind == "web" else rig.there) in rig.kiosk.says()
    if there.is_dir():
        there.rmdir()
    there.unlink(missing_ok=True)
    there.write_bytes(good)
    assert rig.kiosk.update() == seen(12)


def test_a_root_that_is_missing_or_no_root_is_told_of(
    folder_rig: Rig, publisher: Publisher
) -> None:
    publisher.publish(12)
    rig = folder_rig
    publisher.root.write_text("{}")
    assert rig.update() == BASE_SEEN
    assert f"{publisher.root} is no root of trust." in rig.kiosk.says()
    publisher.root.unlink()
    assert rig.update() == BASE_SEEN
    assert f"The root of trust {publisher.root} cannot be read" in rig.kiosk.says()


# -- stages, and the power ----------------------------------------------------------------------


def test_a_stage_is_a_share_of_the_kiosks(folder_rig: Rig, publisher: Publisher) -> None:
    rig = folder_rig
    publisher.publish(12, stage=0)
    assert rig.update() == BASE_SEEN
    publisher.repository.set_stage(12, 100, [publisher.key])
    assert rig.update() == seen(12)


@pytest.mark.parametrize("forgets", [False, True], ids=["kept", "lost"])
def test_what_was_seen_of_lists_outlives_a_power_cut_at_any_step(
    folder_rig: Rig, tmp_path: Path, publisher: Publisher, forgets: bool
) -> None:
    rig = folder_rig
    publisher.publish(12)
    assert rig.update() == seen(12)
    old = tmp_path / "old"
    shutil.copytree(rig.there, old)
    # The list alone comes: its edition is for no kiosk yet.
    publisher.publish(13, stage=0)
    state = tmp_path / "kiosk" / "state"
    shutil.copytree(state, tmp_path / "begun")
    for cut in range(1000):
        shutil.rmtree(state)
        shutil.copytree(tmp_path / "begun", state)
        rig.give()
        try:
            rig.restart(Steps(cut, forgets=forgets)).update()
        except PowerCut:
            pass
        else:
            break
        assert rig.restart().update() == seen(12), cut
        assert rig.kiosk.says().strip() == "", cut
        # Having seen the newer list, it goes back behind it no more.
        shutil.rmtree(rig.there)
        shutil.copytree(old, rig.there)
        assert rig.restart().update() == seen(12), cut
        assert "is older than one that this kiosk has seen." in rig.kiosk.says(), cut
    assert cut >= 12


def test_a_server_is_left_alone_with_a_file_that_does_not_fit(
    tmp_path: Path, built: Path, publisher: Publisher
) -> None:
    publisher.publish(12)
    with rig_of("web", tmp_path, built, publisher) as rig:
        rig.give()
        file = rig.there / "edition-000012.db"
        good = file.read_bytes()
        file.write_bytes(good[:-1] + b"X")
        asked = []
        for _ in range(20):
            rig.server.asked.clear()
            assert rig.kiosk.update() == BASE_SEEN
            assert "is not the file that was signed." in rig.kiosk.says()
            asked.append("edition-000012.db" in rig.server.asked)
        assert [poll for poll, yes in enumerate(asked) if yes] == [0, 1, 3, 7, 15]
        # Staff who press "Look for a new edition" do not have to wait.
        file.write_bytes(good)
        rig.kiosk.source.poll(asked=True)
        assert rig.kiosk.update() == seen(12)
