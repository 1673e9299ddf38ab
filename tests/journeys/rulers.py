"""Rules that hold on every screen; each gives back what breaks it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument
from PySide6.QtQuick import QQuickItem

from tests.driver import Driver, Seen
from tests.journeys import eyes

SLACK = 1.0
LEAST_MM, MAIN_MM, APART_MM = 12.7, 20.0, 2.5
CAPITAL_OF_FONT = 0.668
COLUMN = 70
SMALL = ("What does “", "Read about “", "Close the explanation")
"""Controls within a text: the smaller tap size is theirs."""


def texts(driver: Driver) -> Iterator[QQuickItem]:
    """Everything that is written on the screen."""
    for kind in ("QQuickText", "QQuickTextEdit"):
        for item in eyes.of_kind(driver, kind):
            if item.property("text") and item.width() * item.height() > 0:
                yield item


def words(item: QQuickItem) -> str:
    """The beginning of a text, to find it by."""
    return f"“{str(item.property('text'))[-90:]}”"


def clipped(driver: Driver) -> list[str]:
    """Texts that are not whole: cut off, squeezed, or hanging out of what they stand in."""
    found = []
    screen = QRectF(0, 0, *driver.size)
    for item in texts(driver):
        ink = eyes.ink_place(item)
        if item.property("truncated"):
            found.append(f"{words(item)} is cut off")
        if ink.width() > item.width() + SLACK or ink.height() > item.height() + SLACK:
            found.append(f"{words(item)} is larger than its place")
        scrolls = False
        for parent in eyes.ancestors(item):
            room = eyes.rect(parent)
            if parent.inherits("QQuickFlickable") or parent.objectName() == "frame":
                scrolls = True
            if not parent.clip() and not parent.inherits("QQuickAbstractButton"):
                continue
            if ink.left() < room.left() - SLACK or ink.right() > room.right() + SLACK:
                found.append(f"{words(item)} hangs out sideways")
            upright = room.top() - SLACK <= ink.top() and ink.bottom() <= room.bottom() + SLACK
            if not scrolls and not upright:
                found.append(f"{words(item)} hangs out of its button")
        if not scrolls and not screen.adjusted(-1, -1, 1, 1).contains(ink):
            found.append(f"{words(item)} is not on the screen")
    return found


def out_of_reach(driver: Driver) -> list[str]:
    """What no turning of the page brings into sight."""
    found = []
    for view in eyes.of_kind(driver, "QQuickFlickable"):
        if eyes.number(view, "contentWidth") > view.width() + SLACK:
            found.append("the page scrolls sideways")
        top = eyes.rect(view).top() - eyes.number(view, "contentY")
        bottom = top + eyes.number(view, "contentHeight")
        for item in texts(driver):
            if view in eyes.ancestors(item):
                ink = eyes.ink_place(item)
                if ink.top() < top - SLACK or ink.bottom() > bottom + SLACK:
                    found.append(f"{words(item)} is above or below the page")
    return found


def controls(driver: Driver) -> list[Seen]:
    """Everything that a finger can press."""
    return [seen for seen in driver.everything() if seen.is_control]


def too_small(driver: Driver) -> list[str]:
    """Controls that are smaller than a finger needs."""
    millimetre = eyes.pixels_per_mm(driver)
    found = []
    for seen in controls(driver):
        least = LEAST_MM if seen.name.startswith(SMALL) else MAIN_MM
        side = min(seen.rect.width(), seen.rect.height()) / millimetre
        if side < least - 0.1:
            found.append(f"{seen.name!r} is {side:.1f} mm, not {least}")
    return found


def too_close(driver: Driver) -> list[str]:
    """Controls that overlap, or are nearer to each other than a finger can tell apart."""
    millimetre = eyes.pixels_per_mm(driver)
    found = []
    # What scrolls is cut off where its page ends; what stands still stands apart from it.
    pressed = controls(driver)
    for n, one in enumerate(pressed):
        for other in pressed[n + 1 :]:
            if one.scrolls != other.scrolls:
                continue
            across = max(one.rect.left(), other.rect.left()) - min(
                one.rect.left() + one.rect.width(), other.rect.left() + other.rect.width()
            )
            down = max(one.rect.top(), other.rect.top()) - min(
                one.rect.top() + one.rect.height(), other.rect.top() + other.rect.height()
            )
            apart = max(across, down) / millimetre
            if apart < APART_MM - 0.1:
                found.append(f"{one.name!r} and {other.name!r} are {apart:.1f} mm apart")
    return found


def lines(item: QQuickItem) -> list[list[str]]:
    """The lines that a text is laid out in, by its paragraphs."""
    document = QTextDocument()
    document.setDefaultFont(item.property("font"))
    if item.inherits("QQuickTextEdit"):
        document.setHtml(item.property("text"))
    else:
        document.setPlainText(item.property("text"))
    document.setDocumentMargin(0)
    document.setTextWidth(item.width() + SLACK)
    document.size()  # lays it out
    found = []
    for block in (document.findBlockByNumber(n) for n in range(document.blockCount())):
        laid_out = block.layout()
        cuts = [laid_out.lineAt(n) for n in range(laid_out.lineCount())]
        text = block.text()
        found.append([text[cut.textStart() :][: cut.textLength()] for cut in cuts])
    return found


def letters_in_a_line(item: QQuickItem) -> int:
    """How many letters the longest line of a text has."""
    return max(len(line) - 1 for paragraph in lines(item) for line in paragraph)


def broken_words(driver: Driver) -> list[str]:
    """Words that the end of a line breaks in two."""
    return [
        f"{left.split()[-1]!r} and {right.split()[0]!r} are two lines"
        for item in texts(driver)
        for paragraph in lines(item)
        for left, right in pairwise(paragraph)
        if re.search(r"\w$", left) and re.match(r"\w", right)
    ]


def hard_to_read(driver: Driver) -> list[str]:
    """Texts that are too small to read from where one stands, or too wide to follow."""
    millimetre = eyes.pixels_per_mm(driver)
    found = []
    for item in texts(driver):
        font = item.property("font")
        capital = font.pixelSize() * CAPITAL_OF_FONT / millimetre
        if capital < driver.panel.capital_mm:
            found.append(f"{words(item)} has capitals of {capital:.2f} mm")
        longest = letters_in_a_line(item)
        if longest > COLUMN:
            found.append(f"{words(item)} has lines of {longest} letters")
    return found


def broken(driver: Driver) -> list[str]:
    """Everything on this screen that breaks a rule."""
    rules = (clipped, out_of_reach, too_small, too_close, hard_to_read, broken_words)
    return [f"{rule.__name__}: {found}" for rule in rules for found in rule(driver)]
