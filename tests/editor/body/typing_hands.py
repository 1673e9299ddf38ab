"""Hands in a body's box: where the cursor stands, keys, and the words of a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from app.content.reader.markup import read
from app.domain.library.markup import cell_text
from app.editor.body.body_box import BodyBox

CTRL = Qt.KeyboardModifier.ControlModifier
KEEP = QTextCursor.MoveMode.KeepAnchor
TABLE = "| Medicine | Dose |\n| --- | --- |\n| One | 5 mg |\n| Two | 7 mg |"


def at(box: BodyBox, words: str, *, end: bool = True, chosen: bool = False) -> None:
    """Put the cursor behind some words or before them, or choose them."""
    start = box.shown_text().index(words)
    cursor = box.textCursor()
    cursor.setPosition(start if chosen or not end else start + len(words))
    if chosen:
        cursor.setPosition(start + len(words), KEEP)
    box.setTextCursor(cursor)


def press(box: BodyBox, *keys: Qt.Key, ctrl: bool = False) -> None:
    for one in keys:
        QTest.keyClick(box, one, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)


def cells(text: str) -> list[list[str]]:
    """The words of the only table of a text, row by row."""
    (block,) = [block for block in read(text).blocks if block.table]
    assert block.table is not None
    return [[cell_text(cell) for cell in row] for row in (block.table.head, *block.table.rows)]
