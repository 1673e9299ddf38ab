"""Another clinic's library from nothing: New library, and what the window does with the file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app import main_editor, paths
from app.content.workshop import Workshop
from app.content.workshop.new_library import NewLibrary, make_library
from app.editor.opening.begin_dialog import BeginDialog
from app.editor.opening.library_files import recent_files, remember_file
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.opening.who import WhoDialog
from tests.editor.hands import press
from tests.editor.staff import ANN, Staff, at

ASTHMA = NewLibrary("Living with asthma", whom_to_ask="the asthma nurse")


def fill_in(staff: Staff, dialog: NewLibraryDialog) -> None:
    """Type what the asthma clinic says of itself."""
    for name, words in (
        ("Name", "Living with asthma"),
        ("Whom families ask", "the asthma nurse"),
        ("First screen", "Breathing easier"),
        ("Helpline", "Asthma helpline"),
        ("Its number", "020 7946 0000"),
    ):
        staff.type(staff.find(QLineEdit, name, dialog), words)


def test_a_library_of_another_clinic_is_begun_by_keys_and_opens(
    session: main_editor.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    staff = at(session, qtbot)
    staff.press(staff.window.tree.view, Qt.Key.Key_N, ctrl=True, shift=True)
    dialog = staff.dialog(NewLibraryDialog)
    staff.click(staff.find(QPushButton, "Make the library", dialog))
    assert dialog.problem.text() == "It needs a name and whom families ask."
    fill_in(staff, dialog)
    assert dialog.place.text() == str(tmp_path / "living-with-asthma.db")
    staff.click(staff.find(QPushButton, "Make the library", dialog))
    staff = at(session, qtbot)
    assert staff.window.windowTitle() == "Living with asthma - Clinic Kiosk Editor"
    assert "“New” adds a section" in staff.window.start.nothing.text()
    staff.go("Contacts", "Asthma helpline")
    assert staff.window.workshop.settings.read().people_to_sign == 2


def test_a_file_that_is_there_is_not_written_over(
    session: main_editor.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "living-with-asthma.db").write_text("notes", encoding="utf-8")
    staff = at(session, qtbot)
    staff.window.files.new.trigger()
    dialog = staff.dialog(NewLibraryDialog)
    fill_in(staff, dialog)
    staff.click(staff.find(QPushButton, "Make the library", dialog))
    assert "is there already, and is not written over" in dialog.problem.text()
    staff.type(dialog.place, str(tmp_path / "asthma"))
    box = staff.find(QComboBox, "Who signs", dialog)
    staff.press(box, Qt.Key.Key_Down)
    staff.click(staff.find(QPushButton, "Make the library", dialog))
    staff = at(session, qtbot)
    assert staff.window.workshop.file == tmp_path / "asthma.db"
    assert staff.window.workshop.settings.read().people_to_sign == 1


def test_open_recent_comes_back_to_the_library_before(
    session: main_editor.Session, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    make_library(tmp_path / "asthma.db", ASTHMA, ANN)
    staff = at(session, qtbot)
    assert not staff.window.files.recent.isEnabled()
    staff.window.files.ask_open = lambda: str(tmp_path / "asthma.db")
    staff.window.files.open.trigger()
    staff = at(session, qtbot)
    assert staff.window.workshop.file == tmp_path / "asthma.db"
    (before,) = staff.window.files.recent.actions()
    assert before.text() == str(file)
    before.trigger()
    staff = at(session, qtbot)
    assert staff.window.workshop.file == file


def test_where_another_cannot_be_opened_this_one_stays(
    session: main_editor.Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(main_editor, "show_problem", lambda *words: said.append(" ".join(words)))
    (tmp_path / "notes.db").write_text("my notes", encoding="utf-8")
    window = session.window
    session.switch(tmp_path / "notes.db")
    assert session.window is window
    assert "notes.db" in said[0]
    assert at(session, qtbot).window.isVisible()


def test_a_copy_is_a_library_of_its_own(staff: Staff, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    staff.window.files.ask_copy = lambda: str(copy)
    staff.window.files.copy.trigger()
    assert staff.window.bar.message.text().startswith(f"A copy is in {copy}.")
    with closing(Workshop.open(copy, ANN)) as workshop:
        assert len(workshop.items.rows()) == len(staff.window.workshop.items.rows())
    here = staff.window.workshop.file
    staff.window.files.ask_copy = lambda: str(here)
    staff.window.files.copy.trigger()
    assert staff.window.bar.message.text().startswith("That is this library.")
    staff.window.files.ask_copy = lambda: str(tmp_path / "gone" / "copy.db")
    staff.window.files.copy.trigger()
    assert "gone" in staff.window.bar.message.text()
    assert {found.name for found in tmp_path.glob("*.db")} == {"content.db", "copy.db"}


# -- without a library ----------------------------------------------------------------------------


def begin(qtbot: QtBot, settings: QSettings) -> BeginDialog:
    """The first question of a program that was started without a library."""
    dialog = BeginDialog(settings, paths.CONTENT)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_the_first_start_asks_who_and_begins_with_the_sample(
    qtbot: QtBot, settings: QSettings, tmp_path: Path
) -> None:
    dialog = begin(qtbot, settings)
    assert not dialog.recent.isVisible()
    dialog.new.click()
    who = QApplication.activeModalWidget()
    assert isinstance(who, WhoDialog)
    who.name.setText("Ann Bell")
    who.accept()
    new = QApplication.activeModalWidget()
    assert isinstance(new, NewLibraryDialog)
    new.title.setText("Living with asthma")
    new.whom.setText("the asthma nurse")
    new.from_sample.click()
    assert not new.language.isEnabled()
    new.place.setText(str(tmp_path / "asthma.db"))
    new.make.click()
    assert dialog.file == tmp_path / "asthma.db"
    with closing(Workshop.open(tmp_path / "asthma.db", ANN)) as workshop:
        assert len(workshop.items.rows()) > 30


def test_it_offers_the_libraries_that_were_open_last(
    qtbot: QtBot, settings: QSettings, file: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.db"
    gone.touch()
    for one in (gone, file, *(tmp_path / f"{number}.db" for number in range(3))):
        one.touch()
        remember_file(settings, one)
    remember_file(settings, file)
    gone.unlink()
    names = ["content.db", "2.db", "1.db", "0.db"]
    assert [found.name for found in recent_files(settings)] == names
    dialog = begin(qtbot, settings)
    listed = dialog.findChildren(QListWidget)[0]
    assert listed.item(0).text() == str(file)
    listed.setCurrentRow(0)
    press(listed, Qt.Key.Key_Return)
    assert dialog.file == file
