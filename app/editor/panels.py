"""Parts that others put into the window: made when they are first looked at, and listened to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.governance import ItemKey
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.ports import LibraryPanel
from app.editor.widgets.tables import heading, sentence_label

_WROTE = ("done", "restored", "changed", "published")
"""Signals by which a panel says that it wrote to the library."""

_WENT = ("opened", "chosen")
"""Signals by which a panel says where to go: an ItemKey, or the id of a walkthrough's part."""


def listen(
    panel: QWidget,
    document: LibraryDocument,
    actions: Actions,
    go_to_part: Callable[[str], None],
    show: Callable[[], object],
) -> None:
    """Follow what a panel writes, and go where it says; `show` comes back to the panel as it is."""

    def go(place: object) -> None:
        if isinstance(place, ItemKey):
            document.open(place)
        elif isinstance(place, str):
            go_to_part(place)

    def look(about: object = None) -> None:
        if isinstance(about, ItemKey):
            document.refresh_item(about)
        else:
            document.refresh()

    for name in _WROTE:
        if (signal := getattr(panel, name, None)) is not None:
            signal.connect(look)
    for name in _WENT:
        if (signal := getattr(panel, name, None)) is not None:
            signal.connect(go)
    if (did := getattr(panel, "did", None)) is not None:
        did.connect(lambda done: actions.record(done, show))


class LibraryPanels:
    """The pages about the whole library, by their names."""

    def __init__(
        self,
        panels: Sequence[LibraryPanel],
        stack: QStackedWidget,
        document: LibraryDocument,
        actions: Actions,
        go_to_part: Callable[[str], None],
    ) -> None:
        self.panels = {panel.name: panel for panel in panels}
        self._stack, self._document, self._actions = stack, document, actions
        self._go_to_part = go_to_part
        self._made: dict[str, QWidget] = {}
        self._framed: dict[str, QWidget] = {}

    @property
    def shown(self) -> str:
        """The name of the one that is on show, or ""."""
        widget = self._stack.currentWidget()
        return next((name for name, framed in self._framed.items() if framed is widget), "")

    def show(self, name: str, item_id: str = "") -> bool:
        """Show one, and `item_id` in it first; False where there is none of that name."""
        if name not in self.panels:
            return False
        if name not in self._made:
            made = self._made[name] = self.panels[name].make(self._stack)
            listen(made, self._document, self._actions, self._go_to_part, lambda: self.show(name))
            self._framed[name] = _framed(self.panels[name], made)
            self._stack.addWidget(self._framed[name])
        panel = self._made[name]
        self._stack.setCurrentWidget(self._framed[name])
        if (show := getattr(panel, "show_item", None)) is not None:
            show(item_id)
        return True


def _framed(panel: LibraryPanel, made: QWidget) -> QWidget:
    """A page below its heading, and the sentence that says what it is for."""
    framed = QWidget()
    column = QVBoxLayout(framed)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(heading(panel.title.replace("&", "").removesuffix("…")))
    if panel.lead:
        lead = sentence_label("What this page is for")
        lead.setText(panel.lead)
        column.addWidget(lead)
    column.addWidget(made, 1)
    return framed
