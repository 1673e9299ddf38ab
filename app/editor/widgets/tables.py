"""How the editor's tables, labels and boxes look and behave, in one place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
    QWidget,
)

from app.editor.widgets.lazy_table import LazyTable

_DARK = 128


def wrong_colour(palette: QPalette) -> QColor:
    """Red for what is wrong: light on a dark palette, dark on a light one."""
    is_dark = palette.color(QPalette.ColorRole.Base).lightness() < _DARK
    return QColor("#ff9a8f" if is_dark else "#b00020")


def sentence_label(name: str) -> QLabel:
    """Plain words that wrap, with a name for screen readers."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(name)
    return label


def heading(text: str) -> QLabel:
    """The large words above a page."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.3)
    label.setFont(font)
    return label


class RowTable(QTableView):
    """A table to read row by row: Enter or a double click is `opened`, Delete is `deleted`.

    Tab leaves it, arrow keys move in it. While it is empty, it says `nothing`.
    """

    nothing = "There is nothing to show."

    opened = Signal(int)
    deleted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LazyTable(self)
        self.rows.colour = wrong_colour(self.palette())
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def row(self) -> int:
        """The row where the keyboard is, or -1."""
        return self.currentIndex().row()

    def set_shape(self, widths: tuple[int, ...], *, lines: int = 1) -> None:
        """Column widths in letters, 0 for what is left; rows of so many lines."""
        letter = self.fontMetrics().averageCharWidth()
        head = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(column, width * letter)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * lines + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in words that there is nothing."""
        super().paintEvent(event)
        if not self.rows.rowCount():
            area = self.viewport().rect().adjusted(8, 8, -8, -8)
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(area, Qt.TextFlag.TextWordWrap, self.nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Delete deletes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row() >= 0:
            self.opened.emit(self.row())
        elif event.key() == Qt.Key.Key_Delete and self.row() >= 0:
            self.deleted.emit(self.row())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette has another red."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.rows.colour = wrong_colour(self.palette())


def clearable(box: QLineEdit) -> None:
    """Give a box of words the button that empties it, with a name for a screen reader."""
    box.setClearButtonEnabled(True)
    button = box.findChild(QToolButton)
    assert isinstance(button, QToolButton)  # noqa: S101 - Qt has just made it
    button.setAccessibleName("Clear the words")
