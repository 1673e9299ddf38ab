"""A picture is put into a page from a file: read beside the window, and described first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from app.editor.fields.picture_dialog import PictureDialog
from tests.editor.staff import Staff, key

TOPIC = key(ItemKind.TOPIC, "t02")
Choose = Callable[[str], None]


@pytest.fixture
def page(staff: Staff, workshop: Workshop) -> Staff:
    """A page, open, with words of its own."""
    staff.go("Pages", "First things to know", workshop.items.content(TOPIC).title)
    staff.type(staff.find(BodyBox, "Text"), "Before.")
    return staff


@pytest.fixture
def choose(page: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Choose a file of some form, as if in the system's own dialog."""

    def act(form: str) -> None:
        file = tmp_path / f"IMG 2041.{form.lower()}"
        if form == "TXT":
            file.write_text("words", encoding="utf-8")
        else:
            Image.new("RGB", (64, 48), "red").save(file, form)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
        page.click(page.find(QToolButton, "Picture…"))

    return act


def now(page: Staff) -> str:
    return str(page.window.document.content(TOPIC).texts["body"])


def rows(workshop: Workshop) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(workshop.file)) as connection:
        asked = "SELECT digest, name FROM picture WHERE name LIKE 'img%'"
        return connection.execute(asked).fetchall()


def test_it_asks_what_there_is_to_see_and_puts_it_in(
    page: Staff, choose: Choose, workshop: Workshop
) -> None:
    choose("WEBP")
    dialog = page.dialog(PictureDialog)
    assert dialog.shown.pixmap().toImage().pixelColor(9, 9).red() > 200
    put_in = page.find(QPushButton, "Put it in", dialog)
    assert not put_in.isEnabled()
    page.type(page.find(QLineEdit, "What there is to see", dialog), "A red field")
    page.type(page.find(QLineEdit, "Caption", dialog), "What red is")
    page.type(page.find(QLineEdit, "Whose it is", dialog), "A. Drawer")
    assert rows(workshop) == []  # nothing is kept before
    page.click(put_in)
    ((digest, name),) = rows(workshop)
    assert name == "img-2041"
    mark = f'![A red field](picture:{digest} "What red is | A. Drawer")'
    assert now(page) == f"Before.\n\n{mark}"
    field = page.window.page.form.fields["body"]
    assert field.notes.sentences == ()


def test_one_that_only_decorates_needs_no_words(
    page: Staff, choose: Choose, workshop: Workshop
) -> None:
    choose("PNG")
    dialog = page.dialog(PictureDialog)
    words = "It only decorates: nobody misses anything without it"
    page.click(page.find(QCheckBox, words, dialog))
    assert not page.find(QLineEdit, "What there is to see", dialog).isEnabled()
    page.click(page.find(QPushButton, "Put it in", dialog))
    ((digest, _),) = rows(workshop)
    assert now(page) == f"Before.\n\n![](decoration:{digest})"


def test_what_is_no_picture_is_named_and_changes_nothing(
    page: Staff, choose: Choose, workshop: Workshop
) -> None:
    choose("TXT")
    told = page.window.page.form.fields["body"].pasted
    assert "IMG 2041.txt: This is no picture that can be read." in told.text()
    assert told.text().endswith("Nothing was put in.")
    assert (now(page), rows(workshop)) == ("Before.", [])
