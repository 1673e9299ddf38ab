"""What is due for review and what is overdue, with who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.reports.calendar import calendar
from app.content.reports.evidence import library_info
from app.content.reports.reviews import reviewed
from app.content.workshop import Workshop
from app.domain.governance.reviews import Due, Reviewed, due, summary_line
from app.domain.library.review import ReviewState
from app.domain.progress import CancelledError, SubProgress
from app.editor.governance.sign_off_sheets import AskFile, SheetMaker, ask_with, save_file
from app.editor.widgets.background import Job, Progress
from app.editor.widgets.inputs import ComboBox
from app.editor.widgets.panel import PanelWidget
from app.editor.widgets.progress_bar import WorkBar
from app.editor.widgets.tables import RowTable, clearable, sentence_label
from app.handout.staff.review_sheet import review_sheet

_READING = "Looking at the reviews …"
_ALL = "Everything on the list"
_SHOWS: dict[str, Callable[[Due], bool]] = {
    _ALL: lambda line: True,
    "Overdue": lambda line: line.state is ReviewState.OVERDUE,
    "Due in 60 days": lambda line: line.state is ReviewState.DUE_SOON,
    "On a source that has changed": lambda line: line.text.source_changed,
}


class ReviewsPage(PanelWidget):
    """A table of the reviews. `opened` is the ItemKey of a row that was opened."""

    def __init__(
        self,
        workshop: Workshop,
        sign_off_sheets: SheetMaker,
        parent: QWidget | None = None,
        *,
        ask_file: AskFile | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._sign_off_sheets = sign_off_sheets
        self._ask_file = ask_file or ask_with(self)
        self._texts: tuple[Reviewed, ...] = ()
        self._lines: tuple[Due, ...] = ()
        self._shown: list[Due] = []
        self.summary = sentence_label("How many reviews there are")
        self.which = ComboBox()
        self.which.addItems(list(_SHOWS))
        self.which.setAccessibleName("Which reviews are shown")
        self.which.currentTextChanged.connect(self._filter)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Title or owner")
        self.search.setAccessibleName("Words of a title or an owner")
        clearable(self.search)
        self.search.textChanged.connect(self._filter)
        self.table = RowTable("Reviews, the longest overdue first")
        self.table.opened.connect(lambda row: self.opened.emit(self._shown[row].text.key))
        self.to_calendar = QPushButton("Save as a &calendar…")
        self.to_calendar.clicked.connect(self._save_calendar)
        self.to_sheet = QPushButton("Save as a sheet to &print…")
        self.to_sheet.clicked.connect(self._save_sheet)
        for button in (self.to_calendar, self.to_sheet):
            button.setEnabled(False)
        self.work = WorkBar()
        self.result = sentence_label("What came of it")
        chooser, files = QHBoxLayout(), QHBoxLayout()
        chooser.addWidget(self.which)
        chooser.addWidget(self.search, 1)
        files.addWidget(self.to_calendar)
        files.addWidget(self.to_sheet)
        files.addWidget(self.result, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addLayout(chooser)
        column.addWidget(self.table, 1)
        column.addLayout(files)
        column.addWidget(self.work)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the library anew each time the page is opened."""
        super().showEvent(event)
        self.result.clear()  # what came of a file is of no matter any more
        self.refresh()

    def refresh(self) -> None:
        """Read the reviews from the library, beside the window."""
        today = self._workshop.today()

        def read(_: Progress) -> tuple[tuple[Reviewed, ...], tuple[Due, ...], str]:
            texts = tuple(reviewed(self._workshop))
            lines = due(texts, today)
            return texts, lines, summary_line(lines)

        self.summary.setText(_READING)
        job = Job(read, self)
        job.done.connect(self._show_found)
        job.failed.connect(lambda error: self.summary.setText(str(error)))
        job.done.connect(job.deleteLater)
        job.failed.connect(job.deleteLater)
        job.start()

    def _show_found(self, found: tuple[tuple[Reviewed, ...], tuple[Due, ...], str]) -> None:
        self._texts, self._lines, text = found
        self.summary.setText(text)
        self._filter()
        self.to_calendar.setEnabled(True)
        self.to_sheet.setEnabled(True)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        passes = _SHOWS[self.which.currentText()]
        self._shown = [line for line in self._lines if passes(line) and _has(line, words)]
        heads = ("Due", "Why", "Title", "Owner")
        self.table.rows.show_rows(heads, len(self._shown), self._cells, self._is_overdue)
        self.table.set_shape((24, 30, 0, 18), lines=2)

    def _cells(self, row: int) -> Sequence[str]:
        line = self._shown[row]
        return (line.due_in_words, line.why, line.text.title, line.owner or "nobody yet")

    def _is_overdue(self, row: int) -> bool:
        return self._shown[row].state is ReviewState.OVERDUE

    # -- files -----------------------------------------------------------------------------------

    def _save_calendar(self) -> None:
        texts, title, today = (
            self._texts,
            self._workshop.settings.read().title,
            self._workshop.today(),
        )
        self._save(
            ("Save the reviews as a calendar", "reviews.ics", "Calendars (*.ics)"),
            lambda progress: calendar(title, texts, today, SubProgress(progress)),
        )

    def _save_sheet(self) -> None:
        info, today = library_info(self._workshop.settings.read()), self._workshop.today()
        lines = tuple(self._shown)
        self._save(
            ("Save the reviews as a sheet to print", "reviews.pdf", "PDF (*.pdf)"),
            lambda _: review_sheet(self._sign_off_sheets(), info, lines, today).pdf,
        )

    def _save(self, asked: tuple[str, str, str], make: Callable[[Progress], bytes]) -> None:
        name = self._ask_file(*asked)
        if not name:
            return
        self.result.setText("Writing it …")
        summary: list[str] = []

        def made(progress: Progress) -> bytes:
            pdf = make(progress)
            progress(1.0, "Writing")  # the last moment to stop it
            return pdf

        job = Job(lambda progress: save_file(name, lambda: made(progress), summary.append), self)
        self.work.follow(job, "Writing it")
        job.done.connect(lambda: self.result.setText(summary[0]))
        job.failed.connect(self._not_made)
        job.done.connect(job.deleteLater)
        job.failed.connect(job.deleteLater)
        job.start()

    def _not_made(self, error: Exception) -> None:
        stopped = "You stopped it. Nothing was written."
        is_stopped = isinstance(error, CancelledError)
        self.result.setText(stopped if is_stopped else f"It could not be made: {error}")


def _has(line: Due, words: Sequence[str]) -> bool:
    text = f"{line.text.title} {line.owner} {line.text.key.id}".casefold()
    return all(word in text for word in words)
