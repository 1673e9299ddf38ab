"""The dialog for the keys of a signed folder: one is copied, exchanged, or counts no more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QWidget,
)

from app.domain.errors import KioskError
from app.editor.widgets.inputs import ComboBox
from app.editor.widgets.path_row import add_path
from app.editor.widgets.tables import sentence_label

BACK_UP, EXCHANGE, REVOKE = range(3)
_ACTS = ("Copy a key to another place", "Put a new key in one's place", "Let a key count no more")
_TEXT = (
    "Copy each key once, so that it is not lost. Put a new key in the place of one that is lost or"
    " stolen: that takes the key from the envelope; where three hold keys, two of theirs and the"
    " desk's. Where the key from the envelope is lost, or two of the three: set up signing in"
    " another folder, and take its 1.root.json to each kiosk."
)
_FILES = "Keys (*.pem)"
_SIGNERS = 3
"""How many keys may be asked for: two holders' and the desk's."""


class KeysDialog(QDialog):
    """Asks what is to be done with which key, and for the keys that it takes."""

    def __init__(self, editions: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editions = editions
        self.done_text = ""
        self.setWindowTitle("Keys")
        text = QLabel(_TEXT)
        text.setWordWrap(True)
        self.act, self.old = ComboBox(), ComboBox()
        self.act.addItems(_ACTS)
        self.act.setAccessibleName("What to do")
        self.old.setAccessibleName("The key that is to count no more")
        self.place, self.new_passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.stolen = QCheckBox("It was &stolen: begin the list without editions")
        self.keys = [(QLineEdit(), QLineEdit()) for _ in range(_SIGNERS)]
        self.problem = sentence_label("What stands in the way")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do = buttons.addButton("&Do it", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._do)
        buttons.rejected.connect(self.reject)
        self._form = form = QFormLayout(self)
        form.addRow(text)
        form.addRow("&What to do", self.act)
        form.addRow("&Key", self.old)
        self._place = self._add_file("New &file, as in new.pem", self.place)
        form.addRow("Its &passphrase", _hidden(self.new_passphrase, "The new key's passphrase"))
        form.addRow("The same &again", _hidden(self.again, "The new key's passphrase again"))
        form.addRow("", self.stolen)
        self._signers: list[QLayout | QLineEdit] = []
        for number, (file, passphrase) in enumerate(self.keys, start=1):
            file.setAccessibleName(f"Key file {number}")
            self._signers += [self._add_file(f"Key file &{number}", file), passphrase]
            form.addRow("Passphrase", _hidden(passphrase, f"Passphrase of key file {number}"))
        form.addRow(self.problem)
        form.addRow(buttons)
        self.act.currentIndexChanged.connect(self._show_fields)
        for field in (self.place, self.new_passphrase, self.again, *self.keys[0]):
            field.textChanged.connect(self._allow)
        self._read_names()
        self._show_fields()

    def _add_file(self, label: str, field: QLineEdit) -> QLayout:
        """A field for a file, with a button that looks for it; what is hidden with it."""
        return add_path(self._form, label, field, lambda: self._choose(field), "Choose…")

    def _choose(self, field: QLineEdit) -> None:
        if field is not self.place:
            found, _ = QFileDialog.getOpenFileName(self, "Which key?", field.text(), _FILES)
        elif self.act.currentIndex() == BACK_UP:
            found = QFileDialog.getExistingDirectory(self, "Which folder?", field.text())
        else:
            found, _ = QFileDialog.getSaveFileName(self, "A new key", field.text(), _FILES)
        if found:
            field.setText(found)

    def _read_names(self) -> None:
        # Loaded here: the editor's start does without what signs.
        from app.content.signing.exchange import names_of_keys  # noqa: PLC0415

        try:
            self.old.addItems(names_of_keys(self._editions))
        except KioskError as error:
            self.problem.setText(str(error))

    def _allow(self) -> None:
        """Nothing is done before what it takes is there."""
        act = self.act.currentIndex()
        needed = [*self.keys[0]]
        needed += [self.place] if act != REVOKE else []
        needed += [self.new_passphrase, self.again] if act == EXCHANGE else []
        is_known = act == BACK_UP or self.old.count() > 0
        self.do.setEnabled(is_known and all(field.text().strip() for field in needed))

    def _show_fields(self) -> None:
        """Ask for what the act needs and for nothing else."""
        act = self.act.currentIndex()
        form = self._form
        self.place.setAccessibleName(
            "The folder for the copy" if act == BACK_UP else "The new key's file"
        )
        label = form.labelForField(self._place)
        if isinstance(label, QLabel):
            label.setText("&Into this folder" if act == BACK_UP else "New &file, as in new.pem")
        form.setRowVisible(self._place, act != REVOKE)
        for row in (self.old, self.stolen, *self._signers[2:]):
            form.setRowVisible(row, act != BACK_UP)
        for line in (self.new_passphrase, self.again):
            form.setRowVisible(line, act == EXCHANGE)
        self._allow()
        width = self.fontMetrics().averageCharWidth() * 84
        form.activate()
        self.resize(width, max(self.sizeHint().height(), form.totalHeightForWidth(width)))

    def _do(self) -> None:
        if self.act.currentIndex() == EXCHANGE and self.new_passphrase.text() != self.again.text():
            self.problem.setText("The passphrase and its repetition differ. Type both again.")
            return
        try:
            self.done_text = self._act()
        except KioskError as error:
            self.problem.setText(str(error))
        else:
            self.accept()

    def _act(self) -> str:
        from app.content.signing.exchange import Exchange, copy_key, exchange  # noqa: PLC0415

        keys = [(Path(f.text().strip()), p.text()) for f, p in self.keys if f.text().strip()]
        place = Path(self.place.text().strip())
        if self.act.currentIndex() == BACK_UP:
            copy = copy_key(keys[0], place)
            return f"{copy} is there. Put it away, apart from the key."
        new = (place, self.new_passphrase.text()) if self.act.currentIndex() == EXCHANGE else None
        old, stolen = self.old.currentText(), self.stolen.isChecked()
        waits = exchange(self._editions, Exchange(old, new, stolen), keys)
        said = [f"{old} counts no more."]
        if new is not None:
            said.append(f"Copy {new[0]} to another place, once.")
        if stolen:
            said.append("The list holds no edition now: publish again.")
        if waits:
            said.append(f"Kiosks see it when {waits} more sign (clinic-content keys sign).")
        return " ".join(said)


def _hidden(field: QLineEdit, name: str) -> QLineEdit:
    """A field for a passphrase."""
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
