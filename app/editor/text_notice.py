"""What there is to know of the text that is open, and to decide, above its fields."""

from __future__ import annotations

from functools import partial

from app.content.items.item import Content
from app.domain.governance.governance import ItemKey
from app.editor.document.document import LibraryDocument
from app.editor.widgets.notice_bar import NoticeBar


class TextNotice:
    """A notice belongs to its text: it is there each time the text is opened, until decided."""

    def __init__(self, document: LibraryDocument, bar: NoticeBar) -> None:
        self._document, self._bar = document, bar

    def show(self, key: ItemKey) -> None:
        """Say that another program wrote it too, or that something typed in it is not saved."""
        if (other := self._document.conflict(key)) is not None:
            self._bar.show_message(
                "Another program changed this text while you were typing in it.",
                [
                    ("Take the other text", partial(self._use_other, other)),
                    ("Keep mine", partial(self._use_mine, key)),
                ],
            )
        elif not self._document.is_saved(key):
            self._bar.show_message(
                "Something was typed here and is not saved yet.",
                [("Throw it away", partial(self._throw_away, key))],
            )

    def show_conflict(self) -> None:
        """Ask whose words count, if another program has just changed the text that is open."""
        key = self._document.key
        if key is not None and self._document.conflict(key) is not None:
            self.show(key)

    def follow(self, content: Content) -> None:
        """What is as it is saved needs no notice."""
        if self._document.is_saved(content.key):
            self._bar.close_bar()

    def _use_other(self, other: Content) -> None:
        self._document.change(other, "", "Take the other text")
        self._use_mine(other.key)

    def _use_mine(self, key: ItemKey) -> None:
        self._document.dismiss_conflict(key)
        self._bar.close_bar()

    def _throw_away(self, key: ItemKey) -> None:
        self._bar.close_bar()
        self._document.revert(key)
