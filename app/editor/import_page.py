"""The page that brings text in: what will change is shown first, then saved as drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.content.importing import bringing
from app.content.importing.changes import Change, ChangeKind, changes
from app.content.importing.contacts import ContactSheet, read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.pages import Page
from app.content.importing.reading import bytes_of, read_pages
from app.content.workshop import Workshop
from app.content.workshop.values import Refused
from app.domain.errors import ContentError
from app.domain.governance import ItemKey
from app.editor.background import Job

_SHEETS = (".xlsx", ".csv", ".tsv", ".xls", ".ods")
_KINDS = "Pages and contacts (*.docx *.md *.markdown *.xlsx *.csv)"


@dataclass(frozen=True, slots=True)
class Found:
    """What some files hold: pages, or contacts; and what is wrong with the others."""

    pages: tuple[Page, ...]
    sheets: tuple[ContactSheet, ...]
    wrong: tuple[str, ...]


def read(files: Sequence[Path]) -> Found:
    """Read files of either kind."""
    sheets, wrong = [], []
    pages = read_pages([file for file in files if file.suffix.lower() not in _SHEETS])
    for file in files:
        if file.suffix.lower() in _SHEETS:
            try:
                sheets.append(read_contacts(file.name, bytes_of(file)))
            except ImportingError as error:
                wrong.append(str(error))
    return Found(pages.pages, tuple(sheets), (*map(str, pages.refused), *wrong))


class ImportPage(QWidget):
    """Choose files, see what would come of them, bring them in."""

    brought = Signal(object)
    """The ItemKeys of the drafts that were saved."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QWidget | None = None,
        *,
        ask_files: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._ask_files = ask_files or self._ask
        self._found = Found((), (), ())
        self._changes: list[Change] = []
        self.choose_button = QPushButton("&Choose files…")
        self.choose_button.clicked.connect(self.choose)
        self.sentence = _label("What was read")
        self.sentence.setText(
            "Word documents (.docx) and Markdown (.md) become pages; spreadsheets (.xlsx, .csv)"
            " become contacts. You see first what will change. Everything comes in as a draft."
        )
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["From", "Becomes", "Title", "What to know"])
        self.table.setAccessibleName("What will change")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.wrong = _label("What could not be read")
        self.section = QComboBox()
        self.section.setAccessibleName("The section for new pages")
        section_label = QLabel("&Section for new pages")
        section_label.setBuddy(self.section)
        self.button = QPushButton("&Bring them in as drafts")
        self.button.setEnabled(False)
        self.button.clicked.connect(self.bring)
        foot = QHBoxLayout()
        foot.addWidget(section_label)
        foot.addWidget(self.section)
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.addWidget(self.sentence)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        column.addWidget(self.wrong)
        column.addLayout(foot)

    def _ask(self) -> Sequence[str]:
        files, _ = QFileDialog.getOpenFileNames(self, "Bring in", "", _KINDS)
        return files

    def choose(self) -> None:
        """Ask for files, and read them beside the window."""
        files = [Path(file) for file in self._ask_files()]
        if not files:
            return
        self.sentence.setText("Reading …")
        self.button.setEnabled(False)
        job = Job(lambda tell: read(files), self)
        job.done.connect(self._show)
        job.failed.connect(self._failed)
        job.start()

    def _failed(self, error: Exception) -> None:
        self.sentence.setText(f"It could not be read: {error}.")

    def _show(self, found: Found) -> None:
        self._found = found
        self.section.clear()
        for section in self._workshop.sections():
            self.section.addItem(section.title, section.id)
        rows = [row for sheet in found.sheets for row in sheet.rows]
        existing = bringing.contacts_now(self._workshop) if rows else []
        self._changes = changes(rows, existing)
        cells = [*map(self._page_cells, found.pages), *map(_contact_cells, self._changes)]
        self.table.setRowCount(len(cells))
        for number, words in enumerate(cells):
            for column, text in enumerate(words):
                self.table.setItem(number, column, QTableWidgetItem(text))
        self.table.resizeRowsToContents()
        wrong = [*found.wrong, *(str(f) for sheet in found.sheets for f in sheet.faults)]
        wrong += [told for sheet in found.sheets for told in sheet.told]
        self.wrong.setText("\n".join(wrong))
        coming = len(found.pages) + len(self._coming())
        self.section.setEnabled(bool(found.pages))
        self.button.setEnabled(bool(coming) and not self._workshop.read_only)
        self.sentence.setText(
            f"Drafts that would come in: {coming}." if coming else "There is nothing to bring in."
        )

    def _coming(self) -> list[Change]:
        return [c for c in self._changes if c.kind in (ChangeKind.NEW, ChangeKind.CHANGED)]

    def _page_cells(self, page: Page) -> tuple[str, str, str, str]:
        replaced = bringing.replaced_by(self._workshop, page)
        becomes = f"New draft of {replaced.id}" if replaced else "New page"
        dropped = "\n".join(str(dropped) for dropped in page.dropped)
        return page.file, becomes, page.title, dropped or "Nothing was dropped."

    def bring(self) -> None:
        """Save what was shown, as drafts."""
        keys: list[ItemKey] = []
        try:
            for page in self._found.pages:
                section = str(self.section.currentData() or "")
                why = f"From {page.file}"
                keys.append(bringing.bring_page(self._workshop, page, section, why))
            coming = self._coming()
            keys += bringing.bring_contacts(self._workshop, coming, "From a spreadsheet")
        except (Refused, ContentError) as error:
            self.sentence.setText(f"{error} Drafts that came in before that: {len(keys)}.")
        else:
            names = ", ".join(key.id for key in keys)
            self.sentence.setText(f"They are drafts now: {names}. Families see no change.")
        self._found = Found((), (), ())
        self._changes = []
        self.button.setEnabled(False)
        if keys:
            self.brought.emit(keys)


def _contact_cells(change: Change) -> tuple[str, str, str, str]:
    becomes = {
        ChangeKind.NEW: "New contact",
        ChangeKind.CHANGED: f"New draft of {change.contact.id}",
        ChangeKind.SAME: "No change",
        ChangeKind.UNCLEAR: "Left out",
    }[change.kind]
    fields = (f"{f.column}: {f.before or '–'} → {f.after or '–'}" for f in change.fields)  # noqa: RUF001
    known = "\n".join(fields) or change.problem
    return f"Row {change.row}", becomes, change.contact.name, known


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    return label
