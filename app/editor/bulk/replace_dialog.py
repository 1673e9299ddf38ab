"""Find and replace over the library: what would change is shown first, text by text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.workshop.replace import Change, Replacement, changes
from app.domain.library.counting import count
from app.domain.progress import CancelledError, SubProgress
from app.editor.bulk.change_list import ChangeList, ProposedChange
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.texts.required import in_one_sentence, missing
from app.editor.widgets.background import Job, Progress

_SIZE = (1000, 640)
_LEAD = (
    "In pages, walkthroughs, contacts and glossary words. What is signed becomes a draft; families"
    " see what was signed before until it is signed again. Undo takes all of it back at once."
)
_TYPED = "Something is typed there and not saved: save it first."


class ReplaceDialog(QDialog):
    """Looks beside the window, lists what would change, and saves what is ticked."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        find: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self._replacement: Replacement | None = None
        self._job: Job | None = None
        self.setWindowTitle("Find and replace")
        lead = QLabel(_LEAD)
        lead.setWordWrap(True)
        self.find_box, self.put_box = QLineEdit(find), QLineEdit()
        form = QFormLayout()
        for label, box in (("&Find", self.find_box), ("Replace &with", self.put_box)):
            form.addRow(label, box)
            box.setAccessibleName(label.replace("&", ""))
            box.textEdited.connect(self._forget)
        self.match_case = QCheckBox("Capitals as t&yped")
        self.whole_words = QCheckBox("Whole w&ords")
        self.look = QPushButton("&Show what would change")
        self.look.setDefault(True)
        self.look.clicked.connect(self._look)
        row = QHBoxLayout()
        for check in (self.match_case, self.whole_words):
            check.toggled.connect(self._forget)
            row.addWidget(check)
        row.addStretch()
        row.addWidget(self.look)
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName("What was found")
        self.list = ChangeList(document.workshop.items.titles())
        self.list.ticked.connect(self._enable)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = QPushButton("&Replace")
        self.ok.setAutoDefault(False)
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.ActionRole)
        self.ok.clicked.connect(self._replace)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(*_SIZE)
        self._forget()

    def _forget(self) -> None:
        """Other words are asked for: what is listed is of no matter."""
        self._replacement = None
        if self._job is not None:
            self._job.stop()
        self.summary.clear()
        self.list.show_changes(())
        self.look.setEnabled(self._wanted().changes_something)

    def _wanted(self) -> Replacement:
        return Replacement(
            self.find_box.text().strip(),
            self.put_box.text().strip(),
            self.match_case.isChecked(),
            self.whole_words.isChecked(),
        )

    def _look(self) -> None:
        wanted = self._wanted()
        if not wanted.changes_something:
            return
        self._forget()
        self.document.autosave_now()
        workshop = self.document.workshop

        def work(report: Progress) -> tuple[Change, ...]:
            return changes(workshop, wanted, SubProgress(report))

        # It may outlive the dialog by a moment.
        job = self._job = Job(work, self.document)
        job.progress.connect(lambda _, label: self._report(job, label))
        job.done.connect(lambda found: self._show(job, wanted, found))
        job.failed.connect(lambda error: self._failed(job, error))
        self.summary.setText("Looking…")
        job.start()

    def _report(self, job: Job, label: str) -> None:
        if job is self._job:
            self.summary.setText(f"{label}…")

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._job and not isinstance(error, CancelledError):
            self.summary.setText(f"The library could not be looked through: {error}.")

    def _show(self, job: Job, wanted: Replacement, found: tuple[Change, ...]) -> None:
        if job is not self._job:
            return
        self._replacement = wanted
        self.list.show_changes([self._proposed(change) for change in found])
        places = sum(change.count for change in found)
        self.summary.setText(
            f"“{wanted.find}” stands at {count(places, 'place')} in {count(len(found), 'text')}."
            if found
            else f"“{wanted.find}” stands nowhere."
        )
        if found:
            self.list.list.setFocus()

    def _proposed(self, change: Change) -> ProposedChange:
        problem = ""
        if not self.document.is_saved(change.before.key):
            problem = _TYPED
        elif lacks := missing(change.after):
            problem = " ".join(in_one_sentence(lacks))
        return ProposedChange(change.before, change.after, count(change.count, "place"), problem)

    def _enable(self) -> None:
        chosen = len(self.list.chosen())
        self.ok.setEnabled(chosen > 0 and self._replacement is not None)
        self.ok.setText(f"&Replace in {count(chosen, 'text')}" if chosen else "&Replace")

    def _replace(self) -> None:
        chosen, wanted = self.list.chosen(), self._replacement
        if wanted is None or not chosen:
            return
        self.accept()
        label = f"Replace “{wanted.find}” with “{wanted.put}”"
        self._actions.save_all(chosen, label, label)

    def reject(self) -> None:
        """Cancel: nobody goes on looking."""
        if self._job is not None:
            self._job.stop()
        super().reject()
