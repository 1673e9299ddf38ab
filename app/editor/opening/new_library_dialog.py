"""What a new library says of itself: name, language, who signs, whom to ask, the helpline."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from app.content.checks.cells import most_in
from app.content.workshop.new_library import NewLibrary, in_one_sentence, make_library
from app.domain.errors import KioskError
from app.domain.governance.governance import Person
from app.editor.widgets.inputs import ComboBox
from app.editor.widgets.path_row import add_path
from app.editor.widgets.tables import sentence_label

_LEAD = (
    "The kiosk uses these words on its first screen, in its notices and on its sheets. You can"
    " change them later, under “Library settings”."
)
_LANGUAGES = (
    *("en-GB", "cy", "ga", "gd", "ar", "bn", "fr", "gu", "de", "el", "hu", "it", "ku", "lt"),
    *("ne", "fa", "pl", "pt", "pa", "ro", "ru", "sk", "so", "es", "ta", "tr", "uk", "ur"),
)


def _file_name(title: str) -> str:
    """A file's name that says which library it is, on every system."""
    words = re.findall(r"[\w]+", title.lower())
    return "-".join(words)[:60] or "library"


class NewLibraryDialog(QDialog):
    """Asks for it all, says at once all that is missing, and makes the file."""

    made = Signal(object)
    """The file of the library (a Path) that was made."""

    def __init__(
        self,
        person: Person,
        folder: Path,
        parent: QWidget | None = None,
        *,
        sample: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._person, self._folder, self._sample = person, folder, sample
        self._own_place = False
        self.setWindowTitle("New library")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lead = sentence_label("What this is for")
        lead.setText(_LEAD)
        self.problem = sentence_label("What is missing")
        self.title = self._line("Living with asthma", most_in("library", "title"))
        self.language = ComboBox()
        for tag in _LANGUAGES:
            name = QLocale.languageToString(QLocale(tag).language())
            self.language.addItem(f"{name} ({tag})", tag)
        self.people = ComboBox()
        self.people.addItem("Two people: who signs is not who wrote it", 2)
        self.people.addItem("One person", 1)
        self.whom = self._line("the asthma nurse", most_in("library", "whom_to_ask"))
        welcome = most_in("library", "welcome")
        self.welcome = self._line("Left empty, it is the name", welcome)
        helpline = most_in("contact_text", "name")
        self.helpline = self._line("Left empty, there is none yet", helpline)
        self.phone = self._line("020 7946 0000", most_in("contact", "phone"))
        self.from_sample = QCheckBox("Begin with the pages of the &sample, to change them")
        self.from_sample.toggled.connect(self._show_language)
        self.from_sample.setVisible(sample is not None)
        self.place = self._line("Where the file goes")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = buttons.addButton("&Make the library", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(lead)
        for label, field in (
            ("&Name", self.title),
            ("&Language", self.language),
            ("Who si&gns", self.people),
            ("&Whom families ask", self.whom),
            ("&First screen", self.welcome),
            ("&Helpline", self.helpline),
            ("Its n&umber", self.phone),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        form.addRow(self.from_sample)
        add_path(form, "F&ile", self.place, self._choose)
        self.place.setAccessibleName("File")
        form.addRow(self.problem)
        form.addRow(buttons)
        self.title.textChanged.connect(self._propose)
        self.place.textEdited.connect(self._placed)
        self._propose("")
        self.resize(self.fontMetrics().averageCharWidth() * 84, self.sizeHint().height())

    def _line(self, example: str, most: int = 0) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(example)
        if most:
            problem = f"At most {most:,} letters fit in there: the rest was left out."
            line.setMaxLength(most)
            line.inputRejected.connect(lambda: self.problem.setText(problem))
        return line

    def _propose(self, title: str) -> None:
        """The file is named after the library, until somebody says otherwise."""
        if not self._own_place:
            self.place.setText(str(self._folder / f"{_file_name(title)}.db"))

    def _placed(self) -> None:
        self._own_place = True

    def _choose(self) -> None:
        text = "Where does the library go?"
        name, _ = QFileDialog.getSaveFileName(self, text, self.place.text(), "Libraries (*.db)")
        if name:
            self._own_place = True
            self.place.setText(name)

    def _show_language(self, is_sample: bool) -> None:
        """The sample's pages are in one language."""
        self.language.setEnabled(not is_sample)
        if is_sample:
            self.language.setCurrentIndex(self.language.findData("en-GB"))

    def _wanted(self) -> NewLibrary:
        fields = (self.whom, self.welcome, self.helpline, self.phone)
        texts = (" ".join(field.text().split()) for field in fields)
        return NewLibrary(
            " ".join(self.title.text().split()),
            str(self.language.currentData()),
            int(self.people.currentData()),
            *texts,
        )

    def _make(self) -> None:
        wanted = self._wanted()
        if missing := wanted.missing():
            self.problem.setText(in_one_sentence(missing))
            return
        file = Path(self.place.text().strip() or self._folder / _file_name(wanted.title))
        if file.suffix.lower() != ".db":
            file = file.with_name(f"{file.name}.db")
        sample = self._sample if self.from_sample.isChecked() else None
        try:
            make_library(file, wanted, self._person, sample=sample)
        except KioskError as error:
            self.problem.setText(str(error))
            return
        self.accept()
        self.made.emit(file)
