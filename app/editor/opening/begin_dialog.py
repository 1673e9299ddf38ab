"""The first moment without a library: begin one, open one, or go on with one of the last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.editor.opening.library_files import recent_files
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.opening.who import WhoDialog, remember, remembered
from app.editor.widgets.tables import heading, sentence_label


class BeginDialog(QDialog):
    """Asks which library; `file` is the one, or None."""

    def __init__(
        self, settings: QSettings, sample: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._sample = settings, sample
        self.file: Path | None = None
        self.setWindowTitle("Clinic Kiosk Editor")
        lead = sentence_label("What a library is")
        lead.setText(
            "A library is one file with everything that a kiosk shows. Begin one for your clinic,"
            " or open one that is there."
        )
        self.recent = QListWidget()
        self.recent.setAccessibleName("Libraries that were open last")
        for file in recent_files(settings):
            self.recent.addItem(QListWidgetItem(str(file)))
        self.recent.setVisible(self.recent.count() > 0)
        self.recent.itemActivated.connect(lambda item: self._choose(Path(item.text())))
        self.new, self.existing = QPushButton("&New library…"), QPushButton("&Open a library…")
        self.new.clicked.connect(self._new)
        self.existing.clicked.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(heading("Which library?"))
        for widget in (lead, self.new, self.existing, self.recent, buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())

    def _choose(self, file: Path) -> None:
        self.file = file
        self.accept()

    def _new(self) -> None:
        person = remembered(self._settings)
        if person.name.strip():
            self._ask_new()
            return
        who = WhoDialog(person, self)

        def accepted() -> None:
            remember(self._settings, who.person())
            self._ask_new()

        who.accepted.connect(accepted)
        who.open()

    def _ask_new(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents) or Path.home())
        person = remembered(self._settings)
        dialog = NewLibraryDialog(person, folder, self, sample=self._sample)
        dialog.made.connect(self._choose)
        dialog.open()

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open a library", "", "Libraries (*.db)")
        if name:
            self._choose(Path(name))
