"""A mouse and a keyboard for the editor's tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

_PLAIN = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click in the middle of a widget, or at a point of it."""
    place = widget.rect().center() if at is None else at
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _PLAIN, place)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move and let go."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, _PLAIN, start)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, _PLAIN, end)


def press(widget: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
    """Press keys, one after another."""
    for key in keys:
        QTest.keyClick(widget, key, modifier)


def type_in(widget: QWidget, text: str) -> None:
    """Type words."""
    QTest.keyClicks(widget, text)


def button(inside: QWidget, words: str) -> QAbstractButton:
    """The button that says these words, with or without a key to it."""
    for found in inside.findChildren(QAbstractButton):
        if found.text().replace("&", "") == words and found.isVisible():
            return found
    raise AssertionError(f"no button says {words!r}")
