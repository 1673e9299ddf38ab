"""The whole of the staff's editor in pictures: every page, dialog and message, in one office."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QMessageBox

from app.content.workshop import Workshop
from app.content.workshop.storage.file import empty_library
from app.content.workshop.values import InUseError
from app.domain.governance.governance import Person
from app.main_editor import in_use_box
from tests.shots import editor_dialogs, editor_library, editor_signing
from tests.shots.album import Album
from tests.shots.editor import DICTIONARIES, NURSE, Editor, EditorTour
from tests.shots.office import Office

NOBODY = Person("", "")
_EMPTY = "INSERT INTO library (id, title, language, edition) VALUES (1, 'A new one', 'en-GB', 1)"
_STORY = (
    ("The library", editor_library.beginning),
    ("", editor_dialogs.first_library),
    ("", editor_library.menus),
    ("", editor_library.adding),
    ("", editor_library.lines),
    ("", editor_library.at_once),
    ("", editor_dialogs.writing),
    ("", editor_library.bringing),
    ("", editor_library.trouble),
    ("To answer for a text", editor_signing.signing),
    ("", editor_dialogs.several),
    ("", editor_signing.history),
    ("", editor_signing.walkthrough),
    ("", editor_signing.calendar),
    ("", editor_signing.publishing),
    ("", editor_dialogs.signing_set_up),
)


def take_editor(  # noqa: PLR0913 - where it looks, and how that looks
    content: Path,
    album: Album,
    office: Office,
    *,
    text: int = 100,
    theme: str = "paper",
    upright: bool = False,
) -> None:
    """Every picture of the editor, in one office; the families' screen has one look."""
    with office.dressed():
        with TemporaryDirectory() as place:
            tour = EditorTour(content, Path(place), album, office)
            with closing(tour):
                tour.run(text, theme, upright=upright)
        with TemporaryDirectory() as place:
            _tell(content, Path(place), album, office)
        with TemporaryDirectory() as place:
            _begin_with_nothing(Path(place), album, office)
    left_out = editor_dialogs.not_in(album.dialogs)
    assert not left_out, f"The tour has no picture of {', '.join(left_out)}."


def _tell(content: Path, folder: Path, album: Album, office: Office) -> None:
    """A day at the editor, with all its dialogs and messages."""
    file = Path(shutil.copy(content, folder / "content.db"))
    editor_dialogs.leave_dictionary(file, folder / DICTIONARIES)
    editor_library.leave_typed(file)
    with closing(Editor(Workshop.open(file, NOBODY), folder, album, office)) as editor:
        for chapter, scene in _STORY:
            if chapter:
                album.chapter(f"The staff's editor: {chapter.lower()}")
            scene(editor)
        album.chapter("The staff's editor: a second one")
        _second(file, folder, album, office)


def _second(file: Path, folder: Path, album: Album, office: Office) -> None:
    """Somebody else has the library open."""
    reading = Workshop.open(file, NURSE, read_only=True)
    with closing(Editor(reading, folder, album, office)) as second:
        try:
            Workshop.open(file, NURSE)
        except InUseError as found:
            box = in_use_box(found)
            box.open()
            second.shoot_over("somebody else has it open", QMessageBox).reject()
        second.open(editor_library.CONTACT)
        second.shoot("open for reading only")
        second.tab("Check and sign")
        second.shoot("open for reading only, check and sign")


def _begin_with_nothing(folder: Path, album: Album, office: Office) -> None:
    """A library without a single page."""
    album.chapter("The staff's editor: an empty library")
    file = empty_library(folder)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(_EMPTY)
    with closing(Editor(Workshop.open(file, NURSE), folder, album, office)) as editor:
        editor.shoot("an empty library")
        for panel in editor.window.panels.panels.values():
            editor.panel(panel.name)
            editor.shoot(f"an empty library, {panel.name}")
