"""Who sits at the editor: every change is written down with a name."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.governance.governance import Person


def remembered(settings: QSettings) -> Person:
    """Who sat here last."""
    name, role = settings.value("who/name", ""), settings.value("who/role", "")
    return Person(str(name), str(role))


def remember(settings: QSettings, person: Person) -> None:
    """Remember who sits here, for this user of the computer."""
    settings.setValue("who/name", person.name)
    settings.setValue("who/role", person.role)


class WhoDialog(QDialog):
    """Asks for a name and a role."""

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Who are you?")
        why = QLabel(
            "Every change to the library is written down with the name of whoever made it."
            " Please give your own."
        )
        why.setWordWrap(True)
        self.name, self.role = QLineEdit(person.name), QLineEdit(person.role)
        self.role.setPlaceholderText("For example: ward sister")
        form = QFormLayout()
        form.addRow("Your &name", self.name)
        form.addRow("Your &role", self.role)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("&That is me")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.addWidget(why)
        column.addLayout(form)
        column.addWidget(buttons)
        self._enable()
        self.resize(self.fontMetrics().averageCharWidth() * 60, self.sizeHint().height())

    def _enable(self) -> None:
        self._ok.setEnabled(bool(self.name.text().strip()))

    def person(self) -> Person:
        """Who they said they are."""
        return Person(" ".join(self.name.text().split()), " ".join(self.role.text().split()))
