"""The library on the left: found, filtered, ordered by mouse and keys."""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.content.items.edit import with_own, with_texts
from app.content.search.index import WordIndex
from app.content.search.normalize import parse_query
from app.content.workshop import Workshop
from app.content.workshop.values import Settings
from app.domain.governance.governance import ItemKind
from app.editor.texts.status_labels import Filter
from app.editor.tree.nodes import Group, Hits
from tests.editor.staff import Staff, key

_ALT = Qt.KeyboardModifier.AltModifier


def shown(staff: Staff) -> list[str]:
    """The titles of all items that the tree shows."""
    return [node.title for node in staff.window.tree.model.tree.by_key.values()]


def everything_about(words: str, workshop: Workshop) -> Hits:
    """What a search finds."""
    with closing(WordIndex()) as index:
        index.read(workshop.file)
        return {one.ref: one.hits for one in index.find(parse_query(words)).found}


def topics(workshop: Workshop, section: str) -> list[str]:
    return [r.key.id for r in workshop.items.rows(ItemKind.TOPIC) if r.section_id == section]


def test_the_model_keeps_qts_rules(staff: Staff, workshop: Workshop) -> None:
    model = staff.window.tree.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(Filter.OVERDUE)
    model.show(Filter.ALL, everything_about("nurses", workshop))
    model.show(Filter.DRAFTS)
    model.show(Filter.ALL)
    model.reload()
    assert tester.model() is model
    assert model.rowCount() == 6


def test_a_filter_shows_drafts_alone(staff: Staff, workshop: Workshop) -> None:
    workshop.items.create(ItemKind.TOPIC, "Going home", "s01")
    staff.window.document.refresh()
    box = staff.find(QComboBox, "Show")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Drafts"
    assert shown(staff) == ["Going home"]


def test_keys_move_a_page_and_undo_moves_it_back(staff: Staff, workshop: Workshop) -> None:
    before = topics(workshop, "s02")
    staff.go("Pages", "Treatments", "Clinical trials")
    view = staff.window.tree.view
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert topics(workshop, "s02") == [before[1], before[0], *before[2:]]
    assert staff.window.tree.node() is not None
    assert staff.window.tree.node().title == "Clinical trials"  # type: ignore[union-attr]
    staff.press(view, Qt.Key.Key_Z, ctrl=True)
    assert topics(workshop, "s02") == before


def test_a_page_at_the_top_moves_into_the_section_before(staff: Staff, workshop: Workshop) -> None:
    first = topics(workshop, "s02")[0]
    staff.go("Pages", "Treatments", "Stem cell or bone marrow transplant")
    QTest.keyClick(staff.window.tree.view, Qt.Key.Key_Up, _ALT)
    assert topics(workshop, "s01")[-1] == first


def test_sections_and_glossary_move_by_keys(staff: Staff, workshop: Workshop) -> None:
    staff.go("Pages", "Treatments")
    QTest.keyClick(staff.window.tree.view, Qt.Key.Key_Up, _ALT)
    assert [s.id for s in workshop.sections.rows()] == ["s02", "s01", "s03"]
    terms = [row.key.id for row in workshop.items.rows(ItemKind.TERM)]
    staff.go("Glossary", "refractory")
    QTest.keyClick(staff.window.tree.view, Qt.Key.Key_Down, _ALT)
    moved = [row.key.id for row in workshop.items.rows(ItemKind.TERM)]
    assert moved == [terms[1], terms[0], *terms[2:]]


def drop(staff: Staff, dragged: QModelIndex, target: QModelIndex, part: float) -> None:
    """Let go of a line over another, at a part of its height."""
    view = staff.window.tree.view
    place = view.visualRect(target)
    at = QPoint(place.center().x(), place.top() + int(place.height() * part))
    mime = view.model().mimeData([dragged])
    how = (
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for event in (QDragEnterEvent(at, *how), QDragMoveEvent(at, *how), QDropEvent(at, *how)):
        QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()


def test_a_page_is_dragged_into_another_section(staff: Staff, workshop: Workshop) -> None:
    model = staff.window.tree.model
    topic = key(ItemKind.TOPIC, "t01")
    staff.go("Pages", "Help and questions", "Someone to talk to")
    dragged = model.index_of(model.tree.by_key[topic])
    target = staff.window.tree.view.currentIndex().siblingAtColumn(0)
    drop(staff, dragged, target, 0.05)
    assert topics(workshop, "s03").index("t01") == topics(workshop, "s03").index("t10") - 1
    assert "t01" not in topics(workshop, "s01")


def test_a_contact_cannot_be_dragged_among_pages(staff: Staff, workshop: Workshop) -> None:
    model = staff.window.tree.model
    staff.go("Contacts", "Cancer Research UK nurses")
    mime = model.mimeData([staff.window.tree.view.currentIndex()])
    pages = model.index(0, 0, model.index(0, 0))
    assert not model.canDropMimeData(mime, Qt.DropAction.MoveAction, 0, 0, pages)


def test_a_title_is_changed_in_the_tree_and_the_id_stays(staff: Staff, workshop: Workshop) -> None:
    staff.go("Pages", "Treatments", "Clinical trials")
    view = staff.window.tree.view
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    staff.type(editor, "Trials")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: staff.find(QLineEdit, "Title").text() == "Trials")
    assert staff.state(key(ItemKind.TOPIC, "t08")) == "Not saved, signed"


def test_states_are_words_beside_the_title(staff: Staff, workshop: Workshop) -> None:
    topic = key(ItemKind.TOPIC, "t01")
    assert staff.state(topic) == "Signed"
    workshop.items.save(with_own(workshop.items.content(topic), next_review="2022-07-01"))
    staff.window.document.refresh()
    assert staff.state(topic) == "Draft, due soon"
    workshop.items.save(with_own(workshop.items.content(topic), next_review="2022-05-01"))
    staff.window.document.refresh()
    assert staff.state(topic) == "Draft, overdue"


def test_settings_of_the_library_are_not_an_item(staff: Staff, workshop: Workshop) -> None:
    staff.go("Library settings")
    title = staff.find(QLineEdit, "Title of the library")
    staff.type(title, "The ward's library")
    QTest.keyClick(title, Qt.Key.Key_Tab)
    found: Settings = workshop.settings.read()
    assert found.title == "The ward's library"
    assert "The ward's library" in staff.window.windowTitle()
    staff.press(title, Qt.Key.Key_Z, ctrl=True)
    assert workshop.settings.read().title != "The ward's library"


def test_a_section_is_renamed_on_its_page(staff: Staff, workshop: Workshop) -> None:
    staff.go("Pages", "Treatments")
    title = staff.find(QLineEdit, "Title of the section")
    staff.type(title, "What can be done")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert [s.title for s in workshop.sections.rows()][1] == "What can be done"


def test_letters_go_to_the_next_line_that_begins_so(staff: Staff) -> None:
    staff.go("Pages", "Treatments")
    staff.window.tree.view.expand(staff.window.tree.view.currentIndex())
    QTest.keyClicks(staff.window.tree.view, "clini")
    assert staff.window.tree.node() is not None
    assert staff.window.tree.node().title == "Clinical trials"  # type: ignore[union-attr]


def test_only_what_has_an_order_is_dragged(staff: Staff) -> None:
    model = staff.window.tree.model
    can = {node.group for node in model.tree.nodes[1:] if model.can_drag(node)}
    assert can == {Group.SECTION, Group.ITEM}
    assert not model.can_drag(model.tree.by_key[key(ItemKind.WALKTHROUGH, "w01")])
    model.show(Filter.OVERDUE)
    assert not any(model.can_drag(node) for node in model.tree.nodes[1:])


def test_a_search_that_is_left_shows_what_was_done_meanwhile(
    staff: Staff, workshop: Workshop
) -> None:
    tree = staff.window.tree
    tree.model.show(Filter.ALL, everything_about("nurses", workshop))
    made = staff.window.library_actions.create(ItemKind.TERM, "Platelet")
    page = key(ItemKind.TOPIC, "t05")
    text = workshop.items.content(page)
    staff.window.document.change(with_texts(text, title="Cells"), "", "Rename")
    assert made not in tree.model.tree.by_key
    tree.model.show(Filter.ALL)
    assert made in tree.model.tree.by_key
    assert tree.model.tree.by_key[page].title == "Cells"
    assert staff.state(page) == "Not saved, signed"
