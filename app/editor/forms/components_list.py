"""The parts of a walkthrough as a list: questions with their answers, outcomes, notes."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from app.content.items.components import Component, all_components, target
from app.content.items.edit import find
from app.content.items.item import Content
from app.editor.widgets.icons import icon

_GROUPS = {"question": "Questions", "outcome": "Outcomes", "note": "Notes"}
_ROLE = Qt.ItemDataRole.UserRole


class ComponentsList(QTreeWidget):
    """Each line is a part, by its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("Questions, answers, outcomes and notes")
        self._groups: dict[str, QTreeWidgetItem] = {}
        for table, words in _GROUPS.items():
            group = self._groups[table] = QTreeWidgetItem(self, [words])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setExpanded(True)
        self._items: dict[str, QTreeWidgetItem] = {}

    def show_components(self, content: Content, chosen: str) -> None:
        """Show the parts as they stand, with one of them chosen; nobody is told."""
        self.blockSignals(True)
        closed = {name for name, item in self._items.items() if not item.isExpanded()}
        for group in self._groups.values():
            group.takeChildren()
        self._items = {}
        for component in all_components(content):
            home = (
                self._items[component.parent] if component.parent else self._groups[component.table]
            )
            item = QTreeWidgetItem(home, [_line(content, component)])
            item.setData(0, _ROLE, component.id)
            item.setExpanded(component.id not in closed)
            self._items[component.id] = item
        if chosen in self._items:
            self.setCurrentItem(self._items[chosen])
            self.scrollToItem(self._items[chosen])
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen stays in sight when the fields below need more room."""
        super().resizeEvent(event)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)

    def show_errors(self, wrong: Collection[str]) -> None:
        """Show beside each part whether something has to be mended there."""
        sign, none = icon("triangle-alert"), icon("")
        for component_id, item in self._items.items():
            item.setIcon(0, sign if component_id in wrong else none)
            item.setToolTip(0, "Something has to be mended here" if component_id in wrong else "")

    def component_id(self) -> str:
        """The part that is chosen, or ""."""
        item = self.currentItem()
        return str(item.data(0, _ROLE) or "") if item else ""

    def go_to(self, component_id: str) -> None:
        """Choose a part."""
        if component_id in self._items:
            self.setCurrentItem(self._items[component_id])


def _line(content: Content, component: Component) -> str:
    if component.table != "choice":
        return f"{component.id}  {component.title}"
    leads = target(find(content, "choice", id=component.id))
    return f"{component.id}  {component.title}  →  {leads or 'nowhere'}"
