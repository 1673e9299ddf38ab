"""The graph as people use it: mouse, keyboard, words for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.walkthrough.walkthrough import Target, Walkthrough
from app.editor.walkthrough.graph_view import GraphPane, GraphView
from tests.editor.hands import button, click, drag, press, type_in


@pytest.fixture
def pane(qtbot: QtBot, starter: Walkthrough) -> GraphPane:
    made = GraphPane()
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show_walkthrough(starter)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def view(pane: GraphPane) -> GraphView:
    pane.view.setFocus()
    return pane.view


@pytest.fixture
def chosen(pane: GraphPane) -> list[str]:
    ids: list[str] = []
    pane.chosen.connect(ids.append)
    return ids


def broken(starter: Walkthrough) -> Walkthrough:
    """One answer of q02 leads to what is not there, so that nothing leads to o05."""
    second = starter.questions[1]
    lost = tuple(
        replace(c, target=Target(outcome_id="o99")) if c.id == "c07" else c for c in second.choices
    )
    changed = replace(second, choices=lost)
    return replace(starter, questions=(starter.questions[0], changed, *starter.questions[2:]))


def test_a_click_on_a_box_goes_there(
    view: GraphView, chosen: list[str], starter: Walkthrough
) -> None:
    ids = [*(q.id for q in starter.questions), *(o.id for o in starter.outcomes)]
    for item in ids:
        at = view.box_rect(item).center().toPoint()
        click(view.viewport(), at)
    assert chosen == ids
    click(view.viewport(), QPoint(3, 3))
    assert chosen == ids
    assert view.current == ids[-1]


def test_to_drag_the_drawing_goes_nowhere(qtbot: QtBot, view: GraphView, chosen: list[str]) -> None:
    at = view.box_rect("q02").center().toPoint()
    drag(view.viewport(), at, at + QPoint(25, 10))
    assert chosen == []


def test_arrow_keys_reach_every_box_and_enter_goes_there(
    view: GraphView, chosen: list[str], starter: Walkthrough
) -> None:
    assert view.current == "q01"
    reached = set()
    for _ in range(12):
        for key in [Qt.Key.Key_Left] * 6 + [Qt.Key.Key_Right] * 6:
            reached.add(view.current)
            press(view, key)
        reached.add(view.current)
        press(view, Qt.Key.Key_Down)
    assert reached == {*(q.id for q in starter.questions), *(o.id for o in starter.outcomes)}
    last = view.current
    press(view, Qt.Key.Key_Return)
    assert chosen == [last]
    press(view, Qt.Key.Key_Home)
    assert view.current == "q01"
    press(view, Qt.Key.Key_Up)
    assert view.current == "q01"


def test_the_view_tells_a_screen_reader_where_one_is(
    pane: GraphPane, view: GraphView, starter: Walkthrough
) -> None:
    assert view.accessibleName() == "Graph of the walkthrough"
    assert view.accessibleDescription().startswith(
        "Question q01, asked first: Where does your child live?"
    )
    pane.show_walkthrough(broken(starter))
    press(view, Qt.Key.Key_Down)
    assert view.accessibleDescription().startswith(
        "Question q02: Does your child have B cell ALL? "
        "Wrong here: An answer leads to o99, which is not there."
    )


def test_the_keyboard_stays_where_it_was_when_the_walkthrough_changes(
    pane: GraphPane, view: GraphView, starter: Walkthrough
) -> None:
    view.select("o05")
    pane.show_walkthrough(broken(starter))
    assert view.current == "o05"
    pane.show_walkthrough(replace(broken(starter), outcomes=starter.outcomes[:4]))
    assert view.current == ""


def test_what_is_missing_is_nowhere_to_go_to(
    pane: GraphPane, view: GraphView, chosen: list[str], starter: Walkthrough
) -> None:
    pane.show_walkthrough(broken(starter))
    click(view.viewport(), view.box_rect("o99").center().toPoint())
    press(view, Qt.Key.Key_Return)
    assert view.current == "o99"
    assert view.accessibleDescription().startswith("Missing o99: o99 is not there")
    assert chosen == []


def wheel(view: GraphView, turn: int, modifier: Qt.KeyboardModifier) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def size(view: GraphView) -> float:
    return view.transform().m11()


def test_the_size_changes_by_wheel_keys_and_buttons(pane: GraphPane, view: GraphView) -> None:
    fitted = size(view)
    wheel(view, 120, Qt.KeyboardModifier.NoModifier)
    assert size(view) == fitted

    def push(words: str) -> Callable[[], None]:
        return lambda: click(button(pane, words))

    ways: tuple[tuple[Callable[[], None], Callable[[], None]], ...] = (
        (
            lambda: wheel(view, 120, Qt.KeyboardModifier.ControlModifier),
            lambda: wheel(view, -120, Qt.KeyboardModifier.ControlModifier),
        ),
        (lambda: type_in(view, "+"), lambda: type_in(view, "-")),
        (push("Larger"), push("Smaller")),
    )
    for larger, smaller in ways:
        larger()
        assert size(view) > fitted
        smaller()
        assert size(view) == pytest.approx(fitted)
    type_in(view, "+++")
    push("Show all")()
    assert size(view) == pytest.approx(fitted)
    type_in(view, "+")
    type_in(view, "0")
    assert size(view) == pytest.approx(fitted)
    type_in(view, "+" * 40)
    assert size(view) == pytest.approx(4)
    type_in(view, "-" * 40)
    assert size(view) == pytest.approx(0.1)


def test_what_is_wrong_is_said_above_the_graph(pane: GraphPane, starter: Walkthrough) -> None:
    said = next(x for x in pane.findChildren(QLabel) if "wrong" in x.accessibleName())
    assert not said.isVisible()
    pane.show_walkthrough(broken(starter))
    assert said.isVisible()
    assert said.text() == "Boxes with something wrong, marked with a triangle: 2."
    pane.show_walkthrough(replace(starter, first_question_id="q77"))
    assert "It begins with q77, which is not there. Give it a first question." in said.text()


def reddish(picture: QImage) -> int:
    colours = (
        picture.pixelColor(x, y)
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    )
    return sum(c.red() > c.green() + 60 and c.red() > c.blue() + 60 for c in colours)


@pytest.mark.parametrize("base", ["#ffffff", "#202020"])
def test_faults_are_red_on_light_and_dark(
    pane: GraphPane, view: GraphView, starter: Walkthrough, base: str
) -> None:
    pane.setPalette(QPalette(QColor(base)))
    assert reddish(view.grab().toImage()) == 0
    pane.show_walkthrough(broken(starter))
    assert reddish(view.grab().toImage()) > 40
