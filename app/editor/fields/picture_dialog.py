"""A picture from a file, put into a text: it is read beside the window, and described first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.content.reader.picture_form import picture_of
from app.content.reader.pictures import written
from app.domain.errors import KioskError
from app.domain.library.markup import Picture, PictureUse
from app.domain.progress import CancelledError
from app.editor.widgets.tables import sentence_label
from app.editor.widgets.waiting import wait_for

AddPicture = Callable[[str, Picture], str]
"""Takes a picture into the library, named after the words."""

KINDS = "Pictures (*.png *.jpg *.jpeg *.webp *.svg)"
_LEAD = (
    "Say what there is to see, in a sentence, for those who cannot see it: it is read aloud, and"
    " stands in for the picture. A caption stands below it, for everybody."
)
_SHOWN = QSize(320, 200)
_LETTERS = 70


class PictureDialog(QDialog):
    """Asks what a picture shows, or whether nobody misses anything without it."""

    def __init__(
        self, picture: Picture, parent: QWidget | None = None, *, use: PictureUse | None = None
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setWindowTitle("Picture")
        lead = sentence_label("What to write")
        lead.setText(_LEAD)
        shown = QPixmap()
        shown.loadFromData(picture.data)
        self.shown = QLabel()
        self.shown.setAccessibleName("The picture")
        self.shown.setPixmap(
            shown.scaled(
                _SHOWN,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self.alt, self.caption = QLineEdit(), QLineEdit()
        self.credit, self.licence = QLineEdit(), QLineEdit()
        self.decorative = QCheckBox("It only &decorates: nobody misses anything without it")
        form = QFormLayout()
        for label, line in (
            ("&What there is to see", self.alt),
            ("", self.decorative),
            ("&Caption", self.caption),
            ("W&hose it is", self.credit),
            ("&Licence", self.licence),
        ):
            form.addRow(label, line)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("&Put it in" if use is None else "&Change it")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.alt.textChanged.connect(self._enable)
        self.decorative.toggled.connect(self._enable)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addWidget(self.shown)
        column.addLayout(form)
        column.addWidget(buttons)
        if use is not None:
            self.alt.setText(use.alt)
            self.caption.setText(use.caption)
            self.credit.setText(use.credit)
            self.licence.setText(use.licence)
            self.decorative.setChecked(use.is_decorative)
        self._enable()
        self.alt.setFocus()
        self.resize(self.fontMetrics().averageCharWidth() * _LETTERS, self.sizeHint().height())

    def _enable(self) -> None:
        is_decorative = self.decorative.isChecked()
        for line in (self.alt, self.caption):
            line.setEnabled(not is_decorative)
        self.ok.setEnabled(is_decorative or bool(self.alt.text().strip()))

    def use(self) -> PictureUse:
        """The picture as it is described."""
        rights = (self.credit.text(), self.licence.text())
        if self.decorative.isChecked():
            return PictureUse(self._picture.digest, "", "", *rights)
        return PictureUse(self._picture.digest, self.alt.text(), self.caption.text(), *rights)


def ask_about_picture(
    parent: QWidget, picture: Picture, use: PictureUse, chosen: Callable[[str], object]
) -> None:
    """Ask anew what a picture shows; `chosen` gets its mark."""
    dialog = PictureDialog(picture, parent.window(), use=use)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: chosen(written(dialog.use())))
    dialog.open()


def ask_for_picture(
    parent: QWidget,
    add: AddPicture,
    chosen: Callable[[str], object],
    failed: Callable[[str], object],
) -> None:
    """Ask for a file and what it shows; `chosen` gets the mark to put into a text."""
    name, _ = QFileDialog.getOpenFileName(parent, "Picture", "", KINDS)
    if not name:
        return
    file = Path(name)
    try:
        picture = read_picture(file, parent)
    except CancelledError:
        return
    except KioskError as error:
        failed(f"{error} Nothing was put in.")
        return
    dialog = PictureDialog(picture, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def put_in() -> None:
        try:
            add(file.name, picture)
        except KioskError as error:
            failed(f"{error} Nothing was put in.")
            return
        chosen(written(dialog.use()))

    dialog.accepted.connect(put_in)
    dialog.open()


def read_picture(file: Path, parent: QWidget) -> Picture:
    """The picture, decoded and written anew in a process of its own, with a way to cancel."""
    # bs4 and others are slow to load.
    from app.content.importing.errors import ImportingError  # noqa: PLC0415
    from app.content.importing.files import bytes_of  # noqa: PLC0415
    from app.content.importing.reading import ReadingProcess  # noqa: PLC0415

    reader = ReadingProcess()

    def work() -> bytes:
        with reader:
            return reader.picture(file.name, bytes_of(file))

    made = picture_of(wait_for(work, "Reading the picture\u2026", reader.stop, parent))
    if isinstance(made, str):
        raise ImportingError(file.name, f"It {made}.", "Save it as PNG, and try again.")
    return made
