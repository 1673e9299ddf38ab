"""Finding words in the library: typed on the left, seen where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from app.content.items.edit import with_texts
from app.content.search.normalize import Query, parse_query
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from app.editor.tree.nodes import Group
from app.editor.widgets.background import Job
from tests.editor.staff import Staff, key

CONTACT = key(ItemKind.CONTACT, "p02")
TOPIC = key(ItemKind.TOPIC, "t10")


class Searcher:
    """Somebody who looks for words, and reads the tree."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.tree = staff, staff.window.tree
        self.box = staff.find(QLineEdit, "Find in the library")
        self.answered: list[Query] = []
        self.tree.search.finder.found.connect(lambda wanted, _: self.answered.append(wanted))

    def type(self, words: str) -> None:
        """Type words in the box, and wait for what is found."""
        self.answered.clear()
        self.staff.type(self.box, words)
        self.staff.qtbot.waitUntil(lambda: self.answered[-1:] == [parse_query(words)])

    def lines(self, index: QModelIndex = QModelIndex(), depth: int = 0) -> list[str]:  # noqa: B008
        """Every line that is on show, with dots before it for how far in it stands."""
        model = self.tree.model
        found = []
        for row in range(model.rowCount(index)):
            child = model.index(row, 0, index)
            found.append("." * depth + str(model.data(child)))
            if self.tree.view.isExpanded(child):
                found += self.lines(child, depth + 1)
        return found

    def says(self) -> str:
        """What stands below the tree."""
        label = self.tree.none
        return label.text() if label.isVisible() else ""

    def go(self, words: str) -> None:
        """Click on a line that begins with these words."""
        view, model = self.tree.view, self.tree.model
        node = next(n for n in model.tree.nodes if n.title.startswith(words))
        index = model.index_of(node)
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )


@pytest.fixture
def look(staff: Staff) -> Searcher:
    return Searcher(staff)


def test_a_number_is_found_wherever_it_stands_and_gives_everything_back(look: Searcher) -> None:
    everything = look.lines()
    look.type("08088004040")
    lines = look.lines()
    assert lines[:3] == ["Pages", ".Help and questions", "..Someone to talk to"]
    assert lines[3].startswith("...Summary: ")
    assert lines[4].startswith("...Text: ")
    assert all("0808 800 4040" in line for line in lines[3:5])
    assert lines[5:] == [
        "Contacts",
        ".Cancer Research UK nurses",
        "..Telephone number: 0808 800 4040",
    ]
    assert look.says() == ""
    look.staff.press(look.box, Qt.Key.Key_Escape)
    assert look.lines() == everything
    assert look.tree.model.is_whole


def test_a_title_needs_no_reason(look: Searcher) -> None:
    look.type("CLINICAL trials")
    lines = look.lines()
    assert "..Clinical trials" in lines
    after = lines[lines.index("..Clinical trials") + 1 :]
    assert not after or not after[0].startswith("...")


def test_a_search_that_finds_nothing_says_so(look: Searcher) -> None:
    look.type("zebra")
    assert look.lines() == []
    assert look.says() == "Nothing in the library has all of these words."
    look.type("nurses")
    assert look.says() == ""


def test_what_is_chosen_opens_with_its_words_chosen(look: Searcher, staff: Staff) -> None:
    look.type("08088004040")
    look.go("Telephone number")
    assert staff.window.document.key == CONTACT
    phone = staff.find(QLineEdit, "Telephone number")
    assert phone.selectedText() == "0808 800 4040"
    look.go("Text: ")
    assert staff.window.document.key == TOPIC
    body = staff.find(BodyBox, "Text")
    assert body.textCursor().selectedText() == "0808 800 4040"
    form = staff.window.page.form
    place = body.mapTo(form.viewport(), body.cursorRect().center())
    assert form.viewport().rect().contains(place)
    assert staff.window.tree.view.hasFocus()


def test_keys_lead_from_the_words_to_the_place_to_write(look: Searcher, staff: Staff) -> None:
    look.type("freephone monday")
    staff.press(look.box, Qt.Key.Key_Down)
    view = staff.window.tree.view
    assert view.hasFocus()
    assert staff.window.document.key == TOPIC
    staff.press(view, Qt.Key.Key_Down)
    node = staff.window.tree.node()
    assert node is not None
    assert node.group is Group.HIT
    staff.press(view, Qt.Key.Key_Return)
    body = staff.find(BodyBox, "Text")
    assert body.hasFocus()
    assert body.textCursor().selectedText().lower() in ("freephone", "monday")


def test_words_of_a_walkthrough_lead_to_their_part(look: Searcher, staff: Staff) -> None:
    look.type('"your child live"')
    look.go("Question q01")
    assert staff.window.document.key == key(ItemKind.WALKTHROUGH, "w01")
    parts = staff.window.page.components
    assert parts is not None
    assert parts.component_id() == "q01"
    question = staff.find(QPlainTextEdit, "Question")
    assert question.textCursor().selectedText() == "your child live"


def test_what_is_typed_this_moment_is_found(look: Searcher, staff: Staff) -> None:
    staff.go("Contacts", "Cancer Research UK nurses")
    look.type("aardvark")
    assert look.lines() == []
    staff.type(staff.find(QPlainTextEdit, "What they help with"), "Ask for the aardvark.")
    look.type("the aardvark")
    assert look.lines()[1:] == [
        ".Cancer Research UK nurses",
        "..What they help with: Ask for the aardvark.",
    ]
    look.go("What they help with")
    about = staff.find(QPlainTextEdit, "What they help with")
    assert about.textCursor().selectedText() == "the aardvark"


def test_what_another_person_saved_is_found(
    look: Searcher, staff: Staff, workshop: Workshop
) -> None:
    look.type("aardvark")
    assert look.lines() == []
    changed = with_texts(workshop.items.content(TOPIC), summary="An aardvark will call you back.")
    workshop.items.save(changed)
    with staff.qtbot.waitSignal(staff.window.tree.search.answered):
        staff.window.document.refresh()
    assert "...Summary: An aardvark will call you back." in look.lines()


def test_what_families_see_still_is_said_above_the_draft(
    look: Searcher, staff: Staff, workshop: Workshop
) -> None:
    was = workshop.items.content(CONTACT)
    workshop.items.save(with_texts(was, about="Ring them."))
    staff.window.document.refresh()
    look.type(f'"{was.texts["about"]}"')
    look.go("What families see, What they help with")
    assert staff.window.page.bar.message.text().startswith(
        "What families see, What they help with: "
    )
    assert staff.find(QPlainTextEdit, "What they help with").toPlainText() == "Ring them."


def test_a_search_and_a_filter_leave_what_fits_both(
    look: Searcher, staff: Staff, workshop: Workshop
) -> None:
    workshop.items.save(with_texts(workshop.items.content(CONTACT), about="They listen."))
    staff.window.document.refresh()
    look.type("nurses")
    assert len(look.lines()) > 2
    box = staff.find(QComboBox, "Show")
    box.setFocus()
    with staff.qtbot.waitSignal(staff.window.tree.search.answered):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert look.lines() == ["Contacts", ".Cancer Research UK nurses"]


def test_more_than_can_be_shown_is_counted(
    look: Searcher, staff: Staff, workshop: Workshop
) -> None:
    for number in range(205):
        workshop.items.create(ItemKind.TERM, f"leukocyte {number}")
    staff.window.document.refresh()
    look.type("leukocyte")
    assert look.says() == (
        "Here are 200 of the 205 that have these words. Another word leaves fewer."
    )
    assert len(look.lines()) == 201


def test_to_come_back_to_an_empty_box_leaves_everything(look: Searcher, staff: Staff) -> None:
    everything = look.lines()
    look.type("zebra")
    look.box.clear()
    staff.window.tree.view.setFocus()
    staff.window.document.refresh()
    finder = staff.window.tree.search.finder
    with staff.qtbot.waitSignal(finder.found):  # the words are read anew
        look.box.setFocus()
    assert look.lines() == everything


def test_the_newest_words_alone_are_answered(look: Searcher, staff: Staff) -> None:
    told: list[object] = []
    finder = staff.window.tree.search.finder
    finder.found.connect(lambda wanted, _: told.append(wanted))
    search = staff.window.tree.search
    with staff.qtbot.waitSignal(search.answered):
        for words in ("nurses", "nurses zebra", "clinical trials"):
            look.box.setText(words)
            search.ask()
    assert told == [search.query]
    assert "..Clinical trials" in look.lines()


def test_typing_never_waits_for_a_search(look: Searcher, staff: Staff) -> None:
    """A search that is held up on its thread holds up no key."""
    from threading import Event  # noqa: PLC0415

    held = Event()
    Job(lambda _: held.wait(30), staff.window).start(staff.window.tree.search.finder.pool)
    before = look.lines()
    staff.type(look.box, "zebra")
    QTest.qWait(1)
    assert look.box.text() == "zebra"
    assert look.lines() == before
    with staff.qtbot.waitSignal(staff.window.tree.search.answered):
        held.set()
    assert look.lines() == []


def test_a_library_that_cannot_be_read_is_told(look: Searcher, staff: Staff, file: Path) -> None:
    away = file.rename(file.with_name("away.db"))
    staff.type(look.box, "nurses")
    bar = staff.window.bar
    staff.qtbot.waitUntil(lambda: str(file.name) in bar.message.text())
    away.rename(file)
    look.type("nurses zebra")
    assert look.lines() == []


def test_the_label_is_a_label(look: Searcher, staff: Staff) -> None:
    look.type("zebra")
    assert staff.find(QLabel, "What the search says").text() == look.says()
