"""A link that stands in a text: its words, where they lead, or that it is taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.content.items.fields import MOST_IN_A_HEADING

Choose = Callable[[Callable[[str, str], None]], None]
"""Lets somebody choose another target; tells it, and what it is called."""


class LinkDialog(QDialog):
    """Shows a link as it is, to be changed."""

    changed = Signal(str, str)
    """The words, and the target that they lead to: "topic:t02"; "" where they lead nowhere."""

    def __init__(
        self, words: str, target: str, title: str, choose: Choose, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._target, self._choose = target, choose
        self.setWindowTitle("Link")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = QLineEdit()
        self.words.setMaxLength(max(MOST_IN_A_HEADING, len(words)))
        self.words.setText(words)
        self.goal = QLabel()
        self.goal.setTextFormat(Qt.TextFormat.PlainText)
        self.goal.setWordWrap(True)
        self.goal.setAccessibleName("Where it leads")
        other = QPushButton("Choose &another…")
        other.setAutoDefault(False)
        other.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self.goal, 1)
        row.addWidget(other)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton("&Change the link", QDialogButtonBox.ButtonRole.AcceptRole)
        away = buttons.addButton("&Take the link away", QDialogButtonBox.ButtonRole.ResetRole)
        away.setAutoDefault(False)
        form = QFormLayout(self)
        form.addRow("&Words", self.words)
        self.words.setAccessibleName("Words")
        form.addRow("It leads to", row)
        form.addRow(buttons)
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        away.clicked.connect(self._take_away)
        self.words.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        self.ok.setDefault(True)
        self._lead_to(target, title)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())

    def _lead_to(self, target: str, title: str) -> None:
        self._target = target
        kind = "the glossary's" if target.startswith("term:") else "the page"
        self.goal.setText(f"{kind} “{title}”")

    def _ask(self) -> None:
        self._choose(self._lead_to)

    def _change(self) -> None:
        self.changed.emit(self.words.text().strip(), self._target)
        self.accept()

    def _take_away(self) -> None:
        self.changed.emit(self.words.text().strip(), "")
        self.accept()
