"""The bar above the page: a calm sentence, and what one can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.editor.widgets.icons import icon
from app.editor.widgets.steady import steady

Choice = tuple[str, Callable[[], None]]


class NoticeBar(QFrame):
    """Hidden while there is nothing to say. The words can be read by screen readers and copied."""

    def __init__(self, name: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._sign = QLabel()
        side = self.fontMetrics().height() + 4
        self._sign.setPixmap(icon(icon_name).pixmap(side, side))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.message, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_message(self, message: str, choices: Sequence[Choice] = ()) -> None:
        """Show a sentence with its buttons; no words hide the bar."""
        with steady():
            self._show(message, choices)

    def _show(self, message: str, choices: Sequence[Choice]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.message.setText(message)
        for label, act in choices:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self._row.addWidget(button)
            self._buttons.append(button)
        self.setVisible(bool(message))

    def close_bar(self) -> None:
        """There is nothing to say any more."""
        self.show_message("")
