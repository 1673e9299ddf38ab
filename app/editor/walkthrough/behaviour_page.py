"""The behaviour change on one page: the sentence, what leads where now, and each path."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.governance.behaviour import BehaviourChange
from app.domain.governance.behaviour_text import (
    Group,
    groups,
    now_in_words,
    sentence,
    shared_in_words,
    was_in_words,
)
from app.editor.widgets.tables import RowTable, sentence_label


class BehaviourPage(QWidget):
    """What the signer of a walkthrough sees. `chosen` is the outcome of a row that was opened."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change: BehaviourChange | None = None
        self._groups: tuple[Group, ...] = ()
        self.summary = sentence_label("What behaves differently")
        font = self.summary.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.summary.setFont(font)
        self.groups = RowTable("What changed, in short")
        self.paths = RowTable("Each path that changed")
        self.each = QCheckBox("Show each path that chan&ged")
        self.each.toggled.connect(self._update)
        self.paths.opened.connect(self._open)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.groups, 2)
        layout.addWidget(self.each)
        layout.addWidget(self.paths, 3)
        self._update()

    def show_change(self, change: BehaviourChange) -> None:
        """Show a change between two versions."""
        self._change = change
        self._groups = groups(change)
        self.summary.setText(sentence(change))
        self.groups.rows.show_rows(
            ("Paths", "Which", "Before", "Now"), len(self._groups), self._group_cells
        )
        self.groups.set_shape((8, 0, 0, 0), lines=4)
        self.paths.rows.show_rows(
            ("How", "Answers", "Before", "Now"),
            len(change.changes),
            self._path_cells,
            self._has_no_end,
        )
        self.paths.set_shape((16, 0, 0, 0), lines=3)
        self._update()

    def show_message(self, message: str) -> None:
        """Say in words why there is no comparison."""
        self._change, self._groups = None, ()
        self.summary.setText(message)
        for table in (self.groups, self.paths):
            table.rows.show_rows((), 0, lambda _: ())
        self._update()

    def _update(self) -> None:
        has_changes = bool(self._change)
        self.groups.setVisible(has_changes)
        self.each.setVisible(has_changes)
        self.paths.setVisible(has_changes and self.each.isChecked())

    def _group_cells(self, row: int) -> Sequence[str]:
        group = self._groups[row]
        return (str(group.count), shared_in_words(group), group.was, group.now)

    def _path_cells(self, row: int) -> Sequence[str]:
        assert self._change is not None  # noqa: S101 - without one there are no rows
        one = self._change.changes[row]
        answers = " → ".join(given.answer for given in self._change.given_answers(one))
        return (
            one.kind.value,
            answers,
            was_in_words(self._change, one),
            now_in_words(self._change, one),
        )

    def _has_no_end(self, row: int) -> bool:
        now = self._change.changes[row].now if self._change else None
        return now is not None and not now.outcome_id

    def _open(self, row: int) -> None:
        now = self._change.changes[row].now if self._change else None
        if now is not None and now.outcome_id:
            self.chosen.emit(now.outcome_id)
