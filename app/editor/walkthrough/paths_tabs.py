"""What becomes of those who answer: every path, expected cases, what changed, and a try."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from app.domain.governance.behaviour import behaviour_change
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.path_table import PathRow
from app.domain.walkthrough.endings import TooManyPathsError
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.walkthrough.behaviour_page import BehaviourPage
from app.editor.walkthrough.cases import Cases
from app.editor.walkthrough.path_table import PathTable
from app.editor.walkthrough.try_it import TryIt


class WalkthroughPaths(QTabWidget):
    """Four tabs about one walkthrough. It keeps nothing: whoever shows it stores the cases.

    `chosen` is the id of a question or an outcome to go to. Only the tab that is looked at is
    worked out, so that an edit costs what somebody sees of it.
    """

    chosen = Signal(str)
    case_added = Signal(object)
    case_changed = Signal(object)
    case_deleted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walkthrough: Walkthrough | None = None
        self._signed: Walkthrough | None = None
        self._case_list: tuple[ExpectedCase, ...] = ()
        self._stale: set[QWidget] = set()
        self.paths, self.cases = PathTable(), Cases()
        self.behaviour, self.try_it = BehaviourPage(), TryIt()
        self._shows: dict[QWidget, Callable[[], None]] = {
            self.paths: self._show_paths,
            self.cases: self._show_cases,
            self.behaviour: self._show_behaviour,
            self.try_it: self._show_try_it,
        }
        for widget, label in (
            (self.paths, "Every &path"),
            (self.cases, "Expected &cases"),
            (self.behaviour, "&What behaves differently"),
            (self.try_it, "&Try it"),
        ):
            self.addTab(widget, label)
        self.paths.chosen.connect(self.chosen)
        self.behaviour.chosen.connect(self.chosen)
        self.paths.expected.connect(self._expect_row)
        self.try_it.expected.connect(self._expect)
        self.cases.added.connect(self.case_added)
        self.cases.changed.connect(self.case_changed)
        self.cases.deleted.connect(self.case_deleted)
        self.currentChanged.connect(self._show_current)

    def show_walkthrough(
        self,
        walkthrough: Walkthrough,
        cases: Sequence[ExpectedCase] = (),
        signed: Walkthrough | None = None,
    ) -> None:
        """Show a walkthrough, its cases, and how it differs from the version that was signed."""
        self._walkthrough, self._signed = walkthrough, signed
        self._case_list = tuple(cases)
        self._stale = set(self._shows)
        self._show_current()

    def try_from(self, question_id: str) -> None:
        """Try the walkthrough from a question on."""
        self.setCurrentWidget(self.try_it)
        self.try_it.begin_at(question_id)

    def _show_current(self) -> None:
        widget = self.currentWidget()
        if self._walkthrough is not None and widget in self._stale:
            self._stale.discard(widget)
            self._shows[widget]()

    def _show_paths(self) -> None:
        if self._walkthrough is not None:
            self.paths.show_walkthrough(self._walkthrough)

    def _show_cases(self) -> None:
        if self._walkthrough is not None:
            self.cases.show_cases(self._walkthrough, self._case_list)

    def _show_behaviour(self) -> None:
        if self._walkthrough is not None:
            try:
                self.behaviour.show_change(behaviour_change(self._signed, self._walkthrough))
            except TooManyPathsError as error:
                self.behaviour.show_message(str(error))

    def _show_try_it(self) -> None:
        if self._walkthrough is not None:
            self.try_it.show_walkthrough(self._walkthrough)

    def _expect_row(self, row: PathRow) -> None:
        self._expect(row.answers, row.outcome_id)

    def _expect(self, answers: Answers, outcome_id: str) -> None:
        self.setCurrentWidget(self.cases)
        self.cases.add(answers, outcome_id)
