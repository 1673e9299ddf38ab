"""Lists that are brought in: which kind an item is of, and its number."""

from __future__ import annotations

import re
from dataclasses import replace

from bs4 import Tag

from app.content.importing.pages.css import Styles, text_of
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.office_html import ListMarker
from app.domain.library.markup import Block, BlockKind, Run

LABEL = "kiosk-label:"
"""Begins the id of an anchor that says what Word shows before a paragraph."""

_PLAIN_NUMBER = re.compile(r"\W*(\d{1,9})\W*")
_LETTERED = re.compile(r"(?:lower|upper)-(?:alpha|latin|roman)")


class Lists:
    """The lists that are open. A list inside a list has the kind and the numbers of the outer."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._kinds: list[BlockKind] = []
        self._number = 0
        # The list of Word's that the last block belongs to.
        self._word_list: ListMarker | None = None
        self._label = ""
        self._offset = 0

    def begin(self, tag: Tag, style: Styles, last: Block | None, line: int, *, boxed: bool) -> None:
        """Begin a list after the block `last`; `boxed` where it stands in a box."""
        kind = BlockKind.NUMBERED if tag.name == "ol" else BlockKind.BULLET
        if self._kinds:
            self._tally.note(WarningKind.NESTED, line)
        else:
            if boxed:
                self._tally.note(WarningKind.BOXED, line)
            self._number = self._first_number(tag, kind, last, line) - 1
        if kind is BlockKind.NUMBERED and (
            text_of(tag, "type") in tuple("aAiI")
            or _LETTERED.search(style.get("list-style-type", "") + style.get("list-style", ""))
        ):
            self._tally.note(WarningKind.LETTERED, line)
        self._kinds.append(kind)

    def _first_number(self, tag: Tag, kind: BlockKind, last: Block | None, line: int) -> int:
        """The number that a list goes on with where it follows another; else 1."""
        start = text_of(tag, "start")
        if kind is BlockKind.BULLET or not start.isdecimal() or start == "1":
            return 1
        if last is not None and 0 < last.number == int(start[:9]) - 1:
            return last.number + 1
        self._tally.note(WarningKind.RENUMBERED, line)
        return 1

    def end(self) -> None:
        """End the list that was begun last."""
        self._kinds.pop()

    def begin_word_item(self, marker: ListMarker, line: int) -> ListMarker:
        """Begin a paragraph that Word marks as an item; the answer is for `end_word_item`."""
        before = self._word_list
        if before is None or before.list_id != marker.list_id:
            before = replace(marker, level=1)
            self._number = 0
            if marker.number > 1 and marker.level == 1:
                self._tally.note(WarningKind.RENUMBERED, line)
            if marker.lettered:
                self._tally.note(WarningKind.LETTERED, line)
        if marker.level > before.level:
            self._tally.note(WarningKind.NESTED, line)
        self._kinds.append(before.kind)
        return replace(before, level=marker.level)

    def end_word_item(self, marker: ListMarker) -> None:
        """End such a paragraph."""
        self._kinds.pop()
        self._word_list = marker

    def expect(self, label: str) -> None:
        """Note what Word shows before the paragraph that begins."""
        self._label = label

    def check_label(self, block: Block) -> None:
        """Warn where a block does not stand with the number or letter that Word shows."""
        label, self._label = self._label, ""
        if not label:
            return
        match = _PLAIN_NUMBER.fullmatch(label)
        offset = int(match[1]) - block.number if match and block.number else None
        # Once for each list whose numbers are all moved alike.
        if offset is None or (offset and offset != self._offset):
            self._tally.note(WarningKind.NUMBER, words=label)
        self._offset = offset or 0

    def interrupt(self) -> None:
        """Note that another block came."""
        self._word_list = None

    def item(self, runs: tuple[Run, ...]) -> Block:
        """The next item."""
        return self._item(self._kinds[0] if self._kinds else BlockKind.BULLET, runs)

    def typed_item(self, kind: BlockKind, runs: tuple[Run, ...], last: Block | None) -> Block:
        """An item whose sign somebody typed: it goes on with the list before it."""
        self._number = last.number if last is not None else 0
        return self._item(kind, runs)

    def _item(self, kind: BlockKind, runs: tuple[Run, ...]) -> Block:
        if kind is BlockKind.BULLET:
            return Block(kind, runs)
        self._number += 1
        return Block(kind, runs, number=self._number)
