"""Questions that are asked before something is taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def message(parent: QWidget, sign: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    """A message that has yet to get its buttons. Words of the library stay plain words."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(sign)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def tell(parent: QWidget, title: str, text: str) -> None:
    """Say what could not be done."""
    box = message(parent, QMessageBox.Icon.Warning, title, text)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()


def ask(  # noqa: PLR0913 - the words, and what a yes does
    parent: QWidget,
    button: str,
    text: str,
    details: str,
    act: Callable[[], object],
    *,
    title: str = "",
) -> None:
    """Ask; Enter and Escape keep what there is. `button` stands on the button, "&Delete"."""
    box = message(parent, QMessageBox.Icon.Question, title or button.replace("&", ""), text)
    box.setInformativeText(details)
    yes = box.addButton(button, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("&Keep", QMessageBox.ButtonRole.RejectRole))
    yes.clicked.connect(act)
    box.open()
