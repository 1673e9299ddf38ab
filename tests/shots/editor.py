"""Pictures of the staff's editor: each kind of page, and the families' screen beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QSettings, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from app.config import Config
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.main_editor import make_window
from tests.shots.album import Album
from tests.shots.office import Office, pictured

TITLES = {
    ItemKind.TOPIC: "a page",
    ItemKind.WALKTHROUGH: "a walkthrough",
    ItemKind.TERM: "a glossary word",
    ItemKind.CONTACT: "a contact",
}
DICTIONARIES = "dictionaries"
"""A folder beside the library; where there is none, no word is marked, whatever the machine has."""
NURSE = Person("Ann Bell", "Ward sister")
W = TypeVar("W", bound=QWidget)
_LOOK_MS = 20
_SOON_MS = 200
"""What waits no longer than that for the last key is waited for."""
_PATIENCE_MS = 60_000
_CAME = 1


def key(kind: ItemKind, item_id: str) -> ItemKey:
    """A text of the starter library."""
    return ItemKey(kind, item_id, "en-GB")


class Editor:
    """A window on a copy of a library, and an album for its pictures."""

    def __init__(
        self, workshop: Workshop, folder: Path, album: Album, office: Office | None = None
    ) -> None:
        self.album, self.workshop, self.folder = album, workshop, folder
        office = office or Office()
        settings = QSettings(str(folder / "editor.ini"), QSettings.Format.IniFormat)
        self.window, self.pane = make_window(
            workshop, Config(), settings, dictionaries=(folder / DICTIONARIES,)
        )
        self.window.resize(QSize(*office.size))
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """Take the editor away."""
        self.window.close()
        self.pane.end()
        self.workshop.close()
        self.window.deleteLater()

    def open(self, opened: ItemKey | None) -> None:
        """Open a text."""
        self.window.document.open(opened)

    def find(self, kind: type[W]) -> W:
        """The one of its kind that is to be seen in the window or over it."""
        QApplication.processEvents()
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind)]
        inside = [*windows, *self.window.findChildren(kind)]
        return next(w for w in inside if w.isVisible())

    def tab(self, words: str) -> None:
        """Show one of the tabs beside the fields, or of those in it."""
        for tabs in self.window.page.findChildren(QTabWidget):
            for number in range(tabs.count()):
                if tabs.isVisible() and tabs.tabText(number).replace("&", "") == words:
                    tabs.setCurrentIndex(number)
                    return
        raise AssertionError(f"no tab {words!r}")

    def panel(self, name: str) -> None:
        """Show a page about the whole library."""
        self.open(None)
        self.window.panels.show(name)

    def shoot(self, caption: str) -> None:
        """Keep a picture of the window, with what stands over it, once nothing in it waits."""
        self.settle()
        self.shoot_now(caption)

    def shoot_now(self, caption: str) -> None:
        """Keep a picture of the window while it is busy."""
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        self.album.dialogs.update(type(w) for w in shown if isinstance(w, QDialog))
        self.album.picture(pictured(self.window), f"Editor: {caption}")

    def shoot_over(self, caption: str, kind: type[W]) -> W:
        """Keep a picture of a dialog that was just opened."""
        dialog = self.find(kind)
        self.shoot(caption)
        return dialog

    def settle(self) -> None:
        """Wait until nothing in the window waits."""
        self.wait(self._is_whole)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something."""
        loop = QEventLoop()
        look = QTimer(interval=_LOOK_MS)
        look.timeout.connect(lambda: loop.exit(_CAME) if until() else None)
        look.start()
        QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
        assert loop.exec() == _CAME, "it never came"
        QApplication.processEvents()

    def _is_whole(self) -> bool:
        opened = self.window.document.key
        is_shown = opened is None or self.pane.shown == opened
        is_measured = not any(
            timer.isActive()
            for timer in self.window.findChildren(QTimer)
            if timer.isSingleShot() and 0 < timer.interval() <= _SOON_MS
        )
        works = QThreadPool.globalInstance().activeThreadCount()
        return self.pane.is_idle and is_shown and is_measured and not works


class EditorTour(Editor):
    """One walk through the editor's pages, on a copy of a library."""

    def __init__(
        self, content: Path, folder: Path, album: Album, office: Office | None = None
    ) -> None:
        file = Path(shutil.copy(content, folder / "content.db"))
        super().__init__(Workshop.open(file, NURSE), folder, album, office)

    def run(self, text: int, theme: str, *, upright: bool) -> None:
        """See every page, with the families' screen in one look."""
        self.album.chapter("The staff's editor")
        self.shoot("the first page")
        self.pane.set_style(text, theme, upright=upright)
        for kind, words in TITLES.items():
            self.open(self.workshop.items.rows(kind)[0].key)
            self.shoot(words)
            if kind is ItemKind.WALKTHROUGH:
                self.walkthrough()
            if kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
                self.handout(words)

        for panel in self.window.panels.panels.values():
            self.panel(panel.name)
            self.shoot(panel.title.replace("&", "").replace("…", "").lower())

    def walkthrough(self) -> None:
        """A question and an outcome, beside the walkthrough's fields; then its other tabs."""
        steps = self.pane.stage.steps()
        for step, words in (("a question", steps[0]), ("an outcome", steps[-1])):
            self.pane.show_step(words[0])
            self.shoot(f"a walkthrough, {step}")

        tabs = self.window.page.tabs
        for number in range(1, tabs.count()):
            tabs.setCurrentIndex(number)
            name = tabs.tabText(number).replace("&", "").lower()
            self.shoot(f"a walkthrough, {name}")
        tabs.setCurrentIndex(0)

    def handout(self, words: str) -> None:
        """The handout of what is on show."""
        self.pane.tabs.setCurrentWidget(self.pane.handout)
        self.shoot(f"{words}, its handout")
        self.pane.tabs.setCurrentIndex(0)
