"""The editor as a program: how it starts, and what it says where it cannot."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import main_editor, paths
from app.config import Config
from app.content.workshop import Workshop
from app.domain.governance.governance import Person

ROOT = Path(__file__).parents[2]
FEWEST_COLOURS = 20
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The starter library, to work on."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the editor as a program of its own, for somebody who never used it."""

    def run_it(
        *words: str | Path, module: str = "app.main_editor"
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", module, *map(str, words)]
        bare = {
            **{"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": ""},
            **{"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
        }
        return subprocess.run(command, env=bare, capture_output=True, text=True, check=False)

    return run_it


@pytest.fixture
def anns(library: Path) -> Iterator[Workshop]:
    """Ann has the library open."""
    workshop = Workshop.open(library, Person("Ann Bell", "Ward sister"))
    yield workshop
    workshop.close()


def test_it_starts_with_the_families_screen_beside_the_page(
    run: Run, library: Path, tmp_path: Path
) -> None:
    done = run(library, "--picture", tmp_path / "editor.png")
    assert done.returncode == 0, done.stderr
    picture = QImage(str(tmp_path / "editor.png"))
    across, down = range(0, picture.width(), 5), range(0, picture.height(), 5)
    assert len({picture.pixel(x, y) for x in across for y in down}) >= FEWEST_COLOURS


def test_a_library_that_is_not_there_is_named_with_the_mend(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere.db", "--picture", tmp_path / "editor.png")
    assert done.returncode == main_editor.UNREADABLE
    assert "nowhere.db is not there. Put a content.db there." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_that_somebody_has_open_may_be_read(
    run: Run, library: Path, anns: Workshop, tmp_path: Path
) -> None:
    done = run(library, "--picture", tmp_path / "editor.png")
    assert done.returncode == main_editor.UNREADABLE
    assert "Ann Bell has it open on" in done.stderr
    words = ("edit", library, "--read-only", "--picture", tmp_path / "editor.png")
    done = run(*words, module="app.cli.main")
    assert done.returncode == 0, done.stderr


def press_in_the_box(words: str, said: list[str]) -> None:
    """Press a button of the box that is about to open, and remember what it said."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        next(b for b in box.buttons() if b.text().replace("&", "") == words).click()

    QTimer.singleShot(0, press)


def test_what_is_wrong_is_said_in_a_box_too(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    press_in_the_box("OK", said)
    main_editor.show_problem("It is not there.", "Put it there.")
    assert said == ["It is not there. Put it there."]
    assert capsys.readouterr().err == "It is not there. Put it there.\n"


@pytest.mark.parametrize(("button", "reads"), [("Read it", True), ("Not now", False)])
def test_the_second_person_is_told_who_has_it(
    button: str, reads: bool, library: Path, anns: Workshop, qtbot: QtBot
) -> None:
    said: list[str] = []
    press_in_the_box(button, said)
    found = main_editor.open_library(library, Person("Bea"), read_only=False, quiet=False)
    assert "Ann Bell has it open on" in said[0]
    assert (found is not None) is reads
    if found is not None:
        assert found.read_only
        found.close()


def test_the_window_shows_what_is_typed_on_the_families_screen(
    library: Path, anns: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    main_editor.load_fonts_beside(app)
    window, pane = main_editor.make_window(anns, Config(), settings)
    qtbot.addWidget(window)
    window.show()
    key = anns.items.rows()[0].key
    window.document.open(key)
    qtbot.waitUntil(lambda: pane.is_idle and pane.shown == key)
    before = pane.screen_view.picture()
    content = window.document.content(key)
    words = {**content.texts, "title": "A title that somebody types"}
    typed = type(content)(key, {**content.rows, "topic_text": (words,)}, content.cites)
    window.document.change(typed, "title", "Type")
    qtbot.waitUntil(lambda: "A title that somebody types" in pane.stage.words())
    qtbot.waitUntil(lambda: pane.is_idle)
    assert pane.screen_view.picture() != before
    window.close()
    pane.end()


def test_nobody_who_types_waits_until_an_open_library_has_been_looked_through(
    session: main_editor.Session, qtbot: QtBot
) -> None:
    window = session.window
    assert window is not None
    qtbot.waitUntil(lambda: window.document.has_row_cache, timeout=20_000)
    looked_through = {id(one) for one in gc.get_objects()}
    rows = window.document.all_rows()
    assert rows
    assert all(gc.is_tracked(row) and id(row) not in looked_through for row in rows)
