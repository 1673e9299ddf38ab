"""A dialog that asks who does something and why, and does it as that person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance.governance import Person
from app.editor.widgets.tables import sentence_label, wrong_colour

_WIDTH = 480


class StepDialog(QDialog):
    """Asks who does it and why, and does it. A refusal stands in it as a sentence."""

    def __init__(
        self, workshop: Workshop, title: str, lead: str, does: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._workshop = workshop
        self.lead = sentence_label("What this does")
        self.lead.setText(lead)
        self.name, self.role, self.why = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setText(workshop.person.name)
        self.role.setText(workshop.person.role)
        self.why.setPlaceholderText("For the history; may be left empty")
        self.form = QFormLayout()
        self.form.addRow("Your &name", self.name)
        self.form.addRow("Your &role", self.role)
        self.form.addRow("W&hy", self.why)
        self.violation = sentence_label("Why it cannot be done")
        font = self.violation.font()
        font.setBold(True)
        self.violation.setFont(font)
        self.violation.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.button = buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        # Enter is never "Cancel", not even while the other button is still greyed.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.button.setDefault(True)
        buttons.accepted.connect(self._do)
        buttons.rejected.connect(self.reject)
        self.middle = QVBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(self.lead)
        column.addLayout(self.middle, 1)
        column.addLayout(self.form)
        column.addWidget(self.violation)
        column.addWidget(buttons)
        self._required: list[QLineEdit] = []
        self._require(self.name)

    def _require(self, line: QLineEdit) -> None:
        """It can be done once something is written here."""
        self._required.append(line)
        line.textChanged.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        is_complete = all(line.text().strip() for line in self._required)
        self.button.setEnabled(is_complete and not self._workshop.read_only)

    def person(self) -> Person:
        """Who they say they are."""
        return Person(" ".join(self.name.text().split()), " ".join(self.role.text().split()))

    def act(self) -> None:
        """Do it, as the workshop's person; Refused or ContentError if that cannot be."""
        raise NotImplementedError

    def _do(self) -> None:
        if as_somebody(self._workshop, self.person(), self.act, self._show_violation):
            self.accept()

    def _show_violation(self, message: str) -> None:
        palette = self.violation.palette()
        palette.setColor(QPalette.ColorRole.WindowText, wrong_colour(self.palette()))
        self.violation.setPalette(palette)
        self.violation.setText(message)
        self.violation.show()
        self._required[-1].setFocus()
        self.button.setDefault(True)  # Qt takes that away when the keyboard leaves the button


def as_somebody(
    workshop: Workshop, person: Person, act: Callable[[], None], report: Callable[[str], None]
) -> bool:
    """Do something under a name; whoever sits at the editor is the same afterwards."""
    at_the_editor, workshop.person = workshop.person, person
    try:
        act()
    except KioskError as error:
        report(str(error))
        return False
    finally:
        workshop.person = at_the_editor
    return True
