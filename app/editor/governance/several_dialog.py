"""Several texts are checked or signed in one go, with one name: each is shown first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance.governance import ItemKey, ItemStatus
from app.editor.governance.sign_off_dialogs import Reading
from app.editor.governance.step_dialog import StepDialog

_SIZE = (1100, 680)
_LEADS = {
    "check": "These are drafts. Look at each on the left; when you have read them all, say so.",
    "sign": "You sign exactly what is shown here. Look at each on the left first.",
}
_TITLES = {"check": "Mark as checked", "sign": "Sign"}
_DOES = {"check": "Mark as &checked", "sign": "&Sign them"}
_DONE = {"check": "marked as checked", "sign": "signed"}
_READY = {"check": ItemStatus.DRAFT, "sign": ItemStatus.CHECKED}


def ready(workshop: Workshop, keys: Sequence[ItemKey], step: str) -> list[ItemKey]:
    """Those of some items that wait for a step: drafts for the check, checked ones for a name."""
    rows = (workshop.items.row(key) for key in keys)
    return [row.key for row in rows if row is not None and row.status is _READY[step]]


class SeveralDialog(StepDialog):
    """A list of texts and, beside it, what each changes. Those that may not be signed say why."""

    def __init__(
        self,
        workshop: Workshop,
        keys: Sequence[ItemKey],
        step: str,
        parent: QWidget | None = None,
    ) -> None:
        lead = _LEADS[step]
        two = step == "sign" and workshop.settings.read().people_to_sign > 1
        if two:
            lead += " Whoever signs has neither written nor checked them: give your own name."
        super().__init__(workshop, _TITLES[step], lead, _DOES[step], parent)
        self._step = step
        self._contents: list[Content] = [workshop.items.content(key) for key in keys]
        self._readings: dict[ItemKey, Reading] = {}
        """Those that were on show."""
        self.completed: list[ItemKey] = []
        """What was checked or signed, in one go or in two."""
        self.list = QListWidget()
        self.list.setAccessibleName("The texts")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = QStackedWidget()
        self.next = QPushButton("Ne&xt text")
        self.next.setAutoDefault(False)
        self.next.clicked.connect(lambda: self.list.setCurrentRow(self.list.currentRow() + 1))
        for content in self._contents:
            self.list.addItem(QListWidgetItem(content.title))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.next)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(1, 3)
        self.middle.addWidget(splitter)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        if two:
            self.name.clear()
            self.role.clear()
        self.resize(*_SIZE)

    def _show(self, row: int) -> None:
        """Show one; it has been seen then."""
        if row < 0:
            return
        content = self._contents[row]
        if content.key not in self._readings:
            self.list.item(row).setText(f"✓ {content.title}")
            self._readings[content.key] = Reading(self._workshop, content)
            self.pages.addWidget(self._readings[content.key])
        self.pages.setCurrentWidget(self._readings[content.key])
        self.next.setEnabled(row + 1 < self.list.count())
        self._allow()

    def _allow(self) -> None:
        super()._allow()
        if not hasattr(self, "_readings"):
            return  # the dialog's own fields come first
        left = sum(content.key not in self._readings for content in self._contents)
        if left:
            self.button.setEnabled(False)
            self.button.setToolTip(f"{left} of them were not on show yet.")
        else:
            self.button.setToolTip("")

    def act(self) -> None:
        """Do it to each as it was shown; KioskError names those that may not be."""
        signing, why = self._workshop.signing, self.why.text().strip()
        do = signing.mark_checked if self._step == "check" else signing.sign
        left: list[Content] = []
        problems: list[str] = []
        for content in self._contents:
            try:
                do(content.key, why, digest=content.digest)
            except KioskError as error:
                left.append(content)
                problems.append(f"“{content.title}” is not {_DONE[self._step]}. {error}")
            else:
                self.completed.append(content.key)
        if problems:
            self._keep(left)
            count = f"{len(self.completed)} {_DONE[self._step]}. " if self.completed else ""
            raise KioskError(count + "\n".join(problems))

    def _keep(self, left: list[Content]) -> None:
        """What was done goes from the list."""
        for row in reversed(range(len(self._contents))):
            if self._contents[row] not in left:
                self.list.blockSignals(True)
                self.list.takeItem(row)
                self.list.blockSignals(False)
        self._contents = left
        self.list.setCurrentRow(0)
        self._show(0)
