"""An office PC for the staff's editor: its colours, its screen and the size of its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

_DARK = {
    QPalette.ColorRole.Window: "#353535",
    QPalette.ColorRole.WindowText: "#ffffff",
    QPalette.ColorRole.Base: "#232323",
    QPalette.ColorRole.AlternateBase: "#2d2d2d",
    QPalette.ColorRole.ToolTipBase: "#2d2d2d",
    QPalette.ColorRole.ToolTipText: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#9a9a9a",
    QPalette.ColorRole.Text: "#ffffff",
    QPalette.ColorRole.Button: "#353535",
    QPalette.ColorRole.ButtonText: "#ffffff",
    QPalette.ColorRole.Link: "#6cb2f7",
    QPalette.ColorRole.Highlight: "#2a82da",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Light: "#5a5a5a",
    QPalette.ColorRole.Midlight: "#464646",
    QPalette.ColorRole.Mid: "#282828",
    QPalette.ColorRole.Dark: "#1e1e1e",
    QPalette.ColorRole.Shadow: "#000000",
}
_GREYED = QColor("#7f7f7f")
_WRITTEN = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)
_FRAME = QColor("#1f4e79")
_APART = 28


@dataclass(frozen=True)
class Office:
    """How the desktop looks. `points` is the size of its words; 0 leaves the machine's own."""

    size: tuple[int, int] = (1360, 820)
    is_dark: bool = False
    points: float = 0

    @property
    def name(self) -> str:
        """A name for its folder."""
        width, height = self.size
        words = f"-{self.points:g}pt" if self.points else ""
        return f"{width}x{height}-{'dark' if self.is_dark else 'light'}{words}"

    @contextmanager
    def dressed(self) -> Iterator[None]:
        """The application looks so while this lasts."""
        palette, font = QApplication.palette(), _font()
        if self.is_dark:
            QApplication.setPalette(_dark())
        if self.points:
            larger = _font()
            larger.setPointSizeF(self.points)
            QApplication.setFont(larger, "QWidget")  # type: ignore[arg-type] # PySide6 takes a str
        try:
            yield
        finally:
            QApplication.setPalette(palette)
            QApplication.setFont(font, "QWidget")  # type: ignore[arg-type]


OFFICES = (
    Office(),
    Office(is_dark=True),
    Office((1280, 720)),
    Office((1280, 720), points=14),
    Office((1280, 720), is_dark=True, points=14),
)
"""What the editor is looked at in: a usual screen, a small one, and one with larger words."""


def _font() -> QFont:
    return QApplication.font("QWidget")  # type: ignore[call-overload,no-any-return] # as below


def _dark() -> QPalette:
    palette = QPalette()
    for role, colour in _DARK.items():
        palette.setColor(role, QColor(colour))
    for role in _WRITTEN:
        palette.setColor(QPalette.ColorGroup.Disabled, role, _GREYED)
    return palette


def pictured(window: QWidget) -> QImage:
    """A window with the dialogs and menus that stand over it, as the desktop would show them."""
    image = window.grab().toImage()
    painter = QPainter(image)
    above = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    dialogs = [w for w in above if isinstance(w, QDialog)]
    dialogs.sort(key=_depth)
    for number, dialog in enumerate(dialogs):
        place = QRect(QPoint(), dialog.size())
        place.moveCenter(image.rect().center() + QPoint(0, number * _APART))
        place.moveTop(max(place.top(), _APART))
        _frame(painter, dialog, place)
        dialog.render(painter, place.topLeft())
    for menu in (w for w in above if isinstance(w, QMenu)):
        menu.render(painter, menu.pos() - window.mapToGlobal(QPoint()))
    painter.end()
    return image


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)


def _frame(painter: QPainter, dialog: QWidget, place: QRect) -> None:
    """What the desktop draws around a dialog, with its title."""
    painter.fillRect(place.adjusted(-2, -_APART, 2, 2), _FRAME)
    painter.setPen(QColor(Qt.GlobalColor.white))
    bar = QRect(place.topLeft() - QPoint(-6, _APART), QSize(place.width() - 12, _APART))
    painter.drawText(bar, Qt.AlignmentFlag.AlignVCenter, dialog.windowTitle())
