"""The first moments: who sits here, and what was left in the middle."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QWidget

from app.editor.document.document import Desk
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.who import WhoDialog, remember, remembered


class Welcome(QObject):
    """Asks and offers, each in a window of its own that holds nobody up."""

    def __init__(self, desk: Desk, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self.desk, self._settings, self._window = desk, settings, window

    def begin(self) -> None:
        """Ask for a name if there is none, and offer back what was not saved."""
        if self.desk.workshop.read_only:
            return
        if self.desk.workshop.person.name.strip():
            self.offer()
        else:
            self.ask_who().finished.connect(self.offer)

    def ask_who(self) -> WhoDialog:
        """Ask who sits here, and remember it."""
        known = self.desk.workshop.person
        dialog = WhoDialog(known if known.name else remembered(self._settings), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def told() -> None:
            self.desk.workshop.person = dialog.person()
            remember(self._settings, dialog.person())

        dialog.accepted.connect(told)
        dialog.open()
        return dialog

    def offer(self) -> None:
        """Offer back what was typed and not saved, if there is some."""
        if not self.desk.workshop.unfinished():
            return
        dialog = UnfinishedDialog(self.desk, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.going_on.connect(self.desk.open)
        dialog.open()
