"""Two versions of a text are read as they look, with what differs marked word by word."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextTable
from pytestqt.qtbot import QtBot

from app.domain.governance.comparing import Change, ComparedField, DiffOp, Role, compare
from app.domain.governance.governance import ItemKind
from app.editor.governance.comparison_view import ComparisonView, in_words
from app.editor.governance.formatted_diff import marked

TITLES = {(ItemKind.TERM, "g01"): "Refractory", (ItemKind.TOPIC, "t02"): "It has come back"}
TABLE = "| Medicine | Dose |\n| --- | --- |\n| One | 5 mg |\n| Two | 7 mg |"


@pytest.fixture
def view(qtbot: QtBot) -> ComparisonView:
    made = ComparisonView(titles=lambda: TITLES)
    qtbot.addWidget(made)
    return made


def change(before: str, after: str) -> Change:
    """What differs between two versions of a paragraph."""

    def field(text: str) -> list[ComparedField]:
        found = ComparedField("body", "Text", text, text, Role.LIST, is_commonmark=True)
        return [found] if text else []

    (found,) = compare(field(before), field(after))
    return found


def formats(view: ComparisonView, words: str) -> QTextCursor:
    cursor = view.document().find(words)
    assert not cursor.isNull(), view.toPlainText()
    return cursor


def test_nobody_reads_a_mark(view: ComparisonView) -> None:
    before = "Call **us** if it is [hard](term:g01) or [come back](topic:t02)."
    view.show_changes([change(before, before.replace("Call", "Ring"))])
    shown = view.toPlainText()
    assert "Ring us if it is hard [explained: Refractory] or come back [to: It has come back]." in (
        shown
    )
    assert "*" not in shown
    assert "(" not in shown
    assert formats(view, "us").charFormat().fontWeight() > 500
    assert formats(view, "Call").charFormat().fontStrikeOut()
    assert formats(view, "Ring").charFormat().fontUnderline()
    assert not formats(view, "hard").charFormat().fontUnderline()


def test_a_word_that_leads_elsewhere_differs(view: ComparisonView) -> None:
    one = change("A [word](term:g01) b", "A [word](term:g02) b")
    view.show_changes([one])
    assert formats(view, "Refractory").charFormat().fontStrikeOut()
    assert formats(view, "g02").charFormat().fontUnderline()
    assert in_words(one) == "Text, taken out: word, put in: word."


def test_a_word_that_became_strong_differs() -> None:
    old, new = marked("Take 5 mg now", "Take **5 mg** now")
    assert [(op, run.text) for op, run in old[0].cells[0]] == [
        (DiffOp.EQUAL, "Take "),
        (DiffOp.DELETE, "5 mg"),
        (DiffOp.EQUAL, " now"),
    ]
    assert new[0].cells[0][1][1].strong


def test_a_dose_is_marked_in_its_cell(view: ComparisonView) -> None:
    view.show_changes([change(TABLE, TABLE.replace("7 mg", "70 mg"))])
    cursor = formats(view, "70")
    assert cursor.charFormat().fontUnderline()
    table = cursor.currentTable()
    assert isinstance(table, QTextTable)
    cell = table.cellAt(cursor)
    assert (cell.row(), cell.column()) == (2, 1)
    assert not formats(view, "5 mg").charFormat().fontUnderline()


def test_a_paragraph_that_became_a_heading_is_taken_out_and_put_in(view: ComparisonView) -> None:
    view.show_changes([change("Fever", "## Fever")])
    assert formats(view, "Fever").charFormat().fontStrikeOut()


def test_what_no_reader_sees_is_shown_as_it_is_kept(view: ComparisonView) -> None:
    view.show_changes([change("1. One", "2. One")])
    assert formats(view, "2").charFormat().fontUnderline()


def test_a_step_keeps_its_number(view: ComparisonView) -> None:
    steps = [ComparedField("body", "Text", f"{n}. Step", f"{n}", Role.LIST, is_commonmark=True)
             for n in (1, 2, 3)]  # fmt: skip
    view.show_changes(compare((), steps))
    shown = view.toPlainText()
    assert [line for line in shown.split("\n") if "Step" in line] == [
        "1. Step",
        "2. Step",
        "3. Step",
    ]


def test_a_step_that_is_another_now_is_marked(view: ComparisonView) -> None:
    one = change("2. Go on", "3. Go on")
    view.show_changes([one])
    assert formats(view, "2.").charFormat().fontStrikeOut()
    assert formats(view, "3.").charFormat().fontUnderline()
    assert not formats(view, "Go on").charFormat().fontUnderline()
    assert in_words(one) == "Text, taken out: 2, put in: 3."


def test_what_is_new_is_read_as_it_looks(view: ComparisonView) -> None:
    view.show_changes([change("", f"## Fever\n\n{TABLE}")])
    shown = view.toPlainText()
    assert "Fever" in shown
    assert "#" not in shown
    assert "|" not in shown
