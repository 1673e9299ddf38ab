"""Adding to the library: a title, and for a page the section it goes into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.content.workshop.values import SectionRow
from app.domain.library.characters import is_blank
from app.editor.widgets.inputs import ComboBox
from app.editor.widgets.tables import sentence_label

_DRAFT = "It begins as a draft. Families see it once it is signed and published."


class NewItemDialog(QDialog):
    """Asks what something new is called. It can be called otherwise later."""

    def __init__(  # noqa: PLR0913 - what it asks, and says of it
        self,
        title: str,
        label: str,
        sections: Sequence[SectionRow] = (),
        section_id: str = "",
        parent: QWidget | None = None,
        *,
        lead: str = _DRAFT,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        lead_label = sentence_label("What this does")
        lead_label.setText(lead)
        self.title = QLineEdit()
        self.section = ComboBox()
        form = QFormLayout()
        form.addRow(label, self.title)
        if sections:
            for section in sections:
                self.section.addItem(section.title, section.id)
            self.section.setCurrentIndex(max(self.section.findData(section_id), 0))
            form.addRow("&Section", self.section)
            self.section.setAccessibleName("Section")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("&Add")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.title.textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.addWidget(lead_label)
        column.addLayout(form)
        column.addWidget(buttons)
        self._enable()
        self.resize(self.fontMetrics().averageCharWidth() * 60, self.sizeHint().height())

    def _enable(self) -> None:
        self._ok.setEnabled(not is_blank(self.title.text()))

    def name(self) -> str:
        """What it is to be called."""
        return " ".join(self.title.text().split())

    def section_id(self) -> str:
        """The section that was chosen, or ""."""
        return str(self.section.currentData() or "")


class MoveDialog(QDialog):
    """Asks which section pages go into."""

    def __init__(
        self,
        pages: int,
        sections: Sequence[SectionRow],
        section_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Move to a section")
        lead = sentence_label("What this does")
        which = "The page goes" if pages == 1 else f"{pages} pages go"
        lead.setText(f"{which} behind those that stand in the section.")
        self.section = ComboBox()
        self.section.setAccessibleName("Section")
        for section in sections:
            self.section.addItem(section.title, section.id)
        self.section.setCurrentIndex(max(self.section.findData(section_id), 0))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton("&Move", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("&Section", self.section)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addLayout(form)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 60, self.sizeHint().height())

    def section_id(self) -> str:
        """The section that was chosen."""
        return str(self.section.currentData())
