"""How the library on show looks: its accent, the drawing of the first screen, its logo."""

from __future__ import annotations

import zlib
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from app.domain.library.appearance import USUAL

if TYPE_CHECKING:
    from app.domain.library.markup import PictureUse
    from app.domain.ports import Library

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class LibraryPicture(QObject):
    """A picture of the library itself: where it comes from, what it shows, width to height."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._alt, self._ratio = "", "", 1.0

    def show(self, library: Library | None, use: PictureUse | None) -> None:
        """Show a picture; nothing where it is not there to the letter."""
        found = library.picture(use.digest) if library and use else None
        self._source = f"image://picture/{found.digest}" if found else ""
        self._alt = use.alt if found and use else ""
        self._ratio = found.width / found.height if found else 1.0
        self.changed.emit()

    source = Property(str, attrgetter("_source"), notify=changed)
    alt = Property(str, attrgetter("_alt"), notify=changed)
    ratio = Property(float, attrgetter("_ratio"), notify=changed)


@QmlElement
class LibraryAppearance(QObject):
    """What the library on show chose; "" is the usual accent."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = USUAL
        self._drawing = LibraryPicture(self)
        self._logo = LibraryPicture(self)

    def show(self, library: Library | None) -> None:
        """Look as a library does."""
        self._shown = library.info().appearance if library else USUAL
        self._drawing.show(library, self._shown.drawing)
        self._logo.show(library, self._shown.logo)
        self.changed.emit()

    def _icons_digest(self) -> str:
        """What an icon's address ends with: no cache then shows another edition's."""
        own = "".join(f"{name} {digest} " for name, digest in self._shown.icons)
        return f"{zlib.crc32(own.encode()):08x}" if own else ""

    accent = Property(str, attrgetter("_shown.accent"), notify=changed)

    icons = Property(str, _icons_digest, notify=changed)
    drawing = Property(LibraryPicture, attrgetter("_drawing"), constant=True)
    logo = Property(LibraryPicture, attrgetter("_logo"), constant=True)
