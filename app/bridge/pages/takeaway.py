"""The family's summary: made off the screen's thread, held in memory, gone with the session."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QThreadPool, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.records import RecordModel
from app.bridge.window.pictures import HandoutPictures
from app.domain.handout.handout_ports import QUIET, Handout, HandoutMaker, PhoneCode

if TYPE_CHECKING:
    from app.domain.handout.summary import Document

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PREVIEW_PIXELS_PER_INCH = 96
_log = logging.getLogger(__name__)


CODE_ROLES = ("content", "shows", "kind", "squares", "questions", "ofQuestions")


@QmlElement
class TakeawayScreen(QObject):
    """The handout of what the family was reading: its pages, their number, and how it goes."""

    changed = Signal()
    made = Signal(int, object, object, object)
    counted = Signal(int)
    _pages_counted = Signal(int, int)

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
        self._document: Document | None = None
        self._codes = RecordModel(CODE_ROLES, self)
        self._handout: Handout | None = None
        self._large = False
        self._failed = False
        self._order = self._count_order = 0
        self._made_one = False
        self._pool = QThreadPool(self, maxThreadCount=1)
        self.made.connect(self._received)
        self._pages_counted.connect(self._page_count_received)

    @property
    def handout(self) -> Handout | None:
        """The handout on show, once it is ready."""
        return self._handout

    def show(self, document: Document | None) -> None:
        """Make the handout of this, and show it when it is ready; None shows nothing."""
        if document is None or document != self._document or self._failed:
            self._document = document
            self._make()

    def count(self, document: Document | None) -> None:
        """Count the pages of paper that this would take in standard print, and tell of it."""
        self._count_order += 1
        order = self._count_order
        if document is None:
            return
        self._made_one = True

        def work() -> None:
            if order != self._count_order:
                return  # the family was quicker
            try:
                pages = self._maker().make(document).pages
            except Exception as error:  # the family is told when they ask for the handout itself
                _log.error("A handout could not be made (%s).", type(error).__name__)
                return
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self._pages_counted.emit(order, pages)

        self._pool.start(work)

    def wipe(self) -> None:
        """Forget the handout; one that is still being made is thrown away when it comes."""
        self._order += 1
        self._document = self._handout = None
        self._large = self._failed = False
        self._show_pictures((), ())
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

    def close(self) -> None:
        """See the worker out: the kiosk closes."""
        self._pool.waitForDone()

    def forget(self) -> None:
        """Nobody looks at the handout any more: what laid it out may not keep its words."""
        if self._made_one:
            self._made_one = False
            self._pool.start(lambda: self._maker().forget())

    @Slot(bool)
    def set_large(self, large: bool) -> None:
        """Choose standard or large print."""
        if large != self._large and self._document is not None:
            self._large = large
            self._make()

    def _make(self) -> None:
        self._order += 1
        self._handout = None
        self._failed = False
        self._show_pictures((), ())
        self.changed.emit()
        order, document, large = self._order, self._document, self._large
        if document is None:
            return

        self._made_one = True

        def work() -> None:
            handout: Handout | None
            pages: Sequence[bytes]
            codes: Sequence[PhoneCode]
            try:
                handout = self._maker().make(document, large=large)
                pages = self._maker().pictures(
                    document, large=large, pixels_per_inch=PREVIEW_PIXELS_PER_INCH
                )
                codes = self._maker().phone_codes(document)
            except Exception as error:  # of whatever kind: the family must not wait for ever
                # Only the kind of error: its words could hold what a family did.
                _log.error("A handout could not be made (%s).", type(error).__name__)
                handout, pages, codes = None, (), ()
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self.made.emit(order, handout, tuple(pages), tuple(codes))

        self._pool.start(work)

    @Slot(int, object, object, object)
    def _received(
        self,
        order: int,
        handout: Handout | None,
        pages: tuple[bytes, ...],
        codes: tuple[PhoneCode, ...],
    ) -> None:
        if order != self._order:
            return
        self._handout = handout
        self._failed = handout is None
        self._show_pictures(pages, codes)
        self.changed.emit()

    @Slot(int, int)
    def _page_count_received(self, order: int, pages: int) -> None:
        if order == self._count_order:
            self.counted.emit(pages)

    def _show_pictures(self, pages: tuple[bytes, ...], codes: tuple[PhoneCode, ...]) -> None:
        self._pictures.show(pages, codes)
        self._codes.show(
            {
                "content": code.text,
                "shows": code.shows,
                "kind": str(code.kind),
                "squares": len(code.rows) + 2 * QUIET,
                "questions": code.questions,
                "ofQuestions": code.of_questions,
            }
            for code in codes
        )

    def _get_title(self) -> str:
        from app.domain.handout.summary import Summary  # noqa: PLC0415 - not for the first screen

        return self._document.title if isinstance(self._document, Summary) else ""

    def _kind(self) -> str:
        from app.domain.handout.summary import Collection, QuestionSheet  # noqa: PLC0415

        kinds = ((Collection, "collection"), (QuestionSheet, "questions"))
        return next((kind for of, kind in kinds if isinstance(self._document, of)), "page")

    def _get_empty(self) -> bool:
        return self._document is None

    def _get_pages(self) -> int:
        return self._handout.pages if self._handout else 0

    empty = Property(bool, _get_empty, notify=changed)
    codes = Property(RecordModel, attrgetter("_codes"), constant=True)
    kind = Property(str, _kind, notify=changed)
    title = Property(str, _get_title, notify=changed)
    pages = Property(int, _get_pages, notify=changed)
    large = Property(bool, attrgetter("_large"), notify=changed)
    failed = Property(bool, attrgetter("_failed"), notify=changed)
    revision = Property(int, attrgetter("_order"), notify=changed)
