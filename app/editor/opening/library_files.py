"""The files of libraries: New, Open, Open recent, Save a copy."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.content.database.connection import Boundary
from app.content.database.snapshot import copy_database
from app.domain.errors import KioskError
from app.editor.document.document import LibraryDocument
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.opening.who import remembered
from app.editor.spelling.dictionaries import OwnWords

RECENT = "files/recent"
_MOST_RECENT = 8
_KINDS = "Libraries (*.db)"


def recent_files(settings: QSettings) -> list[Path]:
    """The libraries that were opened last, the newest first, as far as they are there."""
    found = settings.value(RECENT, [])
    names = [found] if isinstance(found, str) else list(found or ())  # type: ignore[call-overload]
    return [file for name in names if (file := Path(str(name))).is_file()]


def remember_file(settings: QSettings, file: Path) -> None:
    """Put a library first among those that were opened."""
    file = file.resolve()
    others = [other for other in recent_files(settings) if other != file]
    settings.setValue(RECENT, [str(name) for name in (file, *others)[:_MOST_RECENT]])


class LibraryFiles(QObject):
    """The lines of the menu File that are about whole libraries."""

    wanted = Signal(object)
    """The file of a library (a Path) that somebody wants to have open in place of this one."""

    def __init__(
        self,
        document: LibraryDocument,
        settings: QSettings,
        window: QWidget,
        *,
        sample: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._document, self._settings, self._window = document, settings, window
        self._sample = sample
        self.ask_open: Callable[[], str] = self._ask_open
        self.ask_copy: Callable[[], str] = self._ask_copy
        remember_file(settings, document.workshop.file)
        self.new = self._action("&New library…", self.make, "Ctrl+Shift+N")
        self.open = self._action("&Open…", self.open_one, "Ctrl+O")
        self.recent = QMenu("Open &recent", window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.copy = self._action("Save a cop&y…", self.save_copy)
        self._fill_recent()

    def add_to(self, menu: QMenu) -> None:
        """Put the lines at the top of a menu."""
        menu.addActions([self.new, self.open])
        menu.addMenu(self.recent)
        menu.addAction(self.copy)
        menu.addSeparator()

    def _action(self, text: str, act: Callable[[], None], keys: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _: act())
        return action

    def _fill_recent(self) -> None:
        self.recent.clear()
        here = self._document.workshop.file.resolve()
        others = [file for file in recent_files(self._settings) if file != here]
        for file in others:
            text = str(file).replace("&", "&&")
            self.recent.addAction(text).triggered.connect(partial(self._want, file))
        self.recent.setEnabled(bool(others))

    def _want(self, file: Path, _checked: bool = False) -> None:
        self.wanted.emit(file)

    def make(self) -> None:
        """Ask what a new library says of itself, make it, and open it."""
        dialog = NewLibraryDialog(
            self._document.workshop.person or remembered(self._settings),
            self._document.workshop.file.parent,
            self._window,
            sample=self._sample,
        )
        dialog.made.connect(self._want)
        dialog.open()

    def open_one(self) -> None:
        """Ask for a library, and open it."""
        if name := self.ask_open():
            self._want(Path(name))

    def save_copy(self) -> None:
        """Write the library as it stands, with what is typed, into another file."""
        self._document.autosave_now()
        name = self.ask_copy()
        if not name:
            return
        here, file = self._document.workshop.file, Path(name)
        try:
            if file.resolve() == here.resolve():
                self._document.report("That is this library.", "Choose another name for the copy.")
                return
            with tempfile.TemporaryDirectory(dir=file.parent, prefix=".copy-") as beside:
                made = Path(beside) / file.name
                with Boundary(here):
                    copy_database(here, made)
                made.replace(file)
            OwnWords(here).copy_to(file)
        except KioskError as error:
            self._document.report(error.problem, error.hint)
        except OSError as error:
            problem = f"{file} cannot be written: {error.strerror}."
            self._document.report(problem, "See that the folder is there and may be written.")
        else:
            self._document.report(f"A copy is in {file}.", "You go on working in this library.")

    def _ask_open(self) -> str:
        folder = str(self._document.workshop.file.parent)
        return QFileDialog.getOpenFileName(self._window, "Open a library", folder, _KINDS)[0]

    def _ask_copy(self) -> str:
        here = self._document.workshop.file
        before = str(here.with_name(f"{here.stem} copy.db"))
        return QFileDialog.getSaveFileName(self._window, "Save a copy", before, _KINDS)[0]
