"""One step of a walkthrough in three places: its fields, the graph, and the families' screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app import main_editor
from app.config import Config
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.preview.pane import FamilyPane
from app.editor.walkthrough.graph_view import GraphView
from tests.editor.hands import click, press
from tests.editor.staff import Staff, bring_up, key

WALK = key(ItemKind.WALKTHROUGH, "w01")


class Walker:
    """Somebody at the real window, with the walkthrough open."""

    def __init__(self, staff: Staff, pane: FamilyPane) -> None:
        self.staff, self.pane = staff, pane
        self.page = staff.window.page

    def tab(self, words: str) -> None:
        tabs = self.page.tabs
        names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
        click(tabs.tabBar(), tabs.tabBar().tabRect(names.index(words)).center())

    @property
    def graph(self) -> GraphView:
        (found,) = (v for v in self.staff.window.findChildren(GraphView) if v.isVisible())
        return found

    def choose(self, part: str) -> None:
        """Click on a line of the list of questions, answers, outcomes and notes."""
        assert self.page.components is not None
        view = self.page.components.list
        (item,) = view.findItems(f"{part}  ", Qt.MatchFlag.MatchStartsWith | _DEEP)
        view.scrollToItem(item)
        click(view.viewport(), view.visualItemRect(item).center())

    def families_see(self, words: str) -> bool:
        QApplication.processEvents()
        return words in [name.replace("\N{WORD JOINER}", "") for name in self.pane.stage.words()]


_DEEP = Qt.MatchFlag.MatchRecursive


@pytest.fixture
def walker(workshop: Workshop, settings: QSettings, qtbot: QtBot) -> Iterator[Walker]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    main_editor.load_fonts_beside(app)
    window, pane = main_editor.make_window(workshop, Config(), settings)
    window.resize(1500, 900)
    qtbot.addWidget(window)
    bring_up(window, qtbot)
    staff = Staff(window, qtbot)
    staff.go("Walkthroughs", workshop.items.content(WALK).title)
    qtbot.waitUntil(lambda: pane.is_idle and pane.shown == WALK)
    yield Walker(staff, pane)
    window.close()
    pane.end()


def test_a_click_in_the_graph_goes_to_the_fields_and_moves_the_families_screen(
    walker: Walker, workshop: Workshop
) -> None:
    walkthrough = workshop.checks.walkthrough(workshop.items.content(WALK))
    ids = ("q03", walkthrough.outcomes[-1].id, "q01")
    for item in ids:
        walker.tab("Graph")
        graph = walker.graph
        click(graph.viewport(), graph.box_rect(item).center().toPoint())
        assert walker.page.components is not None
        assert walker.page.tabs.currentWidget() is walker.page.components
        assert walker.page.components.component_id() == item
        assert walker.pane.stage.step() == item
        question, outcome = walkthrough.question(item), walkthrough.outcome(item)
        said = question.text if question else outcome.title if outcome else ""
        assert walker.families_see(said)
        if question:
            assert walker.staff.find(QPlainTextEdit, "Question").toPlainText() == said


def test_arrow_keys_in_the_graph_turn_the_families_screen_and_enter_opens(walker: Walker) -> None:
    walker.tab("Graph")
    graph = walker.graph
    graph.setFocus()
    press(graph, Qt.Key.Key_Down)
    assert graph.current == "q02"
    assert walker.pane.stage.step() == "q02"
    assert walker.graph.isVisible()
    press(graph, Qt.Key.Key_Home)
    assert walker.pane.stage.step() == "q01"
    press(graph, Qt.Key.Key_Down)
    press(graph, Qt.Key.Key_Return)
    assert walker.page.components is not None
    assert walker.page.components.component_id() == "q02"


def test_the_list_moves_the_families_screen_and_the_graph(walker: Walker) -> None:
    walker.tab("Questions")
    walker.choose("q03")
    assert walker.pane.stage.step() == "q03"
    walker.tab("Graph")
    assert walker.graph.current == "q03"
    walker.tab("Questions")
    walker.choose("c01")  # an answer stands on the page of its question
    assert walker.pane.stage.step() == "q01"
    walker.choose("o02")
    assert walker.pane.stage.step() == "o02"
    walker.tab("Graph")
    assert walker.graph.current == "o02"


def test_arrow_keys_in_the_list_move_the_families_screen(walker: Walker) -> None:
    walker.tab("Questions")
    walker.choose("q02")
    assert walker.page.components is not None
    while walker.page.components.component_id() != "q03":
        press(walker.page.components.list, Qt.Key.Key_Down)
    assert walker.pane.stage.step() == "q03"


def test_a_new_outcome_nothing_leads_to_is_said_to_be_so(walker: Walker) -> None:
    walker.tab("Questions")
    walker.choose("o01")
    assert walker.page.components is not None
    walker.staff.click(walker.page.components.add_outcome)
    new = walker.page.components.component_id()
    walker.staff.qtbot.waitUntil(lambda: walker.pane.is_idle)
    walker.choose("q01")
    walker.choose(new)
    words = "No answers lead there yet. Lead an answer to it."
    walker.staff.qtbot.waitUntil(lambda: words in walker.pane.message.text())
    assert walker.pane.stage.step() == "q01"


def test_words_that_were_found_bring_their_step_on_the_families_screen(walker: Walker) -> None:
    staff, tree = walker.staff, walker.staff.window.tree
    staff.go("Library settings")
    tree.search.setFocus()
    with staff.qtbot.waitSignal(tree.search.answered):
        QTest.keyClicks(tree.search, "where does your child live")
    node = next(
        node for node in tree.model.tree.nodes if node.hit and node.hit.fragment.component == "q01"
    )
    index = tree.model.index_of(node)
    click(tree.view.viewport(), tree.view.visualRect(index).center())
    staff.qtbot.waitUntil(lambda: walker.pane.stage.step() == "q01")
