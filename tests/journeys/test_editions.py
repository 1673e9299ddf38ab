"""Editions: from a folder or a stick to the families' screen, and back again behind the PIN."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer

from app import paths
from app.config import DEFAULT_PIN, Config, UpdatesConfig
from tests.driver import Driver
from tests.journeys import screens
from tests.journeys.conftest import Stand

DONE_WITHIN_MS = 60_000
Publish = Callable[..., Path]


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
    updates = UpdatesConfig(folder=str(share), usb=True, usb_folders=(str(sticks),))
    return Config(updates=updates)


def publish(folder: Path, number: int, card: str = "") -> Path:
    """Put an edition into a folder, whole, as the editor does; one card says which it is."""
    made = folder / f"library-{number}.part"
    shutil.copy(paths.CONTENT, made)
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("UPDATE library SET edition = ?", (number,))
        words = card or f"A card of edition {number}"
        connection.execute("UPDATE topic_text SET title = ? WHERE topic_id = 't08'", (words,))
    return made.replace(folder / f"library-{number}.db")


def idle(kiosk: Driver) -> None:
    """Until everything that goes on beside the screen has come to its end."""
    editions = kiosk.kiosk.editions
    kiosk.settle()
    while editions.at_work:
        # Not a QSignalSpy: while it waits, no other thread's Python runs.
        waiting = QEventLoop()
        editions.changed.connect(waiting.quit)
        given_up = QTimer(waiting, singleShot=True, interval=DONE_WITHIN_MS)
        given_up.timeout.connect(waiting.quit)
        given_up.start()
        waiting.exec()
        assert given_up.isActive(), "the kiosk never came to an end of it"
        kiosk.settle()


def look(kiosk: Driver) -> None:
    """The kiosk looks into its folder, as it does every few minutes."""
    kiosk.kiosk.editions.look()
    idle(kiosk)


def open_door(kiosk: Driver) -> None:
    """To the status page, with the PIN."""
    kiosk.key(Qt.Key.Key_P, screens.STAFF)
    for digit in DEFAULT_PIN:
        kiosk.tap(digit)
    kiosk.tap("Open")


def shows(kiosk: Driver, number: int) -> bool:
    """Whether a family that starts now sees this edition; it leaves again."""
    kiosk.start()
    seen = kiosk.has(f"A card of edition {number}")
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
    look(kiosk)
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


def test_staff_go_back_in_two_taps_and_it_stays_so(
    stand: Stand, config: Config, share: Path
) -> None:
    kiosk = stand(config=config)
    for number in (11, 12):
        publish(share, number)
        look(kiosk)
    assert shows(kiosk, 12)
    open_door(kiosk)
    kiosk.tap("Go back to edition 11")
    assert kiosk.sees("Show edition 11 to families? Edition 12 does not come back by itself.")
    kiosk.tap("Yes, show it")
    assert kiosk.sees("Edition 11 is on show.")
    assert kiosk.sees("On show: edition 11, since")
    kiosk.tap("Back to the families' screen")
    look(kiosk)
    assert shows(kiosk, 11)
    publish(share, 13)
    look(kiosk)
    assert shows(kiosk, 13)


def test_edition_from_a_stick(stand: Stand, config: Config, sticks: Path, share: Path) -> None:
    publish(share, 12)
    kiosk = stand(config=config)
    look(kiosk)
    stick = sticks / "kiosk" / "STICK"
    publish(stick, 13)
    publish(stick, 9)
    open_door(kiosk)
    kiosk.tap("Take an edition from a USB stick")
    idle(kiosk)
    kiosk.tap("Take edition 13")
    idle(kiosk)
    assert kiosk.sees("Edition 13 is on show.")
    kiosk.tap("Take edition 9, older than the one on show")
    assert kiosk.sees("Edition 9 is older than edition 13, which is on show.")
    kiosk.tap("No, leave it")
    assert kiosk.sees("On show: edition 13")
    kiosk.tap("Take edition 9, older than the one on show")
    kiosk.tap("Yes, show it")
    idle(kiosk)
    assert kiosk.sees("Edition 9 is on show.")
    kiosk.tap("Done with the stick")
    kiosk.tap("Back to the families' screen")
    look(kiosk)
    assert shows(kiosk, 9)
