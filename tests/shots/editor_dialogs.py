"""Pictures of what is seldom met: a first library, a picture, a table, several at once, keys."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton

import app.editor
from app import paths
from app.content.items.set_field import with_field
from app.content.reader.pictures import references
from app.content.signing.set_up import NewKey, set_up_small
from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from app.editor.fields.picture_dialog import PictureDialog
from app.editor.governance.several_dialog import SeveralDialog
from app.editor.opening.begin_dialog import BeginDialog
from app.editor.opening.library_files import RECENT
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.publishing.key_dialog import KeyDialog
from app.editor.publishing.keys_dialog import EXCHANGE, KeysDialog
from app.editor.publishing.set_up_dialog import SetUpDialog
from app.editor.spelling.dictionaries import plain, words_in
from app.editor.spelling.spell_marks import SpellMarks
from app.editor.tree.new_item import MoveDialog
from tests.shots.editor import NURSE, Editor, key

PICTURED = key(ItemKind.TOPIC, "t02")
WRITTEN = key(ItemKind.TOPIC, "t03")
DRAFTS = tuple(key(ItemKind.TOPIC, item) for item in ("t06", "t08", "t09"))


def not_in(shown: set[type]) -> list[str]:
    """The editor's dialogs that are in no picture; a kind that others are made of is no dialog."""
    for module in pkgutil.walk_packages(app.editor.__path__, "app.editor."):
        importlib.import_module(module.name)
    found, waiting = set(), [QDialog]
    while waiting:
        kind = waiting.pop()
        kinds = kind.__subclasses__()
        waiting += kinds
        if not kinds and kind.__module__.startswith("app.editor."):
            found.add(kind)
    return sorted(kind.__name__ for kind in found - shown)


def first_library(editor: Editor) -> None:
    """The first moment without a library, and what a new one says of itself."""
    settings = QSettings(str(editor.folder / "first.ini"), QSettings.Format.IniFormat)
    known = editor.folder / "living-with-asthma.db"
    known.touch()
    settings.setValue(RECENT, [str(known)])
    BeginDialog(settings, paths.CONTENT, editor.window).open()
    editor.shoot_over("which library", BeginDialog).reject()
    NewLibraryDialog(NURSE, editor.folder, editor.window, sample=paths.CONTENT).open()
    new = editor.shoot_over("a new library", NewLibraryDialog)
    new.make.click()
    editor.shoot_over("a new library, what is missing", NewLibraryDialog).reject()


def writing(editor: Editor) -> None:
    """A picture that is described, a table with what can be done to it, a word spelt wrong."""
    editor.open(PICTURED)
    (digest, *_) = references(editor.workshop.items.content(PICTURED).texts["body"])
    picture = editor.workshop.pictures.get(digest)
    assert picture is not None
    PictureDialog(picture, editor.window).open()
    editor.shoot_over("a picture, to be described", PictureDialog).reject()
    editor.open(WRITTEN)
    box = editor.find(BodyBox)
    box.setFocus()
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.insert_table()
    editor.window.page.form.ensureWidgetVisible(box)
    editor.shoot("a table, just put in")
    table = next(b for b in editor.window.findChildren(QToolButton) if b.text() == "Table")
    table.click()
    _shoot_menu(editor, "a table, what can be done to it")
    editor.window.document.undo.undo()
    box.moveCursor(QTextCursor.MoveOperation.Start)
    box.insert_plain("Ask the nurces about treatment. ")
    marks = next(m for m in box.findChildren(SpellMarks))
    editor.wait(lambda: [word for _, word in marks.wrong] == ["nurces"])
    marks.go_to_next()
    editor.wait(lambda: any(a.text() == "nurses" for m in _menus() for a in m.actions()))
    _shoot_menu(editor, "a word that is spelt wrong, and what may be meant")
    editor.window.document.revert(WRITTEN)


def leave_dictionary(file: Path, folder: Path) -> None:
    """Let the editor know the words of a library, whatever dictionaries the machine has."""
    with closing(sqlite3.connect(file)) as connection:
        texts = connection.execute(
            "SELECT body || ' ' || summary || ' ' || line || ' ' || title FROM topic_text"
        )
        words = {plain(word) for (text,) in texts for _, word in words_in(text, with_marks=True)}
    folder.mkdir()
    (folder / "en_GB.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n", "utf-8")
    lines = "\n".join((str(len(words)), *sorted(words)))
    (folder / "en_GB.dic").write_text(f"{lines}\n", "utf-8")


def _menus() -> list[QMenu]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]


def _shoot_menu(editor: Editor, caption: str) -> None:
    """Keep a picture of the menu that is open, and close it."""
    editor.wait(lambda: bool(_menus()))
    editor.shoot(caption)
    for menu in _menus():
        menu.close()


def several(editor: Editor) -> None:
    """Several pages are moved, checked and signed in one go."""
    window, workshop = editor.window, editor.workshop
    MoveDialog(3, workshop.sections.rows(), "", window).open()
    editor.shoot_over("several pages, to another section", MoveDialog).reject()
    for draft in DRAFTS:
        content = workshop.items.content(draft)
        workshop.items.save(with_field(content, "line", "What to ask about it"))
    window.document.refresh()
    window.dialogs.take_step("check", DRAFTS)
    check = editor.shoot_over("several pages, to be checked", SeveralDialog)
    for _ in DRAFTS[1:]:
        check.next.click()
    editor.shoot("several pages, each was on show")
    check.button.click()
    window.dialogs.take_step("sign", DRAFTS)
    sign = editor.shoot_over("several pages, to be signed", SeveralDialog)
    for _ in DRAFTS[1:]:
        sign.next.click()
    sign.name.setText("Bea Moss")
    sign.role.setText("Consultant")
    editor.shoot("several pages, ready to be signed")
    sign.reject()


def signing_set_up(editor: Editor) -> None:
    """The keys of signed editions: made once, and asked for at each edition."""
    settings = QSettings(str(editor.folder / "keys.ini"), QSettings.Format.IniFormat)
    editor.panel("publish")
    SetUpDialog(editor.folder / "editions", settings, editor.window).open()
    set_up = editor.shoot_over("set up signing", SetUpDialog)
    set_up.desk.setText(str(editor.folder / "keys"))
    set_up.stick.setText(str(editor.folder / "stick"))
    phrases = ("one long phrase", "another", "x", "x")
    for field, words in zip(set_up.passphrases, phrases, strict=True):
        field.setText(words)
    set_up.make.click()
    editor.shoot_over("set up signing, the passphrases differ", SetUpDialog).reject()
    for name in ("keys", "stick"):
        (editor.folder / name).mkdir(exist_ok=True)
    desk, root = (NewKey(editor.folder / n, "one long phrase") for n in ("keys", "stick"))
    set_up_small(editor.folder / "editions", desk, root)
    KeysDialog(editor.folder / "editions", editor.window).open()
    keys = editor.shoot_over("the keys of a signed folder", KeysDialog)
    keys.act.setCurrentIndex(EXCHANGE)
    editor.shoot_over("a key in the place of one that was stolen", KeysDialog).reject()
    KeyDialog(settings, editor.window).open()
    editor.shoot_over("the key that signs an edition", KeyDialog).reject()
