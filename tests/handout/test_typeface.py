"""The typeface of paper and screen: numbers are read at a glance."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QRawFont

from app import paths

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@pytest.mark.parametrize("style", STYLES)
def test_a_zero_is_open_and_is_no_letter_o(style: str, qapp: object) -> None:
    font = QRawFont(str(paths.FONTS / f"AtkinsonHyperlegible-{style}.ttf"), 200)
    zero, letter = font.glyphIndexesForString("0O")
    outlines = font.pathForGlyph(zero).toSubpathPolygons()
    assert len(outlines) == 2, "the outline and one counter: no bar, and no dot"
    outside, inside = sorted((o.boundingRect() for o in outlines), key=lambda box: -box.width())
    assert outside.contains(inside)
    assert font.pathForGlyph(letter).boundingRect().width() > 1.15 * outside.width()
