"""Tables of many rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.editor.widgets.lazy_table import LazyTable
from app.editor.widgets.tables import RowTable
from tests.editor.hands import press

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_the_model_keeps_qts_rules_while_rows_come_and_go(qtbot: QtBot, count: int) -> None:
    model = LazyTable()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show_rows(("A", "B"), count, lambda row: (f"a{row}", f"b{row}"), lambda row: row == 0)
    assert model.rowCount() == count
    model.show_rows(("A",), 3, lambda row: (str(row),))
    assert (model.rowCount(), model.columnCount()) == (3, 1)
    assert tester.model() is model


def test_rows_are_made_when_somebody_scrolls_to_them(qtbot: QtBot) -> None:
    made: set[int] = set()

    def cells(row: int) -> tuple[str]:
        made.add(row)
        return (f"Row {row}",)

    table = RowTable("Many")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.rows.show_rows(("Words",), 100_000, cells)
    with qtbot.waitExposed(table):
        table.show()
    assert 0 in made
    assert len(made) < 50
    # Without a current row a first key only goes to the first one, and where the window's system is
    # late with the focus there is none.
    first = table.visualRect(table.rows.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert table.currentIndex().row() == 0
    press(table, Qt.Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: 99_999 in made)
    assert len(made) < 200
    assert table.rows.data(table.rows.index(150, 0)) == "Row 150"


def test_an_empty_table_says_so(qtbot: QtBot) -> None:
    table = RowTable("Reviews")
    qtbot.addWidget(table)
    table.show()
    table.rows.show_rows(("Title",), 0, lambda _: ())
    table.nothing = ""
    blank = table.viewport().grab().toImage()
    table.nothing = "Nothing is due."
    assert table.viewport().grab().toImage() != blank
    table.rows.show_rows(("Title",), 1, lambda _: ("",))
    one_row = table.viewport().grab().toImage()
    table.nothing = ""
    assert table.viewport().grab().toImage() == one_row
