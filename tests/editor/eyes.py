"""Somebody who types, and looks at the families' screen beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey
from app.editor.preview.pane import FamilyPane


class Eyes:
    """Somebody who looks at the pane, types beside it, and clicks on it."""

    def __init__(self, pane: FamilyPane, workshop: Workshop, qtbot: QtBot) -> None:
        self.pane, self.workshop, self._qtbot = pane, workshop, qtbot

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.pane.is_idle)
        QApplication.processEvents()

    def open(self, key: ItemKey) -> Content:
        content = self.workshop.items.content(key)
        self.show(content)
        return content

    def show(self, content: Content) -> None:
        self.pane.show_content(content)
        self.settle()

    def words(self) -> str:
        """What a screen reader says of the picture: all that is to be read on the page."""
        self.settle()
        return self.pane.screen_view.accessibleDescription().replace("\N{WORD JOINER}", "")

    def wait_for(self, words: str) -> None:
        """Until this is to be read: an answer is seen to be chosen before the page turns."""
        self._qtbot.waitUntil(lambda: words in self.words())

    def picture(self) -> QImage:
        self.settle()
        return self.pane.screen_view.picture()

    def press(self, words: str) -> None:
        buttons = self.pane.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.text() == words and not b.isHidden())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def tap(self, name: str) -> None:
        """Click on the picture where the control with this name is drawn."""
        root = self.pane.findChild(FamilyPane) or self.pane
        view = root.screen_view
        place = view.picture_rect()
        on_screen = self.where(name)
        scale = place.width() / view.picture().width()
        at = place.topLeft() + on_screen * scale
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at.toPoint())
        self.settle()

    def where(self, name: str) -> QPointF:
        """The middle of the control with this name, on the families' screen."""
        for item in self.items():
            node = QAccessible.queryAccessibleInterface(item)
            if node and node.text(QAccessible.Text.Name) == name and item.isVisible():
                return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        raise AssertionError(f"no {name!r}")

    def items(self) -> list[QQuickItem]:
        found: list[QQuickItem] = []
        stage: Any = self.pane.stage
        waiting = [stage.root]
        while waiting:
            item = waiting.pop()
            found.append(item)
            waiting += item.childItems()
        return found


def with_texts(content: Content, **words: str) -> Content:
    """The text with other words in some fields, as if they were typed."""
    table = f"{content.key.kind}_text"
    changed = ({**content.texts, **words},)
    return replace(content, rows={**content.rows, table: changed})
