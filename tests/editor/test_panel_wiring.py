"""The parts beside the fields, on a library that somebody works on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.domain.walkthrough.paths import path_to
from app.editor.panel_wiring import GraphPanel, PathsPanel

WALK = ItemKey(ItemKind.WALKTHROUGH, "w01", "en-GB")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The starter library, to work on."""
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    workshop = Workshop.open(file, Person("Ann Bell", "Ward sister"))
    yield workshop
    workshop.close()


def dead_end(content: Content) -> Content:
    """The walkthrough with an answer that leads nowhere yet."""
    choices = content.rows["choice"]
    cut = {name: cell for name, cell in choices[0].items() if not name.startswith("to_")}
    return Content(content.key, {**content.rows, "choice": (cut, *choices[1:])}, content.cites)


def unreadable(content: Content) -> Content:
    """The walkthrough while somebody types in it: an answer without words."""
    words = content.rows["choice_text"]
    cut = {**words[0], "label": ""}
    return Content(content.key, {**content.rows, "choice_text": (cut, *words[1:])}, content.cites)


def test_the_graph_is_of_what_is_typed(workshop: Workshop, qtbot: QtBot) -> None:
    panel = GraphPanel(workshop)
    qtbot.addWidget(panel)
    content = workshop.items.content(WALK)
    walkthrough = workshop.checks.walkthrough(content)
    panel.show_content(content)
    drawn = {node.id for node in panel.view.drawing.nodes}
    assert drawn >= {q.id for q in walkthrough.questions} | {o.id for o in walkthrough.outcomes}
    before = panel.view.drawing
    panel.show_content(unreadable(content))
    assert panel.view.drawing == before


def test_an_answer_that_leads_nowhere_is_drawn_as_a_dead_end(
    workshop: Workshop, qtbot: QtBot
) -> None:
    content = dead_end(workshop.items.content(WALK))
    graph, paths_panel = GraphPanel(workshop), PathsPanel(workshop)
    for panel in (graph, paths_panel):
        qtbot.addWidget(panel)
        panel.show_content(content)
    faults = [fault for node in graph.view.drawing.nodes for fault in node.faults]
    assert [fault.problem for fault in faults] == ["An answer leads nowhere yet."]
    paths_panel.show()
    assert "nowhere: a dead end" in paths_panel.paths.row(0).outcome_title


def test_a_case_that_is_added_changed_and_deleted_is_kept(workshop: Workshop, qtbot: QtBot) -> None:
    panel = PathsPanel(workshop)
    qtbot.addWidget(panel)
    content = workshop.items.content(WALK)
    panel.show_content(content)
    before = workshop.cases.of("w01")
    way = path_to(workshop.checks.walkthrough(content), "o03")
    assert way is not None
    case = ExpectedCase("e99", "Somebody in England", way, "o03")
    panel.case_added.emit(case)
    assert workshop.cases.of("w01") == (*before, case)
    changed = ExpectedCase("e99", "Somebody else", way, "o03")
    panel.case_changed.emit(changed)
    assert workshop.cases.of("w01") == (*before, changed)
    panel.case_deleted.emit("e99")
    assert workshop.cases.of("w01") == before
