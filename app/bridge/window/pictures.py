"""The pictures QML asks for by name: icons in a colour, and the pages of a handout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider

from app.domain.errors import ContentError
from app.domain.handout.handout_ports import QUIET, PhoneCode

if TYPE_CHECKING:
    from app.domain.library.markup import Picture
    from app.domain.ports import Library

_CODE = "code-"


class IconPictures(QQuickImageProvider):
    """`image://icon/NAME/RRGGBB`: a line icon in a colour, ours or one of the library's own.

    What follows the colour, after a third bar, only tells one edition's icons from another's.
    """

    def __init__(self, folder: Path, library: Callable[[], Library | None] = lambda: None) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._library = library

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:
        """Draw the icon; a name without a file is drawn as a page of text."""
        icon, colour = name.split("/")[:2]
        side = max(1, requested.width(), requested.height())
        file = self._folder / f"{Path(icon).name}.svg"
        if not file.is_file():
            if (own := self._own(icon)) is not None:
                return in_one_colour(own, colour, side)
            file = self._folder / "file-text.svg"
        svg = file.read_bytes().replace(b"currentColor", b"#" + colour.encode())
        drawing = QBuffer()
        drawing.setData(svg)
        reader = QImageReader(drawing, QByteArray(b"svg"))
        reader.setScaledSize(QSize(side, side))
        return reader.read()

    def _own(self, icon: str) -> Picture | None:
        library = self._library()
        try:
            digest = dict(library.info().appearance.icons).get(icon) if library else None
            return library.picture(digest) if library and digest else None
        except ContentError:
            return None  # reading the page says what is wrong


def in_one_colour(picture: Picture, colour: str, side: int) -> QImage:
    """A picture as an icon: what is dark in it takes the colour, what is white lets through."""
    data = QBuffer()
    data.setData(picture.data)
    reader = QImageReader(data, QByteArray(picture.media_type.removeprefix("image/").encode()))
    longer = max(picture.width, picture.height)
    width, height = (max(1, round(n * side / longer)) for n in (picture.width, picture.height))
    reader.setScaledSize(QSize(width, height))
    lines = reader.read().convertToFormat(QImage.Format.Format_Grayscale8)
    lines.invertPixels()
    drawn = QImage(width, height, QImage.Format.Format_ARGB32)
    drawn.fill(QColor(f"#{colour}"))
    drawn.setAlphaChannel(lines)
    # It stands in the middle of the square that an icon has.
    return drawn.copy((width - side) // 2, (height - side) // 2, side, side)


def code_picture(code: PhoneCode) -> QImage:
    """A code with its light margin, black on white, a pixel a square."""
    margin = "0" * QUIET
    side = len(code.rows) + 2 * QUIET
    empty = ["0" * side] * QUIET
    rows = [*empty, *(f"{margin}{row}{margin}" for row in code.rows), *empty]
    squares = b"".join(bytes(0 if square == "1" else 255 for square in row) for row in rows)
    # The copy is Qt's own: the first one only borrows the bytes.
    return QImage(squares, side, side, side, QImage.Format.Format_Grayscale8).copy()


class LibraryPictures(QQuickImageProvider):
    """`image://picture/DIGEST`: a picture of the library on show, decoded no larger than asked.

    The library gives nothing but what this program wrote and somebody signed.
    """

    def __init__(self, library: Callable[[], Library | None]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._library = library

    def requestImage(self, digest: str, size: QSize, requested: QSize) -> QImage:
        """The picture at the width that was asked for, or less; nothing where it is not there."""
        library = self._library()
        try:
            found = library.picture(digest) if library else None
        except ContentError:
            found = None  # reading the page says what is wrong
        if found is None:
            return QImage()
        data = QBuffer()
        data.setData(found.data)
        reader = QImageReader(data, QByteArray(found.media_type.removeprefix("image/").encode()))
        width = requested.width()
        if 0 < width < found.width:
            reader.setScaledSize(QSize(width, max(1, round(width * found.height / found.width))))
        return reader.read()


class HandoutPictures(QQuickImageProvider):
    """`image://handout/PAGE/REVISION`: a page of the handout on show, and only of that one.

    `image://handout/code-NUMBER/REVISION` is a code of it for phones, a pixel a square.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._pages: tuple[QImage, ...] = ()
        self._codes: tuple[QImage, ...] = ()

    def show(self, pages: tuple[bytes, ...], codes: tuple[PhoneCode, ...] = ()) -> None:
        """Put these PNG pages, and these codes, in place of those before."""
        self._pages = tuple(QImage.fromData(page) for page in pages)
        self._codes = tuple(code_picture(code) for code in codes)

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:
        """The page, at the width that was asked for."""
        what = name.partition("/")[0]
        kind = self._codes if what.startswith(_CODE) else self._pages
        number = int(what.removeprefix(_CODE))
        if number >= len(kind):
            return QImage()
        page = kind[number]
        if requested.width() > 0:
            from PySide6.QtCore import Qt  # noqa: PLC0415 - slow to load; the first screen has none

            smooth = Qt.TransformationMode.SmoothTransformation
            return page.scaledToWidth(requested.width(), smooth)
        return page
