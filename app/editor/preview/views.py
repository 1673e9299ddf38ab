"""What the preview draws: a screen scaled down as a whole, and pages of paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_FRAME = 1
_NOTHING_YET = "Choose a page to see it here."


class ScreenView(QWidget):
    """The picture of a screen, as large as there is room, and where on it a mouse clicks."""

    clicked = Signal(QPointF)
    rolled = Signal(QPointF, QWheelEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._scaled = QImage()
        self._pressed = False
        self.setMinimumSize(240, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QImage) -> None:
        """Put this picture in the place of the one before; an empty one shows nothing."""
        self._picture = picture
        self._scaled = QImage()
        self.update()

    def picture(self) -> QImage:
        """The picture as it is, not scaled."""
        return self._picture

    def sizeHint(self) -> QSize:
        """Wide enough to be read."""
        return QSize(480, 480)

    def picture_rect(self) -> QRectF:
        """Where in the widget the picture stands."""
        room = self.rect().adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
        if self._picture.isNull() or room.isEmpty():
            return QRectF()
        size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, _FRAME, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in a thin frame."""
        area = self.picture_rect()
        if area.isEmpty():
            painter = QPainter(self)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _NOTHING_YET)
            painter.end()
            return
        ratio = self.devicePixelRatioF()
        size = (area.size() * ratio).toSize()
        if self._scaled.size() != size:
            self._scaled = self._picture.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter = QPainter(self)
        painter.drawImage(area, self._scaled)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _on_screen(self, at: QPointF) -> QPointF | None:
        area = self.picture_rect()
        if not area.contains(at):
            return None
        return (at - area.topLeft()) * (self._picture.width() / area.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click counts on release."""
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where on the screen it was clicked."""
        at = self._on_screen(event.position())
        if self._pressed and at is not None:
            self.clicked.emit(at)
        self._pressed = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Tell where on the screen the wheel was turned."""
        if (at := self._on_screen(event.position())) is not None:
            self.rolled.emit(at, event)
            event.accept()


class PaperView(QScrollArea):
    """Pages below one another, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QImage] = []
        self._labels: list[QLabel] = []
        sheet = QWidget(self)
        self._column = QVBoxLayout(sheet)
        self._column.addStretch()
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def pages(self) -> int:
        """How many pages are on show."""
        return len(self._pages)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Put these pages, each a PNG, in the place of those before; how far one read stays."""
        at = self.verticalScrollBar().value()
        self._pages = [QImage.fromData(page) for page in pages]
        while len(self._labels) > len(self._pages):
            self._labels.pop().deleteLater()
        while len(self._labels) < len(self._pages):
            label = QLabel(self)
            label.setAccessibleName(f"Page {len(self._labels) + 1} of the handout")
            label.setFrameShape(QLabel.Shape.Box)
            self._column.insertWidget(len(self._labels), label)
            self._labels.append(label)
        self._fit()
        self.verticalScrollBar().setValue(at)

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        width = self.viewport().width() - margins.left() - margins.right() - 2
        ratio = self.devicePixelRatioF()
        for label, page in zip(self._labels, self._pages, strict=True):
            smooth = Qt.TransformationMode.SmoothTransformation
            wide = min(round(width * ratio), page.width())
            scaled = page.scaledToWidth(max(1, wide), smooth)
            scaled.setDevicePixelRatio(ratio)
            label.setPixmap(QPixmap.fromImage(scaled))
            label.setFixedSize(label.sizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()
