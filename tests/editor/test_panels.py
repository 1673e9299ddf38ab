"""Parts that others put into the window: shown where they belong, and listened to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.ports import SOURCES, ItemPanel, LibraryPanel
from app.editor.window import EditorWindow
from tests.editor.staff import TODAY, Pane, Staff, bring_up, key

CONTACT = key(ItemKind.CONTACT, "p02")


class Panel(QLabel):
    """A label that the window listens to."""

    written = Signal(object)
    opened = Signal(object)
    undoable = Signal(object)
    stepped = Signal(str)

    def show_step(self, step_id: str) -> None:
        pass

    def show_item(self, item_id: str) -> None:
        pass

    def commit(self) -> None:
        pass


class History(Panel):
    """Says what it was shown, and that it wrote."""

    def show_content(self, content: Content) -> None:
        self.setText(f"History of {content.title}")


class Sources(Panel):
    """Says which source it was asked for."""

    def show_item(self, item_id: str) -> None:
        self.setText(f"Source {item_id}")


@pytest.fixture
def staff(workshop: Workshop, qtbot: QtBot, settings: QSettings) -> Staff:
    """A window with two parts of others."""
    window = EditorWindow(
        workshop,
        Pane,
        Pane,
        item_panels=[ItemPanel("History", frozenset({ItemKind.CONTACT}), History)],
        library_panels=[
            LibraryPanel(SOURCES, "Sources", Sources),
            LibraryPanel("reviews", "&Reviews", Panel),
        ],
        settings=settings,
        today=lambda: TODAY,
    )
    qtbot.addWidget(window)
    bring_up(window, qtbot)
    return Staff(window, qtbot)


def test_a_tab_follows_the_item_that_is_open(staff: Staff) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    tabs = staff.window.page.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Words", "History"]
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    panel = tabs.currentWidget()
    assert isinstance(panel, History)
    assert panel.text() == "History of Cancer Research UK nurses"
    staff.go("Contacts", "The team that looks after your child")
    assert panel.text() == "History of The team that looks after your child"
    staff.go("Glossary", "refractory")
    assert tabs.count() == 1


def test_what_a_panel_writes_is_seen_at_once(staff: Staff, workshop: Workshop) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    panel = staff.window.page.findChild(History)
    assert panel is not None
    before = workshop.items.content(CONTACT)
    workshop.signing.withdraw(CONTACT)
    panel.written.emit(CONTACT)
    assert staff.state(CONTACT) == "Draft"
    assert staff.window.document.content(CONTACT).digest == before.digest


def test_sources_and_other_pages_of_the_library_have_their_place(staff: Staff) -> None:
    staff.go("Sources")
    panel = staff.window.findChild(Sources)
    assert panel is not None
    assert panel.isVisible()
    staff.window.tree.view.expandAll()
    node = staff.window.tree.model.tree.nodes[-2]
    staff.window.tree.go_to(node.position)
    staff.window.tree.chosen.emit(node)
    assert panel.text() == f"Source {node.id}"
    panel.opened.emit(CONTACT)
    assert staff.window.document.key == CONTACT
    assert not panel.isVisible()
    (reviews,) = [a for a in staff.window.library.menu.actions() if a.text() == "&Reviews"]
    reviews.trigger()
    assert staff.window.document.key is None


def test_only_the_preview_that_is_looked_at_is_told(staff: Staff) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    screen, handout = (staff.window.previews.widget(n) for n in (0, 1))
    assert isinstance(screen, Pane)
    assert isinstance(handout, Pane)
    staff.qtbot.waitUntil(lambda: screen.text() == "Cancer Research UK nurses: 0808 800 4040")
    assert handout.text() == ""
    bar = staff.window.previews.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert handout.text() == "Cancer Research UK nurses: 0808 800 4040"


def line(staff: Staff) -> str:
    """The title of the line that is chosen in the tree, or ""."""
    node = staff.window.tree.node()
    chosen = staff.window.tree.view.selectionModel().hasSelection()
    return node.title if node is not None and chosen else ""


def menu(staff: Staff, words: str) -> None:
    """Choose a line of a menu."""
    menus = (staff.window.library.menu, staff.window.menus.help)
    (found,) = [a for m in menus for a in m.actions() if a.text().replace("&", "") == words]
    found.trigger()


@pytest.mark.parametrize("words", ["Reviews", "How it works"])
def test_no_line_is_chosen_while_something_else_is_on_show(staff: Staff, words: str) -> None:
    nurses = "Cancer Research UK nurses"
    staff.go("Contacts", nurses)
    assert line(staff) == nurses
    menu(staff, words)
    assert line(staff) == ""
    staff.go("Contacts", nurses)  # the same line leads back
    assert line(staff) == nurses
    assert staff.window.stack.currentWidget() is staff.window.page
    assert staff.window.page.head.title.text() == nurses


def test_tab_to_the_tree_leaves_what_is_on_show(staff: Staff) -> None:
    menu(staff, "Reviews")
    shown = staff.window.stack.currentWidget()
    staff.window.activateWindow()
    staff.window.tree.view.setFocus(Qt.FocusReason.TabFocusReason)
    staff.qtbot.waitUntil(staff.window.tree.view.hasFocus)
    assert staff.window.stack.currentWidget() is shown
    staff.press(staff.window.tree.view, Qt.Key.Key_Down)
    assert staff.window.stack.currentWidget() is not shown


def test_the_line_is_that_of_the_sources_the_settings_and_a_section(staff: Staff) -> None:
    staff.go("Sources")
    assert line(staff) == "Sources"
    staff.go("Library settings")
    assert line(staff) == "Library settings"
    staff.window.panels.show(SOURCES)
    assert line(staff) == "Sources"
    staff.go("Pages", "Treatments")
    assert line(staff) == "Treatments"
    assert staff.window.stack.currentWidget() is staff.window.section


def test_arrow_keys_go_through_every_line(staff: Staff) -> None:
    view = staff.window.tree.view
    view.collapseAll()
    staff.go("Pages")
    seen = []
    for _ in range(6):
        seen.append(line(staff))
        staff.press(view, Qt.Key.Key_Down)
    assert seen == [
        *("Pages", "Walkthroughs", "Glossary", "Contacts", "Sources", "Library settings")
    ]


def test_a_panel_that_leads_to_an_item_chooses_its_line(staff: Staff) -> None:
    staff.go("Sources")
    panel = staff.window.findChild(Sources)
    assert panel is not None
    panel.opened.emit(CONTACT)
    assert line(staff) == "Cancer Research UK nurses"
