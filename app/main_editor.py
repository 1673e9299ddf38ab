"""The staff's editor: joins its window with the families' own screens, and starts."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

import app.qt_imports  # noqa: F401 - before all that is imported here
from app import __version__, paths
from app.bridge.kiosk import Kiosk, Setting
from app.bridge.standins import FixedSource, NoPin, NoSpooler
from app.bridge.window.fonts import load_fonts_of
from app.bridge.window.stage import Stage, draw_by_software
from app.config import Config
from app.config_file import find
from app.content.publishing.preview import PreviewFiles
from app.content.workshop import Workshop
from app.content.workshop.values import InUseError
from app.domain.errors import ConfigError, ContentCode, ContentError
from app.domain.governance.governance import Person
from app.domain.kiosk.clock import LibraryDay
from app.domain.session.idle import Idle
from app.editor.opening.begin_dialog import BeginDialog
from app.editor.opening.who import remembered
from app.editor.panel_wiring import item_panels, library_panels
from app.editor.preview.making import Source
from app.editor.preview.pane import FamilyPane
from app.editor.spelling.dictionaries import SYSTEM_FOLDERS
from app.editor.window import EditorWindow
from app.handout_factories import typesetter
from app.memory import forbid_dumps

NAME = "Clinic Kiosk Editor"
ERRORS, UNREADABLE = 1, 2
"""The exit codes, as those of clinic-content: a library with errors; one that cannot be read."""

_PICTURE_MS = 20_000
_POLL_MS = 50


def make_pane(
    source: Source,
    config: Config,
    parent: QWidget | None = None,
    *,
    today: Callable[[], date] = date.today,
    wall: Callable[[], float] = time.time,
) -> FamilyPane:
    """The families' screens for the editor's window: nobody waits at them, and no door leads out.

    They are of the size that the families' own are drawn for, whatever screen this machine has.
    """
    paper = cache(partial(typesetter, config, today))
    setting = Setting(
        site=config.site.name,
        ward=config.site.ward,
        who_to_ask=config.site.who_to_ask,
        screen_width_mm=0,
        distance_mm=config.screen.distance_mm,
        idle=Idle(),
        jobs_a_session=config.printing.jobs_a_session,
        pages_a_job=config.printing.pages_a_job,
    )
    kiosk = Kiosk(
        setting,
        FixedSource(),
        paper,
        NoSpooler,
        pin=NoPin(),
        clock=lambda: 0.0,
        wall=wall,
        today=LibraryDay(today),
    )
    return FamilyPane(source, Stage(kiosk, paths.QML, paths.ICONS), paper, parent)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "clinic-kiosk-editor", description="Edit the library that the kiosk shows."
    )
    parser.add_argument("content", nargs="?", type=Path, help="the library (content.db)")
    parser.add_argument("--read-only", action="store_true", help="look at it, change nothing")
    # For tests and the tour: the window with its first page as a PNG, and the end.
    parser.add_argument("--picture", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_args(argv)


def application(argv: list[str]) -> QApplication:
    """The application, in the machine's own font; the families' screens have the project's."""
    draw_by_software()
    app = QApplication(argv)
    app.setApplicationName("clinic-kiosk-editor")
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName("clinic-kiosk-editor")
    app.setWindowIcon(QIcon(str(paths.ICONS / "sprout.svg")))
    load_fonts_beside(app)
    return app


def load_fonts_beside(app: QApplication) -> None:
    """Give the families' screens the project's fonts, and leave Qt Widgets their own."""
    own = app.font()
    load_fonts_of(paths.FONTS)
    app.setFont(own, "QWidget")  # type: ignore[arg-type] # PySide6 takes a str alone


def show_problem(problem: str, hint: str, *, quiet: bool = False) -> None:
    """Say what is wrong and the mend, in a box and on stderr; `quiet` leaves the box out."""
    print(f"{problem} {hint}", file=sys.stderr)
    if not quiet:
        box = QMessageBox(QMessageBox.Icon.Warning, NAME, problem)
        box.setInformativeText(hint)
        box.exec()


def in_use_box(found: InUseError) -> QMessageBox:
    """Says who has the library open, and asks whether reading it will do."""
    box = QMessageBox(QMessageBox.Icon.Information, NAME, found.problem)
    box.setInformativeText("You can read it in the meantime. Nothing can be changed then.")
    read = box.addButton("&Read it", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("&Not now", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(read)
    return box


def may_read(found: InUseError) -> bool:
    """Ask whether reading will do while somebody else has the library open."""
    box = in_use_box(found)
    box.exec()
    return box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.AcceptRole


def open_library(file: Path, person: Person, *, read_only: bool, quiet: bool) -> Workshop | None:
    """The library, to change or to read; None where somebody has it open and that is no use."""
    try:
        return Workshop.open(file, person, read_only=read_only, icons=paths.icon_names())
    except InUseError as found:
        if quiet or not may_read(found):
            print(found.problem, file=sys.stderr)
            return None
    return Workshop.open(file, person, read_only=True, icons=paths.icon_names())


def keep_for_good() -> None:
    """Let Python's collector not look again through what the library that is open is made of.

    With 10,000 topics it takes 70 ms, and would come upon somebody in the middle of a word.
    """
    gc.collect()
    gc.freeze()


class Session:
    """The library that is open, in its window; another one takes its place."""

    def __init__(self, app: QApplication, config: Config, settings: QSettings) -> None:
        self._app, self._config, self._settings = app, config, settings
        self.window: EditorWindow | None = None
        self.pane: FamilyPane | None = None

    def show(self, workshop: Workshop) -> None:
        """Show a library in a window of its own."""
        self.window, self.pane = make_window(workshop, self._config, self._settings)
        gc.unfreeze()
        self.window.document.row_cache_filled.connect(keep_for_good)
        self.window.files.wanted.connect(self.switch)
        self.window.show()

    def switch(self, file: Path) -> None:
        """Open another library in the place of this one; where that fails, this one stays."""
        before = self.window
        if before is None or file.resolve() == before.workshop.file.resolve():
            return
        try:
            person = remembered(self._settings)
            workshop = open_library(file, person, read_only=False, quiet=False)
        except ContentError as error:
            show_problem(error.problem, error.hint)
            return
        if workshop is None:
            return
        self._app.setQuitOnLastWindowClosed(False)
        if before.close():
            if self.pane is not None:
                self.pane.end()
            # What was asked of it beside the window is still answered; then it is let go of.
            before.destroyed.connect(before.workshop.close)
            before.deleteLater()
            self.show(workshop)
        else:  # what was typed could not be written, and somebody stays with it
            workshop.close()
        self._app.setQuitOnLastWindowClosed(True)

    def close(self) -> None:
        """Let go of the library."""
        gc.unfreeze()
        if self.window is not None and self.pane is not None:
            self.pane.end()
            self.window.workshop.close()


def make_window(
    workshop: Workshop,
    config: Config,
    settings: QSettings | None = None,
    *,
    dictionaries: Sequence[Path] = (paths.DICTIONARIES, *SYSTEM_FOLDERS),
) -> tuple[EditorWindow, FamilyPane]:
    """The editor's window on a library, and the families' screens in it."""
    panes: list[FamilyPane] = []
    sign_off_sheets = cache(partial(typesetter, config))

    def factory(parent: QWidget) -> FamilyPane:
        panes.append(make_pane(PreviewFiles(workshop), config, parent))
        return panes[-1]

    window = EditorWindow(
        workshop,
        factory,
        item_panels=item_panels(workshop, sign_off_sheets),
        library_panels=library_panels(workshop, sign_off_sheets, settings),
        settings=settings,
        sample=paths.CONTENT,
        dictionaries=dictionaries,
    )
    return window, panes[0]


def _chosen(settings: QSettings) -> Path | None:
    """The library that somebody picks or begins, where the program was started without one."""
    dialog = BeginDialog(settings, paths.CONTENT)
    dialog.exec()
    return dialog.file


def _take_picture(window: EditorWindow, pane: FamilyPane, file: Path) -> None:
    """Open the library's first page, and write the window as it looks when all is on show."""
    items = window.workshop.items.rows()
    if items:
        window.document.open(items[0].key)
    since = QTimer(window, singleShot=True, interval=_PICTURE_MS)
    poll = QTimer(window, interval=_POLL_MS)

    def shoot() -> None:
        if since.isActive() and not (pane.is_idle and pane.shown):
            return
        poll.stop()
        QApplication.exit(0 if window.grab().save(str(file)) and pane.shown else 1)

    poll.timeout.connect(shoot)
    since.start()
    poll.start()


def main(argv: list[str] | None = None) -> int:
    """Start the editor; returns the exit code."""
    forbid_dumps()
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    quiet = arguments.picture is not None
    app = application(sys.argv[:1])
    settings = QSettings("Clinic Kiosk", "Editor")
    file = arguments.content or _chosen(settings)
    if file is None:
        return 0
    try:
        config = find()
        workshop = open_library(
            file, remembered(settings), read_only=arguments.read_only, quiet=quiet
        )
    except ConfigError as error:
        show_problem(f"{error.file}: {error.key}: {error.problem}", error.hint, quiet=quiet)
        return UNREADABLE
    except ContentError as error:
        show_problem(error.problem, error.hint, quiet=quiet)
        return ERRORS if error.code is ContentCode.FAULTY else UNREADABLE
    if workshop is None:
        return UNREADABLE
    session = Session(app, config, settings)
    session.show(workshop)
    if arguments.picture and session.window is not None and session.pane is not None:
        _take_picture(session.window, session.pane, arguments.picture)
    code = app.exec()
    session.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
