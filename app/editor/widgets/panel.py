"""What the panels of the window have alike: the signals by which they are listened to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class PanelWidget(QWidget):
    """A panel beside an item, or about the library; see `ports.py` for what the window asks."""

    written = Signal(object)
    """It wrote to the library: the ItemKey of the one text that changed, or None."""
    opened = Signal(object)
    """Where somebody wants to go: an ItemKey, or the id of a part of the walkthrough."""
    undoable = Signal(object)
    """What was Done, so that it can be undone."""
    stepped = Signal(str)
    """The question or outcome of the walkthrough that somebody looks at in it."""

    def show_step(self, step_id: str) -> None:
        """Go to a question or an outcome; a panel without any stays as it is."""

    def commit(self) -> None:
        """Save what is typed in it; a panel that nobody types in has nothing to save."""

    def show_item(self, item_id: str) -> None:
        """Show one of what it lists; a panel without a list stays as it is."""
