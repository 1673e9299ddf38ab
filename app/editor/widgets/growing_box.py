"""A box of text that is as high as what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy

# The two kinds of box are two classes of Qt's, and a class of Python's goes before either.
if TYPE_CHECKING:
    _Box = QAbstractScrollArea
else:
    _Box = object


class GrowingBox(_Box):
    """Goes before QTextEdit or QPlainTextEdit; `text_height` is for each kind to say."""

    def text_height(self) -> int:
        """How high the text is shown, with Qt's own margin round it."""
        raise NotImplementedError

    def grow_with(self, document: QTextDocument) -> None:
        """Be as high as a document from now on."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document.documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self) -> None:
        self.updateGeometry()

    def _height(self) -> int:
        margins = self.contentsMargins()
        around = 2 * self.frameWidth() + self.fontMetrics().lineSpacing() // 3
        return self.text_height() + around + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        self._grow()
