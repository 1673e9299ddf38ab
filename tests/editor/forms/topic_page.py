"""A page that is open in the editor, and its text."""

from __future__ import annotations

from app.domain.governance.governance import ItemKind
from app.editor.body.body_box import BodyBox
from tests.editor.staff import Staff, key

TOPIC = key(ItemKind.TOPIC, "t02")


def body(page: Staff) -> BodyBox:
    return page.find(BodyBox, "Text")


def now(page: Staff) -> str:
    """The text as it stands on the staff."""
    return str(page.window.document.content(TOPIC).texts["body"])
