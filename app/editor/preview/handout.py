"""The handout of the page on show, as it will print: made behind the typing, the newest only."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.handout.handout_ports import HandoutMaker
from app.domain.handout.summary import Document
from app.domain.library.counting import count
from app.editor.preview.choices import Choices
from app.editor.preview.views import PaperView

PIXELS_PER_INCH = 110
_NOTHING = "There is no handout of this yet."
_FAILED = "This handout cannot be made. What you typed is not lost."
_log = logging.getLogger(__name__)


class HandoutPane(QWidget):
    """The pages of one handout, in standard or large print."""

    made = Signal(int, object)

    def __init__(self, maker: Callable[[], HandoutMaker], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new_maker = maker
        self._maker: HandoutMaker | None = None
        self._document: Document | None = None
        self._order = 0
        self._is_busy = False
        self._is_stale = False
        self._pool = QThreadPool(self, maxThreadCount=1)
        self.paper = PaperView(self)
        self.message = QLabel(_NOTHING, self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        row = QHBoxLayout()
        self.sizes = Choices(self, row, "Print", (("Standard print", False), ("Large print", True)))
        self.sizes.buttonClicked.connect(self._again)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.paper, 1)
        self.made.connect(self._show_made)

    def show_document(self, document: Document | None) -> None:
        """Make the handout of this, and show it when it is ready."""
        self._document = document
        self._again()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being made."""
        return not self._is_busy

    def close_down(self) -> None:
        """Make nothing more."""
        self._document = None
        self._pool.waitForDone()

    @Slot()
    def _again(self) -> None:
        self._order += 1
        if self._document is None:
            self._show((), _NOTHING)
        elif self._is_busy:
            self._is_stale = True
        else:
            self._make(self._document)

    def _make(self, document: Document) -> None:
        self._is_busy, self._is_stale = True, False
        order, large = self._order, bool(self.sizes.value())

        def work() -> None:
            pages: Sequence[bytes] | None
            try:
                self._maker = self._maker or self._new_maker()
                pages = self._maker.pictures(document, large=large, pixels_per_inch=PIXELS_PER_INCH)
            except Exception as error:  # of whatever kind: whoever types must not lose a word
                _log.error("A handout could not be made (%s).", type(error).__name__)
                pages = None
            with suppress(RuntimeError):  # raised where the window was closed in the meantime
                self.made.emit(order, pages)

        self._pool.start(work)

    @Slot(int, object)
    def _show_made(self, order: int, pages: Sequence[bytes] | None) -> None:
        self._is_busy = False
        if order == self._order:
            sheets = count(len(pages or ()), "sheet of paper", "sheets of paper")
            self._show(pages or (), sheets if pages else _FAILED)
        elif self._is_stale and self._document is not None:
            self._make(self._document)

    def _show(self, pages: Sequence[bytes], text: str) -> None:
        self.paper.show_pages(pages)
        self.message.setText(text)
