"""A field with a list that somebody picks and orders: related pages, contacts, references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.editor.fields.field import Field
from app.editor.widgets.tables import clearable

Choices = Sequence[tuple[str, str]]
"""Ids, each with its words."""

_LEAST, _MOST = 2, 6


class PickDialog(QDialog):
    """Choose one of many: type a part of its name, Down and Enter, or click twice."""

    def __init__(
        self, title: str, choices: Choices, search: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._choices = list(choices)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        self.search.setPlaceholderText("Type a part of its name")
        clearable(self.search)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(QStringListModel([label for _, label in choices], self))
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setAccessibleName(title)
        self.list.setModel(self._proxy)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.none = QLabel("Nothing here has this in its name.")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Choose")
        layout = QVBoxLayout(self)
        for widget in (self.search, self.list, self.none, buttons):
            layout.addWidget(widget)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.doubleClicked.connect(self.accept)
        self.search.textChanged.connect(self._filter)
        self.search.setText(search)
        if search and not self._proxy.rowCount():
            self.search.clear()
        self._filter(self.search.text())
        self.resize(self._width(), self.fontMetrics().height() * 24)

    def _width(self) -> int:
        """As wide as the longest of them takes, within reason."""
        letter = self.fontMetrics().averageCharWidth()
        longest = max((label for _, label in self._choices), key=len, default="")
        needed = self.fontMetrics().horizontalAdvance(longest) + 12 * letter
        return min(max(needed, 60 * letter), 110 * letter)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        has_some = self._proxy.rowCount() > 0
        if has_some:
            self.list.setCurrentIndex(self._proxy.index(0, 0))
        self._ok.setEnabled(has_some)
        self.none.setVisible(not has_some)

    def chosen(self) -> tuple[str, str] | None:
        """The id and the words that were chosen, or None."""
        index = self._proxy.mapToSource(self.list.currentIndex())
        return self._choices[index.row()] if index.isValid() else None


class _List(QListWidget):
    """As high as its rows, between two and six."""

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def _height(self) -> int:
        shown = min(max(self.count(), _LEAST), _MOST)
        row = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height() + 4
        return shown * row + 2 * self.frameWidth() + 2


class PicksField(Field):
    """A list of ids in an order: Add, Remove, and Up and Down or dragging."""

    def __init__(  # noqa: PLR0913 - what a field is made of
        self,
        name: str,
        label: str,
        choices: Callable[[], Choices],
        help_text: str = "",
        *,
        title_of: Callable[[str], str] | None = None,
        has_order: bool = True,
    ) -> None:
        """`title_of` finds the words of one id without making all choices.

        Without `has_order`, the order means nothing and cannot be changed.
        """
        super().__init__(name, label, help_text)
        self._has_order = has_order
        self._choices = choices
        self._title_of = title_of
        self.list = _List()
        self.list.model().rowsMoved.connect(self._emit_edited)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        self.add = self._button("Add…", self._add)
        self.remove = self._button("Remove", self._remove)
        self.up = self._button("Up", lambda: self._move(-1))
        self.down = self._button("Down", lambda: self._move(1))
        for button in (self.add, self.remove, self.up, self.down):
            row.addWidget(button)
        self.up.setVisible(has_order)
        self.down.setVisible(has_order)
        row.addStretch()
        self.put_in(self.list, buttons, buddy=self.list)
        self._read_only = False
        self.list.currentRowChanged.connect(self._enable)
        self.set_read_only(read_only=False)

    def _button(self, label: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleName(f"{label}: {self.caption}")
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def value(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(
            str(self.list.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.list.count())
        )

    def show_value(self, value: Any) -> None:
        """Show some ids by their words."""
        if tuple(value) == self.value():
            return
        at = self.list.currentRow()
        self.list.clear()
        title_of = self._title_of or dict(self._choices()).get
        for item_id in value:
            self._append(item_id, title_of(item_id) or f"{item_id} (not in the library)")
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._shape()

    def _append(self, item_id: str, label: str) -> None:
        item = QListWidgetItem(label)
        item.setData(Qt.ItemDataRole.UserRole, item_id)
        self.list.addItem(item)

    def _shape(self) -> None:
        self.list.updateGeometry()
        self._enable()

    def _emit_edited(self) -> None:
        self._shape()
        self.edited.emit(self.value())

    def _add(self) -> None:
        there = set(self.value())
        choices = [(item, label) for item, label in self._choices() if item not in there]
        dialog = PickDialog(f"{self.caption}: add", choices, parent=self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add() -> None:
            if picked := dialog.chosen():
                self._append(*picked)
                self.list.setCurrentRow(self.list.count() - 1)
                self._emit_edited()

        dialog.accepted.connect(add)
        dialog.open()

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self._emit_edited()

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)
            self._emit_edited()

    def _enable(self) -> None:
        row, last = self.list.currentRow(), self.list.count() - 1
        self.add.setEnabled(not self._read_only)
        self.remove.setEnabled(row >= 0 and not self._read_only)
        self.up.setEnabled(row > 0 and not self._read_only)
        self.down.setEnabled(0 <= row < last and not self._read_only)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self._read_only = read_only
        mode = QAbstractItemView.DragDropMode
        is_fixed = read_only or not self._has_order
        self.list.setDragDropMode(mode.NoDragDrop if is_fixed else mode.InternalMove)
        self._enable()
