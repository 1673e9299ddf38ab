"""Each control has a name, each key one meaning, and Tab comes by everything in its order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QWidget,
)

from app.editor.tree.nodes import Group
from tests.editor.staff import Staff, name_of, settle

PLACES = {
    "a page": ("Pages", "First things to know", "It has come back"),
    "a walkthrough": ("Walkthroughs", "Prepare to talk about CAR T-cell therapy"),
    "a contact": ("Contacts", "Cancer Research UK nurses"),
    "a glossary word": ("Glossary", "refractory"),
    "a section": ("Pages", "Treatments"),
    "the settings": ("Library settings",),
    "the start": ("Sources",),
}
PARTS = ("q02", "c10", "o01", "n01")


def stops(window: QWidget) -> list[QWidget]:
    """What Tab comes by, in its order, once round."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not window and widget is not None:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def screens(staff: Staff) -> Iterator[str]:
    """Every page of the window, one after another."""
    for name, path in PLACES.items():
        staff.go(*path)
        settle(staff.window)
        yield name
    staff.go(*PLACES["a walkthrough"])
    for part in PARTS:
        staff.window.page.go_to_component(part)
        settle(staff.window)
        yield part


def test_each_control_has_a_name(staff: Staff) -> None:
    for screen in screens(staff):
        for widget in stops(staff.window):
            if isinstance(widget, (QTabWidget, QTabBar, QScrollArea, QScrollBar)):
                continue  # tabs have their own words; an area is none
            assert name_of(widget), f"{screen}: {widget.metaObject().className()}"


def keys(staff: Staff) -> Iterator[tuple[str, str]]:
    """Each letter that Alt and a key go to, with what it is on."""
    for action in staff.window.menuBar().actions():
        yield from letter(action.text())
    for widget in staff.window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
            yield from letter(widget.text())
        elif isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                yield from letter(widget.tabText(tab))


def letter(words: str) -> Iterator[tuple[str, str]]:
    if match := re.search(r"&(\w)", words.replace("&&", "")):
        yield match[1].casefold(), words


def test_a_key_means_one_thing(staff: Staff) -> None:
    for screen in screens(staff):
        found = list(keys(staff))
        twice = {key for key, count in Counter(key for key, _ in found).items() if count > 1}
        assert not twice, (screen, [words for key, words in found if key in twice])


def panels(staff: Staff) -> Iterator[str]:
    """Every tab beside the fields, and every page about the library."""
    for place in ("a walkthrough", "a contact"):
        staff.go(*PLACES[place])
        tabs = staff.window.page.tabs
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            settle(staff.window)
            yield f"{place}, {tabs.tabText(number)}"
            inner = tabs.currentWidget()
            if not isinstance(inner, QTabWidget):
                continue
            for more in range(inner.count()):
                inner.setCurrentIndex(more)
                settle(staff.window)
                yield f"{place}, {inner.tabText(more)}"
    for name in staff.window.panels.panels:
        staff.window.show_panel(name)
        settle(staff.window)
        yield name


def test_panels_have_names_and_keys_of_their_own(whole: Staff) -> None:
    for screen in panels(whole):
        for widget in stops(whole.window):
            if not isinstance(widget, (QTabWidget, QTabBar, QScrollArea, QScrollBar)):
                assert name_of(widget), f"{screen}: {widget.metaObject().className()}"
        found = list(keys(whole))
        twice = {key for key, count in Counter(key for key, _ in found).items() if count > 1}
        assert not twice, (screen, [words for key, words in found if key in twice])


def test_a_small_screen_holds_everything_with_large_words(whole: Staff) -> None:
    font, larger = QApplication.font(), QApplication.font()
    larger.setPointSizeF(14)
    QApplication.setFont(larger)
    try:
        whole.window.resize(1280, 720)
        for screen in panels(whole):
            assert whole.window.width() <= 1280, screen
            assert whole.window.height() <= 720, screen
    finally:
        QApplication.setFont(font)


def test_menus_give_each_key_once(staff: Staff) -> None:
    for menu in (staff.window.menus.file, staff.window.menus.edit, staff.window.library.menu):
        found = [key for action in menu.actions() for key, _ in letter(action.text())]
        assert len(found) == len(set(found)), menu.title()


def test_tab_goes_from_the_search_to_the_tree_to_the_page(staff: Staff) -> None:
    staff.go(*PLACES["a contact"])
    settle(staff.window)
    names = [name_of(widget) for widget in stops(staff.window)]
    wanted = [
        *("Find in the library", "Show", "Library"),
        *("Name", "What they help with", "Telephone number", "Add hours"),
        *("It has been reviewed", "Owner", "Author"),
    ]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places), names


def test_nothing_is_cut_off_in_a_small_window_with_large_words(staff: Staff) -> None:
    font = QApplication.font()
    larger = QApplication.font()
    larger.setPointSizeF(font.pointSizeF() * 1.5)
    QApplication.setFont(larger)
    try:
        staff.window.resize(1280, 720)
        for screen in screens(staff):
            for label in staff.window.findChildren(QLabel):
                if label.isVisible() and not label.wordWrap() and label.text():
                    assert label.width() >= label.minimumSizeHint().width(), (screen, label.text())
    finally:
        QApplication.setFont(font)


@pytest.mark.parametrize("group", [Group.PAGES, Group.GLOSSARY, Group.SETTINGS])
def test_icons_follow_a_dark_palette(staff: Staff, group: Group) -> None:
    before = QApplication.palette()
    dark = QPalette(Qt.GlobalColor.black)
    QApplication.setPalette(dark)
    try:
        model = staff.window.tree.model
        node = next(n for n in model.tree.nodes[1:] if n.group is group)
        image = (
            model.data(model.index_of(node), Qt.ItemDataRole.DecorationRole).pixmap(32).toImage()
        )
        drawn = [
            image.pixelColor(x, y).lightness()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert drawn
        assert min(drawn) > 200
    finally:
        QApplication.setPalette(before)
