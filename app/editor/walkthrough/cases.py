"""The expected cases of a walkthrough: whether each holds, and how to change them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.governance.expected import CaseResult, ExpectedCase, new_case_id, run_all
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.walkthrough.path_table import NOT_ASKED
from app.editor.widgets.inputs import NarrowComboBox
from app.editor.widgets.tables import RowTable, sentence_label

_LETTERS = 30
"""How wide the lists of answers are at least."""


class CaseDialog(QDialog):
    """One case: why it is expected, an answer to each question, and the outcome."""

    def __init__(
        self, walkthrough: Walkthrough, case: ExpectedCase, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Expected case")
        self._case = case
        self.about = QLineEdit(case.about)
        self.about.setPlaceholderText("Why this is expected")
        lead = sentence_label("What an expected case is")
        lead.setText(
            "A family that gives these answers is to come to this outcome. It is tried after each"
            " change, and a walkthrough that fails it cannot be signed."
        )
        form = QFormLayout()
        form.addRow("&About", self.about)
        given = dict(case.answers)
        self.answers: dict[str, NarrowComboBox] = {}
        for question in walkthrough.questions:
            box = NarrowComboBox(_LETTERS)
            box.setAccessibleName(question.text)
            box.addItem(f"{NOT_ASKED} not asked", "")
            for choice in question.choices:
                box.addItem(choice.label, choice.id)
            box.setCurrentIndex(max(box.findData(given.get(question.id, "")), 0))
            self.answers[question.id] = box
            form.addRow(question.text.replace("&", "&&"), box)
        self.outcome = NarrowComboBox(_LETTERS)
        for outcome in walkthrough.outcomes:
            self.outcome.addItem(outcome.title, outcome.id)
        self.outcome.setCurrentIndex(max(self.outcome.findData(case.outcome_id), 0))
        form.addRow("&Expected outcome", self.outcome)
        self.about.setAccessibleName("About")
        self.outcome.setAccessibleName("Expected outcome")
        inside = QWidget()
        inside.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("&Keep the case")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(lead)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 96, self.fontMetrics().height() * 26)

    def case(self) -> ExpectedCase:
        """The case as the fields say it."""
        answers = (
            (question_id, str(box.currentData()))
            for question_id, box in self.answers.items()
            if box.currentData()
        )
        outcome_id = str(self.outcome.currentData() or "")
        return ExpectedCase(self._case.id, self.about.text().strip(), tuple(answers), outcome_id)


class Cases(QWidget):
    """The list of cases. It changes nothing itself: it says what somebody wants changed.

    `added` and `changed` give an ExpectedCase, `deleted` an id.
    """

    added = Signal(object)
    changed = Signal(object)
    deleted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walkthrough: Walkthrough | None = None
        self._results: tuple[CaseResult, ...] = ()
        self.summary = sentence_label("How the expected cases stand")
        self.table = RowTable("Expected cases")
        self.table.opened.connect(self._edit)
        self.table.deleted.connect(self._delete)
        self.table.nothing = "There are no expected cases yet."
        self._add_button = QPushButton("&Add…")
        self._edit_button = QPushButton("Ed&it…")
        self._delete_button = QPushButton("&Delete")
        self._add_button.clicked.connect(lambda: self.add((), ""))
        self._edit_button.clicked.connect(lambda: self._edit(self.table.row()))
        self._delete_button.clicked.connect(lambda: self._delete(self.table.row()))
        self.table.selectionModel().currentRowChanged.connect(self._update_buttons)
        self.table.rows.modelReset.connect(self._update_buttons)
        buttons = QHBoxLayout()
        for button in (self._add_button, self._edit_button, self._delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self._update_buttons()

    def show_cases(self, walkthrough: Walkthrough, cases: Sequence[ExpectedCase]) -> None:
        """Run the cases and show how they stand. The keyboard stays in its row."""
        was = self.table.row()
        self._walkthrough = walkthrough
        self._results = run_all(walkthrough, cases)
        self.table.rows.show_rows(
            ("Holds", "About", "What happens"),
            len(self._results),
            self._cells,
            lambda row: not self._results[row].passed,
        )
        self.table.set_shape((8, 18, 0), lines=4)
        if 0 <= was < len(self._results):
            self.table.selectRow(was)
        self.summary.setText(_summary(self._results))

    def add(self, answers: Answers, outcome_id: str) -> None:
        """Ask for a new case, begun with these answers and this outcome."""
        if self._walkthrough is None:
            return
        begun = ExpectedCase(
            new_case_id(result.case for result in self._results), "", answers, outcome_id
        )
        dialog = CaseDialog(self._walkthrough, begun, self)
        dialog.accepted.connect(lambda: self.added.emit(dialog.case()))
        _ask(dialog)

    def _edit(self, row: int) -> None:
        if self._walkthrough is not None and 0 <= row < len(self._results):
            dialog = CaseDialog(self._walkthrough, self._results[row].case, self)
            dialog.accepted.connect(lambda: self.changed.emit(dialog.case()))
            _ask(dialog)

    def _delete(self, row: int) -> None:
        if 0 <= row < len(self._results):
            self.deleted.emit(self._results[row].case.id)

    def _cells(self, row: int) -> Sequence[str]:
        result = self._results[row]
        return ("Yes" if result.passed else "✗ No", result.case.about, result.sentence)

    def _update_buttons(self) -> None:
        for button in (self._edit_button, self._delete_button):
            button.setEnabled(self.table.row() >= 0)


def _ask(dialog: QDialog) -> None:
    """Show a dialog over its window, without a loop of its own."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _summary(results: Sequence[CaseResult]) -> str:
    failed = sum(not result.passed for result in results)
    if not results:
        return "There are no expected cases yet. Add one, and it is run on every change."
    if not failed:
        return f"All of the expected cases hold: {len(results)}."
    return f"Expected cases that do not hold: {failed} of {len(results)}."
