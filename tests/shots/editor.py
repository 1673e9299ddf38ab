"""Pictures of the staff's editor: each kind of page, and the families' screen beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabWidget

from app.config import Config
from app.content.workshop import Workshop
from app.domain.governance import ItemKey, ItemKind, Person
from app.main_editor import make_window
from tests.shots.album import Album

SIZE = QSize(1360, 820)
TITLES = {
    ItemKind.TOPIC: "a page",
    ItemKind.WALKTHROUGH: "a walkthrough",
    ItemKind.TERM: "a glossary word",
    ItemKind.CONTACT: "a contact",
}
_LOOK_MS = 20
_PATIENCE_MS = 30_000


class EditorTour:
    """One walk through the editor, on a copy of a library."""

    def __init__(self, content: Path, folder: Path, album: Album) -> None:
        self._album = album
        file = Path(shutil.copy(content, folder / "content.db"))
        settings = QSettings(str(folder / "editor.ini"), QSettings.Format.IniFormat)
        self.workshop = Workshop.open(file, Person("Ann Bell", "Ward sister"))
        self.window, self.pane = make_window(self.workshop, Config(), settings)
        self.window.resize(SIZE)
        self.window.show()

    def close(self) -> None:
        """Take the editor away."""
        self.window.close()
        self.pane.end()
        self.workshop.close()
        self.window.deleteLater()

    def run(self, text: int, theme: str, *, upright: bool) -> None:
        """See everything, with the families' screen in one look."""
        self._album.chapter("The staff's editor")
        self.shoot("the first page")
        self.pane.set_looks(text, theme, upright=upright)
        for kind, words in TITLES.items():
            self.open(self.workshop.items(kind)[0].key)
            self.shoot(words)
            if kind is ItemKind.WALKTHROUGH:
                self.walkthrough()
            if kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
                self.handout(words)

        for panel in self.window.panels.panels.values():
            self.window.desk.open(None)
            self.window.panels.show(panel.name)
            self.shoot(panel.title.replace("&", "").lower())

    def walkthrough(self) -> None:
        """A question and an outcome, beside the walkthrough's fields; then its other tabs."""
        steps = self.pane.stage.steps()
        for step, words in (("a question", steps[0]), ("an outcome", steps[-1])):
            self.pane.show_step(words[0])
            self.shoot(f"a walkthrough, {step}")

        tabs = self.window.page.findChildren(QTabWidget)
        for tab in (tab for tab in tabs if tab.isVisible()):
            for number in range(1, tab.count()):
                tab.setCurrentIndex(number)
                name = tab.tabText(number).replace("&", "").lower()
                self.shoot(f"a walkthrough, {name}")
            tab.setCurrentIndex(0)

    def handout(self, words: str) -> None:
        """The handout of what is on show."""
        self.pane.tabs.setCurrentWidget(self.pane.handout)
        self.shoot(f"{words}, its handout")
        self.pane.tabs.setCurrentIndex(0)

    def open(self, key: ItemKey) -> None:
        """Open a text, and wait until it is on show."""
        self.window.desk.open(key)

    def shoot(self, caption: str) -> None:
        """Keep a picture of the window once nothing in it waits."""
        self._settle()
        self._album.picture(self.window.grab().toImage(), f"Editor: {caption}")

    def _settle(self) -> None:
        loop = QEventLoop()
        look = QTimer(interval=_LOOK_MS)
        look.timeout.connect(lambda: loop.quit() if self._is_whole() else None)
        look.start()
        QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
        loop.exec()
        assert self._is_whole(), "the preview was never ready"
        QGuiApplication.processEvents()

    def _is_whole(self) -> bool:
        key = self.window.desk.key
        return self.pane.is_idle and (key is None or self.pane.shown == key)
