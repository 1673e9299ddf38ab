"""The pictures that the README shows: home and a topic, as they are today."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from tests.driver import Driver
from tests.panels import PANELS

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WEEKDAY = datetime(2026, 11, 23, 10, 30)
"""A moment at which the helpline is open."""
WIDTH = 960
"""Pixels: half of the panel's, and of the letters'."""
TOPIC = "It has come back"


def take_readme(folder: Path = PICTURES) -> list[Path]:
    """Write the pictures to a folder; gives their files."""
    with tempfile.TemporaryDirectory() as state:
        driver = Driver(Path(state), panel=PANELS["24"], now=WEEKDAY, today=WEEKDAY.date())
        try:
            driver.start()
            files = [_save(driver, folder / "home.png")]
            driver.tap(TOPIC)
            return [*files, _save(driver, folder / "topic.png")]
        finally:
            driver.close()


def _save(driver: Driver, file: Path) -> Path:
    picture = driver.picture().scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")
    return file
