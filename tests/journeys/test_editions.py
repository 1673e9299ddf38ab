"""Editions: from a folder or a stick to the families' screen, and back again behind the PIN."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app import paths
from app.config import Config, UpdatesConfig
from app.content.publishing.publish import publish as publish_library
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person
from tests.content.signed import Publisher
from tests.driver import Driver
from tests.journeys import screens
from tests.journeys.conftest import Stand
from tests.journeys.screens import topic_titles
from tests.shots.editions import config_of, idle, notice_of, open_door, poll, publish

MONDAY = datetime(2026, 11, 30, 10, 30)
T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """The folder that editions come from."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    """The folder that sticks appear in, with a stick in it."""
    (tmp_path / "media" / "kiosk" / "STICK").mkdir(parents=True)
    return tmp_path / "media"


@pytest.fixture
def config(share: Path, sticks: Path) -> Config:
    return config_of(share, sticks)


def shows(kiosk: Driver, number: int) -> bool:
    """Whether a family that starts now sees this edition; it leaves again."""
    kiosk.start()
    seen = kiosk.sees(notice_of(number))
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    idle(kiosk)
    return seen


def test_new_edition_shows_once_the_family_has_gone(
    stand: Stand, config: Config, share: Path
) -> None:
    kiosk = stand(config=config)
    kiosk.start()
    kiosk.tap("Clinical trials")
    read = kiosk.names()
    publish(share, 12)
    poll(kiosk)
    assert kiosk.names() == read
    kiosk.tap("Back")
    assert kiosk.has("Clinical trials")
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    idle(kiosk)
    assert shows(kiosk, 12)
    open_door(kiosk)
    assert kiosk.sees("On show: edition 12, since")
    assert kiosk.sees(f"It came from {share / 'library-12.db'}.")
    assert not kiosk.sees("trying it out")


def test_staff_see_who_published_and_what_changed(
    stand: Stand, config: Config, share: Path, tmp_path: Path
) -> None:
    kiosk = stand(config=config)
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(Workshop.open(file, Person("R. Price", "Ward sister"))) as workshop:
        publish_library(workshop, share)
        poll(kiosk)
        title = workshop.items.content(T05).title
        workshop.signing.withdraw(T05)
        publish_library(workshop, share)
    poll(kiosk)
    open_door(kiosk)
    assert kiosk.sees(f"Edition 3, by R. Price: 1 page taken away: {title}.")


def test_staff_go_back_in_two_taps_and_it_stays_so(
    stand: Stand, config: Config, share: Path
) -> None:
    kiosk = stand(config=config)
    for number in (11, 12):
        publish(share, number)
        poll(kiosk)
    assert shows(kiosk, 12)
    open_door(kiosk)
    kiosk.tap("Go back to edition 11")
    assert kiosk.sees("Show edition 11 to families? Edition 12 does not come back by itself.")
    kiosk.tap("Yes, show it")
    assert kiosk.sees("Edition 11 is on show.")
    assert kiosk.sees("On show: edition 11, since")
    kiosk.tap("Back to the families' screen")
    poll(kiosk)
    assert shows(kiosk, 11)
    publish(share, 13)
    poll(kiosk)
    assert shows(kiosk, 13)


def test_edition_from_a_stick(stand: Stand, config: Config, sticks: Path, share: Path) -> None:
    publish(share, 12)
    kiosk = stand(config=config)
    poll(kiosk)
    stick = sticks / "kiosk" / "STICK"
    publish(stick, 13)
    publish(stick, 9)
    poll(kiosk)
    assert shows(kiosk, 12), "it was taken without the PIN"
    open_door(kiosk)
    kiosk.tap("Take an edition from a USB stick")
    idle(kiosk)
    kiosk.tap("Take edition 13")
    idle(kiosk)
    assert kiosk.sees("Edition 13 is on show.")
    kiosk.tap("Take edition 9, older than the one on show")
    assert kiosk.sees("Edition 9 is older than edition 13, which is on show.")
    kiosk.tap("No, leave it")
    kiosk.tap("Take edition 9, older than the one on show")
    kiosk.tap("Yes, show it")
    idle(kiosk)
    assert kiosk.sees("Edition 9 is on show.")
    kiosk.tap("Done with the stick")
    kiosk.tap("Back to the families' screen")
    poll(kiosk)
    assert shows(kiosk, 9)


def test_damaged_edition_and_a_share_that_is_away_leave_what_is_on_show(
    stand: Stand, config: Config, share: Path, expected_log: list[str]
) -> None:
    expected_log += ["Refused: ", "cannot be seen"]
    kiosk = stand(config=config)
    publish(share, 12)
    poll(kiosk)
    file = publish(share, 13)
    file.write_bytes(file.read_bytes()[:-4096])
    poll(kiosk)
    share.rename(share.with_name("away"))
    poll(kiosk)
    assert shows(kiosk, 12)
    open_door(kiosk)
    assert kiosk.sees(f"The folder {share} cannot be seen: it is not there.")
    assert kiosk.sees("library-13.db is damaged")


def test_next_start_shows_the_edition_without_its_share(
    tmp_path: Path, stand: Stand, config: Config, share: Path
) -> None:
    publish(share, 12)
    first = Driver(tmp_path / "state0", config=config)
    poll(first)
    first.close()
    share.rename(share.with_name("away"))
    assert shows(stand(config=config), 12)


def test_only_the_pin_leads_to_the_editions(stand: Stand, config: Config, share: Path) -> None:
    publish(share, 12)
    kiosk = stand(config=config)
    poll(kiosk)
    assert not kiosk.has("Go back to the first library")
    kiosk.key(Qt.Key.Key_P, screens.STAFF)
    assert not kiosk.has("Go back to the first library")
    assert not kiosk.has("Take an edition from a USB stick")


# -- signed -------------------------------------------------------------------------------------


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "publisher", paths.CONTENT)


@pytest.fixture
def signed(publisher: Publisher) -> Config:
    return Config(updates=UpdatesConfig(folder=str(publisher.folder), root=str(publisher.root)))


def test_signed_edition_shows_and_staff_say_that_it_is_right(
    stand: Stand, publisher: Publisher, signed: Config
) -> None:
    publisher.publish(12)
    kiosk = stand(config=signed)
    poll(kiosk)
    open_door(kiosk)
    assert kiosk.sees("On show: edition 12, since")
    assert not kiosk.sees("unsigned")
    kiosk.tap("We have checked edition 12: keep it")
    assert kiosk.sees("Staff have checked it. It is kept, however many come after it.")
    assert not kiosk.has("We have checked edition 12: keep it")


def test_the_network_is_gone_for_weeks_and_the_list_runs_out_meanwhile(
    stand: Stand, publisher: Publisher, signed: Config, expected_log: list[str]
) -> None:
    expected_log += ["There is no list of editions", "is old"]

    def on_show(number: int) -> bool:
        """What staff read of it, and that a family can read."""
        kiosk.start()
        kiosk.tap(topic_titles(kiosk)[0])
        reads = kiosk.has("Home")
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
        idle(kiosk)
        open_door(kiosk)
        is_there = kiosk.sees(f"On show: edition {number}, since")
        said.append(" ".join(kiosk.names()))
        kiosk.tap("Back to the families' screen")
        return reads and is_there

    said: list[str] = []
    publisher.publish(12)
    kiosk = stand(config=signed, now=MONDAY, today=MONDAY.date())
    poll(kiosk)
    away = publisher.folder.rename(publisher.folder.with_name("away"))
    for week in range(1, 14):
        kiosk.set_clock(MONDAY + timedelta(weeks=week))
        poll(kiosk)
        assert on_show(12), week
        assert "There is no list of editions" in said[-1]
    away.rename(publisher.folder)
    publisher.run_out()
    poll(kiosk)
    assert on_show(12)
    assert "is old: it should have been renewed" in said[-1]
    publisher.publish(13)
    poll(kiosk)
    assert on_show(13)
    assert "is old" not in said[-1]


def test_forged_list_is_refused_and_the_status_page_says_so(
    stand: Stand, tmp_path: Path, publisher: Publisher, signed: Config, expected_log: list[str]
) -> None:
    expected_log += ["is refused: timestamp.json is not signed"]
    publisher.publish(12)
    kiosk = stand(config=signed)
    poll(kiosk)
    forger = Publisher(tmp_path / "forger", paths.CONTENT)
    forger.publish(13)
    shutil.copytree(forger.folder, publisher.folder, dirs_exist_ok=True)
    poll(kiosk)
    open_door(kiosk)
    assert kiosk.sees("On show: edition 12, since")
    assert kiosk.sees("timestamp.json is not signed by enough of the keys that count.")


def test_unsigned_editions_are_told_of(stand: Stand, config: Config, share: Path) -> None:
    publish(share, 12)
    kiosk = stand(config=config)
    poll(kiosk)
    open_door(kiosk)
    assert kiosk.sees("This kiosk takes unsigned editions")


def test_kiosk_without_a_root_takes_nothing_and_says_so(
    stand: Stand, share: Path, expected_log: list[str]
) -> None:
    expected_log += ["it has no root of trust"]
    publish(share, 12)
    kiosk = stand(config=Config(updates=UpdatesConfig(folder=str(share))))
    poll(kiosk)
    open_door(kiosk)
    assert kiosk.sees("On show: edition 1, the library this kiosk was set up with.")
    assert kiosk.sees("This kiosk takes no edition: it has no root of trust.")
