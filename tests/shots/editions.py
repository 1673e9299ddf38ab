"""A kiosk with editions: a folder and a stick to take them from, one refused, one to go back to."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app import paths
from app.config import Config, UpdatesConfig
from app.pin import DEFAULT_PIN
from tests.driver import Driver
from tests.panels import Panel

DONE_WITHIN_MS = 60_000


def publish(folder: Path, number: int) -> Path:
    """Put an edition into a folder, whole; the notice of the first screen says which it is."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"library-{number}.part"
    shutil.copy(paths.CONTENT, made)
    with closing(sqlite3.connect(made)) as connection, connection:
        words = (number, notice_of(number))
        connection.execute(
            "UPDATE library SET edition = ?, sample_notice = ?, published_on = '2026-11-21'", words
        )
    return made.replace(folder / f"library-{number}.db")


def notice_of(number: int) -> str:
    """The notice that tells an edition on the home screen."""
    return f"This is the sample of edition {number}."


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


def poll(kiosk: Driver) -> None:
    """The kiosk looks into its folder, as it does every few minutes."""
    kiosk.kiosk.editions.poll()
    idle(kiosk)


def config_of(share: Path, media: Path) -> Config:
    """The configuration of a kiosk that takes editions from a folder and from sticks."""
    updates = UpdatesConfig(folder=str(share), unsigned=True, usb=True, usb_folders=(str(media),))
    return Config(updates=updates)


@contextmanager
def kiosk_with_editions(
    folder: Path, size: tuple[int, int], panel: Panel | None = None
) -> Iterator[Driver]:
    """A kiosk that shows edition 12, could go back to 11, and has refused a damaged 13."""
    share, media = folder / "share", folder / "media"
    publish(media / "STICK", 14)
    publish(media / "STICK", 9)
    share.mkdir()
    driver = Driver(folder / "state", size=size, panel=panel, config=config_of(share, media))
    try:
        for number in (11, 12):
            publish(share, number)
            poll(driver)
        file = publish(share, 13)
        file.write_bytes(file.read_bytes()[:100_000])
        poll(driver)
        yield driver
    finally:
        driver.close()


def open_door(driver: Driver) -> None:
    """To the status page, with the PIN, from the attract screen."""
    driver.knock()
    for digit in DEFAULT_PIN:
        driver.tap(digit)
    driver.tap("Open")
