"""The dialog that sets signing up: one key for the desk, one for an envelope, and a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.domain.errors import KioskError
from app.editor.publishing.key_dialog import KEY
from app.editor.widgets.path_row import add_path
from app.editor.widgets.tables import sentence_label

_TEXT = (
    "Kiosks then take only what your key has signed. Two keys are made, each behind a passphrase of"
    " at least 12 letters. Yours stays on this computer. The other goes onto a stick, in an"
    " envelope: with it you say who may sign, if yours is ever lost or stolen."
)


class SetUpDialog(QDialog):
    """Asks for the folders and the passphrases, and makes what is missing."""

    def __init__(
        self, editions: Path | None, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.root_of_trust: Path | None = None
        self.setWindowTitle("Set up signing")
        self.editions = QLineEdit(str(editions or ""))
        self.desk, self.stick = QLineEdit(), QLineEdit()
        self.passphrases = [QLineEdit() for _ in range(4)]
        self.problem = sentence_label("What stands in the way")
        text = QLabel(_TEXT)
        text.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = buttons.addButton("&Set up", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(text)
        self._add_folder(form, "&Editions go into", self.editions)
        self._add_folder(form, "&Your key goes into", self.desk)
        self._add_passphrase(form, "Its &passphrase", self.passphrases[0])
        self._add_passphrase(form, "The same &again", self.passphrases[1])
        self._add_folder(form, "The &other goes onto", self.stick)
        self._add_passphrase(form, "Its passp&hrase", self.passphrases[2])
        self._add_passphrase(form, "The same a&gain", self.passphrases[3])
        form.addRow(self.problem)
        form.addRow(buttons)
        self._allow()
        self.resize(self.fontMetrics().averageCharWidth() * 84, self.sizeHint().height())

    def _add_folder(self, form: QFormLayout, label: str, field: QLineEdit) -> None:
        field.setAccessibleName(label.replace("&", ""))
        field.textChanged.connect(self._allow)
        add_path(form, label, field, lambda: self._choose(field), "Choose…")

    def _add_passphrase(self, form: QFormLayout, label: str, field: QLineEdit) -> None:
        whose = "yours" if field in self.passphrases[:2] else "the other's"
        field.setAccessibleName(f"{label.replace('&', '')}, {whose}")
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._allow)
        form.addRow(label, field)

    def _choose(self, field: QLineEdit) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Which folder?", field.text())
        if folder:
            field.setText(folder)

    def _allow(self) -> None:
        fields = (self.editions, self.desk, self.stick, *self.passphrases)
        self.make.setEnabled(all(field.text().strip() for field in fields))

    def _make(self) -> None:
        # Loaded here: the editor's start does without what signs.
        from app.content.signing.set_up import DESK, NewKey, set_up_small  # noqa: PLC0415

        one, again, other, other_again = (field.text() for field in self.passphrases)
        if one != again or other != other_again:
            self.problem.setText("A passphrase and its repetition differ. Type both again.")
            return
        desk, stick = Path(self.desk.text().strip()), Path(self.stick.text().strip())
        try:
            self.root_of_trust = set_up_small(
                Path(self.editions.text().strip()), NewKey(desk, one), NewKey(stick, other)
            )
        except KioskError as error:
            self.problem.setText(str(error))
            return
        self._settings.setValue(KEY, str(desk / DESK))
        self.accept()
