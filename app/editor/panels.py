"""Parts that others put into the window: made when they are first looked at, and listened to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.governance import ItemKey
from app.editor.desk import Desk
from app.editor.ports import LibraryPanel

_WROTE = ("done", "restored", "changed", "published")
"""Signals by which a panel says that it wrote to the library."""

_WENT = ("opened", "chosen")
"""Signals by which a panel says where to go: an ItemKey, or the id of a walkthrough's part."""


def listen(panel: QWidget, desk: Desk, go_to_part: Callable[[str], None]) -> None:
    """Follow what a panel writes, and go where it says."""

    def go(place: object) -> None:
        if isinstance(place, ItemKey):
            desk.open(place)
        elif isinstance(place, str):
            go_to_part(place)

    def look(about: object = None) -> None:
        if isinstance(about, ItemKey):
            desk.look_at(about)
        else:
            desk.look_again()

    for name in _WROTE:
        if (signal := getattr(panel, name, None)) is not None:
            signal.connect(look)
    for name in _WENT:
        if (signal := getattr(panel, name, None)) is not None:
            signal.connect(go)


class LibraryPanels:
    """The pages about the whole library, by their names."""

    def __init__(
        self,
        panels: Sequence[LibraryPanel],
        stack: QStackedWidget,
        desk: Desk,
        go_to_part: Callable[[str], None],
    ) -> None:
        self.panels = {panel.name: panel for panel in panels}
        self._stack, self._desk, self._go_to_part = stack, desk, go_to_part
        self._made: dict[str, QWidget] = {}

    def show(self, name: str, item_id: str = "") -> bool:
        """Show one, and `item_id` in it first; False where there is none of that name."""
        if name not in self.panels:
            return False
        if name not in self._made:
            made = self._made[name] = self.panels[name].make(self._stack)
            listen(made, self._desk, self._go_to_part)
            self._stack.addWidget(made)
        panel = self._made[name]
        self._stack.setCurrentWidget(panel)
        if (show := getattr(panel, "show_item", None)) is not None:
            show(item_id)
        return True
