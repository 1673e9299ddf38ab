"""What was typed and not saved, offered back at the next start."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.items.compare import changes
from app.content.reports.status import titles
from app.content.workshop.values import UnfinishedText
from app.domain.governance.comparing import Run
from app.domain.governance.governance import ItemKey
from app.editor.document.document import LibraryDocument
from app.editor.texts.moments import when_in_words
from app.editor.widgets.confirm import ask


class UnfinishedDialog(QDialog):
    """A list of texts that were left in the middle: go on, look, or throw away."""

    going_on = Signal(object)
    """The ItemKey to go on with."""

    def __init__(self, document: LibraryDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setWindowTitle("Typed, and not saved")
        lead = QLabel(
            "These were typed and not saved. Nothing is lost: go on with one now,"
            " or find it later in the library, marked “not saved”."
        )
        lead.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Typed, and not saved")
        self.go_on = QPushButton("&Continue")
        self.view = QPushButton("&Look…")
        self.throw = QPushButton("&Throw away…")
        for button, act in (
            (self.go_on, self._go_on),
            (self.view, self._view),
            (self.throw, self._ask),
        ):
            button.clicked.connect(act)
        self.go_on.setDefault(True)
        self.list.itemActivated.connect(lambda _: self._go_on())
        later = QDialogButtonBox()
        later.addButton("Late&r", QDialogButtonBox.ButtonRole.RejectRole)
        later.rejected.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.go_on, self.view, self.throw):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(later)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addWidget(self.list)
        column.addLayout(row)
        self._fill()
        self.resize(self.fontMetrics().averageCharWidth() * 80, self.sizeHint().height())

    def _fill(self) -> None:
        self.list.clear()
        for one in self.document.workshop.unfinished.rows():
            item = QListWidgetItem(_line(one))
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not self.list.count():
            self.accept()

    def _key(self) -> ItemKey | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _go_on(self) -> None:
        key = self._key()
        if key is not None:
            self.accept()
            self.going_on.emit(key)

    def _view(self) -> None:
        key = self._key()
        if key is None:
            return
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("What was typed")
        text = QPlainTextEdit(differences_in_words(self.document, key))
        text.setReadOnly(True)
        text.setAccessibleName("What was typed")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(text)
        column.addWidget(buttons)
        dialog.resize(self.size())
        dialog.open()

    def _ask(self) -> None:
        key = self._key()
        if key is None:
            return
        ask(
            self,
            "&Throw away",
            f"Throw away what was typed in “{self.document.saved(key).title}”?",
            "The library keeps what was saved before. This cannot be undone.",
            lambda: self._throw(key),
        )

    def _throw(self, key: ItemKey) -> None:
        self.document.discard_unfinished(key)
        self._fill()


def _line(one: UnfinishedText) -> str:
    return f"{one.title}\n{one.name or 'Somebody'}, {when_in_words(one.at)}"


def differences_in_words(document: LibraryDocument, key: ItemKey) -> str:
    """What was typed in a text, beside what is saved."""
    saved, typed = document.saved(key), document.content(key)
    found = changes(saved, typed, titles(document.workshop))
    if not found:
        return "It says what is saved already."
    return "\n\n".join(
        f"{one.name}\nSaved: {_joined(one.was)}\nTyped: {_joined(one.now)}" for one in found
    )


def _joined(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs) or "(empty)"
