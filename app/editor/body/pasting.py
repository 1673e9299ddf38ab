"""What is pasted into a page's text: long things are read beside the window, and losses told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from app.domain.progress import CancelledError
from app.editor.body.body_box import COMMONMARK, BodyBox
from app.editor.widgets.waiting import wait_for

if TYPE_CHECKING:
    from app.content.importing.pages.html import Pasted

MOST_PASTED = 40_000
"""Letters that are pasted at once: twice what a page may have."""

_READER = "app.content.importing.pages.html"


class PasteBox(BodyBox):
    """A page's text, with what comes from other programs."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, from wherever."""
        return source.hasText() or source.hasHtml() or source.hasFormat(COMMONMARK)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: what comes with HTML keeps its headings and lists, and loses the rest."""
        self.left.emit()  # undone by itself
        if source.hasFormat(COMMONMARK):
            own = bytes(source.data(COMMONMARK).data()).decode(errors="replace")
            self._insert(own, "", has_marks=True)
            return
        words, left_out, has_marks = source.text(), "", False
        if source.hasHtml():
            from app.content.importing.errors import ImportingError  # noqa: PLC0415 - seldom needed

            try:
                pasted = self._read_html(source.html())
                words, left_out = pasted.body, " ".join(str(one) for one in pasted.warnings)
                has_marks = True
            except ImportingError as error:
                left_out = f"{error.problem} {error.hint} It was pasted as plain words."
            except CancelledError:
                return
        self._insert(words, left_out, has_marks=has_marks)

    def _insert(self, words: str, left_out: str, *, has_marks: bool) -> None:
        if len(words) > MOST_PASTED:
            # The box would be held, and nobody could see what is missing of a part.
            self.pasted.emit(
                f"This is {len(words):,} letters; {MOST_PASTED:,} are the most, and nothing was "
                "pasted. Paste a part of it at a time."
            )
            return
        if has_marks:
            self.insert_commonmark(words)
        else:
            self.insert_plain(words)
        self.pasted.emit(f"Pasted. {left_out}" if left_out else "")

    def _read_html(self, html: str) -> Pasted:
        """What HTML says. The window would be held by what is long, and by loading the reader."""
        from app.content.importing.limits import is_short  # noqa: PLC0415

        if not is_short(html) or _READER not in sys.modules:
            return self._paste_beside(html)
        from app.content.importing.pages.html import paste  # noqa: PLC0415 - it is loaded

        return paste(html)

    def _paste_beside(self, html: str) -> Pasted:
        """Read what may take long in a process of its own, with a way to cancel."""
        from app.content.importing.reading import ReadingProcess  # noqa: PLC0415

        reader = ReadingProcess()

        def work() -> Pasted:
            with reader:
                return reader.paste(html)

        found: Pasted = wait_for(work, "Reading what was copied…", reader.stop, self)
        return found
