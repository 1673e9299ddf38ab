"""A library in Arabic on the screens: from the right, and what goes from the left in its order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from app.content.text.build import build
from tests.driver import Driver
from tests.journeys import eyes
from tests.journeys.conftest import Stand

STARTER = Path(__file__).parents[2] / "resources" / "content"
PAGE = "t02-it-has-come-back.md"
NUMBER, HOURS, DAY = "0808 800 4040", "9:00\N{EN DASH}17:00", "4 November 2021"
WORD = "\u0627\u0646\u062a\u0643\u0627\u0633"
CALL = "\u0627\u062a\u0635\u0644 \u0639\u0644\u0649"
FROM, ON = "\u0645\u0646", "\u0641\u064a"
BODY = f"""{CALL} {NUMBER} {FROM} {HOURS} {ON} [{WORD}](term:g02).

- {CALL} CAR T-cell {ON} {DAY} {CALL}.

CAR T-cell {FROM} {CALL} {CALL} {HOURS} {CALL}.

> {CALL} **{DAY}** {CALL} {CALL}.

{CALL} {CALL}.
"""
MARK = QColor("#0f4c5c").rgb()
"""The line under a hard word."""


@pytest.fixture
def arabic(stand: Stand, tmp_path: Path) -> Driver:
    """The starter as an Arabic library, with one page in Arabic."""
    text = tmp_path / "text"
    shutil.copytree(STARTER, text)
    facts = text / "library.yaml"
    facts.write_text(facts.read_text("utf-8").replace("language: en-GB", "language: ar"), "utf-8")
    page = text / "topics" / PAGE
    head, _, _ = page.read_text("utf-8").partition("\n---\n")
    page.write_text(f"{head}\n---\n{BODY}", "utf-8")
    build(text, tmp_path / "arabic.db")
    return stand(content=tmp_path / "arabic.db", state=tmp_path / "kiosk")


def left_of(item: QQuickItem, at: int) -> float:
    """How far from the left of the screen a letter of a text stands."""
    place = QMetaObject.invokeMethod(
        item, "positionToRectangle", Q_RETURN_ARG(QRectF), Q_ARG("int", at)
    )
    assert isinstance(place, QRectF)
    return item.mapToScene(QPointF(place.x(), 0)).x()


def texts(kiosk: Driver) -> list[tuple[QQuickItem, str]]:
    """The paragraphs on show, with what stands in them letter by letter."""
    found = []
    for item in eyes.items(kiosk):
        if item.inherits("QQuickTextEdit"):
            length = int(item.property("length"))
            text = QMetaObject.invokeMethod(
                item, "getText", Q_RETURN_ARG(str), Q_ARG("int", 0), Q_ARG("int", length)
            )
            found.append((item, str(text).replace("\N{NO-BREAK SPACE}", " ")))
    return found


def test_numbers_hours_and_days_stand_in_their_order(arabic: Driver) -> None:
    arabic.start()
    arabic.tap("It has come back")
    seen = 0
    for item, text in texts(arabic):
        for piece in (NUMBER, HOURS, DAY):
            if piece in text:
                at = text.index(piece)
                # Between a piece and what is before it a place could be on either side.
                lefts = [left_of(item, at + n) for n in range(1, len(piece))]
                assert lefts == sorted(lefts), piece
                seen += 1
    assert seen == 5


def test_pages_are_laid_out_from_the_right(arabic: Driver) -> None:
    arabic.start()
    home, finished = (arabic.control(name).rect for name in ("Home", "I've finished"))
    assert home.left() > finished.right()


def test_a_hard_word_is_marked_where_it_stands(arabic: Driver) -> None:
    arabic.start()
    arabic.tap("It has come back")
    word = arabic.control(f"What does “{WORD}” mean?").rect
    item, text = next((item, text) for item, text in texts(arabic) if WORD in text)
    first = left_of(item, text.index(WORD))
    last = left_of(item, text.index(WORD) + len(WORD))
    assert last < first, "it goes from the right"
    assert word.left() <= last + 2
    assert word.right() >= first - 2
    shown = arabic.picture()
    marked = [
        x
        for x in range(word.left() - 60, word.right() + 60)
        if any(shown.pixel(x, y) == MARK for y in range(word.center().y(), word.bottom() + 8))
    ]
    assert last - 12 <= min(marked) <= last + 2
    assert first - 2 <= max(marked) <= first + 12
    arabic.tap(f"What does “{WORD}” mean?")
    assert arabic.sees("The leukaemia has come back after treatment.")
