"""The pictures QML asks for by name: icons in a colour, and the pages of a handout."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer


class IconPictures(QQuickImageProvider):
    """`image://icon/NAME/RRGGBB`: a line icon in a colour."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(  # noqa: N802 - Qt's name
        self, name: str, size: QSize, requested: QSize
    ) -> QImage:
        """Draw the icon; a name without a file is drawn as a page of text."""
        icon, _, colour = name.partition("/")
        file = self._folder / f"{Path(icon).name}.svg"
        if not file.is_file():
            file = self._folder / "file-text.svg"
        svg = file.read_bytes().replace(b"currentColor", b"#" + colour.encode())
        side = max(1, requested.width(), requested.height())
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg)).render(painter)
        painter.end()
        return image


class HandoutPictures(QQuickImageProvider):
    """`image://handout/PAGE/REVISION`: a page of the handout on show, and only of that one."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._pages: tuple[QImage, ...] = ()

    def show(self, pages: tuple[bytes, ...]) -> None:
        """Put these PNG pages in place of those before."""
        self._pages = tuple(QImage.fromData(QByteArray(page), "PNG") for page in pages)

    def requestImage(  # noqa: N802 - Qt's name
        self, name: str, size: QSize, requested: QSize
    ) -> QImage:
        """The page, at the width that was asked for."""
        number = int(name.partition("/")[0])
        if number >= len(self._pages):
            return QImage()
        page = self._pages[number]
        if requested.width() > 0:
            smooth = Qt.TransformationMode.SmoothTransformation
            return page.scaledToWidth(requested.width(), smooth)
        return page
