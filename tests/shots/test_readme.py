"""The README shows the screens as they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from tests.shots.readme import PICTURES
from tests.shots.test_tour import run

STEP = 3
MOST_OF_COLOUR = 48
"""What a colour may differ by where another system smooths a letter's edge another way."""
MOST_OF_PICTURE = 0.01


def differing(one: QImage, other: QImage) -> float:
    """The share of the looked-at pixels whose colour is another one."""
    assert one.size() == other.size()
    places = [(x, y) for x in range(0, one.width(), STEP) for y in range(0, one.height(), STEP)]
    others = 0
    for x, y in places:
        a, b = one.pixelColor(x, y), other.pixelColor(x, y)
        furthest = max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue()))
        others += furthest > MOST_OF_COLOUR
    return others / len(places)


def test_the_pictures_of_the_readme_show_the_screens_of_today(tmp_path: Path) -> None:
    taken = run("--readme", "--out", tmp_path)
    assert taken.returncode == 0, taken.stderr
    for name in ("home.png", "topic.png"):
        shown, today = QImage(str(PICTURES / name)), QImage(str(tmp_path / name))
        assert not today.isNull()
        assert differing(shown, today) <= MOST_OF_PICTURE, f"{name}: run ./kiosk tour --readme"
