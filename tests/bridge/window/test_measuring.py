"""The window to measure a screen with: an outline, a bank card, and what is under a finger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.bridge.window.measuring import CARD_MM, MeasuringWindow

PANEL_MM, PIXELS = 344.0, (1366, 768)
CARD = round(CARD_MM[0] * PIXELS[0] / PANEL_MM)
"""How many pixels of this panel a card covers."""


@pytest.fixture
def window(qapp: QGuiApplication) -> Iterator[MeasuringWindow]:
    """The window on a 15.6-inch panel."""
    shown = MeasuringWindow()
    shown.resize(*PIXELS)
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


def heard(window: MeasuringWindow) -> list[float]:
    """The widths that it says."""
    found: list[float] = []
    window.measured.connect(found.append)
    return found


def tap(window: MeasuringWindow, name: str) -> None:
    """Press a button."""
    at = window.buttons()[name].center().toPoint()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_keys_move_the_edge_to_the_card_and_enter_says_the_width(window: MeasuringWindow) -> None:
    found = heard(window)
    assert window.card < CARD  # a 24-inch panel is taken for granted
    while window.card < CARD - 10:
        QTest.keyClick(window, Qt.Key.Key_Up)
    while window.card < CARD:
        QTest.keyClick(window, Qt.Key.Key_Right)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert found == [pytest.approx(PANEL_MM, abs=0.6)]


def test_buttons_do_the_same(window: MeasuringWindow) -> None:
    found = heard(window)
    before = window.card
    for _ in range(3):
        tap(window, "+")
    tap(window, "-")
    assert window.card == before + 2
    tap(window, "Done")
    assert found == [pytest.approx(PIXELS[0] * CARD_MM[0] / (before + 2))]


def test_a_finger_does_the_same_and_leaps(window: MeasuringWindow) -> None:
    found, finger = heard(window), QTest.createTouchDevice()
    before = window.card
    for name in ("+10", "+10", "-10", "+", "+", "-", "Done"):
        at = window.buttons()[name].center().toPoint()
        QTest.touchEvent(window, finger).press(0, at, window).commit()
        QTest.touchEvent(window, finger).release(0, at, window).commit()
    assert window.card == before + 11
    assert found == [pytest.approx(PIXELS[0] * CARD_MM[0] / (before + 11))]


@pytest.mark.parametrize("size", [(1366, 768), (1080, 1920), (800, 480)])
def test_the_buttons_stand_apart_on_the_screen(
    window: MeasuringWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    places = list(window.buttons().values())
    assert all(QRectF(0, 0, *size).contains(place) for place in places)
    assert all(one.right() < other.left() for one, other in pairwise(places))


def test_escape_gives_up(window: MeasuringWindow) -> None:
    found = heard(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert found == [0]


def test_a_tap_beside_the_buttons_moves_nothing(window: MeasuringWindow) -> None:
    before, found = window.card, heard(window)
    beside = QPoint(PIXELS[0] - 5, 5)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    assert (window.card, found) == (before, [])


def test_the_outline_stays_on_the_screen_and_is_never_nothing(window: MeasuringWindow) -> None:
    for _ in range(300):
        window.move_edge(10)
    assert window.card < PIXELS[0]
    for _ in range(300):
        window.move_edge(-10)
    assert window.card > 0
