"""What other tests see with has to be able to tell two screens apart."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.journeys.conftest import Stand
from tests.journeys.eyes import alike

SIZE = (1280, 720)


def a_screen(*cards: QRect) -> QImage:
    """A light screen with dark cards on it."""
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.fill(QColor("#faf6ee"))
    painter = QPainter(picture)
    for card in cards:
        painter.fillRect(card, QColor("#0f4c5c"))
    painter.end()
    return picture


def test_a_screen_is_like_itself_and_like_no_other() -> None:
    card, pointer = QRect(100, 100, 400, 80), QRect(600, 300, 12, 18)
    assert alike(a_screen(card), a_screen(card))
    assert alike(a_screen(card, pointer), a_screen(card)), "a pointer is no other screen"
    assert not alike(a_screen(), a_screen(card))
    assert not alike(a_screen(card), a_screen(card.translated(0, 100)))
    assert not alike(a_screen(card), QImage()), "a monitor that is off"
    assert not alike(QImage(), QImage())
    assert not alike(a_screen(card), a_screen(card).scaled(640, 360))


def test_two_pages_differ_when_freed_memory_is_overwritten(stand: Stand) -> None:
    """A kiosk fills what it frees, and with it each picture that a test has let go of."""
    kiosk = stand(size=SIZE)
    first = kiosk.picture()
    kiosk.start()
    home = kiosk.picture()
    kiosk.tap("What treatments are there?")
    topic = kiosk.picture()
    for one, other in ((first, home), (home, topic), (first, topic)):
        assert not alike(one, other)
        assert alike(one, one.copy())
