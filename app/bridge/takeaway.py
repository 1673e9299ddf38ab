"""The summary to take away: made off the screen's thread, held in memory, gone with the session."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QThreadPool, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pictures import HandoutPictures
from app.domain.ports import Handout, HandoutMaker

if TYPE_CHECKING:
    from app.domain.summary import Summary

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PREVIEW_PIXELS_PER_INCH = 96
_log = logging.getLogger(__name__)


@QmlElement
class TakeawayScreen(QObject):
    """The handout of what the family was reading: its pages, their number, and how it goes."""

    changed = Signal()
    made = Signal(int, object, object)

    def __init__(
        self,
        maker: Callable[[], HandoutMaker],
        pictures: HandoutPictures,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._new_maker = maker
        self._the_maker: HandoutMaker | None = None
        self._pictures = pictures
        self._summary: Summary | None = None
        self._handout: Handout | None = None
        self._large = False
        self._failed = False
        self._order = 0
        self._made_one = False
        self._pool = QThreadPool(self, maxThreadCount=1)
        self.made.connect(self._take)

    @property
    def handout(self) -> Handout | None:
        """The handout on show, once it is ready."""
        return self._handout

    def show(self, summary: Summary) -> None:
        """Make the handout of this summary, and show it when it is ready."""
        self._summary = summary
        self._make()

    def wipe(self) -> None:
        """Forget the handout; one that is still being made is thrown away when it comes."""
        self._order += 1
        self._summary = self._handout = None
        self._large = self._failed = False
        self._pictures.show(())
        self.changed.emit()
        self.forget()

    def _maker(self) -> HandoutMaker:
        """The maker, made when it is first asked for; only the one worker thread asks."""
        if self._the_maker is None:
            self._the_maker = self._new_maker()
        return self._the_maker

    def warm(self) -> None:
        """Get ready for the first handout, off the screen's thread."""
        self._pool.start(lambda: self._maker().warm())

    def forget(self) -> None:
        """Nobody looks at the handout any more: what laid it out may not keep its words."""
        if self._made_one:
            self._made_one = False
            self._pool.start(lambda: self._maker().forget())

    @Slot(bool)
    def set_large(self, large: bool) -> None:
        """Choose standard or large print."""
        if large != self._large and self._summary is not None:
            self._large = large
            self._make()

    def _make(self) -> None:
        self._order += 1
        self._handout = None
        self._failed = False
        self._pictures.show(())
        self.changed.emit()
        order, summary, large = self._order, self._summary, self._large
        if summary is None:
            return

        self._made_one = True

        def work() -> None:
            handout: Handout | None
            pages: Sequence[bytes]
            try:
                handout = self._maker().make(summary, large=large)
                pages = self._maker().pictures(
                    summary, large=large, pixels_per_inch=PREVIEW_PIXELS_PER_INCH
                )
            except Exception as error:  # of whatever kind: the family must not wait for ever
                # Only the kind of error: its words could hold what a family did.
                _log.error("A handout could not be made (%s).", type(error).__name__)
                handout, pages = None, ()
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self.made.emit(order, handout, tuple(pages))

        self._pool.start(work)

    @Slot(int, object, object)
    def _take(self, order: int, handout: Handout | None, pages: tuple[bytes, ...]) -> None:
        if order != self._order:
            return
        self._handout = handout
        self._failed = handout is None
        self._pictures.show(pages)
        self.changed.emit()

    def _get_title(self) -> str:
        return self._summary.title if self._summary else ""

    def _get_pages(self) -> int:
        return self._handout.pages if self._handout else 0

    def _get_large(self) -> bool:
        return self._large

    def _get_failed(self) -> bool:
        return self._failed

    def _get_revision(self) -> int:
        return self._order

    title = Property(str, _get_title, notify=changed)
    pages = Property(int, _get_pages, notify=changed)
    large = Property(bool, _get_large, notify=changed)
    failed = Property(bool, _get_failed, notify=changed)
    revision = Property(int, _get_revision, notify=changed)
