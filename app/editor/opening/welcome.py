"""The first moments: who sits here, and what was left in the middle."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QWidget

from app.editor.document.document import LibraryDocument
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.opening.who import WhoDialog, remember, remembered


class Welcome(QObject):
    """Asks and offers, each in a window of its own that holds nobody up."""

    def __init__(self, document: LibraryDocument, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self.document, self._settings, self._window = document, settings, window

    def begin(self) -> None:
        """Ask for a name if there is none, and offer back what was not saved."""
        if self.document.workshop.read_only:
            return
        if self.document.workshop.person.name.strip():
            self.offer()
        else:
            self.ask_who().finished.connect(self.offer)

    def ask_who(self) -> WhoDialog:
        """Ask who sits here, and remember it."""
        known = self.document.workshop.person
        dialog = WhoDialog(known if known.name else remembered(self._settings), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            self.document.workshop.person = dialog.person()
            remember(self._settings, dialog.person())

        dialog.accepted.connect(accepted)
        dialog.open()
        return dialog

    def offer(self) -> None:
        """Offer back what was typed and not saved, if there is some."""
        if not self.document.workshop.unfinished.rows():
            return
        dialog = UnfinishedDialog(self.document, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.going_on.connect(self.document.open)
        dialog.open()
