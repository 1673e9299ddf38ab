"""The starter library: its walkthrough, and the staff's window on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import main_editor
from app.config import Config
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.opening.who import remember
from app.editor.panel_wiring import item_panels, library_panels
from app.editor.window import EditorWindow
from app.handout.site import Site
from app.handout.typesetting import Typesetter
from tests.editor.staff import ANN, NOW, TODAY, Pane, Staff, bring_up

CONTENT = Path(__file__).parents[2] / "content.db"


def pytest_sessionfinish() -> None:
    """Let go of what was copied: Qt would free it after Python has ended, which is a crash."""
    if isinstance(QApplication.instance(), QApplication):
        QApplication.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def alone() -> None:
    """One process cannot be the families' screen and the staff's program, one after the other."""
    program = QCoreApplication.instance()
    if program is not None and not isinstance(program, QApplication):
        pytest.exit("The editor's tests need a process of their own: ./kiosk test tests/editor", 2)


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walkthrough]:
    """Four questions, seven outcomes, 185 paths."""
    library = ContentSource(CONTENT, tmp_path_factory.mktemp("state")).open()
    yield library.walkthrough("w01")
    library.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The starter library, to change."""
    return Path(shutil.copy(CONTENT, tmp_path / "content.db"))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """What the window remembers, for this test alone."""
    return QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def workshop(file: Path) -> Iterator[Workshop]:
    """The library, open."""
    opened = Workshop.open(file, ANN, now=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    yield opened
    opened.close()


@pytest.fixture
def open_window(qtbot: QtBot, settings: QSettings) -> Iterator[Callable[[Workshop], Staff]]:
    """Opens a window on a library."""
    opened: list[EditorWindow] = []

    def open_one(workshop: Workshop) -> Staff:
        window = EditorWindow(
            workshop, Pane, settings=settings, today=lambda: TODAY, now=lambda: NOW
        )
        qtbot.addWidget(window)
        opened.append(window)
        bring_up(window, qtbot)
        return Staff(window, qtbot)

    yield open_one
    for window in opened:
        window.close()


@pytest.fixture
def staff(workshop: Workshop, open_window: Callable[[Workshop], Staff]) -> Staff:
    """Somebody at a window on the starter library."""
    return open_window(workshop)


@pytest.fixture
def whole(workshop: Workshop, settings: QSettings, qtbot: QtBot) -> Iterator[Staff]:
    """The window with everything in it."""
    typesetter = Typesetter(Site(), lambda: TODAY)
    window = EditorWindow(
        workshop,
        Pane,
        item_panels=item_panels(workshop, lambda: typesetter),
        library_panels=library_panels(workshop, lambda: typesetter, settings),
        settings=settings,
        today=lambda: TODAY,
        now=lambda: NOW,
    )
    qtbot.addWidget(window)
    bring_up(window, qtbot)
    yield Staff(window, qtbot)
    window.close()


@pytest.fixture
def session(qapp: QApplication, file: Path, settings: QSettings) -> Iterator[main_editor.Session]:
    """The program as it is started, with a copy of the starter library open."""
    remember(settings, ANN)
    session = main_editor.Session(qapp, Config(), settings)
    session.show(Workshop.open(file, ANN))
    yield session
    assert session.window is not None
    session.window.close()
    session.close()
