"""The pictures of a library as QML is given them: no larger than asked, and only what is there."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from PySide6.QtCore import QSize

from app import paths
from app.bridge.window.pictures import IconPictures, LibraryPictures
from app.domain.errors import ContentCode, ContentError
from app.domain.library.appearance import Appearance
from app.domain.library.library import LibraryInfo
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


class WithIcon(Pictured):
    """A library with an icon of its own, twice as wide as it is high, in red."""

    def info(self) -> LibraryInfo:
        return replace(super().info(), appearance=Appearance(icons=(("lungs", DIGEST),)))


def test_an_icon_of_the_librarys_own_takes_the_colour_of_its_card() -> None:
    icons = IconPictures(paths.ICONS, lambda: WithIcon(1))
    drawn = icons.requestImage("lungs/0f4c5c", QSize(), QSize(60, 60))
    assert (drawn.width(), drawn.height()) == (60, 60)
    middle = drawn.pixelColor(30, 30)
    assert abs(middle.red() - 0x0F) + abs(middle.blue() - 0x5C) <= 2
    assert middle.alpha() > 100
    assert drawn.pixelColor(30, 2).alpha() == 0
    assert icons.requestImage("dna/0f4c5c", QSize(), QSize(60, 60)).width() == 60


def test_an_icon_that_is_not_there_is_a_page_of_text() -> None:
    icons = IconPictures(paths.ICONS, lambda: Pictured(1))
    size = QSize(60, 60)
    assert icons.requestImage("lungs/0f4c5c", QSize(), size) == icons.requestImage(
        "file-text/0f4c5c", QSize(), size
    )
