"""Bringing files in: what will change is shown first, and nothing is saved before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.content.importing.reading import ReadingProcess
from app.domain.progress import CancelledError
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.importing.import_plan import ImportPlan, PlannedItem, apply_plan, read
from app.editor.widgets.background import Job, Progress
from app.editor.widgets.icons import icon
from app.editor.widgets.inputs import ComboBox
from app.editor.widgets.plain import plain_tip
from app.editor.widgets.wrapping_delegate import WrappingDelegate

_STEPS = 1000


class ImportDialog(QDialog):
    """Reads files beside the window, then shows each page, contact and bad row, to be ticked."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        files: Sequence[Path],
        section_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self.setWindowTitle("Bring in")
        self.summary = QLabel("Reading…")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName("What will change")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Reading")
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName("What would be saved")
        self.list.setItemDelegate(WrappingDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._enable)
        self.section = ComboBox()
        for section in document.workshop.sections.rows():
            self.section.addItem(section.title, section.id)
        self.section.setCurrentIndex(max(self.section.findData(section_id), 0))
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("New pages go into the &section", self.section)
        self.section.setAccessibleName("New pages go into the section")
        self._form.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("&Bring in")
        self.ok.setEnabled(False)
        buttons.accepted.connect(self._apply)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.summary, self.progress, self.list, self._form, buttons):
            column.addWidget(widget)
        width = self.fontMetrics().averageCharWidth() * 100
        self.resize(width, self.fontMetrics().height() * 30)
        self._plan = ImportPlan()
        self._reader = ReadingProcess()
        self._read(files)

    def _read(self, files: Sequence[Path]) -> None:
        workshop, reader = self.document.workshop, self._reader

        def work(report: Progress) -> ImportPlan:
            with reader:
                return read(workshop, files, reader, report)

        # It may outlive the dialog by a moment.
        self._job = Job(work, self.document)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._failed)
        self._job.progress.connect(self._report)
        self._job.start()

    def reject(self) -> None:
        """Cancel: what is being read is given up."""
        self._job.stop()
        self._reader.stop()
        super().reject()

    def _report(self, share: float, label: str) -> None:
        self.progress.setRange(0, _STEPS)
        self.progress.setValue(round(share * _STEPS))
        self.summary.setText(f"{label}…")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        self.progress.hide()
        self.summary.setText(f"These files could not be read: {error}. Nothing was changed.")

    def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.progress.hide()
        self.list.blockSignals(True)
        items: list[QTreeWidgetItem] = []
        for planned in plan.found:
            item = QTreeWidgetItem([planned.label])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            item.addChildren([QTreeWidgetItem([note]) for note in planned.notes])
            items.append(item)
        if plan.problems:
            problems = QTreeWidgetItem(["Not brought in, or to be known"])
            problems.setIcon(0, icon("triangle-alert"))
            for problem in plan.problems:
                line = QTreeWidgetItem(problems, [problem])
                line.setToolTip(0, plain_tip(problem))
            items.append(problems)
        self.list.addTopLevelItems(items)  # all at once: of thousands, each would take its time
        self.list.expandAll()
        self.list.blockSignals(False)
        self._form.setVisible(any(one.is_new_page for one in plan.found))
        self._enable()

    def chosen(self) -> tuple[PlannedItem, ...]:
        """What is ticked."""
        return tuple(
            planned
            for number, planned in enumerate(self._plan.found)
            if (item := self.list.topLevelItem(number)) is not None
            and item.checkState(0) is Qt.CheckState.Checked
        )

    def _enable(self) -> None:
        count, problems = len(self.chosen()), len(self._plan.problems)
        self.ok.setEnabled(count > 0)
        self.ok.setText(f"&Bring in {count}" if count else "&Bring in")
        summary = "Nothing here would change the library."
        if self._plan.found:
            summary = "These will be saved as drafts. Families see none of it before it is signed."
        if problems:
            summary += " Some of it cannot be brought in: see the end of the list."
        self.summary.setText(summary)

    def _apply(self) -> None:
        section = str(self.section.currentData() or "")
        self.accept()
        chosen, workshop = self.chosen(), self.document.workshop
        self._actions.import_drafts(
            lambda: apply_plan(workshop, chosen, section), [one.key for one in chosen if one.key]
        )
