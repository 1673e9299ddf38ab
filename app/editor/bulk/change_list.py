"""Texts that would change, each to be ticked, and what it would change in the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QWidget

from app.content.items.compare import changes
from app.content.items.item import Content
from app.domain.governance.governance import ItemKind
from app.editor.governance.comparison_view import ComparisonView
from app.editor.widgets.plain import plain_tip


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A text as it is and as it would be; `problem` says why it cannot be, where it cannot."""

    before: Content
    after: Content
    note: str = ""
    problem: str = ""


class ChangeList(QSplitter):
    """A list of texts to tick, and a comparison of the one that is looked at."""

    ticked = Signal()
    """Others are ticked than before."""

    def __init__(
        self, titles: dict[tuple[ItemKind, str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._titles = titles
        self._changes: tuple[ProposedChange, ...] = ()
        self.setChildrenCollapsible(False)
        self.list = QListWidget()
        self.list.setAccessibleName("Texts that would change")
        self.list.setWordWrap(True)
        self.view = ComparisonView("What would change", titles=lambda: titles)
        for widget, stretch in ((self.list, 2), (self.view, 5)):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, stretch)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemChanged.connect(lambda _: self.ticked.emit())

    def show_changes(self, found: Sequence[ProposedChange]) -> None:
        """List texts; all that can be changed are ticked."""
        self._changes = tuple(found)
        self.list.blockSignals(True)
        self.list.clear()
        for change in found:
            words = [change.before.title, change.note, change.problem]
            item = QListWidgetItem("\n".join(filter(None, words)))
            item.setToolTip(plain_tip(change.problem))
            if change.problem:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            else:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self._show(self.list.currentRow())
        self.ticked.emit()

    def chosen(self) -> list[Content]:
        """The texts that are ticked, as they would be."""
        return [
            change.after
            for row, change in enumerate(self._changes)
            if not change.problem and self.list.item(row).checkState() is Qt.CheckState.Checked
        ]

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._changes):
            change = self._changes[row]
            found = changes(change.before, change.after, self._titles)
            self.view.show_changes(found, "As it is", "As it would be")
        else:
            self.view.show_message("")
