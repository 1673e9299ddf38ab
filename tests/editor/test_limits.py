"""Each field of a form has its limit: what is pasted stops there, what is typed is told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.content.checks.findings import Kind
from app.content.items.components import set_texts
from app.content.items.edit import with_texts
from app.content.items.fields import COMPONENTS, FIELDS
from app.content.items.fields import Field as ItemField
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind, Person
from app.editor.body.body_box import BodyBox
from app.editor.body.pasting import MOST_PASTED
from app.editor.fields.body_field import BodyField
from app.editor.fields.choice_fields import LinesField
from app.editor.fields.field import Field, LineField
from app.editor.fields.text_fields import TextField
from app.editor.forms.form import most_in
from app.editor.forms.settings_form import SettingsForm
from app.editor.opening.new_library_dialog import NewLibraryDialog
from tests.editor.staff import Staff, key

ITEMS = {
    ItemKind.TOPIC: "t02",
    ItemKind.CONTACT: "p01",
    ItemKind.TERM: "g01",
    ItemKind.WALKTHROUGH: "w01",
}
PARTS = {"question": "q01", "choice": "c01", "outcome": "o01", "note": "n01"}
TYPED = {
    f"{owner} {field.name}": (owner, field)
    for owner, fields in FIELDS.items()
    for field in fields
    if field.is_text and field.table.endswith("_text")
}


def letters(count: int) -> str:
    """So many, in words that are none too long."""
    return ("word " * (count // 5 + 1))[: count - 1] + "w"


def with_long(workshop: Workshop, owner: str, field: ItemField, text: str) -> Content:
    """An item in which a field holds this text."""
    if owner in COMPONENTS:
        walkthrough = workshop.items.content(key(ItemKind.WALKTHROUGH, "w01"))
        return set_texts(walkthrough, owner, PARTS[owner], **{field.column: text})
    kind = ItemKind(owner)
    return with_texts(workshop.items.content(key(kind, ITEMS[kind])), **{field.column: text})


@pytest.mark.parametrize(("owner", "field"), TYPED.values(), ids=TYPED)
def test_what_is_typed_beyond_it_is_told_of_beside_the_text(
    workshop: Workshop, owner: str, field: ItemField
) -> None:
    content = with_long(workshop, owner, field, letters(field.most + 1))
    said = [f.problem for f in workshop.checks.findings(content) if f.kind is Kind.LIMIT]
    assert said, "the checks beside the typing say nothing"
    assert all(f"{field.most:,} are the most" in problem for problem in said)


def text_fields(staff: Staff) -> Iterator[tuple[str, LineField | TextField | LinesField]]:
    """Every field of every form that words are typed into."""
    for kind, item in ITEMS.items():
        staff.window.document.open(key(kind, item))
        for field in staff.window.findChildren(Field):
            if isinstance(field, LineField | TextField | LinesField) and field.isVisible():
                yield f"{kind} {field.name}", field


def paste(box: QLineEdit | QPlainTextEdit | BodyBox, text: str) -> None:
    """Paste, as with Ctrl+V."""
    mime = QMimeData()
    mime.setText(text)
    QApplication.clipboard().setMimeData(mime)
    box.paste()
    QApplication.processEvents()


def words_in(box: QLineEdit | QPlainTextEdit | BodyBox) -> str:
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def test_a_paste_stops_at_the_limit_of_each_field_and_says_so(staff: Staff) -> None:
    seen = []
    for name, field in text_fields(staff):
        box = field.box
        seen.append(name)
        if isinstance(field, BodyField):
            most = MOST_PASTED
        elif isinstance(field, LinesField):
            most = 20_000
        else:
            most = most_in(field.name)
        box.selectAll()
        before = words_in(box)
        for text in (letters(most + 1), "w" * 5_000_000):
            paste(box, text)
            assert words_in(box) in (before, text[:most]), name
            assert f"{most:,}" in field.pasted.text(), (name, field.pasted.text())
            assert not field.pasted.isHidden()
            box.selectAll()
        paste(box, "short")
        assert words_in(box) == "short", name
        assert field.pasted.isHidden(), name
    assert len(seen) > 12, seen
    assert {name.partition(" ")[0] for name in seen} == set(ITEMS)


@pytest.mark.parametrize(("name", "most"), [("welcome", 250), ("whom_to_ask", 100)])
def test_a_setting_takes_what_the_check_allows_and_says_what_it_left_out(
    staff: Staff, name: str, most: int
) -> None:
    staff.go("Library settings")
    form = staff.window.findChild(SettingsForm)
    assert form is not None
    field = form.fields[name]
    assert isinstance(field, LineField)
    field.box.selectAll()
    paste(field.box, letters(2_000))
    assert field.box.text() == letters(2_000)[:most]
    assert f"At most {most} letters" in field.pasted.text()
    assert not field.pasted.isHidden()
    form.commit()
    assert getattr(staff.window.workshop.settings.read(), name) == letters(2_000)[:most]


def test_the_settings_of_a_new_library_have_the_same_limits(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewLibraryDialog(Person("Ann"), tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    for box, most in ((dialog.welcome, 250), (dialog.whom, 100), (dialog.title, 2_000)):
        dialog.problem.clear()
        paste(box, letters(3_000))
        assert box.text() == letters(3_000)[:most]
        assert f"At most {most:,} letters" in dialog.problem.text()
