"""The menus of the window, with their keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from app.editor.ports import SOURCES

if TYPE_CHECKING:
    from app.editor.window import EditorWindow

Keys = QKeySequence.StandardKey | str | None


class Menus:
    """File, Edit, Library and Help; others may add to them."""

    def __init__(self, window: EditorWindow) -> None:
        self._window = window
        bar = window.menuBar()
        self.file = bar.addMenu("&File")
        self.edit = bar.addMenu("&Edit")
        bar.addMenu(window.library.menu)
        self.help = bar.addMenu("&Help")
        self.save = self.action("&Save", QKeySequence.StandardKey.Save, window.save)
        self.bring_in = self.action("&Bring in files…", None, window.ask_files)
        for action in (self.save, self.bring_in):
            action.setEnabled(not window.workshop.read_only)
        self.close = self.action("&Close", QKeySequence.StandardKey.Quit, window.close)
        self.file.addActions([self.save, self.bring_in])
        self.file.addSeparator()
        self.file.addAction(self.close)
        undo = window.document.undo.createUndoAction(window, "&Undo")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo = window.document.undo.createRedoAction(window, "&Redo")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.edit.addActions([undo, redo])
        self.edit.addSeparator()
        self.edit.addAction(self.action("&Find in the library", "Ctrl+F", window.search))
        self.help.addAction(self.action("&How it works", "F1", window.go_to_start))
        self.help.addAction(self.action("&Who am I…", None, window.welcome.ask_who))
        self._add_panels()

    def _add_panels(self) -> None:
        shown = [p for p in self._window.panels.panels.values() if p.name != SOURCES]
        if shown:
            self._window.library.menu.addSeparator()
        for panel in shown:
            action = self.action(panel.title, None, partial(self._window.show_panel, panel.name))
            self._window.library.menu.addAction(action)

    def action(self, words: str, keys: Keys, act: Callable[[], object]) -> QAction:
        """A line of a menu."""
        action = QAction(words, self._window)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _: act())
        return action
