"""What the middle shows while nothing is open: what to do, and what waits to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.governance.governance import LIBRARY_KEY, ItemKind, ItemStatus
from app.editor.document.document import LibraryDocument
from app.editor.ports import PUBLISH, REVIEWS, SIGN_LIBRARY
from app.editor.texts.status_labels import Filter, passes
from app.editor.widgets.icons import icon
from app.editor.widgets.tables import heading

_STEPS = (
    "Choose a page, a contact or a word on the left. “New” adds one.",
    "Change its words in the middle. On the right you see what a family will see. "
    "What you type is kept as you go, and Ctrl+Z undoes it.",
    "“Save” makes it a draft. Families still see what they saw before.",
    "Under “Check and sign”, somebody checks it, and a second person signs it.",
    "“Publish” puts everything that is signed into the next edition. Then families see it.",
)
_LINE = 100
"""Letters on a line, so that it can be read at a glance."""
_PAGES = {
    REVIEWS: ("clock", "All reviews, by their dates"),
    PUBLISH: ("shield-check", "Publish…"),
}
_LIBRARY = "Title, order or settings wait for a signature"
_NOTHING = "Nothing waits. Everything is signed and published, and no review is due."
_EMPTY = (
    "There is no page in this library yet. “New” adds a section, and then a page in it. A page"
    " needs a source before it can be signed: “New source…” stands on its form."
)
_PAGE_KINDS = (ItemKind.TOPIC, ItemKind.WALKTHROUGH)
_COUNTED = {
    Filter.DRAFTS: ("pencil", "{} drafts", "1 draft"),
    Filter.WAITING: ("hourglass", "{} wait for a signature", "1 waits for a signature"),
    Filter.SIGNED: ("check", "{} signed, not yet published", "1 signed, not yet published"),
    Filter.SOURCE: (
        "book-open",
        "{} stand on a source that has changed",
        "1 stands on a source that has changed",
    ),
    Filter.DUE: ("clock", "{} reviews due soon", "1 review due soon"),
    Filter.OVERDUE: ("triangle-alert", "{} reviews overdue", "1 review overdue"),
}


class StartPage(QScrollArea):
    """The way from a typo to the families' screen, and buttons to what waits."""

    chosen = Signal(object)
    """The Filter that somebody asked for."""
    wanted = Signal(str)
    """The name of the library panel that somebody asked for."""

    def __init__(self, document: LibraryDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        column.addWidget(heading("How a change reaches families"))
        for number, step in enumerate(_STEPS, start=1):
            label = QLabel(f"{number}. {step}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LINE)
            column.addWidget(label)
        column.addSpacing(12)
        column.addWidget(heading("What waits"))
        self.nothing = QLabel()
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        self.buttons: dict[Filter, QPushButton] = {}
        for one, (name, _, _) in _COUNTED.items():
            button = QPushButton(icon(name), "")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, chosen=one: self.chosen.emit(chosen))
            self.buttons[one] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.library = QPushButton(icon("hourglass"), _LIBRARY)
        self.library.setAutoDefault(False)
        self.library.clicked.connect(lambda: self.wanted.emit(SIGN_LIBRARY))
        column.addWidget(self.library, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        self.pages: dict[str, QPushButton] = {}
        for name, (sign, title) in _PAGES.items():
            page = QPushButton(icon(sign), title)
            page.setAutoDefault(False)
            page.clicked.connect(lambda _=False, wanted=name: self.wanted.emit(wanted))
            self.pages[name] = page
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.show_counts()

    def show_counts(self) -> None:
        """Count anew what waits."""
        today = self.document.today()
        some = False
        for one, (_, many, single) in _COUNTED.items():
            count = sum(passes(row, one, today) for row in self.document.all_rows())
            some = some or count > 0
            self.buttons[one].setText(single if count == 1 else many.format(count))
            self.buttons[one].setVisible(count > 0)
        rows = self.document.all_rows()
        has_pages = any(row.key.kind in _PAGE_KINDS for row in rows)
        waits = has_pages and self._library_waits()
        some = some or waits
        self.library.setVisible(waits)
        self.nothing.setText(_NOTHING if has_pages else _EMPTY)
        self.nothing.setVisible(not (some and has_pages))

    def _library_waits(self) -> bool:
        """Whether what the library says of itself is to be signed; a sample's need not be."""
        items, settings = self.document.workshop.items, self.document.workshop.settings
        row = items.row(LIBRARY_KEY)
        if row is None or row.status in (ItemStatus.SIGNED, ItemStatus.LIVE):
            return False
        return row.has_signed_version or not settings.read().sample
