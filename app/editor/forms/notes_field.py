"""Notes that staff write each other on a page: read, written, and said to be done with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.content.search.fragments import plain
from app.content.workshop.staff_notes import StaffNote
from app.domain.governance.governance import ItemKey
from app.editor.widgets.inputs import LeaveUndo


class NotesField(QWidget):
    """The open notes, each with a button, and a line to write another in."""

    added = Signal(str)
    resolved = Signal(object)
    """The StaffNote that somebody is done with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ItemKey, tuple[StaffNote, ...]] | None = None
        self._read_only = False
        caption = QLabel("Notes to each other")
        font = caption.font()
        font.setBold(True)
        caption.setFont(font)
        hint = QLabel("Families never see them. A note that is resolved stays in the history.")
        hint.setWordWrap(True)
        self._lines = QVBoxLayout()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Write a note to whoever works on this page")
        self.box.setAccessibleName("Write a note")
        self.box.installEventFilter(LeaveUndo(self))
        self.box.returnPressed.connect(self._add)
        self.box.textChanged.connect(self._enable)
        self.button = QPushButton("Add note")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.box, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(caption)
        column.addWidget(hint)
        column.addLayout(self._lines)
        column.addLayout(row)
        self._enable()

    def _add(self) -> None:
        if words := self.box.text().strip():
            self.added.emit(words)

    def clear(self) -> None:
        """What was written is a note now."""
        self.box.clear()

    def show_open_notes(self, key: ItemKey, notes: Sequence[StaffNote]) -> None:
        """Show the notes on an item that nobody has resolved."""
        if self._shown is not None and self._shown[0] != key:
            self.box.clear()
        if self._shown == (key, tuple(notes)):
            return
        self._shown = (key, tuple(notes))
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for note in notes:
            self._lines.addWidget(self._line(note))
        self._enable()

    def _line(self, note: StaffNote) -> QWidget:
        line = QWidget()
        said = plain(note.text).strip()
        words = QLabel(said)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAccessibleName("Note")
        button = QPushButton("Resolve")
        button.setAutoDefault(False)
        button.setAccessibleName(f"Resolve the note: {said[:60]}")
        button.clicked.connect(lambda: self.resolved.emit(note))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def set_read_only(self, read_only: bool) -> None:
        """Whether notes may be written and resolved."""
        self._read_only = read_only
        self._enable()

    def _enable(self) -> None:
        self.box.setReadOnly(self._read_only)
        self.button.setEnabled(not self._read_only and bool(self.box.text().strip()))
        for number in range(self._lines.count()):
            item = self._lines.itemAt(number)
            if item is not None and (line := item.widget()) is not None:
                for button in line.findChildren(QPushButton):
                    button.setEnabled(not self._read_only)
