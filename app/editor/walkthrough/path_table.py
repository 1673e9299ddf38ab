"""Every path of a walkthrough as a table, with a filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.governance.path_table import PathRow, matching, path_row
from app.domain.walkthrough.endings import Path, TooManyPathsError, every_path
from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.widgets.tables import RowTable, clearable

NOT_ASKED = "\N{EN DASH}"
_PAUSE = 150
"""How long after the last key a long list is filtered, in milliseconds."""
_LONG = 2_000


class PathTable(QWidget):
    """A row a path: a column for each question, the outcome, the notes.

    `chosen` is the id of the outcome of a row that was opened; `expected` is a row to be made an
    expected case.
    """

    chosen = Signal(str)
    expected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walkthrough: Walkthrough | None = None
        self._paths: Sequence[Path] = ()
        self._indexes: list[int] = []
        self.filter = QLineEdit()
        clearable(self.filter)
        self.filter.setPlaceholderText("Words of answers or outcomes")
        self.filter.textChanged.connect(self._filter_soon)
        label = QLabel("F&ilter")
        label.setBuddy(self.filter)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName("How many paths")
        self._expect = QPushButton("E&xpect this path…")
        self._expect.setToolTip("Keep these answers and their outcome as an expected case.")
        self._expect.clicked.connect(self._expect_current)
        self.table = RowTable("Every path")
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._update_expect)
        self.table.rows.modelReset.connect(self._update_expect)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._filter)
        self.table.nothing = "No path is like that."
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.filter, 1)
        below.addWidget(self.count, 1)
        below.addWidget(self._expect)
        self.count.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self.table, 1)

    def show_walkthrough(self, walkthrough: Walkthrough) -> None:
        """List its paths. With too many, the table is empty and the reason stands above it."""
        self._walkthrough = walkthrough
        try:
            self._paths = every_path(walkthrough)
        except TooManyPathsError as error:
            self._paths = ()
            self._filter()
            self.count.setText(str(error))
            return
        self._filter()

    def row(self, number: int) -> PathRow:
        """A row of those that the filter left, by its number from 0."""
        assert self._walkthrough is not None  # noqa: S101 - without one there are no rows
        index = self._indexes[number]
        return path_row(self._walkthrough, index + 1, self._paths[index])

    def _filter_soon(self) -> None:
        """At once where that is quick; else when the typing pauses."""
        if len(self._paths) < _LONG:
            self._filter()
        else:
            self._later.start(_PAUSE)

    def _filter(self) -> None:
        if self._walkthrough is None:
            return
        questions = self._walkthrough.questions
        self._indexes = matching(self._walkthrough, self._paths, self.filter.text())
        self.table.rows.show_rows(
            ("No.", *(question.text for question in questions), "Ends at", "Notes shown"),
            len(self._indexes),
            self._cells,
            lambda number: not self._paths[self._indexes[number]].outcome_id,
        )
        self.table.set_shape((6, *(26 for _ in questions), 36, 30), lines=2)
        total = len(self._paths)
        shown = f"{len(self._indexes)} of {total}" if len(self._indexes) < total else str(total)
        self.count.setText(f"Paths: {shown}")

    def _cells(self, number: int) -> Sequence[str]:
        assert self._walkthrough is not None  # noqa: S101 - as above
        row = self.row(number)
        given = {
            question_id: words.answer
            for (question_id, _), words in zip(row.answers, row.given, strict=True)
        }
        asked = (given.get(question.id, NOT_ASKED) for question in self._walkthrough.questions)
        return (str(row.number), *asked, row.outcome_title, ", ".join(row.notes))

    def _open(self, number: int) -> None:
        row = self.row(number)
        self.chosen.emit(row.outcome_id or row.answers[-1][0])

    def _expect_current(self) -> None:
        if self.table.row() >= 0:
            self.expected.emit(self.row(self.table.row()))

    def _update_expect(self) -> None:
        number = self.table.row()
        self._expect.setEnabled(number >= 0 and bool(self.row(number).outcome_id))
