"""Parts that others put into the window: shown where they belong, and listened to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance import ItemKind
from app.editor.ports import SOURCES, ItemPanel, LibraryPanel
from app.editor.window import EditorWindow
from tests.editor.staff import TODAY, Desk, Pane, key

CONTACT = key(ItemKind.CONTACT, "p02")


class History(QLabel):
    """Says what it was shown, and that it wrote."""

    restored = Signal(object)

    def show_content(self, content: Content) -> None:
        self.setText(f"History of {content.title}")


class Sources(QLabel):
    """Says which source it was asked for."""

    opened = Signal(object)

    def show_item(self, source_id: str) -> None:
        self.setText(f"Source {source_id}")


@pytest.fixture
def desk(workshop: Workshop, qtbot: QtBot, settings: QSettings) -> Desk:
    """A window with two parts of others."""
    make_history: Callable[[QWidget], QWidget] = History
    window = EditorWindow(
        workshop,
        Pane,
        Pane,
        item_panels=[ItemPanel("History", frozenset({ItemKind.CONTACT}), make_history)],
        library_panels=[
            LibraryPanel(SOURCES, "Sources", Sources),
            LibraryPanel("reviews", "&Reviews", QLabel),
        ],
        settings=settings,
        today=lambda: TODAY,
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.desk.has_row_cache)
    return Desk(window, qtbot)


def test_a_tab_follows_the_item_that_is_open(desk: Desk) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    tabs = desk.window.page.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Words", "History"]
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    panel = tabs.currentWidget()
    assert isinstance(panel, History)
    assert panel.text() == "History of Cancer Research UK nurses"
    desk.go("Contacts", "A member of staff here")
    assert panel.text() == "History of A member of staff here"
    desk.go("Glossary", "refractory")
    assert tabs.count() == 1


def test_what_a_panel_writes_is_seen_at_once(desk: Desk, workshop: Workshop) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    panel = desk.window.page.findChild(History)
    assert panel is not None
    before = workshop.content(CONTACT)
    workshop.withdraw(CONTACT)
    panel.restored.emit(CONTACT)
    assert desk.state(CONTACT) == "Draft"
    assert desk.window.desk.content(CONTACT).digest == before.digest


def test_sources_and_other_pages_of_the_library_have_their_place(desk: Desk) -> None:
    desk.go("Sources")
    panel = desk.window.findChild(Sources)
    assert panel is not None
    assert panel.isVisible()
    desk.window.tree.view.expandAll()
    node = desk.window.tree.model.tree.nodes[-2]
    desk.window.tree.go_to(node.place)
    desk.window.tree.chosen.emit(node)
    assert panel.text() == f"Source {node.id}"
    panel.opened.emit(CONTACT)
    assert desk.window.desk.key == CONTACT
    assert not panel.isVisible()
    (reviews,) = [a for a in desk.window.library.menu.actions() if a.text() == "&Reviews"]
    reviews.trigger()
    assert desk.window.desk.key is None


def test_only_the_preview_that_is_looked_at_is_told(desk: Desk) -> None:
    desk.go("Contacts", "Cancer Research UK nurses")
    screen, handout = (desk.window.previews.widget(n) for n in (0, 1))
    assert isinstance(screen, Pane)
    assert isinstance(handout, Pane)
    desk.qtbot.waitUntil(lambda: screen.text() == "Cancer Research UK nurses: 0808 800 4040")
    assert handout.text() == ""
    bar = desk.window.previews.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert handout.text() == "Cancer Research UK nurses: 0808 800 4040"


def line(desk: Desk) -> str:
    """The title of the line that is chosen in the tree, or ""."""
    node = desk.window.tree.node()
    chosen = desk.window.tree.view.selectionModel().hasSelection()
    return node.title if node is not None and chosen else ""


def menu(desk: Desk, words: str) -> None:
    """Choose a line of a menu."""
    menus = (desk.window.library.menu, desk.window.menus.help)
    (found,) = [a for m in menus for a in m.actions() if a.text().replace("&", "") == words]
    found.trigger()


@pytest.mark.parametrize("words", ["Reviews", "How it works"])
def test_no_line_is_chosen_while_something_else_is_on_show(desk: Desk, words: str) -> None:
    nurses = "Cancer Research UK nurses"
    desk.go("Contacts", nurses)
    assert line(desk) == nurses
    menu(desk, words)
    assert line(desk) == ""
    desk.go("Contacts", nurses)  # the same line leads back
    assert line(desk) == nurses
    assert desk.window.stack.currentWidget() is desk.window.page
    assert desk.window.page.head.title.text() == nurses


def test_tab_to_the_tree_leaves_what_is_on_show(desk: Desk) -> None:
    menu(desk, "Reviews")
    shown = desk.window.stack.currentWidget()
    desk.window.activateWindow()
    desk.window.tree.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.waitUntil(desk.window.tree.view.hasFocus)
    assert desk.window.stack.currentWidget() is shown
    desk.press(desk.window.tree.view, Qt.Key.Key_Down)
    assert desk.window.stack.currentWidget() is not shown


def test_the_line_is_that_of_the_sources_the_settings_and_a_section(desk: Desk) -> None:
    desk.go("Sources")
    assert line(desk) == "Sources"
    desk.go("Library settings")
    assert line(desk) == "Library settings"
    desk.window.panels.show(SOURCES)
    assert line(desk) == "Sources"
    desk.go("Pages", "Treatments")
    assert line(desk) == "Treatments"
    assert desk.window.stack.currentWidget() is desk.window.section


def test_arrow_keys_go_through_every_line(desk: Desk) -> None:
    view = desk.window.tree.view
    view.collapseAll()
    desk.go("Pages")
    seen = []
    for _ in range(6):
        seen.append(line(desk))
        desk.press(view, Qt.Key.Key_Down)
    assert seen == [
        *("Pages", "Walkthroughs", "Glossary", "Contacts", "Sources", "Library settings")
    ]


def test_a_panel_that_leads_to_an_item_chooses_its_line(desk: Desk) -> None:
    desk.go("Sources")
    panel = desk.window.findChild(Sources)
    assert panel is not None
    panel.opened.emit(CONTACT)
    assert line(desk) == "Cancer Research UK nurses"
