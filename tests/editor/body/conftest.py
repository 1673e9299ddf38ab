"""A box that a page's text is typed in."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.editor.body.pasting import PasteBox


@pytest.fixture
def box(qtbot: QtBot) -> PasteBox:
    """A box that somebody types in."""
    made = PasteBox()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    return made
