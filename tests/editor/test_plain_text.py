"""Words of a library are words in the editor: nothing that looks like HTML is drawn or fetched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.editor.widgets.plain import plain_tip
from tests.editor.staff import Staff

ROOT = Path(__file__).parents[2]
MADE = re.compile(r"(?P<target>(?:self\.)?\w+) = QLabel\((?P<words>[^)\n]*)")
OWN_WORDS = re.compile(r'"[^"]*"|_[A-Z_]+|self|')


def labels_that_draw(code: str) -> list[str]:
    """Labels of a file that show more than its own words, and do not say that they are plain."""
    return [
        made["target"]
        for made in MADE.finditer(code)
        if f"{made['target']}.setTextFormat(Qt.TextFormat.PlainText)" not in code
        and (
            f"{made['target']}.setText(" in code
            or not OWN_WORDS.fullmatch(made["words"].removesuffix(", self"))
        )
    ]


def test_every_label_that_shows_a_text_says_that_it_is_plain() -> None:
    found = {
        file.name: labels
        for file in ROOT.glob("app/editor/**/*.py")
        if (labels := labels_that_draw(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_every_message_says_that_it_is_plain() -> None:
    """Those of Qt itself would draw what looks like HTML; `widgets.confirm` makes ours."""
    own = re.compile(r"QMessageBox\.(warning|information|critical|question|about)\(")
    found = [f.name for f in ROOT.glob("app/editor/**/*.py") if own.search(f.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "planted", ["self.a = QLabel()\nself.a.setText(title)\n", 'x = QLabel(f"{title}")\n']
)
def test_a_planted_label_is_found(planted: str) -> None:
    assert len(labels_that_draw(planted)) == 1


@pytest.mark.parametrize("text", ["<img src='http://127.0.0.1/x.png'>", "<h1>Big</h1>"])
def test_a_tip_shows_what_stands_there(text: str) -> None:
    assert "&lt;" in plain_tip(text)
    assert plain_tip("A page & more") == "A page & more"


def test_the_trees_tip_shows_a_title_as_it_stands(staff: Staff) -> None:
    model = staff.window.tree.model
    pages = next(i for i in map(model.index, range(model.rowCount()), [0] * 9) if model.rowCount(i))
    assert model.setData(model.index(0, 0, pages), "<b>Bold</b>", Qt.ItemDataRole.EditRole)
    section = model.index(0, 0, pages)
    assert section.data(Qt.ItemDataRole.DisplayRole) == "<b>Bold</b>"
    assert "&lt;b&gt;" in section.data(Qt.ItemDataRole.ToolTipRole)
