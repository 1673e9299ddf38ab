"""Panels that others put into the window: made when they are first shown, and listened to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.governance.governance import ItemKey
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.ports import LibraryPanel, LibraryPanelWidget, PanelSignals
from app.editor.widgets.tables import heading, sentence_label


def listen(
    panel: PanelSignals,
    document: LibraryDocument,
    actions: Actions,
    go_to_component: Callable[[str], None],
    show: Callable[[], object],
) -> None:
    """Follow what a panel writes, and go where it says; `show` comes back to the panel as it is."""

    def go(target: object) -> None:
        if isinstance(target, ItemKey):
            document.open(target)
        elif isinstance(target, str):
            go_to_component(target)

    def refresh(about: object) -> None:
        if isinstance(about, ItemKey):
            document.refresh_item(about)
        else:
            document.refresh()

    panel.written.connect(refresh)
    panel.opened.connect(go)
    panel.undoable.connect(lambda done: actions.record(done, show))


def widget_of(panel: PanelSignals) -> QWidget:
    """A panel as what it is on the screen."""
    assert isinstance(panel, QWidget)  # noqa: S101 - a panel is a widget
    return panel


class LibraryPanels:
    """The pages about the whole library, by their names."""

    def __init__(
        self,
        panels: Sequence[LibraryPanel],
        stack: QStackedWidget,
        document: LibraryDocument,
        actions: Actions,
        go_to_component: Callable[[str], None],
    ) -> None:
        self.panels = {panel.name: panel for panel in panels}
        self._stack, self._document, self._actions = stack, document, actions
        self._go_to_component = go_to_component
        self._made: dict[str, LibraryPanelWidget] = {}
        self._framed: dict[str, QWidget] = {}

    @property
    def shown(self) -> str:
        """The name of the one that is on show, or ""."""
        widget = self._stack.currentWidget()
        return next((name for name, framed in self._framed.items() if framed is widget), "")

    def commit(self) -> None:
        """Save what is typed in the one that is on show."""
        if (name := self.shown) != "":
            self._made[name].commit()

    def show(self, name: str, item_id: str = "") -> bool:
        """Show one, and `item_id` in it first; False where there is none of that name."""
        if name not in self.panels:
            return False
        if name not in self._made:
            made = self._made[name] = self.panels[name].make(self._stack)
            listen(
                made, self._document, self._actions, self._go_to_component, lambda: self.show(name)
            )
            self._framed[name] = _framed(self.panels[name], widget_of(made))
            self._stack.addWidget(self._framed[name])
        self._stack.setCurrentWidget(self._framed[name])
        self._made[name].show_item(item_id)
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
