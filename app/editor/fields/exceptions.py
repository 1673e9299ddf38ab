"""Where an answer leads instead, when another was given before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.editor.fields.field import Field
from app.editor.fields.picks import Choices
from app.editor.widgets.inputs import ComboBox, NarrowComboBox

_SHORT = 10

# If [an answer] / then [a place] [Remove]
_ROWS = (0, 0, 1, 1, 1)
_COLUMNS = (0, 1, 0, 1, 2)


class ExceptionsField(Field):
    """Lines of "if … was answered, lead to …". The value is pairs of ids: after, target."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Callable[[], tuple[Choices, Choices]],
        help_text: str = "",
    ) -> None:
        """`choices` gives the answers that can come before, and the places to lead to."""
        super().__init__(name, label, help_text)
        self._choices = choices
        self._shown: tuple[tuple[str, str], ...] = ()
        self._widgets: list[QWidget] = []
        self._boxes: list[tuple[ComboBox, ComboBox]] = []
        self._built: object = None
        self._read_only = False
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.add = self.put_lines_in(holder, "Add another way…")
        self.add.clicked.connect(self._add)

    def show_value(self, value: Any) -> None:
        """Show pairs of ids, each as a line; lines that are there stay, with the keyboard."""
        self._shown = tuple(value)
        before, targets = self._choices()
        built = (tuple(before), tuple(targets), len(self._shown), self._read_only)
        if built != self._built:
            self._built = built
            self._build(before, targets)
        for boxes, pair in zip(self._boxes, self._shown, strict=True):
            for box, chosen in zip(boxes, pair, strict=True):
                box.setCurrentIndex(box.findData(chosen))

    def _build(self, before: Choices, targets: Choices) -> None:
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets, self._boxes = [], []
        self.add.setEnabled(bool(before and targets) and not self._read_only)
        for line in range(len(self._shown)):
            boxes = (
                _box(f"Line {line + 1}, if this was answered", before),
                _box(f"Line {line + 1}, lead to", targets),
            )
            for number, box in enumerate(boxes):
                box.activated.connect(partial(self._chose, line, number, box))
            self._boxes.append(boxes)
            remove = QPushButton("Remove")
            remove.setAutoDefault(False)
            remove.setAccessibleName(f"Line {line + 1}, remove")
            remove.clicked.connect(partial(self._remove, line))
            widgets = (QLabel("If"), boxes[0], QLabel("then"), boxes[1], remove)
            for widget, row, column in zip(widgets, _ROWS, _COLUMNS, strict=True):
                self._grid.addWidget(widget, 2 * line + row, column)
                widget.setEnabled(not self._read_only)
                widget.show()
                self._widgets.append(widget)

    def _chose(self, line: int, number: int, box: ComboBox, _index: int) -> None:
        self._set(line, number, str(box.currentData()))

    def _set(self, line: int, number: int, value: str) -> None:
        pairs = [list(pair) for pair in self._shown]
        pairs[line][number] = value
        self.edited.emit(tuple((after, target) for after, target in pairs))

    def _add(self) -> None:
        before, targets = self._choices()
        self.edited.emit((*self._shown, (before[0][0], targets[0][0])))

    def _remove(self, line: int, _checked: bool = False) -> None:
        self.edited.emit(self._shown[:line] + self._shown[line + 1 :])
        self.add.setFocus()

    def set_read_only(self, read_only: bool) -> None:
        """Whether they may be changed."""
        self._read_only = read_only
        self.show_value(self._shown)


def _box(name: str, choices: Choices) -> ComboBox:
    box = NarrowComboBox(_SHORT)
    box.setAccessibleName(name)
    for item, title in choices:
        box.addItem(title, item)
    return box


def pairs_of(rows: tuple[Mapping[str, Any], ...]) -> tuple[tuple[str, str], ...]:
    """The rows of choice_unless as pairs of ids."""
    return tuple(
        (str(row["after_choice"]), str(row.get("to_question") or row.get("to_outcome") or ""))
        for row in rows
    )
