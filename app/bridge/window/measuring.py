"""A window to measure a screen with: an outline as large as a bank card is to be."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRasterWindow

CARD_MM = (85.6, 53.98)
"""A bank card (ISO/IEC 7810, ID-1)."""

FIRST_MM = 531.0
FEWEST_PIXELS = 60
STEP, LEAP = 1, 10
TEXT = (
    "Hold a bank card against the glass, its left edge and its top on the outline's.\n"
    "Move the right edge to the card's with the buttons, or with the arrow keys.\n"
    "Then press Done, or Enter. Escape gives up."
)
_INK, _PAPER, _ACCENT = QColor("#22262b"), QColor("#ffffff"), QColor("#0f4c5c")
_KEYS = {
    Qt.Key.Key_Minus: -STEP,
    Qt.Key.Key_Left: -STEP,
    Qt.Key.Key_Plus: STEP,
    Qt.Key.Key_Right: STEP,
    Qt.Key.Key_Down: -LEAP,
    Qt.Key.Key_Up: LEAP,
}
_BUTTONS = {"-10": -LEAP, "-": -STEP, "+": STEP, "+10": LEAP}


class MeasuringWindow(QRasterWindow):
    """Draws the outline; the card's edge is moved with buttons or keys."""

    measured = Signal(float)
    """The screen's width in mm; 0 where it was given up."""

    def __init__(self) -> None:
        super().__init__()
        self.setTitle("Clinic Kiosk: measure the screen")
        self._card = 0

    @property
    def card(self) -> int:
        """How many pixels the card is taken to be wide."""
        guess = max(self.width(), self.height()) * CARD_MM[0] / FIRST_MM
        return self._card or round(guess)

    @property
    def width_mm(self) -> float:
        """How wide the window is, if the outline is as large as the card."""
        return self.width() * CARD_MM[0] / self.card

    def move_edge(self, pixels: int) -> None:
        """Make the outline wider or narrower."""
        most = self.width() - 2 * round(self._outline().left())
        self._card = max(FEWEST_PIXELS, min(self.card + pixels, most))
        self.update()

    # -- where things are -----------------------------------------------------------------------

    def _unit(self) -> float:
        return min(self.width(), self.height()) / 100

    def _outline(self) -> QRectF:
        unit = self._unit()
        return QRectF(4 * unit, 24 * unit, self.card, self.card * CARD_MM[1] / CARD_MM[0])

    def buttons(self) -> dict[str, QRectF]:
        """The buttons by what stands on them."""
        unit = self._unit()
        places = (("-10", 4, 16), ("-", 23, 13), ("+", 39, 13), ("+10", 55, 16), ("Done", 74, 22))
        top = self.height() - 18 * unit
        return {name: QRectF(x * unit, top, width * unit, 14 * unit) for name, x, width in places}

    # -- what is drawn and done -----------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline, what to do, and the buttons."""
        unit = self._unit()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), _PAPER)
        font = painter.font()
        font.setPixelSize(max(10, round(3.4 * unit)))
        painter.setFont(font)
        painter.setPen(_INK)
        words = QRectF(4 * unit, 3 * unit, self.width() - 8 * unit, 20 * unit)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, TEXT)
        # The line stands outside: the card covers what is inside.
        pen = QPen(_ACCENT, 2)
        painter.setPen(pen)
        painter.drawRect(self._outline().adjusted(-1, -1, 1, 1))
        painter.drawText(self._outline(), Qt.AlignmentFlag.AlignCenter, f"{self.width_mm:.1f} mm")
        font.setPixelSize(max(12, round(6 * unit)))
        painter.setFont(font)
        for name, place in self.buttons().items():
            painter.fillRect(place, _ACCENT)
            painter.setPen(_PAPER)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and signs move the edge; Enter ends, Escape gives up."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.move_edge(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.measured.emit(self.width_mm)
        elif key == Qt.Key.Key_Escape:
            self.measured.emit(0.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a button; a finger on the glass comes as a mouse, too."""
        at = QPointF(event.position())
        pressed = next((name for name, place in self.buttons().items() if place.contains(at)), "")
        if pressed == "Done":
            self.measured.emit(self.width_mm)
        elif pressed:
            self.move_edge(_BUTTONS[pressed])
