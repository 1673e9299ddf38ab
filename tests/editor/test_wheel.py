"""The mouse wheel scrolls a page; what it passes over on the way stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.editor.staff import Staff, name_of, settle
from tests.editor.test_access import PLACES, panels, screens
from tests.editor.test_dialogs import DIALOGS

EDITOR = Path(__file__).parents[2] / "app" / "editor"
UP, DOWN = QPoint(0, 120), QPoint(0, -120)


def inputs(inside: QWidget) -> list[QWidget]:
    """The closed lists, days and numbers that can be changed now."""
    return [
        widget
        for widget in inside.findChildren(QWidget)
        if isinstance(widget, QComboBox | QAbstractSpinBox)
        and widget.isVisible()
        and widget.isEnabled()
    ]


def held(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return f"{widget.currentIndex()} {widget.currentText()}"
    assert isinstance(widget, QAbstractSpinBox)
    return widget.text()


def bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    settle(widget)


def centre(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), widget.rect().center())


def lies_under(window: QWidget, widget: QWidget) -> bool:
    """Bring a widget into sight; gives whether it is what the mouse would be over."""
    bring_into_sight(widget)
    under = window.childAt(centre(widget))
    return under is widget or (under is not None and widget.isAncestorOf(under))


def roll_over(widget: QWidget, qtbot: QtBot) -> None:
    """Turn the wheel over a widget, both ways, as a mouse does it."""
    window = widget.window()
    for way in (DOWN, DOWN, UP):
        # A form may still be laying itself out: the wheel turns where the widget has come to rest.
        qtbot.waitUntil(lambda: lies_under(window, widget))
        QTest.wheelEvent(window.windowHandle(), QPointF(centre(widget)), way)
        QApplication.processEvents()


def wheel_changes_nothing(inside: QWidget, screen: str, qtbot: QtBot) -> set[str]:
    """Roll over everything; gives the names of what was rolled over."""
    found = inputs(inside)
    before = [held(widget) for widget in found]
    for widget in found:
        roll_over(widget, qtbot)
        assert not widget.hasFocus(), (screen, name_of(widget))
    assert [held(widget) for widget in found] == before, screen
    return {name_of(widget) for widget in found}


def test_on_no_page_of_the_window(staff: Staff) -> None:
    staff.window.resize(1360, 820)
    staff.go(*PLACES["the settings"])
    takes_down = staff.find(QCheckBox, "Take an overdue page down")
    if not takes_down.isChecked():
        staff.click(takes_down)
    seen = set()
    for screen in screens(staff):
        staff.window.tree.search.setFocus()
        seen |= wheel_changes_nothing(staff.window, screen, staff.qtbot)
    assert seen >= {
        *("Show", "Where its facts come from", "Section on the home screen", "Icon on the card"),
        *("Last review", "Next review", "Line 1, from day", "Line 1, to day", "Leads to"),
        *("How many people a signature takes", "Days after the review was due"),
    }


def test_on_no_panel(whole: Staff) -> None:
    seen = set()
    for screen in panels(whole):
        if screen == "sources":
            whole.click(whole.find(QCheckBox, "Read on"))
        whole.window.tree.search.setFocus()
        seen |= wheel_changes_nothing(whole.window, screen, whole.qtbot)
    assert seen >= {"Begin at", "Which reviews are shown", "The day it was read"}


@pytest.mark.parametrize("name", ["new 0", "files", "review", "an expected case"])
def test_in_no_dialog(staff: Staff, name: str) -> None:
    DIALOGS[name](staff)
    dialog = staff.dialog(QDialog)
    if name == "files":
        staff.qtbot.waitUntil(lambda: bool(inputs(dialog)))
    dialog.setFocus()
    first = QApplication.focusWidget()
    found = [widget for widget in inputs(dialog) if widget is not first]
    before = [held(widget) for widget in found]
    assert found
    for widget in found:
        roll_over(widget, staff.qtbot)
    assert [held(widget) for widget in found] == before
    dialog.reject()


def test_nothing_else_is_made_to_choose_in() -> None:
    made = re.compile(r"= Q(ComboBox|DateEdit|TimeEdit|DateTimeEdit|SpinBox|DoubleSpinBox)\(")
    found = [
        f"{file.name}: {match[0]}"
        for file in sorted(EDITOR.rglob("*.py"))
        if (match := made.search(file.read_text(encoding="utf-8")))
    ]
    assert found == []
