"""The fields of how a library looks: its accent, with the contrast in words, pictures and icons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from app.content.checks.findings import Level
from app.domain.errors import KioskError
from app.domain.library.appearance import (
    ACCENT,
    accent_fault,
    in_words,
    is_colour,
    least_contrast,
)
from app.domain.progress import CancelledError
from app.editor.fields.choice_fields import ChooseField
from app.editor.fields.field import Field, LineField
from app.editor.fields.picture_dialog import KINDS, AddPicture, read_picture
from app.editor.widgets.icons import names

_SWATCH = 24
_LINES = 4


class AccentField(LineField):
    """A colour, typed or chosen; what it stands on says whether it can be read."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.swatch = QLabel()
        self.swatch.setAccessibleName("The colour")
        self.contrast = QLabel()
        self.contrast.setTextFormat(Qt.TextFormat.PlainText)
        self.contrast.setWordWrap(True)
        self.choose = QPushButton("Choose a c&olour…")
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.choose)
        beside.addWidget(self.swatch)
        beside.addWidget(self.contrast, 1)
        self.column.insertWidget(self.column.count() - 1, row)
        self.choose.clicked.connect(self._ask)
        self.edited.connect(self._say)

    def show_value(self, value: Any) -> None:
        """Show a colour, and its contrast."""
        super().show_value(value)
        self._say(value)

    def _say(self, value: object) -> None:
        accent = str(value or "").strip().lower()
        shown = accent if is_colour(accent) else ACCENT if not accent else ""
        pixmap = QPixmap(_SWATCH, _SWATCH)
        pixmap.fill(QColor(shown or "transparent"))
        self.swatch.setPixmap(pixmap)
        self.contrast.setText(sentence(accent))
        fault = accent_fault(accent)
        self.show_notes([(Level.ERROR, f"{fault} Choose a darker colour.")] if fault else ())

    def _ask(self) -> None:
        now = QColor(self.box.text().strip() or ACCENT)
        chosen = QColorDialog.getColor(now, self, "Accent")
        if chosen.isValid():
            self.show_value(chosen.name())
            self.edited.emit(chosen.name())
            self.left.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        super().set_read_only(read_only)
        self.choose.setEnabled(not read_only)


def sentence(accent: str) -> str:
    """The contrast of an accent, in words."""
    if accent and not is_colour(accent):
        return ""
    least, ground = least_contrast(accent or ACCENT)
    usual = "" if accent else "The usual colour. "
    return f"{usual}Contrast at least {in_words(least)}, with {ground}."


class PictureField(ChooseField):
    """A picture of the library, or one from a file; the values are digests."""

    asked_for_file = Signal()

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.button = QPushButton("From a file…")
        self.button.setAccessibleName(f"{self.caption}: from a file")
        self.column.insertWidget(self.column.count() - 1, self.button)
        self._add: AddPicture | None = None
        self._names: Callable[[], dict[str, str]] = dict
        self.button.clicked.connect(self._ask)

    def take_pictures(self, add: AddPicture, names: Callable[[], dict[str, str]]) -> None:
        """Where pictures go that come from files, and what those that are there are called."""
        self._add, self._names = add, names
        self.refresh()

    def refresh(self) -> None:
        """Offer the pictures that are there."""
        self.set_choices([("", "None"), *self._names().items()])

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.caption, "", KINDS)
        if not name or self._add is None:
            return
        try:
            picture = read_picture(Path(name), self)
            self._add(Path(name).name, picture)
        except CancelledError:
            return
        except KioskError as error:
            self.show_notes([(Level.ERROR, f"{error} Nothing was put in.")])
            return
        self.refresh()
        self.show_value(picture.digest)
        self.edited.emit(picture.digest)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        super().set_read_only(read_only)
        self.button.setEnabled(not read_only)


class IconsField(Field):
    """Icons of the library's own, from files; the value is pairs of a name and a digest."""

    def __init__(self, name: str, label: str, help_text: str = "") -> None:
        super().__init__(name, label, help_text)
        self.list = QListWidget()
        self.list.setFixedHeight(_LINES * self.list.fontMetrics().lineSpacing() + 12)
        self.add, self.take_out = QPushButton("Add from a file…"), QPushButton("Take it out")
        for button in (self.add, self.take_out):
            button.setAccessibleName(f"{self.caption}: {button.text().rstrip('…').lower()}")
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.add)
        beside.addWidget(self.take_out)
        beside.addStretch()
        self.put_in(self.list, row, buddy=self.list)
        self._icons: tuple[tuple[str, str], ...] = ()
        self._keep: AddPicture | None = None
        self._read_only = False
        self.add.clicked.connect(self._ask)
        self.take_out.clicked.connect(self._take_out)
        self.list.currentRowChanged.connect(self._show_what_can_be_done)

    def take_pictures(self, add: AddPicture) -> None:
        """Where pictures go that come from files."""
        self._keep = add

    def show_value(self, value: Any) -> None:
        """Show the icons by their names."""
        row = self.list.currentRow()
        self._icons = tuple(value or ())
        self.list.clear()
        self.list.addItems([name for name, _ in self._icons])
        self.list.setCurrentRow(min(row, len(self._icons) - 1))
        self._show_what_can_be_done()

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self._read_only = read_only
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        self.add.setEnabled(not self._read_only)
        self.take_out.setEnabled(not self._read_only and self.list.currentRow() >= 0)

    def _ask(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, self.caption, "", KINDS)
        if not file or self._keep is None:
            return
        try:
            picture = read_picture(Path(file), self)
            name = self._keep(Path(file).name, picture)
        except CancelledError:
            return
        except KioskError as error:
            self.show_notes([(Level.ERROR, f"{error} Nothing was put in.")])
            return
        name = f"own-{name}" if name in names() else name
        self._change(tuple(sorted({**dict(self._icons), name: picture.digest}.items())))

    def _take_out(self) -> None:
        row = self.list.currentRow()
        self._change(self._icons[:row] + self._icons[row + 1 :])

    def _change(self, icons: tuple[tuple[str, str], ...]) -> None:
        self.show_value(icons)
        self.edited.emit(icons)
