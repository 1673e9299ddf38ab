"""The pictures QML asks for by name: icons in a colour, and the pages of a handout."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider


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
        drawing = QBuffer()
        drawing.setData(svg)
        reader = QImageReader(drawing, QByteArray(b"svg"))
        reader.setScaledSize(QSize(side, side))
        return reader.read()


class HandoutPictures(QQuickImageProvider):
    """`image://handout/PAGE/REVISION`: a page of the handout on show, and only of that one."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._pages: tuple[QImage, ...] = ()

    def show(self, pages: tuple[bytes, ...]) -> None:
        """Put these PNG pages in place of those before."""
        self._pages = tuple(QImage.fromData(page) for page in pages)

    def requestImage(  # noqa: N802 - Qt's name
        self, name: str, size: QSize, requested: QSize
    ) -> QImage:
        """The page, at the width that was asked for."""
        number = int(name.partition("/")[0])
        if number >= len(self._pages):
            return QImage()
        page = self._pages[number]
        if requested.width() > 0:
            from PySide6.QtCore import Qt  # noqa: PLC0415 - slow to load; the first screen has none

            smooth = Qt.TransformationMode.SmoothTransformation
            return page.scaledToWidth(requested.width(), smooth)
        return page
