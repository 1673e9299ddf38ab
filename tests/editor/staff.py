"""Somebody at the staff's window: finds things by their names, clicks and types."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QMenu, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from app import main_editor
from app.content.items.item import Content
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.editor.window import EditorWindow

STARTER = Path(__file__).parents[2] / "content.db"
NOW = datetime(2022, 6, 1, 23, 21, tzinfo=UTC)
TODAY = date(2022, 6, 1)  # when nothing in the starter library is due
ANN = Person("Ann Bell", "Ward sister")
MOST_TURNS = 1000
W = TypeVar("W", bound=QWidget)


class Pane(QLabel):
    """Stands where the families' screen does: it says what it was given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)

    def show_content(self, content: Content) -> None:
        self.setText(f"{content.title}: {content.own.get('phone', '')}")

    def show_step(self, step_id: str) -> None:
        pass


def key(kind: ItemKind, item_id: str) -> ItemKey:
    return ItemKey(kind, item_id, "en-GB")


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if isinstance(widget, QComboBox):  # on Linux, Qt tells what is chosen, and points to the label
        return widget.accessibleName()
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def bring_up(window: EditorWindow, qtbot: QtBot) -> None:
    """Show a window in front of all others, until it is there and has read its library."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.document.has_row_cache)
    settle(window)


def settle(widget: QWidget) -> None:
    """Let everything happen that waits to happen: a form is laid out in several turns."""
    before, turns = None, 0
    while (now := _places(widget.window())) != before:
        before, turns = now, turns + 1
        assert turns < MOST_TURNS, "the window never comes to rest"
        QApplication.processEvents()


def _places(window: QWidget) -> list[tuple[str, QRect]]:
    """Where everything stands that is to be seen in a window."""
    shown = [w for w in (window, *window.findChildren(QWidget)) if w.isVisible()]
    return [(w.metaObject().className(), w.geometry()) for w in shown]


class Staff:
    """Somebody at the window: finds things by their names, clicks and types."""

    def __init__(self, window: EditorWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def find(self, kind: type[W], name: str, where: QWidget | None = None) -> W:
        """The one that is on the screen with this name, once it is there."""
        inside = where or self.window

        def named() -> list[W]:
            return [w for w in inside.findChildren(kind) if name_of(w) == name and w.isVisible()]

        settle(inside)  # what was just added is laid out, and what goes is gone
        with suppress(TimeoutError, AssertionError):  # what is there instead is said below
            self.qtbot.waitUntil(lambda: len(named()) == 1)
        found = named()
        assert len(found) == 1, [name_of(w) for w in inside.findChildren(kind)]
        return found[0]

    def dialog(self, kind: type[W]) -> W:
        """The dialog that is open."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def choose(self, menu: str, line: str) -> None:
        """Click a menu of the window, and then a line in it."""
        bar = self.window.menuBar()
        (title,) = (one for one in bar.actions() if one.text().replace("&", "") == menu)
        self._bring_up(bar)
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(bar, left, pos=bar.actionGeometry(title).center())
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu)
        (action,) = (one for one in opened.actions() if one.text().replace("&", "") == line)
        assert action.isEnabled()
        QTest.mouseClick(opened, left, pos=opened.actionGeometry(action).center())

    def click(self, widget: QWidget) -> None:
        self._bring_up(widget)
        settle(widget)
        at = QPoint(10, widget.height() // 2) if isinstance(widget, QCheckBox) else QPoint()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def press(
        self, widget: QWidget, keys: Qt.Key, *, ctrl: bool = False, shift: bool = False
    ) -> None:
        self._bring_up(widget)
        modifiers = Qt.KeyboardModifier.NoModifier
        modifiers |= Qt.KeyboardModifier.ControlModifier if ctrl else modifiers
        modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else modifiers
        QTest.keyClick(widget, keys, modifiers)

    def _bring_up(self, widget: QWidget) -> None:
        """Activate a window, as a window manager would once a dialog has closed."""
        if not widget.isActiveWindow():
            widget.activateWindow()
            self.qtbot.waitUntil(widget.isActiveWindow)

    def typing_in(self) -> QWidget:
        """Where the keyboard is, once the window is in front again."""
        self._bring_up(self.window)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, widget: QWidget, words: str) -> None:
        """Type in the place of what a field holds."""
        widget.setFocus()
        self.press(widget, Qt.Key.Key_A, ctrl=True)
        QTest.keyClicks(widget, words)

    def go(self, *path: str) -> None:
        """Click one's way through the tree."""
        settle(self.window)
        view, model = self.window.tree.view, self.window.tree.model
        index = QModelIndex()
        for words in path:
            view.expand(index)
            rows = range(model.rowCount(index))
            titles = [model.data(model.index(row, 0, index)) for row in rows]
            index = model.index(titles.index(words), 0, index)
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )

    def state(self, item: ItemKey) -> str:
        """What the tree says of where an item stands."""
        model = self.window.tree.model
        index = model.index_of(model.tree.by_key[item])
        return str(model.data(index.siblingAtColumn(1)))


def at(session: main_editor.Session, qtbot: QtBot) -> Staff:
    """Somebody at the window that is open now."""
    window = session.window
    assert window is not None
    bring_up(window, qtbot)
    return Staff(window, qtbot)
