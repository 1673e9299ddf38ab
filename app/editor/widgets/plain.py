"""Words of a library in tips: shown as they stand, whatever they look like to Qt."""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """A tip that shows a text to the letter. Qt would draw, and fetch, what looks like HTML."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
