"""A new source, made from where one is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.workshop.values import SourceRow
from app.editor.document.actions import Actions
from app.editor.fields.choice_fields import ChooseField
from app.editor.widgets.tables import sentence_label

_FIELDS = {
    "publisher": "&Publisher",
    "title": "&Title",
    "address": "A&ddress",
    "permission": "Per&mission to use",
}
_LEAD = "Where facts come from. The rest of it can be filled in under “Sources”."
_LETTERS = 60


class NewSourceDialog(QDialog):
    """Asks who publishes a source and what it is called; an address and a permission may wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New source")
        lead = sentence_label("What this does")
        lead.setText(_LEAD)
        form = QFormLayout()
        self.fields = {name: QLineEdit() for name in _FIELDS}
        for name, label in _FIELDS.items():
            form.addRow(label, self.fields[name])
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("&Add")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for name in ("publisher", "title"):
            self.fields[name].textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addLayout(form)
        column.addWidget(buttons)
        self._enable()
        self.resize(self.fontMetrics().averageCharWidth() * _LETTERS, self.sizeHint().height())

    def _enable(self) -> None:
        source = self.source()
        self._ok.setEnabled(bool(source.publisher and source.title))

    def source(self) -> SourceRow:
        """The source as it is written."""
        cells = {name: " ".join(line.text().split()) for name, line in self.fields.items()}
        made = SourceRow("", cells["publisher"], cells["title"], cells["address"])
        return replace(made, permission=cells["permission"])


class SourceField(ChooseField):
    """The source of a text: one of the library's, or a new one."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(
            "source", "Where its facts come from", "Families see this source on the page."
        )
        self._actions = actions
        self.new = QPushButton("New source…")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(self._ask)
        self.put_below(self.new)

    def _ask(self) -> None:
        ask_for_source(self.window(), self._actions, self.edited.emit)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        super().set_read_only(read_only)
        self.new.setEnabled(not read_only)


def ask_for_source(window: QWidget, actions: Actions, added: Callable[[str], object]) -> None:
    """Ask for a new source; `added` gets its id once it is in the library."""
    dialog = NewSourceDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add() -> None:
        if source_id := actions.add_source(dialog.source()):
            added(source_id)

    dialog.accepted.connect(add)
    dialog.open()
