"""Contrast as it is on the picture: texts and icons, the ring of the keyboard, what is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from tests.driver import Driver, sight_of
from tests.journeys import eyes, rulers, screens
from tests.journeys.conftest import Stand

LEAST = {"paper": 7.0, "light": 20.0, "dark": 20.0}
RING = 3.0


def drawn(kiosk: Driver) -> Iterator[tuple[str, QRectF]]:
    """Every text and icon that is in sight, with its place; handouts' pages are paper."""
    screen = QRect(0, 0, *kiosk.size)
    icons = [i for i in eyes.of_kind(kiosk, "QQuickImage") if "icon" in source(i)]
    for item in (*rulers.texts(kiosk), *icons):
        is_icon = item.inherits("QQuickImage")
        ink = eyes.rect(item) if is_icon else eyes.ink_place(item)
        if not ink.isEmpty() and sight_of(item, screen).toRectF().contains(ink):
            yield source(item) if is_icon else rulers.words(item), ink


def source(icon: QQuickItem) -> str:
    """The address of a picture."""
    return str(icon.property("source").toString())


def faint(kiosk: Driver, least: float) -> list[str]:
    """What does not stand out enough from what it stands on."""
    picture = kiosk.picture()
    found = ((name, eyes.inks(picture, where)) for name, where in drawn(kiosk))
    return [f"{name}: {inks}" for name, inks in found if inks.contrast < least]


def every_sight(kiosk: Driver) -> Iterator[None]:
    """What there is to be seen of a screen, turning its pages."""
    yield
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
        yield


@pytest.mark.parametrize("theme", LEAST)
def test_every_text_and_icon_stands_out(kiosk: Driver, theme: str) -> None:
    kiosk.start()
    screens.look(kiosk, 100, theme)
    found: dict[str, list[str]] = {}
    for screen in screens.every_screen(kiosk):
        whole = "staff" not in screen and "finished" not in screen
        for _ in every_sight(kiosk) if whole else [None]:
            found[screen] = found.get(screen, []) + faint(kiosk, LEAST[theme])
    assert {screen: lines for screen, lines in found.items() if lines} == {}


def test_attract_and_resting_screens_stand_out(
    stand: Stand, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("K-01")
    assert faint(stand(), LEAST["paper"]) == []
    missing = stand(content=tmp_path / "nothing.db")
    assert missing.sees("This screen is resting")
    assert faint(missing, LEAST["paper"]) == []


def test_faint_words_would_be_seen(kiosk: Driver) -> None:
    kiosk.start()
    assert faint(kiosk, LEAST["paper"]) == []
    heading = next(rulers.texts(kiosk))
    heading.setProperty("color", QColor("#999999"))
    assert faint(kiosk, LEAST["paper"])


@pytest.mark.parametrize("theme", LEAST)
def test_what_is_pressed_stands_out_and_looks_pressed(kiosk: Driver, theme: str) -> None:
    kiosk.start()
    screens.look(kiosk, 150, theme)
    names = ["Home", "I've finished", "Page down", "Someone to talk to", "Clinical trials"]
    names += ["Prepare to talk about CAR T-cell therapy"]
    for name in names:
        where = kiosk.bring_into_sight(name).rect
        before = kiosk.picture()
        with kiosk.pressing(where.center()):
            during = kiosk.picture()
            assert faint(kiosk, LEAST[theme]) == [], name
        area = where.toRectF().adjusted(8, 8, -8, -8)
        one, other = (eyes.inks(shown, area).ground for shown in (before, during))
        assert eyes.contrast(one, other) >= RING, f"{name} does not look pressed"


def ring_contrasts(before: QImage, after: QImage, rect: QRectF) -> list[float]:
    """How the ring stands out from what was there, above, below and on both sides."""
    middle = rect.center()
    reach = 20
    sides = {
        (0, -1): QPoint(int(middle.x()), int(rect.top())),
        (0, 1): QPoint(int(middle.x()), int(rect.bottom())),
        (-1, 0): QPoint(int(rect.left()), int(middle.y())),
        (1, 0): QPoint(int(rect.right()), int(middle.y())),
    }
    found = []
    for (across, down), edge in sides.items():
        steps = (edge + QPoint(across, down) * n for n in range(reach))
        on_screen = [at for at in steps if before.rect().contains(at)]
        found.append(
            max(
                (
                    eyes.contrast(before.pixel(at) & 0xFFFFFF, after.pixel(at) & 0xFFFFFF)
                    for at in on_screen
                ),
                default=0.0,
            )
        )
    return found


@pytest.mark.parametrize("theme", LEAST)
def test_the_ring_of_the_keyboard_stands_out_on_all_sides(kiosk: Driver, theme: str) -> None:
    kiosk.start()
    screens.look(kiosk, 100, theme)
    kiosk.tap(screens.topic_titles(kiosk)[0])
    met = set()
    for _ in range(40):
        kiosk.key(Qt.Key.Key_Tab)
        item = kiosk.window.activeFocusItem()
        with_ring = kiosk.picture()
        rings = [i for i in eyes.of_kind(kiosk, "QQuickRectangle") if is_ring(i)]
        assert rings, f"no ring round {item}"
        for ring in rings:
            ring.setVisible(False)
        without = kiosk.picture()
        contrasts = ring_contrasts(without, with_ring, eyes.rect(item))
        assert min(contrasts) >= RING, f"{item.property('text')}: {contrasts}"
        for ring in rings:
            ring.setVisible(True)
        met.add(item.metaObject().className().split("_")[0])
    assert {"BarButton", "BarItem", "InlineLink", "Card"} & met


def is_ring(item: QQuickItem) -> bool:
    """Whether an item is one of the two lines of the ring."""
    parents = [item, *eyes.ancestors(item)][:2]
    return any(parent.metaObject().className().startswith("FocusRing") for parent in parents)
