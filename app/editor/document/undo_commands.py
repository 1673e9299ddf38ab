"""What can be undone: what was typed, and what was done to the library."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from app.content.items.item import Content

_TYPING = 1

_PAUSE = 2.0
"""After so many seconds without a key, what follows is undone by itself."""


class ChangeText(QUndoCommand):
    """A text before and after, each `put` back; typing in a field goes on till `is_closed`."""

    def __init__(  # noqa: PLR0913 - what happened, where, and what to call it
        self,
        put: Callable[[Content, str], object],
        before: Content,
        after: Content,
        field: str,
        label: str,
        *,
        typing: bool = True,
    ) -> None:
        super().__init__(f"{label} ({after.title})")
        self._put = put
        self._before, self._after = before, after
        self._field = field
        self._at = time.monotonic()
        self.is_closed = not typing

    def id(self) -> int:
        """Commands with one id may be joined."""
        return _TYPING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later change of the same field in."""
        if not isinstance(other, ChangeText) or self.is_closed or other.is_closed:
            return False
        if other._after.key != self._after.key or other._field != self._field:
            return False
        if other._at - self._at > _PAUSE:
            return False
        self._after, self._at = other._after, other._at
        return True

    def redo(self) -> None:
        """Do it, or do it again."""
        self._put(self._after, self._field)

    def undo(self) -> None:
        """Go back to what was there."""
        self.is_closed = True
        self._put(self._before, self._field)


@dataclass(frozen=True, slots=True)
class Done:
    """What a panel did to the library by itself, and how it is undone and redone."""

    label: str
    undo: Callable[[], object]
    redo: Callable[[], object]


class Action(QUndoCommand):
    """Something done to the library at once: two functions, one that does it and one that undoes.

    Either says whether it worked; what did not work is reported by whoever gave the functions.
    """

    def __init__(
        self,
        label: str,
        do: Callable[[], bool],
        undo: Callable[[], bool],
        *,
        is_done: bool = False,
    ) -> None:
        super().__init__(label)
        self._do, self._undo = do, undo
        self._is_done = is_done

    def redo(self) -> None:
        """Do it, unless it is done already; what did not work leaves the stack."""
        if self._is_done:
            self._is_done = False
        elif not self._do():
            self.setObsolete(True)

    def undo(self) -> None:
        """Take it back."""
        if not self._undo():
            self.setObsolete(True)
