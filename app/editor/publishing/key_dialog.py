"""The dialog that asks for the desk's key and its passphrase, before an edition is signed."""

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

from app.content.publishing.signed_folder import KeyFile
from app.editor.widgets.path_row import add_path

KEY = "publish/key"
"""The setting that says where the key lies."""

_TEXT = "This folder is signed. The kiosks take only what your key has signed."


class KeyDialog(QDialog):
    """Where the key lies is remembered, the passphrase never."""

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("Sign the edition")
        self.file = QLineEdit(str(settings.value(KEY, "")))
        self.file.setAccessibleName("The key's file")
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName("Passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        text = QLabel(_TEXT)
        text.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.sign = buttons.addButton("&Sign and publish", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(text)
        add_path(form, "&Key", self.file, self._choose)
        form.addRow("&Passphrase", self.passphrase)
        form.addRow(buttons)
        (self.passphrase if self.file.text() else self.file).setFocus()
        self.file.textChanged.connect(self._allow)
        self.passphrase.textChanged.connect(self._allow)
        self._allow()
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())

    def _allow(self) -> None:
        self.sign.setEnabled(bool(self.file.text().strip() and self.passphrase.text()))

    def _choose(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self, "Which key signs?", self.file.text(), "Keys (*.pem)"
        )
        if file:
            self.file.setText(file)

    def key(self) -> KeyFile:
        """The key that was named, and what opens it."""
        self._settings.setValue(KEY, self.file.text().strip())
        return KeyFile(Path(self.file.text().strip()), self.passphrase.text())


def ask_key(settings: QSettings, parent: QWidget) -> KeyFile | None:
    """Ask for a key; None where they would rather not."""
    dialog = KeyDialog(settings, parent)
    try:
        return dialog.key() if dialog.exec() else None
    finally:
        dialog.deleteLater()
