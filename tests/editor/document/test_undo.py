"""Undo brings back exactly what was, and redo what was undone: the whole file is compared."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from app.content.items.edit import with_texts
from app.content.workshop import Workshop
from app.content.workshop.values import SectionRow
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind, Person
from app.editor.panel_wiring import PathsPanel
from app.editor.sources.sources_page import SourcesPage
from app.editor.tree.nodes import Tree
from tests.editor.hands import button, click, type_in
from tests.editor.staff import Staff, key

Dump = dict[str, list[tuple[object, ...]]]


def dump(file: Path) -> Dump:
    """Every row of a library, but for what only grows, and the digests of tables."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if name not in ("history", "version", "seal")
        ]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
            for table in tables
        }


def differences(one: Dump, other: Dump) -> list[str]:
    return [table for table in one if one[table] != other[table]]


def furnish(workshop: Workshop, file: Path, item: ItemKey) -> None:
    """Give an item everything that stands about one: people, notes, a translation, cases."""
    workshop.items.set_people(item, "Dr Shah", "Ann Bell")
    content = workshop.items.content(item)
    workshop.unfinished.save(with_texts(content, **{_title(item): "Typed and not saved"}))
    with closing(sqlite3.connect(file)) as connection, connection:
        words = f"{item.kind}_text"
        rows = connection.execute(f"SELECT * FROM {words} WHERE {item.kind}_id = ?", (item.id,))
        names = [column for column, *_ in rows.description]
        row = dict(zip(names, rows.fetchone(), strict=True)) | {"language": "cy"}
        places = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {words} VALUES ({places})", tuple(row.values()))
        if item.kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
            table = f"staff_note_{item.kind}"
            connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ('a03', ?, 7)", (item.id,))
    if item.kind is ItemKind.WALKTHROUGH:
        workshop.cases.save(item.id, [ExpectedCase("k01", "Why", (("q01", "c01"),), "o01")])


def _title(item: ItemKey) -> str:
    return {ItemKind.CONTACT: "name", ItemKind.TERM: "term"}.get(item.kind, "title")


@pytest.mark.parametrize("kind", TEXT_KINDS)
@pytest.mark.parametrize("is_last", [False, True], ids=["one language of two", "all there is"])
def test_a_deleted_item_comes_back_as_it_was(
    staff: Staff, workshop: Workshop, file: Path, kind: ItemKind, is_last: bool
) -> None:
    first = workshop.items.rows(kind)[0].key
    item = workshop.items.duplicate(first)  # nothing points to it
    furnish(workshop, file, item)
    if is_last:
        workshop.items.delete(ItemKey(kind, item.id, "cy"))
    staff.window.document.refresh()
    staff.window.document.open(item)
    before = dump(file)
    view = staff.window.tree.view
    view.setFocus()
    for _ in range(2):  # and again after Redo
        if staff.window.document.undo.canRedo():
            staff.press(view, Qt.Key.Key_Y, ctrl=True)
        else:
            staff.press(view, Qt.Key.Key_Delete)
            staff.click(staff.find(QPushButton, "Delete", staff.dialog(QMessageBox)))
        with pytest.raises(KeyError):
            workshop.items.content(item)
        staff.press(view, Qt.Key.Key_Z, ctrl=True)
        assert differences(before, dump(file)) == []
    row = staff.window.document.row(item)
    assert row is not None
    assert row.unfinished
    staff.window.document.open(item)
    name = "Word" if kind is ItemKind.TERM else _title(item).capitalize()
    assert staff.find(QLineEdit, name).text() == "Typed and not saved"


def test_a_signed_text_comes_back_signed(staff: Staff, workshop: Workshop, file: Path) -> None:
    item = key(ItemKind.WALKTHROUGH, "w01")
    state, before = staff.state(item), dump(file)
    staff.window.library_actions.delete([item])
    assert "staff_note_walkthrough" in differences(before, dump(file))
    staff.window.document.undo.undo()
    assert differences(before, dump(file)) == []
    assert staff.state(item) == state == "Signed"


def test_a_section_comes_back_in_its_place_with_all_its_titles(
    staff: Staff, workshop: Workshop, file: Path
) -> None:
    section = workshop.sections.save(SectionRow("", "Afterwards"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO section_text VALUES (?, 'cy', 'Wedyn')", (section,))
        connection.execute("UPDATE section SET position = 77 WHERE id = ?", (section,))
    staff.window.document.refresh()
    before = dump(file)
    staff.window.library_actions.delete_section(section)
    assert differences(before, dump(file)) == ["section", "section_text"]
    staff.window.document.undo.undo()
    assert differences(before, dump(file)) == []


class Hand:
    """Somebody who does one thing after another to the library, by chance."""

    def __init__(self, staff: Staff, workshop: Workshop, seed: int) -> None:
        self.document, self.workshop = staff.window.document, workshop
        self.actions = staff.window.library_actions
        self.pick = random.Random(seed)

    def item(self, kind: ItemKind) -> ItemKey:
        rows = self.workshop.items.rows(kind) or self.workshop.items.rows(ItemKind.TERM)
        return self.pick.choice(rows).key

    def act(self) -> None:
        kind = self.pick.choice(TEXT_KINDS)
        acts: list[Callable[[], object]] = [
            self._delete,
            self._delete,
            lambda: self.actions.create(kind, "New", self.workshop.sections.rows()[0].id),
            lambda: self.actions.duplicate(self.item(kind)),
            lambda: self.actions.put_topic(self.item(ItemKind.TOPIC).id, "s02", 0),
            lambda: self._move(self.pick.choice((ItemKind.TERM, ItemKind.CONTACT))),
            lambda: self.actions.set_people(self.item(kind), "Ward 4", "Bea"),
            lambda: self.actions.add_section("More"),
            lambda: self.actions.rename_section("s01", f"Title {self.pick.random()}"),
        ]
        self.pick.choice(acts)()

    def _delete(self) -> None:
        free = [
            row.key
            for row in self.workshop.items.rows()
            if not self.workshop.items.mentions(row.key)
        ]
        if free:
            self.actions.delete([self.pick.choice(free)])

    def _move(self, kind: ItemKind) -> None:
        ids = self.actions.ids(kind)
        self.pick.shuffle(ids)
        self.actions.arrange_kind(kind, ids, "Move")


def lines(tree: Tree) -> list[tuple[object, ...]]:
    """What a tree says from the top down."""
    return [
        (*node.position, node.title, node.row, node.item, node.parent and node.parent.position)
        for node in tree.nodes
    ]


def assert_shown_as_read_anew(staff: Staff, file: Path) -> None:
    """The document and the tree stand as if the library had just been opened."""
    anew = Workshop.open(file, Person(""), read_only=True)
    rows, around = anew.items.rows(), (anew.sections.rows(), anew.sources.rows())
    anew.close()
    model = staff.window.tree.model
    assert staff.window.document.all_rows() == rows
    assert lines(model.tree) == lines(Tree(rows, *around))
    for node in model.tree.nodes:
        assert model.node(model.index_of(node)) is node
        assert model.rowCount(model.index_of(node)) == len(node.children)


@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_deeds_is_undone_and_done_again_step_by_step(
    staff: Staff, workshop: Workshop, file: Path, seed: int
) -> None:
    hand, undo = Hand(staff, workshop, seed), staff.window.document.undo
    dumps = [dump(file)]
    while len(dumps) < 12:
        hand.act()
        assert_shown_as_read_anew(staff, file)
        if undo.count() == len(dumps):  # else nothing was done
            dumps.append(dump(file))
    for step in reversed(range(len(dumps) - 1)):
        words = undo.undoText()
        undo.undo()
        assert differences(dumps[step], dump(file)) == [], words
        assert_shown_as_read_anew(staff, file)
    for step in range(1, len(dumps)):
        words = undo.redoText()
        undo.redo()
        assert differences(dumps[step], dump(file)) == [], words
        assert_shown_as_read_anew(staff, file)
    assert undo.count() == len(dumps) - 1


def test_what_was_brought_in_comes_again_under_its_ids(
    staff: Staff, workshop: Workshop, file: Path
) -> None:
    contact = key(ItemKind.CONTACT, "p02")
    actions, undo = staff.window.library_actions, staff.window.document.undo
    page = workshop.items.content(key(ItemKind.TOPIC, "t05"))

    def bring() -> list[ItemKey]:
        workshop.items.save(with_texts(workshop.items.content(contact), about="Ring them."))
        return [contact, workshop.items.add(page, "s01"), workshop.items.add(page, "s02")]

    before = dump(file)
    actions.import_drafts(bring, [contact])
    after = dump(file)
    undo.undo()
    assert differences(before, dump(file)) == []
    undo.redo()
    assert differences(after, dump(file)) == []
    undo.undo()
    assert differences(before, dump(file)) == []


def undone_and_done_again(staff: Staff, file: Path, before: Dump, table: str) -> None:
    """Ctrl+Z brings back what was, Ctrl+Y what was done; both as the whole file has it."""
    after, view = dump(file), staff.window.tree.view
    assert differences(before, after) == [table]
    for _ in range(2):
        staff.press(view, Qt.Key.Key_Z, ctrl=True)
        assert differences(before, dump(file)) == []
        staff.press(view, Qt.Key.Key_Y, ctrl=True)
        assert differences(after, dump(file)) == []


def test_what_is_done_to_a_source_is_undone_there(whole: Staff, file: Path) -> None:
    whole.go("Sources")
    page = whole.window.findChild(SourcesPage)
    assert isinstance(page, SourcesPage)
    before = dump(file)
    page.table.selectRow(1)
    page.fields["permission"].setText("By letter")
    click(button(page, "Save"))
    undone_and_done_again(whole, file, before, "source")
    before = dump(file)
    click(button(page, "Mark as changed"))
    undone_and_done_again(whole, file, before, "source")
    before = dump(file)
    click(page.add)
    type_in(page.fields["publisher"], "NHS")
    type_in(page.fields["title"], "A page")
    click(button(page, "Save"))
    undone_and_done_again(whole, file, before, "source")
    before = dump(file)
    click(button(page, "Delete…"))
    click(button(whole.dialog(QMessageBox), "Delete"))
    whole.go("Contacts")
    undone_and_done_again(whole, file, before, "source")
    # Undo shows what it undid.
    whole.press(whole.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert page.isVisible()
    assert page.fields["title"].text() == "A page"


def test_a_source_that_something_stands_on_by_now_stays(whole: Staff, file: Path) -> None:
    whole.go("Sources")
    page = whole.window.findChild(SourcesPage)
    assert isinstance(page, SourcesPage)
    click(page.add)
    type_in(page.fields["publisher"], "NHS")
    type_in(page.fields["title"], "A page")
    click(button(page, "Save"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE contact SET source_id = (SELECT max(id) FROM source)")
    before = dump(file)
    whole.press(whole.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert differences(before, dump(file)) == []
    assert "stands on it" in whole.window.bar.message.text()


def test_what_is_done_to_expected_cases_is_undone(whole: Staff, file: Path) -> None:
    whole.window.document.open(key(ItemKind.WALKTHROUGH, "w01"))
    tabs = whole.window.page.tabs
    names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
    tabs.setCurrentIndex(names.index("Paths"))
    paths = whole.window.findChild(PathsPanel)
    assert isinstance(paths, PathsPanel)
    paths.setCurrentWidget(paths.cases)
    before = dump(file)
    paths.cases.table.selectRow(2)
    click(button(paths.cases, "Delete"))
    after = dump(file)
    assert differences(before, after) == ["expected_case", "expected_answer"]
    view = whole.window.tree.view
    whole.press(view, Qt.Key.Key_Z, ctrl=True)
    assert differences(before, dump(file)) == []
    assert paths.cases.table.rows.rowCount() == 10
    whole.press(view, Qt.Key.Key_Y, ctrl=True)
    assert differences(after, dump(file)) == []
    assert paths.cases.table.rows.rowCount() == 9
