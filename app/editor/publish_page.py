"""The page that publishes: what families will see differently, and the button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.content import publishing
from app.content.publishing import Plan, Published
from app.content.workshop import Workshop
from app.content.workshop.values import Refused
from app.domain.errors import ContentError
from app.editor.background import Job, Tell

_TARGET = "publish/edition"
_WHAT = {"new": "New", "changed": "Changed", "gone": "Taken away"}
_KINDS = {
    "topic": "Page",
    "walkthrough": "Walkthrough",
    "contact": "Contact",
    "term": "Glossary word",
}


class PublishPage(QWidget):
    """Shows what an edition would change, and writes it. Drafts never go into one."""

    chosen = Signal(object)
    """The ItemKey of a row that was opened: whoever holds this goes there."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QWidget | None = None,
        *,
        settings: QSettings | None = None,
        ask_file: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._settings = settings or QSettings("Clinic Kiosk", "Editor")
        self._ask_file = ask_file or self._ask
        self._plan: Plan | None = None
        self._jobs = 0
        self._lay_out()

    def _lay_out(self) -> None:
        self.sentence = _label("What will change")
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(["What", "Kind", "Title"])
        self.table.setAccessibleName("What families will see differently")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.cellActivated.connect(self._go)
        self.drafts = _label("What stays behind")
        self.target = QLineEdit(str(self._settings.value(_TARGET, "")))
        self.target.setAccessibleName("The edition's file")
        self.target.setPlaceholderText("For example: a folder that the kiosks look into")
        self.target.textChanged.connect(self._allow)
        browse = QPushButton("Ch&oose…")
        browse.clicked.connect(self._choose)
        self.why = QLineEdit()
        self.why.setAccessibleName("Why it is published")
        self.why.setPlaceholderText("For the history; may be left empty")
        self.button = QPushButton("&Publish")
        self.button.clicked.connect(self.publish)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far it is")
        self.bar.setRange(0, 100)
        self.bar.hide()
        self.result = _label("What came of it")
        file = QHBoxLayout()
        file.addWidget(self.target, 1)
        file.addWidget(browse)
        form = QFormLayout()
        form.addRow("&Write it to", file)
        form.addRow("Wh&y", self.why)
        form.labelForField(file).setBuddy(self.target)  # type: ignore[attr-defined]
        column = QVBoxLayout(self)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 100)
        column.addWidget(self.drafts)
        column.addLayout(form)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.bar)
        column.addWidget(self.result)
        column.addStretch()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the library anew each time the page is opened."""
        super().showEvent(event)
        self.look()

    # -- what would change -----------------------------------------------------------------------

    def look(self) -> None:
        """Work out what publishing now would change."""
        self.sentence.setText("Looking at what has changed …")
        target = self._target()
        self._do(lambda tell: publishing.plan(self._workshop, target), self._show)

    def _target(self) -> Path | None:
        words = self.target.text().strip()
        return Path(words) if words else None

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.sentence.setText(_in_words(plan))
        if plan.refused:
            self.result.clear()  # what was published before is not what is asked about now
        rows = plan.differences
        self.table.setRowCount(len(rows))
        for number, difference in enumerate(rows):
            cells = (_WHAT[difference.what], _KINDS[difference.key.kind], difference.title)
            for column, words in enumerate(cells):
                self.table.setItem(number, column, QTableWidgetItem(words))
        self.table.setVisible(bool(rows))
        left = ", ".join(plan.drafts[:8]) + (" …" if len(plan.drafts) > 8 else "")  # noqa: PLR2004
        self.drafts.setText(f"Not in it, because nobody has signed them: {left}." if left else "")
        self.drafts.setVisible(bool(left))
        self._allow()

    def _go(self, row: int, _: int) -> None:
        if self._plan is not None:
            self.chosen.emit(self._plan.differences[row].key)

    def _choose(self) -> None:
        file = self._ask_file(self.target.text())
        if file:
            self.target.setText(file)

    def _ask(self, before: str) -> str:
        words = "Where shall the edition go?"
        file, _ = QFileDialog.getSaveFileName(self, words, before, "Editions (*.db)")
        return file

    # -- publishing ------------------------------------------------------------------------------

    def _allow(self) -> None:
        ready = self._plan is not None and not self._plan.refused and not self._jobs
        self.button.setEnabled(
            ready and self._target() is not None and not self._workshop.read_only
        )

    def publish(self) -> None:
        """Write the edition, beside the window."""
        target, why = self._target(), self.why.text().strip()
        if target is None:
            return
        self._settings.setValue(_TARGET, str(target))
        self.result.clear()
        self.bar.setValue(0)
        self.bar.show()
        self._do(
            lambda tell: publishing.publish(self._workshop, target, why, progress=tell),
            self._published,
        )

    def _published(self, published: Published) -> None:
        self.why.clear()
        self.result.setText(
            f"Edition {published.plan.edition} is written to {published.file}. A kiosk that looks"
            " there shows it when nobody is reading."
        )
        self.look()

    # -- beside the window -----------------------------------------------------------------------

    def _do(self, work: Callable[[Tell], Any], then: Callable[[Any], None]) -> None:
        job = Job(work, self)
        self._jobs += 1
        self._allow()

        def end() -> None:
            self._jobs -= 1
            self.bar.hide()
            job.deleteLater()

        def done(result: Any) -> None:
            end()
            then(result)
            self._allow()

        def failed(error: Exception) -> None:
            end()
            self.result.setText(_sentence(error))
            self.sentence.setText(self.sentence.text().replace("Looking at what has changed …", ""))
            self._allow()

        job.done.connect(done)
        job.failed.connect(failed)
        job.progress.connect(self._progress)
        job.start()

    def _progress(self, share: float, words: str) -> None:
        self.bar.setFormat(f"{words} … %p %")
        self.bar.setValue(round(share * 100))


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _in_words(plan: Plan) -> str:
    if plan.refused:
        problems = (problem.removeprefix("library: ") for problem in plan.problems[:5])
        return "It cannot be published yet. " + " ".join(problems)
    count = len(plan.differences)
    if not count and not plan.rearranged:
        return f"Nothing has changed for families since the last edition ({plan.edition - 1})."
    parts = ["1 text" if count == 1 else f"{count} texts" if count else ""]
    if plan.rearranged:
        parts.append("the order, the sections, the sources or the settings")
    what = " and ".join(part for part in parts if part)
    return f"In edition {plan.edition}, families will see a change in {what}."


def _sentence(error: Exception) -> str:
    if isinstance(error, (Refused, ContentError)):
        return str(error)
    return f"It could not be published: {error}. The old edition stays."
