"""Whoever writes in a field finds it where it was: what comes and goes above it moves the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

_PASSES = 3
"""Words that wrap know their height once they have their width."""


class SteadyArea(QScrollArea):
    """A page that can be scrolled, with `column` for what it holds.

    Where it cannot be scrolled far enough for a field to stay in its place, it gets some room at
    the top, until something else is shown in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self._top = self.column.contentsMargins().top()
        self.setWidget(self.inside)

    def begin(self) -> None:
        """Something else is shown: from the top, and without the room."""
        self._set_room(0)
        self.verticalScrollBar().setValue(0)

    def hold(self, field: QWidget, height: int) -> None:
        """Bring a field to a height in the window."""
        for _ in range(_PASSES):
            self._scroll(field, height)
        if (moved := _height_of(field) - height) != 0:
            self._set_room(max(0, self._room() - moved))
            self._scroll(field, height)

    def _scroll(self, field: QWidget, height: int) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + _height_of(field) - height)

    def _room(self) -> int:
        return self.column.contentsMargins().top() - self._top

    def _set_room(self, room: int) -> None:
        margins = self.column.contentsMargins()
        margins.setTop(self._top + room)
        self.column.setContentsMargins(margins)


@contextmanager
def steady() -> Iterator[None]:
    """Keep the field that has the keyboard in its place on the screen while something changes."""
    field = QApplication.focusWidget()
    area = _area_of(field)
    if field is None or area is None:
        yield
        return
    before = _height_of(field)
    yield
    area.hold(field, before)


def _area_of(field: QWidget | None) -> SteadyArea | None:
    above = field.parentWidget() if field is not None else None
    while above is not None and not isinstance(above, SteadyArea):
        above = above.parentWidget()
    return above


def _height_of(field: QWidget) -> int:
    return field.mapTo(field.window(), QPoint()).y()
