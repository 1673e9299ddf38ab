"""Spelling as one types: squiggles, what may have been meant, and the library's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from app.editor.spelling.dictionaries import OwnWords, dictionary_for, words_in
from app.editor.spelling.spell_marks import SpellMarks
from app.editor.spelling.speller import Speller
from app.editor.window import EditorWindow
from tests.editor.staff import NOW, TODAY, Pane, Staff, bring_up, key

TOPIC = key(ItemKind.TOPIC, "t02")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
KNOWN = "the\nnurse\nis\nkind\nisn't\nhelps\nquick\nask\n"


def write(folder: Path, name: str, words: str = KNOWN) -> Path:
    """A dictionary of a few words."""
    (folder / f"{name}.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwz'\n", "utf-8")
    file = folder / f"{name}.dic"
    file.write_text(f"{len(words.split())}\n{words}", "utf-8")
    return file


@pytest.fixture
def dictionaries(tmp_path: Path) -> Path:
    """A folder with a dictionary of British English."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    write(folder, "en_GB")
    return folder


# -- which dictionary, and which words


def test_a_language_has_the_dictionary_of_its_country_or_of_any(tmp_path: Path) -> None:
    for name in ("en_US", "en_GB", "pl_PL", "cy", "cy_GB"):
        write(tmp_path, name)
    (tmp_path / "so_SO.dic").write_text("0\n", "utf-8")  # without its rules
    folders = (tmp_path / "nowhere", tmp_path)
    found = {tag: dictionary_for(tag, folders) for tag in ("en-GB", "en-IE", "pl", "cy", "so", "e")}
    names = {tag: file.stem if file else None for tag, file in found.items()}
    assert names == {
        "en-GB": "en_GB",
        "en-IE": "en_GB",
        "pl": "pl_PL",
        "cy": "cy",
        "so": None,
        "e": None,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The nurse, 2 nurses.", ["The", "nurse", "nurses"]),
        (f"isn't isn{APOSTROPHE}t T-cell", ["isn't", f"isn{APOSTROPHE}t", "T-cell"]),
        ("CAR and NHS, B12 and t05", ["and", "and"]),
        ("zażółć Ärzte", ["zażółć", "Ärzte"]),
    ],
)
def test_words_are_what_people_write(text: str, words: list[str]) -> None:
    assert [word for _, word in words_in(text)] == words


def test_targets_of_links_are_no_words() -> None:
    text = 'a [nurse](term:gabc) and ![pic](picture:xyz "caption")'
    assert [w for _, w in words_in(text, with_marks=True)] == ["a", "nurse", "and", "pic"]


def test_own_words_are_a_file_beside_the_library(tmp_path: Path) -> None:
    library = tmp_path / "asthma.db"
    own, other = OwnWords(library), OwnWords(library)
    own.add("spacer")
    other.add("Ventolin")  # somebody else, at the same time
    assert (tmp_path / "asthma.words.txt").read_text("utf-8") == "spacer\nVentolin\n"
    OwnWords(library).copy_to(tmp_path / "copy.db")
    assert set(OwnWords(tmp_path / "copy.db").words()) == {"spacer", "Ventolin"}


# -- the speller


@pytest.fixture
def speller(dictionaries: Path, tmp_path: Path) -> Iterator[Speller]:
    """Knows eight words."""
    made = Speller(tmp_path / "asthma.db", (dictionaries,))
    yield made
    made.close()


def wrong(qtbot: QtBot, speller: Speller, text: str, language: str = "en-GB") -> set[str]:
    """What it says once it knows."""
    with qtbot.waitSignal(speller.checked):
        speller.wrong(text.split(), language)
    return speller.wrong(text.split(), language)


def test_words_are_looked_up_beside_the_window(qtbot: QtBot, speller: Speller) -> None:
    text = f"The kind nurze isn{APOSTROPHE}t quick quick-nurse quick-nurze"
    assert speller.wrong(text.split(), "en-GB") == set()  # nobody waits
    assert wrong(qtbot, speller, text + " ask") == {"nurze", "quick-nurze"}


def test_names_and_own_words_are_right(qtbot: QtBot, speller: Speller, tmp_path: Path) -> None:
    assert wrong(qtbot, speller, "Blina spacer Anne") == {"Blina", "spacer", "Anne"}
    speller.set_names(["blina cells", "Nurse Anne"])
    speller.add("spacer")
    assert speller.wrong(["Blina", "BLINA", "spacer", "Spacer", "Anne", "cells"], "en-GB") == set()
    assert Speller(tmp_path / "asthma.db").wrong(["spacer"], "en-GB") == set()


def test_without_a_dictionary_nothing_is_wrong(qtbot: QtBot, speller: Speller) -> None:
    assert wrong(qtbot, speller, "nurze", "pl") == set()


def test_what_is_no_dictionary_marks_nothing(
    qtbot: QtBot, tmp_path: Path, dictionaries: Path
) -> None:
    def fails(file: Path) -> object:
        raise OSError

    speller = Speller(tmp_path / "a.db", (dictionaries,), load=fails)  # type: ignore[arg-type]
    assert wrong(qtbot, speller, "nurze") == set()
    speller.close()


def test_what_may_have_been_meant_is_suggested(qtbot: QtBot, speller: Speller) -> None:
    with qtbot.waitSignal(speller.suggested) as found:
        speller.suggest("nurze", "en-GB")
    assert found.args[0] == "nurze"
    assert "nurse" in found.args[1]


# -- in the window


@pytest.fixture
def staff(
    qtbot: QtBot, workshop: Workshop, settings: QSettings, dictionaries: Path
) -> Iterator[Staff]:
    """Somebody at a window that knows eight words, with a page open."""
    window = EditorWindow(
        workshop,
        Pane,
        settings=settings,
        dictionaries=(dictionaries,),
        today=lambda: TODAY,
        now=lambda: NOW,
    )
    qtbot.addWidget(window)
    bring_up(window, qtbot)
    found = Staff(window, qtbot)
    window.document.open(TOPIC)
    yield found
    window.close()


def type_in(staff: Staff, name: str, words: str) -> tuple[QPlainTextEdit | BodyBox, SpellMarks]:
    """Type in the place of what a box holds, and go on a little."""
    box: QPlainTextEdit | BodyBox
    box = staff.find(BodyBox, name) if name == "Text" else staff.find(QPlainTextEdit, name)
    staff.type(box, words)
    marks = box.findChild(SpellMarks)
    assert marks is not None
    return box, marks


def marked(marks: SpellMarks) -> list[str]:
    return [word for _, word in marks.wrong]


@pytest.mark.parametrize("name", ["Text", "Summary"])
def test_words_that_are_wrong_have_a_squiggle(staff: Staff, name: str) -> None:
    before = staff.window.document.undo.count()
    box, marks = type_in(staff, name, "The nurze is kind kwick ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["nurze", "kwick"])
    (first, second) = box.extraSelections()
    assert [s.cursor.selectedText() for s in (first, second)] == ["nurze", "kwick"]
    assert first.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    assert staff.window.document.undo.count() == before + 1  # the typing alone


def test_the_word_that_is_being_typed_is_left_alone(staff: Staff) -> None:
    box, marks = type_in(staff, "Text", "kwick nur")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["kwick"])
    QTest.keyClicks(box, "ze ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["kwick", "nurze"])


def test_the_starters_own_words_are_known(staff: Staff) -> None:
    term = staff.window.document.rows(ItemKind.TERM)[0].title
    _, marks = type_in(staff, "Text", f"ask blinatumomab {term} Cancer kwick ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["kwick"])


def menu_of(staff: Staff) -> QMenu:
    staff.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_f7_goes_to_the_next_word_and_a_key_corrects_it(staff: Staff) -> None:
    box, marks = type_in(staff, "Text", "The nurze is kind ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["nurze"])
    staff.press(box, Qt.Key.Key_F7)
    menu = menu_of(staff)
    assert box.textCursor().selectedText() == "nurze"
    staff.qtbot.waitUntil(lambda: "nurse" in lines(menu))
    menu.setActiveAction(menu.actions()[lines(menu).index("nurse")])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert staff.window.document.content(TOPIC).texts["body"].strip() == "The nurse is kind"
    staff.qtbot.waitUntil(lambda: marked(marks) == [])


def test_a_word_is_added_to_the_librarys_own(staff: Staff, workshop: Workshop) -> None:
    box, marks = type_in(staff, "Text", "The spacer helps ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["spacer"])
    cursor = box.textCursor()
    cursor.setPosition(6)
    box.setTextCursor(cursor)
    at = box.cursorRect(cursor).center()
    QApplication.sendEvent(
        box.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, box.viewport().mapToGlobal(at)),
    )
    menu = menu_of(staff)
    (add,) = (a for a in menu.actions() if "Add “spacer”" in a.text())
    add.trigger()
    menu.close()
    staff.qtbot.waitUntil(lambda: marked(marks) == [])
    own = workshop.file.with_name(f"{workshop.file.stem}.words.txt")
    assert own.read_text("utf-8") == "spacer\n"


def test_what_is_marked_is_not_kept(staff: Staff) -> None:
    box, marks = type_in(staff, "Text", "nurze ")
    staff.qtbot.waitUntil(lambda: marked(marks) == ["nurze"])
    cursor = QTextCursor(box.document())
    cursor.setPosition(2)
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline
