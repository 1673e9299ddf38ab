"""The menus of the window, with their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar

from app.editor.opening.library_files import LibraryFiles
from app.editor.ports import SOURCES, LibraryPanel, WindowCommands

Keys = QKeySequence.StandardKey | str | None


class Menus:
    """File, Edit, Library and Help; others may add to them."""

    def __init__(  # noqa: PLR0913 - what the menus lead to
        self,
        bar: QMenuBar,
        library: QMenu,
        undo: QUndoStack,
        window: WindowCommands,
        files: LibraryFiles,
        *,
        read_only: bool,
    ) -> None:
        self._bar, self._library, self._window = bar, library, window
        self.file = bar.addMenu("&File")
        files.add_to(self.file)
        self.edit = bar.addMenu("&Edit")
        bar.addMenu(library)
        self.help = bar.addMenu("&Help")
        self._add_file(read_only=read_only)
        self._add_edit(undo, read_only=read_only)
        self.help.addAction(self.action("&How it works", "F1", window.go_to_start))
        self.help.addAction(self.action("&Who am I…", None, window.ask_who))

    def _add_file(self, *, read_only: bool) -> None:
        self.save = self.action("&Save", QKeySequence.StandardKey.Save, self._window.save)
        self.import_files = self.action("&Bring in files…", None, self._window.dialogs.ask_files)
        for action in (self.save, self.import_files):
            action.setEnabled(not read_only)
        self.close = self.action("&Close", QKeySequence.StandardKey.Quit, self._window.close)
        self.file.addActions([self.save, self.import_files])
        self.file.addSeparator()
        self.file.addAction(self.close)

    def _add_edit(self, stack: QUndoStack, *, read_only: bool) -> None:
        undo = stack.createUndoAction(self._bar, "&Undo")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo = stack.createRedoAction(self._bar, "&Redo")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.edit.addActions([undo, redo])
        self.edit.addSeparator()
        self.edit.addAction(self.action("&Find in the library", "Ctrl+F", self._window.search))
        replace = self.action("Find and r&eplace…", "Ctrl+H", self._window.replace)
        replace.setEnabled(not read_only)
        self.edit.addAction(replace)
        update = self.action(
            "Update what te&xts say of contacts…", None, self._window.dialogs.update_contacts
        )
        update.setEnabled(not read_only)
        self.edit.addAction(update)

    def add_panels(self, panels: Iterable[LibraryPanel]) -> None:
        """Add the pages about the whole library below "Library"; the tree opens the sources."""
        shown = [panel for panel in panels if panel.name != SOURCES]
        if shown:
            self._library.addSeparator()
        for panel in shown:
            show = partial(self._window.show_panel, panel.name)
            self._library.addAction(self.action(panel.title, None, show))

    def action(self, label: str, keys: Keys, act: Callable[[], object]) -> QAction:
        """A line of a menu."""
        action = QAction(label, self._bar)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _: act())
        return action
