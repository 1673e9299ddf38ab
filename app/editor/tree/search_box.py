"""The box that words are looked for in: nobody who types there waits for what is found."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.content.search.fragments import ItemRef
from app.content.search.index import Result
from app.content.search.normalize import Query, parse_query
from app.editor.document.document import LibraryDocument
from app.editor.tree.search_worker import Finder
from app.editor.widgets.tables import clearable

SEARCH_AFTER = 120
"""How long after the last key it is looked for, in ms."""

_MESSAGE_AFTER = 400
"""How long a search lasts, in ms, before it is said that one looks."""

Among = Callable[[], Collection[ItemRef] | None]
"""What a filter lets through; None: everything."""


class SearchBox(QLineEdit):
    """Words that somebody looks for, and what has all of them."""

    answered = Signal(object)
    """The Hits; None where nothing is looked for, and everything is to be shown."""
    message_changed = Signal(str)
    """What to say of the search below it, or ""."""
    left = Signal()
    """Somebody goes on to what was found."""

    def __init__(
        self, document: LibraryDocument, among: Among, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._among = among
        self.setAccessibleName("Find in the library")
        self.setAccessibleDescription("Any words, names or numbers. The arrow key down goes on.")
        self.setPlaceholderText("Find words, names, numbers")
        clearable(self)
        self.finder = Finder(document, self)
        self.finder.found.connect(self._found)
        self._soon = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        self._soon.timeout.connect(self.ask)
        self._patience = QTimer(self, interval=_MESSAGE_AFTER, singleShot=True)
        self._patience.timeout.connect(lambda: self.message_changed.emit("Looking…"))
        self._asked: Query | None = None
        self.textChanged.connect(self._typed)
        document.rearranged.connect(self._again)

    @property
    def query(self) -> Query:
        """The words that are looked for."""
        return parse_query(self.text())

    def _typed(self) -> None:
        if self.query.words:
            self._soon.start()
        else:
            self.ask()

    def _again(self) -> None:
        """What the library holds may be found otherwise now."""
        if self.query.words:
            self._soon.start()

    def ask(self) -> None:
        """Look for it now."""
        self._soon.stop()
        asked = self._asked = self.query
        if asked.words:
            self._patience.start()
            self.finder.ask(asked, self._among())
        else:
            self._patience.stop()
            self.finder.drop()
            self.message_changed.emit("")
            self.answered.emit(None)

    def _found(self, asked: Query, result: Result) -> None:
        if asked != self._asked or not asked.words:
            return
        self._patience.stop()
        self.answered.emit({found.ref: found.hits for found in result.found})
        shown = len(result.found)
        if not shown:
            self.message_changed.emit("Nothing in the library has all of these words.")
        elif shown < result.count:
            most = f"Here are {shown} of the {result.count:,} that have these words."
            self.message_changed.emit(f"{most} Another word leaves fewer.")
        else:
            self.message_changed.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody is about to look for something."""
        super().focusInEvent(event)
        self.finder.prepare()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go on to what was found; Escape gives everything back."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
