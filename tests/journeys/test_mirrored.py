"""The layout for languages that are read from the right: mirrored, and as whole as the other."""

from __future__ import annotations

import pytest
from PySide6.QtQml import QQmlProperty, qmlContext

from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import rulers, screens
from tests.journeys.conftest import Stand


def mirror(kiosk: Driver) -> None:
    """Lay the screens out from the right."""
    root = kiosk.window.rootObject()
    context = qmlContext(root)
    assert context is not None
    prop = QQmlProperty(root, "LayoutMirroring.enabled", context)
    assert prop.write(True)
    kiosk.settle()


def middles(kiosk: Driver, names: list[str]) -> list[int]:
    """Where some controls are, from the left."""
    return [kiosk.control(name).rect.center().x() for name in names]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_mirrored_bar_rail_and_cards_change_sides(stand: Stand, size: tuple[int, int]) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    topics = screens.topic_titles(kiosk)
    names = ["Home", "I've finished", *topics]
    before = middles(kiosk, names)
    kiosk.tap(topics[-1])
    before += middles(kiosk, ["Page down"])
    kiosk.tap("Home")
    mirror(kiosk)
    after = middles(kiosk, names)
    kiosk.tap(topics[-1])
    after += middles(kiosk, ["Page down"])
    for name, left, right in zip([*names, "Page down"], before, after, strict=True):
        assert left + right == pytest.approx(size[0], abs=40), name


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_mirrored_screens_are_whole(stand: Stand, size: tuple[int, int], text: int) -> None:
    kiosk = stand(size=size)
    mirror(kiosk)
    broken = {"attract": rulers.broken(kiosk)}
    kiosk.start()
    screens.look(kiosk, text, "paper")
    for screen in screens.every_screen(kiosk):
        broken[screen] = rulers.broken(kiosk)
    assert {screen: found for screen, found in broken.items() if found} == {}


def test_mirrored_left_and_right_keep_their_sense(kiosk: Driver) -> None:
    kiosk.start()
    mirror(kiosk)
    home, finished = middles(kiosk, ["Home", "I've finished"])
    assert home > finished
    kiosk.tap(screens.topic_titles(kiosk)[0])
    assert kiosk.has("Back")
    kiosk.tap("Back")
    assert kiosk.sees("What would you like to know?")
