"""The line icons of the project, in the colour that the palette writes in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parents[3] / "resources" / "icons"

_SIZES = (16, 24, 32, 48)


def icon(name: str) -> QIcon:
    """An icon by its name; one that is not there is empty."""
    palette = QGuiApplication.palette()
    return _icon(
        name,
        palette.color(QPalette.ColorRole.WindowText).name(),
        palette.color(QPalette.ColorRole.HighlightedText).name(),
        palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name(),
    )


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, chosen: str, disabled: str) -> QIcon:
    file = FOLDER / f"{name}.svg"
    made = QIcon()
    if not file.is_file():
        return made
    svg = file.read_text(encoding="utf-8")
    for size in _SIZES:
        made.addPixmap(_drawn(svg, size, colour))
        made.addPixmap(_drawn(svg, size, chosen), QIcon.Mode.Selected)
        made.addPixmap(_drawn(svg, size, disabled), QIcon.Mode.Disabled)
    return made


def _drawn(svg: str, size: int, colour: str) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


def names() -> tuple[str, ...]:
    """The names of all icons."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))
