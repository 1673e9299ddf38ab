"""What staff see of a walkthrough's paths: the table, the cases, what changed, and a try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.governance.expected import ExpectedCase
from app.domain.walkthrough.endings import every_path
from app.domain.walkthrough.walkthrough import Target, Walkthrough
from app.editor.walkthrough.cases import CaseDialog
from app.editor.walkthrough.paths_tabs import WalkthroughPaths
from app.editor.widgets.tables import RowTable
from tests.domain.walkthroughs import choice, outcome, question, walkthrough
from tests.editor.hands import button, click, press, type_in

Some = TypeVar("Some")
HOLDS = ExpectedCase("k01", "Another type", (("q01", "c01"), ("q02", "c07")), "o05")
FAILS = ExpectedCase("k02", "Over 25", (("q01", "c01"), ("q02", "c06"), ("q03", "c10")), "o02")


@pytest.fixture
def tabs(qtbot: QtBot, starter: Walkthrough) -> WalkthroughPaths:
    made = WalkthroughPaths()
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show_walkthrough(starter, (HOLDS, FAILS), starter)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def heard(signal: object) -> list[object]:
    """What a signal says from now on."""
    said: list[object] = []
    signal.connect(lambda *words: said.append(words[0] if len(words) == 1 else words))  # type: ignore[attr-defined]
    return said


def rows(table: RowTable) -> list[list[str]]:
    """What a table shows."""
    model = table.rows
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def over_25_elsewhere(starter: Walkthrough) -> Walkthrough:
    """An answer of q03 that leads to another outcome than it did, whatever came before."""
    third = starter.questions[2]
    changed = tuple(
        replace(c, target=Target(outcome_id="o02"), unless=()) if c.id == "c10" else c
        for c in third.choices
    )
    questions = list(starter.questions)
    questions[2] = replace(third, choices=changed)
    return replace(starter, questions=tuple(questions))


def dialog(qtbot: QtBot, inside: QWidget) -> CaseDialog:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in inside.findChildren(CaseDialog)))
    return next(d for d in inside.findChildren(CaseDialog) if d.isVisible())


# -- every path ---------------------------------------------------------------------------------


def test_every_path_is_a_row_with_its_outcome(tabs: WalkthroughPaths, starter: Walkthrough) -> None:
    shown = rows(tabs.paths.table)
    assert tabs.paths.count.text() == "Paths: 185"
    assert len(shown) == len(every_path(starter)) == 185
    assert shown[7] == [
        *("8", "England", "Yes, B cell ALL", "Over 25", "\N{EN DASH}"),
        *("Ask what is used above the age of 25", ""),
    ]
    assert shown[-1][-2:] == [
        "Find out which type of ALL it is",
        "If you live in Scotland, Wales or Northern Ireland",
    ]
    QAbstractItemModelTester(
        tabs.paths.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )


def test_the_filter_keeps_what_has_all_its_words(tabs: WalkthroughPaths) -> None:
    tabs.paths.filter.setFocus()
    type_in(tabs.paths.filter, "wales over")
    kept = rows(tabs.paths.table)
    assert tabs.paths.count.text() == f"Paths: {len(kept)} of 185"
    assert {(row[1], row[3]) for row in kept} == {("Wales", "Over 25")}
    press(tabs.paths.filter, *[Qt.Key.Key_Backspace] * 10)
    assert tabs.paths.count.text() == "Paths: 185"


def test_enter_on_a_row_goes_to_its_outcome(tabs: WalkthroughPaths) -> None:
    component_chosen = heard(tabs.chosen)
    tabs.paths.filter.setFocus()
    type_in(tabs.paths.filter, "another type")
    press(tabs.paths.filter, Qt.Key.Key_Tab)
    tabs.paths.table.setFocus()
    press(tabs.paths.table, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert component_chosen == ["o05"]


def test_dead_ends_are_red_and_said(tabs: WalkthroughPaths, starter: Walkthrough) -> None:
    lost = replace(starter, outcomes=tuple(o for o in starter.outcomes if o.id != "o05"))
    tabs.show_walkthrough(lost)
    shown = rows(tabs.paths.table)
    model = tabs.paths.table.rows
    dead = [n for n, row in enumerate(shown) if row[-2] == "nowhere: a dead end"]
    red = [
        n
        for n in range(len(shown))
        if model.data(model.index(n, 0), Qt.ItemDataRole.ForegroundRole) is not None
    ]
    assert len(dead) == 5
    assert red == dead


def test_too_many_paths_are_said_and_nothing_hangs(tabs: WalkthroughPaths) -> None:
    line = tuple(
        question(f"q{n}", *(choice(f"c{n}_{k}", f"q{n + 1}") for k in range(4))) for n in range(60)
    )
    many = walkthrough((*line, question("q60", choice("c", "o1"))), (outcome("o1"),))
    tabs.show_walkthrough(many, (), many)
    assert tabs.paths.count.text().startswith("It has too many paths to list.")
    assert rows(tabs.paths.table) == []
    tabs.setCurrentWidget(tabs.behaviour)
    assert tabs.behaviour.summary.text().startswith("It has too many paths to list.")


# -- expected cases -----------------------------------------------------------------------------


def test_each_case_says_whether_it_holds(tabs: WalkthroughPaths) -> None:
    tabs.setCurrentWidget(tabs.cases)
    assert tabs.cases.summary.text() == "Expected cases that do not hold: 1 of 2."
    assert rows(tabs.cases.table) == [
        [
            *("Yes", "Another type"),
            "Given “England”, “No, another type”, it ends at “Ask about treatments for this type”.",
        ],
        [
            *("✗ No", "Over 25"),
            "Given “England”, “Yes, B cell ALL”, “Over 25”, expected “Ask about the other "
            "options”, but it ends at “Ask what is used above the age of 25”.",
        ],
    ]


def test_a_case_is_run_again_when_the_walkthrough_changes(
    tabs: WalkthroughPaths, starter: Walkthrough
) -> None:
    tabs.setCurrentWidget(tabs.cases)
    tabs.show_walkthrough(over_25_elsewhere(starter), (HOLDS, FAILS), starter)
    assert tabs.cases.summary.text() == "All of the expected cases hold: 2."


def test_a_case_is_added_with_the_keyboard_alone(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    added = heard(tabs.case_added)
    tabs.setCurrentWidget(tabs.cases)
    add = button(tabs, "Add…")
    add.setFocus()
    press(add, Qt.Key.Key_Space)
    asked = dialog(qtbot, tabs)
    asked.about.setFocus()
    type_in(asked.about, "Wales")
    for question_id, downs in (("q01", 3), ("q02", 2)):
        asked.answers[question_id].setFocus()
        press(asked.answers[question_id], *[Qt.Key.Key_Down] * downs)
    asked.outcome.setFocus()
    press(asked.outcome, *[Qt.Key.Key_Down] * 4)
    press(asked.outcome, Qt.Key.Key_Return)
    assert added == [ExpectedCase("k03", "Wales", (("q01", "c03"), ("q02", "c07")), "o05")]


def test_a_case_is_edited_deleted_or_left_alone(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    changed, deleted = heard(tabs.case_changed), heard(tabs.case_deleted)
    tabs.setCurrentWidget(tabs.cases)
    assert not button(tabs, "Edit…").isEnabled()
    assert not button(tabs, "Delete").isEnabled()
    tabs.cases.table.setFocus()
    tabs.cases.table.selectRow(1)
    press(tabs.cases.table, Qt.Key.Key_Return)
    asked = dialog(qtbot, tabs)
    press(asked.outcome, *[Qt.Key.Key_Down] * 2)
    press(asked, Qt.Key.Key_Escape)
    assert changed == []
    click(button(tabs, "Edit…"))
    asked = dialog(qtbot, tabs)
    press(asked.outcome, *[Qt.Key.Key_Down] * 2)
    click(button(asked, "Keep the case"))
    assert changed == [replace(FAILS, outcome_id="o04")]
    tabs.cases.table.setFocus()
    press(tabs.cases.table, Qt.Key.Key_Delete)
    assert deleted == ["k02"]


def test_a_path_is_kept_as_a_case(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    added = heard(tabs.case_added)
    assert not button(tabs.paths, "Expect this path…").isEnabled()
    tabs.paths.table.selectRow(7)
    click(button(tabs.paths, "Expect this path…"))
    asked = dialog(qtbot, tabs)
    type_in(asked.about, "As the table says")
    click(button(asked, "Keep the case"))
    answers = (("q01", "c01"), ("q02", "c06"), ("q03", "c10"))
    assert added == [ExpectedCase("k03", "As the table says", answers, "o04")]


# -- what behaves differently -------------------------------------------------------------------


def test_no_change_is_said_alone(tabs: WalkthroughPaths) -> None:
    tabs.setCurrentWidget(tabs.behaviour)
    assert tabs.behaviour.summary.text() == "No path has changed: all 185 end as they did before."
    assert not tabs.behaviour.groups.isVisible()
    assert not tabs.behaviour.each.isVisible()


def test_a_change_is_a_sentence_a_summary_and_each_path(
    tabs: WalkthroughPaths, starter: Walkthrough
) -> None:
    tabs.setCurrentWidget(tabs.behaviour)
    tabs.show_walkthrough(over_25_elsewhere(starter), (), starter)
    page = tabs.behaviour
    assert page.summary.text() == (
        "5 of 185 paths now end differently. 35 of 185 paths are gone. 5 paths are new. "
        "There are now 155 paths."
    )
    assert rows(page.groups)[0] == [
        "5",
        "All that answer: Does your child have B cell ALL? “Yes, B cell ALL”. "
        "How old is your child? “Over 25”.",
        "“Ask what is used above the age of 25”",
        "“Ask about the other options”",
    ]
    assert not page.paths.isVisible()
    page.each.setFocus()
    press(page.each, Qt.Key.Key_Space)
    assert page.paths.isVisible()
    assert rows(page.paths)[0] == [
        "ends at another outcome",
        "England → Yes, B cell ALL → Over 25",
        "“Ask what is used above the age of 25”",
        "“Ask about the other options”",
    ]
    component_chosen = heard(tabs.chosen)
    page.paths.setFocus()
    page.paths.selectRow(0)
    press(page.paths, Qt.Key.Key_Return)
    assert component_chosen == ["o02"]


def test_without_a_signed_version_every_path_is_new(
    tabs: WalkthroughPaths, starter: Walkthrough
) -> None:
    tabs.setCurrentWidget(tabs.behaviour)
    tabs.show_walkthrough(starter)
    assert tabs.behaviour.summary.text().startswith("There is no earlier version.")


# -- try it -------------------------------------------------------------------------------------


def words(inside: QWidget) -> str:
    """All the words that a page shows."""
    labels = (x.text() for x in inside.findChildren(QLabel) if x.isVisible())
    return "\n".join(labels)


def answer(qtbot: QtBot, label: str) -> None:
    """Answer with the keyboard: Tab to the answer, then Space."""
    for _ in range(20):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and focused.accessibleName() == label:
            press(focused, Qt.Key.Key_Space)
            return
        if focused is not None:
            press(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"the keyboard does not come to {label!r}")


def test_a_walk_is_tried_with_the_keyboard_alone(
    qtbot: QtBot, tabs: WalkthroughPaths, starter: Walkthrough
) -> None:
    tabs.setCurrentWidget(tabs.try_it)
    assert "Where does your child live?" in words(tabs.try_it)
    assert "Only a few centres in England" in words(tabs.try_it)
    tabs.try_it.begin_at("q01")
    for label in ("Scotland", "Yes, B cell ALL", "25 or under"):
        answer(qtbot, label)
    answer(qtbot, "It came back after a stem cell or bone marrow transplant")
    said = words(tabs.try_it)
    for shown in (
        "Ask about CAR T-cell therapy",
        "• The leukaemia came back after a stem cell or bone marrow transplant.",
        "If you live in Scotland, Wales or Northern Ireland",
        "• What are the risks and side effects?",
    ):
        assert shown in said
    assert QApplication.focusWidget() is button(tabs.try_it, "Back")
    press(button(tabs.try_it, "Back"), Qt.Key.Key_Space)
    assert "Which fits your child?" in words(tabs.try_it)
    click(button(tabs.try_it, "Start again"))
    assert "Only a few centres in England" in words(tabs.try_it)
    assert not button(tabs.try_it, "Back").isEnabled()


def test_a_walk_is_tried_from_any_question(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    tabs.try_from("q03")
    assert "How old is your child?" in words(tabs.try_it)
    answer(qtbot, "Over 25")
    assert "Ask what is used above the age of 25" in words(tabs.try_it)
    assert not button(tabs.try_it, "Expect this path…").isEnabled()


def test_what_was_tried_is_kept_as_a_case(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    added = heard(tabs.case_added)
    tabs.try_from("q01")
    for label in ("England", "No, another type"):
        answer(qtbot, label)
    click(button(tabs.try_it, "Expect this path…"))
    asked = dialog(qtbot, tabs)
    click(button(asked, "Keep the case"))
    assert added == [replace(HOLDS, id="k03", about="")]


def test_an_edit_keeps_the_answers_that_still_fit(
    qtbot: QtBot, tabs: WalkthroughPaths, starter: Walkthrough
) -> None:
    tabs.try_from("q01")
    for label in ("England", "Yes, B cell ALL", "Over 25"):
        answer(qtbot, label)
    tabs.show_walkthrough(over_25_elsewhere(starter))
    assert "Ask about the other options" in words(tabs.try_it)
    tabs.show_walkthrough(replace(starter, questions=starter.questions[:1]))
    assert "This path ends nowhere: a dead end." in words(tabs.try_it)


def test_a_dialog_that_is_done_is_let_go_of(qtbot: QtBot, tabs: WalkthroughPaths) -> None:
    tabs.setCurrentWidget(tabs.cases)
    click(button(tabs, "Add…"))
    press(dialog(qtbot, tabs), Qt.Key.Key_Escape)
    nothing_left: Callable[[], bool] = lambda: not tabs.findChildren(QDialog)  # noqa: E731
    qtbot.waitUntil(nothing_left)
