"""The one model, and every model of a kiosk that runs, under Qt's own tester."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.pages.records import RecordModel
from tests.bridge.doubles import MemoryLibrary, MemorySource, shown, values

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_rows_have_the_roles_that_qml_names() -> None:
    model = RecordModel(("title", "line"))
    model.show([{"title": "A", "line": "B"}, {"title": "C"}])
    assert sorted(bytes(name.data()) for name in model.roleNames().values()) == [b"line", b"title"]
    assert values(model, "title") == ["A", "C"]
    assert values(model, "line") == ["B", None]


def test_a_row_has_nothing_below_it_and_no_other_role() -> None:
    model = RecordModel(("title",))
    model.show([{"title": "A"}])
    row = model.index(0, 0)
    assert model.rowCount(row) == 0
    assert model.data(row, Qt.ItemDataRole.DisplayRole) is None
    assert model.data(QModelIndex(), Qt.ItemDataRole.UserRole + 1) is None
    assert not model.index(1, 0).isValid()


def test_the_same_rows_again_reset_nothing(qtbot: QtBot) -> None:
    model = RecordModel(("title",))
    model.show([{"title": "A"}])
    with qtbot.assertNotEmitted(model.modelReset):
        model.show([{"title": "A"}])


def test_the_count_is_told_when_it_changes_and_only_then(qtbot: QtBot) -> None:
    model = RecordModel(("title",))
    with qtbot.waitSignal(model.countChanged):
        model.show([{"title": "A"}])
    with qtbot.assertNotEmitted(model.countChanged), qtbot.waitSignal(model.modelReset):
        model.show([{"title": "B"}])
    assert model.property("count") == 1


@given(st.lists(st.lists(st.text(max_size=3), max_size=4), max_size=5))
def test_qts_tester_finds_no_fault(lists: list[list[str]]) -> None:
    model = RecordModel(("title",))
    tester = QAbstractItemModelTester(model, FATAL)
    for titles in lists:
        model.show({"title": title} for title in titles)
        assert values(model, "title") == titles
    assert tester.model() is model


def test_every_model_of_a_running_kiosk_passes_qts_tester(
    kiosk: Kiosk, library: MemoryLibrary, library_source: MemorySource
) -> None:
    library.standing_out = frozenset({1})
    watched = 0

    def watch() -> None:
        nonlocal watched
        for model in kiosk.findChildren(RecordModel):
            if model.findChild(QAbstractItemModelTester) is None:
                QAbstractItemModelTester(model, FATAL, model)
                watched += 1

    family, walk, staff = kiosk.session, shown(kiosk, "walk"), kiosk.door
    watch()
    family.start()
    steps = [
        lambda: family.go("topic", "t1", 4.0),
        lambda: family.go("topic", "t2", 0.0),
        lambda: family.go("summary", "", 0.0),
        lambda: family.go("section", "s2", 0.0),
        lambda: family.go("walkthrough", "w01", 0.0),
        walk.begin,
        lambda: walk.answer("c1"),
        lambda: walk.answer("c4"),
        walk.see_outcome,
        lambda: walk.change("q1"),
        family.back,
        staff.knock,
        lambda: staff.enter("1234"),
        family.end,
    ]
    for step in steps:
        step()
        watch()
    library_source.put(MemoryLibrary(14, title="Another"))
    kiosk.reloader.poll()
    watch()
    assert watched > 15
