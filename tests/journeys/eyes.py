"""What the eye sees beside the accessible tree: the items themselves, their places, the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from tests.driver import Driver

_COARSE = 8
_DIFFERENT = 32
_MOST_DIFFERENT = 0.01


def pixels_per_mm(driver: Driver) -> float:
    """The size of a millimetre on the panel that the kiosk stands on."""
    return driver.panel.pixels_per_mm


def items(driver: Driver) -> Iterator[QQuickItem]:
    """Every item that is drawn, on this part of the page or further down."""
    waiting = [driver.window.rootObject()]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting += item.childItems()


def of_kind(driver: Driver, kind: str) -> list[QQuickItem]:
    """The drawn items of one of Qt's own kinds, or made from it."""
    return [item for item in items(driver) if item.inherits(kind)]


def rect(item: QQuickItem) -> QRectF:
    """Where an item is in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ancestors(item: QQuickItem) -> Iterator[QQuickItem]:
    """What an item stands in, from the inside out."""
    parent = item.parentItem()
    while parent is not None:
        yield parent
        parent = parent.parentItem()


def number(item: QQuickItem, name: str) -> float:
    """A property of an item that is a number."""
    return float(item.property(name))


def scroller(driver: Driver) -> QQuickItem | None:
    """The part of the screen that scrolls, if there is one."""
    return next(iter(of_kind(driver, "QQuickFlickable")), None)


def read_to(driver: Driver) -> float:
    """How far down the page is read."""
    view = scroller(driver)
    return number(view, "contentY") if view else 0.0


def asked(item: QQuickItem, enum: str) -> int:
    """A property that is one of QML's own enums, which Python has no word for."""
    question = QQmlExpression(QQmlEngine.contextForObject(item), item, f"{enum} + 0")
    answer: Any = question.evaluate()
    return int(answer[0] if isinstance(answer, tuple) else answer)


def ink_place(text: QQuickItem) -> QRectF:
    """Where the letters of a text are: inside its item, by its own reckoning."""
    wide, high = number(text, "contentWidth"), number(text, "contentHeight")
    left = 0.0
    alignment = asked(text, "effectiveHorizontalAlignment")
    if alignment & 4:
        left = (text.width() - wide) / 2
    elif alignment & 2:
        left = text.width() - wide
    top = 0.0
    if asked(text, "verticalAlignment") & 128:
        top = (text.height() - high) / 2
    return text.mapRectToScene(QRectF(QPointF(left, top), QPointF(left + wide, top + high)))


# -- the picture -------------------------------------------------------------------------------


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(pixel: int) -> float:
    """WCAG's relative luminance of a colour."""
    red, green, blue = (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255
    parts = (_linear(part / 255) for part in (red, green, blue))
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: int, other: int) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True)
class Inks:
    """The background of a part of a picture, and the colour furthest from it."""

    ground: int
    ink: int

    @property
    def contrast(self) -> float:
        """How well the one stands out from the other."""
        return contrast(self.ground, self.ink)

    def __str__(self) -> str:
        names = (QColor.fromRgb(colour).name() for colour in (self.ground, self.ink))
        return f"{' on '.join(reversed(list(names)))} = {self.contrast:.2f}"


def colours(picture: QImage, where: QRectF, step: int = 1) -> Counter[int]:
    """How often each colour is found in a part of a picture."""
    rect = where.toAlignedRect().intersected(picture.rect())
    part = picture.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    words = memoryview(part.constBits()).cast("I")
    wide = part.bytesPerLine() // 4
    found: Counter[int] = Counter()
    for row in range(0, part.height(), step):
        found.update(words[row * wide : row * wide + part.width()])
    return found


def inks(picture: QImage, where: QRectF) -> Inks:
    """The background and the ink of a part of a picture."""
    found = colours(picture, where)
    ground = found.most_common(1)[0][0]
    return Inks(ground, max(found, key=lambda pixel: contrast(pixel, ground)))


def alike(seen: QImage, expected: QImage) -> bool:
    """Whether two pictures are of the same screen: letters may be smoothed differently."""
    if seen.isNull() or seen.size() != expected.size():
        return False
    pairs = list(zip(_coarse(seen), _coarse(expected), strict=True))
    different = sum(1 for one, other in pairs if abs(one - other) > _DIFFERENT)
    return different <= int(_MOST_DIFFERENT * len(pairs))


def _coarse(picture: QImage) -> bytes:
    """A picture's greys, a few for each letter."""
    size = picture.size() / _COARSE
    size.setWidth(size.width() // 4 * 4)  # so that no line is filled up
    smooth = Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(size, mode=smooth).convertToFormat(QImage.Format.Format_Grayscale8)
    # The bytes are the picture's own: it has to have a name until they have been copied.
    return bytes(small.constBits())
