"""The pictures of a library as QML is given them: no larger than asked, and only what is there."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QSize

from app.bridge.window.pictures import LibraryPictures
from app.domain.errors import ContentCode, ContentError
from app.domain.library.markup import Picture
from tests.bridge.doubles import MemoryLibrary
from tests.pictures import png

DATA = png(300, 200)
DIGEST = hashlib.sha256(DATA).hexdigest()


class Pictured(MemoryLibrary):
    """A library with one picture."""

    def picture(self, digest: str) -> Picture | None:
        self._read()
        shown = Picture(DIGEST, "image/png", 300, 200, DATA)
        return shown if digest == DIGEST else None


def asked(pictures: LibraryPictures, digest: str, width: int) -> tuple[int, int]:
    image = pictures.requestImage(digest, QSize(), QSize(width, 0))
    return image.width(), image.height()


def test_a_picture_comes_at_the_width_that_was_asked_for_and_never_larger() -> None:
    pictures = LibraryPictures(lambda: Pictured(1))
    assert asked(pictures, DIGEST, 150) == (150, 100)
    assert asked(pictures, DIGEST, 0) == (300, 200)
    assert asked(pictures, DIGEST, 900) == (300, 200)
    image = pictures.requestImage(DIGEST, QSize(), QSize(30, 0))
    colour = image.pixelColor(10, 10)
    assert (colour.red(), colour.green(), colour.blue()) == (200, 30, 30)


def test_what_is_not_there_is_no_picture() -> None:
    assert asked(LibraryPictures(lambda: Pictured(1)), "0" * 64, 150) == (0, 0)
    assert asked(LibraryPictures(lambda: None), DIGEST, 150) == (0, 0)


def test_a_damaged_library_gives_no_picture() -> None:
    library = Pictured(1)
    library.failing = ContentError(ContentCode.DAMAGED, "Torn.", "Replace it.")
    assert asked(LibraryPictures(lambda: library), DIGEST, 150) == (0, 0)
